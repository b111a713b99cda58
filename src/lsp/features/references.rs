//! Where a name is used.

use lsp_types::Location;

use crate::lsp::names::{Names, Role};
use crate::lsp::page::Page;

/// Where what stands at a byte offset is used, and where it is defined, if that is asked for too.
pub(in crate::lsp) fn references(page: &Page<'_>, at: u32, with_definition: bool) -> Vec<Location> {
    let all = Names::new(page.doc);
    let Some((named, _)) = all.at(at) else { return Vec::new() };
    let places = named.places.iter().filter(|it| with_definition || it.role == Role::Use);
    places.map(|it| Location::new(page.uri.clone(), page.range(it.span))).collect()
}

#[cfg(test)]
mod tests {
    use super::references;
    use crate::lsp::testing::with_page;

    /// The lines, from 0, of the places.
    fn lines(marked: &str, with_definition: bool) -> Vec<u32> {
        with_page(marked, |page, cursors| {
            let found = references(page, cursors[0], with_definition);
            found.iter().map(|it| it.range.start.line).collect()
        })
    }

    #[test]
    fn uses_are_found_by_group_and_name() {
        let text = "<ref name=\"‸a b\">1</ref>\n<ref name='a  b'/>\n{{r|x|a b}}\n<ref name=a/>\n\
            <ref name=\"a b\" group=n>2</ref>\n<ref name=\"a b\" group=n />\n\
            <references>\n<ref name=\"a b\">1</ref></references>";
        assert_eq!(lines(text, true), [0, 1, 2, 7]);
        assert_eq!(lines(text, false), [1, 2]);
    }

    #[test]
    fn uses_of_sections_and_citations_are_found() {
        assert_eq!(lines("== ‸A ==\n[[#A]]\n[[B#A]]\n[[#A|b]]", false), [1, 3]);
        let text = "{{sfn|Orme|1904|p=1}}\n{{sfn|Orme|1904|p=2}}\n{{sfn|Orme|1905}}\n\
            * {{cite bo‸ok|last=Orme|year=1904|title=A}}\n<ref>{{harvnb|Orme|1904}}</ref>";
        assert_eq!(lines(text, true), [0, 1, 3, 4]);
    }

    #[test]
    fn equal_short_citations_are_one_footnote() {
        let text = "{{sfn|Orme|1904|p=‸1}}\n{{sfn|Orme|1904|p=2}}\n{{sfn|Orme|1904|p=1}}";
        assert_eq!(lines(text, true), [0, 2]);
    }
}
