//! `citelint explain`.

use std::fmt::Write as _;

use super::args::{ExplainArgs, GlobalArgs};
use super::output::Style;
use super::{Status, output};
use crate::lint::docs::{Example, ExampleKind, Part, parts};
use crate::lint::{Entry, OptionsError};
use crate::near::nearest;
use crate::rules::ALL;

pub(super) fn run(args: &ExplainArgs, global: &GlobalArgs) -> Result<Status, String> {
    let Some(entry) = ALL.iter().find(|entry| entry.meta.name == args.rule) else {
        let near = nearest(&args.rule, ALL.iter().map(|entry| entry.meta.name));
        return Err(OptionsError::UnknownRule { given: args.rule.clone(), near }.to_string());
    };
    let style = Style::new(output::use_color(global.color));
    output::write(&page(entry, style))?;
    Ok(Status::Clean)
}

/// The page of a rule for a terminal.
fn page(entry: &Entry, style: Style) -> String {
    let meta = entry.meta;
    let mut lines = vec![
        style.bold(meta.name),
        format!("{}, {}", meta.group.name(), meta.severity.name()),
        meta.url(),
        String::new(),
    ];
    if meta.optional {
        lines[1].push_str(", optional: runs only when selected by name or by `all`");
    }
    for part in parts(meta.docs) {
        match part {
            Part::Heading(heading) => lines.push(style.bold(&heading)),
            Part::Line(line) => lines.push(line),
            Part::Example(example) => lines.extend(example_lines(&example)),
        }
    }
    lines.extend(option_lines(entry, style));
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines.join("\n") + "\n"
}

fn example_lines(example: &Example) -> Vec<String> {
    let mut title = match example.kind {
        ExampleKind::Bad => "Reported",
        ExampleKind::Good => "Not reported",
        ExampleKind::Fixed => "After `citelint fix`",
    }
    .to_owned();
    for setting in &example.settings {
        write!(title, ", with `--config {setting}`").expect("a string takes all");
    }
    let text = example.text.lines().map(|line| format!("    {line}").trim_end().to_owned());
    std::iter::once(title + ":").chain([String::new()]).chain(text).chain([String::new()]).collect()
}

fn option_lines(entry: &Entry, style: Style) -> Vec<String> {
    let mut lines = Vec::new();
    let defaults = (entry.defaults)();
    for option in entry.meta.options {
        if lines.is_empty() {
            lines.extend([String::new(), style.bold("Options")]);
        }
        let key = option.key();
        let default = defaults.get(&key).map_or_else(|| "none".to_owned(), ToString::to_string);
        lines.push(format!("  rules.{}.{key} (default: {default})", entry.meta.name));
        lines.extend(option.docs.lines().map(|line| format!("     {line}")));
    }
    lines
}
