//! The highest numbers that are known to have been given.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::{Fault, Kind, Level};

/// Which numbers of some kinds are known to have been given, by kind.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(transparent)]
pub struct Limits(FxHashMap<Kind, Limit>);

/// The range of the numbers of one kind. Of a DOI it is the number of who registered it that
/// counts, if it has five digits.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Limit {
    /// The lowest number.
    #[serde(default)]
    min: u64,
    /// The highest number.
    max: u64,
    /// When that was looked up, such as `2025-02`.
    as_of: String,
}

impl Limits {
    /// The fault of a number outside of what is known, given its canonical spelling and the value
    /// that it was read from.
    pub fn check(&self, kind: Kind, canonical: &str, value: &str) -> Option<Fault> {
        let limit = self.0.get(&kind)?;
        let number = if kind == Kind::Doi { registrant(canonical)? } else { canonical };
        // What has more digits than fit is higher than any limit.
        let parsed: u64 = number.parse().unwrap_or(u64::MAX);
        if (limit.min..=limit.max).contains(&parsed) {
            return None;
        }
        let start = value.find(number).unwrap_or(0);
        let span = start..if value[start..].starts_with(number) {
            start + number.len()
        } else {
            value.len()
        };
        if parsed < limit.min {
            let message = format!("no {kind} is lower than {}", limit.min);
            return Some(Fault::new(kind, message, span));
        }
        let message = if kind == Kind::Doi {
            format!("no DOI was known to start with 10.{number}, as of {}", limit.as_of)
        } else {
            format!("no {kind} was known to be higher than {}, as of {}", limit.max, limit.as_of)
        };
        let hint = "compare it with the source; if it is right, the limit is out of date";
        Some(Fault::new(kind, message, span).level(Level::BeyondLimit).hint(hint))
    }
}

/// The number of five digits, or more, that a DOI starts with.
fn registrant(doi: &str) -> Option<&str> {
    let (prefix, _) = doi.strip_prefix("10.")?.split_once('/')?;
    let number = prefix.split('.').next()?;
    (number.len() >= 5).then_some(number)
}
