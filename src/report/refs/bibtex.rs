//! A bibliography as BibTeX.
//!
//! The crates that write BibTeX (`biblatex`, and `hayagriva` on top of it) escape `~` and `^` as
//! accents and a backslash as a line break, so this file writes it; a test reads it back with one
//! of them.

use std::fmt::Write as _;

use super::SourceDate;
use super::bibliography::{Item, with_keys};
use crate::facts::source::Author;

/// The sources, each once.
pub fn bibtex(items: &[Item]) -> String {
    let entries: Vec<String> =
        with_keys(items).iter().map(|(key, item)| entry(key, item)).collect();
    entries.join("\n")
}

fn entry(key: &str, item: &Item) -> String {
    // In BibTeX, a chapter is an entry of its own, in a book.
    let chapter = item.field("chapter").filter(|_| item.bibtex == "book");
    let kind = if chapter.is_some() { "incollection" } else { &item.bibtex };
    let mut out = format!("@{kind}{{{key},\n");
    let mut field = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            writeln!(out, "  {name} = {{{value}}},").expect("a string takes all");
        }
    };
    let text = |name: &str| item.field(name).map(escape);
    let verbatim = |name: &str| item.field(name).map(escape_url);
    let authors: Vec<String> = item.authors.iter().map(author).collect();
    field("author", (!authors.is_empty()).then(|| authors.join(" and ")));
    field("title", chapter.map(escape).or_else(|| text("title")));
    field("booktitle", chapter.and_then(|_| text("title")));
    field(if kind == "article" { "journal" } else { "howpublished" }, text("work"));
    for name in ["publisher", "edition", "volume"] {
        field(name, text(name));
    }
    field("address", text("location"));
    field("number", text("issue"));
    field("pages", text("page").map(|pages| pages.replace(['–', '—'], "--")));
    dates(item, &mut field);
    field("doi", verbatim("doi"));
    for name in ["isbn", "issn", "pmid", "language"] {
        field(name, text(name));
    }
    field("url", verbatim("url"));
    field("note", item.note.as_deref().map(escape));
    out.push_str("}\n");
    out
}

fn dates(item: &Item, field: &mut impl FnMut(&str, Option<String>)) {
    let published = item.dates.published.as_ref();
    // `year` is what BibTeX itself reads, `date` what its successors do, if it says more.
    let year = published.and_then(SourceDate::year).map(|year| year.to_string());
    let date = published.and_then(SourceDate::iso).filter(|date| year.as_ref() != Some(date));
    field("year", year.or_else(|| item.field("date").map(escape)));
    field("date", date);
    let accessed = item.dates.accessed.as_ref();
    let text = || accessed.map(|it| escape(&it.text));
    field("urldate", accessed.and_then(SourceDate::iso).or_else(text));
}

fn author(author: &Author) -> String {
    let (family, given) = (escape(&author.family), escape(&author.given));
    if author.is_literal || given.is_empty() {
        format!("{{{family}}}")
    } else {
        format!("{family}, {given}")
    }
}

/// Text with the characters that mean something to TeX made plain.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => escaped.push_str("\\textbackslash{}"),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            '{' | '}' | '&' | '%' | '$' | '#' | '_' => {
                escaped.push('\\');
                escaped.push(c);
            }
            c => escaped.push(c),
        }
    }
    escaped
}

/// An address, which TeX takes as it is but for what would end the field.
fn escape_url(url: &str) -> String {
    let mut escaped = String::with_capacity(url.len());
    for c in url.chars() {
        match c {
            '{' => escaped.push_str("%7B"),
            '}' => escaped.push_str("%7D"),
            '\\' => escaped.push_str("%5C"),
            ' ' => escaped.push_str("%20"),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn tex_takes_nothing_for_a_command() {
        assert_eq!(
            escape(r"a\b~c^d{e}_1"),
            r"a\textbackslash{}b\textasciitilde{}c\textasciicircum{}d\{e\}\_1"
        );
    }
}
