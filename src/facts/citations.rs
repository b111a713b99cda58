//! The templates of a page, and those that describe a source.

use std::borrow::Cow;

use super::cite::RefId;
use super::fields::{Fields, SetField};
use super::recent_meanings::RecentMeanings;
use super::template_names::NameMeaning;
use super::traits::Traits;
use crate::site::{CommonField, FieldId, ParameterMeaning, Schema, TemplateRole, TemplateSchema};
use crate::syntax::tree::{NodeId, NodeKind, Tree};
use crate::syntax::view::{Argument, Template};
use crate::text::Span;

/// One template on the page.
#[derive(Clone, Debug)]
pub struct TemplateUse<'s> {
    /// The node.
    pub node: NodeId,
    /// The name as [`normalize_name`](crate::site::normalize_name) has it; empty for one that is too
    /// long to be any.
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
    /// The name of the template as [`normalize_name`](crate::site::normalize_name) has it.
    pub name: Cow<'s, str>,
    /// The name as written, trimmed.
    pub name_span: Span,
    /// The arguments, in source order, repeated ones included.
    pub arguments: Vec<Argument<'s>>,
    /// The ref that it stands in.
    pub in_ref: Option<RefId>,
    /// What is known of its parameters; `None` if nothing is.
    pub schema: Option<CitationSchema<'s>>,
    /// What is known of the arguments, in the same order.
    known: Fields<'s>,
    is_open: bool,
    /// Whether two arguments could set the same thing.
    pub(super) may_repeat: bool,
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
    /// The value, trimmed.
    pub span: Span,
    /// What occurs in the value; nothing unless it can be judged.
    pub(crate) traits: Traits,
}

impl<'s> TemplateUse<'s> {
    pub(super) fn new(view: Template<'s, '_>, meaning: &NameMeaning<'s>) -> Self {
        let NameMeaning { name, role, .. } = meaning;
        Self { node: view.node(), name: name.clone(), name_span: view.name_span(), role: *role }
    }
}

impl<'s> Citation<'s> {
    pub(super) fn new(
        text: &'s str,
        tree: &Tree,
        view: Template<'s, '_>,
        template: &TemplateUse<'s>,
        (schema, meanings): (Option<CitationSchema<'s>>, &mut RecentMeanings<'s>),
        in_ref: Option<RefId>,
    ) -> Self {
        let TemplateUse { node, ref name, name_span, .. } = *template;
        let count = tree.children(node).count();
        let mut arguments: Vec<Argument<'s>> = Vec::with_capacity(count);
        let mut known = Fields::with_capacity(count);
        let mut is_open = false;
        for argument in view.arguments() {
            let span = argument.trimmed_value_span(text);
            let named = schema.zip(argument.name.as_ref());
            let meaning = named.map(|(schema, name)| match *name {
                Cow::Borrowed(name) => meanings.meaning(schema, name),
                Cow::Owned(ref name) => schema.family.meaning(schema.template, name),
            });
            let value = ValueState::of_trimmed(text, tree, &argument, span);
            is_open |= argument.name.is_none() && value == ValueState::Dynamic;
            let family = schema.map(|schema| schema.family);
            known.push(text, family, ArgumentState { meaning, value }, span);
            arguments.push(argument);
        }
        known.finish();
        let name = name.clone();
        let mut citation = Self {
            node,
            name,
            name_span,
            arguments,
            in_ref,
            schema,
            known,
            is_open,
            may_repeat: false,
        };
        citation.may_repeat = citation.look_for_repeats();
        citation
    }

    /// The argument that sets this parameter: of several, MediaWiki takes the last one.
    pub fn argument(&self, parameter: &str) -> Option<&Argument<'s>> {
        self.arguments.iter().rfind(|argument| argument.key() == parameter)
    }

    /// The arguments with what is known of them, in source order.
    pub fn states(&self) -> impl DoubleEndedIterator<Item = (&Argument<'s>, ArgumentState)> {
        self.arguments.iter().zip(self.known.states().iter().copied())
    }

    /// The arguments whose parameters the template does not take, with what is known of them, in
    /// source order.
    pub fn strange(&self) -> impl Iterator<Item = (&Argument<'s>, ArgumentState)> {
        // Few citations have any.
        let looked_at = if self.known.has_strange() { self.arguments.len() } else { 0 };
        self.states().take(looked_at).filter(|(_, state)| state.is_strange())
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

    /// As [`Self::setting`], for a field that is asked for of each citation.
    pub fn common(&self, field: CommonField) -> Option<FieldSetting<'_, 's>> {
        self.setting_of(self.schema?.family.common(field)?, 1)
    }

    /// The argument that sets this field of the person with this number, and is not empty; of several
    /// the last. What is no person has the number 1.
    pub fn setting_of(&self, field: FieldId, number: u32) -> Option<FieldSetting<'_, 's>> {
        self.known.last(field, number).map(|it| self.field_setting(it))
    }

    /// The field that an argument sets, unless it is empty. `at` is an index into
    /// [`Self::arguments`].
    pub fn setting_at(&self, at: usize) -> Option<FieldSetting<'_, 's>> {
        self.known.at(at).map(|it| self.field_setting(it))
    }

    /// Whether an argument that is not empty sets the field.
    pub fn sets(&self, field: FieldId) -> bool {
        self.known.has(field)
    }

    /// Whether a template in it may bring more arguments than can be seen.
    pub fn is_open(&self) -> bool {
        self.is_open
    }

    /// The arguments that set fields and are not empty, in source order.
    pub fn fields(&self) -> impl DoubleEndedIterator<Item = FieldSetting<'_, 's>> {
        self.known.iter().map(|it| self.field_setting(it))
    }

    fn field_setting(&self, it: &SetField<'s>) -> FieldSetting<'_, 's> {
        let SetField { name, field, number, at, value, span, traits } = *it;
        let at = at as usize;
        FieldSetting { field, name, number, argument: &self.arguments[at], at, value, span, traits }
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
        let state = self.known.states().get(at)?;
        (state.value == ValueState::Literal).then(|| Literal {
            span: argument.trimmed_value_span(text),
            text: argument.value(text, tree),
        })
    }
}

impl ArgumentState {
    /// Whether the template does not take the parameter.
    pub(super) fn is_strange(self) -> bool {
        self.meaning.is_some_and(|it| !matches!(it, ParameterMeaning::Sets(..)))
    }
}

impl ValueState {
    pub(super) fn of(text: &str, tree: &Tree, argument: &Argument<'_>) -> Self {
        Self::of_trimmed(text, tree, argument, argument.trimmed_value_span(text))
    }

    /// As [`Self::of`], of the value at this span. Looks at no more than what comes before the first
    /// template in the value: citations may be nested, and each part of the page is to be read once.
    fn of_trimmed(text: &str, tree: &Tree, argument: &Argument<'_>, span: Span) -> Self {
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
        let value =
            if has_comment { argument.value(text, tree) } else { Cow::Borrowed(span.of(text)) };
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
