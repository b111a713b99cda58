use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// Words that praise or put down the subject: "legendary", "world-class", "ridiculous".
    ///
    /// ## Why is this bad?
    /// An article describes; it does not judge. Praise in its own voice takes sides, says nothing that can
    /// be checked, and is the first thing by which readers know an advertisement. The fact behind it says
    /// more: who gave which prize, how many were sold, what a critic wrote.
    ///
    /// Words in quotations, titles and names are left alone, and a sentence that says whose judgement it
    /// gives is only worth a look.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The legendary mill of Thun is a masterpiece of carpentry.
    /// ```
    /// ```wikitext,good
    /// The mill of Thun has the largest wooden wheel in the canton.<ref>Lindt, ''Mills'', p. 7.</ref>
    /// Moser called it "a masterpiece of carpentry".<ref>Moser, ''Carpenters'', p. 31.</ref>
    /// ```
    struct NpovPuffery {}
    name: "npov-puffery",
    group: Neutrality,
    severity: Warning,
}

impl Rule for NpovPuffery {
    fn check(&self, cx: &mut Context<'_, '_>) {
        cx.report_wording();
    }
}
