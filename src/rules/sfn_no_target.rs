use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use crate::facts::short::{Anchor, Mismatch, NearAnchors, ShortCitation, ShortSource, Target};
use crate::lint::{Context, Diagnostic, Rule, Severity, code, declare_rule};

declare_rule! {
    /// A short citation that no full citation on the page matches.
    ///
    /// ## Why is this bad?
    /// A short citation such as `{{sfn|Orme|1904}}` says only who and when; it links to the full
    /// citation by exactly these names and this year. Without one the link leads nowhere, and
    /// readers cannot tell what the source is. Mostly a name is misspelt, a co-author is left out,
    /// the year is that of another edition, or the full citation was deleted or never copied.
    ///
    /// Up to four last names count, as in `{{sfn|Orme|Lister|1904}}`. Where a template on the page
    /// could hold the full citation out of sight, this is only worth a look, and
    /// `ignore-err=yes` in the short citation says that it does.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill burnt down in 1904.{{sfn|Orme|1910|p=31}}
    ///
    /// * {{cite book|last=Orm|first=Ada|year=1910|title=Mills of the Dale}}
    /// ```
    /// ```wikitext,bad
    /// The lock was widened.<ref>{{harvnb|Lister|1971|p=4}}</ref>
    ///
    /// * {{cite book|last1=Lister|last2=Hay|year=1971|title=Locks}}
    /// ```
    /// ```wikitext,good
    /// The mill burnt down in 1904.{{sfn|Orme|1910|p=31}}
    ///
    /// * {{cite book|last=Orme|first=Ada|year=1910|title=Mills of the Dale}}
    /// ```
    /// ```wikitext,good
    /// The board met monthly.{{sfn|Mill Board|1904}}
    ///
    /// * {{cite report|title=Annual report|year=1904|ref={{sfnref|Mill Board|1904}}}}
    /// ```
    struct SfnNoTarget {}
    name: "sfn-no-target",
    group: References,
    severity: Error,
}

/// How many other uses are pointed out.
const MOST_USES: usize = 3;

impl Rule for SfnNoTarget {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let short = &cx.doc.short;
        // What leads nowhere, each with all the short citations that do so.
        let mut missing: Vec<(&ShortCitation<'_>, Vec<&ShortSource<'_>>)> = Vec::new();
        let mut by_id: FxHashMap<&str, usize> = FxHashMap::default();
        for citation in short.citations.iter().filter(|citation| !citation.is_exempt) {
            for source in &citation.sources {
                let Target::Anchor(id) = &source.target else { continue };
                if short.anchors_of(id).len() > 0 || short.may_be_unknown(source) {
                    continue;
                }
                match by_id.entry(id) {
                    Entry::Occupied(index) => missing[*index.get()].1.push(source),
                    Entry::Vacant(slot) => {
                        slot.insert(missing.len());
                        missing.push((citation, vec![source]));
                    }
                }
            }
        }
        if missing.is_empty() {
            return;
        }
        let mut near = NearAnchors::new(short);
        for (citation, sources) in missing {
            let source = sources[0];
            let label = source.label();
            if label.is_empty() {
                cx.report(citation.name_span, "this short citation names no source")
                    .help("add the last name of the author and the year, as in `|Orme|1904`");
                continue;
            }
            let label = code(&label);
            let all = match sources.len() {
                number if number > 1 + MOST_USES => format!(" ({number} short citations)"),
                _ => String::new(),
            };
            let found = cx
                .report(source.span, format!("no full citation on this page goes by {label}{all}"));
            match near.find(source) {
                Some((anchor, mismatch)) => suggest(found, source, anchor, mismatch),
                None => {
                    found.help("readers cannot find this source: add its full citation, or correct the names and the year");
                }
            }
            if let Some(unknown) = short.unknown_source {
                found.severity(Severity::Info);
                found.related(unknown, "this template may hold the full citation");
            }
            for other in sources.iter().skip(1).take(MOST_USES) {
                found.related(other.span, "the same here");
            }
        }
    }
}

fn suggest(found: &mut Diagnostic, source: &ShortSource<'_>, anchor: &Anchor, mismatch: Mismatch) {
    let label = code(&anchor.label());
    found.help(match mismatch {
        Mismatch::Withheld => {
            "remove `ref=none` from its full citation, so that links can lead there".to_owned()
        }
        Mismatch::Spelling => {
            format!("did you mean {label}? Letter case, spaces and accents count")
        }
        Mismatch::Year if anchor.year.is_empty() => {
            format!("{label} has no date here: add it there if that source is meant")
        }
        Mismatch::Year if source.year.is_none() => format!("add the year: is {label} meant?"),
        Mismatch::Year => format!(
            "is {label} meant? Then correct the year; else add the full citation of this source"
        ),
        Mismatch::People => format!(
            "is {label} meant? The first four last names count, in the order of the full citation"
        ),
        Mismatch::WholeName => {
            format!("is {label} meant? Give its last name in `last=` and the others in `first=`")
        }
        Mismatch::Letters => format!("did you mean {label}? Else add the full citation"),
    });
    found.related(anchor.span, format!("{label} is here"));
}
