//! Which part of a layer is at fault, where the reader of the data only says that something is.
//!
//! The data of a wiki is read after all layers are put together, when no place is known any more.
//! So parts of the layer are tried by themselves, in halves: what gives the same error is at fault.

use toml::{Table, Value};

use super::locate::Step;

/// The way to the smallest part of `layer` for which `fails` gives the error that it gives for all
/// of it, and that error; `None` if there is none.
pub(super) fn blame(
    layer: &Table,
    fails: impl Fn(Table) -> Option<String>,
) -> Option<(Vec<Step>, String)> {
    let error = fails(layer.clone())?;
    let mut way = Vec::new();
    let mut whole = Value::Table(layer.clone());
    'deeper: loop {
        // What is wrong without any content is wrong for lack of it.
        if fails(wrapped(&way, only(&whole, &[]))).is_some_and(|it| it == error) {
            break;
        }
        let children = children(&whole);
        let mut suspects = &*children;
        while suspects.len() > 1 {
            let (first, second) = suspects.split_at(suspects.len() / 2);
            let is_guilty = |half: &[Step]| {
                fails(wrapped(&way, only(&whole, half))).is_some_and(|it| it == error)
            };
            suspects = match (is_guilty(first), is_guilty(second)) {
                (true, _) => first,
                (false, true) => second,
                // Only together are they wrong.
                (false, false) => break 'deeper,
            };
        }
        let [one] = suspects else { break };
        let child = child(&whole, one);
        if fails(wrapped(&way, only(&whole, std::slice::from_ref(one)))) != Some(error.clone()) {
            break;
        }
        way.push(one.clone());
        // Deeper lies only what belongs to a key that there is not.
        if matches!(one, Step::Key(key) if error.starts_with(&format!("unknown field `{key}`"))) {
            break;
        }
        whole = child;
    }
    Some((way, error))
}

/// What a value is made of. A table that takes the place of another makes sense only as a whole.
fn children(value: &Value) -> Vec<Step> {
    match value {
        Value::Table(table) if table.contains_key("replace") => Vec::new(),
        Value::Table(table) => table.keys().map(|key| Step::Key(key.clone())).collect(),
        Value::Array(array) => (0..array.len()).map(Step::Index).collect(),
        _ => Vec::new(),
    }
}

fn child(value: &Value, step: &Step) -> Value {
    match step {
        Step::Key(key) => value[&**key].clone(),
        Step::Index(index) => value[*index].clone(),
    }
}

/// The value with these of its children.
fn only(value: &Value, steps: &[Step]) -> Value {
    if value.is_array() {
        return Value::Array(steps.iter().map(|step| child(value, step)).collect());
    }
    let entry = |step: &Step| match step {
        Step::Key(key) => Some((key.clone(), child(value, step))),
        Step::Index(_) => None,
    };
    Value::Table(steps.iter().filter_map(entry).collect())
}

/// A whole layer with nothing but a value at the end of a way.
fn wrapped(way: &[Step], value: Value) -> Table {
    let whole = way.iter().rev().fold(value, |value, step| match step {
        Step::Key(key) => Value::Table(Table::from_iter([(key.clone(), value)])),
        Step::Index(_) => Value::Array(vec![value]),
    });
    match whole {
        Value::Table(table) => table,
        _ => Table::new(),
    }
}

#[cfg(test)]
mod tests {
    use toml::Table;

    use super::blame;
    use crate::config::locate::Dotted;
    use crate::site::Site;

    fn blamed(layer: &str) -> String {
        let layer: Table = layer.parse().expect("TOML");
        let fails = |layer| Site::extended([layer]).err().map(|error| error.message().to_owned());
        let (way, _) = blame(&layer, fails).expect("a fault");
        Dotted(&way).to_string()
    }

    #[test]
    fn the_part_at_fault_is_found() {
        assert_eq!(blamed("sub-referencing = 1"), "sub-referencing");
        assert_eq!(blamed("redirect-words = ['#A', 1, '#B']"), "redirect-words[1]");
        let good = "[[references.short]]\nnames = ['x']\n".repeat(5);
        let layer = format!("{good}[[references.short]]\nname = ['y']\n[inline.page]\nnames=['z']");
        assert_eq!(blamed(&layer), "references.short[5].name");
        let layer = format!("{good}[[references.short]]\nfootnote = true\n");
        assert_eq!(blamed(&layer), "references.short[5]");
    }
}
