//! What rules ask of a page, gathered in one walk over its tree.

mod citations;
pub mod cite;
pub mod dates;
mod equal;
mod fields;
pub mod identifiers;
pub(crate) mod placement;
pub mod prose;
mod recent_meanings;
pub mod rendered;
mod repeats;
mod runs;
mod sections;
pub mod short;
pub mod source;
pub mod sourcing;
mod template_names;
mod traits;
pub mod values;

pub use citations::{
    ArgumentState, Citation, CitationSchema, FieldSetting, Literal, TemplateUse, ValueState,
};
pub use repeats::Repeat;
pub use runs::{Mark, MarkKind, RefRun};
pub use sections::Section;
pub use source::{Cited, Place, Source};
pub(crate) use traits::Traits;

use std::sync::OnceLock;

use crate::site::{SectionKind, Site};
use crate::syntax::tree::{NodeId, NodeKind, Tree};
use crate::syntax::view::Template;
use crate::syntax::{Parse, SyntaxError};
use cite::{FootnoteId, RefId, RefIndex};
use dates::Dates;
use identifiers::{Identifier, ShownIdentifier};
use placement::Surroundings;
use prose::Prose;
use recent_meanings::RecentMeanings;
use rendered::{Dialect, PlainIndex};
use short::ShortCites;
use sourcing::{Claim, ClaimKind, Reach, Sourcing, WebAddress};
use template_names::TemplateNames;
use values::ValueFault;

/// A parsed page, with all that the rules share.
#[derive(Clone, Debug)]
pub struct Document<'s> {
    /// The source.
    pub text: &'s str,
    /// What the source is written in.
    pub dialect: Dialect,
    /// The syntax tree of the source.
    pub tree: Tree,
    /// What the parser could not match.
    pub errors: Vec<SyntaxError>,
    /// The wiki that the page belongs to.
    pub site: &'s Site,
    /// Refs, footnotes and lists, and the errors that MediaWiki finds with them.
    pub refs: RefIndex<'s>,
    /// Refs that stand side by side in running text, in source order.
    pub runs: Vec<RefRun>,
    /// The lead and the sections, in source order. The lead comes first, even if it is empty.
    pub sections: Vec<Section>,
    /// Every comment, in source order.
    pub comments: Vec<NodeId>,
    /// Every HTML tag, in source order.
    pub html_tags: Vec<NodeId>,
    /// Every external link, in brackets or not, in source order.
    pub external_links: Vec<NodeId>,
    /// Every template, in source order.
    pub templates: Vec<TemplateUse<'s>>,
    /// Every citation that a template makes, in source order.
    pub citations: Vec<Citation<'s>>,
    /// Short citations and the anchors that they lead to.
    pub short: ShortCites<'s>,
    /// What each ref with content cites, in source order.
    pub cited: Vec<Cited>,
    /// Every identifier that can be read, in source order.
    pub identifiers: Vec<Identifier<'s>>,
    /// The identifiers that the addresses of citations show, in the order of the citations.
    pub shown_identifiers: Vec<ShownIdentifier>,
    /// References that are numbered by hand, as on a page copied from its rendered form.
    pub plain_index: PlainIndex<'s>,
    section_kinds: OnceLock<Vec<SectionKind>>,
    prose: OnceLock<Prose>,
    sourcing: OnceLock<Sourcing>,
    addresses: OnceLock<Vec<WebAddress>>,
    /// The dates of citations and refs.
    pub dates: Dates<'s>,
    value_faults: OnceLock<Vec<ValueFault>>,
    equal_footnotes: OnceLock<Vec<Vec<FootnoteId>>>,
    surroundings: OnceLock<Vec<Surroundings>>,
}

impl<'s> Document<'s> {
    /// Parses a page, whose dialect its text decides, and gathers its facts.
    ///
    /// # Panics
    /// If `text` is longer than [`crate::text::MAX_SOURCE_BYTES`].
    pub fn new(text: &'s str, site: &'s Site) -> Self {
        Self::of_dialect(text, site, Dialect::detect(text, site))
    }

    /// Parses a page of a known dialect and gathers its facts.
    ///
    /// # Panics
    /// If `text` is longer than [`crate::text::MAX_SOURCE_BYTES`].
    pub fn of_dialect(text: &'s str, site: &'s Site, dialect: Dialect) -> Self {
        let Parse { tree, errors } = dialect.parse(text, site);
        let mut refs = cite::Extractor::new(text, &tree, site);
        let mut runs = runs::Collector::new(text, site);
        let mut sections = sections::Collector::new(text);
        let mut names = TemplateNames::new(site);
        let mut meanings = RecentMeanings::new();
        let mut templates: Vec<TemplateUse> = Vec::new();
        let mut citations = Vec::new();
        let mut magic_links = Vec::new();
        let (mut comments, mut html_tags, mut external_links) = (vec![], vec![], vec![]);
        for (id, node) in tree.preorder().filter(|(_, node)| bears_facts(node.kind())) {
            let alike = match node.kind() {
                NodeKind::Comment => Some(&mut comments),
                NodeKind::ExternalLink => Some(&mut external_links),
                NodeKind::HtmlTag => Some(&mut html_tags),
                NodeKind::MagicLink => Some(&mut magic_links),
                _ => None,
            };
            if let Some(alike) = alike {
                alike.push(id);
                continue;
            }
            if node.kind() == NodeKind::Template
                && let Some(view) = Template::new(text, &tree, id)
            {
                let meaning = names.meaning(view.name());
                let template = TemplateUse::new(view, &meaning);
                refs.enter(id, template.role);
                runs.enter(&tree, id, Some(&template));
                if meaning.is_citation {
                    let known = (meaning.schema, &mut meanings);
                    let tag = refs.current_ref();
                    citations.push(Citation::new(text, &tree, view, &template, known, tag));
                }
                templates.push(template);
            } else {
                refs.enter(id, None);
                runs.enter(&tree, id, None);
            }
            sections.enter(&tree, id);
        }
        let (refs, short) = refs.finish();
        let (runs, mut sections) = (runs.finish(), sections.finish());
        let plain_index = PlainIndex::new(text, &tree, &sections, dialect, &site.rendered);
        if dialect == Dialect::Rendered {
            sections = sections::printed(text, &plain_index.headings);
        }
        let short = ShortCites::new(text, &tree, site, short, &templates, &citations, &sections);
        let (identifiers, shown_identifiers) = identifiers::collect(identifiers::Page {
            text,
            tree: &tree,
            site,
            templates: &templates,
            citations: &citations,
            magic_links: &magic_links,
        });
        let dates = Dates::new(dates::Page {
            text,
            tree: &tree,
            site,
            refs: &refs,
            templates: &templates,
            citations: &citations,
            plain_index: &plain_index,
        });
        let mut doc = Self {
            text,
            dialect,
            tree,
            errors,
            site,
            refs,
            runs,
            sections,
            comments,
            html_tags,
            external_links,
            templates,
            citations,
            short,
            cited: Vec::new(),
            identifiers,
            shown_identifiers,
            plain_index,
            section_kinds: OnceLock::new(),
            prose: OnceLock::new(),
            sourcing: OnceLock::new(),
            addresses: OnceLock::new(),
            dates,
            value_faults: OnceLock::new(),
            equal_footnotes: OnceLock::new(),
            surroundings: OnceLock::new(),
        };
        doc.cited = source::collect(doc.source_page());
        doc
    }

    /// What is wrong with the values of citations, in source order. Found when it is first asked for.
    pub fn value_faults(&self) -> &[ValueFault] {
        self.value_faults.get_or_init(|| values::collect(self.text, self.site, &self.citations))
    }

    /// The footnotes with equal content in one list, as far as there are two or more; each set in
    /// the order of the list, and the sets by their first footnote. Found when they are first asked
    /// for.
    pub fn equal_footnotes(&self) -> &[Vec<FootnoteId>] {
        self.equal_footnotes.get_or_init(|| equal::footnotes(self))
    }

    /// The runs that have text before them, and what stands round each; looked at when they are first
    /// asked for.
    pub(crate) fn surroundings(&self) -> impl Iterator<Item = (&RefRun, &Surroundings)> {
        let found = self.surroundings.get_or_init(|| placement::surroundings(self));
        found.iter().map(|around| (&self.runs[around.run], around))
    }

    /// What kind of text each section holds; found when it is first asked for.
    fn section_kinds(&self) -> &[SectionKind] {
        self.section_kinds
            .get_or_init(|| prose::section_kinds(self.text, &self.sections, self.site))
    }

    /// The visible text, in blocks and sentences; gathered when it is first asked for.
    pub fn prose(&self) -> &Prose {
        self.prose.get_or_init(|| {
            Prose::new(prose::Page {
                text: self.text,
                dialect: self.dialect,
                tree: &self.tree,
                site: self.site,
                sections: &self.sections,
                section_kinds: self.section_kinds(),
                templates: &self.templates,
                plain_index: &self.plain_index,
            })
        })
    }

    /// By what the source of a ref can be known again; `None` if it has no content, or holds other
    /// refs.
    pub fn cited(&self, tag: RefId) -> Option<&Cited> {
        let at = self.cited.binary_search_by_key(&tag, |cited| cited.tag).ok()?;
        Some(&self.cited[at])
    }

    /// All that is known of a source. This takes much longer than [`Self::cited`].
    pub fn source(&self, cited: &Cited) -> Source {
        source::read(self.source_page(), cited)
    }

    /// Where in its source a ref looks: a part of [`Self::source`].
    pub fn place(&self, cited: &Cited) -> Place {
        source::place(self.source_page(), cited)
    }

    /// The content of a ref in one spelling; equal texts look the same to readers, or nearly so.
    pub fn comparable(&self, cited: &Cited) -> String {
        source::text(self.source_page(), cited)
    }

    /// What is read of the page to know its sources.
    fn source_page(&self) -> source::Page<'_, 's> {
        source::Page {
            text: self.text,
            tree: &self.tree,
            site: self.site,
            refs: &self.refs,
            templates: &self.templates,
            citations: &self.citations,
        }
    }

    /// Which statements have a source, and which need one; gathered when it is first asked for.
    pub fn sourcing(&self) -> &Sourcing {
        self.sourcing.get_or_init(|| Sourcing::new(self))
    }

    /// What of one kind needs a source that does not reach it, in source order.
    pub fn claims(&self, kind: ClaimKind, reach: Reach) -> impl Iterator<Item = &Claim> {
        self.sourcing().claims(self, reach).iter().filter(move |claim| claim.kind == kind)
    }

    /// The web addresses of the page, in source order; gathered when they are first asked for.
    pub fn addresses(&self) -> &[WebAddress] {
        self.addresses.get_or_init(|| sourcing::addresses(self))
    }

    /// The section whose own text holds this byte offset, as an index into
    /// [`Document::sections`].
    pub fn section_at(&self, offset: u32) -> usize {
        sections::index_at(&self.sections, offset)
    }
}

/// Whether a node matters to what is gathered in the walk. Nine in ten do not.
fn bears_facts(kind: NodeKind) -> bool {
    use NodeKind::{
        Comment, ExtensionTag, ExternalLink, Heading, HtmlTag, MagicLink, Parameter,
        ParserFunction, Ref, References, TableAttributes, Template,
    };
    matches!(
        kind,
        Comment
            | ExtensionTag
            | ExternalLink
            | Heading
            | HtmlTag
            | MagicLink
            | Parameter
            | ParserFunction
            | Ref
            | References
            | TableAttributes
            | Template
    )
}
