use rustc_hash::FxHashMap;

use crate::lint::{Applicability, Context, Edit, Fix, Rule, code, declare_rule};

declare_rule! {
    /// Two reference lists of one group.
    ///
    /// ## Why is this bad?
    /// A list prints the footnotes since the last one. Where none are left it prints nothing, and
    /// its heading stands over an empty section; where some are, their numbers start at 1 again,
    /// and readers meet two footnotes with the same number.
    ///
    /// ## Examples
    /// ```wikitext,bad
    /// The pass is closed in winter.<ref>Road office, 2010.</ref>
    ///
    /// == Notes ==
    /// {{reflist}}
    ///
    /// == References ==
    /// {{reflist}}
    /// ```
    /// ```wikitext,good
    /// The pass is closed in winter.<ref>Road office, 2010.</ref>{{efn|From October to May.}}
    ///
    /// == Notes ==
    /// {{notelist}}
    ///
    /// == References ==
    /// {{reflist}}
    /// ```
    struct ReferencesDuplicate {}
    name: "references-duplicate",
    group: References,
    severity: Warning,
}

impl Rule for ReferencesDuplicate {
    fn check(&self, cx: &mut Context<'_, '_>) {
        let mut first_of_group = FxHashMap::default();
        for list in &cx.doc.refs.lists {
            let is_known = !list.attributes.iter().any(|it| it.name == "group" && it.dynamic);
            if list.node.is_none() || list.is_broken || !is_known {
                continue;
            }
            let Some(&first) = first_of_group.get(&*list.group) else {
                first_of_group.insert(&*list.group, list.start_span);
                continue;
            };
            let of_group = if list.group.is_empty() {
                String::new()
            } else {
                format!(" of group {}", code(&list.group))
            };
            let is_empty = list.footnotes.is_empty();
            let message = if is_empty {
                format!("this second reference list{of_group} prints nothing")
            } else {
                format!("this is a second reference list{of_group}: its numbers start at 1 again")
            };
            let found = cx.report(list.start_span, message);
            found.related(first, "the first list");
            if is_empty {
                found.help("remove it, or give it the group that it is for");
                let edit = Edit::delete(list.span);
                found.fix(Fix::new("remove the list", Applicability::Unsafe, [edit]));
            } else {
                found.help("keep the last list, or give the footnotes of the other a group");
            }
        }
    }
}
