use crate::facts::sourcing::AddressPlace;
use crate::lint::{Applicability, Context, Edit, Fix, Rule, code, declare_rule};
use crate::text::Span;

declare_rule! {
    /// An address with a punctuation mark of the sentence at its end.
    ///
    /// ## Why is this bad?
    /// In brackets and in templates the mark belongs to the address, and the server is asked for
    /// a page that it does not have: the link is dead though the page is there.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill burned in 1902.<ref>[https://example.org/mill/fire, Mill on fire], ''Valley Herald''.</ref>
    /// ```
    /// ```wikitext,good
    /// The mill burned in 1902.<ref>[https://example.org/mill/fire Mill on fire], ''Valley Herald''.</ref>
    /// ```
    struct UrlUnterminatedPunct {}
    name: "url-unterminated-punct",
    group: Sourcing,
    severity: Warning,
}

/// A stop is left out: some addresses end with an abbreviation.
const MARKS: [char; 5] = [',', ';', '"', '”', '»'];

impl Rule for UrlUnterminatedPunct {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let doc = cx.doc;
        for address in doc.addresses().iter().filter(|it| !it.host.is_empty()) {
            let Some(node) = address.node else { continue };
            let marks = if doc.tree.node(node).is_bracketed() {
                let url = address.url.of(doc.text);
                let own = url.trim_end_matches(MARKS).len() as u32;
                Span::new(address.url.start + own, address.url.end)
            } else if address.place == AddressPlace::Citation {
                after_value(doc.text, address.url.end)
            } else {
                continue;
            };
            if marks.is_empty() {
                continue;
            }
            let title = "take it out of the address";
            let fix = Fix::new(title, Applicability::Unsafe, [Edit::delete(marks)]);
            let written = code(marks.of(doc.text));
            cx.report(marks, format!("{written} is taken for a part of the address"))
                .help("put it behind the link, or remove it")
                .fix(fix);
        }
    }
}

/// The marks between the address in an argument and the end of the argument: by itself an address
/// ends before them, but the template gets them too.
fn after_value(text: &str, end: u32) -> Span {
    let rest = &text[end as usize..];
    let after = rest.trim_start_matches(MARKS);
    let is_end = after.trim_start().starts_with(['|', '}']);
    let length = if is_end { rest.len() - after.len() } else { 0 };
    Span::new(end, end + length as u32)
}
