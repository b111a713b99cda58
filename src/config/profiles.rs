//! Ready settings for wikis: `extends = "frwiki"`.

/// Settings that come with citelint.
#[derive(Clone, Copy, Debug)]
pub struct Profile {
    /// What `extends` calls it.
    pub name: &'static str,
    /// The wiki, in a few words.
    pub title: &'static str,
    /// Files of settings, the later over the earlier.
    pub files: &'static [&'static str],
}

/// The profiles, the default first.
pub const PROFILES: [Profile; 4] = [
    Profile { name: "mediawiki", title: "a MediaWiki in English, the default", files: &[] },
    Profile {
        name: "enwiki",
        title: "the English Wikipedia",
        files: &[include_str!("../../rules/site/enwiki.toml")],
    },
    Profile {
        name: "dewiki",
        title: "the German Wikipedia",
        files: &[
            include_str!("../../rules/citations/de.toml"),
            include_str!("../../rules/site/dewiki.toml"),
        ],
    },
    Profile {
        name: "frwiki",
        title: "the French Wikipedia",
        files: &[include_str!("../../rules/site/frwiki.toml")],
    },
];

impl Profile {
    /// The profile of that name.
    pub fn named(name: &str) -> Option<&'static Self> {
        PROFILES.iter().find(|profile| profile.name == name)
    }
}

#[cfg(test)]
mod tests {
    use super::PROFILES;
    use crate::config::{Layer, Settings};
    use crate::site::{Site, TemplateRole};

    fn site(name: &str) -> Site {
        let profile = super::Profile::named(name).expect("a profile");
        let mut settings = Settings::default();
        for file in profile.files {
            settings.push(Layer::file(name, file).expect("valid settings"));
        }
        settings.config().expect("valid settings").site.into_owned()
    }

    #[test]
    fn profiles_load() {
        for profile in &PROFILES {
            site(profile.name);
        }
    }

    #[test]
    fn wikis_know_their_words() {
        assert!(site("dewiki").redirect_words.iter().any(|word| word == "#WEITERLEITUNG"));
        assert!(site("dewiki").is_citation("literatur"));
        let french = site("frwiki");
        assert!(french.refs_before_punctuation);
        assert!(matches!(french.references.role("références"), Some(TemplateRole::List(_))));
        assert!(matches!(french.references.role("note"), Some(TemplateRole::Ref(_))));
    }
}
