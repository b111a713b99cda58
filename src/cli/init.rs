//! `citelint init`.

use std::io::ErrorKind;
use std::path::Path;

use super::chain::FILE_NAME;
use super::{Status, output, write};

/// The file, in which every setting is commented out.
const TEMPLATE: &str = include_str!("../../rules/citelint.toml");

pub(super) fn run() -> Result<Status, String> {
    write::create(Path::new(FILE_NAME), TEMPLATE, false).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => {
            format!("there is a `{FILE_NAME}` here already, which stays as it is")
        }
        _ => format!("cannot write `{FILE_NAME}`: {error}"),
    })?;
    output::note(&format!("wrote `{FILE_NAME}`: every setting in it is a comment yet"));
    Ok(Status::Clean)
}

#[cfg(test)]
mod tests {
    use super::TEMPLATE;
    use crate::config::{Layer, Settings};
    use crate::rules::ALL;

    #[test]
    fn every_setting_of_the_template_can_be_used() {
        let uncommented = |line: &str| {
            let rest = line.strip_prefix('#')?;
            (!rest.is_empty() && !rest.starts_with(' ')).then(|| rest.to_owned())
        };
        let text: Vec<String> =
            TEMPLATE.lines().map(|line| uncommented(line).unwrap_or_default()).collect();
        let layer = Layer::file("citelint.toml", &text.join("\n")).expect("valid settings");
        assert!(layer.extends.is_some() && !layer.overrides.is_empty());
        let mut settings = Settings::default();
        settings.push(layer);
        settings.validate(ALL).expect("known rules");
        settings.config_for(|_, _| true).expect("valid settings");
        assert!(TEMPLATE.parse::<toml::Table>().expect("TOML").is_empty());
    }
}
