//! The catalogue of built-ins: every name Node gives a program, whether ours has it, and a line about it.
//!
//! A name is written as in a program: `Array`, `Array.from`, `Array.prototype.map`, `Map.prototype[Symbol.iterator]`.
//! Three files hold it, each in the order of names: `node.txt` is what Node answered (`cargo xtask record builtins`),
//! `missing.txt` what the runtime does not have (`tests/harness/builtins.rs` holds it against the runtime),
//! `words.txt` what people read. Start reading at `Entry`.

use std::fmt::Write;
use std::sync::LazyLock;

const NODE: &str = include_str!("catalogue/node.txt");
const MISSING: &str = include_str!("catalogue/missing.txt");
const WORDS: &str = include_str!("catalogue/words.txt");

/// One built-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    pub name: &'static str,
    pub kind: Kind,
    pub state: State,
    /// As in `map(callback, thisArg?)`; only of what `words.txt` tells about.
    pub parameters: Option<&'static str>,
    /// One sentence without its full stop.
    pub about: Option<&'static str>,
}

/// What a built-in is, with the `length` of a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Class(u32),
    Function(u32),
    /// A property of a prototype that runs code.
    Accessor,
    /// An object such as `Math` or `process.env`.
    Object,
    Value,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Done,
    Missing,
}

/// Lines of a file in the order of names, found by name.
struct Table {
    lines: Vec<(&'static str, &'static str)>,
}

impl Table {
    fn new(text: &'static str, end_of_name: &[char]) -> Table {
        let split = |line: &'static str| line.split_at(line.find(end_of_name).unwrap_or(line.len()));
        Table { lines: text.lines().map(split).collect() }
    }

    fn find(&self, name: &str) -> Option<&'static str> {
        let index = self.lines.binary_search_by_key(&name, |(name, _)| name).ok()?;
        Some(self.lines[index].1)
    }
}

static NODE_TABLE: LazyLock<Table> = LazyLock::new(|| Table::new(NODE, &[' ']));
static MISSING_TABLE: LazyLock<Table> = LazyLock::new(|| Table::new(MISSING, &[]));
static WORDS_TABLE: LazyLock<Table> = LazyLock::new(|| Table::new(WORDS, &['(', ':']));

/// Every built-in in the order of names.
pub fn entries() -> impl Iterator<Item = Entry> {
    NODE_TABLE.lines.iter().map(|(name, rest)| describe(name, rest))
}

/// The built-in of that name.
pub fn entry(name: &str) -> Option<Entry> {
    let index = NODE_TABLE.lines.binary_search_by_key(&name, |(name, _)| name).ok()?;
    let (name, rest) = NODE_TABLE.lines[index];
    Some(describe(name, rest))
}

/// The members of `Array`, `Array.prototype` or `Math`; of the empty name, the globals.
pub fn members(owner: &str) -> impl Iterator<Item = Entry> {
    entries().filter(move |entry| owner_of(entry.name) == owner)
}

/// Is it part of Node and not of programs compiled here?
pub fn is_missing(name: &str) -> bool {
    NODE_TABLE.find(name).is_some() && state(name) == State::Missing
}

/// May something of it be missing, so that its uses must be looked at?
pub fn has_missing_members(name: &str) -> bool {
    let table = &MISSING_TABLE.lines;
    let start = table.partition_point(|(missing, _)| *missing < name);
    table.get(start).is_some_and(|(missing, _)| missing.starts_with(name))
}

/// `Array.prototype` of `Array.prototype.map` and of `Array.prototype[Symbol.iterator]`.
fn owner_of(name: &str) -> &str {
    let end = name.find('[').or_else(|| name.rfind('.'));
    end.map_or("", |end| &name[..end])
}

/// Missing is what is listed, and the members of what is missing.
fn state(name: &str) -> State {
    if MISSING_TABLE.find(name).is_some() {
        return State::Missing;
    }
    let owner = owner_of(name);
    let owner = owner.strip_suffix(".prototype").unwrap_or(owner);
    if owner.is_empty() { State::Done } else { state(owner) }
}

fn describe(name: &'static str, rest: &'static str) -> Entry {
    let (kind, length) = rest.trim_start().split_once(' ').unwrap_or((rest.trim_start(), ""));
    let length = length.parse().unwrap_or(0);
    let kind = match kind {
        "class" => Kind::Class(length),
        "function" => Kind::Function(length),
        "accessor" => Kind::Accessor,
        "object" => Kind::Object,
        _ => Kind::Value,
    };
    let words = WORDS_TABLE.find(name).and_then(|words| words.split_once(": "));
    let parameters = words.map(|(parameters, _)| parameters).filter(|parameters| !parameters.is_empty());
    Entry { name, kind, state: state(name), parameters, about: words.map(|(_, about)| about) }
}

/// The table of support that stands in docs/language-builtins.md.
pub fn support_table() -> String {
    let count = |state: State| entries().filter(|entry| entry.state == state).count();
    let mut text = format!(
        "# Built-ins\n\n\
         Every name that Node {} gives a program, and whether a program compiled by perry has it: {} of {}.\n\
         A missing one is refused where a program names it (`missing-builtin`), and throws `ERR_NOT_IMPLEMENTED` \
         where a running program finds it.\n\
         This page is written by `UPDATE_EXPECT=1 cargo test -p perry-ir --test catalogue`.\n\n\
         | global | there | missing |\n|---|---|---|\n",
        include_str!("../../../tests/NODE_VERSION").trim_end(),
        count(State::Done),
        entries().count(),
    );
    for global in members("") {
        write_row(&mut text, global);
    }
    text
}

fn write_row(text: &mut String, global: Entry) {
    if global.state == State::Missing {
        return writeln!(text, "| `{}` | | all |", global.name).expect("a string takes all");
    }
    let inside = |entry: &Entry| {
        let rest = entry.name.strip_prefix(global.name);
        rest.is_some_and(|rest| rest.starts_with(['.', '[']))
    };
    let all: Vec<Entry> = entries().filter(inside).collect();
    let missing: Vec<String> = all
        .iter()
        .filter(|entry| entry.state == State::Missing)
        .map(|entry| code(&entry.name[global.name.len()..]))
        .collect();
    let done = all.len() - missing.len();
    let there = if all.is_empty() { "yes".to_owned() } else { format!("{done} of {}", all.len()) };
    writeln!(text, "| `{}` | {there} | {} |", global.name, missing.join(" ")).expect("a string takes all");
}

/// A name in the font of code, its backquotes kept.
fn code(name: &str) -> String {
    let name = name.strip_prefix('.').unwrap_or(name);
    if name.contains('`') { format!("`` {name} ``") } else { format!("`{name}`") }
}
