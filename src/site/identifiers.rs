//! Where identifiers stand in templates: the data of `rules/identifiers.toml`.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::name_filter::NameFilter;
use crate::identifier::{Kind, Limits};

/// Where a wiki writes identifiers, and which numbers have been given.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "File")]
pub struct Identifiers {
    /// Which numbers have been given.
    pub limits: Limits,
    /// The year before which no book has an ISBN.
    pub first_isbn_year: i32,
    any_kind: Vec<String>,
    usual_names: BTreeMap<Kind, String>,
    magic_links: BTreeMap<Kind, String>,
    links: BTreeMap<Kind, String>,
    parameters: FxHashMap<String, Kind>,
    parameter_filter: NameFilter,
    templates: FxHashMap<String, Vec<IdentifierTemplate>>,
    template_filter: NameFilter,
}

/// What a template holds.
#[derive(Clone, Debug)]
pub struct IdentifierTemplate {
    /// The kind of identifier.
    pub kind: Kind,
    /// The parameters that hold one.
    pub parameters: Vec<String>,
    /// The parameters with which a value is only part of an identifier.
    pub unless: Vec<String>,
}

impl Identifiers {
    /// The kind of identifier that this parameter of a citation template holds.
    pub fn parameter(&self, name: &str) -> Option<Kind> {
        if !self.parameter_filter.may_hold(name) {
            return None;
        }
        self.parameters.get(name).copied()
    }

    /// Whether this parameter of a citation template holds identifiers of any kind.
    pub fn is_for_any_kind(&self, name: &str) -> bool {
        self.any_kind.iter().any(|it| it == name)
    }

    /// What the parameter of citation templates for this kind is usually called.
    pub fn usual_name(&self, kind: Kind) -> Option<&str> {
        self.usual_names.get(&kind).map(String::as_str)
    }

    /// The name of the template that writes such a magic link.
    pub fn magic_link_template(&self, kind: Kind) -> Option<&str> {
        self.magic_links.get(&kind).map(String::as_str)
    }

    /// The address where an identifier of this kind can be looked up, with `$1` in its place.
    pub fn link(&self, kind: Kind) -> Option<&str> {
        self.links.get(&kind).map(String::as_str)
    }

    /// What the template with this normalised name holds.
    pub fn template(&self, name: &str) -> &[IdentifierTemplate] {
        if !self.template_filter.may_hold(name) {
            return &[];
        }
        self.templates.get(name).map_or(&[], Vec::as_slice)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    first_isbn_year: i32,
    parameters: BTreeMap<Kind, Vec<String>>,
    any_kind: AnyKind,
    magic_links: BTreeMap<Kind, String>,
    links: BTreeMap<Kind, String>,
    template: Vec<TemplateData>,
    limits: Limits,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AnyKind {
    parameters: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TemplateData {
    kind: Kind,
    names: Vec<String>,
    parameters: Vec<String>,
    #[serde(default)]
    unless: Vec<String>,
}

impl From<File> for Identifiers {
    fn from(data: File) -> Self {
        let mut templates: FxHashMap<String, Vec<IdentifierTemplate>> = FxHashMap::default();
        for TemplateData { kind, names, parameters, unless } in data.template {
            for name in names {
                let holds = IdentifierTemplate {
                    kind,
                    parameters: parameters.clone(),
                    unless: unless.clone(),
                };
                templates.entry(name).or_default().push(holds);
            }
        }
        let first = |(kind, names): (&Kind, &Vec<String>)| Some((*kind, names.first()?.clone()));
        let usual_names = data.parameters.iter().filter_map(first).collect();
        let parameters: FxHashMap<String, Kind> = data
            .parameters
            .into_iter()
            .flat_map(|(kind, names)| names.into_iter().map(move |name| (name, kind)))
            .collect();
        Self {
            limits: data.limits,
            first_isbn_year: data.first_isbn_year,
            any_kind: data.any_kind.parameters,
            usual_names,
            magic_links: data.magic_links,
            links: data.links,
            parameter_filter: parameters.keys().collect(),
            parameters,
            template_filter: templates.keys().collect(),
            templates,
        }
    }
}
