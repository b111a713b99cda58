use rustc_hash::FxHashMap;

use crate::lint::{Context, Rule, code, declare_rule};
use crate::near::nearest;
use crate::site::{NotePair, TemplateRole};
use crate::syntax::view::Template;
use crate::text::Span;

declare_rule! {
    /// A mark such as `{{ref|a}}` without its note, or a note without its mark.
    ///
    /// ## Why is this bad?
    /// `{{ref|a}}` in the text and `{{note|a}}` below are joined by nothing but the name, and lead
    /// to each other. If one is missing or misspelt, the link of the other leads nowhere. `<ref>`
    /// and `{{efn}}` keep mark and note together.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The crew was 23 strong.{{ref|crew}}
    ///
    /// # {{note|crw}} Without the pilot.
    /// ```
    /// ```wikitext,good
    /// The crew was 23 strong.{{ref|crew}}
    ///
    /// # {{note|crew}} Without the pilot.
    /// ```
    struct NoteUnpaired {}
    name: "note-unpaired",
    group: References,
    severity: Warning,
}

/// One mark or note.
struct End {
    name: String,
    span: Span,
}

/// The marks and notes of one pair of templates.
#[derive(Default)]
struct Ends {
    marks: Vec<End>,
    notes: Vec<End>,
    /// Whether only MediaWiki knows the name of one.
    is_doubtful: bool,
}

/// Among how many names one that is near is looked for.
const MOST_NAMES: usize = 50;

/// For how many names.
const MOST_SEARCHES: usize = 100;

impl Rule for NoteUnpaired {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let doc = cx.doc;
        let mut order: Vec<Ends> = Vec::new();
        let mut indices: FxHashMap<*const NotePair, usize> = FxHashMap::default();
        for template in &doc.templates {
            let (pair, is_mark) = match template.role {
                Some(TemplateRole::Mark(pair)) => (pair, true),
                Some(TemplateRole::Note(pair)) => (pair, false),
                _ => continue,
            };
            let index = *indices.entry(std::ptr::from_ref(pair)).or_insert_with(|| {
                order.push(Ends::default());
                order.len() - 1
            });
            let Some(view) = Template::new(doc.text, &doc.tree, template.node) else { continue };
            let Some(name) = view.arguments().find(|it| it.key() == "1") else { continue };
            let ends = &mut order[index];
            ends.is_doubtful |= name.is_dynamic(&doc.tree);
            let end = End {
                name: name.value(doc.text, &doc.tree).into_owned(),
                span: name.trimmed_value_span(doc.text),
            };
            if is_mark { ends.marks.push(end) } else { ends.notes.push(end) }
        }
        for ends in order.iter().filter(|ends| !ends.is_doubtful) {
            report(cx, &ends.marks, &ends.notes, "note below is named");
            report(cx, &ends.notes, &ends.marks, "mark in the text is named");
        }
    }
}

fn report(cx: &mut Context<'_, '_>, ends: &[End], others: &[End], what: &str) {
    let known: FxHashMap<&str, Span> = others.iter().map(|it| (&*it.name, it.span)).collect();
    let mut searches = 0;
    let mut reported = rustc_hash::FxHashSet::default();
    for end in ends.iter().filter(|end| !known.contains_key(&*end.name)) {
        if end.name.is_empty() || !reported.insert(&*end.name) {
            continue;
        }
        let name = code(&end.name);
        let found = cx.report(end.span, format!("no {what} {name}, so the link leads nowhere"));
        searches += 1;
        // Names of one or two letters are near to each other by chance.
        let near = (searches <= MOST_SEARCHES && end.name.chars().count() > 2)
            .then(|| nearest(&end.name, others.iter().take(MOST_NAMES).map(|it| &*it.name)))
            .flatten();
        match near {
            Some(near) => {
                found.help(format!("did you mean {}?", code(near)));
                found.related(known[near], format!("{} is here", code(near)));
            }
            None => {
                found.help("add the missing one, or remove this one; `<ref>` or `{{efn}}` does the work of both");
            }
        }
    }
}
