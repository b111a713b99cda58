//! The areas of a site's data: what is built in, read when it is first asked for.

use std::ops::Deref;
use std::sync::LazyLock;

use serde::{Deserialize, Deserializer};
use toml::{Table, Value};

use super::{
    CitationTemplates, CitationValues, Citations, Dates, Domains, Identifiers, InlineTemplates,
    ProseTables, References, RenderedWords, ShortCitations, Sources, SourcingTags, Statements,
    Wording, layers,
};

/// An area of a [`Site`](super::Site). What is built in is read when a page first asks for it, since
/// most pages need few areas; what settings have changed is read with them, so that they can be
/// refused.
#[derive(Clone, Debug)]
pub struct Area<T: 'static>(Source<T>);

#[derive(Clone, Debug)]
enum Source<T: 'static> {
    BuiltIn(&'static LazyLock<T>),
    Own(Box<T>),
}

impl<T> Deref for Area<T> {
    type Target = T;

    fn deref(&self) -> &T {
        match &self.0 {
            Source::BuiltIn(data) => data,
            Source::Own(data) => data,
        }
    }
}

impl<T: BuiltIn> Default for Area<T> {
    fn default() -> Self {
        Self(Source::BuiltIn(T::built_in()))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Area<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(|data| Self(Source::Own(Box::new(data))))
    }
}

/// The data of an area, some of which is built in.
pub(super) trait BuiltIn: Sized {
    fn built_in() -> &'static LazyLock<Self>;
}

macro_rules! built_in {
    ($($area:literal: $data:ty,)*) => {
        $(impl BuiltIn for $data {
            fn built_in() -> &'static LazyLock<Self> {
                static DATA: LazyLock<$data> = LazyLock::new(|| read($area));
                &DATA
            }
        })*
    };
}

built_in! {
    "references": References,
    "citation-templates": CitationTemplates,
    "citations": Citations,
    "citation-values": CitationValues,
    "short-citations": ShortCitations,
    "inline": InlineTemplates,
    "sources": Sources,
    "rendered": RenderedWords,
    "prose": ProseTables,
    "statements": Statements,
    "sourcing-tags": SourcingTags,
    "domains": Domains,
    "identifiers": Identifiers,
    "dates": Dates,
}

impl BuiltIn for Wording {
    fn built_in() -> &'static LazyLock<Self> {
        static DATA: LazyLock<Wording> = LazyLock::new(|| {
            let files = AREAS
                .iter()
                .filter_map(|&(area, file)| Some((area.strip_prefix("wording.")?, file)));
            Wording::unread(files)
        });
        &DATA
    }
}

/// The files of the areas, by the fields of [`Site`](super::Site) that they fill. The later of two
/// files for one area adds to the earlier.
const AREAS: &[(&str, &str)] = &[
    ("references", include_str!("../../rules/references.toml")),
    ("citation-templates", include_str!("../../rules/citation-templates.toml")),
    ("citations", include_str!("../../rules/citations/cs1.toml")),
    ("citations", include_str!("../../rules/citations/cs1-names.toml")),
    ("citations", include_str!("../../rules/citations/cs1-about.toml")),
    ("citation-values", include_str!("../../rules/citations/values.toml")),
    ("short-citations", include_str!("../../rules/short-citations.toml")),
    ("inline", include_str!("../../rules/inline.toml")),
    ("sources", include_str!("../../rules/sources.toml")),
    ("rendered", include_str!("../../rules/rendered.toml")),
    ("prose", include_str!("../../rules/prose.toml")),
    ("statements", include_str!("../../rules/sourcing/statements.toml")),
    ("sourcing-tags", include_str!("../../rules/sourcing/tags.toml")),
    ("domains", include_str!("../../rules/sourcing/domains.toml")),
    ("wording.en", include_str!("../../rules/wording/en.toml")),
    ("wording.de", include_str!("../../rules/wording/de.toml")),
    ("identifiers", include_str!("../../rules/identifiers.toml")),
    ("dates", include_str!("../../rules/dates.toml")),
];

/// The data of one area.
fn read<T: for<'de> Deserialize<'de>>(area: &str) -> T {
    let mut files = AREAS.iter().filter(|(name, _)| *name == area).map(|(_, file)| *file);
    let data = match (files.next(), files.next()) {
        (Some(file), None) => toml::from_str(file),
        _ => table(area).try_into(),
    };
    data.expect("the built-in data is valid, as a test shows")
}

/// The keys of all areas, those of several files as often.
pub(super) fn keys() -> impl Iterator<Item = &'static str> {
    AREAS.iter().map(|(area, _)| area.split('.').next().unwrap_or(area))
}

/// Puts what is built in of the area with this key into a table that has nothing of it, if there is
/// such an area.
pub(super) fn complete(site: &mut Table, key: &str) {
    if !site.contains_key(key) && keys().any(|it| it == key) {
        site.insert(key.to_owned(), Value::Table(table(key)));
    }
}

/// The files of the area with this key as one table.
fn table(key: &str) -> Table {
    let mut table = Table::new();
    for (area, file) in AREAS {
        let Some(nested) = area.strip_prefix(key) else { continue };
        let mut file: Table = file.parse().expect("the built-in data is TOML, as a test shows");
        if let Some(part) = nested.strip_prefix('.') {
            file = Table::from_iter([(part.to_owned(), Value::Table(file))]);
        } else if !nested.is_empty() {
            continue;
        }
        layers::add(&mut table, file);
    }
    table
}

#[cfg(test)]
mod tests {
    use crate::site::Site;

    #[test]
    fn built_in_data_is_the_same_read_on_demand_and_with_settings() {
        let with_settings: Site = Site::built_in().try_into().expect("valid data");
        macro_rules! same {
            ($($area:ident)*) => {$(
                let on_demand = format!("{:?}", *Site::mediawiki().$area);
                assert_eq!(on_demand, format!("{:?}", *with_settings.$area));
            )*};
        }
        same!(references citation_templates citations citation_values short_citations inline);
        same!(sources rendered prose statements sourcing_tags domains identifiers dates);
        for language in Site::mediawiki().wording.languages() {
            let pack = |site: &Site| format!("{:?}", site.wording.pack(language));
            assert_eq!(pack(Site::mediawiki()), pack(&with_settings));
        }
    }
}
