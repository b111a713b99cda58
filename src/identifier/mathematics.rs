//! Numbers of reviews in mathematics.

use std::borrow::Cow;

use super::numbers::only_digits;
use super::{Fault, Kind};

/// The most digits of an MR number.
const MR_DIGITS: usize = 7;

/// An MR number with all its seven digits.
pub(super) fn mr(value: &str) -> Result<Cow<'_, str>, Fault> {
    only_digits(Kind::Mr, value).map_err(|fault| {
        // A citation as MathSciNet prints it: the place of the printed review follows.
        let number = value.split([' ', '(']).next().unwrap_or_default();
        let is_number =
            (1..=MR_DIGITS).contains(&number.len()) && only_digits(Kind::Mr, number).is_ok();
        if is_number && value.contains('(') {
            let rest = value[number.len()..].trim_start();
            let message =
                format!("`{rest}` is the place of the printed review, no part of the MR number");
            let fault = Fault::new(Kind::Mr, message, value.len() - rest.len()..value.len());
            return fault.hint(format!("write `{number}`")).perhaps(number);
        }
        fault
    })?;
    if value.len() > MR_DIGITS {
        let message = format!("this MR number has {} digits, more than {MR_DIGITS}", value.len());
        return Err(Fault::new(Kind::Mr, message, 0..value.len()));
    }
    Ok(if value.len() == MR_DIGITS { value.into() } else { format!("{value:0>7}").into() })
}

/// A Zbl number: that of the volume and that of the review, or one of eight digits before both are
/// known.
pub(super) fn zbl(value: &str) -> Result<Cow<'_, str>, Fault> {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if value.len() == 8 && is_number(value) {
        return Ok(Cow::Borrowed(value));
    }
    match value.split_once('.') {
        Some((volume, review)) if is_number(volume) && is_number(review) => {
            if review.len() != 5 {
                let message =
                    format!("{} digits follow the point of this Zbl number, not 5", review.len());
                return Err(Fault::new(Kind::Zbl, message, volume.len() + 1..value.len()));
            }
            if volume.len() > 4 {
                let message = format!(
                    "{} digits stand before the point of this Zbl number, not 4",
                    volume.len()
                );
                return Err(Fault::new(Kind::Zbl, message, 0..volume.len()));
            }
            Ok(if volume.len() == 4 {
                value.into()
            } else {
                format!("{volume:0>4}.{review}").into()
            })
        }
        _ => Err(Fault::new(Kind::Zbl, "this is no Zbl number", 0..value.len())),
    }
}

/// A JFM number.
pub(super) fn jfm(value: &str) -> Result<Cow<'_, str>, Fault> {
    let lengths: Vec<usize> = value.split('.').map(str::len).collect();
    let is_right =
        lengths == [2, 4, 2] && value.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    if is_right {
        return Ok(Cow::Borrowed(value));
    }
    Err(Fault::new(Kind::Jfm, "this is no JFM number", 0..value.len()))
}
