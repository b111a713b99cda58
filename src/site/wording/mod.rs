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
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "BTreeMap<String, data::PackFile>")]
pub struct Wording {
    languages: BTreeMap<String, Language>,
}

#[derive(Clone, Debug)]
struct Language {
    file: File,
    /// Made when it is first asked for: most runs need one language, and many none.
    pack: OnceLock<Result<Arc<Pack>, PackError>>,
}

#[derive(Clone, Debug)]
enum File {
    BuiltIn(&'static str),
    Own(data::PackFile),
}

impl Wording {
    /// The packs of languages, each by its code and its file, which is read when the pack is first
    /// asked for.
    pub(super) fn unread(files: impl Iterator<Item = (&'static str, &'static str)>) -> Self {
        let language = |(code, file): (&str, _)| (code.to_owned(), File::BuiltIn(file).into());
        Self { languages: files.map(language).collect() }
    }

    /// The pack of a language; `None` if there is none.
    ///
    /// # Errors
    /// If an entry names a category or a kind of forms that the pack lacks, or has a pattern that
    /// cannot be read.
    pub(crate) fn pack(&self, language: &str) -> Option<Result<&Pack, &PackError>> {
        let Language { file, pack } = self.languages.get(language)?;
        let made = pack.get_or_init(|| file.pack().map(Arc::new));
        Some(made.as_ref().map(|pack| &**pack))
    }

    /// The languages that have a pack, by their codes, in order.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.languages.keys().map(String::as_str)
    }
}

impl From<BTreeMap<String, data::PackFile>> for Wording {
    fn from(files: BTreeMap<String, data::PackFile>) -> Self {
        let files = files.into_iter();
        Self { languages: files.map(|(code, file)| (code, File::Own(file).into())).collect() }
    }
}

impl From<File> for Language {
    fn from(file: File) -> Self {
        Self { file, pack: OnceLock::new() }
    }
}

impl File {
    fn pack(&self) -> Result<Pack, PackError> {
        match self {
            Self::Own(file) => Pack::new(file),
            Self::BuiltIn(text) => {
                let file = toml::from_str(text);
                Pack::new(&file.expect("the built-in data is valid, as a test shows"))
            }
        }
    }
}
