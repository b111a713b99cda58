//! Identifiers of publications: ISBN, DOI and their kin.
//!
//! [`check`] reads one value as one kind of identifier. It returns the one spelling in which two
//! values can be compared, or a [`Fault`] that says what is wrong, where, and what was expected.
//! Whether the number has been given to a publication cannot be seen from it; [`Limits`] know
//! which numbers are too high to have been.

mod address;
mod astronomy;
mod books;
mod digits;
mod doi;
mod fault;
mod kind;
mod libraries;
mod limits;
mod mathematics;
mod numbers;
mod preprints;
mod serials;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

pub use address::in_address;
pub use fault::{Fault, Level, Repair};
pub use kind::Kind;
pub use limits::{Limit, Limits};

/// The longest value that is read, in bytes: what is longer is none, and would only fill messages.
const LONGEST: usize = 300;

/// Reads a value, without white space round it, as an identifier of this kind.
///
/// # Errors
/// If the value is none, or is not written as it should be.
///
/// ```
/// use citelint::identifier::{Kind, check};
///
/// assert_eq!(check(Kind::Isbn, "0-306-40615-2").as_deref(), Ok("9780306406157"));
/// let fault = check(Kind::Isbn, "0-306-40615-3").unwrap_err();
/// assert_eq!(fault.span, 12..13);
/// ```
pub fn check(kind: Kind, value: &str) -> Result<Cow<'_, str>, Fault> {
    if value.len() > LONGEST {
        let message = format!("this {kind} is {} bytes long", value.len());
        return Err(Fault::new(kind, message, 0..value.len()));
    }
    read(kind, value).map_err(|fault| unlabelled(kind, value).unwrap_or(fault))
}

/// The one spelling of a value that leaves no doubt which publication is meant, even if it is not
/// written as it should be; `None` for other text.
pub fn canonical(kind: Kind, value: &str) -> Option<String> {
    let value = value.trim().trim_end_matches(['.', ',', ';']);
    match check(kind, value) {
        Ok(canonical) => Some(canonical.into_owned()),
        Err(fault) => {
            let repair = fault.repair.filter(|repair| repair.is_certain)?;
            read(kind, &repair.value).ok().map(Cow::into_owned)
        }
    }
}

/// The kind of identifier that a value surely is, though it stands where another is expected.
pub fn recognize(value: &str) -> Option<Kind> {
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    let is = |kind| matches!(check(kind, value), Ok(_) | Err(Fault { level: Level::Untidy, .. }));
    let lower = value.get(..4).unwrap_or_default().to_ascii_lowercase();
    let kind = match &*lower {
        _ if value.starts_with("10.") && is(Kind::Doi) => Kind::Doi,
        _ if lower.starts_with("doi") || lower.starts_with("http") => {
            let (kind, _) = in_address(value).unwrap_or((Kind::Doi, Cow::Borrowed("")));
            kind
        }
        _ if lower.starts_with("pmc") => Kind::Pmc,
        _ if digits == 13 && value.starts_with("97") => Kind::Isbn,
        _ if (9..=10).contains(&digits) && value.contains('-') => Kind::Isbn,
        _ if value.len() == 9 && value.as_bytes().get(4) == Some(&b'-') => Kind::Issn,
        _ => return None,
    };
    // Of the labelled forms, the label has to go first.
    let fits = is(kind) || unlabelled(kind, value).is_some();
    fits.then_some(kind)
}

/// The value as it should be written: without a label or an address before it.
pub fn plain(kind: Kind, value: &str) -> Cow<'_, str> {
    match check(kind, value) {
        Err(Fault { repair: Some(repair), .. }) => Cow::Owned(repair.value),
        _ => Cow::Borrowed(value),
    }
}

/// The identifier that a value with the name of its kind before it is: `OCLC 1234567`.
pub fn labelled(value: &str) -> Option<(Kind, Cow<'_, str>)> {
    if value.len() > LONGEST || !value.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    Kind::ALL.into_iter().find_map(|kind| {
        let rest = address::without_label(kind, value)?;
        let is_right = rest.bytes().any(|byte| byte.is_ascii_digit()) && check(kind, &rest).is_ok();
        is_right.then_some((kind, rest))
    })
}

fn read(kind: Kind, value: &str) -> Result<Cow<'_, str>, Fault> {
    match kind {
        Kind::Isbn => books::isbn(value),
        Kind::Ismn => books::ismn(value),
        Kind::Sbn => books::sbn(value),
        Kind::Issn | Kind::Eissn => serials::issn(value),
        Kind::Doi => doi::doi(value),
        Kind::Hdl => doi::handle(value),
        Kind::Pmid | Kind::Pmc | Kind::S2cid | Kind::Ssrn | Kind::Osti | Kind::Rfc => {
            numbers::number(kind, value)
        }
        Kind::Oclc => numbers::oclc(value),
        Kind::Arxiv => preprints::arxiv(value),
        Kind::Biorxiv | Kind::Medrxiv => preprints::rxiv(kind, value),
        Kind::Citeseerx => preprints::citeseerx(value),
        Kind::Bibcode => astronomy::bibcode(value),
        Kind::Jstor => libraries::jstor(value),
        Kind::Lccn => libraries::lccn(value),
        Kind::Asin => libraries::asin(value),
        Kind::Ol => libraries::open_library(value),
        Kind::Mr => mathematics::mr(value),
        Kind::Zbl => mathematics::zbl(value),
        Kind::Jfm => mathematics::jfm(value),
        Kind::Usenet => serials::message(value),
    }
}

/// The fault of a value that is right but for the label or the address before it.
fn unlabelled(kind: Kind, value: &str) -> Option<Fault> {
    let rest = address::without_label(kind, value)?;
    let label_end = if value.ends_with(&*rest) { value.len() - rest.len() } else { value.len() };
    let rest = match read(kind, &rest) {
        Ok(_) => rest.into_owned(),
        Err(inner) => inner.repair.filter(|repair| repair.is_certain)?.value,
    };
    let label = value[..label_end].trim_end();
    let message = if label.len() == value.len() {
        format!("this {kind} is written as an address")
    } else {
        format!("this {kind} starts with `{label}`")
    };
    let is_harmless = kind.harmless_prefix().is_some_and(|it| label.eq_ignore_ascii_case(it));
    let level = if is_harmless { Level::Untidy } else { Level::Impossible };
    let fault = Fault::new(kind, message, 0..label.len()).level(level);
    Some(fault.hint(format!("only `{rest}` belongs here")).certainly(rest))
}
