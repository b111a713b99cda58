//! From templates and magic links to identifiers.

use std::borrow::Cow;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::text::in_text;
use super::{Identifier, Place, ShownIdentifier};
use crate::facts::citations::{Citation, TemplateUse, ValueState};
use crate::identifier::{Kind, canonical, check, in_address, recognize};
use crate::site::{Identifiers, ParameterMeaning, Site};
use crate::syntax::tree::{NodeId, NodeKind, Tree};
use crate::syntax::view::{Argument, MagicLink, MagicLinkKind, Template};
use crate::text::Span;

/// What is read of a page.
#[derive(Clone, Copy)]
pub(in crate::facts) struct Page<'a, 's> {
    pub(in crate::facts) text: &'s str,
    pub(in crate::facts) tree: &'a Tree,
    pub(in crate::facts) site: &'s Site,
    pub(in crate::facts) templates: &'a [TemplateUse<'s>],
    pub(in crate::facts) citations: &'a [Citation<'s>],
    /// The nodes of kind [`NodeKind::MagicLink`].
    pub(in crate::facts) magic_links: &'a [NodeId],
}

/// The identifiers of a page in source order, and those that the addresses of its citations show.
pub(in crate::facts) fn collect<'s>(
    page: Page<'_, 's>,
) -> (Vec<Identifier<'s>>, Vec<ShownIdentifier>) {
    let mut found = Vec::new();
    let mut shown = Vec::new();
    for (index, citation) in page.citations.iter().enumerate() {
        page.in_citation(index, citation, &mut found, &mut shown);
    }
    for template in page.templates {
        page.in_template(template, &mut found);
    }
    found.sort_by_key(|it| it.span);
    let magic_links = page.magic_links.iter().filter_map(|&node| page.magic_link(node));
    let magic_links: Vec<_> = magic_links.filter(|it| !covers(&found, it.span.start)).collect();
    if !magic_links.is_empty() {
        found.extend(magic_links);
        found.sort_by_key(|it| it.span);
    }
    let in_text = in_text(page, &found);
    if !in_text.is_empty() {
        found.extend(in_text);
        found.sort_by_key(|it| it.span);
    }
    (found, shown)
}

/// The start of a DOI in the path of an address.
static DOI_IN_PATH: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("/10."));

/// The identifier that an address shows.
fn in_url(citation: usize, span: Span, url: &str) -> Option<ShownIdentifier> {
    if let Some((kind, value)) = in_address(url) {
        let value = canonical(kind, &value)?;
        return Some(ShownIdentifier { citation, span, kind, value, is_own: true });
    }
    // Many publishers write the DOI into the path.
    let at = DOI_IN_PATH.find(url.as_bytes())? + 1;
    let path = url[at..].split(['?', '#', '&']).next()?.replace("%2F", "/").replace("%2f", "/");
    let value = canonical(Kind::Doi, &path).unwrap_or_else(|| path.to_ascii_lowercase());
    let kind = Kind::Doi;
    let has_suffix = value.contains('/');
    has_suffix.then_some(ShownIdentifier { citation, span, kind, value, is_own: false })
}

/// Whether one of the identifiers, which are in source order, stands at this offset.
pub(super) fn covers(identifiers: &[Identifier<'_>], offset: u32) -> bool {
    let before = identifiers.partition_point(|it| it.span.start <= offset);
    before > 0 && identifiers[before - 1].span.end > offset
}

impl<'s> Page<'_, 's> {
    fn in_citation(
        &self,
        index: usize,
        citation: &Citation<'s>,
        found: &mut Vec<Identifier<'s>>,
        shown: &mut Vec<ShownIdentifier>,
    ) {
        let data: &Identifiers = &self.site.identifiers;
        let family = citation.schema.map(|schema| schema.family);
        for (at, (argument, state)) in citation.states().enumerate() {
            if state.value != ValueState::Literal {
                continue;
            }
            let field = match (family, state.meaning) {
                (Some(family), Some(ParameterMeaning::Sets(field, _))) => {
                    Some(&*family.field(field).name)
                }
                _ => argument.name.as_deref(),
            };
            let Some(field) = field else { continue };
            if let Some(kind) = data.parameter(field) {
                let value = argument.value(self.text, self.tree);
                let place = Place::Citation { citation: index, argument: at };
                let span = argument.trimmed_value_span(self.text);
                found.push(self.identifier(kind, value, span, place));
            } else if matches!(field, "url" | "chapter-url") {
                let span = argument.trimmed_value_span(self.text);
                shown.extend(in_url(index, span, &argument.value(self.text, self.tree)));
            }
        }
    }

    fn in_template(&self, template: &TemplateUse<'s>, found: &mut Vec<Identifier<'s>>) {
        let all = self.site.identifiers.template(&template.name);
        if all.is_empty() {
            return;
        }
        let Some(view) = Template::new(self.text, self.tree, template.node) else { return };
        for holds in all {
            let is_part = |it: &Argument<'_>| holds.unless.iter().any(|name| *name == it.key());
            if !holds.unless.is_empty() && view.arguments().any(|it| is_part(&it)) {
                continue;
            }
            for argument in view.arguments() {
                if holds.parameters.iter().any(|name| *name == argument.key()) {
                    found.extend(self.in_argument(holds.kind, &argument, template.node));
                }
            }
        }
    }

    fn in_argument(
        &self,
        kind: Kind,
        argument: &Argument<'s>,
        template: NodeId,
    ) -> Option<Identifier<'s>> {
        let is_magic = |child| self.tree.kind(child) == NodeKind::MagicLink;
        let is_literal = ValueState::of(self.text, self.tree, argument) == ValueState::Literal;
        if !is_literal || self.tree.children(argument.node).any(is_magic) {
            return None;
        }
        let value = argument.value(self.text, self.tree);
        // Words such as "none" say that there is no identifier.
        let has_digit = value.contains(|c: char| c.is_ascii_digit());
        let span = argument.trimmed_value_span(self.text);
        has_digit.then(|| self.identifier(kind, value, span, Place::Template(template)))
    }

    fn magic_link(&self, node: NodeId) -> Option<Identifier<'s>> {
        let link = MagicLink::new(self.text, self.tree, node)?;
        let kind = match link.kind {
            MagicLinkKind::Isbn => Kind::Isbn,
            MagicLinkKind::Pmid => Kind::Pmid,
            MagicLinkKind::Rfc => Kind::Rfc,
        };
        let end = self.tree.span(node).end;
        let span = Span::new(end - link.value.len() as u32, end);
        Some(self.identifier(kind, Cow::Borrowed(link.value), span, Place::MagicLink(node)))
    }

    /// Reads a value.
    pub(super) fn identifier(
        &self,
        kind: Kind,
        value: Cow<'s, str>,
        span: Span,
        place: Place,
    ) -> Identifier<'s> {
        let reading = match &value {
            Cow::Borrowed(value) => check(kind, value),
            Cow::Owned(value) => check(kind, value).map(|it| Cow::Owned(it.into_owned())),
        };
        let reading = reading.and_then(|canonical| {
            match self.site.identifiers.limits.check(kind, &canonical, &value) {
                Some(fault) => Err(fault),
                None => Ok(canonical),
            }
        });
        let looks_like = match &reading {
            Err(fault) if fault.repair.is_none() => {
                recognize(&value).filter(|it| !kind.looks_like(*it))
            }
            _ => None,
        };
        Identifier { kind, value, span, place, reading, looks_like }
    }
}
