//! The lexer: the only place that knows which bytes are special.
//!
//! It is context-free and total. Only what can be special *anywhere* gets a token of its own; what
//! is special at the start of a line alone (`*`, `#`, `;`, space, `-`) stays text, and the tree
//! builder looks at the byte after a newline. Brackets, braces and equals signs are single tokens,
//! so that the preprocessor can take any part of a run.

use logos::Logos;

/// What a token is.
///
/// The last five are never lexed: the preprocessor rewrites the first token of what it matched.
#[derive(Logos, Clone, Copy, Debug, PartialEq, Eq)]
#[logos(utf8 = false)]
#[repr(u8)]
pub(super) enum TokenKind {
    /// Anything that has no token of its own.
    #[regex(r"(?-u)(?:[^\n\r{}\[\]|=<&:'_~!]|['_~!][^\n\r{}\[\]|=<&:'_~!])+")]
    #[regex(r"(?-u)['_~!&\r]", priority = 1)]
    #[token("~~", priority = 1)]
    Text,
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
    /// Whether no construct can go on past the token: an argument or the stretch is over.
    pub(super) fn ends_argument(self) -> bool {
        matches!(
            self,
            Self::End | Self::ArgumentPipe | Self::NamedArgumentPipe | Self::ArgumentEquals
        )
    }
}

/// A token: where it starts, its kind, and a payload for the preprocessor. It ends where the next
/// one starts. Eight bytes: five bits of kind, 27 of payload.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) start: u32,
    packed: u32,
}

const KIND_BITS: u32 = 5;

/// The largest payload, used to say that there is none.
pub(super) const NO_PAYLOAD: u32 = u32::MAX >> KIND_BITS;

impl Token {
    fn new(start: u32, kind: TokenKind) -> Self {
        Self { start, packed: kind as u32 }
    }

    #[inline]
    pub(super) fn kind(self) -> TokenKind {
        KINDS[(self.packed & ((1 << KIND_BITS) - 1)) as usize]
    }

    pub(super) fn payload(self) -> u32 {
        self.packed >> KIND_BITS
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
        K::Text,
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
    let mut kinds = [K::Text; 1 << KIND_BITS];
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

/// Fills `tokens` with the tokens of `source`, and one [`TokenKind::End`] after them. A byte order
/// mark at the start has no token, so that what follows it starts the first line.
pub(super) fn tokenize(source: &str, tokens: &mut Vec<Token>) {
    tokens.clear();
    tokens.reserve(source.len() / 8 + 16);
    let text = source.strip_prefix('\u{feff}').unwrap_or(source);
    let start = source.len() - text.len();
    let mut lexer = TokenKind::lexer(text.as_bytes());
    while let Some(kind) = lexer.next() {
        // Every byte starts some token, so `Err` can not occur; as text it would do no harm.
        let at = (start + lexer.span().start) as u32;
        tokens.push(Token::new(at, kind.unwrap_or(TokenKind::Text)));
    }
    tokens.push(Token::new(source.len() as u32, TokenKind::End));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(source: &str) -> Vec<(TokenKind, &str)> {
        let mut tokens = Vec::new();
        tokenize(source, &mut tokens);
        let text = |pair: &[Token]| &source[pair[0].start as usize..pair[1].start as usize];
        tokens.windows(2).map(|pair| (pair[0].kind(), text(pair))).collect()
    }

    #[test]
    fn text_keeps_single_quotes_underscores_and_bangs() {
        assert_eq!(
            kinds("it's a_b! ~é''x"),
            [(TokenKind::Text, "it's a_b! ~é"), (TokenKind::Quotes, "''"), (TokenKind::Text, "x")]
        );
    }

    #[test]
    fn a_byte_order_mark_is_no_token() {
        let mut tokens = Vec::new();
        tokenize("\u{feff}=a=", &mut tokens);
        assert_eq!((tokens[0].start, tokens[0].kind()), (3, TokenKind::Equals));
    }

    #[test]
    fn runs_are_one_token_and_brackets_are_not() {
        use TokenKind as K;
        assert_eq!(
            kinds("[[a&amp;&b\r\n__TOC__~~~~"),
            [
                (K::OpenBracket, "["),
                (K::OpenBracket, "["),
                (K::Text, "a"),
                (K::Entity, "&amp;"),
                (K::Text, "&"),
                (K::Text, "b"),
                (K::Newline, "\r\n"),
                (K::Underscores, "__"),
                (K::Text, "TOC"),
                (K::Underscores, "__"),
                (K::Tildes, "~~~~"),
            ]
        );
    }
}
