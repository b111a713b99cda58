//! What a ref does to the footnotes: makes one, uses one, defines one or continues one.

use std::borrow::Cow;

use smallvec::SmallVec;

use super::content::Content;
use super::error::{CiteError, CiteErrorKind};
use super::index::{Footnote, FootnoteId, RefId};
use super::stack::{Call, Group, Stack, State};
use super::validate::Checked;

impl<'s> Stack<'_, 's> {
    /// Handles a ref in a list: it gives its content to the footnote of that name.
    pub(super) fn define_in_list(&mut self, tag: RefId, checked: &Checked<'s>) -> FootnoteId {
        let known = checked.name.as_ref().and_then(|name| self.find(&checked.group, name));
        let id = known.unwrap_or_else(|| self.add_footnote(checked, checked.name.clone()));
        if known.is_some() && self.differs(id, tag) {
            self.warn_of_difference(id, tag, checked);
        } else {
            self.define(id, tag);
        }
        self.link(id, tag);
        id
    }

    /// Handles a ref in the text. `None` for one that continues another.
    pub(super) fn push(&mut self, tag: RefId, checked: &Checked<'s>) -> Option<FootnoteId> {
        if let Some(follow) = &checked.follow {
            self.follow(tag, follow, checked);
            return None;
        }
        let known = checked.name.as_ref().and_then(|name| self.find(&checked.group, name));
        let id = known.unwrap_or_else(|| self.add_footnote(checked, checked.name.clone()));
        if known.is_some() {
            self.reuse(id, tag, checked);
        } else {
            self.define(id, tag);
            self.set_dir(id, tag, checked);
        }
        self.give_number(id);
        let (footnote, is_new_sub) = match &checked.details {
            Some(details) => self.sub_reference(id, details.clone()),
            None => (id, false),
        };
        self.link(footnote, tag);
        self.states[id.0 as usize].first_ref.get_or_insert(tag);
        let is_new = known.is_none();
        self.calls.push(Some(Call { tag, footnote, is_new, is_new_sub, errors: 0..0 }));
        Some(footnote)
    }

    fn follow(&mut self, tag: RefId, follow: &str, checked: &Checked<'s>) {
        if let Some(target) = self.find(&checked.group, follow) {
            let more = self.index.tag(tag).content.clone();
            self.states[target.0 as usize].content.append(&more);
            self.index.footnotes[target.0 as usize].continuations.push(tag);
            self.index.refs[tag.0 as usize].footnote = Some(target);
            return;
        }
        // Printed without a number at the top of the list, as Wikisource needs it for a page
        // that starts in the middle of a footnote.
        let id = self.add_footnote(checked, None);
        self.define(id, tag);
        self.link(id, tag);
        let call = Call { tag, footnote: id, is_new: true, is_new_sub: false, errors: 0..0 };
        self.calls.push(Some(call));
    }

    fn reuse(&mut self, id: FootnoteId, tag: RefId, checked: &Checked<'s>) {
        let state = &self.states[id.0 as usize];
        if let (Some((dir, related)), Some(new)) = (&state.dir, &checked.dir)
            && dir != new
        {
            let span = self.index.tag(tag).attribute("dir").map(|it| it.span).unwrap_or_default();
            let mut error = CiteError::new(CiteErrorKind::RefConflictingDir, span);
            error.argument.clone_from(&checked.name);
            error.related = Some(*related);
            error.tag = Some(tag);
            self.warn(id, error);
        }
        let state = &self.states[id.0 as usize];
        if state.content.is_blank() && self.index.tag(tag).is_definition() {
            self.define(id, tag);
            self.set_dir(id, tag, checked);
        } else if self.differs(id, tag) {
            self.warn_of_difference(id, tag, checked);
        }
    }

    /// Whether the ref has other content than its footnote has.
    fn differs(&self, id: FootnoteId, tag: RefId) -> bool {
        let stored = &self.states[id.0 as usize].content;
        let new = &self.index.tag(tag).content;
        !stored.is_blank() && !new.is_blank() && stored.differs_from(new)
    }

    fn warn_of_difference(&mut self, id: FootnoteId, tag: RefId, checked: &Checked<'s>) {
        let it = self.index.tag(tag);
        let kind = CiteErrorKind::ReferencesDuplicateKey;
        let mut error = CiteError::new(kind, it.body.unwrap_or(it.span));
        error.argument.clone_from(&checked.name);
        error.tag = Some(tag);
        error.list = self.list;
        let first = self.index.footnote(id).definition.map(|first| self.index.tag(first));
        error.related = first.map(|first| first.body.unwrap_or(first.span));
        self.warn(id, error);
    }

    /// Finds or makes the sub-reference with these details under `main`.
    fn sub_reference(&mut self, main: FootnoteId, details: Cow<'s, str>) -> (FootnoteId, bool) {
        let group = self.states[main.0 as usize].group;
        let key = (main, details.clone());
        if let Some(&known) = self.groups[group].by_details.get(&key) {
            return (known, false);
        }
        let id = FootnoteId(self.index.footnotes.len() as u32);
        self.states[main.0 as usize].last_sub_number += 1;
        let of = self.index.footnote(main);
        let footnote = Footnote {
            group: of.group.clone(),
            name: None,
            number: of.number,
            sub_number: Some(self.states[main.0 as usize].last_sub_number),
            details: Some(details),
            main: Some(main),
            list: None,
            refs: SmallVec::new(),
            definition: None,
            continuations: Vec::new(),
        };
        self.index.footnotes.push(footnote);
        // Its text is the details.
        self.states.push(State::new(Content::Unknown, group));
        self.groups[group].by_details.insert(key, id);
        self.groups[group].footnotes.push(id);
        (id, true)
    }

    fn add_footnote(&mut self, checked: &Checked<'s>, name: Option<Cow<'s, str>>) -> FootnoteId {
        let id = FootnoteId(self.index.footnotes.len() as u32);
        let group = self.open_group(checked.group.clone());
        if let Some(name) = &name {
            self.groups[group].by_name.insert(name.clone(), id);
        }
        self.groups[group].footnotes.push(id);
        self.index.footnotes.push(Footnote {
            group: checked.group.clone(),
            name,
            number: None,
            sub_number: None,
            details: None,
            main: None,
            list: None,
            refs: SmallVec::new(),
            definition: None,
            continuations: Vec::new(),
        });
        self.states.push(State::new(Content::None, group));
        id
    }

    fn open_group(&mut self, name: Cow<'s, str>) -> usize {
        self.latest_group = self.group_named(&name).unwrap_or_else(|| {
            self.group_by_name.insert(name.clone(), self.groups.len());
            self.groups.push(Group { name, ..Group::default() });
            self.groups.len() - 1
        });
        self.latest_group
    }

    pub(super) fn find(&self, group: &str, name: &str) -> Option<FootnoteId> {
        self.groups[self.group_named(group)?].by_name.get(name).copied()
    }

    /// The group of this name that no list has printed yet.
    fn group_named(&self, name: &str) -> Option<usize> {
        let latest = self.groups.get(self.latest_group);
        if latest.is_some_and(|it| it.name == name && !it.is_printed) {
            return Some(self.latest_group);
        }
        self.group_by_name.get(name).copied()
    }

    fn give_number(&mut self, id: FootnoteId) {
        let group = self.states[id.0 as usize].group;
        let number = &mut self.index.footnotes[id.0 as usize].number;
        if number.is_none() {
            self.groups[group].last_number += 1;
            *number = Some(self.groups[group].last_number);
        }
    }

    /// Takes the content of the ref, if the footnote has none and the ref has some.
    fn define(&mut self, id: FootnoteId, tag: RefId) {
        let state = &mut self.states[id.0 as usize];
        if state.content.is_blank() && self.index.tag(tag).is_definition() {
            state.content = self.index.tag(tag).content.clone();
            self.index.footnotes[id.0 as usize].definition = Some(tag);
        }
    }

    fn set_dir(&mut self, id: FootnoteId, tag: RefId, checked: &Checked<'s>) {
        let span = self.index.tag(tag).attribute("dir").map(|it| it.span).unwrap_or_default();
        self.states[id.0 as usize].dir = checked.dir.clone().map(|dir| (dir, span));
    }

    fn link(&mut self, id: FootnoteId, tag: RefId) {
        self.index.footnotes[id.0 as usize].refs.push(tag);
        self.states[id.0 as usize].first_ref.get_or_insert(tag);
        self.index.refs[tag.0 as usize].footnote = Some(id);
    }

    pub(super) fn attach_warnings(&mut self, id: FootnoteId, errors: Vec<CiteError<'s>>) {
        for error in errors {
            self.warn(id, error);
        }
    }

    pub(super) fn warn(&mut self, id: FootnoteId, mut error: CiteError<'s>) {
        let mut earlier = self.index.errors[self.earlier_errors.clone()].iter();
        if earlier.any(|known| known.kind == error.kind && known.footnote == Some(id)) {
            return;
        }
        error.footnote = Some(id);
        self.states[id.0 as usize].warnings.push(self.index.errors.len());
        self.index.errors.push(error);
    }
}
