use crate::facts::dates::{Address, AddressKind, ArchiveCopy, ArchiveFault};
use crate::lint::{Applicability, Context, Edit, Fix, Rule, declare_rule};
use crate::text::Span;

declare_rule! {
    /// The address of a copy in an archive that leads to no certain copy.
    ///
    /// ## Why is this bad?
    /// An address with `save` makes a new copy whenever somebody follows it; one with `*` or a short
    /// time leads to a list of copies, or to whichever is near. What the page said when it was cited
    /// cannot be told from it, and the template shows readers an error.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The lock leaks.<ref>{{cite web |url=https://example.org/lock |title=Lock |archive-url=https://web.archive.org/web/*/https://example.org/lock |archive-date=5 May 2020}}</ref>
    /// ```
    /// ```wikitext,bad
    /// The lock leaks.<ref>{{cite web |url=https://example.org/lock |title=Lock |archive-url=https://web.archive.org/all/20200505120000/https://example.org/lock |archive-date=5 May 2020}}</ref>
    /// ```
    /// ```wikitext,fixed
    /// The lock leaks.<ref>{{cite web |url=https://example.org/lock |title=Lock |archive-url=https://web.archive.org/web/20200505120000/https://example.org/lock |archive-date=5 May 2020}}</ref>
    /// ```
    /// ```wikitext,good
    /// The lock leaks.<ref>{{cite web |url=https://example.org/lock |title=Lock |archive-url=https://web.archive.org/web/20200505120000/https://example.org/lock |archive-date=5 May 2020}}</ref>
    /// ```
    struct ArchiveUrlMalformed {}
    name: "archive-url-malformed",
    group: Dates,
    severity: Error,
}

impl Rule for ArchiveUrlMalformed {
    fn check(&self, cx: &mut Context<'_, '_>) {
        for (_, dates) in cx.dated_citations() {
            let Some(address) = dates.address(AddressKind::ArchiveUrl) else { continue };
            let Some(copy) = &address.copy else { continue };
            if let Some(fault) = &copy.fault {
                report(cx, address, copy, fault);
            }
        }
    }
}

fn report(
    cx: &mut Context<'_, '_>,
    address: &Address<'_>,
    copy: &ArchiveCopy<'_>,
    fault: &ArchiveFault,
) {
    let span = copy.time.as_ref().map_or(address.span, |time| address.place(time));
    let (message, help) = match fault {
        ArchiveFault::Save => (
            "this address makes a new copy whenever it is followed",
            "open it once, and write the address of the copy that was made",
        ),
        ArchiveFault::Calendar => (
            "this leads to a list of copies",
            "choose one, and write its address with all fourteen digits of its time",
        ),
        ArchiveFault::ShortTime => (
            "the time of this copy has not all fourteen digits",
            "open the address, and write the one that the archive shows then",
        ),
        ArchiveFault::Path(_) => (
            "the path before the time of this copy is not the usual one",
            "templates read the day of a copy only from the usual address",
        ),
        ArchiveFault::Flag => (
            "what follows the time of this copy is no flag of the archive",
            "a flag is two letters and an underscore, as in `id_`; leave out anything else",
        ),
        ArchiveFault::NoSuchTime => (
            "there is no such time",
            "look up the copy in the archive; a slip in one digit is the usual cause",
        ),
        ArchiveFault::NoTime => (
            "this address does not say which copy is meant",
            "open it, choose a copy, and write its address",
        ),
    };
    let found = cx.report(span, message);
    found.help(help);
    if let (ArchiveFault::Path(path), Some(time)) = (fault, &copy.time)
        && let Some(text) = address.text.as_deref()
        && text.len() as u32 == address.span.len()
        && let Some(host) = text.find("//").and_then(|at| Some(at + 2 + text[at + 2..].find('/')?))
    {
        let before = Span::new(address.span.start + host as u32 + 1, address.place(time).start);
        let edit = Edit::replace(before, &**path);
        found.fix(Fix::new("write the usual path", Applicability::Safe, [edit]));
    }
}
