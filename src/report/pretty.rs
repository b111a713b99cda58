//! Findings with the source round them, for people. The only user of miette.

use std::fmt;

use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, SourceCode, SourceSpan,
    SpanContents,
};

use super::escape::escape;
use super::excerpt::{Excerpt, Label};
use super::{FileReport, Reporter};
use crate::lint::{Diagnostic, Severity};
use crate::text::LineIndex;

/// Columns that a frame needs beside the source: a line number of four digits, and the bar.
const GUTTER: usize = 8;

/// Findings with the source round them.
#[derive(Clone, Copy, Debug)]
pub struct Pretty {
    /// Columns of the terminal.
    pub width: usize,
    /// Whether to use colours.
    pub color: bool,
    /// Whether the names of rules become links, which only some terminals understand; if not,
    /// addresses are written out.
    pub links: bool,
}

impl Reporter for Pretty {
    fn file(&self, report: &FileReport<'_>) -> String {
        if report.diagnostics.is_empty() {
            return String::new();
        }
        let theme =
            if self.color { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
        let handler = GraphicalReportHandler::new_themed(theme)
            .with_width(self.width)
            .with_links(self.links)
            .without_syntax_highlighting();
        let path = escape(report.path);
        let lines = LineIndex::new(report.source);
        let width = self.width.saturating_sub(GUTTER);
        let mut out = String::new();
        for diagnostic in report.diagnostics {
            let excerpt = Excerpt::new(report.source, &lines, &labels(diagnostic), width);
            let frame = Frame { diagnostic, path: &path, excerpt };
            handler.render_report(&mut out, &frame).expect("a string takes all");
            out.push('\n');
        }
        out
    }
}

fn labels(diagnostic: &Diagnostic) -> Vec<Label> {
    let own = Label { span: diagnostic.span, text: None };
    let related = diagnostic
        .related
        .iter()
        .map(|it| Label { span: it.span, text: Some(escape(&it.message).into_owned()) });
    std::iter::once(own).chain(related).collect()
}

/// One finding as miette sees it.
struct Frame<'a> {
    diagnostic: &'a Diagnostic,
    path: &'a str,
    excerpt: Excerpt,
}

impl fmt::Debug for Frame<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.diagnostic, f)
    }
}

impl fmt::Display for Frame<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&escape(&self.diagnostic.message))
    }
}

impl std::error::Error for Frame<'_> {}

impl miette::Diagnostic for Frame<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        let severity = self.diagnostic.severity.name();
        Some(Box::new(format!("{severity}[{}]", self.diagnostic.rule.name)))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.diagnostic.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Info => miette::Severity::Advice,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        let help = self.diagnostic.help.iter().flat_map(|help| help.lines()).map(escape);
        let key =
            self.diagnostic.mediawiki.map(|key| format!("MediaWiki shows `{key}` here").into());
        let fix = self.diagnostic.fix.as_ref().map(|fix| {
            let title = escape(&fix.title);
            format!("fix available ({}): {title}", fix.applicability.name()).into()
        });
        let lines: Vec<_> = help.chain(key).chain(fix).collect();
        (!lines.is_empty()).then(|| Box::new(lines.join("\n")) as Box<dyn fmt::Display>)
    }

    fn url<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(self.diagnostic.rule.url()))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(self)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.excerpt.labels().iter().enumerate().map(|(index, label)| {
            let span = (label.range.start, label.range.len());
            if index == 0 {
                LabeledSpan::new_primary_with_span(label.text.clone(), span)
            } else {
                LabeledSpan::new_with_span(label.text.clone(), span)
            }
        })))
    }
}

/// Gives miette the excerpt in the place of the source, with the lines and columns of the source.
impl SourceCode for Frame<'_> {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        context_lines_before: usize,
        context_lines_after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let range = span.offset()..span.offset() + span.len();
        let window = self
            .excerpt
            .window(range, context_lines_before, context_lines_after)
            .ok_or(MietteError::OutOfBounds)?;
        Ok(Box::new(miette::MietteSpanContents::new_named(
            self.path.to_owned(),
            &self.excerpt.text().as_bytes()[window.range.clone()],
            (window.range.start, window.range.len()).into(),
            window.line,
            window.column,
            window.line_count,
        )))
    }
}
