//! A model of Cite's `ReferenceStack`: which refs become which footnotes, and what is shown.
//!
//! Refs are handled in the order in which MediaWiki handles them, see [`Event`]. Warnings are
//! kept with their footnote until a list prints it, where only the first one is shown.

use std::borrow::Cow;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::content::Content;
use super::error::{CiteError, CiteErrorKind};
use super::index::{FootnoteId, ListId, RefId, RefIndex};
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
    /// A `{{#tag:ref}}` starts, whose own event follows after those of its content.
    FunctionRefStart,
    /// A `{{#tag:references}}` starts: MediaWiki handles its refs first, as if they stood in the
    /// text, because it expands the content before it looks at the function.
    FunctionListStart,
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
    // Most refs make a footnote of their own.
    let most = index.refs.len();
    index.footnotes.reserve(most);
    let mut stack = Stack {
        index,
        bodies,
        events,
        text,
        site,
        group_by_name: FxHashMap::default(),
        groups: Vec::new(),
        latest_group: 0,
        states: Vec::with_capacity(most),
        calls: Vec::with_capacity(most),
        content_errors: FxHashMap::default(),
        list_errors: Vec::new(),
        shown: Vec::new(),
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
    /// The group that the last footnote was made in, whose name is mostly that of the next one too.
    pub(super) latest_group: usize,
    /// What is known of each footnote besides its place in the index.
    pub(super) states: Vec<State<'s>>,
    /// The refs that made footnotes or failed to, for `{{#tag:references}}` to undo.
    pub(super) calls: Vec<Option<Call>>,
    /// Errors that stand in the content of a `{{#tag:ref}}`, to be shown with that content.
    pub(super) content_errors: FxHashMap<RefId, Vec<usize>>,
    /// Fatal errors of refs in lists, to be shown after the next list that is not broken.
    pub(super) list_errors: Vec<usize>,
    /// Indices of the errors that are shown, in the order in which they came to be.
    shown: Vec<usize>,
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
    /// The group that it was made in.
    pub(super) group: usize,
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
        // Where the errors begin that come from the content of each open function, and how many
        // were shown before.
        let mut content_from = Vec::new();
        let mut next = 0;
        while let Some(&event) = self.events.get(next) {
            next += 1;
            match event {
                Event::Ref { tag, body_end } => {
                    next = body_end as usize;
                    if self.index.tag(tag).is_function() {
                        let hidden = self.hide_errors(content_from.pop());
                        if !hidden.is_empty() {
                            self.content_errors.insert(tag, hidden);
                        }
                    }
                    self.handle_ref(tag);
                }
                Event::FunctionRefStart | Event::FunctionListStart => {
                    content_from.push((self.index.errors.len(), self.shown.len()));
                }
                Event::List { list, body_end } => {
                    if !holds_list(self.index.list(list), self.text) {
                        self.calls.clear();
                        self.handle_content(Some(list), next..body_end as usize);
                    }
                    next = body_end as usize;
                    self.print_list(list);
                }
                Event::FunctionListEnd { list, refs } => {
                    // The output of the content is thrown away, and with it what it shows.
                    self.hide_errors(content_from.pop());
                    if !holds_list(self.index.list(list), self.text) && refs > 0 {
                        self.redo_in_list(list, refs);
                    }
                    self.print_list(list);
                }
            }
        }
    }

    /// Shows the error at this index.
    pub(super) fn show(&mut self, error: usize) {
        self.index.errors[error].shown = true;
        self.shown.push(error);
    }

    /// Adds an error that is shown.
    pub(super) fn add_shown(&mut self, error: CiteError<'s>) {
        self.index.errors.push(error);
        self.show(self.index.errors.len() - 1);
    }

    /// Hides the errors from this one on that are shown since so many were, and returns them. No
    /// other is looked at: functions may be nested as deeply as the page is long.
    fn hide_errors(&mut self, from: Option<(usize, usize)>) -> Vec<usize> {
        let Some((first, before)) = from else { return Vec::new() };
        let (mut hidden, earlier): (Vec<usize>, Vec<usize>) =
            self.shown.drain(before..).partition(|&error| error >= first);
        self.shown.extend(earlier);
        hidden.sort_unstable();
        hidden.retain(|&error| std::mem::take(&mut self.index.errors[error].shown));
        hidden
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
        it.group.clone_from(&checked.group);
        it.name.clone_from(&checked.name);
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
        self.index.errors.append(&mut checked.errors);
        if self.list.is_some() {
            self.list_errors.push(first);
        } else {
            self.show(first);
            self.calls.push(None);
        }
    }
}

impl<'s> State<'s> {
    pub(super) fn new(content: Content<'s>, group: usize) -> Self {
        let (dir, warnings) = (None, Vec::new());
        Self {
            content,
            group,
            dir,
            last_sub_number: 0,
            warnings,
            first_ref: None,
            is_undone: false,
        }
    }
}
