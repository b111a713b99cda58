//! Templates by which editors ask for a source: the data of `rules/sourcing/tags.toml`.

use rustc_hash::FxHashMap;
use serde::Deserialize;

/// The templates that ask for a source.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "File")]
pub struct SourcingTags {
    dates: Vec<String>,
    section: Vec<String>,
    tags: Vec<SourcingTag>,
    by_name: FxHashMap<String, u32>,
}

/// Templates that all ask for the same.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourcingTag {
    /// What they tell readers; a sentence without its stop.
    pub says: String,
    /// What they stand over; `None` if they stand behind a statement.
    pub banner: Option<TagScope>,
    /// The banner that is right as soon as there are some sources.
    pub better: Option<String>,
    names: Vec<String>,
}

/// What a banner speaks of.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum TagScope {
    /// The whole page.
    Page,
    /// The section that it stands in.
    Section,
}

impl SourcingTags {
    /// What the template with this normalised name asks for.
    pub fn get(&self, name: &str) -> Option<&SourcingTag> {
        self.by_name.get(name).map(|&at| &self.tags[at as usize])
    }

    /// What a template says that asks for a source in the text.
    pub fn plain(&self) -> Option<&SourcingTag> {
        self.tags.first()
    }

    /// Whether an argument without a name says that the banner speaks of a section.
    pub fn is_section(&self, argument: &str) -> bool {
        self.section.iter().any(|word| word.eq_ignore_ascii_case(argument))
    }

    /// Whether a parameter says since when the template stands there.
    pub fn is_date(&self, parameter: &str) -> bool {
        self.dates.iter().any(|name| name == parameter)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    date: Vec<String>,
    section: Vec<String>,
    tag: Vec<SourcingTag>,
}

impl From<File> for SourcingTags {
    fn from(file: File) -> Self {
        let mut by_name = FxHashMap::default();
        for (tag, index) in file.tag.iter().zip(0..) {
            by_name.extend(tag.names.iter().map(|name| (name.clone(), index)));
        }
        Self { dates: file.date, section: file.section, tags: file.tag, by_name }
    }
}

#[cfg(test)]
mod tests {
    use crate::site::{Site, normalize_name};

    #[test]
    fn names_in_the_data_are_normalised_and_make_no_refs() {
        let site = Site::mediawiki();
        for name in site.sourcing_tags.by_name.keys() {
            assert_eq!(*name, normalize_name(name));
            let role = site.references.role(name);
            assert!(role.is_none_or(|it| matches!(it, crate::site::TemplateRole::Plain)), "{name}");
        }
    }

    #[test]
    fn what_asks_for_a_source_in_the_text_is_a_tag() {
        let site = Site::mediawiki();
        for name in ["citation needed", "by whom", "cn", "fact"] {
            assert!(site.prose.asks_for_source(name));
            let tag = site.sourcing_tags.get(name).expect("a tag");
            assert!(tag.banner.is_none() && !tag.says.ends_with('.'));
        }
    }
}
