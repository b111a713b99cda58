//! One page of a dump, from its XML.

use std::borrow::Cow;

use quick_xml::Error;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::site_info::{DOCUMENT_TYPE, refused};

/// What is linted as wikitext: pages of before version 0.8 of the format name no model.
const WIKITEXT: &str = "wikitext";

/// A page with its last revision.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Page<'a> {
    pub(super) title: Cow<'a, str>,
    /// The number of its namespace; since version 0.6 of the format.
    pub(super) namespace: Option<i32>,
    pub(super) id: Option<u64>,
    /// The number of the revision.
    pub(super) revision: Option<u64>,
    /// What kind of text it is.
    model: Option<Cow<'a, str>>,
    /// The text, still escaped; `None` if it is hidden from the public, or the dump has none.
    text: Option<Cow<'a, str>>,
}

impl<'a> Page<'a> {
    /// Reads a page from `<page>` to `</page>`.
    ///
    /// # Errors
    /// If that is not well-formed.
    pub(super) fn parse(xml: &'a str) -> Result<Self, String> {
        let mut reader = Reader::from_str(xml);
        let mut page = Self::default();
        // How many elements are open, and whether the outer two are the page and a revision.
        let mut depth = 0;
        let mut in_revision = false;
        loop {
            let event = reader.read_event().map_err(|error| malformed(&error))?;
            match event {
                Event::Start(tag) => {
                    let name = tag.local_name();
                    let name = name.as_ref();
                    let is_taken = match (depth, name) {
                        (1, "title" | "ns" | "id") => true,
                        (2, "id" | "model" | "text") => in_revision,
                        _ => false,
                    };
                    if is_taken {
                        let text = text(&mut reader, &tag)?;
                        page.take(depth, name, text)?;
                        continue;
                    }
                    if depth == 1 {
                        in_revision = name == "revision";
                        if in_revision {
                            (page.revision, page.model, page.text) = (None, None, None);
                        }
                    }
                    depth += 1;
                }
                Event::Empty(tag) => {
                    // `<text bytes="0" />` is empty; hidden and left-out texts look the same, but
                    // for `deleted="deleted"` and for the bytes that they should have.
                    let is_text = depth == 2 && in_revision && tag.local_name().as_ref() == "text";
                    if is_text && is_empty_text(&tag) {
                        page.text = Some(Cow::Borrowed(""));
                    }
                }
                Event::End(_) => depth -= 1,
                Event::DocType(_) => return Err(DOCUMENT_TYPE.to_owned()),
                Event::GeneralRef(entity) => {
                    unescape(&format!("&{};", &*entity)).map_err(|error| refused(&error))?;
                }
                Event::Eof => return Ok(page),
                _ => {}
            }
        }
    }

    /// Takes the text of an element.
    fn take(&mut self, depth: u32, name: &str, text: Cow<'a, str>) -> Result<(), String> {
        let number = || text.trim().parse().ok();
        match (depth, name) {
            (1, "title") => self.title = unescaped(text)?,
            (1, "ns") => self.namespace = text.trim().parse().ok(),
            (1, _) => self.id = number(),
            (_, "id") => self.revision = number(),
            (_, "model") => self.model = Some(unescaped(text)?),
            _ => self.text = Some(text),
        }
        Ok(())
    }

    /// Whether its text is wikitext.
    pub(super) fn is_wikitext(&self) -> bool {
        self.model.as_deref().is_none_or(|it| it == WIKITEXT)
    }

    /// The text of its last revision; `None` if it is hidden from the public, or the dump has none.
    ///
    /// # Errors
    /// If it has an entity that is not part of XML itself.
    pub(super) fn text(&self) -> Result<Option<Cow<'_, str>>, String> {
        self.text.as_deref().map(|raw| unescape(raw).map_err(|error| refused(&error))).transpose()
    }
}

/// The title in the XML of a page that may be broken.
pub(super) fn title(xml: &[u8]) -> Option<String> {
    let start = memchr::memmem::find(xml, b"<title>")? + b"<title>".len();
    let end = start + memchr::memmem::find(&xml[start..], b"</title>")?;
    let raw = String::from_utf8_lossy(&xml[start..end]);
    Some(unescape(&raw).map_or_else(|_| raw.clone().into_owned(), Cow::into_owned))
}

/// The text in an element, still escaped.
fn text<'a>(reader: &mut Reader<&'a [u8]>, tag: &BytesStart<'_>) -> Result<Cow<'a, str>, String> {
    let raw = reader.read_text(tag.name()).map_err(|error| malformed(&error))?.into_inner();
    if memchr::memchr(b'<', raw.as_bytes()).is_none() {
        return Ok(raw);
    }
    // MediaWiki escapes `<`, so another program has written this.
    let mut reader = Reader::from_str(&raw);
    let mut text = String::new();
    loop {
        match reader.read_event().map_err(|error| malformed(&error))? {
            Event::Text(it) => text.push_str(&it),
            Event::CData(it) => text.push_str(&quick_xml::escape::escape(&*it)),
            Event::GeneralRef(it) => text.extend(["&", &*it, ";"]),
            Event::Comment(_) => {}
            Event::Eof => return Ok(Cow::Owned(text)),
            _ => return Err("there are tags in its text that are not escaped".to_owned()),
        }
    }
}

fn unescaped(raw: Cow<'_, str>) -> Result<Cow<'_, str>, String> {
    let text = unescape(&raw).map_err(|error| refused(&error))?;
    Ok(if text == raw { raw } else { Cow::Owned(text.into_owned()) })
}

fn is_empty_text(tag: &BytesStart<'_>) -> bool {
    let attribute = |name| tag.try_get_attribute(name).ok().flatten();
    attribute("deleted").is_none() && attribute("bytes").is_none_or(|it| &*it.value == "0")
}

fn malformed(error: &Error) -> String {
    format!("its XML is broken ({error})")
}
