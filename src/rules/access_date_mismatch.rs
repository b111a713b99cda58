use std::borrow::Cow;

use rustc_hash::FxHashMap;

use crate::date::Date;
use crate::facts::cite::RefId;
use crate::facts::dates::{AddressKind, CitationDates, DateField, DateKind, TextDate, TextHolder};
use crate::facts::source::{Identity, canonical_url};
use crate::facts::{Citation, Cited};
use crate::lint::{Applicability, Context, Edit, Fix, Rule, Severity, declare_rule};
use crate::site::TextDateKind;
use crate::text::Span;

declare_rule! {
    /// A source that was read on different days, as the page has it.
    ///
    /// ## Why is this bad?
    /// The same address is cited in several places, each with its own day of reading; or one
    /// footnote gives two days, one in its template and one in plain words behind it. Readers
    /// cannot tell which state of the source supports what. Mostly the source was read again in one
    /// place and the others were forgotten. The newest day is shown first. Days of one week are only
    /// worth a look, and so are different states of a source, each with its own date or copy.
    ///
    /// An address is the same with and without `www.`, `https`, tracking parameters or an archive's
    /// address round it. Home pages and scanned books are not compared: each citation of them means
    /// another part.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill burnt.<ref>{{cite web |url=https://example.org/mill |title=Mill |access-date=3 May 2020}}</ref>
    /// It was rebuilt.<ref>{{cite web |url=http://www.example.org/mill/ |title=The Mill |access-date=9 June 2021}}</ref>
    /// ```
    /// ```wikitext,fixed
    /// The mill burnt.<ref>{{cite web |url=https://example.org/mill |title=Mill |access-date=9 June 2021}}</ref>
    /// It was rebuilt.<ref>{{cite web |url=http://www.example.org/mill/ |title=The Mill |access-date=9 June 2021}}</ref>
    /// ```
    /// ```wikitext,bad
    /// The mill burnt.<ref>{{cite web |url=https://example.org/mill |title=Mill |access-date=3 May 2020}} Retrieved 9 June 2021.</ref>
    /// ```
    /// ```wikitext,good
    /// The mill burnt.<ref name="mill">{{cite web |url=https://example.org/mill |title=Mill |access-date=9 June 2021}}</ref>
    /// It was rebuilt.<ref name="mill" />
    /// ```
    struct AccessDateMismatch {}
    name: "access-date-mismatch",
    group: Dates,
    severity: Warning,
}

/// Within how many days a source was read for one edit of the page, as a rule.
const NEAR: i64 = 7;

/// How many other places a finding shows.
const MOST_PLACES: usize = 8;

/// The fewest letters and digits that tell one printed source from another.
const LEAST_LETTERS: usize = 20;

/// One place that says when a source was read.
#[derive(Clone)]
struct Reading<'a> {
    day: Date,
    span: Span,
    /// What stands there.
    writer: Writer<'a>,
    /// The dates of the citation that it stands in.
    of: Option<CitationDates<'a, 'a>>,
}

/// Where a day stands, to be written anew.
#[derive(Clone, Copy)]
enum Writer<'a> {
    Field(&'a DateField, &'a str),
    Text(&'a TextDate),
}

impl Rule for AccessDateMismatch {
    fn check(&self, cx: &mut Context<'_, '_>) {
        // The readings, each with the number of its source.
        let mut readings: Vec<(usize, Reading<'_>)> = Vec::new();
        let mut sources: FxHashMap<Cow<'_, str>, usize> = FxHashMap::default();
        let mut add = |key, reading| {
            let next = sources.len();
            readings.push((*sources.entry(key).or_insert(next), reading));
        };
        let texts = cx.doc.dates.texts.iter().filter(|text| text.kind == TextDateKind::Access);
        // The refs that name a day in plain words, with the day in their template.
        let mut by_ref: FxHashMap<RefId, Option<Reading<'_>>> = FxHashMap::default();
        by_ref.extend(texts.clone().filter_map(|text| Some((text.holder.tag()?, None))));
        for (citation, dates) in cx.dated_citations() {
            let Some((field, day)) = readable(cx, dates) else { continue };
            let writer = Writer::Field(field, &citation.name);
            let reading = Reading { day, span: field.span, writer, of: Some(dates) };
            let cited = sole_source(cx, citation);
            if let Some(of_ref) = cited.and_then(|cited| by_ref.get_mut(&cited.tag)) {
                *of_ref = Some(reading.clone());
            }
            let key = match cited {
                Some(cited) => known_address(cx, cited).map(Cow::Borrowed),
                None => address_of(cx, dates).map(Cow::Owned),
            };
            if let Some(key) = key {
                add(key, reading);
            }
        }
        let mut pairs = Vec::new();
        for text in texts {
            let Some(day) = text.day() else { continue };
            let writer = Writer::Text(text);
            let reading = Reading { day, span: text.span, writer, of: None };
            match text.holder {
                TextHolder::Ref(tag) => {
                    if let Some(Some(of_template)) = by_ref.get(&tag) {
                        pairs.push([of_template.clone(), reading]);
                        continue;
                    }
                    let cited = cx.doc.cited(tag).filter(|cited| cited.citation.is_none());
                    if let Some(key) = cited.and_then(|cited| known_address(cx, cited)) {
                        add(Cow::Borrowed(key), reading);
                    }
                }
                TextHolder::Entry(_) => {
                    if let Some(key) = printed_source(cx, text) {
                        add(Cow::Owned(key), reading);
                    }
                }
            }
        }
        readings.sort_by_key(|(source, _)| *source);
        for places in readings.chunk_by(|one, other| one.0 == other.0) {
            check(cx, places.iter().map(|(_, place)| place), "this source");
        }
        for places in &pairs {
            check(cx, places.iter(), "the source of this footnote");
        }
    }
}

/// The day of reading of a citation, unless nobody has filled it in.
fn readable<'a>(
    cx: &Context<'_, '_>,
    dates: CitationDates<'a, '_>,
) -> Option<(&'a DateField, Date)> {
    let field = dates.date(DateKind::Access)?;
    let day = field.day()?;
    (!cx.doc.site.dates.is_placeholder_day(day)).then_some((field, day))
}

/// When the cited state of a source came out, and when its copy was made.
fn state(dates: CitationDates<'_, '_>) -> [Option<Date>; 2] {
    let published = dates.published().and_then(|field| field.meaning()?.first);
    let copy =
        dates.address(AddressKind::ArchiveUrl).and_then(|address| address.copy.as_ref()?.day);
    [published, copy]
}

/// Whether the places cite different states of a source, each for itself.
fn differ_in_state(places: &[&Reading<'_>]) -> bool {
    let states: Vec<_> = places.iter().filter_map(|place| place.of).map(state).collect();
    (0..2).any(|part| {
        let mut known = states.iter().filter_map(|state| state[part]);
        known.next().is_some_and(|first| known.any(|other| other != first))
    })
}

/// The source of the ref of which a citation is the only one.
fn sole_source<'a>(cx: &Context<'a, '_>, citation: &Citation<'_>) -> Option<&'a Cited> {
    let cited = cx.doc.cited(citation.in_ref?)?;
    let only = &cx.doc.citations[cited.citation?];
    (only.node == citation.node).then_some(cited)
}

/// The address of the page that a ref means, in one spelling.
fn known_address<'a>(cx: &Context<'_, '_>, cited: &'a Cited) -> Option<&'a str> {
    cited.identities.iter().find_map(|(identity, _)| match identity {
        Identity::Url(url) => (!cx.doc.site.sources.is_book(url)).then_some(&**url),
        _ => None,
    })
}

/// The address of the page that a citation means, in one spelling.
fn address_of(cx: &Context<'_, '_>, dates: CitationDates<'_, '_>) -> Option<String> {
    let address = dates.address(AddressKind::ChapterUrl).or(dates.address(AddressKind::Url))?;
    let data = &cx.doc.site.sources;
    let address = canonical_url(address.text.as_deref()?, data)?;
    let is_page = address.contains(['/', '?', '#']) && !data.is_book(&address);
    is_page.then_some(address)
}

/// The words before the day in an entry of a printed list, in one spelling.
fn printed_source(cx: &Context<'_, '_>, text: &TextDate) -> Option<String> {
    let TextHolder::Entry(id) = text.holder else { return None };
    let entry = cx.doc.plain_index.entry(id);
    let words = cx.doc.text.get(entry.text.start as usize..text.words.start as usize)?;
    let letters = words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
    let key: String = letters.collect();
    // No address has a space.
    (key.chars().count() >= LEAST_LETTERS).then(|| format!(" {key}"))
}

/// Reports the places of one source if their days differ.
fn check<'a>(
    cx: &mut Context<'_, '_>,
    places: impl Iterator<Item = &'a Reading<'a>> + Clone,
    source: &str,
) {
    let Some(newest) = places.clone().map(|place| place.day).max() else { return };
    if places.clone().all(|place| place.day == newest) {
        return;
    }
    let mut places: Vec<&Reading<'_>> = places.collect();
    places.sort_by_key(|place| (std::cmp::Reverse(place.day), place.span));
    places.dedup_by_key(|place| place.span);
    let Some(first) = places.iter().filter(|it| it.day != newest).min_by_key(|it| it.span) else {
        return;
    };
    let (here, there) = (cx.day_name(first.day), cx.day_name(newest));
    let span = first.span;
    let message = format!("{source} was read on {here} here, and on {there} elsewhere");
    let edits = places.iter().filter(|it| it.day != newest).map(|it| rewritten(cx, it, newest));
    let edits: Option<Vec<Edit>> = edits.collect();
    let has_states = differ_in_state(&places);
    let others: Vec<(Span, String)> = places
        .iter()
        .filter(|place| place.span != span)
        .take(MOST_PLACES)
        .map(|place| {
            let day = cx.day_name(place.day);
            let newest = if place.day == newest { ", the newest" } else { "" };
            (place.span, format!("read on {day}{newest}"))
        })
        .collect();
    let left = places.len() - 1 - others.len();
    let is_near = places.iter().all(|place| place.day.days_until(newest) <= NEAR);
    let found = cx.report(span, message);
    if is_near || has_states {
        found.severity(Severity::Info);
    }
    for (span, label) in others {
        found.related(span, label);
    }
    let more = if left > 0 { format!(" (and in {left} more places)") } else { String::new() };
    if has_states {
        found.help("each place cites another state of the source: see that this is meant");
        return;
    }
    found.help(format!(
        "see that the source still says all of this, and write the newest day everywhere{more}; \
         with one named footnote there is only one day to keep"
    ));
    if let Some(edits) = edits {
        found.fix(Fix::new(format!("write {there} everywhere"), Applicability::Unsafe, edits));
    }
}

/// Writes a day into a place, in the style of that place.
fn rewritten(cx: &Context<'_, '_>, place: &Reading<'_>, day: Date) -> Option<Edit> {
    let (meaning, template) = match place.writer {
        Writer::Field(field, _) if !field.can_be_replaced() => return None,
        Writer::Field(field, template) => (field.meaning()?, template),
        Writer::Text(text) => (text.meaning()?, ""),
    };
    let style = meaning.form.style()?;
    let short = meaning.short_month == Some(true);
    let text = cx.doc.site.dates.words.write_day(day, style, short, template);
    Some(Edit::replace(place.span, text))
}
