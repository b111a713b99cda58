//! What is known of the arguments of a citation, and which fields they set.

use super::citations::{ArgumentState, ValueState};
use super::traits::Traits;
use crate::site::{FieldId, ParameterMeaning, Schema};
use crate::text::Span;

/// Up to how many fields are looked through one after another, which is fastest for what most
/// citations have. Papers with many authors set hundreds, and a hostile page any number: rules ask for
/// other fields with each that they see, so there the fields are sorted.
const FEW_FIELDS: usize = 32;

/// What is known of the arguments of a citation.
#[derive(Clone, Debug, Default)]
pub(super) struct Fields<'s> {
    /// Of all arguments, in source order.
    states: Vec<ArgumentState>,
    /// Whether the template does not take the parameter of one.
    has_strange: bool,
    /// Those that set fields and are not empty, in source order.
    set: Vec<SetField<'s>>,
    seen: FieldSet,
    /// Indices into `set`, by field, number and place; empty up to [`FEW_FIELDS`].
    by_field: Vec<u32>,
}

/// An argument that sets a field and is not empty.
#[derive(Clone, Copy, Debug)]
pub(super) struct SetField<'s> {
    /// The usual name of the field.
    pub(super) name: &'s str,
    pub(super) field: FieldId,
    /// The number of the person; 1 for other fields.
    pub(super) number: u32,
    /// The argument, as an index into those of the citation.
    pub(super) at: u32,
    pub(super) value: ValueState,
    /// The value, trimmed.
    pub(super) span: Span,
    /// What occurs in the value; nothing unless it can be judged.
    pub(super) traits: Traits,
}

/// Which fields may be set: dozens of rules ask for fields that most citations do not have.
#[derive(Clone, Copy, Debug, Default)]
struct FieldSet([u64; 4]);

impl<'s> Fields<'s> {
    pub(super) fn with_capacity(arguments: usize) -> Self {
        let (states, set) = (Vec::with_capacity(arguments), Vec::with_capacity(arguments));
        Self { states, set, ..Self::default() }
    }

    /// Adds the next argument, whose value, trimmed, stands at the span.
    pub(super) fn push(
        &mut self,
        text: &str,
        family: Option<&'s Schema>,
        state: ArgumentState,
        span: Span,
    ) {
        let at = self.states.len() as u32;
        self.states.push(state);
        let ArgumentState { meaning, value } = state;
        self.has_strange |= state.is_strange();
        let (Some(family), Some(ParameterMeaning::Sets(field, number))) = (family, meaning) else {
            return;
        };
        if value == ValueState::Empty {
            return;
        }
        let is_literal = value == ValueState::Literal;
        let traits = if is_literal { Traits::of(span.of(text)) } else { Traits::default() };
        let name = &*family.field(field).name;
        self.set.push(SetField { name, field, number, at, value, span, traits });
        self.seen.add(field);
    }

    /// Makes ready to look for fields, when all arguments have been added.
    pub(super) fn finish(&mut self) {
        if self.set.len() > FEW_FIELDS {
            self.by_field.extend(0..self.set.len() as u32);
            // Those of one field and number stay in source order.
            self.by_field.sort_by_key(|&at| self.set[at as usize].key());
        }
    }

    /// What is known of all arguments, in source order.
    pub(super) fn states(&self) -> &[ArgumentState] {
        &self.states
    }

    /// Whether the template does not take the parameter of one.
    pub(super) fn has_strange(&self) -> bool {
        self.has_strange
    }

    /// Those that set fields, in source order.
    pub(super) fn iter(&self) -> std::slice::Iter<'_, SetField<'s>> {
        self.set.iter()
    }

    /// The last one that sets the field of the person with this number.
    pub(super) fn last(&self, field: FieldId, number: u32) -> Option<&SetField<'s>> {
        if !self.seen.may_have(field) {
            return None;
        }
        let key = (field, number);
        if self.by_field.is_empty() {
            return self.set.iter().rfind(|it| it.key() == key);
        }
        let end = self.by_field.partition_point(|&at| self.set[at as usize].key() <= key);
        let last = self.by_field[..end].last().map(|&at| &self.set[at as usize]);
        last.filter(|it| it.key() == key)
    }

    /// The one that stands at this place among the arguments.
    pub(super) fn at(&self, at: usize) -> Option<&SetField<'s>> {
        let found = self.set.binary_search_by_key(&at, |it| it.at as usize).ok()?;
        Some(&self.set[found])
    }

    /// Whether any sets the field.
    pub(super) fn has(&self, field: FieldId) -> bool {
        if !self.seen.may_have(field) {
            return false;
        }
        if self.by_field.is_empty() {
            return self.set.iter().any(|it| it.field == field);
        }
        let start = self.by_field.partition_point(|&at| self.set[at as usize].field < field);
        self.by_field.get(start).is_some_and(|&at| self.set[at as usize].field == field)
    }
}

impl SetField<'_> {
    fn key(&self) -> (FieldId, u32) {
        (self.field, self.number)
    }
}

impl FieldSet {
    fn add(&mut self, field: FieldId) {
        let (word, bit) = Self::place(field);
        self.0[word] |= bit;
    }

    /// Whether the field, or another with the same place, is in the set.
    fn may_have(self, field: FieldId) -> bool {
        let (word, bit) = Self::place(field);
        self.0[word] & bit != 0
    }

    fn place(field: FieldId) -> (usize, u64) {
        let place = field.index() % 256;
        (place / 64, 1 << (place % 64))
    }
}

#[cfg(test)]
mod tests {
    use super::FEW_FIELDS;
    use crate::facts::Document;
    use crate::site::Site;

    #[test]
    fn of_many_fields_the_same_is_found_as_of_few() {
        let people: Vec<_> = (1..40).map(|it| format!("|last{it}=O|first{it}=A")).collect();
        let people = people.concat();
        let text = format!(
            "{{{{cite web|url=a|date=b{people}|x=1|last3=P|url=c|2|date=|last0=R|editor2-last=Q}}}}"
        );
        let doc = Document::new(&text, Site::mediawiki());
        let citation = &doc.citations[0];
        assert!(citation.fields().count() > FEW_FIELDS);
        let family = citation.schema.expect("it is known").family;
        let parameters = family.templates().iter().flat_map(|it| family.parameters_of(it));
        for field in parameters.filter_map(|name| family.field_named(name)) {
            for number in 0..50 {
                let setting = citation.setting_of(field, number).map(|it| it.at);
                let last = citation.fields().rfind(|it| (it.field, it.number) == (field, number));
                assert_eq!(setting, last.map(|it| it.at), "{} {number}", family.field(field).name);
            }
            assert_eq!(citation.sets(field), citation.fields().any(|it| it.field == field));
        }
        for at in 0..citation.arguments.len() {
            let setting = citation.setting_at(at).map(|it| it.field);
            assert_eq!(setting, citation.fields().find(|it| it.at == at).map(|it| it.field));
        }
        assert_eq!(citation.field("url").map(|it| it.value_span.of(&text)), Some("c"));
        assert_eq!(citation.field("date").map(|it| it.value_span.of(&text)), Some("b"));
    }
}
