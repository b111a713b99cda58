//! When the sources came out, when they were archived, and when they were last retrieved.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::axis::Axis;
use super::text::counted;
use crate::date::ParsedDate;
use crate::facts::Document;
use crate::facts::dates::DateKind;
use crate::site::TextDateKind;

/// The height of the highest bar.
const HEIGHT: usize = 100;

/// The height of the lowest bar, so that it can be seen.
const LEAST_HEIGHT: usize = 4;

/// The dates of one kind.
struct Lane {
    title: &'static str,
    class: &'static str,
    /// How many dates each year has.
    years: BTreeMap<i32, usize>,
}

impl Lane {
    fn new(title: &'static str, class: &'static str) -> Self {
        Self { title, class, years: BTreeMap::new() }
    }

    fn add(&mut self, date: Option<&ParsedDate>) {
        if let Some(day) = date.and_then(|date| date.first) {
            *self.years.entry(day.year()).or_default() += 1;
        }
    }

    fn count(&self) -> usize {
        self.years.values().sum()
    }
}

/// A row of bars for each kind of date; `None` if there are no dates.
pub(super) fn timeline(doc: &Document<'_>) -> Option<Markup> {
    let lanes = lanes(doc);
    let mut years: BTreeMap<i32, usize> = BTreeMap::new();
    for (&year, &count) in lanes.iter().flat_map(|lane| &lane.years) {
        *years.entry(year).or_default() += count;
    }
    let axis = Axis::new(&years)?;
    let citations = counted(doc.citations.len(), "citation template");
    Some(html! {
        @if !doc.citations.is_empty() { p.hint { "This page has " (citations) "." } }
        div.lanes {
            @for lane in lanes.iter().filter(|lane| !lane.years.is_empty()) { (bars(lane, &axis)) }
            ol.axis aria-hidden="true" {
                @for group in 0..axis.columns / axis.group { li { (axis.year(group * axis.group)) } }
            }
        }
        details.numbers {
            summary { "The same in numbers" }
            table {
                thead { tr {
                    th scope="col" { "Year" }
                    @for lane in &lanes { th scope="col" { (lane.title) } }
                } }
                tbody {
                    @for year in years.keys() {
                        tr {
                            th scope="row" { (year) }
                            @for lane in &lanes {
                                td { @if let Some(count) = lane.years.get(year) { (count) } }
                            }
                        }
                    }
                }
            }
        }
    })
}

fn lanes(doc: &Document<'_>) -> [Lane; 3] {
    let mut published = Lane::new("Published", "pub");
    let mut archived = Lane::new("Archived", "arc");
    let mut read = Lane::new("Retrieved", "acc");
    for dates in doc.dates.citations() {
        published.add(dates.published().and_then(|field| field.meaning()));
        archived.add(dates.date(DateKind::Archive).and_then(|field| field.meaning()));
        read.add(dates.date(DateKind::Access).and_then(|field| field.meaning()));
    }
    for date in &doc.dates.texts {
        match date.kind {
            TextDateKind::Access => read.add(date.meaning()),
            TextDateKind::Archive => archived.add(date.meaning()),
        }
    }
    [published, archived, read]
}

fn bars(lane: &Lane, axis: &Axis) -> Markup {
    let mut columns = vec![0_usize; usize::try_from(axis.columns).unwrap_or_default()];
    let (mut before, mut after) = (0, 0);
    for (&year, &count) in &lane.years {
        match axis.column(year) {
            Some(column) => columns[column] += count,
            None if year < axis.start => before += count,
            None => after += count,
        }
    }
    let highest = columns.iter().copied().max().unwrap_or_default().max(1);
    let end = axis.year(axis.columns) - 1;
    html! {
        div class={ "lane " (lane.class) } {
            p {
                b { (lane.title) } " " (lane.count())
                @if before > 0 { ", " (before) " of them before " (axis.start) }
                @if after > 0 { ", " (after) " of them after " (end) }
            }
            svg viewBox={ "0 0 " (axis.columns * 10) " " (HEIGHT) } preserveAspectRatio="none"
                role="img" aria-label={ (lane.title) " by year; the numbers are below" } {
                @for (&count, column) in columns.iter().zip(0_i32..).filter(|it| *it.0 > 0) {
                    @let height = (count * HEIGHT / highest).max(LEAST_HEIGHT);
                    rect x=(column * 10 + 1) y=(HEIGHT - height) width="8" height=(height) {
                        title { (axis.years(column)) ": " (count) }
                    }
                }
            }
        }
    }
}
