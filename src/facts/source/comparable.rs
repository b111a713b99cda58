//! The content of refs in the spelling in which it can be compared.

use std::borrow::Cow;

use super::Page;
use super::text::Writer;
use crate::facts::citations::{Citation, ValueState};
use crate::facts::traits::Traits;
use crate::site::{CommonField, ParameterMeaning, normalize_name};
use crate::syntax::tree::{NodeId, NodeKind};
use crate::syntax::view::{Argument, Template};
use crate::text::Span;

impl Page<'_, '_> {
    /// Appends the content of a ref, the span below the node, without comments, white space and
    /// kinds of quotes that differ, and with the parameters of its templates in one order and,
    /// in citations, under their usual names.
    pub(super) fn push_comparable(&self, (root, span): (NodeId, Span), out: &mut String) {
        let mut writer = Writer::new(out);
        let mut copied = span.start;
        for child in self.tree.children(root) {
            let child_span = self.tree.span(child);
            let kind = self.tree.kind(child);
            let is_other = matches!(kind, NodeKind::Comment | NodeKind::Template);
            if !is_other || !span.contains(child_span) {
                continue;
            }
            writer.push(Span::new(copied, child_span.start).of(self.text));
            if kind == NodeKind::Template {
                self.push_template(child, &mut writer);
            }
            copied = child_span.end;
        }
        writer.push(Span::new(copied, span.end).of(self.text));
    }

    /// Appends what is the same in a citation wherever all of it is: enough to tell nearly all apart
    /// in a fraction of the time.
    pub(super) fn push_essence(&self, citation: &Citation<'_>, out: &mut String) {
        let mut writer = Writer::new(out);
        writer.push(&citation.name);
        for field in [CommonField::Title, CommonField::Url, CommonField::Page, CommonField::Pages] {
            writer.push_usual("|");
            let Some(setting) = citation.common(field) else { continue };
            if setting.value == ValueState::Literal && !setting.traits.has(Traits::ANGLE) {
                writer.push_with(setting.span.of(self.text), setting.traits);
            } else {
                writer.push(&setting.argument.value(self.text, self.tree));
            }
        }
    }

    fn push_template(&self, node: NodeId, out: &mut Writer<'_>) {
        if let Ok(at) = self.citations.binary_search_by_key(&node, |it| it.node) {
            let citation = &self.citations[at];
            // To a citation template an empty parameter is none.
            let arguments = self.pairs(&citation.arguments).filter(|(_, value)| !value.is_empty());
            let keys = usual_names(citation);
            let renamed = arguments.map(|(at, value)| (keys(at), value)).collect();
            push(&citation.name, renamed, out);
        } else if let Some(view) = Template::new(self.text, self.tree, node) {
            let arguments: Vec<_> = view.arguments().collect();
            let named = self.pairs(&arguments).map(|(at, value)| ((arguments[at].key(), 0), value));
            push(&normalize_name(&view.name()), named.collect(), out);
        }
    }

    /// The places of arguments and their values.
    fn pairs<'a>(
        &'a self,
        arguments: &'a [Argument<'a>],
    ) -> impl Iterator<Item = (usize, Cow<'a, str>)> {
        arguments.iter().map(|it| it.value(self.text, self.tree)).enumerate()
    }
}

/// A name of a parameter and the number of the person, 0 without one.
type Key<'a> = (Cow<'a, str>, u32);

/// What the parameters of a citation are called, by their places: `accessdate` and `access-date`
/// are one.
fn usual_names<'a>(citation: &'a Citation<'_>) -> impl Fn(usize) -> Key<'a> {
    let meanings: Vec<_> = citation.states().map(|(_, state)| state.meaning).collect();
    move |at| match (meanings[at], citation.schema) {
        (Some(ParameterMeaning::Sets(field, number)), Some(schema)) => {
            (Cow::Borrowed(&schema.family.field(field).name), number)
        }
        _ => (citation.arguments[at].key(), 0),
    }
}

fn push(name: &str, mut arguments: Vec<(Key<'_>, Cow<'_, str>)>, out: &mut Writer<'_>) {
    arguments.sort_by(|one, two| one.0.cmp(&two.0));
    out.push_usual("{{");
    out.push(name);
    for (at, ((name, number), value)) in arguments.iter().enumerate() {
        // Of repeated parameters the last one counts.
        if arguments.get(at + 1).is_some_and(|(next, _)| (&next.0, &next.1) == (name, number)) {
            continue;
        }
        out.push_usual("|");
        out.push(name);
        if *number > 1 {
            out.push_usual(&number.to_string());
        }
        out.push_usual("=");
        out.push(value);
    }
    out.push_usual("}}");
}

#[cfg(test)]
mod tests {
    use crate::facts::Document;
    use crate::site::Site;

    fn compared(body: &str) -> String {
        let source = format!("<ref>{body}</ref>");
        let doc = Document::new(&source, Site::mediawiki());
        doc.comparable(&doc.cited[0])
    }

    #[test]
    fn order_white_space_and_aliases_of_parameters_do_not_count() {
        let expected = "{{cite web|access-date=3 May 2020|author-last=Orme|author-last2=Ley\
            |title=\"A\"|url=http://a.example/?b=1&c=2}} p. 3-5";
        for body in [
            "{{cite web|title=\"A\"|url=http://a.example/?b=1&amp;c=2|accessdate=3 May 2020\
                |last=Orme|author2=Ley}} p. 3-5",
            " {{Cite_web |last1=Orme|last2=Ley|url= http://a.example/?b=1&c=2\n|access-date=3&nbsp;May 2020 |date= |title=“A” <!-- x -->}} p.  3–5",
        ] {
            assert_eq!(compared(body), expected);
        }
        assert_ne!(compared("{{x|a|}}"), compared("{{x|a}}"));
    }

    #[test]
    fn of_repeated_parameters_the_last_counts() {
        assert_eq!(compared("{{cite web|title=A|title=B}}"), compared("{{cite web|title=B}}"));
    }
}
