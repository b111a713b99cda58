//! Pages of references: footnotes, groups, lists, nesting and broken tags.
//!
//! Where MediaWiki 1.39 differs from the version that citelint follows, a page avoids the
//! difference: since 1.39 makes no footnote for a ref with a bad attribute, such refs have names
//! of their own and stand in the default group, and no name gets a third, different content.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::random::Random;

const GROUPS: [&str; 4] = ["", "", "note", "n 1"];
const NAMES: [&str; 8] = ["a", "b2", "Smith 2010", "ünï", "A", "x&y", "c-d", "e_f"];
const WORDS: [&str; 6] = ["text", "''it''", "p. 5", "[[Link]]", "http://example.org/x", "é"];

/// What the page has said of a footnote since the last list of its group.
#[derive(Default)]
struct Footnote {
    used: bool,
    defined: bool,
    conflicts: bool,
}

struct Page {
    random: Random,
    text: String,
    footnotes: BTreeMap<(&'static str, &'static str), Footnote>,
    fresh: u32,
    headings: u32,
}

/// The page with this number.
pub(crate) fn page(number: u64) -> String {
    let mut page = Page {
        random: Random::new(number),
        text: String::new(),
        footnotes: BTreeMap::new(),
        fresh: 0,
        headings: 0,
    };
    for _ in 0..3 + page.random.below(12) {
        page.fragment();
        let gap = page.random.pick(&["\n", "\n\n", " ", "", ". "]);
        page.text.push_str(gap);
    }
    // Most pages list most of their groups: else every page would show the same error of groups.
    for group in ["", "note", "n 1"] {
        if page.random.chance(70) {
            page.list(group);
        }
    }
    page.text
}

impl Page {
    fn fragment(&mut self) {
        match self.random.below(100) {
            0..30 => self.named(),
            30..40 => self.unnamed(),
            40..50 => self.bad(),
            50..56 => {
                let group = self.random.pick(&GROUPS);
                self.list(group);
            }
            56..68 => self.container(),
            68..76 => self.hidden(),
            76..84 => self.by_parser_function(),
            84..90 => self.nested(),
            90..95 => self.broken(),
            _ => self.text.push_str(self.random.pick(&WORDS)),
        }
    }

    /// A ref to stand in other markup.
    fn any_ref(&mut self) {
        match self.random.below(4) {
            0 => self.unnamed(),
            1 => self.bad(),
            _ => self.named(),
        }
    }

    fn fresh_name(&mut self) -> String {
        self.fresh += 1;
        format!("f{}", self.fresh)
    }

    /// `name = "value"` in one of the spellings that mean the same.
    fn attribute(&mut self, name: &str, value: &str) -> String {
        let name = if self.random.chance(10) { name.to_uppercase() } else { name.to_owned() };
        let equals = self.random.pick(&["=", "=", "=", " = ", "= "]);
        let value =
            if self.random.chance(50) { value.replace('&', "&amp;") } else { value.to_owned() };
        let bare = !value.is_empty() && !value.contains(' ');
        match self.random.below(if bare { 5 } else { 4 }) {
            0 => format!("{name}{equals}'{value}'"),
            1 => format!("{name}{equals}\" {value} \""),
            4 => format!("{name}{equals}{value}"),
            _ => format!("{name}{equals}\"{value}\""),
        }
    }

    /// The attributes of a ref: its name and, unless it is the default one, its group.
    fn attributes(&mut self, group: &str, name: &str) -> String {
        let name = self.attribute("name", name);
        if group.is_empty() && !self.random.chance(10) {
            return name;
        }
        let group = self.attribute("group", group);
        if self.random.chance(50) { format!("{name} {group}") } else { format!("{group} {name}") }
    }

    /// Content for a definition of a footnote: mostly the same each time.
    fn content(&mut self, group: &'static str, name: &'static str) -> String {
        let conflicting = self.random.chance(12);
        let footnote = self.footnotes.entry((group, name)).or_default();
        let mut content = format!("About {name}");
        if conflicting && footnote.defined && !footnote.conflicts {
            footnote.conflicts = true;
            content.push_str(", otherwise");
        }
        footnote.defined = true;
        content
    }

    fn named(&mut self) {
        let group = self.random.pick(&GROUPS);
        let name = self.random.pick(&NAMES);
        let attributes = self.attributes(group, name);
        self.footnotes.entry((group, name)).or_default().used = true;
        // 1.39 counts every content that comes after a conflict as another conflict.
        let settled = self.footnotes[&(group, name)].conflicts;
        if settled || self.random.chance(45) {
            let form = self.random.pick(&[" />", "/>", "></ref>", "> </ref>", " ></ref >"]);
            // A bare value would take a slash that follows it.
            let _ = write!(self.text, "<ref {attributes} {}", form.trim_start());
        } else {
            let content = self.content(group, name);
            let tag = self.random.pick(&["ref", "ref", "ref", "REF", "Ref"]);
            let _ = write!(self.text, "<{tag} {attributes}>{content}</{tag}>");
        }
    }

    fn unnamed(&mut self) {
        let group = self.random.pick(&GROUPS);
        let word = self.random.pick(&WORDS);
        let group = if group.is_empty() { String::new() } else { self.attribute("group", group) };
        let extra =
            self.random.pick(&["", "", "", "name=\"\"", "dir=\"RTL\"", "dir=ltr", "\"x\"", "name"]);
        let _ = write!(self.text, "<ref {group} {extra}>{word} {}</ref>", self.random.below(9));
    }

    fn bad(&mut self) {
        let fresh = self.fresh_name();
        let known = self.random.pick(&NAMES);
        let markup = match self.random.below(20) {
            0 => "<ref />".to_owned(),
            1 => "<ref></ref>".to_owned(),
            // No newline: a gallery would cut the ref there, and a poem would put a `<br>` in it.
            2 => "<ref> \t </ref>".to_owned(),
            3 => "<ref name=\"5\">five</ref>".to_owned(),
            4 => "<ref name=007 />".to_owned(),
            5 => format!("<ref nmae=\"{fresh}\">suggested</ref>"),
            6 => format!("<ref name={fresh} 2010>unquoted</ref>"),
            7 => format!("<ref name=\"{fresh}\" url=\"x\">unknown</ref>"),
            8 => format!("<ref name=\"{fresh}\" follow=\"{known}\">both</ref>"),
            9 => "<ref dir=\"up\">up</ref>".to_owned(),
            10 => "<ref dir=\"\">empty</ref>".to_owned(),
            11 => format!("<ref follow=\"{known}\">, continued</ref>"),
            12 => format!("<ref follow=\"{fresh}\">of nothing</ref>"),
            13 => "<ref follow=5>of a number</ref>".to_owned(),
            14 => "<ref name=\"0\">zero</ref>".to_owned(),
            15 => "<ref name>no value</ref>".to_owned(),
            16 => format!("<ref follow=\"{known}\" />"),
            17 => "<ref group=\"note\"></ref>".to_owned(),
            18 => "<ref name=\"a>b\">cut</ref>".to_owned(),
            _ => "<ref name=c / >not closed</ref>".to_owned(),
        };
        // What is appended to a footnote makes its next definition a conflict.
        if markup.contains("continued") {
            let footnote = self.footnotes.entry(("", known)).or_default();
            footnote.conflicts = true;
        }
        self.text.push_str(&markup);
    }

    /// A list of footnotes, often with definitions in it.
    fn list(&mut self, group: &'static str) {
        let group_attribute =
            if group.is_empty() { String::new() } else { self.attribute("group", group) };
        let extra =
            self.random.pick(&["", "", "", "", "responsive", "responsive=\"0\"", "columns=2"]);
        if extra == "columns=2" {
            let _ = write!(self.text, "\n<references {group_attribute} {extra} />");
            return;
        }
        if self.random.chance(40) {
            let _ = write!(self.text, "\n<references {group_attribute} {extra} />");
        } else {
            let by_function = self.random.chance(15) && extra.is_empty();
            let start = self.text.len();
            for _ in 0..=self.random.below(4) {
                self.listed(group, by_function);
            }
            let inside = self.text.split_off(start);
            let _ = if by_function {
                let group =
                    if group.is_empty() { String::new() } else { format!("|group={group}") };
                write!(self.text, "\n{{{{#tag:references|{inside}{group}}}}}")
            } else {
                write!(self.text, "\n<references {group_attribute} {extra}>{inside}\n</references>")
            };
        }
        self.footnotes.retain(|key, _| key.0 != group);
    }

    /// One ref in a list.
    fn listed(&mut self, group: &'static str, by_function: bool) {
        let waiting = |(key, note): (&(&'static str, &'static str), &Footnote)| {
            (key.0 == group && note.used && !note.conflicts).then_some(key.1)
        };
        let used: Vec<&str> = self.footnotes.iter().filter_map(waiting).collect();
        let fresh = self.fresh_name();
        let line = match self.random.below(20) {
            0 => format!("<ref name=\"{fresh}\">not used</ref>"),
            1 => "<ref>no name</ref>".to_owned(),
            // 1.39 loses the errors of such a ref in `{{#tag:references}}`.
            2 if !by_function => "<ref name=\"12\">a number</ref>".to_owned(),
            3 => format!("<ref name=\"{fresh}\"></ref>"),
            4 => format!("<ref name=\"{fresh}\" />"),
            5 => format!("<ref name=\"{fresh}\" group=\"other\">elsewhere</ref>"),
            6 => "loose text".to_owned(),
            7 => "<!-- <ref>hidden</ref> -->".to_owned(),
            _ if used.is_empty() => String::new(),
            _ => {
                let name = self.random.pick(&used);
                let content = self.content(group, name);
                let attribute = self.attribute("name", name);
                format!("<ref {attribute}>{content}</ref>")
            }
        };
        let _ = write!(self.text, "\n{line}");
    }

    fn container(&mut self) {
        if self.headings < 2 && self.random.chance(10) {
            // A message that stands where the ref stands would be shown twice by a heading.
            self.headings += 1;
            self.text.push_str("\n== Heading ");
            self.named();
            self.text.push_str(" ==\n");
            return;
        }
        let start = self.text.len();
        self.any_ref();
        if self.random.chance(40) {
            self.any_ref();
        }
        let inside = self.text.split_off(start);
        let markup = match self.random.below(12) {
            0 => format!("\n{{|\n| a {inside} || b\n|-\n! c\n|}}\n"),
            1 => format!("\n{{|\n! a !! {inside}\n|}}\n"),
            2 => format!("\n* item {inside}\n** deeper\n"),
            3 => format!("\n; term : definition {inside}\n"),
            4 => format!("<gallery>\nFile:Missing.jpg|caption {inside}\n</gallery>"),
            5 => format!("<poem>\nline {inside}\nline\n</poem>"),
            6 => format!("'''bold {inside}''' ''it''"),
            7 => format!("<div class=\"x\">{inside}</div>"),
            8 => format!("{{{{{{1|{inside}}}}}}}"),
            9 => format!("<noinclude>{inside}</noinclude>"),
            10 => format!("<onlyinclude>{inside}</onlyinclude>"),
            _ => format!("\n preformatted {inside}\n"),
        };
        self.text.push_str(&markup);
    }

    fn hidden(&mut self) {
        let inside = format!("<ref name=\"{}\">hidden</ref>", self.fresh_name());
        let markup = match self.random.below(6) {
            0 => format!("<!-- {inside} -->"),
            1 => format!("<nowiki>{inside}</nowiki>"),
            2 => format!("<pre>{inside}</pre>"),
            3 => format!("<includeonly>{inside}</includeonly>"),
            4 => format!("<templatedata>{{}}{inside}</templatedata>"),
            _ => format!("<!-- a -- {inside} --->"),
        };
        self.text.push_str(&markup);
    }

    fn by_parser_function(&mut self) {
        let group = self.random.pick(&GROUPS);
        let name = self.random.pick(&NAMES);
        let group = if group.is_empty() { String::new() } else { format!("|group={group}") };
        let fresh = self.fresh_name();
        let markup = match self.random.below(8) {
            0 => format!("{{{{#tag:ref|plain{group}}}}}"),
            1 => format!("{{{{#tag:ref|text|name={fresh}{group}}}}}"),
            2 => format!("{{{{#tag:ref|text|name=\"{fresh}\"{group}}}}}"),
            3 => format!("{{{{#tag:ref||name={name}{group}}}}}"),
            4 => format!("{{{{#tag:ref|outer <ref>inner</ref>{group}}}}}"),
            5 => format!("{{{{#tag:ref|outer <ref name=\"{name}\" />|name={fresh}{group}}}}}"),
            6 => "{{#tag:ref|}}".to_owned(),
            _ => format!("{{{{#tag:REF| spaced | name = '{fresh}' }}}}"),
        };
        self.text.push_str(&markup);
    }

    fn nested(&mut self) {
        let fresh = self.fresh_name();
        let name = self.random.pick(&NAMES);
        let markup = match self.random.below(9) {
            0 => "<ref>a<ref>b</ref>c</ref>".to_owned(),
            1 => format!("<ref name=\"{fresh}\">a<ref name=\"{name}\"/>b</ref>"),
            // Not `<ref>a<!--</ref>-->`: its comment hides the rest of the list that prints it.
            2 => format!("<ref>a<!-- <ref>{fresh} --></ref>"),
            3 => "<ref>a <nowiki><ref></nowiki> b</ref>".to_owned(),
            4 => "<ref>a <!-- <ref> --> b</ref>".to_owned(),
            5 => "<ref>a <b>x <ref> y</b> z</ref>".to_owned(),
            6 => "<ref>a <B>x <ref> y</b> z</ref>".to_owned(),
            7 => "<ref>see <references /></ref>".to_owned(),
            _ => "<ref>a <references> b</ref>".to_owned(),
        };
        self.text.push_str(&markup);
    }

    fn broken(&mut self) {
        let markup = self.random.pick(&[
            "<ref>never closed ",
            "<ref name=\"lost\">never closed ",
            "</ref>",
            "</references>",
            "<ref",
            "<ref name=\"",
            "<ref/ >",
            "<refs>",
            "<ref name=lost ",
            "{{",
            "}}",
            "[[",
            "]]",
            "{{{",
            "}}}",
            "<nowiki>",
            "</nowiki>",
            "<poem>",
            "<gallery>",
            "<b>",
            "</b>",
            "\n{|\n|",
            "\n|}\n",
            "'''",
            "''",
            "-->",
            "<!-",
            "<includeonly",
            "</includeonly>",
            "<noinclude>",
            "</noinclude>",
            "&lt;ref>",
            "< ref>",
            "<ref />x</ref>",
            "<ref\nname=\"line\"\n>x</ref>",
            "<br>",
            "{{#tag:ref",
            "|",
            "=",
        ]);
        self.text.push_str(markup);
    }
}
