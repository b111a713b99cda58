//! The page of a rule as Markdown.

use crate::lint::docs::{ExampleKind, Part, parts};
use crate::lint::{Entry, OptionMeta};

/// The page of a rule as Markdown, as the `docs` folder and editors show it.
pub fn rule_page(entry: &Entry) -> String {
    let meta = entry.meta;
    let optional = if meta.optional { ", runs only when selected by name or by `all`" } else { "" };
    let (name, group, severity) = (meta.name, meta.group.name(), meta.severity.name());
    let mut page = format!("# {name}\n\nGroup `{group}`, {severity}{optional}.\n\n");
    for part in parts(meta.docs) {
        page.push_str(&markdown(part));
    }
    if !meta.options.is_empty() {
        page.push_str("\n## Options\n\n");
        let defaults = (entry.defaults)();
        for option in meta.options {
            page.push_str(&option_line(meta.name, option, &defaults));
        }
    }
    squeeze(&page)
}

fn markdown(part: Part) -> String {
    let example = match part {
        Part::Heading(heading) => return format!("## {heading}\n"),
        Part::Line(line) => return line + "\n",
        Part::Example(example) => example,
    };
    let what = match example.kind {
        ExampleKind::Bad => "Reported",
        ExampleKind::Good => "Not reported",
        ExampleKind::Fixed => "After `citelint fix`",
    };
    let with = if example.settings.is_empty() { "" } else { ", with " };
    let settings = example.settings.join(", ");
    format!("\n{what}{with}{settings}:\n\n```wikitext\n{}```\n\n", example.text)
}

fn option_line(rule: &str, option: &OptionMeta, defaults: &toml::Table) -> String {
    let key = option.key();
    let default = defaults.get(&key).map_or_else(|| "none".to_owned(), ToString::to_string);
    let docs: Vec<&str> = option.docs.lines().map(str::trim).collect();
    format!("- `rules.{rule}.{key}` (default `{default}`): {}\n", docs.join(" ").trim())
}

/// The text without blank lines after blank lines, and with one newline at the end.
fn squeeze(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut was_blank = true;
    let mut in_code = false;
    for line in text.lines() {
        in_code ^= line.starts_with("```");
        let is_blank = line.trim().is_empty();
        if !is_blank || !was_blank || in_code {
            out.push_str(if in_code { line } else { line.trim_end() });
            out.push('\n');
        }
        was_blank = is_blank;
    }
    out.trim_end().to_owned() + "\n"
}
