//! Wording packs: rules whose findings are words and phrases of the page's own prose.
//!
//! The packs are data of the site, see [`crate::site::wording`]. A rule that a pack drives is a
//! file in `src/rules` like any other, with [`Context::report_wording`] as its check. The prose is
//! looked at once, however many of these rules run.

mod scan;
#[cfg(test)]
mod tests;
mod words;

use std::cell::OnceCell;

use super::diagnostic::Severity;
use super::rule::Context;
use crate::facts::Document;
use crate::site::wording::{Level, Pack};
pub(crate) use scan::Found;

/// What the pack of the page's language finds; looked up when the first rule asks.
#[derive(Debug, Default)]
pub(super) struct WordingFindings<'p> {
    found: OnceCell<Vec<Found<'p>>>,
}

impl From<Level> for Severity {
    fn from(level: Level) -> Self {
        match level {
            Level::Warning => Self::Warning,
            Level::Info | Level::Off => Self::Info,
        }
    }
}

impl<'p> WordingFindings<'p> {
    fn of_page(&self, doc: &Document<'p>) -> &[Found<'p>] {
        self.found.get_or_init(|| pack(doc).map_or(Vec::new(), |pack| scan::scan(pack, doc)))
    }
}

/// The pack of the page's language. One that cannot be used is refused with the settings.
fn pack<'p>(doc: &Document<'p>) -> Option<&'p Pack> {
    doc.site.wording.pack(&doc.site.language)?.ok()
}

impl<'p> Context<'_, 'p> {
    /// Reports what the pack finds under the name of the rule that runs.
    pub(crate) fn report_wording(&mut self) {
        let (doc, wording) = (self.doc, self.wording);
        let Some(pack) = pack(doc) else { return };
        for found in wording.of_page(doc).iter().filter(|it| it.is_reported) {
            let category = &pack.categories[found.entry.category as usize];
            if category.rule != self.rule.name {
                continue;
            }
            let span = doc.prose().source_span(found.text);
            let shown = self.code_of(span);
            let message = found.entry.message.replace("{match}", &shown);
            self.report(span, message).severity(found.level.into()).help(&found.entry.help);
        }
    }

    /// The warnings of some categories, by their names, reported or not.
    pub(crate) fn wording_of(&self, categories: &[String]) -> Vec<Found<'p>> {
        let Some(pack) = pack(self.doc) else { return Vec::new() };
        let is_wanted = |found: &&Found<'_>| {
            let name = &pack.categories[found.entry.category as usize].name;
            found.level == Level::Warning && categories.contains(name)
        };
        self.wording.of_page(self.doc).iter().filter(is_wanted).copied().collect()
    }
}
