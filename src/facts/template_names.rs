//! What the names of a page's templates mean.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::citations::CitationSchema;
use crate::site::{Site, TemplateRole, normalize_name};

/// How many names are kept in mind: hardly a page has more, and a hostile one as many as templates.
const MOST_NAMES: usize = 1_000;

/// The most bytes of a name that can mean something: a title has at most 255, and white space in it
/// may be written more than once. The name of a template in which another is nested holds all of
/// that, so that looking at every name takes the square of the length of a page.
const LONGEST_NAME: usize = 1_000;

/// What the names of a page's templates mean, found once for each: most pages use a few templates
/// again and again.
pub(super) struct TemplateNames<'s> {
    site: &'s Site,
    /// By the names as they are written.
    known: FxHashMap<&'s str, NameMeaning<'s>>,
}

/// What the name of a template means. By default it is no name.
#[derive(Clone, Debug, Default)]
pub(super) struct NameMeaning<'s> {
    /// The name as [`normalize_name`] has it; empty for one that is too long to be any.
    pub(super) name: Cow<'s, str>,
    /// What the template is known to make.
    pub(super) role: Option<TemplateRole<'s>>,
    /// Whether it describes a source.
    pub(super) is_citation: bool,
    /// What is known of its parameters.
    pub(super) schema: Option<CitationSchema<'s>>,
}

impl<'s> TemplateNames<'s> {
    pub(super) fn new(site: &'s Site) -> Self {
        Self { site, known: FxHashMap::default() }
    }

    /// What a name, without comments, means.
    pub(super) fn meaning(&mut self, name: Cow<'s, str>) -> NameMeaning<'s> {
        let name = match name {
            _ if name.len() > LONGEST_NAME => return NameMeaning::default(),
            Cow::Borrowed(name) => name,
            Cow::Owned(name) => {
                return NameMeaning::new(Cow::Owned(normalize_name(&name).into_owned()), self.site);
            }
        };
        if let Some(known) = self.known.get(name) {
            return known.clone();
        }
        let meaning = NameMeaning::new(normalize_name(name), self.site);
        if self.known.len() < MOST_NAMES {
            self.known.insert(name, meaning.clone());
        }
        meaning
    }
}

impl<'s> NameMeaning<'s> {
    fn new(name: Cow<'s, str>, site: &'s Site) -> Self {
        let schema = site
            .citations
            .template(&name)
            .map(|(family, template)| CitationSchema { family, template });
        let is_citation = schema.is_some() || site.citation_templates.contains(&name);
        Self { role: site.references.role(&name), is_citation, schema, name }
    }
}
