//! `citelint rules`.

use super::args::GlobalArgs;
use super::{Status, output};
use crate::lint::docs::summary;
use crate::lint::{Entry, Group};
use crate::rules::ALL;

pub(super) fn run(global: &GlobalArgs) -> Result<Status, String> {
    let style = output::Style::new(output::use_color(global.color));
    let width = |of: fn(&Entry) -> &str| ALL.iter().map(|it| of(it).len()).max().unwrap_or(0);
    let name_width = width(|it| it.meta.name);
    let mut lines = Vec::new();
    for group in Group::ALL {
        let rules: Vec<_> = ALL.iter().map(|it| it.meta).filter(|it| it.group == group).collect();
        if rules.is_empty() {
            continue;
        }
        lines.push(style.bold(group.name()));
        for rule in rules {
            let severity = rule.severity.name();
            let optional = if rule.optional { " Optional." } else { "" };
            let summary = summary(rule.docs);
            lines.push(format!("  {:name_width$}  {severity:7}  {summary}{optional}", rule.name));
        }
        lines.push(String::new());
    }
    lines.push(
        "`citelint explain RULE` prints the page of a rule. Optional rules run only when".into(),
    );
    lines.push("they are selected by name or by `all`.".into());
    output::write(&(lines.join("\n") + "\n"))?;
    Ok(Status::Clean)
}
