use crate::lint::citing::span_of;
use crate::lint::{Context, Rule, declare_rule};

declare_rule! {
    /// A citation whose address a bot gave up on: `url-status=bot: unknown`.
    ///
    /// ## Why is this bad?
    /// A bot writes it when it cannot tell whether the page still shows the source. Nobody has looked
    /// since.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The mill closed.<ref>{{cite web |url=https://example.org/mill |title=The mill |archive-url=https://web.archive.org/web/20140503000000/https://example.org/mill |archive-date=3 May 2014 |url-status=bot: unknown}}</ref>
    /// ```
    /// ```wikitext,good
    /// The mill closed.<ref>{{cite web |url=https://example.org/mill |title=The mill |archive-url=https://web.archive.org/web/20140503000000/https://example.org/mill |archive-date=3 May 2014 |url-status=dead}}</ref>
    /// ```
    ///
    /// Module:Citation/CS1 calls this `bot_unknown`.
    struct CiteBotUnknown {}
    name: "cite-bot-unknown",
    group: Citations,
    severity: Info,
}

impl Rule for CiteBotUnknown {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let text = cx.doc.text;
        for (citation, _) in cx.citations() {
            for setting in citation.fields().filter(|it| it.name == "url-status") {
                if setting.argument.value(text, &cx.doc.tree) == "bot: unknown" {
                    let message = "a bot could not tell whether the address still works";
                    cx.report(span_of(text, setting.argument), message).help(
                        "open it: write `live`, `dead`, or `unfit` or `usurped` where the site has become another",
                    );
                }
            }
        }
    }
}
