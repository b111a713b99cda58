//! The lexer: the only place that knows which bytes are special.
//!
//! It is context-free and total. Only what can be special *anywhere* gets a token; what is special
//! at the start of a line alone (`*`, `#`, `;`, space, `-`) is text, and the tree builder looks at
//! the byte after a newline. Text has no token: it is what stands between two tokens, so whether
//! one follows right after another is a question of offsets. Brackets, braces and equals signs are
//! single tokens, so that the preprocessor can take any part of a run.

use logos::Logos;

/// What a token is.
///
/// The last five are never lexed: the preprocessor rewrites the first token of what it matched.
#[derive(Logos, Clone, Copy, Debug, PartialEq, Eq)]
#[logos(utf8 = false)]
// Text.
#[logos(skip(r"(?-u)(?:[^\n\r{}\[\]|=<&:'_~!]|['_~!][^\n\r{}\[\]|=<&:'_~!])+"))]
#[logos(skip(r"(?-u)['_~!&\r]", priority = 1))]
#[logos(skip("~~", priority = 1))]
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
    #[regex(r"(?-u)_{2,}")]
    Underscores,
    #[regex(r"(?-u)~{3,}")]
    Tildes,
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

/// Fills `tokens` with the tokens of `source`, and one [`TokenKind::End`] after them.
pub(super) fn tokenize(source: &str, tokens: &mut Vec<Token>) {
    tokens.clear();
    tokens.reserve(source.len() / 12 + 16);
    let mut lexer = TokenKind::lexer(source.as_bytes());
    while let Some(kind) = lexer.next() {
        // Every byte is text or starts some token, so `Err` can not occur; as text it does no harm.
        if let Ok(kind) = kind {
            let span = lexer.span();
            tokens.push(Token::new(span.start as u32, kind, span.len() as u32));
        }
    }
    tokens.push(Token::new(source.len() as u32, TokenKind::End, 0));
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
}
