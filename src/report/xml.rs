//! Elements of XML, written by `quick-xml`.

use std::borrow::Cow;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::escape::picture;

/// An element with attributes, a text and other elements.
pub(super) struct Element {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    text: String,
    children: Vec<Element>,
}

impl Element {
    pub(super) fn new(name: &'static str) -> Self {
        Self { name, attributes: Vec::new(), text: String::new(), children: Vec::new() }
    }

    /// Adds an attribute.
    pub(super) fn with(mut self, name: &'static str, value: &str) -> Self {
        self.attributes.push((name, allowed(value).into_owned()));
        self
    }

    /// Sets the text.
    pub(super) fn text(mut self, text: &str) -> Self {
        self.text = allowed(text).into_owned();
        self
    }

    /// Adds elements.
    pub(super) fn holding(mut self, children: impl IntoIterator<Item = Self>) -> Self {
        self.children.extend(children);
        self
    }

    /// The element on lines of its own, as part of a document.
    pub(super) fn to_xml(&self) -> String {
        let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
        self.write(&mut writer);
        text_of(writer)
    }

    fn start(&self) -> BytesStart<'_> {
        let attributes = self.attributes.iter().map(|(name, value)| (*name, value.as_str()));
        BytesStart::new(self.name).with_attributes(attributes)
    }

    /// Elements are a few levels deep, by the code and not by the input.
    fn write(&self, writer: &mut Writer<Vec<u8>>) {
        if self.children.is_empty() && self.text.is_empty() {
            return event(writer, Event::Empty(self.start()));
        }
        event(writer, Event::Start(self.start()));
        if !self.text.is_empty() {
            event(writer, Event::Text(BytesText::new(&self.text)));
        }
        for child in &self.children {
            child.write(writer);
        }
        event(writer, Event::End(BytesEnd::new(self.name)));
    }
}

/// The declaration and the start of the outermost element.
pub(super) fn document_start(root: &Element) -> String {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    event(&mut writer, Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
    event(&mut writer, Event::Start(root.start()));
    text_of(writer)
}

/// The end of the outermost element.
pub(super) fn document_end(name: &str) -> String {
    format!("</{name}>\n")
}

fn event(writer: &mut Writer<Vec<u8>>, event: Event<'_>) {
    writer.write_event(event).expect("a vector takes all");
}

fn text_of(writer: Writer<Vec<u8>>) -> String {
    String::from_utf8(writer.into_inner()).expect("all that was written is UTF-8") + "\n"
}

/// XML has no way to write most control characters, so that pictures stand for them, and for what
/// a terminal would obey.
fn allowed(text: &str) -> Cow<'_, str> {
    let is_allowed =
        |c: char| c == '\n' || (picture(c) == c && !matches!(c, '\u{fffe}' | '\u{ffff}'));
    if text.chars().all(is_allowed) {
        return Cow::Borrowed(text);
    }
    let shown = |c: char| match c {
        '\n' => c,
        '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
        c => picture(c),
    };
    Cow::Owned(text.chars().map(shown).collect())
}
