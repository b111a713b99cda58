//! Short citations: what they point to, and the footnotes that some of them make.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::PREFIX;
use super::anchor::{anchor_text, as_anchor};
use super::year::is_year;
use crate::site::{ShortParameters, ShortTemplate, Site};
use crate::syntax::tree::{NodeId, Tree};
use crate::syntax::view::{Argument, Template};
use crate::text::Span;

/// How many names belong to an anchor.
pub(super) const MOST_NAMES: usize = 4;

/// A template that points to one or more full citations by names and year.
#[derive(Clone, Debug)]
pub struct ShortCitation<'s> {
    /// The node of the template.
    pub node: NodeId,
    /// The name of the template as written, trimmed.
    pub name_span: Span,
    /// What the data says of the template. The same for all its redirects.
    pub template: &'s ShortTemplate,
    /// The arguments, in source order, repeated ones included.
    pub arguments: Vec<Argument<'s>>,
    /// What it points to, in order. Never empty for a template that points to one source.
    pub sources: Vec<ShortSource<'s>>,
    /// The text at the end, where one is given.
    pub postscript: Option<Cow<'s, str>>,
    /// Whether it says that its target is there though it cannot be seen.
    pub is_exempt: bool,
    /// Whether a template or parameter stands where names, year or pages do.
    pub is_dynamic: bool,
}

/// One source that a short citation points to.
#[derive(Clone, Debug)]
pub struct ShortSource<'s> {
    /// The names, at most four.
    pub names: Vec<Cow<'s, str>>,
    /// The year, where one of the accepted forms is given.
    pub year: Option<Cow<'s, str>>,
    /// The page, the pages and the location; empty where not given.
    pub place: [Cow<'s, str>; 3],
    /// The anchor that it leads to.
    pub target: Target,
    /// Names and year as written, or the name of the template where there are none.
    pub span: Span,
}

/// Where a short citation leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// To the anchor of this name, as MediaWiki normalises it.
    Anchor(String),
    /// To nothing, by the will of the editor.
    None,
    /// Only MediaWiki knows it.
    Unknown,
}

impl<'s> ShortCitation<'s> {
    /// Reads a short citation.
    pub(in crate::facts) fn new(
        text: &'s str,
        tree: &Tree,
        site: &'s Site,
        view: Template<'s, '_>,
        template: &'s ShortTemplate,
    ) -> Self {
        let arguments: Vec<_> = view.arguments().collect();
        let parameters = site.references.short_parameters();
        let reader =
            Reader { text, tree, parameters, arguments: &arguments, name_span: view.name_span() };
        let sources =
            if template.several { reader.several_sources() } else { vec![reader.one_source()] };
        let postscript = reader.first(&parameters.postscript).map(|it| reader.value(it));
        let is_exempt = parameters.exempt.iter().filter_map(|name| reader.find(name));
        let is_exempt = is_exempt.map(|it| reader.value(it)).any(|value| value == "yes");
        let is_dynamic = reader.is_dynamic(template.several);
        let (node, name_span) = (view.node(), view.name_span());
        Self { node, name_span, template, arguments, sources, postscript, is_exempt, is_dynamic }
    }

    /// The name that MediaWiki gives the footnote: all that is printed of the sources, joined.
    pub(in crate::facts) fn footnote_name(&self) -> String {
        let parts = self.sources.iter().flat_map(|source| {
            source.names.iter().chain(&source.year).chain(&source.place).map(|part| &**part)
        });
        let name: String = std::iter::once("FOOTNOTE").chain(parts).collect();
        collapse_spaces(&name)
    }
}

impl ShortSource<'_> {
    /// Names and year as one reads them: `Orme, Lister 1904`.
    pub fn label(&self) -> String {
        let names = self.names.iter().map(|name| anchor_text(name)).collect::<Vec<_>>().join(", ");
        match &self.year {
            Some(year) if names.is_empty() => year.clone().into_owned(),
            Some(year) => format!("{names} {year}"),
            None => names,
        }
    }
}

struct Reader<'s, 'a> {
    text: &'s str,
    tree: &'a Tree,
    parameters: &'a ShortParameters,
    arguments: &'a [Argument<'s>],
    name_span: Span,
}

impl<'s> Reader<'s, '_> {
    /// The positional parameters are up to four names and a year. Further names are passed over.
    fn one_source(&self) -> ShortSource<'s> {
        let mut given: Vec<Option<&Argument<'s>>> = vec![None; self.arguments.len()];
        for argument in self.arguments {
            let index = number(argument).and_then(|number| number.checked_sub(1));
            if let Some(place) = index.and_then(|index| given.get_mut(index as usize)) {
                *place = Some(argument);
            }
        }
        let mut given = given.into_iter().map_while(|argument| argument);
        let mut parts: Vec<&Argument<'s>> = given.by_ref().take(MOST_NAMES).collect();
        parts.extend(given.find(|it| is_year(&self.value(it))));
        let parameters = self.parameters;
        let place = [&parameters.page, &parameters.pages, &parameters.location];
        let place = place.map(|names| self.value_of(self.first(names)));
        self.source(&parts, place, self.first(&parameters.target))
    }

    /// Numbered parameters, `1a1` to `1a4` and `1y`, or two positional ones for each source.
    fn several_sources(&self) -> Vec<ShortSource<'s>> {
        let mut numbered: FxHashMap<(u32, &str), &Argument<'s>> = FxHashMap::default();
        for argument in self.arguments {
            let name = argument.name.as_deref().unwrap_or_default();
            let digits = name.len() - name.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            if let Some(number) = number(argument) {
                numbered.insert((number, ""), argument);
            } else if let Ok(number) = name[..digits].parse() {
                numbered.insert((number, &name[digits..]), argument);
            }
        }
        let mut sources = Vec::new();
        let mut position = 1;
        for number in 1.. {
            let get = |key| numbered.get(&(number, key)).copied();
            let mut parts = Vec::new();
            if get("a1").is_some() {
                let names = ["a1", "a2", "a3", "a4"].into_iter().map_while(get);
                parts.extend(names.take_while(|name| !self.value(name).is_empty()));
                parts.extend(get("y"));
            } else if let Some(name) = numbered.get(&(position, "")) {
                parts.push(*name);
                parts.extend(numbered.get(&(position + 1, "")));
                position += 2;
            } else {
                break;
            }
            let place = ["p", "pp", "loc"].map(|key| self.value_of(get(key)));
            sources.push(self.source(&parts, place, get("ref")));
        }
        sources
    }

    fn source(
        &self,
        parts: &[&Argument<'s>],
        place: [Cow<'s, str>; 3],
        target: Option<&Argument<'s>>,
    ) -> ShortSource<'s> {
        let mut values: Vec<_> = parts.iter().map(|part| self.value(part)).collect();
        let year = values.pop_if(|last| is_year(&as_anchor((&**last).into())));
        let is_dynamic = parts.iter().any(|part| part.is_dynamic(self.tree));
        let anchor = || {
            let parts = values.iter().chain(&year).map(|part| &**part);
            let id: String = std::iter::once(PREFIX).chain(parts).collect();
            let joined = as_anchor(id[PREFIX.len()..].into());
            if joined.len() + PREFIX.len() == id.len() { id } else { format!("{PREFIX}{joined}") }
        };
        let target = match target.map(|it| (it.is_dynamic(self.tree), self.value(it))) {
            Some((true, _)) => Target::Unknown,
            Some((_, value)) if value == "none" => Target::None,
            Some((_, value)) if !value.is_empty() => Target::Anchor(anchor_text(&value)),
            _ if is_dynamic => Target::Unknown,
            _ => Target::Anchor(anchor()),
        };
        // With numbers, `2=1904|1=Orme`, they may stand in any order.
        let spans = parts.iter().map(|part| part.trimmed_value_span(self.text));
        let span =
            spans.reduce(|all, span| Span::new(all.start.min(span.start), all.end.max(span.end)));
        let span = span.unwrap_or(self.name_span);
        values.truncate(MOST_NAMES);
        ShortSource { names: values, year, place, target, span }
    }

    /// Whether only MediaWiki knows what the footnote is named after.
    fn is_dynamic(&self, several: bool) -> bool {
        let parameters = self.parameters;
        let names = [&parameters.page, &parameters.pages, &parameters.location];
        let matters = |argument: &Argument<'s>| {
            let key = argument.key();
            let key =
                if several { key.trim_start_matches(|c: char| c.is_ascii_digit()) } else { &key };
            number(argument).is_some()
                || names.iter().any(|names| names.iter().any(|name| name == key))
                || (several && matches!(key, "a1" | "a2" | "a3" | "a4" | "y"))
        };
        self.arguments.iter().any(|it| it.is_dynamic(self.tree) && matters(it))
    }

    fn value(&self, argument: &Argument<'s>) -> Cow<'s, str> {
        argument.value(self.text, self.tree)
    }

    fn value_of(&self, argument: Option<&Argument<'s>>) -> Cow<'s, str> {
        argument.map(|it| self.value(it)).unwrap_or_default()
    }

    /// The argument that sets this parameter: the last one.
    fn find(&self, parameter: &str) -> Option<&Argument<'s>> {
        self.arguments.iter().rfind(|it| it.name.as_deref() == Some(parameter))
    }

    fn first(&self, parameters: &[String]) -> Option<&Argument<'s>> {
        parameters.iter().find_map(|parameter| self.find(parameter))
    }
}

/// The number of a positional parameter, also of one that is written with its number.
fn number(argument: &Argument<'_>) -> Option<u32> {
    argument.position.or_else(|| argument.name.as_deref()?.parse().ok())
}

fn collapse_spaces(text: &str) -> String {
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}
