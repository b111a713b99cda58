//! The index as a table for people.

use comfy_table::{
    Cell, CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle, Width,
};

use super::{Entry, RefReport, SourceDate};
use crate::report::escape::escape;
use crate::text::LineIndex;

/// A line below the header, and no others.
const STYLE: TableStyle =
    TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─'));

/// One file: a line with its path, and the table of its footnotes, `width` columns wide.
pub fn table(report: &RefReport<'_, '_>, width: usize) -> String {
    let path = escape(report.path);
    if report.footnotes.is_empty() {
        return format!("{path}: no footnotes\n");
    }
    let lines = LineIndex::new(report.doc.text);
    let mut table = Table::new();
    table
        .load_style(STYLE)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(width).unwrap_or(u16::MAX))
        .set_header(["No.", "Name", "Where", "Uses", "Source", "Dates", "Problems"]);
    for entry in &report.footnotes {
        let place = entry.place().map(|span| lines.position(report.doc.text, span.start));
        let place = place.map(|it| format!("{}:{}", it.line, it.column)).unwrap_or_default();
        table.add_row([
            Cell::new(escape(&entry.label)),
            Cell::new(escape(entry.name.unwrap_or_default())),
            Cell::new(place),
            Cell::new(entry.backlinks).set_alignment(CellAlignment::Right),
            Cell::new(escape(&entry.summary())),
            Cell::new(dates(entry).join("\n")),
            Cell::new(entry.problems.join("\n")),
        ]);
    }
    // Places and names of rules are not to be broken.
    for column in [2, 3, 6] {
        if let Some(column) = table.column_mut(column) {
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
    }
    for column in [0, 1] {
        if let Some(column) = table.column_mut(column) {
            column.set_constraint(ColumnConstraint::UpperBoundary(Width::Percentage(18)));
        }
    }
    format!("{path}\n{table}\n")
}

/// The dates of an entry, each with the style of its day.
fn dates(entry: &Entry<'_>) -> Vec<String> {
    let line = |(what, date): (&str, &SourceDate)| {
        let style = date.style().map(|style| format!(" ({})", style.name())).unwrap_or_default();
        let what = if what == "published" { String::new() } else { format!("{what} ") };
        escape(&format!("{what}{}{style}", date.text)).into_owned()
    };
    entry.dates.given().map(line).collect()
}
