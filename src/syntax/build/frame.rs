//! Stretches of wikitext that are parsed by themselves.

use super::Builder;
use crate::syntax::tree::NodeKind;

/// What is looked for in a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// The page: everything.
    Page,
    /// The value of an argument: all but paragraphs and preformatted lines, which depend on what
    /// the template does with it.
    Argument,
    /// The content of an extension tag: headings and tables, but MediaWiki makes no lists there.
    Extension,
    /// The lines of a gallery.
    Gallery,
    /// Running text within a line: a heading, a language variant.
    Inline,
    /// The label of a link: no line matters, and no bare URL becomes a link.
    Label,
    /// The options and the caption of a file link.
    FileLink,
    /// Templates, comments and the like only: a name, an attribute, a URL.
    Pieces,
}

impl Mode {
    /// Whether bare URLs and magic links become links.
    pub(super) fn makes_links(self) -> bool {
        !matches!(self, Self::Label | Self::Pieces)
    }

    /// Whether lines start blocks.
    pub(super) fn has_blocks(self) -> bool {
        matches!(self, Self::Page | Self::Argument | Self::Extension)
    }

    /// Whether lines that start with `*`, `#`, `:` or `;` make lists.
    pub(super) fn has_lists(self) -> bool {
        matches!(self, Self::Page | Self::Argument)
    }
}

/// One stretch, from where it was entered to `end`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    pub(super) mode: Mode,
    /// Where the content ends.
    pub(super) end: u32,
    /// Where the node that holds the frame ends; `None` if the node goes on after the frame.
    pub(super) node_end: Option<u32>,
    /// Where parsing goes on.
    pub(super) resume: u32,
    /// The first token that starts at or after `resume`.
    resume_token: u32,
    /// How many nodes are open outside, the node that holds the frame included.
    pub(super) base: u32,
    /// How many tables are open outside.
    pub(super) tables_base: u32,
    /// Where the frame's quote marks start in the list of them.
    pub(super) quotes_base: u32,
    /// The next quote mark of the current line.
    pub(super) next_quote: u32,
    /// The quote marks up to here are known.
    pub(super) quotes_until: u32,
    /// No `]` that could end an external link stands between here and this offset.
    pub(super) no_bracket_until: u32,
    /// No `}-` stands between here and this offset.
    pub(super) no_variant_until: u32,
    /// Whether `||` separates cells here, and whether the cell is a header cell.
    pub(super) cell_line: Option<bool>,
    /// Whether the frame of a file link waits for the target's to end before its first option.
    pub(super) starts_option: bool,
    /// Whether a `:` ends the term of a definition list on this line.
    pub(super) in_term: bool,
    /// Whether a block-level HTML element is open, in which a leading space means nothing.
    pub(super) in_block_html: bool,
}

impl Frame {
    /// A frame for content up to `end`, in a node that ends at `node_end`, where parsing goes on.
    pub(super) fn new(mode: Mode, end: u32, node_end: u32, resume_token: u32) -> Self {
        Self {
            mode,
            end,
            node_end: Some(node_end),
            resume: node_end,
            resume_token,
            base: 0,
            tables_base: 0,
            quotes_base: 0,
            next_quote: 0,
            quotes_until: 0,
            no_bracket_until: 0,
            no_variant_until: 0,
            cell_line: None,
            starts_option: false,
            in_term: false,
            in_block_html: false,
        }
    }

    /// The frame of the page.
    pub(super) fn root(end: u32, resume_token: u32) -> Self {
        Self { base: 1, ..Self::new(Mode::Page, end, end, resume_token) }
    }

    /// Parsing goes on at `resume` instead, after the node.
    pub(super) fn resuming(self, resume: u32) -> Self {
        Self { resume, ..self }
    }

    /// The node that holds the frame goes on after it.
    pub(super) fn keeping_node(self) -> Self {
        Self { node_end: None, ..self }
    }
}

impl Builder<'_> {
    /// Enters a frame, which the innermost open node holds.
    pub(super) fn enter(&mut self, frame: Frame) {
        let outer = std::mem::replace(&mut self.frame, frame);
        self.outer_frames.push(outer);
        self.frame.base = self.open.len() as u32;
        self.frame.tables_base = self.tables.len() as u32;
        self.frame.quotes_base = self.quotes.len() as u32;
        self.frame.next_quote = self.frame.quotes_base;
    }

    /// Ends the current frame and the node that holds it; false at the end of the page.
    pub(super) fn end_frame(&mut self) -> bool {
        let frame = self.frame;
        let end = frame.end;
        if frame.mode == Mode::Page {
            self.end_blocks(end, end);
        } else {
            self.flush(end);
        }
        while self.tables.len() > frame.tables_base as usize {
            self.abandon_table(end);
        }
        self.close_to(frame.base as usize, end);
        self.quotes.truncate(frame.quotes_base as usize);
        let Some(outer) = self.outer_frames.pop() else {
            self.close(end);
            return false;
        };
        if let Some(node_end) = frame.node_end {
            if self.top() == NodeKind::Wikilink && frame.mode == Mode::Label {
                // The trail, as in `[[bus]]es`, is part of what the link shows.
                self.link_trail(end + 2, node_end);
            }
            self.close(node_end);
        }
        self.frame = outer;
        self.text_start = frame.resume;
        self.next = self.next.max(frame.resume_token as usize);
        self.start_pending_option();
        true
    }

    /// Forgets what was known of the current line: its quote marks and cells.
    pub(super) fn reset_line(&mut self) {
        self.quotes.truncate(self.frame.quotes_base as usize);
        self.frame.next_quote = self.frame.quotes_base;
        self.frame.quotes_until = 0;
        self.frame.cell_line = None;
        self.frame.in_term = false;
    }
}
