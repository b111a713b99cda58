use std::borrow::Cow;

use crate::facts::dates::AddressKind;
use crate::facts::source::canonical_url;
use crate::lint::{Context, Rule, Severity, code, declare_rule};

declare_rule! {
    /// A copy in an archive that is one of another page than the source.
    ///
    /// ## Why is this bad?
    /// The archive writes the address of the original into that of the copy, and here it is not
    /// that of `url`. When the original goes, readers are led to something else. Often `url` was
    /// brought up to date and the copy was not, or the citation was copied from another one.
    ///
    /// A copy from another site is only worth a look, as sites move. The addresses are the same with and without `www.`, `https` or tracking parameters.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The lock leaks.<ref>{{cite web |url=https://example.org/lock |title=Lock |archive-url=https://web.archive.org/web/20200505120000/https://example.org/mill |archive-date=5 May 2020}}</ref>
    /// ```
    /// ```wikitext,good
    /// The lock leaks.<ref>{{cite web |url=https://example.org/lock |title=Lock |archive-url=https://web.archive.org/web/20200505120000/http://www.example.org:80/lock/ |archive-date=5 May 2020}}</ref>
    /// ```
    struct ArchiveUrlTargetMismatch {}
    name: "archive-url-target-mismatch",
    group: Dates,
    severity: Warning,
}

impl Rule for ArchiveUrlTargetMismatch {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let doc = cx.doc;
        let canonical = |url: &str| canonical_url(url, &doc.site.sources);
        for (_, dates) in cx.dated_citations() {
            let Some(archive) = dates.address(AddressKind::ArchiveUrl) else { continue };
            let copy =
                archive.copy.as_ref().filter(|copy| copy.day.is_some() && copy.fault.is_none());
            let original = copy.and_then(|copy| archive.text.as_deref()?.get(copy.original?..));
            let Some(original) = original.filter(|original| !original.is_empty()) else { continue };
            let is_whole = original.starts_with("http:") || original.starts_with("https:");
            let with_scheme = if is_whole {
                Cow::Borrowed(original)
            } else {
                Cow::Owned(format!("http://{original}"))
            };
            let originals = dates.addresses.iter().filter(|it| it.kind != AddressKind::ArchiveUrl);
            // Nearly always it is given letter for letter.
            if originals.clone().any(|it| it.text.as_deref() == Some(&*with_scheme)) {
                continue;
            }
            let Some(copied) = canonical(&with_scheme) else { continue };
            let given: Vec<_> = originals
                .map(|it| Some((it, canonical(it.text.as_deref()?)?)))
                .collect::<Option<_>>()
                .unwrap_or_default();
            let fold = |url: &str| url.to_lowercase().replace("%20", "+");
            let is_same = |url: &String| *url == copied || fold(url) == fold(&copied);
            let Some((url, canonical)) = given.first() else { continue };
            if given.iter().any(|(_, url)| is_same(url)) {
                continue;
            }
            let host = |url: &str| url.split('/').next().unwrap_or_default().to_owned();
            let (one, two) = (host(canonical), host(&copied));
            let message = if one == two {
                format!("the copy is that of another page of {}", code(&two))
            } else {
                format!(
                    "the copy is that of a page of {}, the source is one of {}",
                    code(&two),
                    code(&one)
                )
            };
            let found = cx.report(archive.span, message);
            // The source may have moved since.
            if one != two {
                found.severity(Severity::Info);
            }
            found.related(url.span, "the source");
            found.help("see which of the two has what is cited, and correct the other");
        }
    }
}
