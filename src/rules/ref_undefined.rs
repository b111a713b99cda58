use crate::facts::cite::{
    CiteError, CiteErrorKind, Difference, Footnote, NearName, RefId, RefIndex,
};
use crate::lint::{Context, Diagnostic, Rule, StrayEnds, code, declare_rule};

declare_rule! {
    /// A footnote that is used by its name and has no content anywhere.
    ///
    /// ## Why is this bad?
    /// The reference list shows an error in place of the source. Mostly the name is misspelt, the
    /// footnote that held the source was deleted with the sentence before it, or the text was
    /// copied from another page without it. Names differ by letter case, and a name counts only
    /// in its own group and up to the next reference list.
    ///
    /// Where a template on the page could define the footnote out of sight, this is a warning.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The lock opened in 1932.<ref name="Harbour Board">Harbour Board, ''Annual report''.</ref>
    /// It was widened in 1971.<ref name="harbour board" />
    /// ```
    /// ```wikitext,good
    /// The lock opened in 1932.<ref name="Harbour Board">Harbour Board, ''Annual report''.</ref>
    /// It was widened in 1971.<ref name="Harbour Board" />
    /// ```
    ///
    /// MediaWiki shows `cite_error_references_no_text`.
    struct RefUndefined {}
    name: "ref-undefined",
    group: References,
    severity: Error,
}

/// How many other uses of the name are pointed out.
const MOST_USES: usize = 3;

impl Rule for RefUndefined {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let refs = &cx.doc.refs;
        let mut definitions = None;
        let mut stray_ends = StrayEnds::default();
        for error in cx.cite_errors(&[CiteErrorKind::ReferencesNoText]) {
            let Some(footnote) = error.footnote.map(|id| refs.footnote(id)) else { continue };
            let Some(name) = footnote.name.as_deref() else {
                cx.report_cite(error, "this footnote has no content")
                    .help("add the source between `<ref>` and `</ref>`");
                continue;
            };
            let definitions = definitions.get_or_insert_with(|| refs.definitions());
            let defined = definitions.get(&(&*footnote.group, name));
            let is_self_closed =
                |tag: &RefId| refs.tag(*tag).start_span.of(cx.doc.text).ends_with("/>");
            let stray_end = error.tag.filter(is_self_closed);
            let stray_end = stray_end.and_then(|tag| stray_ends.after(cx, tag));
            let doubt = Context::doubt(error, "defines it");
            let message =
                format!("no footnote{} defines {}", in_group(&footnote.group), code(name));
            let found = cx.report_cite(error, message);
            if let Some(stray_end) = stray_end {
                found
                    .help("the `/` ends the footnote before its content: remove it")
                    .related(stray_end, "this has nothing left to close");
            } else if let Some(&defined) = defined {
                explain_list(found, refs, footnote, refs.footnote(defined), &doubt);
            } else if let Some(near) = refs.nearest_name(&footnote.group, name) {
                suggest(found, refs, near, &doubt);
            } else {
                found.help(format!(
                    "add the source here, as in `<ref name=\"…\">source</ref>`, or correct the name{doubt}"
                ));
            }
            point_out_uses(found, refs, error, footnote);
        }
    }
}

/// The name is defined, but on the other side of a reference list.
fn explain_list(
    found: &mut Diagnostic,
    refs: &RefIndex<'_>,
    footnote: &Footnote<'_>,
    defined: &Footnote<'_>,
    doubt: &str,
) {
    if let Some(definition) = defined.definition.map(|definition| refs.tag(definition)) {
        let is_before = definition.span.start < found.span.start;
        found.related(definition.start_span, "defined here");
        let list = if is_before { defined.list } else { footnote.list };
        if let Some(list) = list.map(|list| refs.list(list)).filter(|list| list.node.is_some()) {
            found.related(list.start_span, "this list forgets the names before it");
        }
    }
    found.help(format!("move the reference list below both, or repeat the source here{doubt}"));
}

fn suggest(found: &mut Diagnostic, refs: &RefIndex<'_>, near: NearName, doubt: &str) {
    let other = refs.footnote(near.footnote);
    let name = code(other.name.as_deref().unwrap_or_default());
    let help = match (near.difference, &*other.group) {
        (Difference::Group, "") => {
            format!("remove the group if the footnote without one is meant{doubt}")
        }
        (Difference::Group, group) => {
            format!("add `group=\"{group}\"` if that footnote is meant{doubt}")
        }
        _ => format!("add the source, or correct the name: did you mean {name}?"),
    };
    let help = if help.ends_with('?') && !doubt.is_empty() {
        format!("add the source, or correct the name if {name} is meant{doubt}")
    } else {
        help
    };
    found.help(help);
    if let Some(definition) = other.definition {
        let message = format!("{name}{} is defined here", in_group(&other.group));
        found.related(refs.tag(definition).start_span, message);
    }
}

fn point_out_uses(
    found: &mut Diagnostic,
    refs: &RefIndex<'_>,
    error: &CiteError<'_>,
    footnote: &Footnote<'_>,
) {
    let others = footnote.refs.iter().filter(|&&tag| Some(tag) != error.tag);
    for &tag in others.take(MOST_USES) {
        found.related(refs.tag(tag).start_span, "also used here");
    }
}

fn in_group(group: &str) -> String {
    if group.is_empty() { String::new() } else { format!(" of group {}", code(group)) }
}
