//! `console.table`: rows and columns in a box.

use super::super::inspect::{Options, inspect, preview};
use crate::cell::Gc;
use crate::heap::kind;
use crate::object::Object;
use crate::property::key::PropertyKey;
use crate::text::width::width;
use crate::value::Value;

const VALUES: &str = "Values";
const STEPS: &str = "(iteration index)";

/// A column: its head, and what stands in the rows that have anything.
struct Column {
    head: String,
    cells: Vec<Option<String>>,
}

impl Column {
    fn new(head: &str, cells: Vec<String>) -> Column {
        Column { head: head.to_owned(), cells: cells.into_iter().map(Some).collect() }
    }

    fn put(&mut self, row: usize, cell: String) {
        if self.cells.len() <= row {
            self.cells.resize(row + 1, None);
        }
        self.cells[row] = Some(cell);
    }

    fn cell(&self, row: usize) -> &str {
        self.cells.get(row).and_then(|cell| cell.as_deref()).unwrap_or("")
    }
}

/// The box of an object; `properties` are the columns asked for.
pub fn table(object: Gc<Object>, properties: Option<Vec<PropertyKey>>) -> String {
    let columns = match object.kind() {
        kind::MAP => {
            let entries = preview::map_entries(object);
            let count = entries.len() / 2;
            let part = |offset: usize| (0..count).map(|index| cell(entries[index * 2 + offset])).collect();
            vec![Column::new(STEPS, steps(count)), Column::new("Key", part(0)), Column::new(VALUES, part(1))]
        }
        kind::SET => {
            let values = preview::set_values(object);
            let cells = values.iter().map(|value| cell(*value)).collect();
            vec![Column::new(STEPS, steps(values.len())), Column::new(VALUES, cells)]
        }
        _ => columns_of_rows(object, properties),
    };
    draw(&columns)
}

fn steps(count: usize) -> Vec<String> {
    (0..count).map(|index| index.to_string()).collect()
}

fn cell(value: Value) -> String {
    let is_list = matches!(value.kind(), kind::ARRAY | kind::TYPED_ARRAY);
    let is_large = value.as_object().is_some_and(|object| !object.is_callable() && keys_of(object).len() > 2);
    let depth = if is_large && !is_list { -1 } else { 0 };
    inspect(value, Options { depth, max_array: 3, break_length: usize::MAX >> 2, ..Options::default() })
}

/// `Object.keys`.
fn keys_of(object: Gc<Object>) -> Vec<PropertyKey> {
    let keys = object.own_keys();
    let all = (0..keys.len()).map(|index| PropertyKey(keys[index])).filter(|key| !key.0.is_symbol());
    all.filter(|key| object.own_property(*key).is_some_and(|own| own.attributes.is_enumerable())).collect()
}

fn columns_of_rows(object: Gc<Object>, properties: Option<Vec<PropertyKey>>) -> Vec<Column> {
    let rows = keys_of(object);
    let mut columns: Vec<Column> = Vec::new();
    let mut values = Column::new(VALUES, Vec::new());
    for (row, key) in rows.iter().enumerate() {
        let item = object.get(*key);
        if !item.is_object() && properties.is_none() {
            values.put(row, cell(item));
            continue;
        }
        let keys = match (&properties, item.as_object()) {
            (Some(properties), _) => properties.clone(),
            (None, Some(item)) => keys_of(item),
            (None, None) => Vec::new(),
        };
        for key in keys {
            let owner = item.as_object().filter(|item| item.has_own(key));
            let text = owner.map_or(String::new(), |item| cell(item.get(key)));
            let head = key.display();
            let place = columns.iter().position(|column| column.head == head).unwrap_or_else(|| {
                columns.push(Column::new(&head, Vec::new()));
                columns.len() - 1
            });
            columns[place].put(row, text);
        }
    }
    // Integer names come first, as in any object.
    columns.sort_by_key(|column| PropertyKey::from_text(&column.head).index().unwrap_or(u32::MAX));
    if !values.cells.is_empty() {
        columns.push(values);
    }
    let index = Column::new("(index)", rows.iter().map(|key| key.display()).collect());
    columns.insert(0, index);
    columns
}

fn draw(columns: &[Column]) -> String {
    let rows = columns.iter().map(|column| column.cells.len()).max().unwrap_or(0);
    let widths: Vec<usize> = columns
        .iter()
        .map(|column| {
            (0..rows).map(|row| width(column.cell(row))).chain([width(&column.head)]).max().unwrap_or(0)
        })
        .collect();
    let bars: Vec<String> = widths.iter().map(|width| "─".repeat(width + 2)).collect();
    let mut text = ["┌", &bars.join("┬"), "┐\n"].concat();
    text.push_str(&line(columns.iter().map(|column| column.head.as_str()), &widths));
    text.push_str(&["├", &bars.join("┼"), "┤\n"].concat());
    for row in 0..rows {
        text.push_str(&line(columns.iter().map(|column| column.cell(row)), &widths));
    }
    text.push_str(&["└", &bars.join("┴"), "┘"].concat());
    text
}

fn line<'a>(cells: impl Iterator<Item = &'a str>, widths: &[usize]) -> String {
    let padded = cells.zip(widths).map(|(cell, wide)| [cell, &" ".repeat(wide - width(cell))].concat());
    ["│ ", &padded.collect::<Vec<_>>().join(" │ "), " │\n"].concat()
}
