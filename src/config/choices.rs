//! Settings that are one of a few words, in files and on the command line.

use serde::Deserialize;

use crate::facts::rendered::Dialect;
use crate::lint::Severity;

/// How severe a finding must be to fail a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
#[serde(rename_all = "kebab-case")]
pub enum FailOn {
    /// Errors only
    Error,
    /// Errors and warnings
    #[default]
    Warning,
    /// Any finding
    Info,
    /// No finding
    Never,
}

impl FailOn {
    /// The least severity that fails the run.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Info => Some(Severity::Info),
            Self::Never => None,
        }
    }
}

/// What pages are written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
#[serde(rename_all = "kebab-case")]
pub enum DialectChoice {
    /// As the text shows
    #[default]
    Auto,
    /// The source of pages
    Wikitext,
    /// Text copied from rendered pages: `[1]` markers, a numbered list of references
    Rendered,
}

impl DialectChoice {
    /// The dialect of all pages, if their text does not decide.
    pub fn forced(self) -> Option<Dialect> {
        match self {
            Self::Auto => None,
            Self::Wikitext => Some(Dialect::Wikitext),
            Self::Rendered => Some(Dialect::Rendered),
        }
    }
}
