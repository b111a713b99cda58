//! The addresses of a citation, and what the address of a copy tells of it.

use std::borrow::Cow;
use std::ops::Range;

use crate::date::Date;
use crate::facts::citations::ValueState;
use crate::site::{Archive, ArchiveTime, Site};
use crate::syntax::tree::Tree;
use crate::syntax::view::Argument;
use crate::text::Span;

/// What an address of a citation leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AddressKind {
    /// The source.
    Url,
    /// The part of it that is cited.
    ChapterUrl,
    /// A copy of it.
    ArchiveUrl,
    /// A map, a transcript or the conference.
    Other,
}

/// An address in a citation.
#[derive(Clone, Debug)]
pub struct Address<'s> {
    /// What it leads to.
    pub kind: AddressKind,
    /// The argument, without its `|`.
    pub argument: Span,
    /// The value, trimmed.
    pub span: Span,
    /// The address without comments; `None` if only MediaWiki knows it.
    pub text: Option<Cow<'s, str>>,
    /// The copy that it leads to, if that is where it leads.
    pub copy: Option<ArchiveCopy<'s>>,
}

/// A copy of a page, as its address tells of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchiveCopy<'s> {
    /// The archive's name.
    pub archive: &'s str,
    /// The day on which it was made, in UTC.
    pub day: Option<Date>,
    /// The bytes of the address that tell the time, counted from its start.
    pub time: Option<Range<usize>>,
    /// Where the address of the original starts.
    pub original: Option<usize>,
    /// Whether that is the day for certain: other archives may count in another time zone.
    pub is_exact: bool,
    /// What is wrong with the address.
    pub fault: Option<ArchiveFault>,
}

/// What is wrong with the address of a copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ArchiveFault {
    /// It makes a new copy whenever somebody follows it.
    Save,
    /// It leads to a list of copies.
    Calendar,
    /// Its time does not have all digits.
    ShortTime,
    /// Something other than the usual stands before the time: what has to be there.
    Path(String),
    /// What follows the time is no flag: `id_`, `if_`.
    Flag,
    /// There is no such moment.
    NoSuchTime,
    /// It does not say which copy.
    NoTime,
}

impl AddressKind {
    /// The usual name of the parameter, where there is one for the kind.
    pub fn name(self) -> &'static str {
        match self {
            Self::Url => "url",
            Self::ChapterUrl => "chapter-url",
            Self::ArchiveUrl => "archive-url",
            Self::Other => "map-url",
        }
    }

    pub(super) fn of_field(name: &str) -> Option<Self> {
        Some(match name {
            "url" => Self::Url,
            "chapter-url" => Self::ChapterUrl,
            "archive-url" => Self::ArchiveUrl,
            "conference-url" | "map-url" | "transcript-url" => Self::Other,
            _ => return None,
        })
    }
}

impl<'s> Address<'s> {
    pub(super) fn new(
        kind: AddressKind,
        text: &'s str,
        tree: &Tree,
        site: &'s Site,
        argument: &Argument<'s>,
        state: ValueState,
    ) -> Self {
        let known = (state == ValueState::Literal).then(|| argument.value(text, tree));
        let copy = known.as_deref().and_then(|url| ArchiveCopy::of_url(url, site));
        let span = argument.trimmed_value_span(text);
        Self { kind, argument: argument.span, span, text: known, copy }
    }

    /// The address of the original, if this is one of a copy that has it whole.
    pub fn original(&self) -> Option<&str> {
        let original = self.text.as_deref()?.get(self.copy.as_ref()?.original?..)?;
        let is_whole = original.starts_with("http://") || original.starts_with("https://");
        is_whole.then_some(original)
    }

    /// The place of a part of the address.
    pub fn place(&self, part: &Range<usize>) -> Span {
        let is_whole = self.text.as_ref().is_some_and(|it| it.len() as u32 == self.span.len());
        if !is_whole {
            return self.span;
        }
        Span::new(self.span.start + part.start as u32, self.span.start + part.end as u32)
    }
}

impl<'s> ArchiveCopy<'s> {
    /// The copy that an address leads to; `None` if it leads to no archive.
    pub fn of_url(url: &str, site: &'s Site) -> Option<Self> {
        let bytes = url.as_bytes();
        let start = bytes.windows(2).position(|it| it == b"//")? + 2;
        let end = memchr::memchr(b'/', &bytes[start..]).map_or(url.len(), |at| start + at);
        let host = &url[start..end];
        let host = host.strip_suffix(":80").or(host.strip_suffix(":443")).unwrap_or(host);
        let host = host.strip_prefix("www.").unwrap_or(host);
        let archive = if host.bytes().any(|byte| byte.is_ascii_uppercase()) {
            site.dates.archive(&host.to_ascii_lowercase())?
        } else {
            site.dates.archive(host)?
        };
        if end + 1 >= url.len() {
            return None;
        }
        let copy = Self {
            archive: &archive.name,
            day: None,
            time: None,
            original: None,
            is_exact: archive.exact,
            fault: None,
        };
        match archive.time {
            ArchiveTime::None => Some(copy),
            ArchiveTime::Base62 => Some(copy.of_code(url, end + 1)),
            ArchiveTime::Digits | ArchiveTime::Today => copy.of_path(url, end + 1, archive),
        }
    }

    /// Reads `web/20200501123456id_/http://…`, which starts at `start`.
    fn of_path(mut self, url: &str, start: usize, archive: &Archive) -> Option<Self> {
        // Collections have numbers, too.
        let fewest = if archive.exact { 4 } else { 8 };
        let mut at = start;
        for segment in url[start..].split('/').take(MOST_SEGMENTS) {
            if segment.starts_with("http") {
                self.original = Some(at);
                break;
            }
            let digits = segment.bytes().take_while(u8::is_ascii_digit).count();
            let is_dotted = archive.time == ArchiveTime::Today && is_dotted_time(segment);
            if segment.starts_with('*') || digits >= fewest && is_time(segment, digits) || is_dotted
            {
                self.set_time(segment, at, digits, &url[start..at], archive);
                return Some(self);
            }
            if at == start && archive.exact && segment.eq_ignore_ascii_case("save") {
                self.fault = Some(ArchiveFault::Save);
                return Some(self);
            }
            at += segment.len() + 1;
        }
        if archive.exact {
            self.fault = Some(ArchiveFault::NoTime);
        }
        let is_copy = archive.exact || archive.time == ArchiveTime::Today;
        (!archive.own_pages && (is_copy || self.original.is_some())).then_some(self)
    }

    fn set_time(
        &mut self,
        segment: &str,
        at: usize,
        digits: usize,
        before: &str,
        archive: &Archive,
    ) {
        self.original = Some(at + segment.len() + 1);
        if segment.starts_with('*') || segment[digits..].starts_with('*') {
            self.time = Some(at..at + segment.len());
            self.fault = archive.exact.then_some(ArchiveFault::Calendar);
            return;
        }
        let figures: Cow<'_, str> = if is_dotted_time(segment) {
            segment.chars().filter(char::is_ascii_digit).collect()
        } else {
            segment[..digits].into()
        };
        let number = |range: Range<usize>| figures.get(range)?.parse::<u32>().ok();
        self.time = Some(at..at + if digits > 4 { digits } else { segment.len() });
        if let (Some(year), Some(month), Some(day)) = (number(0..4), number(4..6), number(6..8)) {
            self.day = Date::new(year.cast_signed(), month as u8, day as u8);
            if self.day.is_none() {
                self.fault = Some(ArchiveFault::NoSuchTime);
                return;
            }
        }
        let flag = &segment[digits.min(segment.len())..];
        let is_flag = flag.len() == 3 && flag.ends_with('_') && flag[..2].is_ascii();
        let is_other = |path: &&str| before.strip_suffix('/') != Some(*path) && !before.is_empty();
        if archive.exact && digits != 14 {
            self.fault = Some(ArchiveFault::ShortTime);
        } else if let Some(path) = archive.path.as_deref().filter(is_other) {
            // Addresses of old copies had no path.
            self.fault = Some(ArchiveFault::Path(format!("{path}/")));
        } else if archive.exact && !flag.is_empty() && !is_flag {
            self.fault = Some(ArchiveFault::Flag);
        }
    }

    /// Reads the address of a copy by `WebCite`: `5cxbJYHPK`, or a query.
    fn of_code(mut self, url: &str, start: usize) -> Self {
        let rest = &url[start..];
        if let Some(query) = rest.strip_prefix("query?") {
            for (name, value) in query.split('&').filter_map(|it| it.split_once('=')) {
                match name {
                    "date" => self.day = value.get(..10).and_then(|day| day.parse().ok()),
                    "id" => {
                        let microseconds = value.get(..16).and_then(|it| it.parse::<u64>().ok());
                        let seconds = microseconds.map(|it| it / 1_000_000);
                        self.day = seconds.and_then(Date::of_unix_seconds);
                    }
                    _ => {}
                }
            }
            return self;
        }
        let length = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let code = &rest[..length];
        if code.len() == 9
            && let Some(microseconds) = base62(code)
        {
            self.day = Date::of_unix_seconds(microseconds / 1_000_000);
            self.time = Some(start..start + length);
        }
        self
    }
}

/// How deep in a path the time of a copy stands at most.
const MOST_SEGMENTS: usize = 4;

/// Whether a segment that starts with digits is a time: nothing or a flag follows them.
fn is_time(segment: &str, digits: usize) -> bool {
    let rest = &segment[digits..];
    rest.len() <= 4 && !rest.contains('.')
}

/// Whether a segment is a time like `2020.05.01-123456`.
fn is_dotted_time(segment: &str) -> bool {
    let bytes = segment.as_bytes();
    bytes.len() >= 10
        && bytes[4] == b'.'
        && bytes[7] == b'.'
        && bytes.iter().all(|byte| byte.is_ascii_digit() || b".-".contains(byte))
}

/// The number that a code of digits and letters stands for.
fn base62(code: &str) -> Option<u64> {
    code.bytes().try_fold(0_u64, |number, byte| {
        let digit = match byte {
            b'0'..=b'9' => byte - b'0',
            b'A'..=b'Z' => byte - b'A' + 10,
            b'a'..=b'z' => byte - b'a' + 36,
            _ => return None,
        };
        number.checked_mul(62)?.checked_add(digit.into())
    })
}

#[cfg(test)]
mod tests {
    use super::{ArchiveCopy, ArchiveFault};
    use crate::site::Site;

    fn read(url: &str) -> Option<ArchiveCopy<'static>> {
        ArchiveCopy::of_url(url, Site::mediawiki())
    }

    #[test]
    fn addresses_of_copies_tell_their_day() {
        for url in [
            "https://web.archive.org/web/20200501123456/http://example.org/a",
            "http://web.archive.org:80/web/20200501123456id_/http://example.org/a",
            "https://archive.org/web/20200501123456/http://example.org/a",
            "https://web.archive.org/20200501123456/http://example.org/a",
            "https://archive.today/20200501123456/https://example.org/a",
            "https://archive.ph/2020.05.01-123456/https://example.org/a",
            "https://wayback.archive-it.org/4567/20200501123456/https://example.org/a",
            "https://webarchive.loc.gov/all/20200501123456/https://example.org/a",
            "https://www.webarchive.org.uk/wayback/archive/20200501123456/https://example.org/a",
            "https://webarchive.nationalarchives.gov.uk/20200501123456/https://example.org/a",
            "https://arquivo.pt/wayback/20200501123456/https://example.org/a",
            "https://www.webcitation.org/query?url=https%3A%2F%2Fexample.org&date=2020-05-01",
        ] {
            let copy = read(url).expect(url);
            assert_eq!(copy.day.map(|day| day.to_string()).as_deref(), Some("2020-05-01"), "{url}");
            assert_eq!(copy.fault, None, "{url}");
        }
    }

    #[test]
    fn faults_of_addresses_are_told_apart() {
        use ArchiveFault::{Calendar, Flag, NoSuchTime, NoTime, Path, Save, ShortTime};
        for (url, fault) in [
            ("https://web.archive.org/save/http://example.org/a", Save),
            ("https://web.archive.org/web/*/http://example.org/a", Calendar),
            ("https://web.archive.org/web/2020*/http://example.org/a", Calendar),
            ("https://web.archive.org/web/20200501/http://example.org/a", ShortTime),
            ("https://web.archive.org/web/2020/http://example.org/a", ShortTime),
            (
                "https://web.archive.org/all/20200501123456/http://example.org/a",
                Path("web/".to_owned()),
            ),
            ("https://web.archive.org/web/20200501123456abc/http://example.org/a", Flag),
            ("https://web.archive.org/web/20201301123456/http://example.org/a", NoSuchTime),
            ("https://web.archive.org/web/http://example.org/a", NoTime),
        ] {
            assert_eq!(read(url).expect(url).fault, Some(fault), "{url}");
        }
    }

    #[test]
    fn what_is_no_copy_is_none() {
        for url in [
            "https://example.org/web/20200501123456/",
            "https://archive.org/details/20200501-book",
            "https://archive.org/stream/abc/def#page/n5",
            "https://web.archive.org/",
            "example.org",
            "",
        ] {
            assert_eq!(read(url), None, "{url}");
        }
        assert_eq!(read("https://archive.ph/AbC12").expect("a copy").day, None);
    }

    #[test]
    fn codes_of_microseconds_can_be_read() {
        let copy = read("https://www.webcitation.org/5cxbJYHPK").expect("a copy");
        assert_eq!(copy.day.expect("a day").year(), 2008);
    }
}
