//! The page of a rule, taken apart: prose, headings and examples.

/// One part of a rule's page, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A heading, without its `##`.
    Heading(String),
    /// A line of prose; empty between paragraphs.
    Line(String),
    /// An example.
    Example(Example),
}

/// A piece of wikitext that shows what the rule does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// What it shows.
    pub kind: ExampleKind,
    /// Settings that it needs, each `KEY=VALUE`.
    pub settings: Vec<String>,
    /// The wikitext, every line ended by a newline.
    pub text: String,
}

/// What an example shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExampleKind {
    /// What the rule reports.
    Bad,
    /// What the rule leaves alone.
    Good,
    /// What the fixes of the rule make of the bad example before it.
    Fixed,
}

/// Reads a doc comment as [`super::RuleMeta::docs`] holds it.
///
/// An example starts with a fence such as ```` ```wikitext,bad ```` or
/// ```` ```wikitext,good,site.sub-referencing=true ````; what follows a bad one as
/// ```` ```wikitext,fixed ```` has its settings.
pub fn parts(docs: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut example: Option<Example> = None;
    for line in docs.lines() {
        let line = line.strip_prefix(' ').unwrap_or(line);
        let fence = line.strip_prefix("```");
        match (&mut example, fence) {
            (Some(_), Some(_)) => parts.extend(example.take().map(Part::Example)),
            (Some(open), None) => {
                open.text.push_str(line);
                open.text.push('\n');
            }
            (None, Some(info)) => {
                let mut words = info.split(',').skip(1).map(str::trim);
                let kind = match words.next() {
                    Some("bad") => ExampleKind::Bad,
                    Some("fixed") => ExampleKind::Fixed,
                    _ => ExampleKind::Good,
                };
                let settings = words.map(str::to_owned).collect();
                example = Some(Example { kind, settings, text: String::new() });
            }
            (None, None) => parts.push(match line.strip_prefix("## ") {
                Some(heading) => Part::Heading(heading.to_owned()),
                None => Part::Line(line.to_owned()),
            }),
        }
    }
    parts
}

/// The first line: what the rule reports, as one sentence.
pub fn summary(docs: &str) -> &str {
    docs.lines().next().unwrap_or_default().trim()
}

#[cfg(test)]
mod tests {
    use super::{Example, ExampleKind, Part, parts, summary};

    #[test]
    fn takes_a_page_apart() {
        let docs = " First.\n\n ## Why\n ```wikitext,bad,a.b=1\n  {{x\n\n y\n ```\n";
        assert_eq!(summary(docs), "First.");
        let example = Example {
            kind: ExampleKind::Bad,
            settings: vec!["a.b=1".to_owned()],
            text: " {{x\n\ny\n".to_owned(),
        };
        let expected = [
            Part::Line("First.".to_owned()),
            Part::Line(String::new()),
            Part::Heading("Why".to_owned()),
            Part::Example(example),
        ];
        assert_eq!(parts(docs), expected);
    }
}
