//! The years that a timeline shows.

use std::collections::BTreeMap;

/// How many columns a timeline has at most.
const MOST_COLUMNS: i32 = 60;

/// How many years a column may stand for.
const STEPS: [i32; 7] = [1, 2, 5, 10, 20, 50, 100];

/// Years in columns of equal width, in groups of equal size, each with a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Axis {
    /// The first year.
    pub(super) start: i32,
    /// How many years a column stands for.
    pub(super) step: i32,
    /// How many columns have one label.
    pub(super) group: i32,
    /// How many columns there are.
    pub(super) columns: i32,
}

impl Axis {
    /// An axis on which most of the years have a place: a few that lie far off, be they old books
    /// or slips of the pen, must not press the others together. `years` has the count of each.
    pub(super) fn new(years: &BTreeMap<i32, usize>) -> Option<Self> {
        let all: usize = years.values().sum();
        let share = |percent: usize| all * percent / 100;
        let usual = nth(years, share(98))?;
        let latest = years.range(..=usual + 10).next_back().map_or(usual, |(&year, _)| year);
        let within = |first: i32| -> usize { years.range(first..=latest).map(|it| it.1).sum() };
        let step = STEPS
            .into_iter()
            .find(|step| within(latest - (MOST_COLUMNS - 10) * step) * 100 >= all * 85)
            .unwrap_or(STEPS[STEPS.len() - 1]);
        let earliest = latest - (MOST_COLUMNS - 10) * step;
        let first = years.range(earliest..).next().map_or(latest, |(&year, _)| year);
        let group = if (latest - first) / step > 30 { 10 } else { 5 };
        let whole = group * step;
        let start = first.div_euclid(whole) * whole;
        let end = latest.div_euclid(whole) * whole + whole;
        Some(Self { start, step, group, columns: (end - start) / step })
    }

    /// The column of a year; `None` if it lies outside.
    pub(super) fn column(&self, year: i32) -> Option<usize> {
        let column = (year - self.start).div_euclid(self.step);
        usize::try_from(column).ok().filter(|_| column < self.columns)
    }

    /// The first year of a column.
    pub(super) fn year(&self, column: i32) -> i32 {
        self.start + column * self.step
    }

    /// The years of a column: `2012`, or `2010–2014`.
    pub(super) fn years(&self, column: i32) -> String {
        let first = self.year(column);
        if self.step == 1 {
            first.to_string()
        } else {
            format!("{first}–{}", first + self.step - 1)
        }
    }
}

/// The year of the item with this number, when all are in order.
fn nth(years: &BTreeMap<i32, usize>, number: usize) -> Option<i32> {
    let mut passed = 0;
    let found = years.iter().find(|(_, count)| {
        passed += **count;
        passed > number
    });
    found.or_else(|| years.last_key_value()).map(|(&year, _)| year)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::Axis;

    fn axis(years: &[(i32, usize)]) -> Axis {
        Axis::new(&years.iter().copied().collect()).expect("an axis")
    }

    #[test]
    fn few_years_make_few_columns() {
        let axis = axis(&[(2009, 3), (2012, 40)]);
        assert_eq!(axis, Axis { start: 2005, step: 1, group: 5, columns: 10 });
        assert_eq!((axis.column(2009), axis.column(2014)), (Some(4), Some(9)));
        assert_eq!((axis.column(2004), axis.column(2015)), (None, None));
        assert_eq!(Axis::new(&BTreeMap::new()), None);
    }

    #[test]
    fn what_lies_far_off_stays_outside() {
        let axis = axis(&[(1611, 1), (1990, 50), (2020, 50), (2202, 1)]);
        assert_eq!((axis.step, axis.column(1611), axis.column(2202)), (1, None, None));
        assert!(axis.column(1990).is_some() && axis.column(2020).is_some());
    }

    #[test]
    fn long_times_have_wide_columns() {
        let axis = axis(&[(1700, 50), (1800, 50), (2000, 100)]);
        assert_eq!(axis.step, 10);
        assert_eq!(axis.years(0), format!("{}–{}", axis.start, axis.start + 9));
        assert!(axis.columns <= 60, "{axis:?}");
        assert!(axis.column(1700).is_some());
    }
}
