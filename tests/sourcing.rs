//! How many of the sources that are taken out of well-kept articles the rules about sourcing miss.
//!
//! From paragraphs in which every sentence is covered by a source, the footnotes of one statement
//! at a time are taken out, and the page is linted again. The choice is seeded: the same articles
//! give the same figures.

mod support;

use std::collections::BTreeMap;
use std::fs;

use citelint::facts::Document;
use citelint::facts::prose::{BlockKind, MarkKind, Paragraph};
use citelint::lint::{Diagnostic, LintOptions, RuleSet, Selection, lint, lint_document};
use citelint::rules::ALL;
use citelint::site::{SectionKind, Site};
use citelint::text::Span;
use support::{Score, say, shared};

/// How many statements lose their footnotes.
const REMOVALS: usize = 400;

/// What must at least be noticed where the paragraph is left without a source, in thousandths.
const FLOOR: usize = 600;

/// How many findings there may be in a thousand sentences that have a source.
const CEILING: usize = 10;

#[test]
fn sources_taken_away_are_missed() {
    let Some(folder) = shared("data/articles") else { return };
    let mut paths: Vec<_> = fs::read_dir(folder)
        .expect("the folder can be listed")
        .map(|entry| entry.expect("the folder can be listed").path())
        .collect();
    paths.sort();
    let pages: Vec<String> =
        paths.iter().filter_map(|path| fs::read_to_string(path).ok()).collect();

    let rules = rules(&[]);
    let strict = ["quotation", "statistic", "superlative", "attribution", "paragraph"];
    let strict = self::rules(&strict.map(|name| format!("uncited-{name}")));
    let (mut statements, mut cited, mut false_findings) = (Vec::new(), 0, 0);
    for (page, text) in pages.iter().enumerate() {
        let doc = Document::new(text, Site::mediawiki());
        let found = lint_document(&doc, &rules);
        let sentences = cited_sentences(&doc);
        cited += sentences.len();
        let inside = |it: &&Diagnostic| sentences.iter().any(|span| span.contains(it.span));
        false_findings += found.iter().filter(inside).count();
        statements.extend(removals(&doc).into_iter().map(|removal| (page, removal)));
    }
    let total = statements.len();
    shuffle(&mut statements, 20_260_131);
    statements.truncate(REMOVALS);

    let mut scores: BTreeMap<Left, (Score, Score)> = BTreeMap::new();
    let mut by_rule: BTreeMap<(Left, &str), usize> = BTreeMap::new();
    for (page, removal) in &statements {
        let text = removal.apply(&pages[*page]);
        let found = removal.noticed(&text, &rules);
        let (score, strict_score) = scores.entry(removal.left).or_default();
        score.add(!found.is_empty());
        strict_score.add(!removal.noticed(&text, &strict).is_empty());
        for rule in &found {
            *by_rule.entry((removal.left, rule)).or_default() += 1;
        }
        if found.is_empty() && removal.left == Left::Nothing && support::show_misses(false) {
            let part = Span::new(removal.paragraph.start, removal.end_after()).of(&text);
            say(format_args!("missed in {}: {part}\n", paths[*page].display()));
        }
    }
    say(format_args!("{} of {total} statements lose their sources", statements.len()));
    for (left, (score, strict_score)) in &scores {
        say(format_args!("  left with {left:?}: noticed {score}, strict {strict_score}"));
        for ((_, rule), count) in by_rule.iter().filter(|(key, _)| key.0 == *left) {
            say(format_args!("    {rule}: {count}"));
        }
    }
    let per_mille = false_findings * 1000 / cited.max(1);
    say(format_args!("  {false_findings} findings in {cited} cited sentences"));
    assert!(statements.len() >= 300, "too few statements for a measurement");
    assert!(scores[&Left::Nothing].0.per_mille() >= FLOOR, "too many removals go unnoticed");
    assert!(per_mille < CEILING, "too many findings in cited sentences");
}

/// What a paragraph is left with when one statement has lost its sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Left {
    /// No source.
    Nothing,
    /// Sources before the statement only.
    Before,
    /// A source after it, which may be for it too.
    After,
}

/// The sources of one statement.
struct Removal {
    paragraph: Span,
    marks: Vec<Span>,
    left: Left,
}

impl Removal {
    /// The page without them.
    fn apply(&self, text: &str) -> String {
        let mut at = 0;
        let mut left = String::with_capacity(text.len());
        for mark in &self.marks {
            left.push_str(&text[at..mark.start as usize]);
            at = mark.end as usize;
        }
        left + &text[at..]
    }

    /// Where the paragraph then ends.
    fn end_after(&self) -> u32 {
        self.paragraph.end - self.marks.iter().map(|mark| mark.len()).sum::<u32>()
    }

    /// The rules that find something in what the paragraph then is, or in its section as a whole.
    fn noticed(&self, text: &str, rules: &RuleSet) -> Vec<&'static str> {
        let doc = Document::new(text, Site::mediawiki());
        let paragraph = Span::new(self.paragraph.start, self.end_after());
        let is_here = |it: &Diagnostic| {
            let mut sections = doc.sections.iter();
            paragraph.contains(it.span)
                || sections.any(|section| {
                    section.title_span == it.span && section.span.contains(paragraph)
                })
        };
        let found = lint_document(&doc, rules).into_iter().filter(is_here);
        let mut names: Vec<_> = found.map(|it| it.rule.name).collect();
        names.dedup();
        names.sort_unstable();
        names.dedup();
        names
    }
}

/// The rules about statements without a source; those that are named go by sentence.
fn rules(strict: &[String]) -> RuleSet {
    let names = ALL.iter().map(|entry| entry.meta.name).filter(|name| name.starts_with("uncited-"));
    let select: Vec<String> =
        names.filter(|it| *it != "uncited-blp-claim").map(str::to_owned).collect();
    let selection = Selection { select, ..Selection::default() };
    let mut options = LintOptions { selection, ..LintOptions::default() };
    for name in strict {
        let mut table = toml::Table::new();
        table.insert("strict".to_owned(), true.into());
        if name == "uncited-paragraph" {
            table.insert("min-words".to_owned(), 10.into());
        }
        options.rules.insert(name.clone(), table);
    }
    RuleSet::new(ALL, &options).expect("the options are valid")
}

/// Paragraphs of the article's own text below the lead, other than references and the like.
fn paragraphs<'d>(doc: &'d Document<'_>) -> impl Iterator<Item = &'d Paragraph> {
    let all = doc.prose().paragraphs().iter();
    all.filter(|it| {
        it.kind == BlockKind::Paragraph && it.section > 0 && it.section_kind == SectionKind::Body
    })
}

fn cited_sentences(doc: &Document<'_>) -> Vec<Span> {
    let sentences = paragraphs(doc).flat_map(|it| doc.prose().sentences_of(it));
    sentences.filter(|it| it.holds.are_cited()).map(|it| it.span).collect()
}

/// The sources of each statement in paragraphs that end with a source.
fn removals(doc: &Document<'_>) -> Vec<Removal> {
    let prose = doc.prose();
    let mut removals = Vec::new();
    for paragraph in paragraphs(doc) {
        let sentences = prose.sentences_of(paragraph);
        if !sentences.last().is_some_and(|it| it.holds.are_cited()) {
            continue;
        }
        for (at, sentence) in sentences.iter().enumerate() {
            let marks = prose.marks_of_sentence(sentence).iter();
            let is_source = |kind| matches!(kind, MarkKind::Ref | MarkKind::Note | MarkKind::Short);
            let marks: Vec<Span> =
                marks.filter(|it| is_source(it.kind)).map(|it| it.span).collect();
            if marks.is_empty() {
                continue;
            }
            let is_cited = |part: &[citelint::facts::prose::Sentence]| {
                part.iter().any(|it| it.holds.are_cited())
            };
            let left = match (is_cited(&sentences[..at]), is_cited(&sentences[at + 1..])) {
                (_, true) => Left::After,
                (true, false) => Left::Before,
                (false, false) => Left::Nothing,
            };
            removals.push(Removal { paragraph: paragraph.span, marks, left });
        }
    }
    removals
}

/// Fisher and Yates, with the numbers of SplitMix64.
fn shuffle<T>(all: &mut [T], mut seed: u64) {
    for end in (1..all.len()).rev() {
        seed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = seed;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        all.swap(end, ((mixed ^ (mixed >> 31)) % (end as u64 + 1)) as usize);
    }
}

/// The same on a page that was copied from its rendered form.
#[test]
fn rendered_pages_are_judged_in_the_same_way() {
    let page = "Orrin Mill\n\nOrrin Mill is a mill.[1]\n\nHistory[edit]\n\nIt was built in 1871.[1] It stood empty for eleven years after the flood, until two brothers from the coast bought it and put in a turbine that still turns today. Some historians believe that the wheel is older.\n\nReferences[edit]\n\n1. ^ Orme, Ada (1904). Mills. https://example.org/mills\n2. ^ https://example.org/fire\n";
    let options = LintOptions::default();
    let rules = RuleSet::new(ALL, &options).expect("the defaults are valid");
    let found = lint(page, Site::mediawiki(), &rules);
    let names: Vec<_> = found.iter().map(|it| it.rule.name).collect();
    for rule in ["uncited-paragraph", "uncited-attribution", "bare-url-ref"] {
        assert!(names.contains(&rule), "{rule} is not among {names:?}");
    }
    let cited = page.replace("older.", "older.[2]");
    let found = lint(&cited, Site::mediawiki(), &rules);
    assert!(!found.iter().any(|it| it.rule.name.starts_with("uncited")), "{found:?}");
}
