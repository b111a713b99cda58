//! What needs a source, and what is none: the data of `rules/sourcing/`.

mod domains;
mod phrases;
mod statements;
mod tags;

pub(crate) use domains::split_address;
pub use domains::{DomainKind, Domains, ListedSite, SiteId};
pub(crate) use phrases::WordNumber;
pub use phrases::{Cue, Phrases};
pub use statements::{StatementWords, Statements};
pub use tags::{SourcingTag, SourcingTags, TagScope};
