//! The templates of a page, and those that describe a source.

use std::borrow::Cow;

use super::cite::RefId;
use super::fields::{Fields, SetField};
use crate::site::{
    FieldId, ParameterMeaning, Schema, Site, TemplateRole, TemplateSchema, normalize_name,
};
use crate::syntax::tree::{NodeId, NodeKind, Tree};
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
    /// What it is known to make.
    pub role: Option<TemplateRole<'s>>,
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
    /// What is known of its parameters; `None` if nothing is.
    pub schema: Option<CitationSchema<'s>>,
    /// What the arguments are, in the same order.
    states: Vec<ArgumentState>,
    /// The fields that they set.
    set: Fields<'s>,
    is_open: bool,
}

/// The family of templates that a citation belongs to.
#[derive(Clone, Copy, Debug)]
pub struct CitationSchema<'s> {
    /// The family.
    pub family: &'s Schema,
    /// The template in it.
    pub template: &'s TemplateSchema,
}

/// What is known of one argument of a citation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ArgumentState {
    /// What its parameter means; `None` if the argument has no name or the template no schema.
    pub meaning: Option<ParameterMeaning>,
    /// What its value is like.
    pub value: ValueState,
}

/// What the value of an argument is like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueState {
    /// Nothing but white space and comments.
    Empty,
    /// A template, parameter or other markup is in it, so that only MediaWiki knows it.
    Dynamic,
    /// It stands in double brackets, `((…))`: it is meant as it is and not judged.
    Accepted,
    /// It can be judged.
    Literal,
}

/// A value that can be judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Literal<'s> {
    /// The value as written, trimmed.
    pub span: Span,
    /// The same without comments.
    pub text: Cow<'s, str>,
}

/// A parameter of a citation that sets a field.
#[derive(Clone, Copy, Debug)]
pub struct FieldSetting<'a, 's> {
    /// The field.
    pub field: FieldId,
    /// The usual name of the field, such as `access-date` or `author-last`.
    pub name: &'s str,
    /// The number of the person; 1 for other fields.
    pub number: u32,
    /// The argument.
    pub argument: &'a Argument<'s>,
    /// The argument, as an index into [`Citation::arguments`].
    pub at: usize,
    /// What its value is like; never empty.
    pub value: ValueState,
}

impl<'s> TemplateUse<'s> {
    pub(super) fn new(view: Template<'s, '_>, site: &'s Site) -> Self {
        let name = match view.name() {
            Cow::Borrowed(name) => normalize_name(name),
            Cow::Owned(name) => Cow::Owned(normalize_name(&name).into_owned()),
        };
        let role = site.references.role(&name);
        Self { node: view.node(), name, name_span: view.name_span(), role }
    }
}

impl<'s> Citation<'s> {
    pub(super) fn new(
        text: &'s str,
        tree: &Tree,
        site: &'s Site,
        view: Template<'s, '_>,
        template: &TemplateUse<'s>,
        in_ref: Option<RefId>,
    ) -> Self {
        let TemplateUse { node, ref name, name_span, .. } = *template;
        let mut arguments: Vec<Argument<'s>> = Vec::with_capacity(tree.children(node).count());
        arguments.extend(view.arguments());
        let schema = site
            .citations
            .template(name)
            .map(|(family, template)| CitationSchema { family, template });
        let state = |argument: &Argument<'_>| ArgumentState {
            meaning: schema
                .zip(argument.name.as_deref())
                .map(|(schema, name)| schema.family.meaning(schema.template, name)),
            value: ValueState::of(text, tree, argument),
        };
        let states: Vec<ArgumentState> = arguments.iter().map(state).collect();
        let set = schema.map(|schema| Fields::new(schema.family, &states)).unwrap_or_default();
        let is_open = arguments
            .iter()
            .zip(&states)
            .any(|(argument, state)| argument.name.is_none() && state.value == ValueState::Dynamic);
        let name = name.clone();
        Self { node, name, name_span, arguments, in_ref, schema, states, set, is_open }
    }

    /// The argument that sets this parameter: of several, MediaWiki takes the last one.
    pub fn argument(&self, parameter: &str) -> Option<&Argument<'s>> {
        self.arguments.iter().rfind(|argument| argument.key() == parameter)
    }

    /// The arguments with what is known of them, in source order.
    pub fn states(&self) -> impl DoubleEndedIterator<Item = (&Argument<'s>, ArgumentState)> {
        self.arguments.iter().zip(self.states.iter().copied())
    }

    /// The argument that sets this field, by whatever name, and is not empty; of several the last.
    /// `field` is the usual name, such as `access-date` or `author-last`, or an alias; of people
    /// the first is meant. There is none where the template's parameters are not known.
    pub fn field(&self, field: &str) -> Option<&Argument<'s>> {
        self.setting(field).map(|setting| setting.argument)
    }

    /// As [`Self::field`], with what is known of the argument.
    pub fn setting(&self, field: &str) -> Option<FieldSetting<'_, 's>> {
        let id = self.schema?.family.field_named(field)?;
        self.setting_of(id, 1)
    }

    /// The argument that sets this field of the person with this number, and is not empty; of several
    /// the last. What is no person has the number 1.
    pub fn setting_of(&self, field: FieldId, number: u32) -> Option<FieldSetting<'_, 's>> {
        self.set.last(field, number).map(|it| self.field_setting(it))
    }

    /// The field that an argument sets, unless it is empty. `at` is an index into
    /// [`Self::arguments`].
    pub fn setting_at(&self, at: usize) -> Option<FieldSetting<'_, 's>> {
        self.set.at(at).map(|it| self.field_setting(it))
    }

    /// Whether an argument that is not empty sets the field.
    pub fn sets(&self, field: FieldId) -> bool {
        self.set.has(field)
    }

    /// Whether a template in it may bring more arguments than can be seen.
    pub fn is_open(&self) -> bool {
        self.is_open
    }

    /// The arguments that set fields and are not empty, in source order.
    pub fn fields(&self) -> impl DoubleEndedIterator<Item = FieldSetting<'_, 's>> {
        self.set.iter().map(|it| self.field_setting(it))
    }

    fn field_setting(&self, it: &SetField<'s>) -> FieldSetting<'_, 's> {
        let SetField { name, field, number, at, value } = *it;
        let at = at as usize;
        FieldSetting { field, name, number, argument: &self.arguments[at], at, value }
    }

    /// The value of one of the citation's arguments where it can be judged: not an empty one, not
    /// one that a template makes, and not one in double brackets.
    pub fn literal(
        &self,
        text: &'s str,
        tree: &Tree,
        argument: &Argument<'s>,
    ) -> Option<Literal<'s>> {
        // The arguments are in source order, as are the nodes.
        let at = self.arguments.binary_search_by_key(&argument.node, |it| it.node).ok()?;
        let state = self.states.get(at)?;
        (state.value == ValueState::Literal).then(|| Literal {
            span: argument.trimmed_value_span(text),
            text: argument.value(text, tree),
        })
    }
}

impl ValueState {
    /// Looks at no more than what comes before the first template in the value: citations may be
    /// nested, and each part of the page is to be read once.
    pub(super) fn of(text: &str, tree: &Tree, argument: &Argument<'_>) -> Self {
        use NodeKind::{
            ExtensionTag, LanguageVariant, MagicWord, Nowiki, Parameter, ParserFunction, Ref,
            References, Template,
        };
        let is_dynamic = |kind| {
            matches!(
                kind,
                Template
                    | Parameter
                    | ParserFunction
                    | MagicWord
                    | ExtensionTag
                    | Ref
                    | References
                    | Nowiki
                    | LanguageVariant
            )
        };
        let mut has_comment = false;
        for (_, node) in tree.descendants(argument.node) {
            if is_dynamic(node.kind()) {
                return Self::Dynamic;
            }
            has_comment |= node.kind() == NodeKind::Comment;
        }
        let value = if has_comment {
            argument.value(text, tree)
        } else {
            Cow::Borrowed(argument.value_span.of(text).trim_ascii())
        };
        if value.is_empty() {
            Self::Empty
        } else if value.starts_with("((") && value.ends_with("))") {
            Self::Accepted
        } else {
            Self::Literal
        }
    }
}

#[cfg(test)]
mod tests {
    use super::ValueState;
    use crate::facts::Document;
    use crate::site::Site;

    #[test]
    fn fields_are_found_under_every_name() {
        let text = "{{Cite_book |last=Orme |first1=Ada|surname2=Bell| accessdate = 1 May |url=\n\
                    |Titel=x|title=A|title=|isbn=((12))|trans-title=<!--c-->|page={{nowrap|3}}}}";
        let doc = Document::new(text, Site::mediawiki());
        let citation = &doc.citations[0];
        let value = |field: &str| {
            let argument = citation.field(field)?;
            Some(argument.value(text, &doc.tree).into_owned())
        };
        assert_eq!(value("access-date").as_deref(), Some("1 May"));
        assert_eq!(value("accessdate").as_deref(), Some("1 May"));
        assert_eq!(value("last").as_deref(), Some("Orme"));
        assert_eq!(value("title").as_deref(), Some("A"));
        assert_eq!(value("url"), None);
        assert_eq!(value("trans-title"), None);
        let people: Vec<_> = citation.fields().take(3).map(|it| (it.name, it.number)).collect();
        assert_eq!(people, [("author-last", 1), ("author-first", 1), ("author-last", 2)]);
        let literal = |field: &str| citation.literal(text, &doc.tree, citation.field(field)?);
        assert_eq!(literal("title").expect("a text").span.of(text), "A");
        assert_eq!(literal("isbn"), None);
        assert_eq!(literal("page"), None);
        assert_eq!(citation.setting("page").expect("set").value, ValueState::Dynamic);
    }

    #[test]
    fn templates_without_schema_set_nothing() {
        let text = "{{cita web|url=http://example.org|titolo=A}}";
        let doc = Document::new(text, Site::mediawiki());
        assert_eq!(doc.citations[0].fields().count(), 0);
        assert!(doc.citations[0].field("url").is_none());
    }
}
