//! The configuration of a run, from its arguments.

use super::args::GlobalArgs;
use crate::config::Config;

/// The built-in configuration with what `--config` sets.
pub(super) fn load(args: &GlobalArgs) -> Result<Config, String> {
    let mut config = Config::default();
    for setting in &args.config {
        let Some((key, value)) = setting.split_once('=') else {
            return Err(format!("`--config {setting}` has no value: write it as KEY=VALUE"));
        };
        config.set(key.trim(), value.trim()).map_err(|error| error.to_string())?;
    }
    Ok(config)
}
