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
    /// A short footnote.
    Short(&'static ShortTemplate),
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

/// A short footnote: a ref that is named after its positional parameters and pages.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ShortTemplate {
    names: Vec<String>,
    /// The parameters that belong to the name, after the positional ones.
    pub pages: Vec<String>,
    /// The parameters that may name the group.
    pub group: Vec<String>,
}

/// What the template with this normalised name is known to make.
pub fn role(name: &str) -> Option<TemplateRole> {
    static ROLES: LazyLock<FxHashMap<&str, TemplateRole>> = LazyLock::new(|| DATA.roles());
    let is_plain = |data: &Plain| data.prefixes.iter().any(|prefix| name.starts_with(prefix));
    ROLES.get(name).copied().or_else(|| is_plain(&DATA.plain).then_some(TemplateRole::Plain))
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
#[serde(deny_unknown_fields)]
struct Data {
    list: Vec<ListTemplate>,
    #[serde(rename = "ref")]
    refs: Vec<RefTemplate>,
    #[serde(rename = "use")]
    uses: Vec<UseTemplate>,
    short: Vec<ShortTemplate>,
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
        assert!(matches!(role("sfn"), Some(TemplateRole::Short(_))));
        assert!(matches!(role("cite web"), Some(TemplateRole::Plain)));
        assert!(role("infobox person").is_none());
        assert!(is_citation("cite web") && is_citation("citation"));
        assert!(!is_citation("citation needed"));
    }

    #[test]
    fn names_in_the_data_are_normalised() {
        let names = [&DATA.plain.names, &CITATIONS.names].into_iter().flatten();
        let names = names.chain(DATA.list.iter().flat_map(|it| &it.names));
        for name in names.chain(DATA.refs.iter().flat_map(|it| &it.names)) {
            assert_eq!(*name, normalize_name(name));
        }
        assert_eq!(normalize_name(" Template:Cite_web "), "cite web");
    }
}
