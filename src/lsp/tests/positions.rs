use serde_json::{Value, json};

use super::{PAGE, Session, capabilities, range};

/// Combining marks, an emoji beyond the basic plane, CR LF, and a lone CR.
const TEXT: &str = "== A ==\r\nx\re\u{301}\u{1f642}\u{e9}\u{e9}<ref name=a>x</ref>!\r\n";

#[test]
fn places_are_right_in_all_encodings() {
    for (encoding, start, end) in [("utf-8", 11, 30), ("utf-16", 6, 25), ("utf-32", 5, 24)] {
        let mut session = Session::new(encoding);
        assert_eq!(session.capabilities["positionEncoding"], encoding);
        session.open(PAGE, TEXT);
        let hover = session.at("textDocument/hover", 2, start).expect("an answer");
        assert_eq!(hover["range"], range((2, start), (2, end)), "{encoding}");
        let before = session.at("textDocument/hover", 2, start - 1).expect("an answer");
        assert_eq!(before, Value::Null, "{encoding}");
        session.end();
    }
}

#[test]
fn a_client_that_offers_no_encoding_counts_in_utf_16() {
    let mut offers = capabilities("utf-8");
    offers.as_object_mut().expect("an object").remove("general");
    let session = Session::with(json!({ "capabilities": offers }));
    assert_eq!(session.capabilities["positionEncoding"], "utf-16");
    session.end();
    let session = Session::new("utf-7");
    assert_eq!(session.capabilities["positionEncoding"], "utf-16");
    session.end();
}

#[test]
fn places_beyond_the_text_are_at_its_end() {
    let mut session = Session::new("utf-16");
    session.open(PAGE, "<ref>x</ref>\r\ny");
    let end_of_line = range((0, 999), (0, 1000));
    session.change(PAGE, 2, &[json!({ "range": end_of_line, "text": "<ref>b</ref>" })]);
    let hover = session.at("textDocument/hover", 0, 12).expect("an answer");
    assert_eq!(hover["range"], range((0, 12), (0, 24)));
    let end_of_text = range((77, 0), (78, 0));
    session.change(PAGE, 3, &[json!({ "range": end_of_text, "text": "<ref>c</ref>" })]);
    let hover = session.at("textDocument/hover", 1, 1).expect("an answer");
    assert_eq!(hover["range"], range((1, 1), (1, 13)));
    session.end();
}

#[test]
fn half_a_character_is_none() {
    let mut session = Session::new("utf-16");
    session.open(PAGE, "\u{1f642}<ref>x</ref>");
    session.change(PAGE, 2, &[json!({ "range": range((0, 0), (0, 1)), "text": "" })]);
    let hover = session.at("textDocument/hover", 0, 2).expect("an answer");
    assert_eq!(hover["range"], range((0, 2), (0, 14)));
    session.end();
}
