use crate::date::{Date, Precision};
use crate::facts::dates::{AddressKind, DateKind};
use crate::lint::{Context, Rule, declare_rule};
use crate::text::Span;

declare_rule! {
    /// A citation whose address names another day than its date.
    ///
    /// ## Why is this bad?
    /// Newspapers put the day on which an article came out into its address. Where `date` differs by
    /// more than a week, it may be that of another article. An article that was printed later is a
    /// good reason too, so this is only worth a look.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The pier burnt.<ref>{{cite news |url=https://example.org/2020/05/13/pier.html |title=Pier |newspaper=Vale Post |date=13 June 2020}}</ref>
    /// ```
    /// ```wikitext,good
    /// The pier burnt.<ref>{{cite news |url=https://example.org/2020/05/13/pier.html |title=Pier |newspaper=Vale Post |date=14 May 2020}}</ref>
    /// ```
    struct UrlDateMismatch {}
    name: "url-date-mismatch",
    group: Dates,
    severity: Info,
}

/// How many days an article may be printed before or after it is put online.
const LEEWAY: i64 = 7;

impl Rule for UrlDateMismatch {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for (_, dates) in cx.dated_citations() {
            let (Some(url), Some(field)) =
                (dates.address(AddressKind::Url), dates.date(DateKind::Date))
            else {
                continue;
            };
            let Some(date) = field.meaning().filter(|date| date.precision == Precision::Day) else {
                continue;
            };
            let (Some(first), Some(last)) = (date.first, date.last) else { continue };
            let text = url.text.as_deref().filter(|_| url.copy.is_none());
            let Some((day, at)) = text.and_then(day_in) else { continue };
            if day.days_until(first) <= LEEWAY && last.days_until(day) <= LEEWAY {
                continue;
            }
            let place = url.place(&(at..at + DAY_LENGTH));
            let place = Span::new(place.start, place.end);
            let name = cx.day_name(day);
            let found = cx.report(field.span, format!("the address names another day: {name}"));
            found.related(place, "the day in the address");
            found.help("see which of the two the source has");
        }
    }
}

/// The bytes of `2020/05/13`.
const DAY_LENGTH: usize = 10;

/// The day in a path like `/2020/05/13/`, and where it starts.
fn day_in(url: &str) -> Option<(Date, usize)> {
    let bytes = url.as_bytes();
    let is_day = |at: &usize| {
        let Some(part) = bytes.get(at + 1..=at + DAY_LENGTH) else { return false };
        let digits = [0, 1, 2, 3, 5, 6, 8, 9].iter().all(|&it| part[it].is_ascii_digit());
        let separator = part[4];
        let after = bytes.get(at + 1 + DAY_LENGTH);
        digits
            && separator == part[7]
            && matches!(separator, b'/' | b'-')
            && after.is_none_or(|byte| !byte.is_ascii_digit())
    };
    let at = memchr::memchr_iter(b'/', bytes).find(is_day)? + 1;
    let number = |from: usize, to: usize| url.get(at + from..at + to)?.parse::<u32>().ok();
    let year = number(0, 4).filter(|year| (1990..2100).contains(year))?;
    let (month, day) = (number(5, 7)? as u8, number(8, 10)? as u8);
    Some((Date::new(year.cast_signed(), month, day)?, at))
}

#[cfg(test)]
mod tests {
    use super::day_in;

    #[test]
    fn days_are_found_in_paths() {
        let day = |url| day_in(url).map(|(day, _)| day.to_string());
        for url in ["http://a.example/2020/05/13/x", "http://a.example/n/2020-05-13", "/2020/05/13"]
        {
            assert_eq!(day(url).as_deref(), Some("2020-05-13"), "{url}");
        }
        for url in ["http://a.example/2020/05/", "/2020/13/05/", "/1020/05/13/", "/2020/05/131"] {
            assert_eq!(day(url), None, "{url}");
        }
    }
}
