//! The templates of a page, and those that describe a source.

use std::borrow::Cow;

use super::cite::RefId;
use crate::site::normalize_name;
use crate::syntax::tree::NodeId;
use crate::syntax::view::{Argument, Template};
use crate::text::Span;

/// One template on the page.
#[derive(Clone, Debug)]
pub struct TemplateUse<'s> {
    /// The node.
    pub node: NodeId,
    /// The name as [`normalize_name`] has it.
    pub name: Cow<'s, str>,
    /// The name as written, trimmed.
    pub name_span: Span,
}

/// One source description by a template such as `{{cite web}}`.
#[derive(Clone, Debug)]
pub struct Citation<'s> {
    /// The node of the template.
    pub node: NodeId,
    /// The name of the template as [`normalize_name`] has it.
    pub name: Cow<'s, str>,
    /// The name as written, trimmed.
    pub name_span: Span,
    /// The arguments, in source order, repeated ones included.
    pub arguments: Vec<Argument<'s>>,
    /// The ref that it stands in.
    pub in_ref: Option<RefId>,
}

impl<'s> TemplateUse<'s> {
    pub(super) fn new(view: Template<'s, '_>) -> Self {
        let name = match view.name() {
            Cow::Borrowed(name) => normalize_name(name),
            Cow::Owned(name) => Cow::Owned(normalize_name(&name).into_owned()),
        };
        Self { node: view.node(), name, name_span: view.name_span() }
    }
}

impl<'s> Citation<'s> {
    pub(super) fn new(
        view: Template<'s, '_>,
        template: &TemplateUse<'s>,
        in_ref: Option<RefId>,
    ) -> Self {
        let TemplateUse { node, ref name, name_span } = *template;
        let arguments = view.arguments().collect();
        Self { node, name: name.clone(), name_span, arguments, in_ref }
    }

    /// The argument that sets this parameter: of several, MediaWiki takes the last one.
    pub fn argument(&self, parameter: &str) -> Option<&Argument<'s>> {
        self.arguments.iter().rfind(|argument| argument.key() == parameter)
    }
}
