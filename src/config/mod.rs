//! What a run is told: the wiki, and which rules run how.
//!
//! [`Settings`] are layers, each a file, a ready profile or one value; what they make for a page is
//! a [`Config`]. Deliberately absent: the search for files, which is the command's.

mod blame;
mod choices;
mod error;
mod layer;
mod locate;
mod pack;
mod profiles;
mod settings;
mod trace;

pub use choices::{DialectChoice, FailOn};
pub use error::{ConfigError, Place};
pub use layer::{Layer, Origin, Override, Part, RuleSetting};
pub use locate::Step;
pub use profiles::{PROFILES, Profile};
pub use settings::Settings;
pub use trace::{Setting, trace};

use std::borrow::Cow;

use crate::lint::LintOptions;
use crate::site::Site;

/// What is in force for a page.
#[derive(Clone, Debug)]
pub struct Config {
    /// The wiki that the page belongs to; borrowed where no setting touches it, since a copy takes as
    /// long as linting a short page.
    pub site: Cow<'static, Site>,
    /// Which rules run, and how.
    pub lint: LintOptions,
    /// How severe a finding must be to fail the run.
    pub fail_on: FailOn,
}

impl Default for Config {
    fn default() -> Self {
        let site = Cow::Borrowed(Site::mediawiki());
        Self { site, lint: LintOptions::default(), fail_on: FailOn::default() }
    }
}
