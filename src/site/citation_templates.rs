//! Which templates describe a source: the data of `rules/citation-templates.toml`.

use rustc_hash::FxHashSet;
use serde::Deserialize;

/// The templates that describe a source.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CitationTemplates {
    names: FxHashSet<String>,
    prefixes: Vec<String>,
    except: FxHashSet<String>,
}

impl CitationTemplates {
    /// Whether the template with this normalised name describes a source.
    pub fn contains(&self, name: &str) -> bool {
        let starts = || self.prefixes.iter().any(|prefix| name.starts_with(prefix));
        self.names.contains(name) || (starts() && !self.except.contains(name))
    }
}

#[cfg(test)]
mod tests {
    use crate::site::{Site, normalize_name};

    #[test]
    fn what_describes_a_source_is_told_from_what_asks_for_one() {
        let templates = &Site::mediawiki().citation_templates;
        assert!(templates.contains("cite web") && templates.contains("citation"));
        assert!(!templates.contains("citation needed") && !templates.contains("infobox"));
    }

    #[test]
    fn names_in_the_data_are_normalised() {
        let templates = &Site::mediawiki().citation_templates;
        for name in templates.names.iter().chain(&templates.except) {
            assert_eq!(*name, normalize_name(name));
        }
    }
}
