//! What needs a source, and what is none: the data of `rules/sourcing/`.

mod cue_phrases;
mod domains;
mod statements;
mod tags;

pub use cue_phrases::{Cue, CuePhrases};
pub(crate) use domains::split_address;
pub use domains::{DomainKind, Domains, ListedSite, SiteId};
pub use statements::{StatementWords, Statements};
pub use tags::{SourcingTag, SourcingTags, TagScope};
