//! What the parameters of a page's citations mean.

use super::citations::CitationSchema;
use crate::site::{ParameterMeaning, TemplateSchema};

/// How many meanings are kept in mind. Most pages use two or three dozen parameters.
const MOST: usize = 128;

/// What parameters mean in templates. A page's citations have the same few again and again, and to
/// find one that was asked for takes a third of the time of looking it up.
pub(super) struct RecentMeanings<'s>([Option<Recent<'s>>; MOST]);

#[derive(Clone, Copy)]
struct Recent<'s> {
    template: &'s TemplateSchema,
    name: &'s str,
    meaning: ParameterMeaning,
}

impl<'s> RecentMeanings<'s> {
    pub(super) fn new() -> Self {
        Self([None; MOST])
    }

    /// What a parameter means in a template.
    pub(super) fn meaning(
        &mut self,
        schema: CitationSchema<'s>,
        name: &'s str,
    ) -> ParameterMeaning {
        let CitationSchema { family, template } = schema;
        let place = &mut self.0[place(&template.name, name)];
        let known = place.filter(|it| std::ptr::eq(it.template, template) && it.name == name);
        if let Some(known) = known {
            return known.meaning;
        }
        let meaning = family.meaning(template, name);
        *place = Some(Recent { template, name, meaning });
        meaning
    }
}

/// A place that few of a page's parameters share.
fn place(template: &str, name: &str) -> usize {
    let byte = |text: &str, at: usize| text.as_bytes().get(at).map_or(0, |&byte| usize::from(byte));
    let last = byte(name, name.len().wrapping_sub(1));
    let of_name = byte(name, 0) * 7 + byte(name, 2) * 3 + last * 29 + name.len() * 11;
    let of_template = byte(template, template.len().wrapping_sub(1)) * 5 + template.len();
    (of_name + of_template) % MOST
}

#[cfg(test)]
mod tests {
    use super::RecentMeanings;
    use crate::facts::CitationSchema;
    use crate::site::Site;

    #[test]
    fn names_that_share_a_place_keep_their_meanings() {
        let family = &Site::mediawiki().citations.schemas()[0];
        let names: Vec<&str> = family.parameters_of(&family.templates()[0]).collect();
        let mut recent = RecentMeanings::new();
        for template in family.templates().iter().chain(family.templates()) {
            let schema = CitationSchema { family, template };
            for &name in names.iter().chain(&["", "x", "last2"]) {
                let meaning = recent.meaning(schema, name);
                assert_eq!(meaning, family.meaning(template, name), "{} {name}", template.name);
            }
        }
    }
}
