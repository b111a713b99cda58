//! `citelint parse`.

use super::args::{GlobalArgs, ParseArgs, TreeFormat};
use super::configs::{Asked, Configs};
use super::files::Source;
use super::{Status, output};
use crate::facts::rendered::Dialect;
use crate::report::tree;
use crate::syntax;

pub(super) fn run(args: &ParseArgs, global: &GlobalArgs) -> Result<Status, String> {
    let Some(mut configs) = Configs::new(global, Asked::default()) else {
        return Ok(Status::Failed);
    };
    let source = Source::named(&args.path, &mut configs);
    let Some(ready) = configs.finish() else { return Ok(Status::Failed) };
    let config = &ready[source.config].config;
    let text = source.read()?;
    let mut printed = String::new();
    let dialect = config.lint.dialect.unwrap_or_else(|| Dialect::detect(&text, &config.site));
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
