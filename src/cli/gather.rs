//! What the files of a run cite, for the rule that compares pages.

use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};

use super::files::Source;
use crate::facts::Document;
use crate::lint::{CitedSources, RuleSet};
use crate::site::Site;

/// The rule that compares the pages of a run.
const COMPARES_PAGES: &str = "ref-cited-differently";

/// How many files are read before what they cite is put together.
const BATCH: usize = 256;

/// Reads all files if the rule runs that needs it. Standard input cannot be read twice, and what
/// cannot be read is reported when it is linted.
pub(super) fn cited_sources(
    sources: &[Source],
    rules: &RuleSet,
    site: &Site,
) -> Option<CitedSources> {
    rules.enabled().find(|(rule, _)| rule.name == COMPARES_PAGES)?;
    let of_file = |source: &Source| {
        let text = (!source.is_stdin()).then(|| source.read().ok())??;
        Some(CitedSources::of_page(&source.name, &Document::new(&text, site)))
    };
    let mut cited = CitedSources::default();
    for batch in sources.chunks(BATCH) {
        let parts: Vec<_> = batch.par_iter().filter_map(of_file).collect();
        for part in parts {
            cited.merge(part);
        }
    }
    Some(cited)
}
