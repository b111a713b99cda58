//! Data in layers: what is built in, and what a user adds to it.

use toml::{Table, Value};

/// The key that makes a table take the place of the one below instead of adding to it.
const REPLACE: &str = "replace";

/// Puts a layer over a table: tables are merged, arrays are joined, other values replaced. A table
/// with `replace = true` takes the place of the one below.
pub(super) fn add(below: &mut Table, layer: Table) {
    // Explicitly, since tables may be nested as deeply as the TOML parser lets them.
    let mut open: Vec<(&mut Table, Table)> = vec![(below, layer)];
    while let Some((below, layer)) = open.pop() {
        let mut nested = Vec::new();
        for (key, value) in layer {
            match (below.get_mut(&key), value) {
                (Some(Value::Table(_)), Value::Table(table)) if !replaces(&table) => {
                    nested.push((key, table));
                }
                (Some(Value::Array(below)), Value::Array(more)) => below.extend(more),
                (_, Value::Table(mut table)) => {
                    table.remove(REPLACE);
                    below.insert(key, Value::Table(table));
                }
                (_, value) => {
                    below.insert(key, value);
                }
            }
        }
        for (key, value) in below.iter_mut() {
            let found = nested.iter().position(|(name, _)| name == key);
            if let (Some(at), Value::Table(table)) = (found, value) {
                open.push((table, nested.swap_remove(at).1));
            }
        }
    }
}

fn replaces(table: &Table) -> bool {
    table.get(REPLACE) == Some(&Value::Boolean(true))
}

#[cfg(test)]
mod tests {
    use toml::Table;

    fn merged(below: &str, layer: &str) -> String {
        let mut table: Table = below.parse().expect("TOML");
        super::add(&mut table, layer.parse().expect("TOML"));
        table.to_string()
    }

    #[test]
    fn layers_add_to_tables_and_arrays_and_replace_the_rest() {
        assert_eq!(merged("a = 1\nb = [1]", "a = 2\nb = [2]"), "a = 2\nb = [1, 2]\n");
        assert_eq!(merged("[t]\na = [1]\nb = 1", "[t]\na = [2]"), "[t]\na = [1, 2]\nb = 1\n");
        assert_eq!(merged("[[e]]\nn = 1", "[[e]]\nn = 2"), "[[e]]\nn = 1\n\n[[e]]\nn = 2\n");
        let replaced = merged("[t]\na = [1]\nb = 1", "[t]\nreplace = true\na = [2]");
        assert_eq!(replaced, "[t]\na = [2]\n");
    }
}
