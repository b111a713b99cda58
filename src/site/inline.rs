//! Which templates stand among refs without being refs: the data of `rules/inline.toml`.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::name_filter::NameFilter;

/// The templates that stand among refs.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "File")]
pub struct InlineTemplates {
    kinds: FxHashMap<String, InlineKind>,
    filter: NameFilter,
    tag_prefixes: Vec<String>,
}

/// What a template is that stands among refs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InlineKind {
    /// It adds a page to the ref before it: `{{rp}}`.
    Page,
    /// It says that something is wrong, such as `{{citation needed}}`.
    Tag,
    /// It sets two refs apart, such as `{{,}}` on the French Wikipedia.
    Separator,
}

impl InlineTemplates {
    /// What the template with this normalised name is in a row of refs; `None` if it is no part of
    /// one, and for templates that make refs.
    pub fn kind(&self, name: &str) -> Option<InlineKind> {
        let is_tag = || self.tag_prefixes.iter().any(|prefix| name.starts_with(prefix));
        let kind = if self.filter.may_hold(name) { self.kinds.get(name).copied() } else { None };
        kind.or_else(|| is_tag().then_some(InlineKind::Tag))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    page: Names,
    tag: Names,
    separator: Names,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    names: Vec<String>,
    #[serde(default)]
    prefixes: Vec<String>,
}

impl From<File> for InlineTemplates {
    fn from(file: File) -> Self {
        let tag_prefixes = file.tag.prefixes;
        let kinds = [
            (file.page.names, InlineKind::Page),
            (file.tag.names, InlineKind::Tag),
            (file.separator.names, InlineKind::Separator),
        ];
        let of_kind = |(names, kind): (Vec<String>, InlineKind)| {
            names.into_iter().map(move |name| (name, kind))
        };
        let kinds: FxHashMap<String, InlineKind> = kinds.into_iter().flat_map(of_kind).collect();
        Self { filter: kinds.keys().collect(), kinds, tag_prefixes }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::{Site, TemplateRole, normalize_name};

    #[test]
    fn built_in_data_loads_and_its_names_are_normalised() {
        let site = Site::mediawiki();
        let kind = |name| site.inline.kind(name);
        assert_eq!(kind("rp"), Some(InlineKind::Page));
        assert_eq!(kind("better source needed"), Some(InlineKind::Tag));
        assert_eq!(kind(","), Some(InlineKind::Separator));
        assert_eq!(kind("convert"), None);
        for name in site.inline.kinds.keys() {
            assert_eq!(*name, normalize_name(name));
            let role = site.references.role(name);
            assert!(matches!(role, None | Some(TemplateRole::Plain)), "{name} makes refs");
        }
    }
}
