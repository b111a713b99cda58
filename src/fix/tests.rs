//! The engine, with rules made to try it.

use std::sync::LazyLock;

use super::{FixCount, Fixed, fix};
use crate::lint::{
    Applicability, Context, Edit, Entry, Fix, LintOptions, Rule, RuleSet, Selection, declare_rule,
};
use crate::site::Site;
use crate::text::Span;

macro_rules! rule {
    ($module:ident, $name:literal, $severity:ident, $optional:literal, $check:expr) => {
        mod $module {
            use super::*;

            declare_rule! {
                /// A rule for tests.
                struct It {}
                name: $name,
                group: Markup,
                severity: $severity,
                optional: $optional,
            }

            impl Rule for It {
                fn check(&self, cx: &mut Context<'_, '_>) {
                    let check: fn(&mut Context<'_, '_>) = $check;
                    check(cx);
                }
            }

            pub(super) const IT: Entry = ENTRY;
        }
    };
}

// One `a` is enough.
rule!(double, "double", Warning, true, |cx| {
    let text = cx.doc.text;
    for at in (0..text.len()).filter(|&at| text[at..].starts_with("aa")) {
        report(cx, at, Applicability::Safe, [Edit::replace(span(at, 2), "a")]);
    }
});

// With an `o` on the page, a `p` is written large, and the `o` goes.
rule!(pair, "pair", Warning, true, |cx| {
    let (Some(o), Some(p)) = (cx.doc.text.find('o'), cx.doc.text.find('p')) else { return };
    for at in [o, p] {
        let edits = [Edit::replace(span(p, 1), "P"), Edit::delete(span(o, 1))];
        report(cx, at, Applicability::Unsafe, edits);
    }
});

// For each `!` the page ends in a stop.
rule!(bang, "bang", Warning, true, |cx| {
    let text = cx.doc.text;
    for (at, _) in text.match_indices('!') {
        let stop = Edit::insert(text.len() as u32, ".");
        report(cx, at, Applicability::Safe, [Edit::delete(span(at, 1)), stop]);
    }
});

// A `w` becomes an `E`, which is an error before an `x`.
rule!(wrong, "wrong", Warning, true, |cx| {
    for (at, _) in cx.doc.text.match_indices('w') {
        report(cx, at, Applicability::Safe, [Edit::replace(span(at, 1), "E")]);
    }
});

rule!(error, "error", Error, false, |cx| {
    for (at, _) in cx.doc.text.match_indices("Ex") {
        cx.report(span(at, 2), "an error");
    }
});

// No page is long enough.
rule!(endless, "endless", Warning, true, |cx| {
    report(cx, 0, Applicability::Safe, [Edit::insert(0, "z")]);
});

// A page ends with a newline.
rule!(newline, "newline", Warning, true, |cx| {
    let end = cx.doc.text.len();
    if !cx.doc.text.ends_with('\n') {
        report(cx, end, Applicability::Safe, [Edit::insert(end as u32, "\n")]);
    }
});

fn span(at: usize, len: u32) -> Span {
    Span::new(at as u32, at as u32 + len)
}

fn report<const N: usize>(
    cx: &mut Context<'_, '_>,
    at: usize,
    promise: Applicability,
    edits: [Edit; N],
) {
    cx.report(span(at, 0), "a problem").fix(Fix::new("mend it", promise, edits));
}

static RULES: &[Entry] =
    &[bang::IT, double::IT, endless::IT, error::IT, newline::IT, pair::IT, wrong::IT];
static MOST: LazyLock<RuleSet> =
    LazyLock::new(|| rules(&["bang", "double", "error", "pair", "wrong"]));

fn rules(select: &[&str]) -> RuleSet {
    let select = select.iter().map(|&word| word.to_owned()).collect();
    let selection = Selection { select, ..Selection::default() };
    let options = LintOptions { selection, ..LintOptions::default() };
    RuleSet::new(RULES, &options).expect("the rules exist")
}

fn fixed(text: &str, rules: &RuleSet, least: Applicability) -> Fixed {
    let once = fix(text, Site::mediawiki(), rules, least);
    let twice = fix(&once.text, Site::mediawiki(), rules, least);
    assert_eq!(once.text, twice.text, "fixing again changes the page");
    assert!(twice.applied.is_empty());
    once
}

fn safe(text: &str) -> Fixed {
    fixed(text, &MOST, Applicability::Safe)
}

fn counts(counts: &[FixCount]) -> Vec<(&'static str, usize)> {
    counts.iter().map(|it| (it.rule.name, it.count)).collect()
}

#[test]
fn a_page_without_fixes_is_linted_once() {
    let it = safe("bcd");
    assert_eq!((&*it.text, it.rounds), ("bcd", 0));
    assert!(it.applied.is_empty() && it.remaining.is_empty());
}

#[test]
fn overlapping_fixes_wait_for_the_next_round() {
    // Of the three pairs in `aaaa`, the first and the last do not overlap.
    let it = safe("aaaa b aa");
    assert_eq!((&*it.text, it.rounds), ("a b a", 2));
    assert_eq!(counts(&it.applied), [("double", 4)]);
}

#[test]
fn fixes_that_insert_at_one_point_do_not_apply_in_one_round() {
    let it = safe("b!c!");
    // The second one touches the end of the page itself, and both insert there.
    assert_eq!((&*it.text, it.rounds), ("bc..", 2));
}

#[test]
fn edits_apply_together_and_one_change_counts_for_all_that_it_mends() {
    let it = fixed("pxo", &MOST, Applicability::Unsafe);
    assert_eq!((&*it.text, it.rounds), ("Px", 1));
    assert_eq!(counts(&it.applied), [("pair", 2)]);
}

#[test]
fn unsafe_fixes_are_only_applied_on_request() {
    let it = safe("pxo");
    assert_eq!(it.text, "pxo");
    assert!(it.remaining.iter().all(|it| it.fix.is_some()));
}

#[test]
fn what_would_bring_an_error_is_left_out_and_the_rest_applied() {
    let it = safe("aa wb wx wc aa");
    assert_eq!(it.text, "a Eb wx Ec a");
    assert_eq!(counts(&it.applied), [("double", 2), ("wrong", 2)]);
    assert_eq!(counts(&it.refused), [("wrong", 1)]);
    let [left] = &*it.remaining else { panic!("one finding remains: {:?}", it.remaining) };
    assert!(left.rule.name == "wrong" && left.span.start == 5 && left.fix.is_none());
}

#[test]
fn errors_of_rules_that_were_not_selected_count_too() {
    let it = fixed("wx", &rules(&["wrong"]), Applicability::Safe);
    assert_eq!((&*it.text, counts(&it.refused)), ("wx", vec![("wrong", 1)]));
}

#[test]
fn an_error_that_was_there_is_no_reason() {
    assert_eq!(safe("Ex wb").text, "Ex Eb");
}

#[test]
fn comments_that_silence_a_rule_keep_it_from_fixing() {
    let page = "aa <!-- citelint-disable double -->aa<!-- citelint-enable double --> aa";
    // The rule about `!` would take the comments apart.
    let it = fixed(page, &rules(&["double"]), Applicability::Safe);
    assert_eq!(it.text, "a <!-- citelint-disable double -->aa<!-- citelint-enable double --> a");
    assert!(it.remaining.is_empty());
}

#[test]
fn rules_that_never_have_enough_come_to_an_end() {
    let it = fix("b", Site::mediawiki(), &rules(&["endless"]), Applicability::Safe);
    assert_eq!(it.rounds, super::MOST_LINTS - 1);
    assert_eq!(it.remaining.len(), 1);
}

#[test]
fn pages_keep_their_line_ends() {
    let it = fix("b\r\nc", Site::mediawiki(), &rules(&["newline"]), Applicability::Safe);
    assert_eq!(it.text, "b\r\nc\r\n");
}
