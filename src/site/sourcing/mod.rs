//! What needs a source, and what is none: the data of `rules/sourcing/`.

mod cues;
mod domains;
mod statements;
mod tags;

pub use cues::{Cue, Cues};
pub(crate) use domains::split_address;
pub use domains::{DomainKind, Domains, ListedSite, SiteId};
pub use statements::{StatementWords, Statements};
pub use tags::{SourcingTag, SourcingTags, TagScope};
