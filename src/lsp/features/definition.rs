//! Where a name is defined.

use lsp_types::{Definition, DefinitionResponse, Location, LocationLink};

use crate::lsp::names::{Names, Place};
use crate::lsp::page::Page;

/// Where what stands at a byte offset is defined: the ref with the content, the list of a group,
/// the section or the anchor of a link, the full citation of a short one.
pub(in crate::lsp) fn definition(page: &Page<'_>, at: u32) -> Option<DefinitionResponse> {
    let all = Names::new(page.doc);
    let (named, origin) = all.at(at)?;
    let goals: Vec<&Place> = named.definitions().collect();
    if goals.is_empty() {
        return None;
    }
    let text_document = page.client.capabilities.text_document.as_ref();
    let takes_links = text_document.and_then(|it| it.definition.as_ref()?.link_support);
    if takes_links == Some(true) {
        let link = |goal: &&Place| LocationLink {
            origin_selection_range: Some(page.range(origin.span)),
            target_uri: page.uri.clone(),
            target_range: page.range(goal.whole),
            target_selection_range: page.range(goal.span),
        };
        return Some(DefinitionResponse::DefinitionLinkList(goals.iter().map(link).collect()));
    }
    let location = |goal: &&Place| Location::new(page.uri.clone(), page.range(goal.span));
    Some(Definition::LocationList(goals.iter().map(location).collect()).into())
}

#[cfg(test)]
mod tests {
    use lsp_types::{Definition, DefinitionResponse};

    use super::definition;
    use crate::lsp::testing::{text_of, with_page};

    /// The lines, from 0, and the texts of the definitions of what stands at the cursor.
    fn defined(marked: &str) -> Vec<(u32, String)> {
        with_page(marked, |page, cursors| match definition(page, cursors[0]) {
            Some(DefinitionResponse::Definition(Definition::LocationList(all))) => {
                let line = |it: &lsp_types::Location| it.range.start.line;
                all.iter().map(|it| (line(it), text_of(page, it.range).to_owned())).collect()
            }
            None => Vec::new(),
            other => panic!("{other:?}"),
        })
    }

    #[test]
    fn uses_lead_to_the_content_of_their_own_group() {
        let page = "<ref name=a>1</ref>\n<ref group=n name=a>2</ref>\n";
        let defined = |used: &str| defined(&format!("{page}{used}"));
        assert_eq!(defined("<ref name=\"a‸\" />"), [(0, "a".to_owned())]);
        assert_eq!(defined("<r‸ef name=a group=n />"), [(1, "a".to_owned())]);
        assert_eq!(defined("{{r|group=n|a‸}}"), [(1, "a".to_owned())]);
        assert_eq!(defined("<ref follow=‸a group=n>3</ref>"), [(1, "a".to_owned())]);
        assert_eq!(defined("{{r|‸b}}"), []);
        assert_eq!(defined("te‸xt"), []);
    }

    #[test]
    fn a_group_leads_to_its_list() {
        let text = "<ref group=\"n‸\">1</ref>\n{{reflist}}\n{{reflist|group=n}}\n";
        assert_eq!(defined(text), [(2, "{{reflist".to_owned())]);
    }

    #[test]
    fn links_lead_to_sections_and_anchors() {
        let text = "== A b ==\r\n{{anchor|c}}\r\n🙂 ";
        assert_eq!(defined(&format!("{text}[[#A_b|x‸y]]")), [(0, "A b".to_owned())]);
        assert_eq!(defined(&format!("{text}[[#c‸]]")), [(1, "c".to_owned())]);
        assert_eq!(defined(&format!("{text}[[#‸d]]")), []);
    }

    #[test]
    fn short_citations_lead_to_full_ones() {
        let text = "* {{cite book|last=Orme|date=May 1904|title=A}}\n\
            * {{cite book|title=B|ref={{sfnref|Board|1905}}}}\n";
        let short = |it: &str| defined(&format!("{text}{it}"));
        assert_eq!(short("{{sfn|Or‸me|1904|p=3}}"), [(0, "cite book".to_owned())]);
        assert_eq!(short("<ref>{{har‸vnb|Board|1905}}</ref>"), [(1, "Board|1905".to_owned())]);
        assert_eq!(short("{{sfnm|Orme|1904|Bo‸ard|1905}}"), [(1, "Board|1905".to_owned())]);
        assert_eq!(short("[[#CITEREFOrme1904|Or‸me]]"), [(0, "cite book".to_owned())]);
    }

    #[test]
    fn markers_of_a_rendered_page_lead_to_its_list() {
        let text = "The mill burnt down.[1][2‸] It was rebuilt.[1]\n\nReferences\n\n\
            1. Orme, Ada. Mills.\n2. Lister, Ben. Locks.\n";
        let found = defined(text);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].0, 5);
    }
}
