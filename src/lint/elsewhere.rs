//! What the other pages of a run cite, for rules that compare pages. A run gathers it before it
//! lints, so that a rule still sees nothing but what it is given.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::facts::source::{Identity, Source};
use crate::facts::{Document, cite::RefId};
use crate::text::{LineIndex, Position};

/// How many wordings of one source are kept.
const MOST_WORDINGS: usize = 8;

/// The sources that the pages of a run cite with a citation template.
#[derive(Clone, Debug, Default)]
pub struct CitedSources {
    by_identity: FxHashMap<Identity, Vec<Wording>>,
}

/// How one page cites a source.
#[derive(Clone, Debug)]
pub struct Wording {
    /// The name of the page.
    pub page: Arc<str>,
    /// Where on that page the ref stands.
    pub position: Position,
    /// The content of the ref in one spelling, see [`Document::comparable`].
    text: Arc<str>,
    /// What it says.
    pub source: Arc<Source>,
}

/// The pages of a run, seen from one of them.
#[derive(Clone, Copy, Debug)]
pub struct Elsewhere<'a> {
    /// What all pages cite.
    pub cited: &'a CitedSources,
    /// The name of the page that is linted.
    pub page: &'a str,
}

impl CitedSources {
    /// What one page cites. Each footnote counts once.
    pub fn of_page(page: &str, doc: &Document<'_>) -> Self {
        let mut cited = Self::default();
        let page: Arc<str> = page.into();
        let lines = LineIndex::new(doc.text);
        for cited_source in doc.cited.iter().filter(|it| it.citation.is_some()) {
            if !is_definition(doc, cited_source.tag) {
                continue;
            }
            let start = doc.refs.tag(cited_source.tag).span.start;
            let wording = Wording {
                page: page.clone(),
                position: lines.position(doc.text, start),
                text: doc.comparable(cited_source).into(),
                source: Arc::new(doc.source(cited_source)),
            };
            for (identity, _) in &cited_source.identities {
                cited.add(identity, &wording);
            }
        }
        cited
    }

    /// Adds what another page cites. Pages must come in the same order on every run.
    pub fn merge(&mut self, other: Self) {
        for (identity, wordings) in other.by_identity {
            for wording in &wordings {
                self.add(&identity, wording);
            }
        }
    }

    fn add(&mut self, identity: &Identity, wording: &Wording) {
        let wordings = self.by_identity.entry(identity.clone()).or_default();
        let is_new = wordings.iter().all(|it| it.text != wording.text);
        if is_new && wordings.len() < MOST_WORDINGS {
            wordings.push(wording.clone());
        }
    }
}

impl<'a> Elsewhere<'a> {
    /// How other pages cite a source, in the order of the pages.
    pub fn wordings(&self, identity: &Identity) -> impl Iterator<Item = &'a Wording> + use<'a> {
        let own = self.page;
        let wordings = self.cited.by_identity.get(identity).into_iter().flatten();
        wordings.filter(move |wording| &*wording.page != own)
    }
}

fn is_definition(doc: &Document<'_>, tag: RefId) -> bool {
    let footnote = doc.refs.tag(tag).footnote.map(|id| doc.refs.footnote(id));
    footnote.is_some_and(|footnote| footnote.definition == Some(tag))
}
