//! Identifiers in the one spelling in which they can be compared.

/// A DOI in lower case without a prefix such as `https://doi.org/`; `None` for other text.
pub fn normalize_doi(text: &str) -> Option<String> {
    let text = text.trim();
    let start =
        text.find("10.").filter(|&at| at == 0 || !text[..at].ends_with(char::is_alphanumeric))?;
    let doi = text[start..].trim_end_matches(['.', ',', ';']).to_lowercase();
    let (prefix, suffix) = doi.split_once('/')?;
    let is_prefix = prefix.len() > 3 && prefix.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    (is_prefix && !suffix.is_empty() && !suffix.contains(char::is_whitespace)).then_some(doi)
}

/// A number of `PubMed` without leading zeros; `None` for other text.
pub fn normalize_pmid(text: &str) -> Option<String> {
    let digits = text.trim().trim_start_matches('0');
    let is_number = (1..=8).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| digits.to_owned())
}

/// An ISBN as thirteen digits; `None` if its check digit is wrong or it is none.
pub fn normalize_isbn(text: &str) -> Option<String> {
    let mut digits: Vec<u8> = Vec::with_capacity(13);
    for c in text.trim().chars() {
        match c {
            '0'..='9' => digits.push(c as u8 - b'0'),
            'x' | 'X' if digits.len() == 9 => digits.push(10),
            '-' | ' ' | '\u{2010}'..='\u{2013}' => {}
            _ => return None,
        }
    }
    if digits.len() == 10 {
        let sum: u32 = digits
            .iter()
            .zip((1..=10).rev())
            .map(|(&digit, weight)| u32::from(digit) * weight)
            .sum();
        if !sum.is_multiple_of(11) {
            return None;
        }
        digits.splice(0..0, [9, 7, 8]);
        digits[12] = check_digit(&digits[..12]);
    }
    let is_right =
        digits.len() == 13 && !digits.contains(&10) && digits[12] == check_digit(&digits[..12]);
    is_right.then(|| digits.iter().map(|&digit| char::from(digit + b'0')).collect())
}

fn check_digit(twelve: &[u8]) -> u8 {
    let sum: u32 = twelve
        .iter()
        .zip([1, 3].into_iter().cycle())
        .map(|(&digit, weight)| u32::from(digit) * weight)
        .sum();
    ((10 - sum % 10) % 10) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_have_one_spelling() {
        assert_eq!(normalize_doi("https://doi.org/10.1000/ABC.").as_deref(), Some("10.1000/abc"));
        assert_eq!(normalize_doi(" doi:10.1000/182 ").as_deref(), Some("10.1000/182"));
        assert_eq!(normalize_doi("10.1000"), None);
        assert_eq!(normalize_doi("110.1000/1"), None);
        assert_eq!(normalize_pmid(" 0123 ").as_deref(), Some("123"));
        assert_eq!(normalize_pmid("PMC123"), None);
        assert_eq!(normalize_isbn("0-306-40615-2").as_deref(), Some("9780306406157"));
        assert_eq!(normalize_isbn("978-0-306-40615-7").as_deref(), Some("9780306406157"));
        assert_eq!(normalize_isbn("0-8044-2957-X").as_deref(), Some("9780804429573"));
        assert_eq!(normalize_isbn("978-0-306-40615-8"), None);
    }
}
