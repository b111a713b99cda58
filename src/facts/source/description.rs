//! What a citation template says of its source.

use rustc_hash::FxHashMap;

use super::text::plain;
use crate::facts::citations::Citation;
use crate::site::{AuthorPart, Parameter, Sources, fold_parameter};
use crate::syntax::tree::Tree;
use crate::text::Span;

/// The parameters of a citation template by what they mean, and its authors.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Description {
    /// The parameters that are not empty, in source order, without authors. Of repeated ones the
    /// last counts.
    pub fields: Vec<Field>,
    /// The authors, in order.
    pub authors: Vec<Author>,
}

/// One parameter of a citation template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// What it is, as `rules/sources.toml` calls it; else the parameter's own name.
    pub name: String,
    /// The value as readers see it, on one line.
    pub value: String,
    /// The value in the source, trimmed.
    pub span: Span,
}

/// The author of a source. At least one part is not empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Author {
    /// The family name, or the whole name where its parts are not told apart.
    pub family: String,
    /// The given name; may be empty.
    pub given: String,
    /// Whether `family` is a whole name.
    pub is_literal: bool,
}

impl Description {
    /// Reads a citation template.
    pub fn new(source: &str, tree: &Tree, data: &Sources, citation: &Citation<'_>) -> Self {
        let mut description = Self::default();
        let mut authors = Authors::default();
        for argument in &citation.arguments {
            let value = plain(source, tree, argument.node, argument.value_span);
            if value.is_empty() {
                continue;
            }
            let key = argument.key();
            let (folded, number) = fold_parameter(&key);
            match data.parameter(&folded) {
                Some(Parameter::Author(part)) => authors.add(part, number, value.into_owned()),
                meaning => {
                    let name = match meaning {
                        Some(Parameter::Field(name)) => name.to_owned(),
                        _ => key.into_owned(),
                    };
                    let span = argument.trimmed_value_span(source);
                    description.fields.push(Field { name, value: value.into_owned(), span });
                }
            }
        }
        description.authors = authors.in_order();
        description
    }

    /// The field of this name: of several, the last one.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().rfind(|field| field.name == name)
    }

    /// The value of the field of this name.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.field(name).map(|field| &*field.value)
    }

    /// The year of publication, as far as four digits tell it.
    pub fn year(&self) -> Option<&str> {
        let date = self.value("date")?;
        let is_year = |word: &&str| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
        date.split(|c: char| !c.is_ascii_digit()).find(is_year)
    }
}

/// The authors as they are read, each with its number.
#[derive(Default)]
struct Authors {
    all: Vec<(u32, Author)>,
    by_number: FxHashMap<u32, usize>,
}

impl Authors {
    fn add(&mut self, part: AuthorPart, number: u32, value: String) {
        if part == AuthorPart::List {
            let separator = if value.contains(';') { ';' } else { ',' };
            let names = value.split(separator).map(str::trim).filter(|name| !name.is_empty());
            self.all.extend(names.map(|name| (number, Author::literal(name))));
            return;
        }
        let at = *self.by_number.entry(number).or_insert_with(|| {
            self.all.push((number, Author::default()));
            self.all.len() - 1
        });
        let author = &mut self.all[at].1;
        match part {
            AuthorPart::Family => author.family = value,
            AuthorPart::Given => author.given = value,
            AuthorPart::Literal | AuthorPart::List => *author = Author::literal(&value),
        }
    }

    fn in_order(mut self) -> Vec<Author> {
        self.all.sort_by_key(|(number, _)| *number);
        self.all.into_iter().map(|(_, author)| author).collect()
    }
}

impl Author {
    /// The author of a whole name. `Orme, Ada` tells its parts apart.
    fn literal(name: &str) -> Self {
        match name.split_once(", ") {
            Some((family, given)) if !given.contains([',', ';']) && !family.contains(' ') => {
                Self { family: family.to_owned(), given: given.to_owned(), is_literal: false }
            }
            _ => Self { family: name.to_owned(), given: String::new(), is_literal: true },
        }
    }
}
