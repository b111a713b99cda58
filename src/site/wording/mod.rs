//! Words and phrases that take sides: the packs of `rules/wording`, one a language.
//!
//! A pack is data through and through: also the forms of its words, what must not stand beside
//! them, and all texts of messages. `rules/wording/en.toml` explains the format.

mod compile;
mod data;
mod inflection;
mod net;
mod pattern;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use serde::Deserialize;

pub use compile::PackError;
pub(crate) use compile::{Entry, Pack};
pub(crate) use data::{Conditions, Level};
pub(crate) use net::{Net, Role, Root, Step, Word};
pub(crate) use pattern::Gap;

/// The packs of all languages.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(from = "BTreeMap<String, data::PackFile>")]
pub struct Wording {
    languages: BTreeMap<String, Language>,
}

#[derive(Clone, Debug)]
struct Language {
    file: data::PackFile,
    /// Made when it is first asked for: most runs need one language, and many none.
    pack: OnceLock<Result<Arc<Pack>, PackError>>,
}

impl Wording {
    /// The pack of a language; `None` if there is none.
    ///
    /// # Errors
    /// If an entry names a category or a kind of forms that the pack lacks, or has a pattern that
    /// cannot be read.
    pub(crate) fn pack(&self, language: &str) -> Option<Result<&Pack, &PackError>> {
        let Language { file, pack } = self.languages.get(language)?;
        Some(pack.get_or_init(|| Pack::new(file).map(Arc::new)).as_ref().map(|pack| &**pack))
    }

    /// The languages that have a pack, by their codes, in order.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.languages.keys().map(String::as_str)
    }
}

impl From<BTreeMap<String, data::PackFile>> for Wording {
    fn from(files: BTreeMap<String, data::PackFile>) -> Self {
        let language = |file| Language { file, pack: OnceLock::new() };
        Self { languages: files.into_iter().map(|(code, file)| (code, language(file))).collect() }
    }
}
