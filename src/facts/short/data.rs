//! Which templates are full citations or make anchors: the data of `rules/short-citations.toml`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

/// The data, with what is looked up in it by name.
pub(super) struct ShortData {
    pub(super) sources: FxHashMap<&'static str, &'static SourceTemplate>,
    pub(super) anchors: FxHashMap<&'static str, &'static AnchorTemplate>,
    /// What a parameter of a full citation means, by its name with `#` for the number.
    pub(super) parameters: FxHashMap<&'static str, Meaning>,
    pub(super) target_names: &'static [String],
    pub(super) unknown: &'static Unknown,
}

/// A template that describes a source and makes an anchor of names and year.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct SourceTemplate {
    names: Vec<String>,
    #[serde(default)]
    pub(super) default_names: Vec<String>,
    #[serde(default)]
    pub(super) default_year: String,
}

/// A template that only makes anchors.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AnchorTemplate {
    names: Vec<String>,
    pub(super) ids: Vec<String>,
}

/// What tells that a template which is not known may hold full citations.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Unknown {
    pub(super) words: Vec<String>,
    pub(super) functions: Vec<String>,
}

/// What a parameter of a full citation means. Of two for one thing the lesser rank counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// One name in a list of people.
    Name {
        people: People,
        rank: usize,
    },
    /// All names of a list of people.
    Vancouver(People),
    Year {
        rank: usize,
    },
    Date {
        rank: usize,
    },
    OtherDate {
        rank: usize,
    },
    Ref,
}

/// The lists of people, in the order in which they make the anchor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum People {
    Contributors,
    Authors,
    Editors,
}

impl People {
    pub(super) const COUNT: usize = 3;
}

pub(super) static DATA: LazyLock<ShortData> = LazyLock::new(|| {
    static FILE: LazyLock<File> = LazyLock::new(|| {
        toml::from_str(include_str!("../../../rules/short-citations.toml"))
            .expect("the built-in data on short citations is valid, as a test shows")
    });
    let sources = FILE.source.iter();
    let anchors = FILE.anchor.iter();
    ShortData {
        sources: sources.flat_map(|it| it.names.iter().map(move |name| (&**name, it))).collect(),
        anchors: anchors.flat_map(|it| it.names.iter().map(move |name| (&**name, it))).collect(),
        parameters: FILE.parameters.meanings(),
        target_names: &FILE.target.names,
        unknown: &FILE.unknown,
    }
});

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    source: Vec<SourceTemplate>,
    parameters: Parameters,
    target: Target,
    anchor: Vec<AnchorTemplate>,
    unknown: Unknown,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Target {
    names: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Parameters {
    contributor: Vec<String>,
    author: Vec<String>,
    author_vancouver: Vec<String>,
    editor: Vec<String>,
    editor_vancouver: Vec<String>,
    year: Vec<String>,
    date: Vec<String>,
    other_date: Vec<String>,
    #[serde(rename = "ref")]
    target: Vec<String>,
}

impl Parameters {
    fn meanings(&'static self) -> FxHashMap<&'static str, Meaning> {
        use People::{Authors, Contributors, Editors};
        let mut meanings = FxHashMap::default();
        let mut add = |names: &'static [String], meaning: &dyn Fn(usize) -> Meaning| {
            let ranked = names.iter().enumerate();
            meanings.extend(ranked.map(|(rank, name)| (name.as_str(), meaning(rank))));
        };
        let name = |people| move |rank| Meaning::Name { people, rank };
        add(&self.contributor, &name(Contributors));
        add(&self.author, &name(Authors));
        add(&self.editor, &name(Editors));
        add(&self.author_vancouver, &|_| Meaning::Vancouver(Authors));
        add(&self.editor_vancouver, &|_| Meaning::Vancouver(Editors));
        add(&self.year, &|rank| Meaning::Year { rank });
        add(&self.date, &|rank| Meaning::Date { rank });
        add(&self.other_date, &|rank| Meaning::OtherDate { rank });
        add(&self.target, &|_| Meaning::Ref);
        meanings
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::templates::normalize_name;

    #[test]
    fn built_in_data_is_valid_and_normalised() {
        let names = DATA.sources.keys().chain(DATA.anchors.keys()).copied();
        for name in names.chain(DATA.target_names.iter().map(String::as_str)) {
            assert_eq!(name, normalize_name(name));
        }
        assert_eq!(DATA.parameters["ref"], Meaning::Ref);
    }
}
