use std::sync::LazyLock;

use regex::Regex;
use rustc_hash::FxHashMap;

use crate::facts::rendered::Entry;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// Two entries of a numbered list of references that name the same source.
    ///
    /// ## Why is this bad?
    /// The list is longer than it need be, and readers count two sources where there is one.
    /// Entries that differ only in the day on which they were retrieved are the same source.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill has three wheels.[1] It was sold in 1911.[2]
    ///
    /// References
    ///
    /// 1. "Mills of Karsa". Karsa Herald. Retrieved 4 May 2022.
    /// 2. "Mills of Karsa". Karsa Herald. Retrieved 9 May 2022.
    /// ```
    /// ```wikitext,good
    /// The mill has three wheels.[1] It was sold in 1911.[1]
    ///
    /// References
    ///
    /// 1. "Mills of Karsa". Karsa Herald. Retrieved 4 May 2022.
    /// ```
    struct RefIndexDuplicateEntry {}
    name: "ref-index-duplicate-entry",
    group: References,
    severity: Warning,
}

/// Entries with fewer letters and digits than this, such as "Ibid." and "p. 4", name no source.
const LEAST_LETTERS: usize = 12;

impl Rule for RefIndexDuplicateEntry {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let doc = cx.doc;
        let index = &doc.plain_index;
        for list in index.indices() {
            let mut known: FxHashMap<String, &Entry<'_>> = FxHashMap::default();
            for (_, entry) in index.entries_of(list) {
                let key = key(entry.text.of(doc.text));
                if key.chars().count() < LEAST_LETTERS {
                    continue;
                }
                let first = *known.entry(key).or_insert(entry);
                if first.span == entry.span {
                    continue;
                }
                let (label, kept) = (entry.label, first.label);
                cx.report(entry.text, format!("entry `{label}` is the source of `{kept}` again"))
                    .help(format!("write `[{kept}]` for `[{label}]`, and remove this entry"))
                    .related(first.text, format!("entry `{kept}`"));
            }
        }
    }
}

/// The words of an entry without the day of retrieval.
fn key(text: &str) -> String {
    static RETRIEVED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(retrieved|accessed)\b[^.]*").expect("a valid pattern")
    });
    let text = RETRIEVED.replace(text, "");
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn entries_differ_by_page_but_not_by_retrieval() {
        let one = "Dorin, Ilse. \"Bells\". Retrieved 4 May 2022. p. 3";
        assert_eq!(key(one), key("Dorin, Ilse. “Bells”. Accessed on 2022-05-09. p. 3."));
        assert_ne!(key(one), key("Dorin, Ilse. \"Bells\". Retrieved 4 May 2022. p. 5"));
        assert_ne!(key("Dorin 1999, p. 12"), key("Dorin 1999, p. 1–2"));
    }
}
