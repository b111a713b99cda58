//! Which templates make refs and lists: the data of `rules/references.toml`.

use rustc_hash::FxHashMap;
use serde::Deserialize;

/// The templates that make refs, lists and short citations, by name.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "File")]
pub struct References {
    file: File,
    roles: FxHashMap<String, Role>,
}

impl References {
    /// What the template with this normalised name is known to make.
    pub fn role(&self, name: &str) -> Option<TemplateRole<'_>> {
        let Some(role) = self.roles.get(name) else {
            let is_plain = self.file.plain.prefixes.iter().any(|prefix| name.starts_with(prefix));
            return is_plain.then_some(TemplateRole::Plain);
        };
        let file = &self.file;
        Some(match *role {
            Role::List(at) => TemplateRole::List(&file.list[at]),
            Role::Ref(at) => TemplateRole::Ref(&file.refs[at]),
            Role::Use(at) => TemplateRole::Use(&file.uses[at]),
            Role::Short(at) => TemplateRole::Short(&file.short[at]),
            Role::Mark(at) => TemplateRole::Mark(&file.pair[at]),
            Role::Note(at) => TemplateRole::Note(&file.pair[at]),
            Role::Plain => TemplateRole::Plain,
        })
    }

    /// The parameters of short citations.
    pub fn short_parameters(&self) -> &ShortParameters {
        &self.file.short_parameters
    }

    /// The templates that make refs, lists and short citations, each by its first name.
    pub fn templates(&self) -> impl Iterator<Item = &str> {
        let file = &self.file;
        let refs = file.refs.iter().map(|it| &it.names);
        let uses = file.uses.iter().map(|it| &it.names);
        let short = file.short.iter().map(|it| &it.names);
        let lists = file.list.iter().map(|it| &it.names);
        short.chain(refs).chain(uses).chain(lists).filter_map(|it| it.first()).map(String::as_str)
    }

    /// The template that lists the footnotes of this group, where there is one for it alone.
    pub fn list_for(&self, group: &str) -> Option<&str> {
        let is_for = |list: &&ListTemplate| !group.is_empty() && list.default_group == group;
        self.file.list.iter().find(is_for)?.names.first().map(String::as_str)
    }
}

/// What a template is known to make.
#[derive(Clone, Copy, Debug)]
pub enum TemplateRole<'a> {
    /// A reference list.
    List(&'a ListTemplate),
    /// One ref.
    Ref(&'a RefTemplate),
    /// Uses of footnotes by name.
    Use(&'a UseTemplate),
    /// A short citation.
    Short(&'a ShortTemplate),
    /// The mark in the text of a pair.
    Mark(&'a NotePair),
    /// The note below of a pair.
    Note(&'a NotePair),
    /// Nothing that has to do with refs.
    Plain,
}

/// A template that prints a reference list.
#[derive(Clone, Debug, Deserialize)]
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
#[derive(Clone, Debug, Deserialize)]
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
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct UseTemplate {
    names: Vec<String>,
    /// The parameters that may name the group.
    pub group: Vec<String>,
}

/// A short citation: it points to the full citation of a source by names and year.
#[derive(Clone, Debug, Deserialize)]
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
#[derive(Clone, Debug, Deserialize)]
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
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotePair {
    mark: Vec<String>,
    note: Vec<String>,
}

/// A [`TemplateRole`], with the place of its template in the file.
#[derive(Clone, Copy, Debug)]
enum Role {
    List(usize),
    Ref(usize),
    Use(usize),
    Short(usize),
    Mark(usize),
    Note(usize),
    Plain,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
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

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Plain {
    names: Vec<String>,
    prefixes: Vec<String>,
}

impl From<File> for References {
    fn from(file: File) -> Self {
        let mut roles = FxHashMap::default();
        let mut add = |names: &[String], role| {
            roles.extend(names.iter().map(|name| (name.clone(), role)));
        };
        add(&file.plain.names, Role::Plain);
        // Before the others, since another wiki may have a `{{note}}` that makes refs.
        for (at, pair) in file.pair.iter().enumerate() {
            add(&pair.mark, Role::Mark(at));
            add(&pair.note, Role::Note(at));
        }
        for (at, list) in file.list.iter().enumerate() {
            add(&list.names, Role::List(at));
        }
        for (at, template) in file.refs.iter().enumerate() {
            add(&template.names, Role::Ref(at));
        }
        for (at, template) in file.uses.iter().enumerate() {
            add(&template.names, Role::Use(at));
        }
        for (at, template) in file.short.iter().enumerate() {
            add(&template.names, Role::Short(at));
        }
        Self { file, roles }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::{Site, normalize_name};

    #[test]
    fn built_in_data_knows_the_common_templates() {
        let references = &Site::mediawiki().references;
        let role = |name| references.role(name);
        assert!(matches!(role("reflist"), Some(TemplateRole::List(_))));
        assert!(matches!(role("efn"), Some(TemplateRole::Ref(_))));
        assert!(matches!(role("r"), Some(TemplateRole::Use(_))));
        assert!(matches!(role("sfn"), Some(TemplateRole::Short(it)) if it.footnote));
        assert!(matches!(role("harvnb"), Some(TemplateRole::Short(it)) if !it.footnote));
        assert!(matches!(role("note"), Some(TemplateRole::Note(_))));
        assert_eq!(references.list_for("lower-alpha"), Some("notelist"));
        assert!(matches!(role("cite web"), Some(TemplateRole::Plain)));
        assert!(role("infobox person").is_none());
    }

    #[test]
    fn names_in_the_data_are_normalised() {
        for name in Site::mediawiki().references.roles.keys() {
            assert_eq!(*name, normalize_name(name));
        }
    }
}
