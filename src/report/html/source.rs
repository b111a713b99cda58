//! The text of a file, line by line, with its findings beside it.

use maud::{Markup, PreEscaped, Render as _, html};

use super::page::Page;
use super::rules::letter;
use super::segments::{Change, Finding, State, changes};
use super::text::Shown;
use crate::text::Span;

/// The lines; those on which a finding starts have its card, made by `card` from its number.
pub(super) fn source(page: &Page<'_>, card: impl Fn(&Page<'_>, usize) -> Markup) -> Markup {
    let text = page.report.source;
    let mut writer = Writer { page, state: State::default(), out: String::new() };
    let mut changes = changes(page).into_iter().peekable();
    let mut findings = page.report.diagnostics.iter().zip(1..).peekable();
    let mut start = 0;
    let mut out = String::with_capacity(text.len() * 2);
    // Lines end at LF alone, as everywhere in reports.
    let lines = text.split_inclusive('\n').chain(text.is_empty().then_some(""));
    for (line, number) in lines.zip(1_u32..) {
        let end = start + line.len() as u32;
        let shown = line.strip_suffix('\n').unwrap_or(line);
        let shown = shown.strip_suffix('\r').unwrap_or(shown);
        let last = start + shown.len() as u32;
        let is_here = |at: u32| at < end || end as usize == text.len();
        let mut at = start;
        while let Some((offset, change)) = changes.next_if(|&(offset, _)| is_here(offset)) {
            writer.segment(Span::new(at, offset.clamp(at, last)));
            at = offset.clamp(at, last);
            writer.pass(change);
        }
        writer.segment(Span::new(at, last));
        let content = std::mem::take(&mut writer.out);
        let mut cards = String::new();
        while let Some((_, number)) = findings.next_if(|(it, _)| is_here(it.span.start)) {
            cards.push_str(&card(page, number).into_string());
        }
        let row = html! {
            div class=[(!cards.is_empty()).then_some("has")] id=(page.line(number)) data-n=(number) {
                code { (PreEscaped(content)) }
                @if !cards.is_empty() { div.cards { (PreEscaped(cards)) } }
            }
        };
        out.push_str(&row.into_string());
        start = end;
    }
    html! { div.lines { (PreEscaped(out)) } }
}

struct Writer<'a> {
    page: &'a Page<'a>,
    state: State,
    out: String,
}

impl Writer<'_> {
    /// Writes a piece of the text in the look of what is open there.
    fn segment(&mut self, span: Span) {
        if span.is_empty() {
            return;
        }
        let text = Shown(span.of(self.page.report.source));
        let tint = self.state.tint();
        let findings: Vec<Finding> = self.state.findings().collect();
        let Some((worst, _)) = findings.first() else {
            match tint {
                Some(tint) => html! { span class=(tint) { (text) } }.render_to(&mut self.out),
                None => text.render_to(&mut self.out),
            }
            return;
        };
        let ids: Vec<String> =
            findings.iter().map(|(_, index)| self.page.finding(index.0 + 1)).collect();
        let tint = tint.map(|tint| format!(" {tint}")).unwrap_or_default();
        html! { mark class={ (letter(worst.0)) (tint) } data-f=(ids.join(" ")) { (text) } }
            .render_to(&mut self.out);
    }

    /// Passes a change; where a finding begins, its number is written.
    fn pass(&mut self, change: Change) {
        if let Change::StartOf((severity, index)) | Change::At((severity, index)) = change {
            let number = index.0 + 1;
            html! {
                a class={ "b " (letter(severity.0)) } id=(self.page.mark(number))
                    href={ "#" (self.page.finding(number)) } data-n=(number)
                    aria-label={ "finding " (number) } {}
            }
            .render_to(&mut self.out);
        }
        self.state.pass(change);
    }
}
