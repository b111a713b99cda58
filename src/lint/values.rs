//! What the rules about the values of citations share.

use super::rule::Context;
use crate::facts::Citation;
use crate::facts::values::ValueFaultKind;
use crate::syntax::view::Argument;
use crate::text::Span;

/// A value of a citation in which something is wrong.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FaultyValue<'a, 's> {
    /// The citation.
    pub(crate) citation: &'a Citation<'s>,
    /// The argument with the value.
    pub(crate) argument: &'a Argument<'s>,
    /// The usual name of the field that the argument sets, such as `author-last`.
    pub(crate) field: &'s str,
    /// The part of the value that is wrong.
    pub(crate) span: Span,
}

impl<'a, 's> Context<'a, 's> {
    /// The values in which this is wrong, in source order.
    pub(crate) fn faulty_values(
        &self,
        kind: ValueFaultKind,
    ) -> impl Iterator<Item = FaultyValue<'a, 's>> + use<'a, 's> {
        let doc = self.doc;
        let faults = doc.value_faults().iter().filter(move |fault| fault.kind == kind);
        faults.filter_map(|fault| {
            let citation = &doc.citations[fault.citation];
            let argument = &citation.arguments[fault.argument];
            let field = &*citation.schema?.family.field(fault.field).name;
            Some(FaultyValue { citation, argument, field, span: fault.span })
        })
    }
}
