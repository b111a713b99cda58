//! Titles of pages in their normal spelling, and where a link leads.

use citelint::site::Site;

/// Prefixes that lead to a page of the wiki itself.
pub(crate) const OWN: [&str; 2] = ["local", "mi"];

/// Prefixes that lead to other wikis but never to a page's counterpart in another language.
pub(crate) const OTHER: [&str; 6] =
    ["wikipedia", "meatball", "memoryalpha", "wikinvest", "pmid", "gerrit"];

/// Prefixes of other languages.
pub(crate) const LANGUAGES: [&str; 6] = ["en", "es", "fr", "ln", "zh", "mul"];

/// Where a link leads.
pub(crate) enum Destination {
    /// A page of the wiki itself, by its normalised title, and the fragment.
    Page(String, Option<String>),
    /// A file itself rather than its page.
    Media(String),
    /// A page of another wiki.
    Elsewhere,
}

/// Resolves a decoded link target on the page `context`, as a wiki would.
pub(crate) fn resolve(target: &str, context: &str, subpages: bool) -> Destination {
    // With a colon in front, `/name` is a title and not a page below this one.
    let subpages = subpages && !target.trim().starts_with(':');
    let mut rest = target.trim().trim_start_matches([':', ' ']);
    while let Some((prefix, after)) = rest.split_once(':') {
        let prefix = prefix.trim().to_lowercase();
        if OTHER.contains(&prefix.as_str()) || LANGUAGES.contains(&prefix.as_str()) {
            return Destination::Elsewhere;
        }
        if !OWN.contains(&prefix.as_str()) {
            break;
        }
        rest = after.trim();
    }
    let (title, fragment) = match rest.split_once('#') {
        Some((title, fragment)) => (title, Some(fragment.trim().replace(' ', "_"))),
        None => (rest, None),
    };
    let title = match title.strip_prefix('/') {
        Some(sub) if subpages => format!("{context}/{}", sub.trim_end_matches('/')),
        _ => climb(title, context, subpages),
    };
    let title = if title.trim().is_empty() { context.to_owned() } else { normal(&title) };
    match title.strip_prefix("Media:") {
        Some(file) => Destination::Media(file.to_owned()),
        None => Destination::Page(title, fragment),
    }
}

/// Resolves leading `../`.
fn climb(title: &str, context: &str, subpages: bool) -> String {
    let (mut title, mut context) = (title.trim(), context);
    let mut climbed = false;
    while let Some(after) = title.strip_prefix("..").filter(|_| subpages) {
        let Some((parent, _)) = context.rsplit_once('/') else { break };
        context = parent;
        title = after.strip_prefix('/').unwrap_or(after);
        climbed = true;
    }
    match (climbed, title.trim_end_matches('/')) {
        (false, _) => title.to_owned(),
        (true, "") => context.to_owned(),
        (true, title) => format!("{context}/{title}"),
    }
}

/// A title in its normal spelling: `image:foo_bar` is `File:Foo bar`.
pub(crate) fn normal(title: &str) -> String {
    let title = title.replace(['_', '\u{a0}'], " ");
    let title = title.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    if let Some((namespace, name)) = title.split_once(':') {
        let namespace = namespace.trim().to_lowercase();
        let known = Site::mediawiki();
        let (file, category) = (known.file_namespace.names(), known.category_namespace.names());
        let mut all = [file, category, &known.other_namespaces].into_iter().flatten();
        let found = all.find(|known| known.to_lowercase() == namespace);
        if let Some(found) = found {
            let canonical = if found == "Image" { "File" } else { found };
            return format!("{canonical}:{}", capital(name.trim()));
        }
    }
    capital(title.trim())
}

/// The text with its first letter in upper case.
fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}
