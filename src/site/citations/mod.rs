//! What the parameters of citation templates mean: the data of `rules/citations/`.

mod data;
mod names;
mod schema;
#[cfg(test)]
mod tests;

pub use data::{Renamed, ValueKind};
pub(super) use names::NameMap;
pub use schema::{CommonField, Field, FieldId, ParameterMeaning, Schema, TemplateSchema};

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::Deserialize;

/// The families of citation templates whose parameters are known.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "Families")]
pub struct Citations {
    schemas: Vec<Schema>,
    /// The schema and its template, by the normalised names of templates and their redirects.
    templates: FxHashMap<String, (usize, usize)>,
}

impl Citations {
    /// The family and the template with this normalised name, which may be that of a redirect.
    pub fn template(&self, name: &str) -> Option<(&Schema, &TemplateSchema)> {
        let &(schema, template) = self.templates.get(name)?;
        let schema = &self.schemas[schema];
        Some((schema, &schema.templates[template]))
    }

    /// The families, sorted by name.
    pub fn schemas(&self) -> &[Schema] {
        &self.schemas
    }
}

/// The files by the names of the families.
type Families = BTreeMap<String, data::Family>;

impl TryFrom<Families> for Citations {
    type Error = String;

    fn try_from(families: Families) -> Result<Self, String> {
        let mut citations = Self { schemas: Vec::new(), templates: FxHashMap::default() };
        for (name, family) in families {
            let schema =
                Schema::try_from(family).map_err(|why| format!("citations.{name}: {why}"))?;
            let at = citations.schemas.len();
            for (template, data) in schema.templates.iter().enumerate() {
                let names = std::iter::once(&data.name).chain(&data.redirects);
                citations.templates.extend(names.map(|name| (name.clone(), (at, template))));
            }
            citations.schemas.push(schema);
        }
        Ok(citations)
    }
}
