//! What differs from wiki to wiki: namespaces, extension tags, magic words.

use std::sync::LazyLock;

use serde::Deserialize;

/// The words and settings of one wiki.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Site {
    /// Tags that extensions handle.
    pub extension_tags: Vec<ExtensionTag>,
    /// Words that start a redirect, with their `#`.
    pub redirect_words: Vec<String>,
    /// Names of the file namespace; the first is the canonical one.
    pub file_namespace: Vec<String>,
    /// Names of the category namespace; the first is the canonical one.
    pub category_namespace: Vec<String>,
    /// Names of all other namespaces that a link may start with.
    pub other_namespaces: Vec<String>,
    /// Prefixes of the page's counterparts in other languages.
    pub language_prefixes: Vec<String>,
    /// Prefixes of other wikis.
    pub interwiki_prefixes: Vec<String>,
    /// Options of `[[File:…]]`, where `$1` stands for a number or a text.
    pub file_options: Vec<String>,
    /// Behaviour switches, without their underscores.
    pub behavior_switches: Vec<String>,
    /// Variables, such as `PAGENAME`: templates without arguments that the parser knows.
    pub variables: Vec<String>,
    /// Parser functions without `#`, such as `lc`; names with `#` are functions anyway.
    pub parser_functions: Vec<String>,
    /// Starts of URLs that become links.
    pub url_protocols: Vec<String>,
    /// Whether `-{` opens language variant markup before templates are matched, as it does where
    /// the content language has variants (Chinese, Serbian and others).
    pub language_variants: bool,
    /// Whether `details=` makes sub-references (`$wgCiteSubReferencing`).
    pub sub_referencing: bool,
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
            let data = include_str!("../rules/site/mediawiki.toml");
            toml::from_str(data).expect("the built-in site data is valid, as a test shows")
        });
        &SITE
    }
}

#[cfg(test)]
mod tests {
    use super::Site;

    #[test]
    fn built_in_site_data_loads() {
        assert!(
            Site::mediawiki().extension_tags.iter().any(|tag| tag.name == "ref" && tag.wikitext)
        );
    }
}
