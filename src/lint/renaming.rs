//! Parameters of citation templates that have a new name, or none any more.

use super::diagnostic::Diagnostic;
use super::errors::code;
use super::fix::{Applicability, Edit, Fix};
use super::people::{Counts, limited_role};
use super::rule::Context;
use crate::facts::Citation;
use crate::site::Renamed;
use crate::syntax::view::Argument;

/// Reports an argument whose parameter has a new name, and offers to write that.
pub(crate) fn report_renamed(
    cx: &mut Context<'_, '_>,
    citation: &Citation<'_>,
    argument: &Argument<'_>,
    renamed: &Renamed,
    message: String,
    counts: &mut Counts,
) {
    let text = cx.doc.text;
    let name_span = argument.trimmed_name_span(text);
    let literal = citation.literal(text, &cx.doc.tree, argument);
    let found = cx.report(name_span, message);
    let Some(to) = &renamed.to else {
        if let Some(advice) = &renamed.advice {
            found.help(advice.clone());
        }
        return;
    };
    let rival = citation.field(to).filter(|rival| rival.node != argument.node);
    if let Some(rival) = rival {
        let known = code(to);
        found.related(rival.trimmed_name_span(text), format!("this is {known}"));
        found.help(format!("{known} took its place and is given already: take one of them out"));
        return;
    }
    let limited = limited_role(to).and_then(|role| counts.of(citation, role));
    let limit = literal.as_ref().and_then(|literal| literal.text.parse().ok());
    if limited.zip(limit).is_some_and(|(named, limit): (usize, usize)| named <= limit) {
        found
            .help(format!("{} took its place, but there are no more names: take it out", code(to)));
        return;
    }
    let rename = Edit::replace(name_span, to.clone());
    if renamed.values.is_empty() {
        found.help(format!("write {} in its place", code(to)));
        offer(found, to, vec![rename]);
        return;
    }
    let lower = literal.as_ref().map(|literal| literal.text.to_lowercase());
    let value = lower.and_then(|lower| renamed.values.get(&lower));
    if let (Some(value), Some(literal)) = (value, literal) {
        let setting = format!("{to}={value}");
        found.help(format!("write {} in its place", code(&setting)));
        offer(found, &setting, vec![rename, Edit::replace(literal.span, value.clone())]);
    } else {
        let mut words: Vec<String> = renamed.values.values().map(|value| code(value)).collect();
        words.sort();
        words.dedup();
        found.help(format!("write {} in its place, with {}", code(to), words.join(" or ")));
    }
}

fn offer(found: &mut Diagnostic, setting: &str, edits: Vec<Edit>) {
    let title = format!("write {}", code(setting));
    found.fix(Fix::new(title, Applicability::Safe, edits));
}
