//! Which templates are full citations or make anchors: the data of `rules/short-citations.toml`.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::citations::NameMap;
use super::name_filter::NameFilter;

/// The templates and parameters that make anchors for short citations.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "File")]
pub struct ShortCitations {
    sources: FxHashMap<String, SourceTemplate>,
    anchors: FxHashMap<String, AnchorTemplate>,
    /// What a parameter of a full citation means.
    parameters: NameMap<Meaning>,
    /// Of the names of parameters without a number.
    parameter_filter: NameFilter,
    target_names: Vec<String>,
    unknown: Unknown,
}

impl ShortCitations {
    /// The full citation with this normalised name.
    pub fn source(&self, name: &str) -> Option<&SourceTemplate> {
        self.sources.get(name)
    }

    /// The template with this normalised name that only makes anchors.
    pub fn anchor(&self, name: &str) -> Option<&AnchorTemplate> {
        self.anchors.get(name)
    }

    /// What the parameter of a full citation with this name means, and its number; 1 if it has
    /// none.
    pub fn meaning(&self, parameter: &str) -> Option<(Meaning, u32)> {
        let has_number = || parameter.bytes().any(|byte| byte.is_ascii_digit());
        if !self.parameter_filter.may_hold(parameter) && !has_number() {
            return None;
        }
        let (&meaning, number) = self.parameters.get(parameter)?;
        Some((meaning, number.unwrap_or(1)))
    }

    /// Whether the template with this normalised name makes an anchor as a value of `ref`.
    pub fn is_target(&self, name: &str) -> bool {
        self.target_names.iter().any(|it| it == name)
    }

    /// Whether a name of a template with this word may be that of a full citation.
    pub fn is_source_word(&self, word: &str) -> bool {
        self.unknown.words.iter().any(|it| it == word)
    }

    /// Whether a parser function of this name takes parts of other pages in.
    pub fn transcludes(&self, function: &str) -> bool {
        self.unknown.functions.iter().any(|it| it.eq_ignore_ascii_case(function))
    }
}

/// A template that describes a source and makes an anchor of names and year.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SourceTemplate {
    names: Vec<String>,
    /// The names that it puts where none is given.
    #[serde(default)]
    pub default_names: Vec<String>,
    /// The year that it puts where none is given; empty if it does not.
    #[serde(default)]
    pub default_year: String,
}

/// A template that only makes anchors.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnchorTemplate {
    names: Vec<String>,
    /// The parameters that hold anchors; `#` stands for all positional ones.
    pub ids: Vec<String>,
}

/// What tells that a template which is not known may hold full citations.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Unknown {
    words: Vec<String>,
    functions: Vec<String>,
}

/// What a parameter of a full citation means. Of two for one thing the lesser rank counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// One name in a list of people.
    Name {
        /// The list.
        people: People,
        /// The place among the names of the parameter.
        rank: usize,
    },
    /// All names of a list of people.
    Vancouver(People),
    /// The year.
    Year {
        /// The place among the names of the parameter.
        rank: usize,
    },
    /// The date, whose year counts.
    Date {
        /// The place among the names of the parameter.
        rank: usize,
    },
    /// A date that counts only if there is no other.
    OtherDate {
        /// The place among the names of the parameter.
        rank: usize,
    },
    /// The anchor itself.
    Ref,
}

/// The lists of people, in the order in which they make the anchor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum People {
    /// Those who wrote a part.
    Contributors,
    /// Those who wrote the whole.
    Authors,
    /// Those who edited it.
    Editors,
}

impl People {
    /// How many lists there are.
    pub const COUNT: usize = 3;
}

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

impl From<File> for ShortCitations {
    fn from(file: File) -> Self {
        let sources = file
            .source
            .into_iter()
            .flat_map(|it| it.names.clone().into_iter().map(move |name| (name, it.clone())));
        let anchors = file
            .anchor
            .into_iter()
            .flat_map(|it| it.names.clone().into_iter().map(move |name| (name, it.clone())));
        Self {
            sources: sources.collect(),
            anchors: anchors.collect(),
            parameter_filter: file.parameters.names().collect(),
            parameters: file.parameters.meanings(),
            target_names: file.target.names,
            unknown: file.unknown,
        }
    }
}

impl Parameters {
    /// The names, with `#` for a number and without one.
    fn names(&self) -> impl Iterator<Item = String> {
        let people = [&self.contributor, &self.author, &self.editor];
        let vancouver = [&self.author_vancouver, &self.editor_vancouver];
        let others = [&self.year, &self.date, &self.other_date, &self.target];
        let all = people.into_iter().chain(vancouver).chain(others).flatten();
        all.flat_map(|name| [name.clone(), name.replace('#', "")])
    }

    fn meanings(&self) -> NameMap<Meaning> {
        use People::{Authors, Contributors, Editors};
        let mut meanings = NameMap::new();
        let mut add = |names: &[String], meaning: &dyn Fn(usize) -> Meaning| {
            // `author-last` is `author-last#` or `author#-last`: the first of them counts.
            for (rank, name) in names.iter().enumerate().rev() {
                meanings.insert(name, meaning(rank));
            }
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
    use crate::site::{Site, normalize_name};

    #[test]
    fn built_in_data_is_valid_and_normalised() {
        let data = &Site::mediawiki().short_citations;
        for name in data.sources.keys().chain(data.anchors.keys()).chain(&data.target_names) {
            assert_eq!(*name, normalize_name(name));
        }
        assert_eq!(data.meaning("ref"), Some((Meaning::Ref, 1)));
        let name = |rank| Meaning::Name { people: People::Authors, rank };
        assert_eq!(data.meaning("author-last"), Some((name(0), 1)));
        assert_eq!(data.meaning("author2-last"), Some((name(1), 2)));
    }
}
