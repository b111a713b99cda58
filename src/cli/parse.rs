//! `citelint parse`.

use super::args::{GlobalArgs, ParseArgs, TreeFormat};
use super::files::Source;
use super::{Status, config, output};
use crate::facts::rendered::Dialect;
use crate::report::tree;
use crate::syntax;

pub(super) fn run(args: &ParseArgs, global: &GlobalArgs) -> Result<Status, String> {
    let config = config::load(global)?;
    let text = Source::named(&args.path).read()?;
    let mut printed = String::new();
    let dialect = global.dialect.forced().unwrap_or_else(|| Dialect::detect(&text, &config.site));
    let parse = || dialect.parse(&text, &config.site);
    match args.output_format {
        TreeFormat::Tree => tree::outline(&text, &parse(), &mut printed),
        TreeFormat::Json => tree::json(&text, dialect, &parse(), &mut printed),
        TreeFormat::Parsetree => {
            printed = syntax::parsetree(&text, &config.site);
            printed.push('\n');
            Ok(())
        }
    }
    .map_err(|error| format!("cannot print the tree: {error}"))?;
    output::write(&printed)?;
    Ok(Status::Clean)
}
