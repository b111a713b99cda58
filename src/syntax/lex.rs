//! The lexer: the only place that knows which bytes are special.
//!
//! What a token is, logos knows; where one may start, a search over many bytes at once finds out,
//! since most bytes are text. Together they take two thirds of the time that logos alone takes.
//!
//! It is context-free and total. Only what can be special *anywhere* gets a token; what is special
//! at the start of a line alone (`*`, `#`, `;`, space, `-`) is text, and the tree builder looks at
//! the byte after a newline. Text has no token: it is what stands between two tokens, so whether
//! one follows right after another is a question of offsets. Brackets, braces and equals signs are
//! single tokens, so that the preprocessor can take any part of a run.

use std::array;
use std::sync::LazyLock;

use logos::Logos;

/// What a token is. What starts none of them is text, to logos an error.
///
/// The last five are never lexed: the preprocessor rewrites the first token of what it matched.
#[derive(Logos, Clone, Copy, Debug, PartialEq, Eq)]
#[logos(utf8 = false)]
#[repr(u8)]
pub(super) enum TokenKind {
    /// LF or CR LF.
    #[token("\n")]
    #[token("\r\n")]
    Newline,
    #[token("{")]
    OpenBrace,
    #[token("}")]
    CloseBrace,
    #[token("[")]
    OpenBracket,
    #[token("]")]
    CloseBracket,
    #[token("|")]
    Pipe,
    #[token("=")]
    Equals,
    /// Two apostrophes or more.
    #[regex(r"(?-u)'{2,}")]
    Quotes,
    #[token("<")]
    Less,
    /// What looks like a character reference; whether it is one is decided later.
    #[regex(r"(?-u)&(?:[A-Za-z0-9]+|#[0-9]+|#[xX][0-9A-Fa-f]+);")]
    Entity,
    #[token(":")]
    Colon,
    /// Two or more.
    #[regex(r"(?-u)_{2,}")]
    Underscores,
    /// Three or more.
    #[regex(r"(?-u)~{3,}")]
    Tildes,
    /// Two or more.
    #[regex(r"(?-u)!{2,}")]
    Bangs,
    /// After the last byte.
    End,
    /// The start of a piece; the payload is its index.
    Piece,
    /// A `|` between arguments, before a positional one.
    ArgumentPipe,
    /// A `|` between arguments, before a named one.
    NamedArgumentPipe,
    /// The `=` after the name of an argument.
    ArgumentEquals,
}

impl TokenKind {
    /// Whether tokens of this kind are of different lengths; all others are a byte long.
    fn is_run(self) -> bool {
        matches!(
            self,
            Self::Newline
                | Self::Quotes
                | Self::Entity
                | Self::Underscores
                | Self::Tildes
                | Self::Bangs
        )
    }

    /// Whether no construct can go on past the token: an argument or the stretch is over.
    pub(super) fn ends_argument(self) -> bool {
        matches!(
            self,
            Self::End | Self::ArgumentPipe | Self::NamedArgumentPipe | Self::ArgumentEquals
        )
    }
}

/// A token: where it starts, its kind, and a payload, which is its length until the preprocessor
/// writes something else there. Eight bytes: five bits of kind, 27 of payload.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) start: u32,
    packed: u32,
}

const KIND_BITS: u32 = 5;

/// The largest payload, used to say that there is none.
pub(super) const NO_PAYLOAD: u32 = u32::MAX >> KIND_BITS;

impl Token {
    /// A token of `len` bytes. What a run has beyond the largest payload is left to the text.
    fn new(start: u32, kind: TokenKind, len: u32) -> Self {
        Self { start, packed: len.min(NO_PAYLOAD) << KIND_BITS | kind as u32 }
    }

    #[inline]
    pub(super) fn kind(self) -> TokenKind {
        KINDS[(self.packed & ((1 << KIND_BITS) - 1)) as usize]
    }

    pub(super) fn payload(self) -> u32 {
        self.packed >> KIND_BITS
    }

    /// Where the token ends; for a piece, where its first byte does.
    pub(super) fn end(self) -> u32 {
        self.start + if self.kind().is_run() { self.payload() } else { 1 }
    }

    pub(super) fn set(&mut self, kind: TokenKind, payload: u32) {
        debug_assert!(payload <= NO_PAYLOAD);
        self.packed = payload << KIND_BITS | kind as u32;
    }
}

/// The kinds by their number, padded to a power of two so that indexing needs no check.
const KINDS: [TokenKind; 1 << KIND_BITS] = {
    use TokenKind as K;
    let listed = [
        K::Newline,
        K::OpenBrace,
        K::CloseBrace,
        K::OpenBracket,
        K::CloseBracket,
        K::Pipe,
        K::Equals,
        K::Quotes,
        K::Less,
        K::Entity,
        K::Colon,
        K::Underscores,
        K::Tildes,
        K::Bangs,
        K::End,
        K::Piece,
        K::ArgumentPipe,
        K::NamedArgumentPipe,
        K::ArgumentEquals,
    ];
    let mut kinds = [K::End; 1 << KIND_BITS];
    let mut index = 0;
    while index < listed.len() {
        assert!(listed[index] as usize == index, "kinds are listed in the order of the enum");
        kinds[index] = listed[index];
        index += 1;
    }
    kinds
};

/// How many blanks, spaces and tabs, `text` starts with.
pub(super) fn blank_len(text: &[u8]) -> usize {
    text.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count()
}

/// Where the first line of `source` starts: after a byte order mark, if there is one.
pub(super) fn first_line(source: &str) -> u32 {
    const BYTE_ORDER_MARK: char = '\u{feff}';
    if source.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len_utf8() as u32 } else { 0 }
}

/// How many bytes are searched at once.
const BLOCK: usize = 64;

/// Fills `tokens` with the tokens of `source`, and one [`TokenKind::End`] after them.
///
/// Most bytes are text. Those that are not are found in blocks, many bytes at once.
pub(super) fn tokenize(source: &str, tokens: &mut Vec<Token>) {
    tokens.clear();
    tokens.reserve(source.len() / 8 + 16);
    let mut lexer = Lexer { source: source.as_bytes(), single: &SINGLE, tokens, end: 0 };
    let (blocks, rest) = lexer.source.as_chunks::<BLOCK>();
    let mut last = [0; BLOCK];
    last[..rest.len()].copy_from_slice(rest);
    let mut start = 0;
    for block in blocks.iter().chain([&last]) {
        let mut flags = [0; BLOCK];
        for (flag, &byte) in flags.iter_mut().zip(block) {
            *flag = u8::from(is_special(byte));
        }
        let mut special = one_bit_each(&flags);
        while special != 0 {
            lexer.special_byte(start + special.trailing_zeros() as usize);
            special &= special - 1;
        }
        start += BLOCK;
    }
    tokens.push(Token::new(source.len() as u32, TokenKind::End, 0));
}

/// Whether a token may start with the byte. Without a jump, so that the bytes of a block can be
/// compared side by side.
#[expect(clippy::needless_bitwise_bool, reason = "a lazy operator is a jump")]
fn is_special(byte: u8) -> bool {
    (byte == b'\n')
        | (byte == b'\r')
        | (byte == b'!')
        | (byte == b'&')
        | (byte == b'\'')
        | (byte == b':')
        | (byte == b'<')
        | (byte == b'=')
        | (byte == b'[')
        | (byte == b']')
        | (byte == b'_')
        | (b'{'..=b'~').contains(&byte)
}

/// The flags of a block, each 0 or 1, as the bits of one number, the first as the lowest.
fn one_bit_each(flags: &[u8; BLOCK]) -> u64 {
    // The product has the lowest bits of eight bytes side by side in its highest byte.
    const GATHER: u64 = 0x0102_0408_1020_4080;
    let (eights, _) = flags.as_chunks::<8>();
    let gathered = eights.iter().map(|eight| u64::from_le_bytes(*eight).wrapping_mul(GATHER) >> 56);
    gathered.zip(0..).fold(0, |bits, (eight, index)| bits | eight << (8 * index))
}

/// The tokens that are a byte long, by that byte: a byte that is a token starts no longer one.
static SINGLE: LazyLock<[Option<TokenKind>; 256]> = LazyLock::new(|| {
    array::from_fn(|byte| TokenKind::lexer(&[byte as u8]).next().and_then(Result::ok))
});

struct Lexer<'a> {
    source: &'a [u8],
    /// See [`SINGLE`].
    single: &'static [Option<TokenKind>; 256],
    tokens: &'a mut Vec<Token>,
    /// Where the last token ends.
    end: usize,
}

impl Lexer<'_> {
    /// Adds the token that starts with the special byte at `at`, if one does.
    fn special_byte(&mut self, at: usize) {
        if at < self.end {
            return;
        }
        let mut lexer = TokenKind::lexer(&self.source[at..]);
        let (kind, len) = match self.single[usize::from(self.source[at])] {
            Some(kind) => (kind, 1),
            None => match lexer.next() {
                Some(Ok(kind)) => (kind, lexer.span().end),
                _ => return,
            },
        };
        self.tokens.push(Token::new(at as u32, kind, len as u32));
        self.end = at + len;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(source: &str) -> Vec<(TokenKind, &str)> {
        let mut tokens = Vec::new();
        tokenize(source, &mut tokens);
        assert_eq!(tokens.pop().map(|end| end.start as usize), Some(source.len()));
        let text = |token: &Token| &source[token.start as usize..token.end() as usize];
        tokens.iter().map(|token| (token.kind(), text(token))).collect()
    }

    #[test]
    fn text_has_no_token() {
        assert_eq!(kinds("it's a_b! ~é''x ~~ & \r"), [(TokenKind::Quotes, "''")]);
        assert_eq!(kinds("\u{feff}=a"), [(TokenKind::Equals, "=")]);
    }

    #[test]
    fn the_first_line_starts_after_a_byte_order_mark() {
        assert_eq!(first_line("\u{feff}=a="), 3);
        assert_eq!(first_line("=\u{feff}a="), 0);
    }

    #[test]
    fn runs_are_one_token_and_brackets_are_not() {
        use TokenKind as K;
        assert_eq!(
            kinds("[[a&amp;&b\r\n__TOC__~~~~"),
            [
                (K::OpenBracket, "["),
                (K::OpenBracket, "["),
                (K::Entity, "&amp;"),
                (K::Newline, "\r\n"),
                (K::Underscores, "__"),
                (K::Underscores, "__"),
                (K::Tildes, "~~~~"),
            ]
        );
    }

    #[test]
    fn what_only_looks_like_a_token_is_text() {
        assert_eq!(kinds("a'b_c!d~~e&f &; &#; &#x; &#xg; &é; \r"), []);
    }

    #[test]
    fn tokens_are_the_same_wherever_blocks_end() {
        let text = "[[a]]{{b|c=d}}<e>''f'''&amp;&#160;&#xA0;\r\n__TOC__~~~~!!:";
        let expected = kinds(text);
        for len in 0..=BLOCK {
            assert_eq!(kinds(&("-".repeat(len) + text)), expected, "after {len} bytes");
        }
    }

    #[test]
    fn a_token_of_one_byte_starts_no_longer_one() {
        for byte in 0..=u8::MAX {
            let Some(kind) = SINGLE[usize::from(byte)] else { continue };
            for next in 0..=u8::MAX {
                let text = [byte, next];
                let mut lexer = TokenKind::lexer(&text);
                assert_eq!((lexer.next(), lexer.span()), (Some(Ok(kind)), 0..1), "{text:?}");
            }
        }
    }

    #[test]
    fn no_token_starts_where_none_is_looked_for() {
        for byte in (0..=u8::MAX).filter(|&byte| !is_special(byte)) {
            for text in [[byte; 3], [byte, b'\n', b';'], [byte, b'a', b';']] {
                let first = TokenKind::lexer(&text).next();
                assert!(!matches!(first, Some(Ok(_))), "{text:?}");
            }
        }
    }
}
