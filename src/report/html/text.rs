//! Text from the input on its way into HTML.

use maud::{Markup, Render, html};

use crate::report::escape::picture;

/// Text that is shown as it is: markup is no markup, and what would reorder the line or make a
/// terminal act, should the source of the report be printed there, is shown as a picture.
#[derive(Clone, Copy)]
pub(super) struct Shown<'a>(pub(super) &'a str);

impl Render for Shown<'_> {
    fn render_to(&self, out: &mut String) {
        for c in self.0.chars() {
            match c {
                '&' => out.push_str("&amp;"),
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                '"' => out.push_str("&quot;"),
                '\'' => out.push_str("&#39;"),
                '\n' => out.push('\n'),
                c => out.push(picture(c)),
            }
        }
    }
}

/// A message, in which what stands between backticks is code.
#[derive(Clone, Copy)]
pub(super) struct Message<'a>(pub(super) &'a str);

impl Render for Message<'_> {
    fn render_to(&self, out: &mut String) {
        let mut rest = self.0;
        while let Some((before, code, after)) = split_code(rest) {
            Shown(before).render_to(out);
            out.push_str("<code>");
            Shown(code).render_to(out);
            out.push_str("</code>");
            rest = after;
        }
        Shown(rest).render_to(out);
    }
}

/// The start of a text, at most `most` characters long; `…` tells that it goes on.
pub(super) fn start(text: &str, most: usize) -> Markup {
    let (start, end) = cut(text, most);
    html! { (Shown(start)) (end) }
}

/// The start of a message, as [`start`] of a text.
pub(super) fn message_start(message: &str, most: usize) -> Markup {
    let (start, end) = cut(message, most);
    html! { (Message(start)) (end) }
}

/// A number with a noun: `1 use`, `2 uses`.
pub(super) fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// The start of a text, and `…` if it goes on.
fn cut(text: &str, most: usize) -> (&str, &'static str) {
    let end = text.char_indices().nth(most);
    end.map_or((text, ""), |(end, _)| (text[..end].trim_end(), "…"))
}

/// What stands before, between and after the first two backticks.
fn split_code(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('`')?;
    let (code, after) = rest.split_once('`')?;
    Some((before, code, after))
}

#[cfg(test)]
mod tests {
    use maud::html;

    use super::{Message, Shown, start};

    #[test]
    fn markup_is_shown_and_does_nothing() {
        let text = "</style><script>alert('x')</script> \" onload=\"y\" &lt;";
        let shown = html! { p title=(Shown(text)) { (Shown(text)) } }.into_string();
        assert_eq!(shown.matches('<').count(), 2, "{shown}");
        assert_eq!(shown.matches('"').count(), 2, "{shown}");
        assert!(shown.contains("&lt;/style&gt;&lt;script&gt;alert(&#39;x&#39;)"), "{shown}");
        assert!(shown.contains("&amp;lt;"), "{shown}");
    }

    #[test]
    fn nothing_reorders_the_line() {
        let shown = html! { (Shown("a\u{202e}b\u{1b}[2J\r\0\n\tc\u{e0041}")) }.into_string();
        assert_eq!(shown, "a\u{fffd}b␛[2J␍␀\n\tc\u{fffd}");
    }

    #[test]
    fn code_stands_between_backticks() {
        let shown = |text| html! { (Message(text)) }.into_string();
        assert_eq!(shown("see `<b>` and `c`"), "see <code>&lt;b&gt;</code> and <code>c</code>");
        assert_eq!(shown("one ` alone"), "one ` alone");
    }

    #[test]
    fn long_texts_are_cut_between_characters() {
        assert_eq!(start("éé é<", 2).into_string(), "éé…");
        assert_eq!(start("é<", 2).into_string(), "é&lt;");
    }
}
