//! Every fix that the documentation of a rule shows keeps what fixes promise.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use citelint::config::{Config, Settings};
use citelint::date::Date;
use citelint::facts::Document;
use citelint::fix::{Fixed, fix};
use citelint::lint::docs::{Example, ExampleKind, Part, parts};
use citelint::lint::{Applicability, Diagnostic, Entry, RuleSet, Severity, lint};
use citelint::rules::ALL;

/// The day on which the examples are checked.
const TODAY: (i32, u8, u8) = (2026, 1, 31);

#[test]
fn fixes_of_documented_examples_keep_their_promises() {
    let mut wrong = String::new();
    let mut shown = 0;
    for entry in ALL {
        let examples = examples(entry);
        for (index, example) in examples.iter().enumerate() {
            if example.kind != ExampleKind::Bad {
                continue;
            }
            let after = examples.get(index + 1).filter(|next| next.kind == ExampleKind::Fixed);
            let Some(problems) = Trial::new(entry, example).problems(after) else {
                continue;
            };
            shown += 1;
            for problem in problems {
                writeln!(wrong, "`{}`: {problem}\n{}", entry.meta.name, example.text)
                    .expect("a string takes all");
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
    assert!(shown > 0, "no example shows a fix");
}

#[test]
fn what_is_shown_as_fixed_follows_what_is_bad() {
    for entry in ALL {
        let mut before = ExampleKind::Good;
        for example in examples(entry) {
            let is_right = example.kind != ExampleKind::Fixed
                || (before == ExampleKind::Bad && example.settings.is_empty());
            assert!(is_right, "`{}` shows as fixed:\n{}", entry.meta.name, example.text);
            before = example.kind;
        }
    }
}

/// A bad example, with the rule that it is for, and with all rules.
struct Trial<'a> {
    name: &'static str,
    text: &'a str,
    config: Config,
    own: RuleSet,
    all: RuleSet,
}

impl<'a> Trial<'a> {
    fn new(entry: &Entry, example: &'a Example) -> Self {
        let name = entry.meta.name;
        let mut settings = Settings::default();
        for setting in &example.settings {
            let (key, value) = setting.split_once('=').expect("settings of examples are KEY=VALUE");
            settings.set(key, value).expect("settings of examples can be set");
        }
        let mut config = settings.config().expect("settings of examples are valid");
        let (year, month, day) = TODAY;
        config.lint.today = Date::new(year, month, day);
        let mut rules = |select: &[&str]| {
            config.lint.selection.select = select.iter().map(|&word| word.to_owned()).collect();
            RuleSet::new(ALL, &config.lint).expect("the options of examples can be used")
        };
        let all = rules(&["all"]);
        // Suppressions are about other rules, so for that rule all others run too.
        let own = if name == "unused-suppression" { rules(&["all"]) } else { rules(&[name]) };
        Self { name, text: &example.text, config, own, all }
    }

    /// What is wrong with the fixes of the example; `None` if it has none.
    fn problems(&self, after: Option<&Example>) -> Option<Vec<String>> {
        let found = self.lint(self.text, &self.own);
        let offered =
            found.iter().filter(|it| it.rule.name == self.name && it.fix.is_some()).count();
        if offered == 0 {
            return after.map(|_| vec!["a fix is shown and none is offered".to_owned()]);
        }
        let fixed = self.fix(self.text);
        let mut problems = Vec::new();
        if !fixed.refused.is_empty() {
            let titles: Vec<&str> = fixed.refused.iter().map(|it| &*it.title).collect();
            problems.push(format!("these fixes bring a new error: {titles:?}"));
        }
        if let Some(left) = fixed.remaining.iter().find(|it| it.fix.is_some()) {
            problems.push(format!("fixing never ends: {}", left.message));
        }
        let before = found.iter().filter(|it| it.rule.name == self.name).count();
        let remaining = fixed.remaining.iter().filter(|it| it.rule.name == self.name).count();
        if remaining + offered > before {
            let text = &fixed.text;
            problems.push(format!("of {offered} findings with a fix, some remain in\n{text}of"));
        }
        if self.fix(&fixed.text).text != fixed.text {
            problems.push("fixing again changes the page".to_owned());
        }
        let document = Document::new(&fixed.text, &self.config.site);
        let leaves: String = document.tree.leaves().map(|leaf| leaf.span.of(&fixed.text)).collect();
        if leaves != fixed.text {
            problems.push("the fixed page cannot be parsed without loss".to_owned());
        }
        let [before, now] =
            [self.text, &fixed.text].map(|text| errors(&self.lint(text, &self.all)));
        for (rule, count) in now {
            if count > before.get(rule).copied().unwrap_or_default() {
                problems.push(format!("there are more errors of `{rule}` than before"));
            }
        }
        if let Some(after) = after.filter(|after| after.text != fixed.text) {
            problems.push(format!("the fixed page is not\n{}but\n{}of", after.text, fixed.text));
        }
        Some(problems)
    }

    fn lint(&self, text: &str, rules: &RuleSet) -> Vec<Diagnostic> {
        lint(text, &self.config.site, rules)
    }

    fn fix(&self, text: &str) -> Fixed {
        fix(text, &self.config.site, &self.own, Applicability::Unsafe)
    }
}

/// How many errors each rule finds.
fn errors(found: &[Diagnostic]) -> BTreeMap<&'static str, usize> {
    let mut errors = BTreeMap::new();
    for it in found.iter().filter(|it| it.severity == Severity::Error) {
        *errors.entry(it.rule.name).or_default() += 1;
    }
    errors
}

fn examples(entry: &Entry) -> Vec<Example> {
    let example = |part| if let Part::Example(example) = part { Some(example) } else { None };
    parts(entry.meta.docs).into_iter().filter_map(example).collect()
}
