//! One walk over the tree that gathers what readers see.

use std::ops::Range;

use super::mark::{self, MarkKind};
use super::output::Output;
use super::{BlockKind, Context, OBJECT, Page, rendered};
use crate::facts::rendered::Dialect;
use crate::site::{ShowingTemplate, Shows, TextRole};
use crate::syntax::attributes::decode_character_references;
use crate::syntax::tree::{NodeId, NodeKind};
use crate::syntax::view::{ExtensionTag, ExternalLink, HtmlTag, Template, WikilinkSpans};
use crate::text::Span;

/// HTML tags that end a block of text.
const BLOCK_TAGS: &str = "blockquote caption center dd div dl dt h1 h2 h3 li ol p table td tr ul";

/// Gathers the text, the marks and the contexts of a page.
pub(super) fn build(page: Page<'_, '_>) -> Output {
    if page.dialect == Dialect::Rendered {
        return rendered::build(page);
    }
    let mut builder = Builder {
        page,
        output: Output::with_room_for(page),
        scopes: Vec::new(),
        captions: Vec::new(),
        blockquotes: 0,
        next_marker: 0,
        is_in_italics: false,
        line: Span::default(),
    };
    builder.walk(0..page.tree.len());
    // A caption stands apart from the text that its picture stands in.
    while let Some(caption) = builder.captions.pop() {
        builder.output.start_block(BlockKind::Caption);
        builder.walk(builder.inside(caption));
    }
    builder.output
}

struct Builder<'a, 's> {
    page: Page<'a, 's>,
    output: Output,
    /// The nodes that the walk is in and that change how text is read.
    scopes: Vec<Scope>,
    /// Captions of pictures that have not been looked at.
    captions: Vec<NodeId>,
    /// How many `<blockquote>` are open.
    blockquotes: u32,
    /// The next marker such as `[1]`, as an index.
    next_marker: usize,
    /// Whether the walk is in italics, of which the outermost decide on a title.
    is_in_italics: bool,
    /// A stretch of the source without a newline.
    line: Span,
}

/// How far newlines are looked for behind a text, in bytes: the next texts are often in its line.
const LOOK_AHEAD: usize = 256;

/// A node that the walk is in.
struct Scope {
    /// The first node after it, as an index.
    end: usize,
    /// The node with which the walk goes on then.
    resume: usize,
    /// The context outside.
    context: Context,
    /// The kind of block outside, if the node is a block of its own.
    block: Option<BlockKind>,
    /// Where its text starts, if that may be a title.
    title: Option<(u32, usize)>,
}

impl Builder<'_, '_> {
    fn walk(&mut self, nodes: Range<usize>) {
        let mut next = nodes.start;
        while next < nodes.end {
            next = match self.scopes.last() {
                Some(scope) if scope.end <= next => self.leave(next),
                _ => self.enter(NodeId::from_index(next)),
            };
        }
        self.leave(nodes.end);
        self.output.end_block();
    }

    /// Leaves the nodes that end before the next one; says where the walk goes on.
    fn leave(&mut self, mut next: usize) -> usize {
        while let Some(scope) = self.scopes.pop_if(|scope| scope.end <= next) {
            if let Some(title) = scope.title {
                self.output.title_since(title);
                self.is_in_italics = false;
            }
            if let Some(kind) = scope.block {
                self.output.start_block(kind);
            }
            self.output.set_context(scope.context);
            next = next.max(scope.resume);
        }
        next
    }

    /// Takes a node; says which is the next.
    fn enter(&mut self, id: NodeId) -> usize {
        use NodeKind as K;
        let Page { text, tree, .. } = self.page;
        let span = tree.span(id);
        match tree.kind(id) {
            K::Text => self.text(span),
            K::Paragraph => return self.block(id, BlockKind::Paragraph),
            K::Heading => {
                self.blockquotes = 0;
                return self.block(id, BlockKind::Heading);
            }
            K::ListItem | K::Definition => return self.block(id, BlockKind::ListItem),
            K::TableCell | K::TableCaption => return self.block(id, BlockKind::TableCell),
            K::Preformatted => return self.block(id, BlockKind::Preformatted),
            K::Document | K::List | K::Table | K::TableRow => {
                self.output.end_block();
                return id.index() + 1;
            }
            K::Bold => return self.inline(id, Context::EMPHASIS),
            K::Italic => {
                let next = self.inline(id, Context::EMPHASIS);
                if let Some(scope) = self.scopes.last_mut()
                    && !std::mem::replace(&mut self.is_in_italics, true)
                {
                    scope.title = Some(self.output.position());
                }
                return next;
            }
            K::Wikilink => return self.wikilink(id),
            K::ExternalLink => return self.external_link(id),
            K::MagicLink => self.output.verbatim(text, span),
            K::Entity => self.entity(span),
            K::Nowiki => {
                if let Some(body) = ExtensionTag::new(text, tree, id).and_then(|tag| tag.body()) {
                    self.text(body);
                }
            }
            K::Ref => self.output.mark(MarkKind::Ref, span),
            K::Template => return self.template(id),
            K::ParserFunction => self.function(id),
            K::ExtensionTag => return self.extension_tag(id),
            K::HtmlTag => self.html_tag(id),
            K::FileLink => {
                let captions = tree.children(id).filter(|&it| tree.kind(it) == K::FileCaption);
                self.captions.extend(captions);
            }
            K::Parameter | K::Signature | K::LanguageVariant => self.object(span),
            K::MagicWord if span.of(text).starts_with('{') => self.object(span),
            // Nothing of these is text, or they are parts of what is handled above.
            _ => {}
        }
        self.inside(id).end
    }

    /// The nodes below a node.
    fn inside(&self, id: NodeId) -> Range<usize> {
        let start = id.index() + 1;
        start..start + self.page.tree.descendant_count(id)
    }

    fn scope(&mut self, id: NodeId, block: Option<BlockKind>) -> usize {
        let inside = self.inside(id);
        let context = self.output.context();
        let (end, resume) = (inside.end, inside.end);
        self.scopes.push(Scope { end, resume, context, block, title: None });
        inside.start
    }

    fn block(&mut self, id: NodeId, kind: BlockKind) -> usize {
        let outer = self.output.kind();
        self.output.start_block(kind);
        self.scope(id, Some(outer))
    }

    fn inline(&mut self, id: NodeId, context: Context) -> usize {
        let next = self.scope(id, None);
        self.output.set_context(self.output.context() | context);
        next
    }

    /// Text as it stands in the source. A blank line ends the block.
    fn text(&mut self, span: Span) {
        let mut from = span.start;
        while let Some(marker) = self.marker_before(span.end) {
            if marker.start >= from {
                self.lines(Span::new(from, marker.start));
                self.output.mark(MarkKind::Ref, marker);
                from = marker.end.min(span.end);
            }
            self.next_marker += 1;
        }
        self.lines(Span::new(from.min(span.end), span.end));
    }

    /// The next marker, if it starts before this offset.
    fn marker_before(&self, end: u32) -> Option<Span> {
        let marker = self.page.plain_index.markers.get(self.next_marker)?;
        (marker.whole.start < end).then_some(marker.whole)
    }

    fn lines(&mut self, span: Span) {
        let source = self.page.text;
        if !self.line.contains(span) {
            let end = source.len().min(span.end as usize + LOOK_AHEAD);
            let newline = memchr::memchr(b'\n', &source.as_bytes()[span.start as usize..end]);
            let end = newline.map_or(end as u32, |length| span.start + length as u32);
            self.line = Span::new(span.start, end);
        }
        if self.line.contains(span) {
            self.output.verbatim(source, span);
            return;
        }
        let mut from = span.start;
        for at in memchr::memchr_iter(b'\n', span.of(source).as_bytes()) {
            let at = span.start + at as u32;
            self.output.verbatim(source, Span::new(from, at));
            from = at + 1;
            let rest = Span::new(from, span.end).of(source);
            if rest.trim_start_matches([' ', '\t', '\r']).starts_with('\n') {
                self.output.end_block();
            } else if !self.output.block_text().is_empty() {
                self.output.replaced(" ", Span::new(at, from));
            }
        }
        self.output.verbatim(source, Span::new(from, span.end));
    }

    fn entity(&mut self, span: Span) {
        let decoded = decode_character_references(span.of(self.page.text));
        let is_space = decoded.chars().all(char::is_whitespace);
        self.output.replaced(if is_space { " " } else { &decoded }, span);
    }

    /// Something that shows one knows not what.
    fn object(&mut self, span: Span) {
        self.output.replaced(OBJECT.encode_utf8(&mut [0; 4]), span);
    }

    fn wikilink(&mut self, id: NodeId) -> usize {
        let Page { text, tree, .. } = self.page;
        let end = self.inside(id).end;
        let Some(link) = WikilinkSpans::new(text, tree, id) else { return end };
        let next = self.inline(id, Context::LINK);
        let Some(label) = link.label else {
            // A colon at the start of the target is not shown.
            let target = link.target;
            let colon = u32::from(target.of(text).starts_with(':'));
            self.output.verbatim(text, Span::new(target.start + colon, target.end));
            return self.first_from(id, link.trail.start);
        };
        if next == end {
            self.output.verbatim(text, label);
        }
        self.first_from(id, label.start)
    }

    /// The first child that starts at or after an offset, as an index; else the node after all.
    fn first_from(&self, id: NodeId, offset: u32) -> usize {
        let tree = self.page.tree;
        let child = tree.children(id).find(|&child| tree.span(child).start >= offset);
        child.map_or(self.inside(id).end, NodeId::index)
    }

    fn external_link(&mut self, id: NodeId) -> usize {
        let Page { text, tree, .. } = self.page;
        let span = tree.span(id);
        match ExternalLink::new(text, tree, id).and_then(|link| link.label_span) {
            Some(label) => {
                self.inline(id, Context::LINK);
                return self.first_from(id, label.start);
            }
            None if tree.node(id).is_bracketed() => self.output.mark(MarkKind::Link, span),
            None => self.object(span),
        }
        self.inside(id).end
    }

    fn template(&mut self, id: NodeId) -> usize {
        let Page { tree, site, templates, .. } = self.page;
        let (span, end) = (tree.span(id), self.inside(id).end);
        let found = templates.binary_search_by_key(&id, |template| template.node);
        let name = found.map_or("", |index| &templates[index].name);
        let mark = found.ok().and_then(|index| mark::of_template(&templates[index], site));
        if let Some(kind) = mark {
            self.output.mark(kind, span);
        }
        match site.prose.text_role(name) {
            Some(TextRole::Shows(data)) => {
                if let Some(next) = self.shown_argument(id, data) {
                    return next;
                }
            }
            Some(TextRole::Silent) => return end,
            None => {}
        }
        if mark.is_none() {
            self.template_without_text(span);
        }
        end
    }

    /// A template on a line of its own divides the text; else it is an object in its line.
    fn template_without_text(&mut self, span: Span) {
        let source = self.page.text;
        let starts_line = self.output.block_text().trim().is_empty()
            || source[..span.start as usize].ends_with('\n');
        let after = &source[span.end as usize..];
        if starts_line && (after.is_empty() || after.starts_with(['\n', '\r'])) {
            self.output.end_block();
        } else {
            self.object(span);
        }
    }

    /// Goes into the argument that a template shows; `None` if there is none.
    fn shown_argument(&mut self, id: NodeId, data: &ShowingTemplate) -> Option<usize> {
        let Page { text, tree, .. } = self.page;
        let view = Template::new(text, tree, id)?;
        let given = |key: &&String| view.arguments().any(|argument| argument.key() == **key);
        let key = data.text.iter().find(given)?;
        let argument = view.arguments().filter(|argument| argument.key() == *key).last()?;
        let context = match data.shows {
            Shows::QuotationBlock | Shows::Quotation => Context::QUOTATION,
            Shows::Foreign => Context::FOREIGN,
            Shows::Text => Context::default(),
        };
        let resume = self.inside(id).end;
        let block = (data.shows == Shows::QuotationBlock).then_some(self.output.kind());
        if block.is_some() {
            self.output.start_block(BlockKind::Paragraph);
        }
        self.scope(argument.node, block);
        if let Some(scope) = self.scopes.last_mut() {
            scope.resume = resume;
        }
        self.output.set_context(self.output.context() | context);
        Some(self.first_from(argument.node, argument.value_span.start))
    }

    fn function(&mut self, id: NodeId) {
        let Page { text, tree, .. } = self.page;
        let span = tree.span(id);
        let is_ref = Template::new(text, tree, id).is_some_and(|view| {
            let first = view.arguments().next();
            view.name().eq_ignore_ascii_case("#tag")
                && first.is_some_and(|it| it.span.of(text).trim().eq_ignore_ascii_case("ref"))
        });
        if is_ref {
            self.output.mark(MarkKind::Ref, span);
        } else {
            self.object(span);
        }
    }

    fn extension_tag(&mut self, id: NodeId) -> usize {
        let Page { text, tree, site, .. } = self.page;
        let end = self.inside(id).end;
        let Some(tag) = ExtensionTag::new(text, tree, id) else { return end };
        let name = tag.name();
        let is = |other: &str| name.eq_ignore_ascii_case(other);
        if is("poem") {
            let next = self.block(id, BlockKind::Paragraph);
            self.output.set_context(self.output.context() | Context::QUOTATION);
            return next;
        }
        if is("gallery") {
            self.output.end_block();
            return id.index() + 1;
        }
        if site.extension_tags.iter().any(|it| it.wikitext && is(&it.name)) {
            return id.index() + 1;
        }
        self.object(tree.span(id));
        end
    }

    fn html_tag(&mut self, id: NodeId) {
        let Page { text, tree, .. } = self.page;
        let Some(tag) = HtmlTag::new(text, tree, id) else { return };
        let name = tag.name();
        if name.eq_ignore_ascii_case("br") {
            self.output.replaced(" ", tree.span(id));
            return;
        }
        if !BLOCK_TAGS.split_ascii_whitespace().any(|block| name.eq_ignore_ascii_case(block)) {
            return;
        }
        self.output.end_block();
        if name.eq_ignore_ascii_case("blockquote") && !tag.is_self_closing() {
            let closed = self.blockquotes.saturating_sub(1);
            self.blockquotes = if tag.is_closing() { closed } else { self.blockquotes + 1 };
            self.output.set_quoted(self.blockquotes > 0);
        }
    }
}
