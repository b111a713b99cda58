//! A new name in all places.

use lsp_types::{PrepareRenamePlaceholder, PrepareRenameResult, WorkspaceEdit};

use crate::lint::Edit;
use crate::lsp::names::{self, Form, Key, Named, Names, Place, Refusal, normalized, written};
use crate::lsp::page::Page;
use crate::text::Span;

/// What would be renamed at a byte offset; `None` if there is no name. The error says why it cannot
/// be renamed.
pub(in crate::lsp) fn prepare_rename(
    page: &Page<'_>,
    at: u32,
) -> Result<Option<PrepareRenameResult>, String> {
    let all = Names::new(page.doc);
    let Some((named, place)) = all.at(at) else { return Ok(None) };
    let placeholder = current(page, named).map_err(|refusal| refusal.0)?;
    let range = page.range(place.span);
    Ok(Some(PrepareRenamePlaceholder { range, placeholder }.into()))
}

/// Renames what stands at a byte offset. The error says why the name cannot be taken.
pub(in crate::lsp) fn rename(
    page: &Page<'_>,
    at: u32,
    name: &str,
) -> Result<Option<WorkspaceEdit>, String> {
    let all = Names::new(page.doc);
    let Some((named, _)) = all.at(at) else { return Ok(None) };
    let edits = edits(page, &all, named, &normalized(name)).map_err(|refusal| refusal.0)?;
    let edits = edits.into_iter().map(|(span, text)| Edit::replace(span, text));
    Ok(Some(page.edit(&edits.collect::<Vec<_>>())))
}

/// The name as people edit it.
fn current(page: &Page<'_>, named: &Named) -> Result<String, Refusal> {
    match &named.key {
        Key::Footnote { name, .. } => all_written(named).map(|()| name.clone()),
        Key::Unnamed(_) => Err(Refusal::new(
            "this footnote has no name: write one into its tag, as in `<ref name=\"…\">`",
        )),
        Key::Group(group) => renamable_group(page, group).map(|()| group.clone()),
        Key::Anchor(_) => anchor(named).map(|place| place.span.of(page.doc.text).to_owned()),
        Key::Printed(_) => Err(Refusal::new(
            "the numbers of a rendered page follow from the order of its footnotes",
        )),
    }
}

/// What to replace, and by what, so that a thing gets another name.
fn edits(
    page: &Page<'_>,
    all: &Names,
    named: &Named,
    new: &str,
) -> Result<Vec<(Span, String)>, Refusal> {
    let old = current(page, named)?;
    if new.is_empty() {
        return Err(Refusal::new("the name is empty"));
    }
    if new == old {
        return Ok(Vec::new());
    }
    match &named.key {
        Key::Footnote { group, .. } => {
            check_footnote(all, group, new)?;
            write_all(page, named.places.iter(), new)
        }
        Key::Group(_) => {
            if all.get(&Key::Group(new.to_owned())).is_some() {
                return Err(Refusal::new(format!("there is a group `{new}` on this page already")));
            }
            let is_written = |place: &&Place| place.form != Form::Made;
            write_all(page, named.places.iter().filter(is_written), new)
        }
        Key::Anchor(_) => match anchor(named)?.form {
            Form::Heading(section) => rename_heading(page, all, section, new),
            _ => rename_anchor(page, all, named, new),
        },
        Key::Unnamed(_) | Key::Printed(_) => Ok(Vec::new()),
    }
}

/// Checks what MediaWiki would refuse, or mix up.
fn check_footnote(all: &Names, group: &str, new: &str) -> Result<(), Refusal> {
    if new.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Refusal::new(
            "MediaWiki refuses a number as the name of a footnote: put a letter to it",
        ));
    }
    let key = Key::Footnote { group: group.to_owned(), name: new.to_owned() };
    if all.get(&key).is_none() {
        return Ok(());
    }
    let whose = if group.is_empty() {
        "there is".to_owned()
    } else {
        format!("in the group `{group}`, there is")
    };
    Err(Refusal::new(format!("{whose} a footnote named `{new}` already")))
}

fn all_written(named: &Named) -> Result<(), Refusal> {
    if named.places.iter().all(|place| place.form != Form::Made) {
        return Ok(());
    }
    Err(Refusal::new(
        "a template such as `{{sfn}}` makes this name of its parameters: change those",
    ))
}

/// Checks that a group is named wherever it is meant.
fn renamable_group(page: &Page<'_>, group: &str) -> Result<(), Refusal> {
    if group.is_empty() {
        return Err(Refusal::new("the group of footnotes without a group has no name"));
    }
    let refs = &page.doc.refs;
    let of_refs = refs.refs.iter().filter(|tag| tag.group == group).map(|tag| &tag.attributes);
    let of_lists = refs.lists.iter().filter(|list| list.group == group);
    let mut attributes = of_refs.chain(of_lists.map(|list| &list.attributes));
    let is_made = attributes.any(|attributes| {
        let group = attributes.iter().rfind(|it| it.name == "group");
        group.is_some_and(|it| it.value_span.is_empty() || it.dynamic)
    });
    if is_made {
        return Err(Refusal::new("a template such as `{{efn}}` sets this group by itself"));
    }
    Ok(())
}

fn write_all<'a>(
    page: &Page<'_>,
    places: impl Iterator<Item = &'a Place>,
    new: &str,
) -> Result<Vec<(Span, String)>, Refusal> {
    places.map(|place| written(page.doc.text, place, new)).collect()
}

/// What an anchor is named by: its first definition.
fn anchor(named: &Named) -> Result<&Place, Refusal> {
    let is = |form: Form| named.places.iter().any(|place| place.form == form);
    let Some(first) = named.definitions().next() else {
        return Err(Refusal::new(if is(Form::NamesAndYear) {
            "no full citation on this page goes by these names and this year"
        } else {
            "no section and no anchor on this page goes by this name"
        }));
    };
    if let Form::Heading(_) = first.form {
        return Ok(first);
    }
    let made =
        || Refusal::new("this name is made of the author and the year of a citation: change those");
    let by_names = is(Form::NamesAndYear) && first.form != Form::NamesAndYear;
    if is(Form::Made) || by_names { Err(made()) } else { Ok(first) }
}

/// Writes another heading. That may change the ids of others with the same text, so all links are
/// written anew whose goal has another id then.
fn rename_heading(
    page: &Page<'_>,
    all: &Names,
    section: usize,
    new: &str,
) -> Result<Vec<(Span, String)>, Refusal> {
    let changes = names::ids_after_rename(page.doc, section, new).ok_or_else(|| {
        let marks = "=".repeat(page.doc.sections[section].level.into());
        Refusal::new(format!("`{marks} {new} {marks}` is no heading of the same level"))
    })?;
    let mut edits = vec![(page.doc.sections[section].title_span, new.to_owned())];
    for (old, id) in changes {
        let links = all.get(&Key::Anchor(old)).into_iter().flat_map(Named::uses);
        for link in links.filter(|link| link.form == Form::Fragment) {
            let Some(id) = &id else {
                return Err(Refusal::new(
                    "links on this page lead to the section, and cannot if a template makes its \
                     heading",
                ));
            };
            edits.push((link.span, names::fragment(id)));
        }
    }
    Ok(edits)
}

fn rename_anchor(
    page: &Page<'_>,
    all: &Names,
    named: &Named,
    new: &str,
) -> Result<Vec<(Span, String)>, Refusal> {
    let is_by_names = anchor(named)?.form == Form::NamesAndYear;
    let id = if is_by_names { names::id_of_names(new) } else { names::id_of(new) };
    if all.get(&Key::Anchor(id.clone())).is_some_and(|it| it.definitions().next().is_some()) {
        return Err(Refusal::new(format!("there is an anchor `{id}` on this page already")));
    }
    let edits = named.places.iter().map(|place| {
        let name = if place.form == Form::NamesAndYear { new } else { &id };
        written(page.doc.text, place, name)
    });
    edits.collect()
}

#[cfg(test)]
mod tests {
    use super::{prepare_rename, rename};
    use crate::lsp::testing::{edited, with_page};

    /// The page after what stands at the cursor got another name.
    fn renamed(marked: &str, new: &str) -> Result<String, String> {
        with_page(marked, |page, cursors| {
            let edit = rename(page, cursors[0], new)?.expect("a name");
            let changes = edit.changes.expect("changes");
            Ok(edited(page, &changes[page.uri]))
        })
    }

    fn refused(marked: &str, new: &str) -> String {
        renamed(marked, new).expect_err(marked)
    }

    #[test]
    fn a_footnote_is_renamed_in_every_kind_of_ref() {
        let text = "A<ref name=mill>Mill.</ref> B<ref name = 'mill' /> C{{r|‸mill|lock}} \
            D{{#tag:ref|x|name=\"mill\"}} E<ref follow=mill>y</ref>{{efn|name=mill|z}}\n\
            <references><ref name=\"mill\">Mill.</ref></references>";
        assert_eq!(
            renamed(text, "mill 1904").as_deref(),
            Ok("A<ref name=\"mill 1904\">Mill.</ref> B<ref name = 'mill 1904' /> \
                C{{r|mill 1904|lock}} D{{#tag:ref|x|name=\"mill 1904\"}} \
                E<ref follow=\"mill 1904\">y</ref>{{efn|name=mill|z}}\n\
                <references><ref name=\"mill 1904\">Mill.</ref></references>")
        );
    }

    #[test]
    fn the_same_name_in_another_group_stays() {
        let text = "A<ref name=a>1</ref><ref name=a group=note>2</ref>\
            {{r|a}}{{r|a|group=note}}<ref name=‸a group=\"note\" />\n\
            <references /><references group=note />";
        assert_eq!(
            renamed(text, "b").as_deref(),
            Ok("A<ref name=a>1</ref><ref name=b group=note>2</ref>\
                {{r|a}}{{r|b|group=note}}<ref name=b group=\"note\" />\n\
                <references /><references group=note />")
        );
    }

    #[test]
    fn names_are_the_same_however_they_are_spelt() {
        let text = "🙂<ref name=\"Tom &amp; Co\">1</ref>\r\n<ref name='Tom & ‸  Co'/>\r\n\
            <ref name=\"Tom & Co/>";
        assert_eq!(
            renamed(text, "O'Hara \"Ó\" 🙂").as_deref(),
            Ok("🙂<ref name=\"O'Hara &quot;Ó&quot; 🙂\">1</ref>\r\n\
                <ref name=\"O'Hara &quot;Ó&quot; 🙂\"/>\r\n\
                <ref name=\"O'Hara &quot;Ó&quot; 🙂\"/>")
        );
    }

    #[test]
    fn what_mediawiki_would_refuse_or_mix_up_is_refused() {
        let text = "<ref name=‸a>1</ref><ref name=b>2</ref><ref name=c group=g>3</ref>";
        assert!(refused(text, "1904").contains("number"));
        assert!(refused(text, "b").contains("already"));
        assert!(refused(text, "  ").contains("empty"));
        assert!(renamed(text, "c").is_ok());
        assert_eq!(renamed(text, " a ").as_deref(), Ok(&*text.replace('‸', "")));
        assert!(refused("{{r|‸a}}<ref name=a>1</ref>", "x=y").contains("`=`"));
        assert!(refused("<ref name=a>1</ref>{{r|a|‸b}}", "x|y").contains("`|`"));
        assert!(refused("{{sfn|Orme|1904|p=‸1}}", "b").contains("change those"));
        assert!(refused("{{s‸fn|Orme|1904|p=1}}", "b").contains("no full citation"));
        assert!(refused("<re‸f>1</ref>", "b").contains("no name"));
    }

    #[test]
    fn a_number_as_a_name_can_be_mended() {
        let text = "<ref name=\"7‸\">1</ref><ref name=7 />";
        assert_eq!(
            renamed(text, "orme7").as_deref(),
            Ok("<ref name=\"orme7\">1</ref><ref name=orme7 />")
        );
    }

    #[test]
    fn a_group_is_renamed_in_refs_and_lists() {
        let text = "<ref group=n>1</ref>{{r|a|group=n}}{{refn|group=‸n|2}}<ref name=n>3</ref>\n\
            <references group=\"n\"><ref name=a>4</ref></references>{{reflist|group=n}}";
        assert_eq!(
            renamed(text, "note").as_deref(),
            Ok(
                "<ref group=note>1</ref>{{r|a|group=note}}{{refn|group=note|2}}<ref name=n>3</ref>\n\
                <references group=\"note\"><ref name=a>4</ref></references>{{reflist|group=note}}"
            )
        );
        assert!(refused("{{efn|a}}<ref group=‸lower-alpha>1</ref>", "n").contains("by itself"));
    }

    #[test]
    fn links_follow_a_heading() {
        let text = "[[#Early life|a]] [[#Early_life]] [[#early life]]\r\n\
            == ''Early'' ‸life<!-- c --> ==\r\n=== Early life ===\r\n[[#Early_life_2]]\r\n";
        assert_eq!(
            renamed(text, "Youth [1]").as_deref(),
            Ok("[[#Youth %5B1%5D|a]] [[#Youth %5B1%5D]] [[#early life]]\r\n\
                == Youth [1] ==\r\n=== Early life ===\r\n[[#Early life]]\r\n")
        );
        let from_link = "== A ==\n[[#‸A]] [[Other#A]]";
        assert_eq!(renamed(from_link, "B").as_deref(), Ok("== B ==\n[[#B]] [[Other#A]]"));
        assert!(refused("[[#A]]\n== ‸A ==\n", "{{x}}").contains("template"));
        assert!(refused("== ‸A ==\n", "B <!-- c").contains("level"));
    }

    #[test]
    fn links_and_short_citations_follow_an_anchor() {
        let text =
            "{{anchor|top of page|‸mill}} <span id=\"mill\"></span> [[#mill]]{{sfn|ref=mill|p=3}}";
        assert_eq!(
            renamed(text, "lock").as_deref(),
            Ok("{{anchor|top of page|lock}} <span id=\"lock\"></span> [[#lock]]\
                {{sfn|ref=lock|p=3}}")
        );
        let names = "{{sfn|‸Mill Board|1904|p=3}}[[#CITEREFMill Board1904]]\n\
            * {{cite book|title=A|ref={{sfnref|Mill Board|1904}}}}";
        assert_eq!(
            renamed(names, "Board|1905").as_deref(),
            Ok("{{sfn|Board|1905|p=3}}[[#CITEREFBoard1905]]\n\
                * {{cite book|title=A|ref={{sfnref|Board|1905}}}}")
        );
        let made = "{{sfn|‸Orme|1904}}\n* {{cite book|last=Orme|year=1904|title=A}}";
        assert!(refused(made, "Lister|1904").contains("author"));
    }

    #[test]
    fn the_editor_shows_the_name_as_mediawiki_reads_it() {
        with_page("a<ref name=\"Tom &amp; ‸Co\" />", |page, cursors| {
            let prepared = prepare_rename(page, cursors[0]).expect("a name").expect("a name");
            let lsp_types::PrepareRenameResult::PrepareRenamePlaceholder(it) = prepared else {
                panic!("{prepared:?}")
            };
            assert_eq!(it.placeholder, "Tom & Co");
            assert_eq!(page.span(it.range).of(page.doc.text), "Tom &amp; Co");
        });
        with_page("pl‸ain", |page, cursors| {
            assert_eq!(prepare_rename(page, cursors[0]), Ok(None));
        });
    }
}
