use memchr::memmem;

use crate::facts::identifiers::Identifier;
use crate::identifier::Kind;
use crate::lint::{Context, Rule, declare_rule};
use crate::text::Span;

declare_rule! {
    /// Two ISBNs that are given as the short and the long form of one number, and are not.
    ///
    /// ## Why is this bad?
    /// The form of 13 digits holds that of 10: `978`, the first nine digits, and another check
    /// digit. If they differ there, they belong to two different books or editions, and readers
    /// cannot know which was meant.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// * Orme, ''Mills''. ISBN-10: 0-306-40615-2, ISBN-13: 978-0-8044-2957-3
    /// ```
    /// ```wikitext,good
    /// * Orme, ''Mills''. ISBN-10: 0-306-40615-2, ISBN-13: 978-0-306-40615-7
    /// ```
    struct IdIsbn1013Mismatch {}
    name: "id-isbn10-13-mismatch",
    group: Identifiers,
    severity: Warning,
}

/// How far from each other the two may stand, in bytes.
const FARTHEST: u32 = 40;

impl Rule for IdIsbn1013Mismatch {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let doc = cx.doc;
        for pair in doc.identifiers.windows(2) {
            let [one, two] = pair else { continue };
            let (Some(first), Some(second)) = (canonical(one), canonical(two)) else { continue };
            let is_pair = digits(one) + digits(two) == 23 && first != second;
            if !is_pair || two.span.start < one.span.end {
                continue;
            }
            let gap = Span::new(one.span.end, two.span.start);
            if gap.len() > FARTHEST || !says_form(gap.of(doc.text)) {
                continue;
            }
            let (short, long) = if digits(one) == 10 { (one, two) } else { (two, one) };
            let Some(expected) = canonical(short) else { continue };
            let message = "this ISBN of 13 digits is not that of 10 digits in another form";
            let found = cx.report(long.span, message);
            found.related(short.span, format!("with 13 digits this is `{expected}`"));
            found.help("compare both with the book: they belong to different books or editions");
        }
    }
}

fn canonical<'a>(identifier: &'a Identifier<'_>) -> Option<&'a str> {
    identifier.canonical().filter(|_| identifier.kind == Kind::Isbn)
}

fn digits(identifier: &Identifier<'_>) -> usize {
    identifier.value.bytes().filter(u8::is_ascii_alphanumeric).count()
}

/// Whether the text between two ISBNs says that they are two forms of one.
fn says_form(gap: &str) -> bool {
    let gap = gap.to_ascii_lowercase();
    ["isbn-1", "isbn1", "isbn 1"]
        .iter()
        .any(|it| memmem::find(gap.as_bytes(), it.as_bytes()).is_some())
}
