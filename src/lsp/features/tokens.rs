//! What each piece of the page is, for colours.

mod kinds;
mod paint;

use lsp_types::{SemanticToken, SemanticTokens, SemanticTokensLegend};

use self::kinds::{MODIFIERS, TYPES};
use self::paint::{Paint, paint};
use crate::lsp::page::Page;
use crate::lsp::positions::PositionEncoding;
use crate::text::Span;

/// The kinds that [`semantic_tokens`] tells apart.
pub(in crate::lsp) fn legend() -> SemanticTokensLegend {
    let names = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
    SemanticTokensLegend::new(names(&TYPES.map(|it| it.1)), names(&MODIFIERS.map(|it| it.1)))
}

/// What the pieces of a page are, or of a part of it. They do not overlap. All that stands in a
/// footnote has the modifier `footnote`, plain text too, so that an editor can dim it.
pub(in crate::lsp) fn semantic_tokens(page: &Page<'_>, part: Option<Span>) -> SemanticTokens {
    let text_document = page.client.capabilities.text_document.as_ref();
    let tokens = text_document.and_then(|it| it.semantic_tokens.as_ref());
    let is_whole = tokens.and_then(|it| it.multiline_token_support) == Some(true);
    let part = part.unwrap_or(Span::new(0, page.doc.text.len() as u32));
    let mut writer = Writer::new(page.doc.text, page.client.encoding);
    for paint in paint(page.doc) {
        if paint.span.end <= part.start || paint.span.start >= part.end {
            continue;
        }
        if is_whole {
            writer.push(paint.span, &paint);
        } else {
            lines(page.doc.text, paint.span).for_each(|line| writer.push(line, &paint));
        }
    }
    SemanticTokens::new(None, writer.tokens)
}

/// The parts of a span on each line, without what ends the lines.
fn lines(text: &str, span: Span) -> impl Iterator<Item = Span> + '_ {
    let start = |part: &str| (part.as_ptr() as usize - text.as_ptr() as usize) as u32;
    let parts = span.of(text).split(['\n', '\r']).filter(|part| !part.is_empty());
    parts.map(move |part| Span::new(start(part), start(part) + part.len() as u32))
}

/// Writes tokens, each from where the one before it starts. It goes through the text once, so that
/// long lines cost no more than short ones.
struct Writer<'a> {
    text: &'a str,
    encoding: PositionEncoding,
    tokens: Vec<SemanticToken>,
    /// Up to where lines and characters have been counted.
    counted: u32,
    line: u32,
    character: u32,
    /// Where the last token starts.
    last: (u32, u32),
}

impl<'a> Writer<'a> {
    fn new(text: &'a str, encoding: PositionEncoding) -> Self {
        let tokens = Vec::new();
        Self { text, encoding, tokens, counted: 0, line: 0, character: 0, last: (0, 0) }
    }

    fn push(&mut self, span: Span, paint: &Paint) {
        self.count_to(span.start);
        let (line, character) = (self.line, self.character);
        let length = self.encoding.count(span.of(self.text)) as u32;
        let (last_line, last_character) = self.last;
        let before = if line == last_line { last_character } else { 0 };
        self.tokens.push(SemanticToken {
            delta_line: line - last_line,
            delta_start: character - before,
            length,
            token_type: paint.kind as u32,
            token_modifiers_bitset: paint.modifiers,
        });
        self.last = (line, character);
    }

    fn count_to(&mut self, offset: u32) {
        let between = Span::new(self.counted, offset).of(self.text);
        let bytes = between.as_bytes();
        // A line ends with LF, CR LF or CR.
        let ends = memchr::memchr2_iter(b'\n', b'\r', bytes).filter(|&at| {
            let next = self.text.as_bytes().get(self.counted as usize + at + 1);
            bytes[at] == b'\n' || next != Some(&b'\n')
        });
        let mut line_start = None;
        for end in ends {
            self.line += 1;
            line_start = Some(end + 1);
        }
        let rest = &between[line_start.unwrap_or_default()..];
        let before = if line_start.is_some() { 0 } else { self.character };
        self.character = before + self.encoding.count(rest) as u32;
        self.counted = offset;
    }
}

#[cfg(test)]
mod tests {
    use lsp_types::{Position, Range};

    use super::{MODIFIERS, TYPES, semantic_tokens};
    use crate::lsp::client::Client;
    use crate::lsp::page::Page;
    use crate::lsp::testing::{text_of, with_client, with_page};
    use crate::text::Span;

    /// Each token as `text:type` or `text:type+modifier`.
    fn decoded(page: &Page<'_>, part: Option<Span>) -> Vec<String> {
        let mut at = Position::new(0, 0);
        let tokens = semantic_tokens(page, part).data.into_iter().map(|token| {
            at.line += token.delta_line;
            at.character = if token.delta_line > 0 {
                token.delta_start
            } else {
                at.character + token.delta_start
            };
            let end = Position::new(at.line, at.character + token.length);
            let text = text_of(page, Range::new(at, end));
            assert!(!text.is_empty() && !text.contains(['\r', '\n']), "{text:?}");
            let mut shown = format!("{text}:{}", TYPES[token.token_type as usize].1);
            for (bit, (_, name)) in MODIFIERS.iter().enumerate() {
                if token.token_modifiers_bitset & (1 << bit) != 0 {
                    shown.push('+');
                    shown.push_str(name);
                }
            }
            shown
        });
        tokens.collect()
    }

    fn tokens(text: &str) -> Vec<String> {
        with_page(text, |page, _| decoded(page, None))
    }

    #[test]
    fn markup_is_told_apart() {
        assert_eq!(
            tokens("== A 🙂 ==\r\n[[B|c]]'s <!-- d --> __NOTOC__ &amp;"),
            [
                "==:operator",
                "A 🙂:class",
                "==:operator",
                "[[:operator",
                "B:string",
                "|:operator",
                "]]:operator",
                "<!-- d -->:comment",
                "__NOTOC__:macro",
                "&amp;:number",
            ]
        );
        assert_eq!(
            tokens("{{ cite web |title= Old ''mill''|2}}"),
            [
                "{{:operator",
                "cite web:function",
                "|:operator",
                "title:parameter",
                "=:operator",
                "'':operator",
                "'':operator",
                "|:operator",
                "}}:operator",
            ]
        );
        assert_eq!(
            tokens("[http://example.org/ a] <b class=\"x\">c</b>\n* d\n{|\n! e\n|}"),
            [
                "[:operator",
                "http://example.org/:string",
                "]:operator",
                "<:operator",
                "b:type",
                "class:property",
                "x:string",
                ">:operator",
                "</:operator",
                "b:type",
                ">:operator",
                "*:operator",
                "{|:operator",
                "!:operator",
                "|}:operator",
            ]
        );
    }

    #[test]
    fn footnotes_can_be_dimmed() {
        assert_eq!(
            tokens("é<ref name=\"a b\" group=n>x {{y|z=1}}\nw</ref>.<ref name='a b' />"),
            [
                "<:operator",
                "ref:type",
                "name:property",
                "a b:variable+definition",
                "group:property",
                "n:namespace",
                ">:operator",
                "x:text+footnote",
                "{{:operator+footnote",
                "y:function+footnote",
                "|:operator+footnote",
                "z:parameter+footnote",
                "=:operator+footnote",
                "1:text+footnote",
                "}}:operator+footnote",
                "w:text+footnote",
                "</:operator",
                "ref:type",
                ">:operator",
                "<:operator",
                "ref:type",
                "name:property",
                "a b:variable",
                "/>:operator",
            ]
        );
    }

    #[test]
    fn a_part_has_only_its_tokens() {
        with_page("[[a]]‸[[b]]‸[[c]]", |page, at| {
            let found = decoded(page, Some(Span::new(at[0], at[1])));
            assert_eq!(found, ["[[:operator", "b:string", "]]:operator"]);
        });
    }

    #[test]
    fn tokens_are_in_order_in_every_encoding() {
        let page = "== Ä 🙂 ==\r\n{{a|🙂=<ref name=ü>🙂\r\nb</ref>|{{c|{{d}}}}}}\r\r\n* [[e|🙂]]\n\
            <nowiki>🙂\nf</nowiki><math>x\n🙂</math> {{{g|h}}} {{#if:i|j}} -{k}- ----\n;l:m\n";
        let encodings = ["utf-8", "utf-16", "utf-32"];
        let all = encodings.map(|encoding| {
            let capabilities =
                serde_json::json!({ "general": { "positionEncodings": [encoding] } });
            let capabilities = serde_json::from_value(capabilities).expect("capabilities");
            with_client(page, &Client::new(capabilities), |page, _| decoded(page, None))
        });
        assert_eq!(all[0], all[1]);
        assert_eq!(all[0], all[2]);
        assert!(all[0].len() > 40, "{:?}", all[0]);
    }
}
