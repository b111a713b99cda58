//! Identifiers that are right and wrong. The right ones are examples of the standards and of the
//! services that give the numbers.

use super::{Kind, Level, canonical, check, in_address, labelled, recognize};

/// Each value with its one spelling.
const RIGHT: &[(Kind, &str, &str)] = &[
    (Kind::Isbn, "978-0-306-40615-7", "9780306406157"),
    (Kind::Isbn, "0-306-40615-2", "9780306406157"),
    (Kind::Isbn, "0 8044 2957 X", "9780804429573"),
    (Kind::Isbn, "9783161484100", "9783161484100"),
    (Kind::Isbn, "979-10-90636-07-1", "9791090636071"),
    (Kind::Isbn, "99921-58-10-7", "9789992158104"),
    (Kind::Isbn, "9971-5-0210-0", "9789971502102"),
    (Kind::Isbn, "960-425-059-0", "9789604250592"),
    (Kind::Isbn, "85-359-0277-5", "9788535902778"),
    (Kind::Isbn, "1-84356-028-3", "9781843560289"),
    (Kind::Sbn, "356-02201-3", "9780356022017"),
    (Kind::Ismn, "979-0-2600-0043-8", "9790260000438"),
    (Kind::Ismn, "9790060115615", "9790060115615"),
    (Kind::Issn, "0317-8471", "0317-8471"),
    (Kind::Issn, "2434-561X", "2434-561X"),
    (Kind::Eissn, "1050-124X", "1050-124X"),
    (Kind::Issn, "0378-5955", "0378-5955"),
    (Kind::Doi, "10.1000/182", "10.1000/182"),
    (Kind::Doi, "10.1000/ABC(1)2.0;3-4", "10.1000/abc(1)2.0;3-4"),
    (
        Kind::Doi,
        "10.1002/(SICI)1096-8644(199601)99:1<1::AID-AJPA1>3.0.CO;2-1",
        "10.1002/(sici)1096-8644(199601)99:1<1::aid-ajpa1>3.0.co;2-1",
    ),
    (Kind::Doi, "10.1000.10/123456", "10.1000.10/123456"),
    (Kind::Doi, "10.978.8886123/456", "10.978.8886123/456"),
    (Kind::Doi, "10.64898/2025.12.01.691234", "10.64898/2025.12.01.691234"),
    (Kind::Hdl, "4263537/4000", "4263537/4000"),
    (Kind::Hdl, "20.1000/100", "20.1000/100"),
    (Kind::Pmid, "17322060", "17322060"),
    (Kind::Pmid, "0001", "1"),
    (Kind::Pmc, "1817752", "1817752"),
    (Kind::Oclc, "9413604", "9413604"),
    (Kind::Oclc, "ocm00012345", "12345"),
    (Kind::Oclc, "ocn123456789", "123456789"),
    (Kind::Oclc, "on1234567890", "1234567890"),
    (Kind::Oclc, "(OCoLC)1234", "1234"),
    (Kind::S2cid, "37220927", "37220927"),
    (Kind::Ssrn, "1900856", "1900856"),
    (Kind::Osti, "4367507", "4367507"),
    (Kind::Rfc, "3986", "3986"),
    (Kind::Arxiv, "hep-th/9901001", "hep-th/9901001"),
    (Kind::Arxiv, "math.GT/0309136", "math.GT/0309136"),
    (Kind::Arxiv, "math/0703001v2", "math/0703001"),
    (Kind::Arxiv, "0704.0001", "0704.0001"),
    (Kind::Arxiv, "1412.7878v10", "1412.7878"),
    (Kind::Arxiv, "1501.00001", "1501.00001"),
    (Kind::Biorxiv, "10.1101/078733", "10.1101/078733"),
    (Kind::Biorxiv, "10.1101/2020.07.24.220400v2", "10.1101/2020.07.24.220400"),
    (Kind::Medrxiv, "10.1101/2020.02.16.20023754", "10.1101/2020.02.16.20023754"),
    (Kind::Medrxiv, "10.1101/19001842", "10.1101/19001842"),
    (Kind::Citeseerx, "10.1.1.176.341", "10.1.1.176.341"),
    (Kind::Bibcode, "1974AJ.....79..819H", "1974AJ.....79..819H"),
    (Kind::Bibcode, "1992A&A...253..525A", "1992A&A...253..525A"),
    (Kind::Bibcode, "2004PhRvL..93o0801M", "2004PhRvL..93o0801M"),
    (Kind::Bibcode, "1998spgr.book.....K", "1998spgr.book.....K"),
    (Kind::Jstor, "2118559", "2118559"),
    (Kind::Jstor, "10.2307/2118559", "2118559"),
    (Kind::Jstor, "j.ctt1ffjjnq", "j.ctt1ffjjnq"),
    (Kind::Lccn, "89000456", "89000456"),
    (Kind::Lccn, "89-456", "89000456"),
    (Kind::Lccn, "n78-890351", "n78890351"),
    (Kind::Lccn, "n2001-50268", "n2001050268"),
    (Kind::Lccn, "85-2 ", "85000002"),
    (Kind::Lccn, "2001-000002", "2001000002"),
    (Kind::Lccn, "75-425165//r75", "75425165"),
    (Kind::Lccn, " 79139101 /AC/r932", "79139101"),
    (Kind::Asin, "B00086U61Y", "B00086U61Y"),
    (Kind::Asin, "6305277001", "6305277001"),
    (Kind::Mr, "0096297", "0096297"),
    (Kind::Mr, "96297", "0096297"),
    (Kind::Zbl, "0823.11029", "0823.11029"),
    (Kind::Zbl, "823.11029", "0823.11029"),
    (Kind::Zbl, "06626752", "06626752"),
    (Kind::Jfm, "54.0271.04", "54.0271.04"),
    (Kind::Ol, "18319M", "18319M"),
    (Kind::Ol, "23919A", "23919A"),
    (Kind::Usenet, "abc.123@example.org", "abc.123@example.org"),
];

/// Each value with the part that is wrong and what the message says of it.
const WRONG: &[(Kind, &str, &str, &str)] = &[
    (Kind::Isbn, "978-0-306-40615-8", "8", "is 8, but the other digits ask for 7"),
    (Kind::Isbn, "0-306-40615-3", "3", "is 3, but the other digits ask for 2"),
    (Kind::Isbn, "0-306-40615-X", "X", "is X, but the other digits ask for 2"),
    (Kind::Isbn, "0-306-4061-2", "0-306-4061-2", "9 digits, not 10 or 13"),
    (Kind::Isbn, "0-3X6-40615-2", "X", "can only be the last digit"),
    (Kind::Isbn, "978-0-306-40615-X", "X", "has no `X`"),
    (Kind::Isbn, "977-0-306-40615-0", "977", "starts with 978 or 979"),
    (Kind::Isbn, "979-0-2600-0043-8", "979-0", "printed music"),
    (Kind::Isbn, "6305277001", "630", "starts with `630`"),
    (Kind::Isbn, "0–306–40615–2", "–", "en dash"),
    (Kind::Isbn, "0-306-40615-2 (pbk.)", "(pbk.)", "no part"),
    (Kind::Isbn, "0-306-40615-2, 978-0-8044-2957-3", "0-306-40615-2, 978-0-8044-2957-3", "2 ISBNs"),
    (Kind::Isbn, "0306406152 9780804429573", "0306406152 9780804429573", "2 ISBNs"),
    (Kind::Isbn, "080442957x", "x", "`x`"),
    (Kind::Isbn, "ISBN 0-306-40615-2", "ISBN", "starts with `ISBN`"),
    (Kind::Sbn, "356-02201-4", "4", "is 4, but the other digits ask for 3"),
    (Kind::Sbn, "356-02201", "356-02201", "8 digits, not 9"),
    (Kind::Ismn, "979-0-2600-0043-9", "9", "is 9, but"),
    (Kind::Ismn, "978-0-306-40615-7", "978-0", "starts with `979-0`"),
    (Kind::Ismn, "M-2600-0043-8", "M", "2008"),
    (Kind::Issn, "0317-8472", "2", "is 2, but the other digits ask for 1"),
    (Kind::Issn, "0317-847", "0317-847", "7 digits, not 8"),
    (Kind::Issn, "03178471", "03178471", "hyphen"),
    (Kind::Issn, "0317–8471", "–", "en dash"),
    (Kind::Doi, "10.1000/182.", ".", "ends in `.`"),
    (Kind::Doi, "10.1000/18 2", " ", "white space"),
    (Kind::Doi, "10.1000/18–2", "–", "en dash"),
    (Kind::Doi, "doi:10.1000/182", "doi:", "starts with `doi:`"),
    (
        Kind::Doi,
        "https://doi.org/10.1000/182",
        "https://doi.org/",
        "starts with `https://doi.org/`",
    ),
    (Kind::Doi, "10.1000%2F182", "10.1000%2F182", "no slash"),
    (Kind::Doi, "10.5555/12345678", "5555", "only examples"),
    (Kind::Doi, "10.123/4", "123", "four or five digits"),
    (Kind::Doi, "10.123456/4", "123456", "four or five digits"),
    (Kind::Doi, "10.0123/4", "0123", "does not start with 0"),
    (Kind::Doi, "10.abcd/4", "abcd", "is a number"),
    (Kind::Doi, "10.1000/", "/", "nothing follows"),
    (Kind::Doi, "11.1000/182", "11.1000", "does not start with `10.`"),
    (Kind::Doi, "10.1000/182/abstract", "/abstract", "address"),
    (Kind::Hdl, "4263537", "4263537", "no slash"),
    (Kind::Hdl, "hdl:4263537/4000", "hdl:", "starts with `hdl:`"),
    (Kind::Hdl, "4263537/4000,", ",", "ends in `,`"),
    (Kind::Pmid, "PMC1817752", "PMC", "holds `PMC`"),
    (Kind::Pmid, "17322060, 17322061", ", 17322061", "more than one"),
    (Kind::Pmc, "PMC1817752", "PMC", "starts with `PMC`"),
    (Kind::Pmc, "18177x", "x", "holds `x`"),
    (Kind::Oclc, "ocm1234", "1234", "8 digits"),
    (Kind::Oclc, "OCLC 1234", "OCLC", "starts with `OCLC`"),
    (Kind::S2cid, "CorpusID:37220927", "CorpusID:", "starts with"),
    (Kind::Ssrn, "abstract 1900856", "abstract", "holds `abstract`"),
    (Kind::Osti, "DE4367507", "DE", "holds `DE`"),
    (Kind::Rfc, "RFC 3986", "RFC", "starts with `RFC`"),
    (Kind::Arxiv, "1513.00001", "13", "month"),
    (Kind::Arxiv, "1501.0001", "0001", "5 digits"),
    (Kind::Arxiv, "1412.00001", "00001", "4 digits"),
    (Kind::Arxiv, "0703.0001", "0703", "0704"),
    (Kind::Arxiv, "hep-th/0704001", "0704", "9107 to 0703"),
    (Kind::Arxiv, "hep-th/9106001", "9106", "9107 to 0703"),
    (Kind::Arxiv, "hep-th/990100", "990100", "seven digits"),
    (Kind::Arxiv, "arXiv:0704.0001", "arXiv:", "starts with `arXiv:`"),
    (Kind::Arxiv, "0704.0001 [hep-ph]", "[hep-ph]", "no part"),
    (Kind::Arxiv, "9901001", "9901001", "no arXiv number"),
    (Kind::Biorxiv, "078733", "078733", "does not start with"),
    (Kind::Biorxiv, "10.1101/2018.07.24.220400", "2018.07.24", "has the date"),
    (Kind::Medrxiv, "10.1101/2020.02.16.200237", "200237", "8 digits"),
    (Kind::Citeseerx, "10.1.1", "10.1.1", "no CiteSeerX number"),
    (Kind::Bibcode, "1974AJ....79..819H", "1974AJ....79..819H", "18 characters, not 19"),
    (Kind::Bibcode, "0974AJ.....79..819H", "0974", "the year 0974"),
    (Kind::Bibcode, "197xAJ.....79..819H", "x", "four digits of a year"),
    (Kind::Bibcode, "19741J.....79..819H", "1", "journal"),
    (Kind::Bibcode, "1974AJ.....79..8191", "1", "first letter of an author"),
    (Kind::Bibcode, "1992A&amp;A...253..525A", "&amp;", "stands for `&`"),
    (Kind::Jstor, "JSTOR 2118559", "JSTOR", "starts with `JSTOR`"),
    (
        Kind::Jstor,
        "https://www.jstor.org/stable/2118559",
        "https://www.jstor.org/stable/",
        "starts with",
    ),
    (Kind::Lccn, "8900045", "8900045", "0 letters and 7 digits"),
    (Kind::Lccn, "89-4567890", "-4567890", "one to six digits"),
    (Kind::Lccn, "89n00456", "n", "come first"),
    (Kind::Asin, "B00086U61", "B00086U61", "9 characters, not 10"),
    (Kind::Asin, "b00086u61y", "b00086u61y", "capital"),
    (Kind::Asin, "0306406153", "0306406153", "ISBN"),
    (Kind::Mr, "12345678", "12345678", "8 digits, more than 7"),
    (Kind::Mr, "MR0096297", "MR", "starts with `MR`"),
    (Kind::Mr, "0096297 (20 #2785)", "(20 #2785)", "printed review"),
    (Kind::Zbl, "0823.1102", "1102", "4 digits follow"),
    (Kind::Zbl, "Zbl 0823.11029", "Zbl", "starts with `Zbl`"),
    (Kind::Jfm, "54.271.04", "54.271.04", "no JFM number"),
    (Kind::Ol, "18319", "18319", "missing"),
    (Kind::Ol, "OL18319M", "OL", "starts with `OL`"),
    (Kind::Ol, "18319m", "m", "capital"),
    (Kind::Usenet, "<abc.123@example.org>", "<abc.123@example.org>", "angle brackets"),
    (Kind::Usenet, "abc.123", "abc.123", "no `@`"),
];

#[test]
fn right_values_have_one_spelling() {
    for &(kind, value, expected) in RIGHT {
        assert_eq!(check(kind, value.trim()).as_deref(), Ok(expected), "{kind}: {value}");
    }
}

#[test]
fn faults_say_what_is_wrong_and_where() {
    for &(kind, value, part, says) in WRONG {
        let fault = check(kind, value).expect_err(value);
        assert_eq!(&value[fault.span.clone()], part, "{kind}: {value}: {}", fault.message);
        assert!(fault.message.contains(says), "{kind}: {value}: {}", fault.message);
        assert!(fault.expected.contains('`'), "{kind} shows no example");
    }
}

#[test]
fn every_kind_is_tested_and_its_form_is_right() {
    for kind in Kind::ALL {
        assert!(RIGHT.iter().any(|it| it.0 == kind), "{kind}");
        assert!(WRONG.iter().any(|it| it.0 == kind) || kind == Kind::Eissn, "{kind}");
        let example = kind.form().split('`').rfind(|part| check(kind, part).is_ok());
        assert!(example.is_some(), "{kind}: {}", kind.form());
    }
}

#[test]
fn what_is_mended_is_right() {
    for &(kind, value, ..) in WRONG {
        let Some(repair) = check(kind, value).expect_err(value).repair else { continue };
        assert!(check(kind, &repair.value).is_ok(), "{kind}: {value} to {}", repair.value);
    }
}

#[test]
fn swapped_digits_and_lost_prefixes_are_guessed() {
    let hint = |kind, value| check(kind, value).expect_err(value).hint.expect("a hint");
    assert!(
        hint(Kind::Isbn, "0-306-40651-2").contains("`51` for `15`"),
        "{}",
        hint(Kind::Isbn, "0-306-40651-2")
    );
    assert!(hint(Kind::Isbn, "978-0-306-40615-2").contains("`978-0-306-40615-7`"));
    assert!(hint(Kind::Isbn, "356-02201-3").contains("`0-356-02201-3`"));
    assert_eq!(check(Kind::Issn, "03178471").expect_err("untidy").level, Level::Untidy);
}

#[test]
fn one_spelling_for_what_is_surely_meant() {
    let doi = |value| canonical(Kind::Doi, value);
    assert_eq!(doi("https://doi.org/10.1000/ABC.").as_deref(), Some("10.1000/abc"));
    assert_eq!(doi(" doi:10.1000/182 ").as_deref(), Some("10.1000/182"));
    assert_eq!(doi("10.1000"), None);
    assert_eq!(doi("110.1000/1"), None);
    assert_eq!(canonical(Kind::Pmid, " 0123 ").as_deref(), Some("123"));
    assert_eq!(canonical(Kind::Pmid, "PMC123"), None);
    assert_eq!(canonical(Kind::Isbn, "978–0–306–40615–7").as_deref(), Some("9780306406157"));
    assert_eq!(canonical(Kind::Isbn, "978-0-306-40615-2"), None);
}

#[test]
fn addresses_and_labels_show_their_kind() {
    let found = |url| in_address(url).map(|(kind, value)| (kind, value.into_owned()));
    let is = |kind, value: &str| Some((kind, value.to_owned()));
    assert_eq!(found("https://doi.org/10.1000%2F182?x#y"), is(Kind::Doi, "10.1000/182"));
    assert_eq!(found("http://www.jstor.org/stable/2118559"), is(Kind::Jstor, "2118559"));
    assert_eq!(found("https://arxiv.org/pdf/0704.0001.pdf"), is(Kind::Arxiv, "0704.0001"));
    assert_eq!(
        found("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC1817752/"),
        is(Kind::Pmc, "1817752")
    );
    assert_eq!(found("https://example.org/10.1000/182"), None);
    assert_eq!(labelled("OCLC 9413604").map(|it| it.0), Some(Kind::Oclc));
    assert_eq!(labelled("ISBN: 0-306-40615-2").map(|it| it.0), Some(Kind::Isbn));
    assert_eq!(labelled("Paper 12"), None);
    assert_eq!(recognize("10.1000/182"), Some(Kind::Doi));
    assert_eq!(recognize("0317-8471"), Some(Kind::Issn));
    assert_eq!(recognize("978-0-306-40615-7"), Some(Kind::Isbn));
    assert_eq!(recognize("PMC1817752"), Some(Kind::Pmc));
    assert_eq!(recognize("12345"), None);
}
