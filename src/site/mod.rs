//! What differs from wiki to wiki: namespaces, extension tags, magic words, templates.
//!
//! All of it is data in `rules/`, one file an area, and a user can add to each (see
//! [`Site::extended`]).

mod area;
mod citation_templates;
mod citation_values;
mod citations;
mod dates;
mod identifiers;
mod inline;
mod layers;
mod markup;
mod name_filter;
mod names;
mod phrases;
mod prose;
mod references;
mod rendered;
mod short_citations;
mod sources;
mod sourcing;
pub(crate) mod wording;

pub use area::Area;
pub use citation_templates::CitationTemplates;
pub use citation_values::{Addresses, CitationValues, ExtraText, KnownName, KnownTitle, Words};
pub use citations::{
    Citations, CommonField, Field, FieldId, ParameterMeaning, Renamed, Schema, TemplateSchema,
    ValueKind,
};
pub use dates::{Archive, ArchiveTime, Dates, TextDateKind};
pub use identifiers::{IdentifierTemplate, Identifiers};
pub use inline::{InlineKind, InlineTemplates};
pub use markup::{FileOptions, LinkPrefixes, UrlProtocols};
pub use names::normalize_name;
pub use phrases::Phrases;
pub use prose::{ProseTables, SectionKind};
pub(crate) use prose::{SentenceRole, SentenceWords, ShowingTemplate, Shows, TextRole};
pub use references::{
    ListTemplate, NotePair, RefTemplate, References, ShortParameters, ShortTemplate, TemplateRole,
    UseTemplate,
};
pub use rendered::RenderedWords;
pub use short_citations::{AnchorTemplate, Meaning, People, ShortCitations, SourceTemplate};
pub use sources::{AuthorPart, Kind, Parameter, Sources, fold_parameter};
pub(crate) use sourcing::split_address;
pub use sourcing::{
    Cue, Cues, DomainKind, Domains, ListedSite, SiteId, SourcingTag, SourcingTags, StatementWords,
    Statements, TagScope,
};
pub use wording::{PackError, Wording};

use std::sync::LazyLock;

use serde::Deserialize;
use toml::Table;

use crate::syntax::tree::NodeKind;

/// The words and settings of one wiki.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Site {
    /// The language of the text, by its code, such as `en`.
    pub language: String,
    /// The address of a page of the wiki, where `$1` stands for its name (`$wgArticlePath` with the
    /// server); empty if it is not known.
    pub article_path: String,
    /// Tags that extensions handle.
    pub extension_tags: Vec<ExtensionTag>,
    /// Words that start a redirect, with their `#`.
    pub redirect_words: Vec<String>,
    /// Names of the file namespace.
    pub file_namespace: LinkPrefixes,
    /// Names of the category namespace.
    pub category_namespace: LinkPrefixes,
    /// Names of all other namespaces that a link may start with.
    pub other_namespaces: Vec<String>,
    /// Prefixes of the page's counterparts in other languages.
    pub language_prefixes: LinkPrefixes,
    /// Prefixes of other wikis.
    pub interwiki_prefixes: Vec<String>,
    /// Options of `[[File:…]]`, where `$1` stands for a number or a text.
    pub file_options: FileOptions,
    /// Behaviour switches, without their underscores.
    pub behavior_switches: Vec<String>,
    /// Variables, such as `PAGENAME`: templates without arguments that the parser knows.
    pub variables: Vec<String>,
    /// Parser functions without `#`, such as `lc`; names with `#` are functions anyway.
    pub parser_functions: Vec<String>,
    /// Starts of URLs that become links.
    pub url_protocols: UrlProtocols,
    /// Whether `-{` opens language variant markup before templates are matched, as it does where
    /// the content language has variants (Chinese, Serbian and others).
    pub language_variants: bool,
    /// Whether `details=` makes sub-references (`$wgCiteSubReferencing`).
    pub sub_referencing: bool,
    /// Whether refs stand before the punctuation mark, as on the French Wikipedia, not after it.
    pub refs_before_punctuation: bool,
    /// The templates that make refs, lists and short citations.
    #[serde(default)]
    pub references: Area<References>,
    /// The templates that describe sources.
    #[serde(default)]
    pub citation_templates: Area<CitationTemplates>,
    /// The parameters of those whose parameters are known.
    #[serde(default)]
    pub citations: Area<Citations>,
    /// What stands in those by mistake.
    #[serde(default)]
    pub citation_values: Area<CitationValues>,
    /// What short citations lead to.
    #[serde(default)]
    pub short_citations: Area<ShortCitations>,
    /// The templates that stand among refs.
    #[serde(default)]
    pub inline: Area<InlineTemplates>,
    /// How sources are compared and described.
    #[serde(default)]
    pub sources: Area<Sources>,
    /// The words of rendered pages.
    #[serde(default)]
    pub rendered: Area<RenderedWords>,
    /// What the prose of a page is.
    #[serde(default)]
    pub prose: Area<ProseTables>,
    /// Which statements need a source.
    #[serde(default)]
    pub statements: Area<Statements>,
    /// The templates by which editors ask for a source.
    #[serde(default)]
    pub sourcing_tags: Area<SourcingTags>,
    /// The sites that a page should not cite.
    #[serde(default)]
    pub domains: Area<Domains>,
    /// Words and phrases that take sides.
    #[serde(default)]
    pub wording: Area<Wording>,
    /// Where identifiers stand, and which numbers have been given.
    #[serde(default)]
    pub identifiers: Area<Identifiers>,
    /// How dates are written, and where archives keep copies.
    #[serde(default)]
    pub dates: Area<Dates>,
}

/// A tag that an extension handles.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct ExtensionTag {
    /// The name, in lower case.
    pub name: String,
    /// Whether the extension hands its content to the parser, so that it is wikitext.
    #[serde(default)]
    pub wikitext: bool,
}

impl Site {
    /// A plain MediaWiki in English with the extensions of its release.
    pub fn mediawiki() -> &'static Self {
        static SITE: LazyLock<Site> = LazyLock::new(|| {
            Site::extended([]).expect("the built-in data of a site is valid, as a test shows")
        });
        &SITE
    }

    /// A plain MediaWiki with layers over it, each a table such as the `site` part of a
    /// configuration: keys of `rules/site/mediawiki.toml`, and the names of the other files of
    /// [`Site`] with their content. Arrays are added to, as are tables; a table with
    /// `replace = true` takes the place of the one that is built in.
    ///
    /// # Errors
    /// If a layer has an unknown key or a value of the wrong type.
    pub fn extended(layers: impl IntoIterator<Item = Table>) -> Result<Self, toml::de::Error> {
        let mut table = settings();
        let mut is_built_in = true;
        for layer in layers {
            is_built_in &= !["language", "wording"].iter().any(|key| layer.contains_key(*key));
            for key in layer.keys() {
                area::complete(&mut table, key);
            }
            layers::add(&mut table, layer);
        }
        let site: Self = table.try_into()?;
        // To read a pack takes longer than all the rest, and those that are built in are tested.
        if is_built_in {
            return Ok(site);
        }
        match site.wording.pack(&site.language) {
            Some(Err(error)) => Err(serde::de::Error::custom(error)),
            _ => Ok(site),
        }
    }

    /// What is built in, as a layer has it.
    pub fn built_in() -> Table {
        let mut table = settings();
        for key in area::keys() {
            area::complete(&mut table, key);
        }
        table
    }
}

/// What is built in and belongs to no area.
fn settings() -> Table {
    SETTINGS.parse().expect("the built-in data is TOML, as a test shows")
}

const SETTINGS: &str = include_str!("../../rules/site/mediawiki.toml");

impl Site {
    /// What a link with this prefix, the text before its first colon, is.
    pub(crate) fn link_kind(&self, prefix: &str) -> NodeKind {
        let prefix = markup::fold_prefix(prefix);
        if self.file_namespace.contains(&prefix) {
            NodeKind::FileLink
        } else if self.category_namespace.contains(&prefix) {
            NodeKind::CategoryLink
        } else if self.language_prefixes.contains(&prefix) {
            NodeKind::InterlanguageLink
        } else {
            NodeKind::Wikilink
        }
    }

    /// Whether the template with this normalised name describes a source.
    pub fn is_citation(&self, name: &str) -> bool {
        self.citations.template(name).is_some() || self.citation_templates.contains(name)
    }

    /// Whether `{{name}}` is a variable. Case counts.
    pub(crate) fn is_variable(&self, name: &str) -> bool {
        // Asked of each template without arguments: mostly the first letter tells.
        let first = name.as_bytes().first();
        self.variables.iter().any(|it| it.as_bytes().first() == first && it == name)
    }

    /// Whether what stands before the colon in `{{name:…}}` names a parser function.
    pub(crate) fn is_function(&self, name: &str) -> bool {
        let name = name.trim();
        let name = name.strip_prefix("safesubst:").or(name.strip_prefix("subst:")).unwrap_or(name);
        name.starts_with('#')
            || self.parser_functions.iter().any(|function| function.eq_ignore_ascii_case(name))
    }
}

#[cfg(test)]
mod tests {
    use super::{Site, TemplateRole};

    #[test]
    fn built_in_site_data_loads() {
        assert!(
            Site::mediawiki().extension_tags.iter().any(|tag| tag.name == "ref" && tag.wikitext)
        );
    }

    #[test]
    fn a_layer_adds_templates_without_taking_any_away() {
        let layer = "[[references.list]]\nnames = ['belege']\nrefs = 'refs'\n";
        let site = Site::extended([layer.parse().expect("TOML")]).expect("a valid layer");
        for name in ["belege", "reflist"] {
            assert!(matches!(site.references.role(name), Some(TemplateRole::List(_))), "{name}");
        }
    }

    #[test]
    fn a_layer_with_an_unknown_key_is_refused() {
        let layer = "[references]\nlsit = 1\n".parse().expect("TOML");
        let error = Site::extended([layer]).expect_err("an unknown key");
        assert!(error.to_string().contains("unknown field `lsit`"), "{error}");
    }
}
