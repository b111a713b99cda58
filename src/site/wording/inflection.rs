//! The forms of words, as the data of a pack makes them.

use super::data::Inflection;

impl Inflection {
    /// All forms of a word, itself first.
    pub(super) fn forms_of(&self, word: &str) -> Vec<String> {
        let mut forms = vec![word.to_owned()];
        if let Some(irregular) = self.irregular.get(word) {
            forms.extend_from_slice(irregular);
            return forms;
        }
        for endings in self.forms.values() {
            let fitting = endings.iter().filter(|(ending, _)| word.ends_with(ending.as_str()));
            let Some((ending, new)) = fitting.max_by_key(|(ending, _)| ending.len()) else {
                continue;
            };
            let form = word[..word.len() - ending.len()].to_owned() + new;
            if !forms.contains(&form) {
                forms.push(form);
            }
        }
        forms
    }
}

#[cfg(test)]
mod tests {
    use super::Inflection;

    #[test]
    fn the_longest_ending_counts() {
        let data = "[forms.plural]\n'' = 's'\ny = 'ies'\nay = 'ays'\n[irregular]\nman = ['men']\n";
        let inflection: Inflection = toml::from_str(data).expect("valid data");
        assert_eq!(inflection.forms_of("city"), ["city", "cities"]);
        assert_eq!(inflection.forms_of("way"), ["way", "ways"]);
        assert_eq!(inflection.forms_of("mill"), ["mill", "mills"]);
        assert_eq!(inflection.forms_of("man"), ["man", "men"]);
    }
}
