//! The preprocessor's result as XML, as MediaWiki prints it for `action=parse&prop=parsetree`.

use std::fmt::Write as _;

use super::lex::{Token, TokenKind, tokenize};
use super::preprocess::{HeadingLine, Piece, PieceKind, Pieces, preprocess};
use crate::site::Site;

/// The parse tree of MediaWiki's preprocessor as XML: templates, template parameters, comments,
/// headings, extension tags and ignored inclusion tags.
///
/// An `=` between a name and a value stands bare, as in MediaWiki's published tests; MediaWiki
/// 1.39 itself writes `<equals>=</equals>` round it.
pub fn parsetree(text: &str, site: &Site) -> String {
    let mut tokens = Vec::new();
    let mut pieces = Pieces::default();
    tokenize(text, &mut tokens);
    preprocess(text, site, &mut tokens, &mut pieces);
    let mut headings: Vec<_> = pieces.headings.iter().copied().zip(1..).collect();
    headings.sort_by_key(|(heading, _)| heading.start);
    headings.reverse();
    let mut printer = Printer {
        text,
        site,
        tokens: &tokens,
        pieces: &pieces,
        headings,
        open: Vec::new(),
        templates: 0,
        position: 0,
        next: 0,
        xml: String::with_capacity(text.len() * 2),
    };
    printer.print();
    printer.xml
}

struct Printer<'a> {
    text: &'a str,
    site: &'a Site,
    tokens: &'a [Token],
    pieces: &'a Pieces,
    /// Headings not yet reached with their numbers, the next one last.
    headings: Vec<(HeadingLine, u32)>,
    /// What ends ahead, innermost last.
    open: Vec<Open>,
    /// How many of `open` are templates or parameters.
    templates: usize,
    /// Everything before this offset is printed.
    position: u32,
    next: usize,
    xml: String,
}

enum Open {
    Heading { end: u32, tag: &'static str },
    Template { piece: Piece, tag: &'static str, part: Part, index: u32 },
}

/// Which part of a template is being printed.
#[derive(Clone, Copy)]
enum Part {
    Title,
    Name,
    Value,
}

impl Printer<'_> {
    fn print(&mut self) {
        self.xml.push_str("<root>");
        loop {
            let token = self.tokens[self.next];
            if self.close_at(token.start) {
                continue;
            }
            self.open_heading(token.start);
            match token.kind() {
                TokenKind::Piece => self.piece(self.pieces.list[token.payload() as usize]),
                TokenKind::ArgumentPipe => self.separate(token.start, Part::Value),
                TokenKind::NamedArgumentPipe => self.separate(token.start, Part::Name),
                TokenKind::ArgumentEquals => self.equals(token.start),
                TokenKind::End => break,
                _ => self.next += 1,
            }
        }
        self.text_until(self.text.len() as u32);
        self.xml.push_str("</root>");
    }

    /// Prints the text up to `end`.
    fn text_until(&mut self, end: u32) {
        escape(&self.text[self.position as usize..end as usize], &mut self.xml);
        self.position = end;
    }

    /// Prints the end of the innermost construct if it ends at or before `offset`.
    fn close_at(&mut self, offset: u32) -> bool {
        match self.open.last() {
            Some(&Open::Heading { end, tag }) if end <= offset => {
                self.text_until(end);
                let _ = write!(self.xml, "</{tag}>");
            }
            Some(&Open::Template { piece, tag, part, .. }) if piece.body_end <= offset => {
                self.text_until(piece.body_end);
                let _ = write!(self.xml, "{}</{tag}>", part_end(part));
                self.position = piece.end;
                self.next = piece.next_token as usize;
                self.templates -= 1;
            }
            _ => return false,
        }
        self.open.pop();
        true
    }

    fn open_heading(&mut self, offset: u32) {
        if let Some(&(heading, index)) = self.headings.last()
            && heading.start <= offset
        {
            self.headings.pop();
            self.text_until(heading.start);
            let tag = if self.templates == 0 { "h" } else { "possible-h" };
            let _ = write!(self.xml, "<{tag} level=\"{}\" i=\"{index}\">", heading.level);
            self.open.push(Open::Heading { end: heading.end, tag });
        }
    }

    fn piece(&mut self, piece: Piece) {
        self.text_until(piece.start);
        let source = |start: u32, end: u32| &self.text[start as usize..end as usize];
        match piece.kind {
            PieceKind::Template | PieceKind::Parameter => {
                let tag = if piece.kind == PieceKind::Template { "template" } else { "tplarg" };
                let line_start = if piece.at_line_start { " lineStart=\"1\"" } else { "" };
                let _ = write!(self.xml, "<{tag}{line_start}><title>");
                self.open.push(Open::Template { piece, tag, part: Part::Title, index: 0 });
                self.templates += 1;
                self.position = piece.body_start;
                self.next += (piece.body_start - piece.start) as usize;
                return;
            }
            PieceKind::Comment => {
                element("comment", source(piece.start, piece.end), &mut self.xml);
            }
            PieceKind::Inclusion => {
                element("ignore", source(piece.start, piece.end), &mut self.xml);
            }
            PieceKind::Extension(tag) => {
                let name_end =
                    piece.start + 1 + self.site.extension_tags[tag as usize].name.len() as u32;
                let closing = if piece.is_self_closing() { 2 } else { 1 };
                self.xml.push_str("<ext>");
                element("name", source(piece.start + 1, name_end), &mut self.xml);
                element("attr", source(name_end, piece.body_start - closing), &mut self.xml);
                if !piece.is_self_closing() {
                    element("inner", source(piece.body_start, piece.body_end), &mut self.xml);
                    element("close", source(piece.body_end, piece.end), &mut self.xml);
                }
                self.xml.push_str("</ext>");
            }
        }
        self.position = piece.end;
        self.next = piece.next_token as usize;
    }

    /// A `|` at `offset`, before a part that starts with `next`.
    fn separate(&mut self, offset: u32, next: Part) {
        self.text_until(offset);
        self.position = offset + 1;
        self.next += 1;
        let Some(Open::Template { part, index, .. }) = self.open.last_mut() else { return };
        self.xml.push_str(part_end(*part));
        *part = next;
        if matches!(next, Part::Name) {
            self.xml.push_str("<part><name>");
        } else {
            *index += 1;
            let _ = write!(self.xml, "<part><name index=\"{index}\"/><value>");
        }
    }

    fn equals(&mut self, offset: u32) {
        self.text_until(offset);
        self.position = offset + 1;
        self.next += 1;
        if let Some(Open::Template { part, .. }) = self.open.last_mut() {
            *part = Part::Value;
            self.xml.push_str("</name>=<value>");
        }
    }
}

/// The end tags of a part.
fn part_end(part: Part) -> &'static str {
    match part {
        Part::Title => "</title>",
        Part::Name => "</name></part>",
        Part::Value => "</value></part>",
    }
}

fn element(name: &str, text: &str, xml: &mut String) {
    let _ = write!(xml, "<{name}>");
    escape(text, xml);
    let _ = write!(xml, "</{name}>");
}

fn escape(text: &str, xml: &mut String) {
    for character in text.chars() {
        match character {
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '&' => xml.push_str("&amp;"),
            '"' => xml.push_str("&quot;"),
            other => xml.push(other),
        }
    }
}
