//! The errors that MediaWiki's Cite extension shows on a page.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::index::{FootnoteId, ListId, RefId};
use crate::text::Span;

/// The conditions that Cite reports, in the order of its checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CiteErrorKind {
    /// An attribute of a ref that Cite does not know.
    RefTooManyKeys,
    /// The same, where a known one has nearly that name.
    RefParameterSuggestion,
    /// A name (or `follow`) of digits only.
    RefNumericKey,
    /// `follow` together with a name or details.
    RefFollowConflicts,
    /// `dir` that is neither `ltr`, `rtl` nor `auto`.
    RefInvalidDir,
    /// Two refs of one footnote with different `dir`.
    RefConflictingDir,
    /// Details without content and without a name.
    DetailsMissingParent,
    /// Details on a ref without a name.
    RefWithDetailsNoName,
    /// A self-closed ref without a name.
    RefNoKey,
    /// A ref without a name and without content.
    RefNoInput,
    /// The content of a ref holds another start tag, so an end tag is missing.
    IncludedRef,
    /// A footnote without content.
    ReferencesNoText,
    /// Two refs of one footnote with different content.
    ReferencesDuplicateKey,
    /// A ref in a list, with another group than that of the list.
    ReferencesGroupMismatch,
    /// A ref in a list, without a name.
    ReferencesNoKey,
    /// A ref in a list that the text before it does not use.
    ReferencesMissingKey,
    /// A ref in a list, without content.
    EmptyReferencesDefine,
    /// Details on a ref in a list.
    DetailsUnsupportedContext,
    /// An attribute of a list that Cite does not know.
    ReferencesInvalidParameters,
    /// A list in a list, so an end tag is missing.
    IncludedReferences,
    /// A group with footnotes but without a list.
    GroupRefsWithoutReferences,
}

impl CiteErrorKind {
    /// The key of MediaWiki's message.
    pub fn key(self) -> &'static str {
        match self {
            Self::RefTooManyKeys => "cite_error_ref_too_many_keys",
            Self::RefParameterSuggestion => "cite_error_ref_parameter_suggestion",
            Self::RefNumericKey => "cite_error_ref_numeric_key",
            Self::RefFollowConflicts => "cite_error_ref_follow_conflicts",
            Self::RefInvalidDir => "cite_error_ref_invalid_dir",
            Self::RefConflictingDir => "cite_error_ref_conflicting_dir",
            Self::DetailsMissingParent => "cite_error_details_missing_parent",
            Self::RefWithDetailsNoName => "cite_error_ref_with_details_no_name",
            Self::RefNoKey => "cite_error_ref_no_key",
            Self::RefNoInput => "cite_error_ref_no_input",
            Self::IncludedRef => "cite_error_included_ref",
            Self::ReferencesNoText => "cite_error_references_no_text",
            Self::ReferencesDuplicateKey => "cite_error_references_duplicate_key",
            Self::ReferencesGroupMismatch => "cite_error_references_group_mismatch",
            Self::ReferencesNoKey => "cite_error_references_no_key",
            Self::ReferencesMissingKey => "cite_error_references_missing_key",
            Self::EmptyReferencesDefine => "cite_error_empty_references_define",
            Self::DetailsUnsupportedContext => "cite_error_details_unsupported_context",
            Self::ReferencesInvalidParameters => "cite_error_references_invalid_parameters",
            Self::IncludedReferences => "cite_error_included_references",
            Self::GroupRefsWithoutReferences => "cite_error_group_refs_without_references",
        }
    }

    /// Whether MediaWiki makes no footnote of the ref, and shows the message in its place (for
    /// a ref in a list: after the list).
    pub fn is_fatal(self) -> bool {
        matches!(
            self,
            Self::RefFollowConflicts
                | Self::DetailsMissingParent
                | Self::RefNoKey
                | Self::RefNoInput
                | Self::IncludedRef
                | Self::EmptyReferencesDefine
        )
    }

    /// Whether a template could bring what is missing: content, a use or a list.
    fn can_be_supplied(self) -> bool {
        matches!(
            self,
            Self::ReferencesNoText | Self::ReferencesMissingKey | Self::GroupRefsWithoutReferences
        )
    }
}

/// How sure an error is, given that templates are not expanded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// No template on the page changes it.
    Certain,
    /// A template on the page (see [`super::RefIndex::suspects`]) could bring what is missing.
    TemplateMaySupply,
}

/// One error as MediaWiki's Cite finds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CiteError<'s> {
    /// Which condition holds.
    pub kind: CiteErrorKind,
    /// The smallest thing to change: the attribute, the content or the tag.
    pub span: Span,
    /// What the message is about, its first argument: an attribute's name, a ref's name, a group
    /// or a value.
    pub argument: Option<Cow<'s, str>>,
    /// The attribute that Cite suggests in place of an unknown one.
    pub suggestion: Option<&'static str>,
    /// The other place that it conflicts with, such as the first definition.
    pub related: Option<Span>,
    /// The ref that it is about.
    pub tag: Option<RefId>,
    /// The footnote that it stands in.
    pub footnote: Option<FootnoteId>,
    /// The list that it is about.
    pub list: Option<ListId>,
    /// Whether a template could bring what is missing.
    pub certainty: Certainty,
    /// Whether MediaWiki shows it. Of several messages in one place it shows only the first.
    pub shown: bool,
    /// Whether another error of the same ref says enough: one that is shown, or, where none is,
    /// the first.
    pub covered: bool,
}

impl<'s> CiteError<'s> {
    pub(super) fn new(kind: CiteErrorKind, span: Span) -> Self {
        Self {
            kind,
            span,
            argument: None,
            suggestion: None,
            related: None,
            tag: None,
            footnote: None,
            list: None,
            certainty: Certainty::Certain,
            shown: false,
            covered: false,
        }
    }

    pub(super) fn about(mut self, argument: impl Into<Cow<'s, str>>) -> Self {
        self.argument = Some(argument.into());
        self
    }

    /// The key of MediaWiki's message.
    pub fn key(&self) -> &'static str {
        self.kind.key()
    }

    pub(super) fn doubt(&mut self) {
        if self.kind.can_be_supplied() {
            self.certainty = Certainty::TemplateMaySupply;
        }
    }
}

/// Finds the errors that another one of the same ref covers.
pub(super) fn mark_covered(errors: &mut [CiteError]) {
    let mut leaders: FxHashMap<RefId, usize> = FxHashMap::default();
    for (at, error) in errors.iter().enumerate() {
        let Some(tag) = error.tag else { continue };
        let leader = leaders.entry(tag).or_insert(at);
        if error.shown && !errors[*leader].shown {
            *leader = at;
        }
    }
    for (at, error) in errors.iter_mut().enumerate() {
        error.covered = !error.shown && error.tag.is_some_and(|tag| leaders[&tag] != at);
    }
}
