//! The arguments of `citelint dump`.

use std::path::PathBuf;
use std::str::FromStr;

use clap::Args;
use regex::{Regex, RegexBuilder};

use crate::cli::args::{RulesArgs, RunArgs};
use crate::dump::Limits;

/// How large a pattern may become when it is compiled, in bytes.
const MAX_PATTERN_BYTES: usize = 1 << 20;

#[derive(Debug, Args)]
pub(in crate::cli) struct DumpArgs {
    /// The dump, as XML, bzip2, gzip, Zstandard or 7z; `-` for standard input
    #[arg(value_name = "FILE")]
    pub(super) path: PathBuf,
    /// Lint the pages of these namespaces, by number or name, or `all`
    #[arg(long, value_name = "NAMESPACE", value_delimiter = ',', default_value = "0")]
    #[arg(allow_negative_numbers = true)]
    pub(super) namespace: Vec<String>,
    /// Lint the pages whose title matches this regular expression; may be repeated
    #[arg(long, value_name = "REGEX", value_parser = pattern)]
    pub(super) title: Vec<Regex>,
    #[command(flatten)]
    pub(super) rules: RulesArgs,
    /// Write the findings to a file, so that the run can go on after a kill
    #[arg(long, value_name = "FILE", conflicts_with = "statistics")]
    pub(super) output: Option<PathBuf>,
    /// Go on with the run that was to write this output
    #[arg(long, requires = "output")]
    pub(super) resume: bool,
    /// Write the summary to a file as JSON
    #[arg(long, value_name = "FILE")]
    pub(super) summary: Option<PathBuf>,
    /// Print how often each rule was broken in place of the findings
    #[arg(long)]
    pub(super) statistics: bool,
    /// To how many times its size a dump may unpack, from 64 MiB on
    #[arg(long, value_name = "N", default_value_t = 1000)]
    max_ratio: u64,
    /// To how many bytes a dump may unpack, for instance `200G` [default: any number]
    #[arg(long, value_name = "SIZE")]
    max_size: Option<Size>,
    #[command(flatten)]
    pub(super) run: RunArgs,
}

impl DumpArgs {
    pub(super) fn limits(&self) -> Limits {
        Limits { ratio: self.max_ratio, size: self.max_size.map(|size| size.0) }
    }

    /// The namespaces that were asked for; `None` for all.
    pub(super) fn namespaces(&self) -> Option<&[String]> {
        let all = self.namespace.iter().any(|it| it == "all");
        (!all).then_some(&self.namespace)
    }
}

fn pattern(text: &str) -> Result<Regex, String> {
    let built = RegexBuilder::new(text).size_limit(MAX_PATTERN_BYTES).build();
    built.map_err(|error| error.to_string())
}

/// A number of bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Size(u64);

impl FromStr for Size {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let units = [('K', 10), ('M', 20), ('G', 30), ('T', 40)];
        let unit = units.iter().find(|(unit, _)| text.to_uppercase().ends_with(*unit));
        let (digits, factor) = match unit {
            Some(&(_, bits)) => (&text[..text.len() - 1], 1 << bits),
            None => (text, 1),
        };
        let size = digits.parse().ok().and_then(|number: u64| number.checked_mul(factor));
        size.map(Self).ok_or_else(|| "write a number of bytes, or one with K, M, G or T".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::Size;

    #[test]
    fn sizes_have_units() {
        assert_eq!("1500".parse(), Ok(Size(1500)));
        assert_eq!("2k".parse(), Ok(Size(2048)));
        assert_eq!("200G".parse(), Ok(Size(200 << 30)));
        for wrong in ["", "G", "-1", "1.5G", "1GB", "99999999T", "1é"] {
            assert!(wrong.parse::<Size>().is_err(), "{wrong}");
        }
    }
}
