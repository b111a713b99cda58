use crate::lint::{Context, Rule, code, declare_rule};

declare_rule! {
    /// A footnote in which somebody has left a note to themselves: "TODO", "FIXME", "source?".
    ///
    /// ## Why is this bad?
    /// Readers see it where they expect a source, and who wrote it has forgotten it.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The guild had its own seal.<ref>TODO: find the page</ref>
    /// ```
    /// ```wikitext,good
    /// The guild had its own seal.<ref>Lindt, ''Guilds'', p. 3.</ref>
    /// ```
    struct RefTodo {
        /// What such a note starts with.
        words: Vec<String> = ["TODO", "FIXME", "source?"].map(str::to_owned).into(),
    }
    name: "ref-todo",
    group: References,
    severity: Warning,
}

impl Rule for RefTodo {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for tag in &cx.doc.refs.refs {
            let Some(body) = tag.body else { continue };
            let text = body.of(cx.doc.text).trim();
            if let Some(word) = self.words.iter().find(|word| text.starts_with(&***word)) {
                cx.report(body, format!("{} is a note, not a source", code(word)))
                    .help("name the source, or remove the footnote");
            }
        }
    }
}
