//! Text for people, as Markdown or without any markup.

/// How much of the page's own text is shown, in characters.
const LONGEST: usize = 600;

/// Writes paragraphs.
pub(super) struct Writer {
    is_markdown: bool,
    text: String,
    /// Whether a line is to be drawn before the next paragraph.
    is_separated: bool,
}

impl Writer {
    pub(super) fn new(is_markdown: bool) -> Self {
        Self { is_markdown, text: String::new(), is_separated: false }
    }

    /// Adds a paragraph, which may hold markup; nothing if it is empty.
    pub(super) fn paragraph(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            let line = if self.is_separated && self.is_markdown { "\n\n---\n\n" } else { "\n\n" };
            self.text.push_str(line);
        }
        self.is_separated = false;
        self.text.push_str(text);
    }

    /// Adds wikitext as it is written, or its start.
    pub(super) fn source(&mut self, source: &str) {
        let source = source.trim();
        if source.is_empty() {
            return;
        }
        let end = source.char_indices().nth(LONGEST).map(|(end, _)| end);
        let shown = end.map_or_else(|| source.to_owned(), |end| format!("{}…", &source[..end]));
        if !self.is_markdown {
            self.paragraph(&shown);
            return;
        }
        let mut fence = "```".to_owned();
        while shown.contains(&fence) {
            fence.push('`');
        }
        self.paragraph(&format!("{fence}wikitext\n{shown}\n{fence}"));
    }

    /// Sets what follows apart.
    pub(super) fn separate(&mut self) {
        self.is_separated = true;
    }

    /// Plain text, without what would be read as markup.
    pub(super) fn plain(&self, text: &str) -> String {
        if !self.is_markdown {
            return text.to_owned();
        }
        let mut escaped = String::with_capacity(text.len());
        for c in text.chars() {
            if "\\`*_[]<>#|~".contains(c) {
                escaped.push('\\');
            }
            escaped.push(c);
        }
        escaped
    }

    /// Text with code between backticks, as messages of rules have it.
    pub(super) fn message(&self, text: &str) -> String {
        if self.is_markdown { text.to_owned() } else { text.replace('`', "") }
    }

    /// A word of the page.
    pub(super) fn code(&self, text: &str) -> String {
        match (self.is_markdown, text.contains('`')) {
            (false, _) => text.to_owned(),
            (true, false) => format!("`{text}`"),
            (true, true) => format!("`` {text} ``"),
        }
    }

    pub(super) fn strong(&self, text: &str) -> String {
        let plain = self.plain(text);
        if self.is_markdown { format!("**{plain}**") } else { plain }
    }

    /// A text that leads to an address.
    pub(super) fn link(&self, text: &str, address: &str) -> String {
        let plain = self.plain(text);
        if self.is_markdown { format!("[{plain}]({address})") } else { plain }
    }

    pub(super) fn finish(self) -> String {
        self.text
    }
}
