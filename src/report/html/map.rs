//! Which paragraph leans on which sources.

use std::fmt::Write as _;

use maud::{Markup, PreEscaped, html};

use super::blocks::{Block, blocks, title};
use super::index::Index;
use super::page::Page;
use super::text::{counted, start};
use crate::facts::Document;

/// How much of a paragraph is shown, in characters.
const LONGEST_WORDS: usize = 90;

/// A paragraph with fewer characters and no source is not worth a line.
const SHORTEST_PROSE: usize = 40;

/// A strip has room for so many sources at least, so that few do not look like many.
const LEAST_WIDTH: usize = 24;

/// How many of the sources that are used most are listed.
const MOST_USED: usize = 8;

/// A paragraph, and how often it leads to which row of the index.
struct Line {
    block: Block,
    rows: Vec<(usize, usize)>,
}

/// The paragraphs with their sources; `None` if no paragraph leads to one.
pub(super) fn map(page: &Page<'_>, doc: &Document<'_>, index: &Index) -> Option<Markup> {
    let lines = lines(doc, index);
    if lines.iter().all(|line| line.rows.is_empty()) {
        return None;
    }
    let mut sections: Vec<(usize, Vec<&Line>)> = Vec::new();
    for line in &lines {
        let section = doc.section_at(line.block.span.start);
        match sections.last_mut() {
            Some((last, lines)) if *last == section => lines.push(line),
            _ => sections.push((section, vec![line])),
        }
    }
    Some(html! {
        (most_used(page, index, &lines))
        p.hint {
            "Each row is a paragraph; its strip shows which of the "
            (counted(index.rows.len(), "footnote")) " it leads to, from the first to the last."
        }
        table.leans {
            thead { tr {
                th scope="col" { "Line" } th scope="col" { "Paragraph" }
                th scope="col" { "Strip" } th scope="col" { "Footnotes" }
            } }
            @for (section, lines) in &sections {
                tbody {
                    @let title = title(doc, &doc.sections[*section]);
                    tr { th.section colspan="4" scope="rowgroup" {
                        @if title.is_empty() { "Lead" } @else { (start(&title, LONGEST_WORDS)) }
                    } }
                    @for line in lines { (line.row(page, index)) }
                }
            }
        }
    })
}

fn lines(doc: &Document<'_>, index: &Index) -> Vec<Line> {
    let mut uses = index.uses.iter().peekable();
    let mut lines = Vec::new();
    for block in blocks(doc) {
        while uses.next_if(|(at, _)| *at < block.span.start).is_some() {}
        let mut rows: Vec<usize> = Vec::new();
        while let Some((_, row)) = uses.next_if(|(at, _)| *at < block.span.end) {
            rows.push(*row);
        }
        rows.sort_unstable();
        let rows: Vec<(usize, usize)> =
            rows.chunk_by(|a, b| a == b).map(|same| (same[0], same.len())).collect();
        let is_entry = doc.plain_index.entry_at(block.span.start).is_some();
        let is_prose = block.is_prose && block.words.chars().count() >= SHORTEST_PROSE;
        if !rows.is_empty() || is_prose && !is_entry {
            lines.push(Line { block, rows });
        }
    }
    lines
}

impl Line {
    fn row(&self, page: &Page<'_>, index: &Index) -> Markup {
        let line = page.position(self.block.span.start).line;
        html! {
            tr {
                td { a href={ "#" (page.line(line)) } { (line) } }
                td { (start(&self.block.words, LONGEST_WORDS)) }
                td { (strip(self.rows.iter().map(|&(row, _)| row), index.rows.len())) }
                td {
                    @if self.rows.is_empty() { span.without { "none" } }
                    @for &(row, count) in &self.rows {
                        (chip(page, index, row))
                        @if count > 1 { small { "×" (count) } }
                        " "
                    }
                }
            }
        }
    }
}

/// The sources that several paragraphs lean on.
fn most_used(page: &Page<'_>, index: &Index, lines: &[Line]) -> Markup {
    let mut counts = vec![0_usize; index.rows.len()];
    for (row, _) in lines.iter().flat_map(|line| &line.rows) {
        counts[*row] += 1;
    }
    let mut most: Vec<usize> = (0..counts.len()).filter(|&row| counts[row] > 1).collect();
    most.sort_by_key(|&row| std::cmp::Reverse(counts[row]));
    most.truncate(MOST_USED);
    let Some(highest) = most.first().map(|&row| counts[row]) else { return html! {} };
    html! {
        h4 { "Used most" }
        ol.most {
            @for row in most {
                li {
                    (chip(page, index, row)) " "
                    span { (start(&index.rows[row].source, 90)) }
                    span.bar-of {
                        svg viewBox={ "0 0 " (highest) " 1" } preserveAspectRatio="none"
                            aria-hidden="true" { rect width=(counts[row]) height="1" {} }
                        small { (counted(counts[row], "paragraph")) }
                    }
                }
            }
        }
    }
}

/// A link to a row of the index.
fn chip(page: &Page<'_>, index: &Index, row: usize) -> Markup {
    let of = &index.rows[row];
    html! {
        a.chip href={ "#" (page.row(row)) } data-r=(page.row(row)) title=(of.hint()) {
            @if of.label.is_empty() { "–" } @else { (start(&of.label, 40)) }
        }
    }
}

/// A tick for each source, in its place among all.
fn strip(rows: impl Iterator<Item = usize>, all: usize) -> Markup {
    let mut ticks = String::new();
    for row in rows {
        write!(ticks, "M{row} 0h1v1h-1z").expect("a string takes all");
    }
    html! {
        svg.strip viewBox={ "0 0 " (all.max(LEAST_WIDTH)) " 1" } preserveAspectRatio="none"
            aria-hidden="true" { @if !ticks.is_empty() { path d=(PreEscaped(ticks)) {} } }
    }
}
