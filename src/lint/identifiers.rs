//! What the rules about identifiers share: each reports the faults of some kinds.

use rustc_hash::FxHashMap;

use super::diagnostic::Severity;
use super::errors::code;
use super::fix::{Applicability, Edit, Fix};
use super::rule::Context;
use crate::facts::identifiers::{Identifier, Place};
use crate::facts::{Citation, Document};
use crate::identifier::{Fault, Kind, Level};
use crate::site::Site;
use crate::text::Span;

impl Context<'_, '_> {
    /// Reports what is wrong with the identifiers of these kinds.
    pub(crate) fn report_identifiers(&mut self, kinds: &[Kind]) {
        for identifier in &self.doc.identifiers {
            let Err(fault) = &identifier.reading else { continue };
            // Another kind in the parameter of a citation is the matter of `id-in-wrong-param`.
            let is_misplaced = identifier.looks_like.is_some()
                && matches!(identifier.place, Place::Citation { .. });
            if kinds.contains(&identifier.kind) && !is_misplaced {
                self.report_fault(identifier, fault);
            }
        }
    }

    fn report_fault(&mut self, identifier: &Identifier<'_>, fault: &Fault) {
        let message = one_line(&fault.message);
        let found = self.report(identifier.fault_span(fault), message);
        match fault.level {
            Level::Untidy => found.severity(Severity::Info),
            Level::BeyondLimit => found.severity(Severity::Warning),
            Level::Impossible => found,
        };
        let hint = fault.hint.as_deref().map(one_line);
        let other =
            identifier.looks_like.map(|kind| format!("it looks like {}", kind.with_article()));
        found.help(match hint.or(other) {
            Some(hint) => format!("{hint}; {}", fault.expected),
            None => fault.expected.to_owned(),
        });
        if let Some(fix) = repair(identifier, fault) {
            found.fix(fix);
        }
    }
}

/// The fix that a fault allows. What is written in a template must not end the argument.
fn repair(identifier: &Identifier<'_>, fault: &Fault) -> Option<Fix> {
    let repair = fault.repair.as_ref()?;
    let is_template = !matches!(identifier.place, Place::Text | Place::MagicLink(_));
    let is_as_written = identifier.value.len() == identifier.span.len() as usize;
    let forbidden: &[char] = match identifier.place {
        Place::Template(_) => &['|', '{', '}', '\n', '='],
        _ => &['|', '{', '}', '\n'],
    };
    if !is_as_written || is_template && repair.value.contains(forbidden) {
        return None;
    }
    let applicability = if repair.is_certain { Applicability::Safe } else { Applicability::Unsafe };
    let edit = Edit::replace(identifier.span, &*repair.value);
    Some(Fix::new(format!("write {}", code(&repair.value)), applicability, [edit]))
}

/// The year of publication that a citation gives, and its date in the source; `None` if it gives
/// none, or several.
pub(crate) fn year(doc: &Document<'_>, citation: &Citation<'_>) -> Option<(i32, Span)> {
    let argument = citation.field("date").or_else(|| citation.field("year"))?;
    let value = argument.value(doc.text, &doc.tree);
    let words = value.split(|c: char| !c.is_ascii_digit());
    let mut years = words.filter(|word| word.len() == 4).filter_map(|word| word.parse().ok());
    let year = years.next()?;
    let span = argument.trimmed_value_span(doc.text);
    (years.next().is_none() && !argument.is_dynamic(&doc.tree)).then_some((year, span))
}

/// The arguments of a citation that hold identifiers, as indices, by kind. Empty ones count, and
/// so do those whose values only MediaWiki knows.
pub(crate) fn parameters(site: &Site, citation: &Citation<'_>) -> FxHashMap<Kind, usize> {
    let names = citation.arguments.iter().map(|it| it.name.as_deref().unwrap_or_default());
    let kinds = names.map(|name| site.identifiers.parameter(name));
    kinds.enumerate().filter_map(|(at, kind)| Some((kind?, at))).collect()
}

/// A message on one line, whatever the value that it repeats.
fn one_line(message: &str) -> String {
    message.replace(['\n', '\r', '\t'], " ")
}
