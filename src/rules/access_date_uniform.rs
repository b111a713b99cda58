use std::collections::{BTreeMap, BTreeSet};

use crate::date::Date;
use crate::facts::dates::{AddressKind, DateField, DateKind};
use crate::facts::source::canonical_url;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// Sources from many sites that were all read on one day.
    ///
    /// ## Why is this bad?
    /// On a page that was copied or made by a program, the day is often that of the copying: nobody
    /// has read the sources then. A page that one person wrote in a day looks the same, so this is
    /// only worth a look.
    ///
    /// ## Examples
    /// ```wikitext,bad,rules.access-date-uniform.min-sources=2,rules.access-date-uniform.min-sites=2
    /// The lock leaks.<ref>{{cite web |url=https://example.org/lock |title=Lock |access-date=5 May 2020}}</ref>
    /// The pier burnt.<ref>{{cite web |url=https://example.com/pier |title=Pier |access-date=5 May 2020}}</ref>
    /// ```
    /// ```wikitext,good
    /// The lock leaks.<ref>{{cite web |url=https://example.org/lock |title=Lock |access-date=5 May 2020}}</ref>
    /// The pier burnt.<ref>{{cite web |url=https://example.com/pier |title=Pier |access-date=7 June 2021}}</ref>
    /// ```
    struct AccessDateUniform {
        /// The fewest sources with that day.
        min_sources: usize = 10,
        /// The fewest sites that they come from.
        min_sites: usize = 5,
    }
    name: "access-date-uniform",
    group: Dates,
    severity: Info,
    optional: true,
}

impl Rule for AccessDateUniform {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let doc = cx.doc;
        let mut days: BTreeMap<Date, (Vec<&DateField>, BTreeSet<String>)> = BTreeMap::new();
        let mut total = 0;
        for dates in doc.dates.citations() {
            let Some(field) = dates.date(DateKind::Access) else { continue };
            let (Some(day), Some(url)) = (field.day(), dates.address(AddressKind::Url)) else {
                continue;
            };
            total += 1;
            let url = url.text.as_deref().and_then(|url| canonical_url(url, &doc.site.sources));
            let site = url.as_deref().and_then(|url| url.split('/').next()).map(str::to_owned);
            let (fields, sites) = days.entry(day).or_default();
            fields.push(field);
            sites.extend(site);
        }
        let most = days.into_iter().max_by_key(|(_, (fields, _))| fields.len());
        let Some((day, (fields, sites))) = most else { return };
        let is_uniform = fields.len() * 10 >= total * 9;
        if !is_uniform || fields.len() < self.min_sources || sites.len() < self.min_sites {
            return;
        }
        let (count, sites, day) = (fields.len(), sites.len(), cx.day_name(day));
        let message = format!("{count} of {total} sources, from {sites} sites, were read on {day}");
        let found = cx.report(fields[0].span, message);
        found.help("if that is the day on which the page was copied, read the sources again");
    }
}
