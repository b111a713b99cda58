//! Templates that say that the link of a citation leads nowhere.

use super::Page;
use crate::facts::citations::Citation;
use crate::syntax::tree::{NodeId, NodeKind};
use crate::text::Span;

/// The template `{{dead link}}` or another of its kind, with the citation that it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeadLink {
    /// The template.
    pub span: Span,
    /// Index into [`crate::facts::Document::citations`].
    pub citation: usize,
    /// Whether it stands in the citation itself.
    pub is_inside: bool,
}

/// The farthest that such a template stands behind its citation, in bytes.
const FARTHEST: u32 = 20;

pub(super) fn collect(page: Page<'_, '_>) -> Vec<DeadLink> {
    let named = page.templates.iter().filter(|it| page.site.dates.is_dead_link(&it.name));
    named.filter_map(|template| page.dead_link(template.node)).collect()
}

impl Page<'_, '_> {
    fn dead_link(&self, node: NodeId) -> Option<DeadLink> {
        let span = self.tree.span(node);
        let end_of = |citation: &Citation<'_>| self.tree.span(citation.node).end;
        let next = self.citations.partition_point(|it| self.tree.span(it.node).start < span.start);
        let citation = next.checked_sub(1)?;
        let end = end_of(&self.citations[citation]);
        if span.start < end {
            let argument = self.tree.parent(node)?;
            let is_own = self.tree.kind(argument) == NodeKind::Argument
                && self.tree.parent(argument) == Some(self.citations[citation].node);
            return is_own.then_some(DeadLink { span, citation, is_inside: true });
        }
        let between = self.text.get(end as usize..span.start as usize)?;
        let is_next = between.len() as u32 <= FARTHEST
            && !between.contains(['{', '\n'])
            && self.tree.parent(node) == self.tree.parent(self.citations[citation].node);
        let is_next = is_next || between.trim() == "</ref>";
        is_next.then_some(DeadLink { span, citation, is_inside: false })
    }
}
