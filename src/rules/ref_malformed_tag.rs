use crate::lint::malformed::{Fault, MalformedTag};
use crate::lint::{Applicability, Context, Edit, Fix, Rule, Severity, code, declare_rule};

declare_rule! {
    /// A tag of a footnote or list with a slip of the pen in it.
    ///
    /// ## Why is this bad?
    /// MediaWiki knows `<ref>`, `<ref name="…">`, `<ref name="…" />` and `</ref>`, and the same
    /// for `<references />`. Anything else comes out as plain text, or lets the footnote run on
    /// to the end of the next one.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The cairn is 3 m high.<reff>Hill survey, 1990.</ref>
    /// ```
    /// ```wikitext,bad
    /// The cairn is 3 m high.< ref>Hill survey, 1990.</ref>
    /// ```
    /// ```wikitext,bad
    /// The cairn is 3 m high.<ref>Hill survey, 1990.</ref name="Survey"> It is old.<ref>Guide.</ref>
    /// ```
    /// ```wikitext,bad
    /// The cairn is 3 m high.<ref name="Survey"/ It is old.<ref>Guide.</ref>
    /// ```
    /// ```wikitext,bad
    /// The cairn is 3 m high.<ref name="Survey">Hill survey, 1990.</ref>
    /// Nobody lives there.<ref name="Survey" / > It is old.<ref>Guide.</ref>
    /// ```
    /// ```wikitext,bad
    /// The cairn is 3 m high.<ref>Hill survey, 1990.</ref>>
    /// ```
    /// ```wikitext,bad
    /// The cairn is 3 m high.<ref>Hill survey, 1990.</ref>
    /// <refrences />
    /// ```
    /// ```wikitext,bad
    /// The cairn is 3 m high.<ref name="Survey">Hill survey, 1990.</ref>
    /// It is old.<ref name="Survey" />Hill survey, 1990.</ref>
    /// ```
    /// ```wikitext,good
    /// The cairn is 3 m high.<ref name="Survey">Hill survey, 1990.</ref> It is old.<ref name="Survey" />
    /// ```
    ///
    /// MediaWiki shows `cite_error_included_ref` where the footnote runs on to the next one, and
    /// nothing elsewhere.
    struct RefMalformedTag {}
    name: "ref-malformed-tag",
    group: References,
    severity: Error,
}

impl Rule for RefMalformedTag {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for tag in cx.malformed_tags() {
            let message = message(&tag, &cx.code_of(tag.span));
            let found = cx.report(tag.span, message);
            if let Some(left_over) = tag.left_over {
                found.related(left_over, "so this has nothing to close");
            }
            if let Some(key) = tag.mediawiki {
                found.mediawiki(key);
            }
            // One slash too many does no harm in MediaWiki.
            if tag.fault == Fault::TwoSlashes {
                found.severity(Severity::Warning);
            }
            let Some(replacement) = tag.replacement else {
                found.help("add the `>` where the tag ends, or ` />` if it uses another footnote");
                continue;
            };
            let order = match &*replacement {
                "" => "remove it".to_owned(),
                replacement => format!("write {}", code(replacement)),
            };
            found.help(order.clone());
            found.fix(Fix::new(
                order,
                applicability(tag.fault),
                [Edit::replace(tag.span, replacement)],
            ));
        }
    }
}

fn message(tag: &MalformedTag, code: &str) -> String {
    match tag.fault {
        Fault::Space => format!("white space after `<` makes plain text of {code}"),
        Fault::End => format!("{code} does not end the footnote: only `</ref>` does"),
        Fault::OpenEnd => format!("the end tag {code} lacks its `>`"),
        Fault::Name => format!("{code} is misspelt: readers see it as plain text"),
        Fault::Glued => format!("{code} is plain text: a space must follow the name of the tag"),
        Fault::OpenStart => format!("{code} lacks its `>`"),
        Fault::ParedSlash => "the space after the slash leaves this footnote open".to_owned(),
        Fault::TwoSlashes => "one slash is enough".to_owned(),
        Fault::ExtraBracket => format!("readers see this {code} beside the footnote"),
        Fault::EarlySlash => "this slash ends the footnote before its content".to_owned(),
        Fault::SlashBehind => format!("{code} stands where the footnote should end"),
    }
}

/// Where text may come into the footnote or go out of it, a person should look.
fn applicability(fault: Fault) -> Applicability {
    match fault {
        Fault::TwoSlashes | Fault::ExtraBracket | Fault::ParedSlash => Applicability::Safe,
        _ => Applicability::Unsafe,
    }
}
