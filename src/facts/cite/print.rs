//! The second half of the model: what lists print, what is undone, and the end of the page.

use super::error::{CiteError, CiteErrorKind};
use super::index::{FootnoteId, ListId, Origin, ReferenceList};
use super::stack::{Call, Stack};
use super::validate::check_list;
use crate::text::Span;

impl Stack<'_, '_> {
    /// Prints a list: shows the first warning of each footnote, and forgets the group, so that
    /// its names and numbers start anew.
    pub(super) fn print_list(&mut self, list: ListId) {
        if let Some(mut error) = check_list(self.index.list(list), self.text) {
            self.index.lists[list.0 as usize].is_broken = true;
            error.list = Some(list);
            self.add_shown(error);
            return;
        }
        let group = self.index.list(list).group.clone();
        if let Some(group) = self.group_by_name.remove(&group) {
            self.print_group(group, list, Some(list));
        }
        for error in std::mem::take(&mut self.list_errors) {
            self.show(error);
        }
    }

    /// At the end of the page, MediaWiki appends a list of the default group, but complains of
    /// any other group.
    pub(super) fn end_page(&mut self) {
        for group in 0..self.groups.len() {
            if self.groups[group].is_printed || self.groups[group].footnotes.is_empty() {
                continue;
            }
            if self.groups[group].name.is_empty() {
                self.append_list(group);
            } else {
                self.report_unlisted(group);
            }
        }
    }

    /// Drops the footnotes that `{{#tag:references}}` undid.
    pub(super) fn remove_undone(&mut self) {
        if self.states.iter().all(|state| !state.is_undone) {
            return;
        }
        let mut kept = 0;
        let mut new_ids = Vec::with_capacity(self.states.len());
        for state in &self.states {
            new_ids.push((!state.is_undone).then_some(FootnoteId(kept)));
            kept += u32::from(!state.is_undone);
        }
        let rename = |id: FootnoteId| new_ids[id.0 as usize];
        let mut states = self.states.iter();
        self.index.footnotes.retain(|_| states.next().is_some_and(|state| !state.is_undone));
        for footnote in &mut self.index.footnotes {
            footnote.main = footnote.main.and_then(rename);
        }
        for tag in &mut self.index.refs {
            tag.footnote = tag.footnote.and_then(rename);
        }
        for list in &mut self.index.lists {
            list.footnotes = list.footnotes.iter().filter_map(|&id| rename(id)).collect();
        }
        // The ref was handled again, and its errors with it.
        self.index.errors.retain(|error| error.footnote.is_none_or(|id| rename(id).is_some()));
        for error in &mut self.index.errors {
            error.footnote = error.footnote.and_then(rename);
        }
    }

    /// Undoes what a ref did, as far as Cite does: not the content and warnings that it gave to
    /// a footnote which was there before.
    pub(super) fn undo(&mut self, call: &Call) {
        let footnote = self.index.footnote(call.footnote);
        let main = footnote.main.unwrap_or(call.footnote);
        if call.is_new_sub {
            self.forget(call.footnote);
        }
        if call.is_new {
            self.forget(main);
        }
        let refs = &mut self.index.footnotes[call.footnote.0 as usize].refs;
        if let Some(at) = refs.iter().rposition(|&tag| tag == call.tag) {
            refs.remove(at);
        }
        self.index.refs[call.tag.0 as usize].footnote = None;
    }

    fn forget(&mut self, id: FootnoteId) {
        self.states[id.0 as usize].is_undone = true;
        let footnote = self.index.footnote(id);
        // A list inside the content may have printed the group in the meantime.
        let Some(&group) = self.group_by_name.get(&footnote.group) else { return };
        let group = &mut self.groups[group];
        let Some(at) = group.footnotes.iter().rposition(|&it| it == id) else { return };
        group.footnotes.remove(at);
        group.last_number -= u32::from(footnote.number.is_some() && footnote.main.is_none());
        if let Some(name) = &footnote.name {
            group.by_name.remove(name);
        }
        if group.footnotes.is_empty() {
            group.is_printed = true;
            self.group_by_name.remove(&footnote.group);
        } else if footnote.details.is_some() {
            let key = (footnote.main.unwrap_or(id), footnote.details.clone().unwrap_or_default());
            group.by_details.remove(&key);
        }
    }

    /// Prints a group in `list`. The content of its footnotes is parsed now, and with it the refs
    /// in there: in `context`, a list, they count as refs of the list.
    fn print_group(&mut self, group: usize, list: ListId, context: Option<ListId>) {
        self.groups[group].is_printed = true;
        let mut footnotes = std::mem::take(&mut self.groups[group].footnotes);
        footnotes.sort_by_key(|&id| {
            let footnote = self.index.footnote(id);
            (footnote.number.unwrap_or(0), footnote.sub_number.unwrap_or(0))
        });
        for &id in &footnotes {
            self.index.footnotes[id.0 as usize].list = Some(list);
            if self.states[id.0 as usize].content.is_blank() {
                self.report_no_text(id);
            }
            if let Some(&first) = self.states[id.0 as usize].warnings.first() {
                self.show(first);
            }
        }
        for &id in &footnotes {
            self.parse_content(id, context);
        }
        self.index.lists[list.0 as usize].footnotes = footnotes;
    }

    fn parse_content(&mut self, id: FootnoteId, context: Option<ListId>) {
        let footnote = self.index.footnote(id);
        let sources = footnote.definition.iter().chain(&footnote.continuations);
        for tag in sources.copied().collect::<Vec<_>>() {
            for error in self.content_errors.remove(&tag).unwrap_or_default() {
                self.show(error);
            }
            self.handle_content(context, self.bodies[tag.0 as usize].clone());
        }
    }

    fn report_no_text(&mut self, id: FootnoteId) {
        let first = self.states[id.0 as usize].first_ref;
        let span = first.map(|first| {
            let tag = self.index.tag(first);
            tag.attribute("name").map_or(tag.span, |name| name.span)
        });
        let mut error = CiteError::new(CiteErrorKind::ReferencesNoText, span.unwrap_or_default());
        error.argument.clone_from(&self.index.footnote(id).name);
        error.tag = first;
        self.warn(id, error);
    }

    fn append_list(&mut self, group: usize) {
        let list = ListId(self.index.lists.len() as u32);
        let end = self.text.len() as u32;
        self.index.lists.push(ReferenceList {
            node: None,
            span: Span::new(end, end),
            start_span: Span::new(end, end),
            origin: Origin::Tag,
            attributes: Vec::new(),
            group: "".into(),
            is_broken: false,
            footnotes: Vec::new(),
            body: None,
            holds_list: false,
        });
        self.print_group(group, list, None);
    }

    fn report_unlisted(&mut self, group: usize) {
        let group = &self.groups[group];
        let footnote = group.footnotes[0];
        let tag = self.states[footnote.0 as usize].first_ref;
        let span = tag.map(|tag| {
            let tag = self.index.tag(tag);
            tag.attribute("group").map_or(tag.start_span, |group| group.span)
        });
        let kind = CiteErrorKind::GroupRefsWithoutReferences;
        let mut error = CiteError::new(kind, span.unwrap_or_default()).about(group.name.clone());
        error.tag = tag;
        self.add_shown(error);
    }
}
