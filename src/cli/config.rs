//! The configuration of a run, from its arguments.

use super::args::GlobalArgs;
use super::files::Source;
use crate::config::{Config, Settings};

/// The built-in configuration with what `--config` sets.
pub(super) fn load(args: &GlobalArgs) -> Result<Config, String> {
    let mut settings = Settings::default();
    for setting in &args.config {
        let Some((key, value)) = setting.split_once('=') else {
            let file = Source::named(setting.as_ref())
                .read()
                .map_err(|error| format!("{error}; to set a value, write `--config KEY=VALUE`"))?;
            settings.add_file(&file).map_err(|error| format!("`{setting}`: {error}"))?;
            continue;
        };
        settings.set(key.trim(), value.trim()).map_err(|error| error.to_string())?;
    }
    settings.config().map_err(|error| error.to_string())
}
