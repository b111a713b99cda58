//! What a dump says of itself before its first page: the wiki and its namespaces.

use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use serde::{Deserialize, Serialize};

use crate::near::nearest;

/// How long the part before the first page may be, in bytes. Namespaces take a few thousand.
pub(super) const MAX_HEADER_BYTES: usize = 1 << 20;

/// The wiki that a dump was made of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteInfo {
    /// Its name, such as `Wikipedia`.
    pub name: String,
    /// The name of its database, such as `enwiki`: since version 0.9 of the format.
    pub database: String,
    /// Its namespaces with all their names; the first with the number is the one titles have.
    pub namespaces: Vec<Namespace>,
}

/// A name of a namespace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Namespace {
    /// Its number, such as 10 for templates.
    pub number: i32,
    /// The name; that of the articles is empty.
    pub name: String,
}

impl SiteInfo {
    /// Reads the start of a dump, up to its first page or its end.
    ///
    /// # Errors
    /// If that is no MediaWiki export, or one that is not well-formed. Document types are refused,
    /// and with them all entities that are not part of XML itself.
    pub(super) fn parse(header: &str) -> Result<Self, String> {
        let mut reader = Reader::from_str(header);
        let mut info = Self::default();
        let mut is_export = false;
        let mut open = Vec::new();
        loop {
            match reader.read_event() {
                Ok(Event::DocType(_)) => return Err(DOCUMENT_TYPE.to_owned()),
                Ok(Event::Start(tag)) => {
                    let name = tag.local_name().as_ref().to_owned();
                    if open.is_empty() && name != "mediawiki" {
                        return Err(no_export(&format!("it starts with `<{name}>`")));
                    }
                    is_export = true;
                    match name.as_str() {
                        "sitename" => info.name = text(&mut reader, &tag)?,
                        "dbname" => info.database = text(&mut reader, &tag)?,
                        "namespace" => {
                            let number = namespace_number(&tag);
                            let name = text(&mut reader, &tag)?;
                            info.namespaces.extend(number.map(|number| Namespace { number, name }));
                        }
                        _ => open.push(name),
                    }
                }
                Ok(Event::Empty(tag)) => {
                    if tag.local_name().as_ref() == "namespace" {
                        let name = String::new();
                        let number = namespace_number(&tag);
                        info.namespaces.extend(number.map(|number| Namespace { number, name }));
                    }
                    is_export |= tag.local_name().as_ref() == "mediawiki";
                }
                Ok(Event::End(_)) => drop(open.pop()),
                Ok(Event::GeneralRef(entity)) if !open.is_empty() => {
                    unescape(&format!("&{};", &*entity)).map_err(|error| refused(&error))?;
                }
                Ok(Event::Text(text)) if open.is_empty() && !text.trim().is_empty() => {
                    return Err(no_export("it starts with text"));
                }
                Ok(Event::Eof) if is_export => return Ok(info),
                Ok(Event::Eof) => return Err(no_export("it has no `<mediawiki>`")),
                Ok(_) => {}
                Err(error) => return Err(no_export(&error.to_string())),
            }
        }
    }

    /// The number of a namespace that users name or number.
    ///
    /// # Errors
    /// If the wiki has none of that name; the text says what was meant, if it can be guessed.
    pub(super) fn namespace(&self, asked: &str) -> Result<i32, String> {
        if let Ok(number) = asked.parse() {
            return Ok(number);
        }
        let name = asked.replace('_', " ").trim().to_lowercase();
        let found = self.namespaces.iter().find(|it| it.name.to_lowercase() == name);
        if let Some(found) = found {
            return Ok(found.number);
        }
        let names = self.namespaces.iter().map(|it| &*it.name).filter(|it| !it.is_empty());
        let help = match nearest(asked, names.clone()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("it has {}", names.collect::<Vec<_>>().join(", ")),
        };
        Err(format!("the wiki of this dump has no namespace `{asked}`; {help}"))
    }

    /// The namespace of a page with this title, for dumps that do not say.
    pub(super) fn of_title(&self, title: &str) -> i32 {
        let prefix = title.split_once(':').map(|(prefix, _)| prefix);
        let found = prefix.and_then(|it| self.namespaces.iter().find(|known| known.name == it));
        found.map_or(0, |it| it.number)
    }
}

/// Why document types are refused.
pub(super) const DOCUMENT_TYPE: &str = "it has a document type (`<!DOCTYPE`), which no dump of \
    MediaWiki has and which can make a reader fetch files or fill the memory; it is refused";

/// What to say of text that cannot be unescaped.
pub(super) fn refused(error: &quick_xml::escape::EscapeError) -> String {
    use quick_xml::escape::EscapeError;
    match error {
        EscapeError::UnrecognizedEntity(_, name) => format!(
            "`&{name};` is none of XML's own entities, and others are refused: no dump of \
             MediaWiki has any"
        ),
        error => error.to_string(),
    }
}

fn no_export(why: &str) -> String {
    format!("it is no MediaWiki export ({why})")
}

fn namespace_number(tag: &BytesStart<'_>) -> Option<i32> {
    let key = tag.try_get_attribute("key").ok()??;
    key.value.parse().ok()
}

/// The text in an element that has no others.
pub(super) fn text(reader: &mut Reader<&[u8]>, tag: &BytesStart<'_>) -> Result<String, String> {
    let raw = reader.read_text(tag.name()).map_err(|error| error.to_string())?;
    Ok(unescape(&raw).map_err(|error| refused(&error))?.into_owned())
}

#[cfg(test)]
mod tests {
    use super::SiteInfo;

    const HEADER: &str = "<mediawiki xmlns=\"http://www.mediawiki.org/xml/export-0.11/\" \
        version=\"0.11\" xml:lang=\"de\">\n<siteinfo><sitename>A &amp; B</sitename>\
        <dbname>abwiki</dbname><namespaces><namespace key=\"-1\">Spezial</namespace>\
        <namespace key=\"0\" /><namespace key=\"4\">A B</namespace></namespaces>\
        <namespacealiases><namespace key=\"4\">AB</namespace></namespacealiases></siteinfo>\n";

    #[test]
    fn namespaces_go_by_number_name_and_alias() {
        let info = SiteInfo::parse(HEADER).expect("an export");
        assert_eq!((&*info.name, &*info.database), ("A & B", "abwiki"));
        for (asked, number) in [("0", 0), ("4", 4), ("a_b", 4), ("AB", 4), ("Spezial", -1), ("", 0)]
        {
            assert_eq!(info.namespace(asked), Ok(number), "{asked}");
        }
        let error = info.namespace("Spezal").expect_err("there is none");
        assert!(error.contains("did you mean `Spezial`"), "{error}");
        assert_eq!((info.of_title("A B:X"), info.of_title("X: Y"), info.of_title("X")), (4, 0, 0));
    }

    #[test]
    fn what_is_no_export_is_refused() {
        for text in
            ["", "hello", "<html><p>x</p></html>", "<mediawiki", "567:10:AccessibleComputing"]
        {
            let error = SiteInfo::parse(text).expect_err(text);
            assert!(error.contains("no MediaWiki export"), "{text}: {error}");
        }
    }

    #[test]
    fn document_types_and_entities_are_refused() {
        let bomb = format!("<!DOCTYPE x [<!ENTITY a \"ha\">]>{HEADER}");
        let error = SiteInfo::parse(&bomb).expect_err("refused");
        assert!(error.contains("document type"), "{error}");
        let error = SiteInfo::parse(&HEADER.replace("&amp;", "&a;")).expect_err("refused");
        assert!(error.contains("`&a;` is none of XML's own"), "{error}");
    }
}
