//! Headings and the sections that they open.

use super::rendered::PrintedHeading;
use crate::syntax::tree::{NodeId, NodeKind, Tree};
use crate::syntax::view::Heading;
use crate::text::Span;

/// The lead of a page, or a section with its heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Section {
    /// The heading; `None` for the lead, and on a rendered page, whose headings are plain lines.
    pub heading: Option<NodeId>,
    /// The level of the heading, 1 to 6; 0 for the lead.
    pub level: u8,
    /// The text of the heading, trimmed; empty for the lead.
    pub title_span: Span,
    /// From the heading up to the next heading of the same or a higher rank, so subsections are
    /// included. The lead ends at the first heading.
    pub span: Span,
    /// What stands after the heading up to the next heading of any level.
    pub own_span: Span,
}

/// The lead and the sections of a rendered page.
pub(super) fn printed(text: &str, headings: &[PrintedHeading]) -> Vec<Section> {
    let mut collector = Collector::new(text);
    for heading in headings {
        collector.start(None, heading.span, heading.level, heading.title);
    }
    collector.finish()
}

/// The section whose own text holds this byte offset, as an index. A heading belongs to the section
/// before it.
pub(super) fn index_at(sections: &[Section], offset: u32) -> usize {
    sections.partition_point(|section| section.own_span.start <= offset).saturating_sub(1)
}

/// Collects sections while the nodes of a tree pass by in preorder.
pub(super) struct Collector<'s> {
    text: &'s str,
    sections: Vec<Section>,
    /// Headings inside a template or tag up to this offset do not divide the page.
    hidden_until: u32,
    /// Indices of the sections that have not ended, the lead not among them.
    open: Vec<usize>,
}

impl<'s> Collector<'s> {
    pub(super) fn new(text: &'s str) -> Self {
        let lead = Section {
            heading: None,
            level: 0,
            title_span: Span::default(),
            span: Span::default(),
            own_span: Span::default(),
        };
        Self { text, sections: vec![lead], hidden_until: 0, open: Vec::new() }
    }

    pub(super) fn enter(&mut self, tree: &Tree, node: NodeId) {
        use NodeKind::{ExtensionTag, Parameter, ParserFunction, Ref, References, Template};
        let span = tree.span(node);
        match tree.kind(node) {
            Template | ParserFunction | Parameter | ExtensionTag | Ref | References => {
                self.hidden_until = self.hidden_until.max(span.end);
            }
            NodeKind::Heading if span.start >= self.hidden_until => {
                if let Some(heading) = Heading::new(self.text, tree, node) {
                    self.start(Some(node), span, heading.level, heading.text_span);
                }
            }
            _ => {}
        }
    }

    pub(super) fn finish(mut self) -> Vec<Section> {
        self.end_sections(0, self.text.len() as u32);
        self.sections
    }

    fn start(&mut self, heading: Option<NodeId>, span: Span, level: u8, title_span: Span) {
        self.end_sections(level, span.start);
        self.open.push(self.sections.len());
        self.sections.push(Section {
            heading,
            level,
            title_span,
            span,
            own_span: Span::new(span.end, span.end),
        });
    }

    /// Ends the last section's own part and all open sections of this level or deeper.
    fn end_sections(&mut self, level: u8, end: u32) {
        if let Some(last) = self.sections.last_mut() {
            last.own_span.end = end;
        }
        if self.sections.len() == 1 {
            self.sections[0].span.end = end;
        }
        while let Some(index) = self.open.pop_if(|index| self.sections[*index].level >= level) {
            self.sections[index].span.end = end;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::Document;
    use crate::site::Site;

    #[test]
    fn sections_hold_their_subsections() {
        let text = "Lead\n== A ==\na\n=== B ===\nb\n== C ==\nc";
        let document = Document::new(text, Site::mediawiki());
        let sections: Vec<_> = document
            .sections
            .iter()
            .map(|section| (section.level, section.title_span.of(text), section.span.of(text)))
            .collect();
        assert_eq!(
            sections,
            [
                (0, "", "Lead\n"),
                (2, "A", "== A ==\na\n=== B ===\nb\n"),
                (3, "B", "=== B ===\nb\n"),
                (2, "C", "== C ==\nc"),
            ]
        );
        assert_eq!(document.sections[1].own_span.of(text).trim(), "a");
    }
}
