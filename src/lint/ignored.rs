//! Fields of a citation that its template leaves out.

use super::rule::Context;
use crate::facts::{Citation, CitationSchema, FieldSetting};

impl<'a, 's> Context<'a, 's> {
    /// The arguments that a citation's template leaves out with an error; of the fields that
    /// `is_meant` says.
    pub(crate) fn ignored(
        &self,
        is_meant: fn(&str) -> bool,
    ) -> Vec<(&'a Citation<'s>, FieldSetting<'a, 's>)> {
        let mut ignored = Vec::new();
        for (citation, schema) in self.citations() {
            // Nearly all citations set nothing that is left out.
            let mut left_out = schema.template.ignores.iter();
            if !is_for_everything(schema) && !left_out.any(|&field| citation.sets(field)) {
                continue;
            }
            for setting in citation.fields() {
                if is_meant(setting.name) && leaves_out(citation, schema, setting) {
                    ignored.push((citation, setting));
                }
            }
        }
        ignored
    }
}

fn leaves_out(
    citation: &Citation<'_>,
    schema: CitationSchema<'_>,
    setting: FieldSetting<'_, '_>,
) -> bool {
    // An article in a periodical has no chapters.
    let is_article = || {
        let sets = |field| citation.field(field).is_some();
        (sets("work") || sets("script-work")) && !sets("encyclopedia")
    };
    schema.template.ignores.contains(&setting.field)
        || (is_for_everything(schema) && is_chapter(setting.name) && is_article())
}

/// Whether the template describes sources of any kind.
fn is_for_everything(schema: CitationSchema<'_>) -> bool {
    schema.template.name == "citation"
}

/// Whether the field describes a part of a work.
pub(crate) fn is_chapter(field: &str) -> bool {
    matches!(field, "chapter" | "trans-chapter" | "script-chapter" | "chapter-url")
}
