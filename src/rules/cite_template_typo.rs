use rustc_hash::FxHashMap;

use crate::lint::{Applicability, Context, Edit, Fix, Rule, code, declare_rule};
use crate::near::is_one_slip;
use crate::site::{Schema, Site};

declare_rule! {
    /// A template whose name is one slip away from that of a citation template.
    ///
    /// ## Why is this bad?
    /// If there is no such template, readers see a red link in place of the source.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite joural |title=Mills |journal=Trades}}</ref>
    /// ```
    /// ```wikitext,fixed
    /// The mill closed.<ref>{{cite journal |title=Mills |journal=Trades}}</ref>
    /// ```
    /// ```wikitext,good
    /// The mill closed.<ref>{{cite journal |title=Mills |journal=Trades}}</ref>
    /// ```
    struct CiteTemplateTypo {}
    name: "cite-template-typo",
    group: Citations,
    severity: Warning,
}

/// How names that may be meant start.
const START: &str = "ci";

/// The shortest and the longest name that is looked at, in bytes.
const LENGTHS: std::ops::RangeInclusive<usize> = 7..=30;

impl Rule for CiteTemplateTypo {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let site = cx.doc.site;
        let mut meant: FxHashMap<&str, Option<&str>> = FxHashMap::default();
        for template in &cx.doc.templates {
            let name = &*template.name;
            let is_known = || site.citations.template(name).is_some();
            if !name.starts_with(START) || !LENGTHS.contains(&name.len()) || is_known() {
                continue;
            }
            let Some(meant) = *meant.entry(name).or_insert_with(|| near(site, name)) else {
                continue;
            };
            let written = code(&format!("{{{{{}}}}}", template.name_span.of(cx.doc.text)));
            let found = cx.report(template.name_span, format!("there may be no {written}"));
            let title = format!("write {}", code(meant));
            found.help(format!("did you mean {}?", code(&format!("{{{{{meant}}}}}"))));
            let edits = [Edit::replace(template.name_span, meant)];
            found.fix(Fix::new(title, Applicability::Unsafe, edits));
        }
    }
}

/// The citation template that is one slip away.
fn near<'s>(site: &'s Site, name: &str) -> Option<&'s str> {
    // Those of one wiki alone are known as such.
    if !site.citation_templates.contains(name) && !name.starts_with("cit") {
        return None;
    }
    let templates = site.citations.schemas().iter().flat_map(Schema::templates);
    let mut names = templates.map(|template| template.name.as_str());
    names.find(|known| is_one_slip(known, name))
}
