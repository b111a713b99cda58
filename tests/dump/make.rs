//! Small dumps of our own, compressed in every way.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use flate2::Compression;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use sevenz_rust2::{ArchiveEntry, ArchiveWriter};

/// The start of a dump, with its namespaces.
pub(crate) const HEADER: &str = r#"<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="en">
  <siteinfo>
    <sitename>Choirs &amp; Bands</sitename>
    <dbname>choirwiki</dbname>
    <namespaces>
      <namespace key="-1" case="first-letter">Special</namespace>
      <namespace key="0" case="first-letter" />
      <namespace key="1" case="first-letter">Talk</namespace>
      <namespace key="10" case="first-letter">Template</namespace>
    </namespaces>
    <namespacealiases>
      <namespace key="10" case="first-letter">T</namespace>
    </namespacealiases>
  </siteinfo>
"#;

/// The end of a dump.
pub(crate) const FOOTER: &str = "</mediawiki>\n";

/// A page with one revision.
pub(crate) fn page(number: usize, title: &str, namespace: i32, text: &str) -> String {
    format!(
        "  <page>\n    <title>{}</title>\n    <ns>{namespace}</ns>\n    <id>{number}</id>\n{}  \
         </page>\n",
        escape(title),
        revision(1000 + number, text)
    )
}

/// A revision of a page.
pub(crate) fn revision(number: usize, text: &str) -> String {
    format!(
        "    <revision>\n      <id>{number}</id>\n      <timestamp>2026-01-30T12:00:00Z</timestamp>\n      \
         <contributor>\n        <username>Ada</username>\n        <id>7</id>\n      </contributor>\n      \
         <comment>more &lt;ref&gt;</comment>\n      <origin>{number}</origin>\n      \
         <model>wikitext</model>\n      <format>text/x-wiki</format>\n      \
         <text bytes=\"{}\" xml:space=\"preserve\">{}</text>\n    </revision>\n",
        text.len(),
        escape(text)
    )
}

/// The text of the page with this number: some are faulty, some long, and all are different.
pub(crate) fn text(number: usize) -> String {
    let mut text = format!("'''Choir {number}''' was founded in {}", 1800 + number % 200);
    let faults =
        ["<ref name=a />", "<ref></ref>", "<ref>[http://example.org Größe]</ref>", "</ref>"];
    for line in 0..number % 40 {
        let fault =
            if (number + line).is_multiple_of(7) { faults[(number / 7 + line) % 4] } else { "" };
        writeln!(
            text,
            ".{fault}\n\nIt sang “song {line}” & sold {number} records 🎵 {{{{Cite web|"
        )
        .expect("a string takes all");
        writeln!(text, "url=http://example.org/{line}|title=Song {line}}}}} to many")
            .expect("a string takes all");
    }
    text + ".\n\n{{reflist}}\n"
}

/// So many pages, each as XML.
pub(crate) fn pages(count: usize) -> Vec<String> {
    (1..=count).map(|number| page(number, &format!("Choir {number}"), 0, &text(number))).collect()
}

/// A dump of so many pages.
pub(crate) fn dump(count: usize) -> String {
    whole(&pages(count))
}

/// The dump of these pages.
pub(crate) fn whole(pages: &[String]) -> String {
    [HEADER, &pages.concat(), FOOTER].concat()
}

/// The dump of so many pages as Wikimedia makes it: a stream for each few pages.
pub(crate) fn multistream(count: usize) -> Vec<u8> {
    let pages = pages(count);
    let groups = pages.chunks(10).map(<[String]>::concat);
    let parts = [HEADER.to_owned()].into_iter().chain(groups).chain([FOOTER.to_owned()]);
    parts.flat_map(|part| bzip2(part.as_bytes())).collect()
}

pub(crate) fn bzip2(bytes: &[u8]) -> Vec<u8> {
    let mut writer = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
    writer.write_all(bytes).expect("memory takes all");
    writer.finish().expect("memory takes all")
}

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), Compression::fast());
    writer.write_all(bytes).expect("memory takes all");
    writer.finish().expect("memory takes all")
}

pub(crate) fn zstd(bytes: &[u8]) -> Vec<u8> {
    compress_to_vec(bytes, CompressionLevel::Fastest)
}

pub(crate) fn seven_zip(bytes: &[u8]) -> Vec<u8> {
    let mut writer = ArchiveWriter::new(Cursor::new(Vec::new())).expect("memory takes all");
    let entry = ArchiveEntry::new_file("dump.xml");
    writer.push_archive_entry(entry, Some(bytes)).expect("memory takes all");
    writer.finish().expect("memory takes all").into_inner()
}

/// The text with a byte order mark.
pub(crate) fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(bytes).collect()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
