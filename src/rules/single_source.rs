use rustc_hash::FxHashMap;

use crate::lint::sourcing::title_span;
use crate::lint::{Context, Rule, code, declare_rule};

declare_rule! {
    /// A page whose sources are all, or nearly all, from one site.
    ///
    /// ## Why is this bad?
    /// What one publisher says of a subject is one view of it. Where the site is the subject's own,
    /// the page is an advertisement; where it is a database, its mistakes become those of the page.
    ///
    /// ## Examples
    /// ```wikitext,bad,rules.single-source.min-sources=2
    /// It was built in 1871.<ref>[https://mills.example.org/a Origins]</ref> It burned in 1902.<ref>[https://www.example.org/b Fire]</ref>
    /// ```
    /// ```wikitext,good
    /// It was built in 1871.<ref>[https://mills.example.org/a Origins]</ref> It burned in 1902.<ref>[https://herald.example.com/b Fire]</ref>
    /// ```
    struct SingleSource {
        /// How many sources with an address a page has at least.
        min_sources: u32 = 5,
        /// How many of a hundred sources must be from one site.
        percent: u32 = 90,
    }
    name: "single-source",
    group: Sourcing,
    severity: Info,
    optional: true,
}

impl Rule for SingleSource {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let doc = cx.doc;
        let sources = doc.addresses().iter().filter(|it| it.is_source && !it.host.is_empty());
        let mut counts: FxHashMap<&str, u32> = FxHashMap::default();
        let mut total = 0;
        for source in sources {
            *counts.entry(registered(source.host.of(doc.text))).or_default() += 1;
            total += 1;
        }
        // Sources without an address, such as books, speak against it.
        let without = doc.cited.iter().filter(|it| it.identities.is_empty()).count() as u32;
        let Some((site, count)) = counts.into_iter().max_by_key(|(site, count)| (*count, *site))
        else {
            return;
        };
        let is_many = total >= self.min_sources
            && u64::from(count) * 100 >= u64::from(total + without) * u64::from(self.percent);
        if is_many && let Some(span) = title_span(doc) {
            let site = code(site);
            cx.report(span, format!("{count} of {total} sources of this page are from {site}"))
                .help("look for sources that are independent of each other and of the subject");
        }
    }
}

/// The part of a host that its owner has registered. A short second part belongs to the ending, as
/// in `example.co.uk`.
fn registered(host: &str) -> &str {
    let mut starts = host.rmatch_indices('.').map(|(at, _)| at + 1);
    let (Some(last), second) = (starts.next(), starts.next()) else { return host };
    let label = &host[second.unwrap_or(0)..last - 1];
    let is_ending = host.len() - last == 2 && label.len() <= 3;
    match (is_ending, second) {
        (true, Some(_)) => starts.next().map_or(host, |start| &host[start..]),
        (_, Some(start)) => &host[start..],
        _ => host,
    }
}
