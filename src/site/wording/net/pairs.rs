//! Which pairs of words tell that a phrase of a net may stand in a text.
//!
//! In each phrase one pair is enough, so it can be a rare one: of "with the intention" not "with the",
//! which stands in many sentences, but "the intention".

use std::borrow::Cow;

use super::{Net, Root, Step, Word};
use crate::word::{Followers, Letters, Pairs};

/// How many words of a phrase are looked at. It bounds how deep this calls itself.
const DEEPEST: usize = 12;

/// Of more words one is not told from any other: each stands beside each word before it.
const MOST_FOLLOWERS: usize = 256;

/// The pairs for all phrases that start from a root.
pub(super) fn of(net: &Net, root: Root) -> Pairs {
    let words = net.vocabulary.letters();
    let nodes = net.roles.len();
    let mut chooser = Chooser {
        net,
        words: &words,
        costs: vec![None; nodes],
        is_taken: vec![false; nodes],
        pairs: Vec::new(),
    };
    chooser.cost_below(root.node(), 0);
    chooser.take_below(root.node());
    Pairs::new(&chooser.pairs)
}

struct Chooser<'n> {
    net: &'n Net,
    /// The words of the vocabulary, by their numbers.
    words: &'n [Letters],
    /// What it costs to look for the pairs below each node, once that is known.
    costs: Vec<Option<f32>>,
    /// Whether the pairs below each node have been taken.
    is_taken: Vec<bool>,
    pairs: Vec<(Letters, Followers)>,
}

impl Chooser<'_> {
    /// What it costs to look for pairs below a node, one in each way from there to the end of a
    /// phrase; infinite where there is a way without.
    fn cost_below(&mut self, node: u32, depth: usize) -> f32 {
        if let Some(cost) = self.costs[node as usize] {
            return cost;
        }
        let mut cost = 0.0;
        if self.net.role(node).is_some() || depth == DEEPEST {
            cost = f32::INFINITY;
        } else {
            for steps in by_end(self.net.steps(node)).chunk_by(|a, b| a.to == b.to) {
                let below = self.cost_below(steps[0].to, depth + 1);
                cost += below.min(self.cost_of(steps));
            }
        }
        self.costs[node as usize] = Some(cost);
        cost
    }

    /// Takes the cheapest pairs below a node.
    fn take_below(&mut self, node: u32) {
        if std::mem::replace(&mut self.is_taken[node as usize], true) {
            return;
        }
        for steps in by_end(self.net.steps(node)).chunk_by(|a, b| a.to == b.to) {
            let end = steps[0].to;
            let below = self.costs[end as usize].unwrap_or(f32::INFINITY);
            if below < self.cost_of(steps) {
                self.take_below(end);
            } else {
                let after = self.followers(end);
                let pairs: Vec<_> =
                    self.words_of(steps).map(|word| (word, after.clone())).collect();
                self.pairs.extend(pairs);
            }
        }
    }

    /// What it costs to look for the words of steps to one node, with what may come after; infinite
    /// if one of them takes no certain word.
    fn cost_of(&self, steps: &[Step]) -> f32 {
        if steps.iter().any(|step| !matches!(step.word, Word::Known(_))) {
            return f32::INFINITY;
        }
        let share = |steps: &[Step]| self.words_of(steps).map(Letters::share).sum();
        let after = self.steps_after(steps[0].to).map(share);
        Pairs::cost(share(steps), after)
    }

    /// What the word after a node may be.
    fn followers(&self, node: u32) -> Followers {
        let steps = self.steps_after(node);
        steps.map_or(Followers::Any, |steps| Followers::OneOf(self.words_of(steps).collect()))
    }

    /// The steps from a node; `None` if they do not tell which word comes next.
    fn steps_after(&self, node: u32) -> Option<&[Step]> {
        let steps = self.net.steps(node);
        (!self.may_end(node) && steps.len() <= MOST_FOLLOWERS).then_some(steps)
    }

    fn words_of(&self, steps: &[Step]) -> impl Iterator<Item = Letters> {
        steps.iter().filter_map(|step| match step.word {
            Word::Known(word) => Some(self.words[word as usize]),
            _ => None,
        })
    }

    /// Whether a phrase may end at a node, or go on with any word.
    fn may_end(&self, node: u32) -> bool {
        self.net.role(node).is_some() || !self.net.open(node).is_empty()
    }
}

/// Steps by the nodes to which they lead.
fn by_end(steps: &[Step]) -> Cow<'_, [Step]> {
    if steps.is_sorted_by_key(|step| step.to) {
        return Cow::Borrowed(steps);
    }
    let mut steps = steps.to_vec();
    steps.sort_unstable_by_key(|step| step.to);
    Cow::Owned(steps)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::{NetBuilder, Role, Walk};
    use super::*;
    use crate::site::wording::pattern::{Lexicon, parse};
    use crate::text::Span;

    fn is_held(patterns: &[&str], text: &str) -> bool {
        let (inflection, words) = (BTreeMap::new(), BTreeMap::new());
        let lexicon = Lexicon { inflection: &inflection, words: &words };
        let mut net = NetBuilder::new();
        for pattern in patterns {
            let parts = parse(pattern, lexicon).expect("a pattern");
            let added = net.add(Root::Entries.node(), &parts, Walk::Forward, Role::Entry(0));
            added.expect("a pattern that starts with a word");
        }
        net.finish().may_find_entry(text, Span::new(0, text.len() as u32))
    }

    #[test]
    fn each_phrase_is_held() {
        let patterns =
            ["mill", "with the (very|) intention", "the * truth", "so it (is|was) , then"];
        for text in [
            "A mill!",
            "with the intention",
            "With the very intention",
            "the plain truth",
            "so it was, then",
            "so it is, then",
        ] {
            assert!(is_held(&patterns, text), "{text}");
        }
        let long = "a b c d e f g h i j k l m n o";
        assert!(is_held(&[long], long));
    }

    #[test]
    fn usual_words_alone_are_not() {
        let patterns = ["with the intention", "the * truth"];
        for text in ["with the others", "the plain lie", "good intention"] {
            assert!(!is_held(&patterns, text), "{text}");
        }
    }
}
