//! Puts edits into a text.

use crate::lint::Edit;

/// Edits that do not overlap, in source order.
pub(super) struct Edits<'e> {
    sorted: Vec<&'e Edit>,
    /// By how many bytes the text after each edit moves.
    shifts: Vec<i64>,
}

impl<'e> Edits<'e> {
    pub(super) fn new(edits: impl Iterator<Item = &'e Edit>) -> Self {
        let mut sorted: Vec<&Edit> = edits.collect();
        // The edits of one fix that insert at one point keep their order.
        sorted.sort_by_key(|edit| edit.span);
        let shifts = sorted.iter().scan(0, |shift, edit| {
            *shift += i64::from(edit.text.len() as u32) - i64::from(edit.span.len());
            Some(*shift)
        });
        Self { shifts: shifts.collect(), sorted }
    }

    /// The text with the edits in it.
    pub(super) fn apply(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut done = 0;
        for edit in &self.sorted {
            out.push_str(&text[done..edit.span.start as usize]);
            out.push_str(&edit.text);
            done = edit.span.end as usize;
        }
        out.push_str(&text[done..]);
        out
    }

    /// Where an offset that no edit covers lies after them.
    pub(super) fn moved(&self, offset: u32) -> u32 {
        let before = self.sorted.partition_point(|edit| edit.span.end <= offset);
        let shift = before.checked_sub(1).map_or(0, |last| self.shifts[last]);
        u32::try_from(i64::from(offset) + shift).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::Edits;
    use crate::lint::Edit;
    use crate::text::Span;

    #[test]
    fn edits_apply_in_source_order_and_move_what_follows() {
        let edits = [
            Edit::delete(Span::new(4, 6)),
            Edit::insert(1, "xyz"),
            Edit::replace(Span::new(2, 3), "C"),
        ];
        let edits = Edits::new(edits.iter());
        assert_eq!(edits.apply("abcdefg"), "axyzbCdg");
        assert_eq!([0, 3, 6].map(|offset| edits.moved(offset)), [0, 6, 7]);
    }
}
