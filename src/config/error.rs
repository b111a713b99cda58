//! Why a setting cannot be used, and where it stands.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use super::layer::Origin;
use crate::near::nearest;
use crate::text::{LineIndex, Position};

/// Why a setting cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    /// Where it stands, if that is known.
    pub place: Option<Place>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

/// A place in a file of settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub origin: Arc<Origin>,
    /// The place in its text, in bytes from 0.
    pub span: Range<usize>,
}

impl Place {
    /// The line and the column of its start, both from 1.
    pub fn start(&self) -> Position {
        let text = &self.origin.text;
        let offset = text.floor_char_boundary(self.span.start);
        LineIndex::new(text).position(text, offset as u32)
    }
}

impl ConfigError {
    /// An error without a place.
    pub fn new(message: impl Into<String>) -> Self {
        Self { place: None, message: message.into(), help: None }
    }

    /// The same error with a place.
    #[must_use]
    pub fn at(self, origin: &Arc<Origin>, span: Option<Range<usize>>) -> Self {
        let place = span.map(|span| Place { origin: Arc::clone(origin), span });
        Self { place, ..self }
    }

    /// The same error with what to do about it.
    #[must_use]
    pub fn help(self, help: Option<String>) -> Self {
        Self { help, ..self }
    }

    /// Why a text is not TOML, or not the right one, at its place or at the start of the text.
    pub(super) fn in_text(error: &toml::de::Error, origin: &Arc<Origin>) -> Self {
        let span = error.span().map(|it| it.start.min(origin.text.len())..it.end);
        Self::from_toml(error.message()).at(origin, span.or(Some(0..0)))
    }

    /// An error of the TOML reader, in the words of this crate.
    pub(super) fn from_toml(message: &str) -> Self {
        let given = quoted(message).next();
        let expected = message.split_once(", expected ").map_or("", |(_, rest)| rest);
        let near = given.and_then(|given| nearest(given, quoted(expected)));
        let help = near.map(|near| format!("did you mean `{near}`?"));
        match given {
            Some(given) if message.starts_with("unknown field ") => {
                let help = help.or_else(|| Some(expected.to_owned()).filter(|it| !it.is_empty()));
                Self::new(format!("there is no setting `{given}` here"))
                    .help(help.map(|it| it.replacen("one of ", "there are ", 1)))
            }
            Some(given) if message.starts_with("unknown variant ") => {
                let help = help.or_else(|| Some(format!("it is {expected}")));
                Self::new(format!("`{given}` is no value of this setting")).help(help)
            }
            None if message.contains("recursion") => {
                Self::new("tables and lists are nested too deeply here")
            }
            _ => {
                let numbers = ["u32", "usize", "u64", "i64"].map(|it| format!("expected {it}"));
                let message = message.trim_end().replace('\n', " ");
                Self::new(numbers.iter().fold(message, |message, number| {
                    message.replace(&**number, "expected a whole number")
                }))
            }
        }
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.place {
            write!(f, "{}: ", place.origin.name_at(place.start()))?;
        }
        f.write_str(&self.message)?;
        self.help.as_ref().map_or(Ok(()), |help| write!(f, ": {help}"))
    }
}

impl std::error::Error for ConfigError {}

/// What stands between backticks.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

#[cfg(test)]
mod tests {
    use super::ConfigError;

    #[test]
    fn errors_of_the_reader_become_suggestions() {
        let text = |message| ConfigError::from_toml(message).to_string();
        assert_eq!(
            text("unknown field `selct`, expected one of `select`, `ignore`"),
            "there is no setting `selct` here: did you mean `select`?"
        );
        assert_eq!(
            text("unknown field `x`, expected `select` or `ignore`"),
            "there is no setting `x` here: `select` or `ignore`"
        );
        assert_eq!(
            text("unknown variant `eror`, expected one of `error`, `info`"),
            "`eror` is no value of this setting: did you mean `error`?"
        );
        assert_eq!(text("recursion limit"), "tables and lists are nested too deeply here");
        assert_eq!(text("no u32, expected u32"), "no u32, expected a whole number");
    }
}
