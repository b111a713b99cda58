//! Which templates stand among refs without being refs: the data of `rules/inline.toml`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::runs::MarkKind;

/// What the template with this normalised name is in a row of refs; `None` if it is no part of
/// one, and for templates that make refs.
pub(super) fn mark_kind(name: &str) -> Option<MarkKind> {
    let is_tag = || DATA.tag.prefixes.iter().any(|prefix| name.starts_with(prefix));
    NAMES.get(name).copied().or_else(|| is_tag().then_some(MarkKind::Tag))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Data {
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

static DATA: LazyLock<Data> = LazyLock::new(|| {
    toml::from_str(include_str!("../../rules/inline.toml"))
        .expect("the built-in data on inline templates is valid, as a test shows")
});

static NAMES: LazyLock<FxHashMap<&str, MarkKind>> = LazyLock::new(|| {
    let kinds = [
        (&DATA.page, MarkKind::Page),
        (&DATA.tag, MarkKind::Tag),
        (&DATA.separator, MarkKind::Separator),
    ];
    let of_kind = |(data, kind): (&'static Names, MarkKind)| {
        data.names.iter().map(move |name| (name.as_str(), kind))
    };
    kinds.into_iter().flat_map(of_kind).collect()
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::templates::{TemplateRole, normalize_name, role};

    #[test]
    fn built_in_data_loads_and_its_names_are_normalised() {
        assert_eq!(mark_kind("rp"), Some(MarkKind::Page));
        assert_eq!(mark_kind("better source needed"), Some(MarkKind::Tag));
        assert_eq!(mark_kind(","), Some(MarkKind::Separator));
        assert_eq!(mark_kind("convert"), None);
        for name in NAMES.keys() {
            assert_eq!(*name, normalize_name(name));
            let makes_refs = !matches!(role(name), None | Some(TemplateRole::Plain));
            assert!(!makes_refs, "{name} makes refs");
        }
    }
}
