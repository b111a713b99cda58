//! Rows of refs: what stands side by side, and so moves together.
//!
//! Only running text is looked at: not the arguments of templates, not headings, not the content
//! of other tags.

use memchr::memmem;
use smallvec::{SmallVec, smallvec};

use super::citations::TemplateUse;
use crate::site::{InlineKind, Site, TemplateRole};
use crate::syntax::tree::{NodeId, NodeKind, Tree};
use crate::syntax::view::Template;
use crate::text::Span;

/// Refs in running text that stand side by side, with the templates among them such as `{{rp}}`.
/// White space and comments may stand between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefRun {
    /// What it consists of, in source order; at least one is a ref.
    pub marks: SmallVec<[Mark; 1]>,
    /// From the first mark to the end of the last.
    pub span: Span,
    /// The node that all marks are children of.
    pub parent: NodeId,
}

/// One tag, function or template in a [`RefRun`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The node.
    pub node: NodeId,
    /// The bytes of the node.
    pub span: Span,
    /// What it is.
    pub kind: MarkKind,
}

/// What a [`Mark`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MarkKind {
    /// It makes one ref or several, or is a mark of its own such as `{{ref}}`.
    Ref,
    /// It adds a page to the ref before it: `{{rp}}`.
    Page,
    /// It says that something is wrong, such as `{{citation needed}}`.
    Tag,
    /// It sets two refs apart, such as `{{,}}` on the French Wikipedia.
    Separator,
}

impl RefRun {
    /// How many tags, functions and templates of the run make refs.
    pub fn ref_count(&self) -> usize {
        self.marks.iter().filter(|mark| mark.kind == MarkKind::Ref).count()
    }
}

impl From<InlineKind> for MarkKind {
    fn from(kind: InlineKind) -> Self {
        match kind {
            InlineKind::Page => Self::Page,
            InlineKind::Tag => Self::Tag,
            InlineKind::Separator => Self::Separator,
        }
    }
}

/// Collects runs while the nodes of a tree pass by in preorder.
pub(super) struct Collector<'s> {
    text: &'s str,
    site: &'s Site,
    runs: Vec<RefRun>,
    /// Nodes up to this offset do not stand in running text.
    hidden_until: u32,
}

impl<'s> Collector<'s> {
    pub(super) fn new(text: &'s str, site: &'s Site) -> Self {
        Self { text, site, runs: Vec::new(), hidden_until: 0 }
    }

    /// Takes the next node of the walk, and what is known of it if it is a template.
    pub(super) fn enter(&mut self, tree: &Tree, node: NodeId, template: Option<&TemplateUse<'_>>) {
        use NodeKind::{
            ExtensionTag, Heading, Parameter, ParserFunction, Ref, References, TableAttributes,
        };
        let span = tree.span(node);
        if span.start < self.hidden_until {
            return;
        }
        let kind = match tree.kind(node) {
            Ref => Some(MarkKind::Ref),
            NodeKind::Template => template.and_then(|it| kind_of_template(it, self.site)),
            ParserFunction => self.is_ref_function(tree, node).then_some(MarkKind::Ref),
            ExtensionTag | Heading | Parameter | References | TableAttributes => None,
            _ => return,
        };
        self.hidden_until = span.end;
        if let Some(kind) = kind {
            self.add(Mark { node, span, kind }, tree.parent(node).unwrap_or(NodeId::ROOT));
        }
    }

    pub(super) fn finish(mut self) -> Vec<RefRun> {
        self.runs.retain(|run| run.ref_count() > 0);
        self.runs
    }

    fn add(&mut self, mark: Mark, parent: NodeId) {
        if let Some(run) = self.runs.last_mut()
            && run.parent == parent
            && is_blank(Span::new(run.span.end, mark.span.start).of(self.text))
        {
            run.marks.push(mark);
            run.span.end = mark.span.end;
            return;
        }
        self.runs.push(RefRun { marks: smallvec![mark], span: mark.span, parent });
    }

    fn is_ref_function(&self, tree: &Tree, node: NodeId) -> bool {
        let Some(view) = Template::new(self.text, tree, node) else { return false };
        let is_ref = |tag: Span| tag.of(self.text).trim_ascii().eq_ignore_ascii_case("ref");
        view.name().eq_ignore_ascii_case("#tag")
            && view.arguments().next().is_some_and(|tag| is_ref(tag.span))
    }
}

fn kind_of_template(template: &TemplateUse<'_>, site: &Site) -> Option<MarkKind> {
    use TemplateRole::{List, Mark, Note, Plain, Ref, Short, Use};
    match template.role {
        Some(Ref(_) | Use(_) | Mark(_)) => Some(MarkKind::Ref),
        Some(Short(data)) => data.footnote.then_some(MarkKind::Ref),
        Some(List(_) | Note(_)) => None,
        Some(Plain) | None => site.inline.kind(&template.name).map(MarkKind::from),
    }
}

/// Whether nothing but white space and comments stands there, and no blank line.
fn is_blank(mut text: &str) -> bool {
    let mut newlines = 0;
    while let Some(first) = text.chars().next() {
        let len = if first.is_whitespace() {
            newlines += usize::from(first == '\n');
            first.len_utf8()
        } else if text.starts_with("&nbsp;") {
            "&nbsp;".len()
        } else if text.starts_with("<!--") {
            let Some(end) = memmem::find(text.as_bytes(), b"-->") else { return false };
            end + 3
        } else {
            return false;
        };
        text = &text[len..];
    }
    newlines < 2
}

#[cfg(test)]
mod tests {
    use crate::facts::Document;
    use crate::site::Site;

    #[test]
    fn refs_and_what_belongs_to_them_make_runs() {
        let text = "A<ref>x</ref>{{rp|4}} <!-- c --><ref name=y />{{cn}}. B{{sfn|Lee|1999}}, {{cn}} \
            c<ref>x</ref>d{{#tag:ref|z}}\n\n<ref>e</ref> == {{convert|<ref>no</ref>}}\n== H<ref>f</ref> ==\n";
        let document = Document::new(text, Site::mediawiki());
        let runs: Vec<_> = document.runs.iter().map(|run| run.span.of(text)).collect();
        let expected = [
            "<ref>x</ref>{{rp|4}} <!-- c --><ref name=y />{{cn}}",
            "{{sfn|Lee|1999}}",
            "<ref>x</ref>",
            "{{#tag:ref|z}}",
            "<ref>e</ref>",
        ];
        assert_eq!(runs, expected);
        assert_eq!(document.runs[0].ref_count(), 2);
    }
}
