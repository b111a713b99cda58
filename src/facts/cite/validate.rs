//! What Cite checks on one ref, by itself: its `Validator`.

use std::borrow::Cow;

use super::content::Content;
use super::error::{CiteError, CiteErrorKind};
use super::included;
use super::index::{Origin, RefTag, ReferenceList};
use crate::site::Site;
use crate::syntax::attributes::Attribute;
use crate::text::Span;

/// What Cite makes of the attributes of a ref.
pub(super) struct Checked<'s> {
    pub(super) group: Cow<'s, str>,
    /// The name, unless it is empty or a number.
    pub(super) name: Option<Cow<'s, str>>,
    /// The name that the ref continues.
    pub(super) follow: Option<Cow<'s, str>>,
    /// The direction, in lower case, if it is a known one.
    pub(super) dir: Option<String>,
    /// The details, where they make a sub-reference.
    pub(super) details: Option<Cow<'s, str>>,
    /// All that is wrong, in the order of Cite's checks.
    pub(super) errors: Vec<CiteError<'s>>,
    /// Whether one of the errors prevents a footnote.
    pub(super) is_fatal: bool,
}

impl<'s> Checked<'s> {
    fn report(&mut self, error: CiteError<'s>) {
        self.is_fatal |= error.kind.is_fatal();
        self.errors.push(error);
    }
}

/// Checks one ref. `list_group` is the group of the list that it stands in.
pub(super) fn check_ref<'s>(
    tag: &RefTag<'s>,
    text: &'s str,
    list_group: Option<&Cow<'s, str>>,
    site: &Site,
) -> Checked<'s> {
    let known = known_attributes(site);
    let value = |name: &str| tag.value(name).cloned();
    let details = value("details").filter(|_| site.sub_referencing);
    let mut checked = Checked {
        group: value("group").or_else(|| list_group.cloned()).unwrap_or_default(),
        name: value("name").filter(|name| !name.is_empty()),
        follow: value("follow").filter(|follow| is_true(follow)),
        dir: None,
        details: details.clone().filter(|details| !details.is_empty()),
        errors: Vec::new(),
        is_fatal: false,
    };
    if let Some(unknown) = tag.attributes.iter().find(|it| !known.contains(&&*it.name)) {
        checked.report(unknown_attribute(unknown, known));
    }
    check_name_and_follow(tag, details.is_some(), &mut checked);
    check_dir(tag, &mut checked);
    match list_group {
        None => check_in_text(tag, text, details.is_some(), &mut checked),
        Some(group) => check_in_list(tag, details.is_some(), group.clone(), &mut checked),
    }
    checked
}

/// The error that takes the place of a whole list, from its own tag.
pub(super) fn check_list<'s>(list: &ReferenceList<'s>, text: &'s str) -> Option<CiteError<'s>> {
    let is_known = |attribute: &&Attribute| matches!(&*attribute.name, "group" | "responsive");
    if let Some(unknown) = list.attributes.iter().find(|attribute| !is_known(attribute)) {
        let kind = CiteErrorKind::ReferencesInvalidParameters;
        return Some(CiteError::new(kind, unknown.span).about(unknown.name.clone()));
    }
    holds_list(list, text).then(|| included_references(list))
}

/// Whether a list stands in the content of the list: then Cite does not even read its refs.
pub(super) fn holds_list(list: &ReferenceList, text: &str) -> bool {
    match list.origin {
        Origin::Tag => list.body.is_some_and(|body| included::holds_references_tag(body.of(text))),
        Origin::TagFunction | Origin::Template => list.holds_list,
    }
}

fn included_references<'s>(list: &ReferenceList<'s>) -> CiteError<'s> {
    CiteError::new(CiteErrorKind::IncludedReferences, list.start_span)
}

fn known_attributes(site: &Site) -> &'static [&'static str] {
    const KNOWN: [&str; 5] = ["group", "name", "follow", "dir", "details"];
    if site.sub_referencing { &KNOWN } else { &KNOWN[..4] }
}

fn unknown_attribute<'s>(unknown: &Attribute<'s>, known: &[&'static str]) -> CiteError<'s> {
    let suggestion = closest(&unknown.name, known);
    let kind = match suggestion {
        Some(_) => CiteErrorKind::RefParameterSuggestion,
        None => CiteErrorKind::RefTooManyKeys,
    };
    let error = CiteError::new(kind, unknown.name_span).about(unknown.name.clone());
    CiteError { suggestion, ..error }
}

/// The attribute that an unknown one is probably meant to be, by Cite's measure: the first at a
/// distance of at most 1, else the nearest, unless more than half of it is different.
fn closest(unknown: &str, known: &[&'static str]) -> Option<&'static str> {
    /// Cite's limit, in bytes.
    const LONGEST: usize = 20;
    // PHP renumbers numeric attribute names, so that Cite sees a single digit, near to nothing.
    if unknown.len() > LONGEST || unknown.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let unknown = unknown.to_ascii_lowercase().into_bytes();
    let mut best: Option<(usize, &'static str)> = None;
    for &name in known {
        let distance = strsim::generic_levenshtein(&unknown, &name.as_bytes().to_vec());
        if distance <= 1 {
            return Some(name);
        }
        if best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, name));
        }
    }
    best.filter(|(distance, name)| distance * 2 <= name.len()).map(|(_, name)| name)
}

fn check_name_and_follow<'s>(tag: &RefTag<'s>, has_details: bool, checked: &mut Checked<'s>) {
    let raw_name_is_true = checked.name.as_deref().is_some_and(is_true);
    let numeric = |name: &str| tag.attribute(name).filter(|it| is_digits(&it.value));
    if let Some(name) = numeric("name") {
        checked.name = None;
        let error = CiteError::new(CiteErrorKind::RefNumericKey, name.value_span);
        checked.report(error.about(name.value.clone()));
    } else if let Some(follow) = numeric("follow") {
        let error = CiteError::new(CiteErrorKind::RefNumericKey, follow.value_span);
        checked.report(error.about(follow.value.clone()));
        checked.is_fatal = true;
    }
    if let Some(follow) = tag.attribute("follow").filter(|it| is_true(&it.value))
        && (raw_name_is_true || has_details)
    {
        let error = CiteError::new(CiteErrorKind::RefFollowConflicts, follow.span);
        checked.report(error.about(follow.value.clone()));
    }
}

fn check_dir<'s>(tag: &RefTag<'s>, checked: &mut Checked<'s>) {
    let Some(dir) = tag.attribute("dir") else { return };
    let lower = dir.value.to_ascii_lowercase();
    if matches!(lower.as_str(), "ltr" | "rtl" | "auto") {
        checked.dir = Some(lower);
    } else {
        let error = CiteError::new(CiteErrorKind::RefInvalidDir, dir.span);
        checked.report(error.about(dir.value.clone()));
    }
}

fn check_in_text<'s>(tag: &RefTag<'s>, text: &str, has_details: bool, checked: &mut Checked<'s>) {
    if checked.name.is_none() {
        let details_span = tag.attribute("details").map_or(tag.start_span, |it| it.span);
        let is_blank = tag.content.is_blank();
        if has_details && is_blank {
            checked.report(CiteError::new(CiteErrorKind::DetailsMissingParent, details_span));
        } else if let Some(details) = checked.details.take() {
            let kind = CiteErrorKind::RefWithDetailsNoName;
            checked.report(CiteError::new(kind, details_span).about(details));
        } else if tag.content == Content::None {
            checked.report(CiteError::new(CiteErrorKind::RefNoKey, tag.span));
        } else if is_blank {
            checked.report(CiteError::new(CiteErrorKind::RefNoInput, tag.span));
        }
    }
    let is_unclosed = match tag.origin {
        Origin::Tag => tag.body.is_some_and(|body| included::holds_ref_tag(body.of(text))),
        Origin::TagFunction | Origin::Template => tag.holds_start_tag,
    };
    if is_unclosed {
        checked.report(CiteError::new(CiteErrorKind::IncludedRef, tag.start_span));
    }
}

fn check_in_list<'s>(
    tag: &RefTag<'s>,
    has_details: bool,
    list_group: Cow<'s, str>,
    checked: &mut Checked<'s>,
) {
    let attribute_span = |name: &str| tag.attribute(name).map_or(tag.start_span, |it| it.span);
    let name = checked.name.clone().unwrap_or_default();
    if has_details {
        checked.details = None;
        let kind = CiteErrorKind::DetailsUnsupportedContext;
        let span: Span = attribute_span("details");
        checked.report(CiteError::new(kind, span).about(name.clone()));
    }
    if checked.group != list_group {
        let group = std::mem::replace(&mut checked.group, list_group);
        let kind = CiteErrorKind::ReferencesGroupMismatch;
        checked.report(CiteError::new(kind, attribute_span("group")).about(group));
    }
    if checked.name.is_none() {
        checked.report(CiteError::new(CiteErrorKind::ReferencesNoKey, tag.start_span));
    }
    if tag.content.is_blank() {
        let kind = CiteErrorKind::EmptyReferencesDefine;
        checked.report(CiteError::new(kind, tag.span).about(name));
    }
}

/// What PHP takes for true: all but the empty string and "0".
fn is_true(value: &str) -> bool {
    !value.is_empty() && value != "0"
}

fn is_digits(value: &str) -> bool {
    !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::closest;

    #[test]
    fn suggests_near_attributes_only() {
        let known = ["group", "name", "follow", "dir"];
        assert_eq!(closest("nmae", &known), Some("name"));
        assert_eq!(closest("Groups", &known), Some("group"));
        assert_eq!(closest("following", &known), Some("follow"));
        assert_eq!(closest("url", &known), None);
        assert_eq!(closest("2010", &known), None);
        assert_eq!(closest("names-of-the-very-long", &known), None);
    }
}
