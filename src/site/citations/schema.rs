//! One family of citation templates, ready to be looked up in.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};

use super::data::{Family, FieldData, Renamed, TemplateData, ValueKind};
use super::names::NameMap;

/// A family of templates that share their parameters.
#[derive(Clone, Debug)]
pub struct Schema {
    pub(super) templates: Vec<TemplateSchema>,
    fields: Vec<Field>,
    by_name: FxHashMap<String, FieldId>,
    parameters: NameMap<Parameter>,
    removed: NameMap<Renamed>,
    deprecated: NameMap<Renamed>,
    suggestions: NameMap<String>,
    /// By [`CommonField`].
    common: [Option<FieldId>; CommonField::ALL.len()],
}

/// Fields that are asked for of each citation of a page: found by name when the data is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommonField {
    /// `chapter-url`
    ChapterUrl,
    /// `doi`
    Doi,
    /// `isbn`
    Isbn,
    /// `mode`
    Mode,
    /// `page`
    Page,
    /// `pages`
    Pages,
    /// `pmid`
    Pmid,
    /// `title`
    Title,
    /// `url`
    Url,
    /// `url-status`
    UrlStatus,
}

impl CommonField {
    /// All of them, in the order of their numbers.
    const ALL: [Self; 10] = [
        Self::ChapterUrl,
        Self::Doi,
        Self::Isbn,
        Self::Mode,
        Self::Page,
        Self::Pages,
        Self::Pmid,
        Self::Title,
        Self::Url,
        Self::UrlStatus,
    ];

    /// The usual name.
    pub fn name(self) -> &'static str {
        match self {
            Self::ChapterUrl => "chapter-url",
            Self::Doi => "doi",
            Self::Isbn => "isbn",
            Self::Mode => "mode",
            Self::Page => "page",
            Self::Pages => "pages",
            Self::Pmid => "pmid",
            Self::Title => "title",
            Self::Url => "url",
            Self::UrlStatus => "url-status",
        }
    }
}

/// A field of a [`Schema`]: what one or more parameters set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldId(u16);

impl FieldId {
    /// The place of the field in its [`Schema`], from 0.
    pub(crate) fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// What one or more parameters set.
#[derive(Clone, Debug)]
pub struct Field {
    /// The usual name, such as `access-date` or `author-last`.
    pub name: String,
    /// What its value is.
    pub kind: ValueKind,
    /// The values that it can have; empty if it can have any.
    pub values: Vec<String>,
    /// The fields of which one must be given too; empty if it stands for itself.
    pub needs: Vec<FieldId>,
    /// The parameters that set it, with `#` for a number or nothing; not all templates take all.
    pub parameters: Vec<String>,
    /// What belongs in it, as a phrase for people; empty if nobody has written that.
    pub about: String,
}

/// One template of a family.
#[derive(Clone, Debug)]
pub struct TemplateSchema {
    /// The normalised name, such as `cite web`.
    pub name: String,
    /// The normalised names of pages that lead to it.
    pub redirects: Vec<String>,
    /// The fields of which one names the source; empty if none needs to.
    pub title: Vec<FieldId>,
    /// The fields without which readers see an error.
    pub requires: Vec<FieldId>,
    /// The fields that it leaves out, with an error.
    pub ignores: Vec<FieldId>,
    /// The only parameters that it takes; `None` if it takes all that are not for others alone.
    limited: Option<FxHashSet<String>>,
}

/// What a parameter means in a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterMeaning {
    /// It sets a field, of the person with this number; 1 without a number.
    Sets(FieldId, u32),
    /// Other templates of the family take it, this one does not.
    Foreign(FieldId, u32),
    /// It worked once.
    Removed,
    /// No template of the family takes it.
    Unknown,
}

#[derive(Clone, Debug)]
struct Parameter {
    field: FieldId,
    /// The name with `#`.
    pattern: String,
    /// The positions of the only templates that take it; empty if all do.
    only: Vec<usize>,
}

impl Schema {
    /// What a parameter means in a template of the family.
    pub fn meaning(&self, template: &TemplateSchema, parameter: &str) -> ParameterMeaning {
        match self.parameters.get(parameter) {
            Some((found, number)) => {
                let number = number.unwrap_or(1);
                if self.takes(template, found) {
                    ParameterMeaning::Sets(found.field, number)
                } else {
                    ParameterMeaning::Foreign(found.field, number)
                }
            }
            None if self.removed.get(parameter).is_some() => ParameterMeaning::Removed,
            None => ParameterMeaning::Unknown,
        }
    }

    /// The field with this id.
    pub fn field(&self, id: FieldId) -> &Field {
        &self.fields[id.index()]
    }

    /// The field with this name, or which a parameter of this name sets.
    pub fn field_named(&self, name: &str) -> Option<FieldId> {
        let of_parameter = || self.parameters.get(name).map(|(parameter, _)| parameter.field);
        self.by_name.get(name).copied().or_else(of_parameter)
    }

    /// As [`Self::field_named`], without looking for it.
    pub fn common(&self, field: CommonField) -> Option<FieldId> {
        self.common[field as usize]
    }

    /// What took the place of a parameter that no longer works.
    pub fn removed(&self, parameter: &str) -> Option<Cow<'_, Renamed>> {
        self.removed.get(parameter).map(|(renamed, number)| renamed.numbered(number))
    }

    /// What is to take the place of a parameter that still works.
    pub fn deprecated(&self, parameter: &str) -> Option<Cow<'_, Renamed>> {
        self.deprecated.get(parameter).map(|(renamed, number)| renamed.numbered(number))
    }

    /// The name that people mean by one that is none, where that is known.
    pub fn suggestion(&self, parameter: &str) -> Option<String> {
        let (name, number) = self.suggestions.get(parameter)?;
        Some(numbered(name, number))
    }

    /// The names of the parameters that a template takes, with `#` for a number or nothing, in no
    /// order.
    pub fn parameters_of<'a>(
        &'a self,
        template: &'a TemplateSchema,
    ) -> impl Iterator<Item = &'a str> {
        let takes = |(_, parameter): &(&str, &Parameter)| self.takes(template, parameter);
        self.parameters.names().filter(takes).map(|(name, _)| name)
    }

    /// What the parameter for a field is mostly called in a template, without a number: `journal`
    /// for the work in `{{cite journal}}`, `last` for the last name of an author. `None` if the
    /// template takes none for it.
    pub fn usual_parameter(&self, template: &TemplateSchema, id: FieldId) -> Option<String> {
        let field = self.field(id);
        let plain = field.parameters.iter().map(|name| name.replace('#', ""));
        let sets = |name: &String| matches!(self.meaning(template, name), ParameterMeaning::Sets(field, _) if field == id);
        let taken: Vec<String> = plain.filter(sets).collect();
        let word = template.name.rsplit(' ').next().unwrap_or_default();
        let is_for_template = |name: &&String| word.len() > 2 && name.starts_with(word);
        let is_short = |name: &&String| {
            field.name.strip_suffix(name.as_str()).is_some_and(|rest| rest.ends_with('-'))
        };
        let best = taken.iter().find(is_for_template).or_else(|| taken.iter().find(is_short));
        best.or(taken.first()).cloned()
    }

    /// The templates of the family, sorted by name.
    pub fn templates(&self) -> &[TemplateSchema] {
        &self.templates
    }

    fn takes(&self, template: &TemplateSchema, parameter: &Parameter) -> bool {
        let is_one = |&at: &usize| self.templates[at].name == template.name;
        match &template.limited {
            Some(limited) => limited.contains(&parameter.pattern),
            None => parameter.only.is_empty() || parameter.only.iter().any(is_one),
        }
    }
}

impl Renamed {
    /// The same for a parameter with this number.
    fn numbered(&self, number: Option<u32>) -> Cow<'_, Self> {
        match self.to.as_deref().filter(|to| to.contains('#')) {
            Some(to) => Cow::Owned(Self { to: Some(numbered(to, number)), ..self.clone() }),
            None => Cow::Borrowed(self),
        }
    }
}

fn numbered(name: &str, number: Option<u32>) -> String {
    name.replace('#', &number.map_or(String::new(), |number| number.to_string()))
}

impl TryFrom<Family> for Schema {
    type Error = String;

    fn try_from(family: Family) -> Result<Self, String> {
        let Family { field_names, title, limited, fields, templates, only, .. } = family;
        let mut ids = Ids::default();
        for (name, at) in fields.keys().zip(0..u16::MAX) {
            ids.0.insert(name.clone(), FieldId(at));
        }
        let mut parameters: NameMap<Parameter> = NameMap::new();
        for (name, field) in &fields {
            let own = field_names.then_some(name);
            for parameter in own.into_iter().chain(&field.aliases) {
                let meaning =
                    Parameter { field: ids.get(name)?, pattern: parameter.clone(), only: vec![] };
                let other = parameters.get(parameter).filter(|it| it.0.field != meaning.field);
                if other.is_some() {
                    return Err(format!("`{parameter}` sets two fields, one of them `{name}`"));
                }
                parameters.insert(parameter, meaning);
            }
        }
        for (template, names) in &only {
            let at = templates.keys().position(|it| it == template);
            let at = at.ok_or_else(|| format!("`only` names no template: `{template}`"))?;
            for name in names {
                let parameter = parameters.get_mut(name);
                let parameter = parameter.ok_or_else(|| format!("no parameter: `{name}`"))?;
                parameter.only.push(at);
            }
        }
        let defaults = Defaults { title: &title, limited: &limited, parameters: &parameters };
        let templates: Vec<TemplateSchema> = templates
            .into_iter()
            .map(|(name, data)| TemplateSchema::new(name, data, &ids, &defaults))
            .collect::<Result<_, _>>()?;
        let fields: Vec<Field> = fields
            .into_iter()
            .map(|(name, data)| Field::new(name, data, field_names, &ids))
            .collect::<Result<_, _>>()?;
        let mut schema = Self {
            templates,
            fields,
            by_name: ids.0,
            parameters,
            removed: family.removed.into_iter().collect(),
            deprecated: family.deprecated.into_iter().collect(),
            suggestions: family.suggestions.into_iter().collect(),
            common: [None; CommonField::ALL.len()],
        };
        schema.common = CommonField::ALL.map(|field| schema.field_named(field.name()));
        Ok(schema)
    }
}

/// The fields by name.
#[derive(Default)]
struct Ids(FxHashMap<String, FieldId>);

impl Ids {
    fn get(&self, name: &str) -> Result<FieldId, String> {
        self.0.get(name).copied().ok_or_else(|| format!("no field: `{name}`"))
    }

    fn all(&self, names: &[String]) -> Result<Vec<FieldId>, String> {
        names.iter().map(|name| self.get(name)).collect()
    }
}

/// What holds for all templates of a family that say nothing else.
struct Defaults<'a> {
    title: &'a [String],
    limited: &'a [String],
    parameters: &'a NameMap<Parameter>,
}

impl TemplateSchema {
    fn new(
        name: String,
        data: TemplateData,
        ids: &Ids,
        defaults: &Defaults<'_>,
    ) -> Result<Self, String> {
        let limited = data.limited.map(|own| -> FxHashSet<String> {
            own.into_iter().chain(defaults.limited.iter().cloned()).collect()
        });
        let unknown = limited.iter().flatten().find(|it| defaults.parameters.get(it).is_none());
        if let Some(unknown) = unknown {
            return Err(format!("no parameter: `{unknown}`"));
        }
        Ok(Self {
            name,
            redirects: data.redirects,
            title: ids.all(data.title.as_deref().unwrap_or(defaults.title))?,
            requires: ids.all(&data.requires)?,
            ignores: ids.all(&data.ignores)?,
            limited,
        })
    }
}

impl Field {
    fn new(name: String, data: FieldData, is_parameter: bool, ids: &Ids) -> Result<Self, String> {
        let FieldData { aliases, kind, values, needs, about } = data;
        let needs = ids.all(&needs)?;
        let own = is_parameter.then(|| name.clone());
        let parameters = own.into_iter().chain(aliases).collect();
        Ok(Self { name, kind, values, needs, parameters, about })
    }
}
