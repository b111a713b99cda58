//! Data packs: rules whose findings are a table of patterns, as those about residue are.
//!
//! The tables are TOML files in `rules/packs`; `rules/packs/copied.toml` documents the format. A
//! rule that a pack drives is a file in `src/rules` like any other, with [`Context::report_pack`]
//! as its check. All packs are looked up in one pass over a page, however many of their rules
//! run.

mod anchors;
mod change;
mod data;
mod own;
mod places;
mod scan;
#[cfg(test)]
mod tests;

use std::cell::OnceCell;

use super::fix::{Applicability, Fix};
use super::rule::Context;
use crate::facts::Document;
use crate::facts::rendered::Dialect;
pub(super) use data::Packs;
pub use own::{PackFault, PatternPack};
use scan::Found;

/// Rules about what shows the structure of a rendered page: its headings, their levels, its lists.
/// `ref-index-convert` turns all that into wikitext at once, and could not once it is gone, so
/// these rules offer no fix there.
const STRUCTURE: [&str; 3] = ["residue-backlink", "residue-edit-link", "residue-toc"];

/// The packs that are built in.
pub(super) fn built_in() -> &'static Packs {
    data::built_in()
}

/// What the packs find on one page; looked up when the first rule asks.
#[derive(Debug)]
pub(super) struct PackFindings<'p> {
    packs: &'p Packs,
    found: OnceCell<Vec<Found>>,
}

impl<'p> PackFindings<'p> {
    pub(super) fn new(packs: &'p Packs) -> Self {
        Self { packs, found: OnceCell::new() }
    }

    fn of_rule(&self, doc: &Document<'_>, rule: &str) -> &[Found] {
        let found = self.found.get_or_init(|| scan::scan(self.packs, doc));
        let start = found.partition_point(|it| *self.packs.entries[it.entry].rule < *rule);
        let len = found[start..].partition_point(|it| self.packs.entries[it.entry].rule == rule);
        &found[start..start + len]
    }
}

impl Context<'_, '_> {
    /// Reports what the packs find under the name of the rule that runs.
    pub(crate) fn report_pack(&mut self) {
        let (doc, pack) = (self.doc, self.pack);
        let is_rendered = doc.dialect == Dialect::Rendered;
        let is_kept = is_rendered && STRUCTURE.contains(&self.rule.name);
        for found in pack.of_rule(doc, self.rule.name) {
            let entry = &pack.packs.entries[found.entry];
            let message = entry.message.replace("{match}", &self.code_of(found.span));
            let diagnostic = self.report(found.span, message);
            diagnostic.help(&entry.help);
            if let Some(severity) = entry.severity {
                diagnostic.severity(severity.into());
            }
            if !is_kept && let (Some(fix), Some(edit)) = (&entry.fix, &found.edit) {
                let applicability =
                    if fix.safe { Applicability::Safe } else { Applicability::Unsafe };
                diagnostic.fix(Fix::new(&fix.title, applicability, [edit.clone()]));
            }
        }
    }
}
