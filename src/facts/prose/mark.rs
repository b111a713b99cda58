//! What stands in the text without being text: refs, and templates that ask for one.

use crate::facts::TemplateUse;
use crate::site::{InlineKind, Site, TemplateRole};
use crate::text::Span;

/// A ref or a template like one, at its place in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where it stands, as an offset into [`super::Prose::text`]: it takes no room there.
    pub at: u32,
    /// Its bytes in the source.
    pub span: Span,
    /// What it is.
    pub kind: MarkKind,
}

/// What a [`Mark`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MarkKind {
    /// It makes a ref: `<ref>`, `{{r}}`, `[1]` on a rendered page.
    Ref,
    /// It makes a note, which may cite sources: `{{efn}}`.
    Note,
    /// A short citation, in a footnote of its own or in the text: `{{sfn}}`, `{{harvnb}}`.
    Short,
    /// An external link without a label, which MediaWiki numbers.
    Link,
    /// It asks for a source: `{{citation needed}}`.
    CitationNeeded,
    /// It says that something else is wrong: `{{clarify}}`.
    Tag,
}

/// Which kinds of marks a sentence or a paragraph holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Marks(u8);

impl Marks {
    /// Whether it holds a mark of this kind.
    pub fn has(self, kind: MarkKind) -> bool {
        self.0 & (1 << kind as u8) != 0
    }

    /// Whether a source is given: a ref, a note, a short citation or a numbered link.
    pub fn are_cited(self) -> bool {
        use MarkKind::{Link, Note, Ref, Short};
        [Ref, Note, Short, Link].into_iter().any(|kind| self.has(kind))
    }

    /// Whether somebody has asked for a source.
    pub fn ask_for_source(self) -> bool {
        self.has(MarkKind::CitationNeeded)
    }

    pub(super) fn of(marks: &[Mark]) -> Self {
        Self(marks.iter().fold(0, |set, mark| set | 1 << mark.kind as u8))
    }
}

/// What mark a template makes.
pub(super) fn of_template(template: &TemplateUse<'_>, site: &Site) -> Option<MarkKind> {
    use TemplateRole::{List, Mark, Note, Plain, Ref, Short, Use};
    let name = &*template.name;
    match template.role {
        Some(Use(_)) => Some(MarkKind::Ref),
        Some(Ref(_) | Mark(_)) => Some(MarkKind::Note),
        Some(Short(_)) => Some(MarkKind::Short),
        Some(List(_) | Note(_)) => None,
        Some(Plain) | None if site.prose.asks_for_source(name) => Some(MarkKind::CitationNeeded),
        Some(Plain) | None => {
            let is_tag = site.inline.kind(name)? == InlineKind::Tag;
            is_tag.then_some(MarkKind::Tag)
        }
    }
}
