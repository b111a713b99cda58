//! Settings are refused with a place, or they work.

use std::borrow::Cow;

use citelint::config::{Config, Layer, Settings, trace};
use citelint::lint::{LintOptions, RuleSet, lint};
use citelint::rules::ALL;
use citelint::site::Site;
use toml::Table;

use super::findings::check_places;
use super::halves;

/// A page with a bit of everything, for settings to work on.
const PAGE: &str = include_str!("../../samples/faults.wiki");

/// Reads the input as a `citelint.toml`, and lints with it where it is one.
pub fn config(text: &str) {
    let layer = match Layer::file("citelint.toml", text) {
        Ok(layer) => layer,
        Err(error) => return check_error(&error.to_string()),
    };
    let mut settings = Settings::default();
    settings.push(layer);
    if let Err(error) = settings.validate(ALL) {
        return check_error(&error.to_string());
    }
    trace(&settings, |_, _| true);
    match settings.config_for(|_, _| true) {
        Ok(config) => run(&config, PAGE),
        Err(error) => check_error(&error.to_string()),
    }
}

/// The input is a layer of the tables of a wiki (words, templates, names) as TOML, a line of three
/// dashes, and a page.
pub fn site(input: &str) {
    let (tables, page) = halves(input);
    let Ok(tables) = tables.parse::<Table>() else { return };
    let Ok(site) = Site::extended([tables]) else { return };
    let site = Cow::Owned(site);
    run(&Config { site, ..Config::default() }, if page.is_empty() { PAGE } else { page });
}

fn run(config: &Config, page: &str) {
    let options = LintOptions { today: config.lint.today, ..config.lint.clone() };
    let rules = RuleSet::new(ALL, &options).expect("settings that are valid make rules");
    check_places(&lint(page, &config.site, &rules), page);
}

/// A message is one line for each thing that it says, and names the file.
fn check_error(message: &str) {
    assert!(message.starts_with("citelint.toml:"), "no place: {message}");
}
