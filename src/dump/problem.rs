//! What could not be read.

use std::fmt;

/// Something in a dump that could not be read or linted. The rest was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where it is in the XML of the dump, in bytes from 0.
    pub offset: u64,
    /// The title of the page that is lost by it, if one is known.
    pub page: Option<String>,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "at offset {} of the XML, ", self.offset)?;
        if let Some(page) = &self.page {
            write!(f, "in the page `{page}`, ")?;
        }
        f.write_str(&self.message)
    }
}
