//! The kinds of tokens, and what the protocol and the themes of editors call them.

/// What a token is. The value is its place in [`TYPES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Comment,
    /// Brackets, braces, bars and other signs of markup.
    Mark,
    Heading,
    /// The name of a template or of a parser function.
    Template,
    /// The name of a template's argument.
    ArgumentName,
    /// `{{{…}}}`.
    Parameter,
    /// The name of a tag.
    Tag,
    /// The name of an attribute, and attributes that are not taken apart.
    Attribute,
    /// The name of a footnote.
    RefName,
    /// The group of a footnote.
    RefGroup,
    /// The target of a link, and other values.
    Value,
    MagicWord,
    /// Words such as `#REDIRECT`.
    Keyword,
    Entity,
    /// Plain text that is not the text of the page itself.
    Text,
}

/// All kinds by their places. Names that the protocol knows have colours in every theme.
pub(super) const TYPES: [(Kind, &str); 15] = [
    (Kind::Comment, "comment"),
    (Kind::Mark, "operator"),
    (Kind::Heading, "class"),
    (Kind::Template, "function"),
    (Kind::ArgumentName, "parameter"),
    (Kind::Parameter, "typeParameter"),
    (Kind::Tag, "type"),
    (Kind::Attribute, "property"),
    (Kind::RefName, "variable"),
    (Kind::RefGroup, "namespace"),
    (Kind::Value, "string"),
    (Kind::MagicWord, "macro"),
    (Kind::Keyword, "keyword"),
    (Kind::Entity, "number"),
    (Kind::Text, "text"),
];

/// More about a token: a bit of its modifiers, by its place in [`MODIFIERS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Modifier {
    /// It names what is defined there.
    Definition,
    /// It stands in the content of a footnote.
    Footnote,
}

/// All modifiers by their places.
pub(super) const MODIFIERS: [(Modifier, &str); 2] =
    [(Modifier::Definition, "definition"), (Modifier::Footnote, "footnote")];

impl Modifier {
    /// Its bit.
    pub(super) fn bit(self) -> u32 {
        1 << self as u32
    }
}

#[cfg(test)]
mod tests {
    use super::{MODIFIERS, TYPES};

    #[test]
    fn kinds_stand_in_their_places() {
        assert!(TYPES.iter().enumerate().all(|(at, (kind, _))| at == *kind as usize));
        assert!(MODIFIERS.iter().enumerate().all(|(at, (modifier, _))| at == *modifier as usize));
    }
}
