//! Which templates make refs, lists and citations: the data of `rules/references.toml` and
//! `rules/citations.toml`.

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

/// What a template is known to make.
#[derive(Clone, Copy, Debug)]
pub enum TemplateRole {
    /// A reference list.
    List(&'static ListTemplate),
    /// One ref.
    Ref(&'static RefTemplate),
    /// Uses of footnotes by name.
    Use(&'static UseTemplate),
    /// A short citation.
    Short(&'static ShortTemplate),
    /// The mark in the text of a pair.
    Mark(&'static NotePair),
    /// The note below of a pair.
    Note(&'static NotePair),
    /// Nothing that has to do with refs.
    Plain,
}

/// A template that prints a reference list.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ListTemplate {
    names: Vec<String>,
    /// The parameter that holds list-defined refs.
    pub refs: String,
    /// The parameters that may name the group.
    #[serde(default)]
    pub group: Vec<String>,
    /// The group without such a parameter.
    #[serde(default)]
    pub default_group: String,
}

/// A template that makes one ref.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RefTemplate {
    names: Vec<String>,
    /// The parameters that may hold the content.
    pub text: Vec<String>,
    /// The parameter that names the ref.
    pub name: String,
    /// The parameters that may name the group.
    #[serde(default)]
    pub group: Vec<String>,
    /// The group without such a parameter.
    #[serde(default)]
    pub default_group: String,
}

/// A template that uses footnotes by the names in its positional parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct UseTemplate {
    names: Vec<String>,
    /// The parameters that may name the group.
    pub group: Vec<String>,
}

/// A short citation: it points to the full citation of a source by names and year.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ShortTemplate {
    names: Vec<String>,
    /// Whether it is a ref of its own, named after all that it prints of the source.
    #[serde(default)]
    pub footnote: bool,
    /// Whether it points to several sources, by numbered parameters.
    #[serde(default)]
    pub several: bool,
}

/// The parameters of short citations; of several for one thing the first that is given counts.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ShortParameters {
    /// One page.
    pub page: Vec<String>,
    /// Several pages.
    pub pages: Vec<String>,
    /// Another place in the source.
    pub location: Vec<String>,
    /// The text at the end.
    pub postscript: Vec<String>,
    /// The target, in place of names and year.
    pub target: Vec<String>,
    /// The group of the footnote.
    pub group: Vec<String>,
    /// Those that say `yes` where the target cannot be seen in the source.
    pub exempt: Vec<String>,
}

/// Templates for marks in the text and notes below that point to each other by the first parameter.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotePair {
    mark: Vec<String>,
    note: Vec<String>,
}

/// What the template with this normalised name is known to make.
pub fn role(name: &str) -> Option<TemplateRole> {
    static ROLES: LazyLock<FxHashMap<&str, TemplateRole>> = LazyLock::new(|| DATA.roles());
    let is_plain = |data: &Plain| data.prefixes.iter().any(|prefix| name.starts_with(prefix));
    ROLES.get(name).copied().or_else(|| is_plain(&DATA.plain).then_some(TemplateRole::Plain))
}

/// The parameters of short citations.
pub fn short_parameters() -> &'static ShortParameters {
    &DATA.short_parameters
}

/// The template that lists the footnotes of this group, where there is one for it alone.
pub fn list_for(group: &str) -> Option<&'static str> {
    let is_for = |list: &&ListTemplate| !group.is_empty() && list.default_group == group;
    DATA.list.iter().find(is_for)?.names.first().map(String::as_str)
}

/// Whether the template with this normalised name describes a source.
pub fn is_citation(name: &str) -> bool {
    static NAMES: LazyLock<FxHashSet<&str>> =
        LazyLock::new(|| CITATIONS.names.iter().map(String::as_str).collect());
    let excluded = || CITATIONS.except.iter().any(|other| other == name);
    NAMES.contains(name)
        || (CITATIONS.prefixes.iter().any(|prefix| name.starts_with(prefix)) && !excluded())
}

/// A template's name as the data has it: without `Template:`, with single spaces, in lower case.
///
/// MediaWiki itself keeps the case of all but the first letter, but redirects from the other
/// spellings are usual.
pub fn normalize_name(name: &str) -> Cow<'_, str> {
    let bytes = name.as_bytes();
    let is_normal = |(at, byte): (usize, &u8)| match byte {
        b' ' => at > 0 && at + 1 < bytes.len() && bytes[at - 1] != b' ',
        b'_' | b':' | b'A'..=b'Z' => false,
        byte => byte.is_ascii_graphic(),
    };
    if bytes.iter().enumerate().all(is_normal) {
        return Cow::Borrowed(name);
    }
    let mut normalized = String::with_capacity(name.len());
    for word in name.split(|c: char| c == '_' || c.is_whitespace()).filter(|word| !word.is_empty())
    {
        if !normalized.is_empty() {
            normalized.push(' ');
        }
        normalized.extend(word.chars().flat_map(char::to_lowercase));
    }
    match normalized.strip_prefix("template:") {
        Some(rest) => Cow::Owned(rest.trim_start().to_owned()),
        None => Cow::Owned(normalized),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Data {
    list: Vec<ListTemplate>,
    #[serde(rename = "ref")]
    refs: Vec<RefTemplate>,
    #[serde(rename = "use")]
    uses: Vec<UseTemplate>,
    short: Vec<ShortTemplate>,
    short_parameters: ShortParameters,
    pair: Vec<NotePair>,
    plain: Plain,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Plain {
    names: Vec<String>,
    prefixes: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Citations {
    names: Vec<String>,
    prefixes: Vec<String>,
    except: Vec<String>,
}

static DATA: LazyLock<Data> = LazyLock::new(|| {
    toml::from_str(include_str!("../../rules/references.toml"))
        .expect("the built-in data on references is valid, as a test shows")
});

static CITATIONS: LazyLock<Citations> = LazyLock::new(|| {
    toml::from_str(include_str!("../../rules/citations.toml"))
        .expect("the built-in data on citations is valid, as a test shows")
});

impl Data {
    fn roles(&'static self) -> FxHashMap<&'static str, TemplateRole> {
        let mut roles = FxHashMap::default();
        let mut add = |names: &'static [String], role| {
            roles.extend(names.iter().map(|name| (name.as_str(), role)));
        };
        add(&self.plain.names, TemplateRole::Plain);
        for list in &self.list {
            add(&list.names, TemplateRole::List(list));
        }
        for template in &self.refs {
            add(&template.names, TemplateRole::Ref(template));
        }
        for template in &self.uses {
            add(&template.names, TemplateRole::Use(template));
        }
        for template in &self.short {
            add(&template.names, TemplateRole::Short(template));
        }
        for pair in &self.pair {
            add(&pair.mark, TemplateRole::Mark(pair));
            add(&pair.note, TemplateRole::Note(pair));
        }
        roles
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn built_in_data_knows_the_common_templates() {
        assert!(matches!(role("reflist"), Some(TemplateRole::List(_))));
        assert!(matches!(role("efn"), Some(TemplateRole::Ref(_))));
        assert!(matches!(role("r"), Some(TemplateRole::Use(_))));
        assert!(matches!(role("sfn"), Some(TemplateRole::Short(it)) if it.footnote));
        assert!(matches!(role("harvnb"), Some(TemplateRole::Short(it)) if !it.footnote));
        assert!(matches!(role("note"), Some(TemplateRole::Note(_))));
        assert_eq!(list_for("lower-alpha"), Some("notelist"));
        assert!(matches!(role("cite web"), Some(TemplateRole::Plain)));
        assert!(role("infobox person").is_none());
        assert!(is_citation("cite web") && is_citation("citation"));
        assert!(!is_citation("citation needed"));
    }

    #[test]
    fn names_in_the_data_are_normalised() {
        let names = [&DATA.plain.names, &CITATIONS.names].into_iter().flatten();
        let names = names.chain(DATA.list.iter().flat_map(|it| &it.names));
        let names = names.chain(DATA.short.iter().flat_map(|it| &it.names));
        for name in names.chain(DATA.refs.iter().flat_map(|it| &it.names)) {
            assert_eq!(*name, normalize_name(name));
        }
        assert_eq!(normalize_name(" Template:Cite_web "), "cite web");
    }
}
