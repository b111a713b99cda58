//! Dumps in UTF-16, which Windows programs make when they save or pipe one.

use encoding_rs::{CoderResult, Decoder, UTF_16BE, UTF_16LE};

use super::blocks::Block;

/// The blocks in UTF-8: as they are, unless the first starts with a byte order mark of UTF-16.
pub(super) fn in_utf8<'a>(
    mut blocks: impl Iterator<Item = Block> + Send + 'a,
) -> Box<dyn Iterator<Item = Block> + Send + 'a> {
    let first = blocks.next();
    let encoding = first.as_ref().and_then(|it| match it.bytes[..] {
        // Decoding that starts further on has no mark before it.
        _ if it.restart != Some(0) => None,
        [0xff, 0xfe, ..] => Some(UTF_16LE),
        [0xfe, 0xff, ..] => Some(UTF_16BE),
        _ => None,
    });
    let blocks = first.into_iter().chain(blocks);
    let Some(encoding) = encoding else { return Box::new(blocks) };
    let mut decoder = encoding.new_decoder();
    Box::new(blocks.enumerate().map(move |(at, block)| Block {
        bytes: transcode(&mut decoder, &block.bytes, block.damage.is_some()),
        // A pair may lie across the start of any other block.
        restart: block.restart.filter(|_| at == 0),
        ..block
    }))
}

/// The text of some bytes. What is no character becomes U+FFFD.
fn transcode(decoder: &mut Decoder, bytes: &[u8], is_last: bool) -> Vec<u8> {
    let room = decoder.max_utf8_buffer_length(bytes.len());
    let mut text = String::with_capacity(room.unwrap_or_default());
    let (result, ..) = decoder.decode_to_string(bytes, &mut text, is_last);
    debug_assert_eq!(result, CoderResult::InputEmpty, "there is room for all of it");
    text.into_bytes()
}
