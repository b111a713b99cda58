//! The wiki that the published tests assume: its tags, and its prefixes of other wikis.

use citelint::site::{ExtensionTag, Site};

use crate::titles::{LANGUAGES, OTHER, OWN};

/// Tags that only the tests know.
const TAGS: [(&str, bool); 12] = [
    ("tag", false),
    ("tåg", false),
    ("statictag", false),
    ("asidetag", true),
    ("spantag", true),
    ("divtag", true),
    ("pwraptest", false),
    ("sealtag", false),
    ("style", false),
    ("i18ntag", false),
    ("i18nattr", false),
    ("embedtag", true),
];

/// Bundled extensions that the tests' wiki lacks.
const ABSENT: [&str; 4] = ["math", "ce", "chem", "source"];

/// The wiki of the tests.
pub(crate) fn site() -> Site {
    let owned = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
    let mut site = Site::mediawiki().clone();
    site.extension_tags.retain(|tag| !ABSENT.contains(&tag.name.as_str()));
    let extra = TAGS.map(|(name, wikitext)| ExtensionTag { name: name.to_owned(), wikitext });
    site.extension_tags.extend(extra);
    site.language_prefixes = owned(&LANGUAGES).into();
    site.interwiki_prefixes = [owned(&OWN), owned(&OTHER)].concat();
    site
}
