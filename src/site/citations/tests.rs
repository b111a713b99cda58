//! Tests of the built-in data.

use super::{Citations, ParameterMeaning, ValueKind};
use crate::site::{Site, normalize_name};

fn citations() -> &'static Citations {
    &Site::mediawiki().citations
}

/// What a parameter sets in a template, as `field` or `field 2`.
fn sets(template: &str, parameter: &str) -> Option<String> {
    let (schema, template) = citations().template(template)?;
    match schema.meaning(template, parameter) {
        ParameterMeaning::Sets(field, 1) => Some(schema.field(field).name.clone()),
        ParameterMeaning::Sets(field, number) => {
            Some(format!("{} {number}", schema.field(field).name))
        }
        _ => None,
    }
}

#[test]
fn parameters_set_fields_under_all_their_names() {
    let sets = |parameter| sets("cite book", parameter).unwrap_or_default();
    assert_eq!(sets("accessdate"), "access-date");
    assert_eq!(sets("author3-last"), "author-last 3");
    assert_eq!(sets("last3"), "author-last 3");
    assert_eq!(sets("surname"), "author-last");
    assert_eq!(sets("ISBN"), "isbn");
    assert_eq!(sets("s2cid"), "s2cid");
    assert_eq!(sets("contribution"), "chapter");
    for unknown in ["Title", "isbn2", "retrieved", ""] {
        assert_eq!(sets(unknown), "", "{unknown}");
    }
}

#[test]
fn templates_take_what_is_theirs() {
    assert!(sets("cite episode", "air-date").is_some() && sets("cite news", "air-date").is_none());
    assert!(sets("cite arxiv", "eprint").is_some() && sets("cite journal", "eprint").is_some());
    assert!(sets("cite arxiv", "last2").is_some() && sets("cite arxiv", "publisher").is_none());
    assert!(sets("cite biorxiv", "arxiv").is_none());
    assert!(sets("cite arxiv", "class").is_some() && sets("cite web", "class").is_none());
    let (_, template) = citations().template("citeweb").expect("a redirect");
    assert_eq!(template.name, "cite web");
    assert!(citations().template("cita web").is_none());
}

#[test]
fn old_and_mistaken_names_lead_to_real_ones() {
    for schema in citations().schemas() {
        for template in schema.templates() {
            let is_old = |name: &&str| schema.removed(name).is_some();
            assert_eq!(schema.parameters_of(template).find(is_old), None);
        }
    }
    let (schema, template) = citations().template("cite web").expect("a template");
    assert_eq!(schema.meaning(template, "deadurl"), ParameterMeaning::Removed);
    assert_eq!(
        schema.removed("editorlink2").and_then(|it| it.into_owned().to).as_deref(),
        Some("editor-link2")
    );
    assert_eq!(schema.removed("deadurl").expect("a new name").values["no"], "live");
    assert_eq!(schema.suggestion("nom2").as_deref(), Some("last2"));
    assert_eq!(schema.suggestion("retrieved").as_deref(), Some("access-date"));
}

#[test]
fn every_replacement_is_a_parameter() {
    let file = concat!(
        include_str!("../../../rules/citations/cs1-names.toml"),
        "[cs1.fields]\n[cs1.templates]\n"
    );
    let file: super::Families = toml::from_str(file).expect("valid data");
    let (schema, _) = citations().template("citation").expect("a template");
    for (family, data) in &file {
        let targets = data.removed.values().chain(data.deprecated.values());
        let targets = targets.filter_map(|renamed| renamed.to.as_ref());
        for target in targets.chain(data.suggestions.values()) {
            let plain = target.replace('#', "");
            assert!(schema.field_named(&plain).is_some(), "{family}: {target}");
        }
        for name in data.removed.keys().chain(data.suggestions.keys()) {
            assert!(schema.field_named(&name.replace('#', "")).is_none(), "{family}: {name}");
        }
    }
}

#[test]
fn names_of_templates_are_normalised() {
    for template in citations().schemas().iter().flat_map(super::Schema::templates) {
        for name in std::iter::once(&template.name).chain(&template.redirects) {
            assert_eq!(*name, normalize_name(name));
        }
    }
}

#[test]
fn fields_know_what_they_hold_and_need() {
    let (schema, _) = citations().template("citation").expect("a template");
    let field = |name: &str| schema.field(schema.field_named(name).expect("a field"));
    assert_eq!(field("accessdate").kind, ValueKind::Date);
    assert_eq!(field("doi-access").values, ["free"]);
    assert_eq!(field("format").needs.len(), 1);
}

#[test]
fn parameters_have_their_usual_names() {
    let usual = |template: &str, field: &str| {
        let (schema, template) = citations().template(template)?;
        schema.usual_parameter(template, schema.field_named(field)?)
    };
    for (template, field, name) in [
        ("cite journal", "work", Some("journal")),
        ("cite news", "work", Some("newspaper")),
        ("cite web", "work", Some("website")),
        ("cite av media", "work", Some("work")),
        ("cite web", "author-last", Some("last")),
        ("cite web", "editor-first", Some("editor-first")),
        ("cite web", "accessdate", Some("access-date")),
        ("cite arxiv", "work", None),
    ] {
        assert_eq!(usual(template, field).as_deref(), name, "{template} {field}");
    }
}

#[test]
fn every_field_says_what_belongs_in_it() {
    let (schema, _) = citations().template("citation").expect("a template");
    for template in schema.templates() {
        for parameter in schema.parameters_of(template) {
            let id = schema.field_named(&parameter.replace('#', "")).expect("a field");
            let field = schema.field(id);
            assert!(!field.about.is_empty() && !field.about.ends_with('.'), "{}", field.name);
        }
    }
}

#[test]
fn the_example_of_another_language_loads() {
    let layer = include_str!("../../../rules/citations/de.toml");
    let mut layer: toml::Table = layer.parse().expect("TOML");
    let Some(toml::Value::Table(layer)) = layer.remove("site") else { panic!("no `site`") };
    let site = Site::extended([layer]).expect("a valid layer");
    let (schema, template) = site.citations.template("internetquelle").expect("a template");
    let sets = |parameter: &str| match schema.meaning(template, parameter) {
        ParameterMeaning::Sets(field, _) => schema.field(field).name.as_str(),
        _ => "",
    };
    assert_eq!(sets("abruf"), "access-date");
    assert_eq!(sets("archiv-url"), "archive-url");
    assert_eq!(sets("access-date"), "");
    assert_eq!(sets("Verlag"), "");
    assert!(site.citations.template("cite web").is_some());
}

#[test]
fn data_that_contradicts_itself_is_refused() {
    let refused = |data: &str, why: &str| {
        let layer = format!("[citations.x]\n{data}\n[citations.x.templates]\n'cite x' = {{}}");
        let error = Site::extended([layer.parse().expect("TOML")]).expect_err(data).to_string();
        assert!(error.contains(why), "{error}");
    };
    refused("fields = { a = { needs = ['b'] } }", "no field: `b`");
    refused("fields = { a = { aliases = ['c'] }, b = { aliases = ['c'] } }", "sets two fields");
    refused("fields = { a = {} }\nonly = { 'cite y' = ['a'] }", "names no template: `cite y`");
    refused("fields = { a = {} }\nonly = { 'cite x' = ['b'] }", "no parameter: `b`");
}
