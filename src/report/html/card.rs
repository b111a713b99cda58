//! The card of one finding.

use maud::{Markup, html};

use super::diff::diff;
use super::page::Page;
use super::rules::letter;
use super::text::{Message, Shown};
use crate::lint::{Applicability, Fix, Severity};

/// The finding with this number, from 1.
pub(super) fn card(page: &Page<'_>, number: usize) -> Markup {
    let it = &page.report.diagnostics[number - 1];
    let at = page.position(it.span.start);
    let word = if it.severity == Severity::Info { "note" } else { it.severity.name() };
    html! {
        details class={ "card " (letter(it.severity)) } id=(page.finding(number))
            data-rule=(it.rule.name) data-fix[it.fix.is_some()]
            open[it.severity > Severity::Info] {
            summary {
                span.num { (number) } " " span.word { (word) } " " (Message(&it.message))
            }
            @if let Some(help) = &it.help { p.help { (Message(help)) } }
            @if !it.related.is_empty() {
                ul {
                    @for related in &it.related {
                        @let line = page.position(related.span.start).line;
                        li {
                            a href={ "#" (page.line(line)) } { "line " (line) } ": "
                            (Message(&related.message))
                        }
                    }
                }
            }
            @if let Some(fix) = &it.fix { (self::fix(page, fix)) }
            p.foot {
                a href={ "#" (page.mark(number)) } { "line " (at.line) ", column " (at.column) }
                " · " a href=(it.rule.url()) rel="noreferrer" { (it.rule.name) }
                @if let Some(key) = it.mediawiki {
                    " · " span title="MediaWiki itself shows this error" { (Shown(key)) }
                }
            }
        }
    }
}

fn fix(page: &Page<'_>, fix: &Fix) -> Markup {
    let promise = match fix.applicability {
        Applicability::Safe => "safe",
        Applicability::Unsafe => "look at it first",
    };
    html! {
        div.fix {
            p { b { "Fix" } " (" (promise) "): " (Message(&fix.title)) }
            (diff(page, fix.edits()))
        }
    }
}
