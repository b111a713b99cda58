//! Edits that a rule offers.

use crate::text::Span;

/// Edits that mend one problem; they apply together or not at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What the edits do, as an order: "remove the stray tag".
    pub title: String,
    /// What the fix promises.
    pub applicability: Applicability,
    edits: Vec<Edit>,
}

/// What a fix promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Applicability {
    /// Likely what the author wants, but a person should look: text, numbering or a source may
    /// change for readers.
    Unsafe,
    /// Readers see what they saw before, or what the author surely meant.
    Safe,
}

impl Applicability {
    /// The word for it in reports: `unsafe` or `safe`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unsafe => "unsafe",
            Self::Safe => "safe",
        }
    }
}

/// Puts a text in the place of a span.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty to insert.
    pub span: Span,
    /// What comes in its place; empty to delete.
    pub text: String,
}

impl Fix {
    /// A fix of edits that do not overlap, in any order.
    pub fn new(
        title: impl Into<String>,
        applicability: Applicability,
        edits: impl IntoIterator<Item = Edit>,
    ) -> Self {
        let mut edits: Vec<Edit> = edits.into_iter().collect();
        edits.sort_by_key(|edit| edit.span);
        debug_assert!(
            edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start),
            "the edits of one fix overlap"
        );
        Self { title: title.into(), applicability, edits }
    }

    /// The edits in source order.
    pub fn edits(&self) -> &[Edit] {
        &self.edits
    }

    /// Ends the lines of the new text with CR LF. What was copied from the page has them already.
    pub(super) fn use_crlf(&mut self) {
        for edit in self.edits.iter_mut().filter(|edit| edit.text.contains('\n')) {
            edit.text = edit.text.replace("\r\n", "\n").replace('\n', "\r\n");
        }
    }
}

impl Edit {
    /// Replaces the text of a span.
    pub fn replace(span: Span, text: impl Into<String>) -> Self {
        Self { span, text: text.into() }
    }

    /// Deletes the text of a span.
    pub fn delete(span: Span) -> Self {
        Self { span, text: String::new() }
    }

    /// Deletes the text of a span, and its line too if nothing but white space is left there.
    pub fn delete_with_line(text: &str, span: Span) -> Self {
        let blank = [' ', '\t', '\r'];
        let before = text[..span.start as usize].trim_end_matches(blank);
        let after = text[span.end as usize..].trim_start_matches(blank);
        let starts_line = before.is_empty() || before.ends_with('\n');
        let ends_line = after.is_empty() || after.starts_with('\n');
        if !starts_line || !ends_line {
            return Self::delete(span);
        }
        let end = text.len() - after.len() + usize::from(!after.is_empty());
        Self::delete(Span::new(before.len() as u32, end as u32))
    }

    /// Inserts text before a byte offset.
    pub fn insert(offset: u32, text: impl Into<String>) -> Self {
        Self { span: Span::new(offset, offset), text: text.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::Edit;
    use crate::text::Span;

    #[test]
    fn a_line_goes_with_the_last_that_stood_on_it() {
        let deleted = |text: &'static str| {
            let at = text.find('x').expect("an x") as u32;
            Edit::delete_with_line(text, Span::new(at, at + 1)).span.of(text)
        };
        assert_eq!(deleted("a\n x \r\nb"), " x \r\n");
        assert_eq!(deleted("a\n x"), " x");
        assert_eq!(deleted("x\n"), "x\n");
        assert_eq!(deleted("a x\nb"), "x");
        assert_eq!(deleted("x b"), "x");
    }
}
