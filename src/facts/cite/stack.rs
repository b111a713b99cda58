//! A model of Cite's `ReferenceStack`: which refs become which footnotes, and what is shown.
//!
//! Refs are handled in the order in which MediaWiki handles them, see [`Event`]. Warnings are
//! kept with their footnote until a list prints it, where only the first one is shown.

use std::borrow::Cow;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::content::Content;
use super::error::{CiteError, CiteErrorKind};
use super::index::{Footnote, FootnoteId, ListId, RefId, RefIndex};
use super::validate::{Checked, check_ref, holds_list};
use crate::site::Site;
use crate::text::Span;

/// One step of MediaWiki through the refs and lists of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Event {
    /// A ref. The events up to `body_end` (an index into the events) come from its content, which
    /// is parsed only when a list prints it.
    Ref { tag: RefId, body_end: u32 },
    /// `<references>`; the events up to `body_end` come from its content.
    List { list: ListId, body_end: u32 },
    /// A `{{#tag:references}}` starts: MediaWiki handles its refs first, as if they stood in the
    /// text, because it expands the content before it looks at the function.
    FunctionListStart { list: ListId },
    /// It ends: its `refs` refs are undone and handled again as refs of the list.
    FunctionListEnd { list: ListId, refs: u32 },
}

/// Runs the events, and fills in what they make of the index.
pub(super) fn run<'s>(index: &mut RefIndex<'s>, events: &[Event], text: &'s str, site: &Site) {
    let mut bodies = vec![0..0; index.refs.len()];
    for (at, event) in (1..).zip(events) {
        if let Event::Ref { tag, body_end } = *event {
            bodies[tag.0 as usize] = at..body_end as usize;
        }
    }
    let mut stack = Stack {
        index,
        bodies,
        events,
        text,
        site,
        group_by_name: FxHashMap::default(),
        groups: Vec::new(),
        states: Vec::new(),
        calls: Vec::new(),
        list_errors: Vec::new(),
        list: None,
        earlier_errors: 0..0,
    };
    stack.run_page();
    stack.end_page();
    stack.remove_undone();
}

pub(super) struct Stack<'i, 's> {
    pub(super) index: &'i mut RefIndex<'s>,
    pub(super) events: &'i [Event],
    /// Which events come from the content of each ref.
    pub(super) bodies: Vec<Range<usize>>,
    pub(super) text: &'s str,
    pub(super) site: &'i Site,
    /// The groups with footnotes that no list has printed yet.
    pub(super) group_by_name: FxHashMap<Cow<'s, str>, usize>,
    pub(super) groups: Vec<Group<'s>>,
    /// What is known of each footnote besides its place in the index.
    pub(super) states: Vec<State<'s>>,
    /// The refs that made footnotes or failed to, for `{{#tag:references}}` to undo.
    pub(super) calls: Vec<Option<Call>>,
    /// Fatal errors of refs in lists, to be shown after the next list that is not broken.
    pub(super) list_errors: Vec<usize>,
    /// The list whose content is being handled.
    pub(super) list: Option<ListId>,
    /// While a ref is handled again, the errors of the first time, which stay.
    pub(super) earlier_errors: Range<usize>,
}

/// The footnotes of a group since its last list.
#[derive(Default)]
pub(super) struct Group<'s> {
    pub(super) name: Cow<'s, str>,
    pub(super) by_name: FxHashMap<Cow<'s, str>, FootnoteId>,
    pub(super) by_details: FxHashMap<(FootnoteId, Cow<'s, str>), FootnoteId>,
    /// All of them, in the order in which they were made.
    pub(super) footnotes: Vec<FootnoteId>,
    /// The last number given.
    pub(super) last_number: u32,
    pub(super) is_printed: bool,
}

pub(super) struct State<'s> {
    pub(super) content: Content<'s>,
    pub(super) dir: Option<(String, Span)>,
    pub(super) last_sub_number: u32,
    /// Indices of errors to be shown with the footnote.
    pub(super) warnings: Vec<usize>,
    /// The first ref that led to it, be it through a sub-reference.
    pub(super) first_ref: Option<RefId>,
    pub(super) is_undone: bool,
}

#[derive(Clone)]
pub(super) struct Call {
    pub(super) tag: RefId,
    pub(super) footnote: FootnoteId,
    /// Whether the ref made the footnote, or the main one of its sub-reference.
    pub(super) is_new: bool,
    /// Whether the ref made the sub-reference `footnote`.
    pub(super) is_new_sub: bool,
    /// The errors that it led to.
    pub(super) errors: Range<usize>,
}

impl<'s> Stack<'_, 's> {
    fn run_page(&mut self) {
        let mut hidden_from = Vec::new();
        let mut next = 0;
        while let Some(&event) = self.events.get(next) {
            next += 1;
            match event {
                Event::Ref { tag, body_end } => {
                    next = body_end as usize;
                    self.handle_ref(tag);
                }
                Event::List { list, body_end } => {
                    if !holds_list(self.index.list(list), self.text) {
                        self.calls.clear();
                        self.handle_content(Some(list), next..body_end as usize);
                    }
                    next = body_end as usize;
                    self.print_list(list);
                }
                Event::FunctionListStart { .. } => hidden_from.push(self.index.errors.len()),
                Event::FunctionListEnd { list, refs } => {
                    // The output of the content is thrown away, and with it what it shows.
                    let from = hidden_from.pop().unwrap_or_default();
                    for error in &mut self.index.errors[from..] {
                        error.shown = false;
                    }
                    if !holds_list(self.index.list(list), self.text) && refs > 0 {
                        self.redo_in_list(list, refs);
                    }
                    self.print_list(list);
                }
            }
        }
    }

    /// Handles the refs in the content of a list, or of a footnote that is being printed. A list
    /// in there is none to MediaWiki.
    pub(super) fn handle_content(&mut self, list: Option<ListId>, events: Range<usize>) {
        self.list = list;
        let mut next = events.start;
        while next < events.end {
            let event = self.events[next];
            next += 1;
            if let Event::Ref { tag, body_end } = event {
                next = body_end as usize;
                self.index.refs[tag.0 as usize].in_list = list;
                self.handle_ref(tag);
            }
        }
        self.list = None;
    }

    /// Undoes the last refs, which turn out to stand in a list, and handles them again.
    fn redo_in_list(&mut self, list: ListId, refs: u32) {
        let first = self.calls.len().saturating_sub(refs as usize);
        let undone: Vec<Call> = self.calls.drain(first..).flatten().collect();
        for call in undone.iter().rev() {
            self.undo(call);
        }
        self.calls.clear();
        self.list = Some(list);
        for call in undone {
            self.index.refs[call.tag.0 as usize].in_list = Some(list);
            self.earlier_errors = call.errors;
            self.handle_ref(call.tag);
        }
        self.earlier_errors = 0..0;
        self.list = None;
    }

    fn handle_ref(&mut self, tag: RefId) {
        let list_group = self.list.map(|list| self.index.list(list).group.clone());
        let it = self.index.tag(tag);
        let mut checked = check_ref(it, self.text, list_group.as_ref(), self.site);
        if let Some(name) = checked.name.clone().filter(|_| list_group.is_some())
            && self.find(&checked.group, &name).is_none()
        {
            let span = it.attribute("name").map_or(it.start_span, |name| name.span);
            let kind = CiteErrorKind::ReferencesMissingKey;
            checked.errors.push(CiteError::new(kind, span).about(name));
        }
        for error in &mut checked.errors {
            error.tag = Some(tag);
            error.list = self.list;
        }
        let it = &mut self.index.refs[tag.0 as usize];
        it.group = checked.group.clone();
        it.name = checked.name.clone();
        let (first_error, calls) = (self.index.errors.len(), self.calls.len());
        if checked.is_fatal {
            self.reject(checked);
        } else if self.list.is_some() {
            let footnote = self.define_in_list(tag, &checked);
            self.attach_warnings(footnote, checked.errors);
        } else if let Some(footnote) = self.push(tag, &checked) {
            self.attach_warnings(footnote, checked.errors);
        } else {
            // A ref with `follow` has no place of its own to show its warnings.
            self.index.errors.append(&mut checked.errors);
        }
        if let Some(Some(call)) = self.calls.get_mut(calls) {
            call.errors = first_error..self.index.errors.len();
        }
    }

    /// Reports a ref that makes no footnote: only the first message is shown.
    fn reject(&mut self, mut checked: Checked<'s>) {
        let first = self.index.errors.len();
        if self.list.is_some() {
            self.list_errors.push(first);
        } else {
            checked.errors[0].shown = true;
            self.calls.push(None);
        }
        self.index.errors.append(&mut checked.errors);
    }

    fn define_in_list(&mut self, tag: RefId, checked: &Checked<'s>) -> FootnoteId {
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
    fn push(&mut self, tag: RefId, checked: &Checked<'s>) -> Option<FootnoteId> {
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
            Some(details) => self.sub_reference(id, details),
            None => (id, false),
        };
        self.link(footnote, tag);
        self.states[id.0 as usize].first_ref.get_or_insert(tag);
        let is_new = known.is_none();
        self.calls.push(Some(Call { tag, footnote, is_new, is_new_sub, errors: 0..0 }));
        Some(footnote)
    }

    fn follow(&mut self, tag: RefId, follow: &Cow<'s, str>, checked: &Checked<'s>) {
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
            error.argument = checked.name.clone();
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
        error.argument = checked.name.clone();
        error.tag = Some(tag);
        error.list = self.list;
        let first = self.index.footnote(id).definition.map(|first| self.index.tag(first));
        error.related = first.map(|first| first.body.unwrap_or(first.span));
        self.warn(id, error);
    }

    /// Finds or makes the sub-reference with these details under `main`.
    fn sub_reference(&mut self, main: FootnoteId, details: &Cow<'s, str>) -> (FootnoteId, bool) {
        let group = self.group_of(main);
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
            details: Some(details.clone()),
            main: Some(main),
            list: None,
            refs: Vec::new(),
            definition: None,
            continuations: Vec::new(),
        };
        self.index.footnotes.push(footnote);
        // Its text is the details.
        self.states.push(State::new(Content::Unknown));
        self.groups[group].by_details.insert(key, id);
        self.groups[group].footnotes.push(id);
        (id, true)
    }

    fn add_footnote(&mut self, checked: &Checked<'s>, name: Option<Cow<'s, str>>) -> FootnoteId {
        let id = FootnoteId(self.index.footnotes.len() as u32);
        let group = self.open_group(&checked.group);
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
            refs: Vec::new(),
            definition: None,
            continuations: Vec::new(),
        });
        self.states.push(State::new(Content::None));
        id
    }

    fn open_group(&mut self, name: &Cow<'s, str>) -> usize {
        *self.group_by_name.entry(name.clone()).or_insert_with(|| {
            self.groups.push(Group { name: name.clone(), ..Group::default() });
            self.groups.len() - 1
        })
    }

    fn find(&self, group: &str, name: &str) -> Option<FootnoteId> {
        self.groups[*self.group_by_name.get(group)?].by_name.get(name).copied()
    }

    fn group_of(&self, id: FootnoteId) -> usize {
        self.group_by_name[&self.index.footnote(id).group]
    }

    fn give_number(&mut self, id: FootnoteId) {
        let group = self.group_of(id);
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

    fn attach_warnings(&mut self, id: FootnoteId, errors: Vec<CiteError<'s>>) {
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

impl<'s> State<'s> {
    fn new(content: Content<'s>) -> Self {
        let (dir, warnings) = (None, Vec::new());
        Self { content, dir, last_sub_number: 0, warnings, first_ref: None, is_undone: false }
    }
}
