//! Refs and lists that are not closed where they should be, and what stands in them.

use super::rule::Context;
use crate::facts::cite::{CiteError, CiteErrorKind, RefId, RefTag};
use crate::syntax::SyntaxErrorKind;
use crate::text::Span;

/// A ref in whose content MediaWiki finds the start of another one.
pub(crate) struct FullRef<'a, 's> {
    /// The error of Cite.
    pub(crate) error: &'a CiteError<'s>,
    /// The outer ref.
    pub(crate) tag: &'a RefTag<'s>,
    /// The start tag in its content, or the whole tag if it closes itself.
    pub(crate) inner: Option<Span>,
    /// The end tag that is left over because the inner one took it.
    pub(crate) left_over: Option<Span>,
    /// Whether the inner one is meant to stand there. Else the outer one lacks its end.
    pub(crate) is_nested: bool,
}

impl FullRef<'_, '_> {
    /// Where the other ref starts in it, as far as it is known.
    pub(crate) fn inner_start(&self) -> u32 {
        self.inner.map_or(self.tag.span.end, |inner| inner.start)
    }
}

impl<'a, 's> Context<'a, 's> {
    /// The refs that hold others, as far as they are worth a diagnostic.
    pub(crate) fn full_refs(&self) -> Vec<FullRef<'a, 's>> {
        let errors: Vec<_> = self.cite_errors(&[CiteErrorKind::IncludedRef]).collect();
        if errors.is_empty() {
            return Vec::new();
        }
        let refs = &self.doc.refs;
        let unclosed = self.tag_spans(SyntaxErrorKind::UnclosedExtensionTag, "ref");
        let stray = self.tag_spans(SyntaxErrorKind::StrayExtensionEndTag, "ref");
        let full_ref = |error: &'a CiteError<'s>| {
            let tag = refs.tag(error.tag?);
            let after = refs.refs.partition_point(|it| it.span.start < tag.span.end);
            let next = refs.refs.get(after).map_or(u32::MAX, |it| it.span.start);
            let left_over = first_between(&stray, tag.span.end, next);
            let open = first_between(&unclosed, tag.start_span.end, tag.span.end);
            let first = refs.refs.partition_point(|it| it.span.start < tag.start_span.end);
            let closed = refs.refs.get(first).map(|it| it.span);
            let closed = closed.filter(|it| it.end <= tag.span.end);
            let is_nested = left_over.is_some() || (open.is_none() && closed.is_some());
            Some(FullRef { error, tag, inner: open.or(closed), left_over, is_nested })
        };
        errors.into_iter().filter_map(full_ref).collect()
    }

    /// The start tags of this name that have no end tag in the rest of the page, and that are not
    /// in the way of an error of this kind.
    pub(crate) fn unclosed_tags(&self, name: &'static str, except: CiteErrorKind) -> Vec<Span> {
        let refs = &self.doc.refs;
        let outer = refs.errors.iter().filter(|error| error.kind == except).filter_map(|error| {
            let list = || error.list.map(|list| refs.list(list).span);
            error.tag.map(|tag| refs.tag(tag).span).or_else(list)
        });
        let mut outer: Vec<Span> = outer.collect();
        outer.sort();
        let mut outer = outer.into_iter().peekable();
        let mut covered_until = 0;
        let mut tags = self.tag_spans(SyntaxErrorKind::UnclosedExtensionTag, name);
        tags.retain(|tag| {
            while let Some(span) = outer.next_if(|span| span.start <= tag.start) {
                covered_until = covered_until.max(span.end);
            }
            tag.start >= covered_until
        });
        tags
    }

    /// The spans of [`Context::tag_errors`] in source order.
    pub(crate) fn tag_spans(&self, kind: SyntaxErrorKind, name: &'static str) -> Vec<Span> {
        let mut spans: Vec<Span> = self.tag_errors(kind, name).map(|error| error.span).collect();
        spans.sort();
        spans
    }
}

/// The `</ref>` of a page that close nothing, as far as they are asked for.
#[derive(Default)]
pub(crate) struct StrayEnds(Option<Vec<Span>>);

impl StrayEnds {
    /// The one that follows a ref before the next: the ref ended too early.
    pub(crate) fn after(&mut self, cx: &Context<'_, '_>, tag: RefId) -> Option<Span> {
        let ends = self
            .0
            .get_or_insert_with(|| cx.tag_spans(SyntaxErrorKind::StrayExtensionEndTag, "ref"));
        let refs = &cx.doc.refs.refs;
        let next = refs.get(tag.0 as usize + 1).map_or(u32::MAX, |next| next.span.start);
        first_between(ends, refs[tag.0 as usize].span.end, next)
    }
}

/// The first of the sorted spans that starts in this range.
pub(super) fn first_between(spans: &[Span], start: u32, end: u32) -> Option<Span> {
    let first = spans.partition_point(|span| span.start < start);
    spans.get(first).copied().filter(|span| span.start < end)
}
