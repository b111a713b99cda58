//! `citelint parse`.

use super::Status;
use super::args::{GlobalArgs, ParseArgs};

pub(super) fn run(args: &ParseArgs, _global: &GlobalArgs) -> Result<Status, String> {
    Err(format!(
        "cannot print the tree of `{}` as {:?} yet",
        args.path.display(),
        args.output_format
    ))
}
