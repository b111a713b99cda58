//! The day of a run.

use std::env;

use jiff::Timestamp;
use jiff::tz::Offset;

use crate::date::Date;

/// The day that was asked for, else that of `SOURCE_DATE_EPOCH`, else that of the clock, in UTC.
pub(crate) fn today(asked: Option<Date>) -> Result<Date, String> {
    if let Some(date) = asked {
        return Ok(date);
    }
    let Some(value) = env::var_os("SOURCE_DATE_EPOCH").filter(|value| !value.is_empty()) else {
        return Ok(date_of(Timestamp::now()));
    };
    let seconds = value.to_str().and_then(|value| value.parse().ok());
    let timestamp = seconds.and_then(|seconds| Timestamp::from_second(seconds).ok());
    timestamp.map(date_of).ok_or_else(|| {
        format!("SOURCE_DATE_EPOCH must be seconds since 1970, but it is `{}`", value.display())
    })
}

fn date_of(timestamp: Timestamp) -> Date {
    let date = Offset::UTC.to_datetime(timestamp).date();
    Date::new(date.year().into(), date.month().unsigned_abs(), date.day().unsigned_abs())
        .expect("both calendars are the same")
}
