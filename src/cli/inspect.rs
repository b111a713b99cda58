//! `citelint config`: what is in force for a page, and where it comes from.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::args::{ConfigArgs, GlobalArgs};
use super::configs::{Asked, Configs};
use super::files::EXTENSIONS;
use super::{Status, output};
use crate::config::trace;
use crate::report::escape::escape;
use crate::rules::ALL;

/// How many characters of a value are shown.
const MOST: usize = 70;

pub(super) fn run(args: &ConfigArgs, global: &GlobalArgs) -> Result<Status, String> {
    let Some(mut configs) = Configs::new(global, Asked::default()) else {
        return Ok(Status::Failed);
    };
    let path = if args.path == Path::new("-") { Path::new(".") } else { &*args.path };
    let name = super::files::name_of(path);
    let absolute =
        fs::canonicalize(path).map_err(|error| format!("cannot read `{name}`: {error}"))?;
    // A folder has the settings of a page in it.
    let page = if absolute.is_dir() { absolute.join("…") } else { absolute };
    let number = configs.of_page(&page);
    let chain = configs.chain(page.parent().unwrap_or(&page));
    let Some(ready) = configs.finish() else { return Ok(Status::Failed) };
    let ready = &ready[number];

    let holding = chain.holding(&page);
    let found = trace(&chain.settings, |layer, index| holding.contains(&(layer, index)));
    let mut lines = built_in(|key| found.iter().any(|it| it.key == key));
    lines.extend(found.iter().map(|it| {
        let sign = if it.adds { "+=" } else { "=" };
        [format!("{} {sign} {}", it.key, shortened(&it.value)), it.origin.clone()]
    }));
    lines.sort();
    let width = lines.iter().map(|[setting, _]| setting.chars().count()).max().unwrap_or(0);
    let width = width.min(MOST);
    let mut text = String::new();
    for [setting, origin] in &lines {
        text.push_str(&escape(&format!("{setting:width$}  # {origin}")));
        text.push('\n');
    }
    let runs: Vec<&str> = ready.rules.enabled().map(|(rule, _)| rule.name).collect();
    writeln!(text, "\n# {} of {} rules run", runs.len(), ALL.len()).expect("a string takes all");
    let listed = |title: &str, names: Vec<&str>| {
        if names.is_empty() { String::new() } else { format!("# {title}: {}\n", names.join(", ")) }
    };
    let off = ALL.iter().filter(|it| !it.meta.optional && !runs.contains(&it.meta.name));
    let on = ALL.iter().filter(|it| it.meta.optional && runs.contains(&it.meta.name));
    text.push_str(&listed("off", off.map(|it| it.meta.name).collect()));
    text.push_str(&listed("on, though optional", on.map(|it| it.meta.name).collect()));
    output::write(&text)?;
    Ok(Status::Clean)
}

/// The settings that have a value without any file.
fn built_in(is_set: impl Fn(&str) -> bool) -> Vec<[String; 2]> {
    let include = EXTENSIONS.map(|it| format!("\"*.{it}\"")).join(", ");
    let defaults = [
        ("dialect", "\"auto\"".to_owned()),
        ("fail-on", "\"warning\"".to_owned()),
        ("include", format!("[{include}]")),
        ("site.language", "\"en\"".to_owned()),
    ];
    let unset = defaults.into_iter().filter(|(key, _)| !is_set(key));
    unset.map(|(key, value)| [format!("{key} = {value}"), "built in".to_owned()]).collect()
}

fn shortened(value: &str) -> String {
    let value = value.replace('\n', " ");
    if value.chars().count() <= MOST {
        return value;
    }
    let start: String = value.chars().take(MOST - 1).collect();
    start + "…"
}
