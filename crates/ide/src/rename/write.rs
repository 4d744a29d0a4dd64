//! From words to edits: where one word is two names both are written, where two have become one, one is.

use std::cell::OnceCell;
use std::sync::Arc;

use perry_db::input::SourceFile;
use rustc_hash::FxHashMap;

use super::check::Check;
use super::web::declared_range;
use super::{Renamed, refusal};
use crate::answer::{Edit, FileEdits, Refusal, TextRange};
use crate::family::named_node;
use crate::index::build::is_shorthand;
use crate::index::{self, Index, Source};
use crate::tree::{Kind, Role, Tree};

/// Which name of a word is meant, where one word may be two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// What the file calls it.
    Inner,
    /// Beside `Inner`: the word is the key of a member too, `{ x }`.
    Key,
    /// What others call it: an exported name, a member.
    Outer,
    /// What a re-export calls what it passes on.
    Passed,
}

/// The words that stand for what is renamed.
#[derive(Default)]
pub struct Words(FxHashMap<SourceFile, Vec<(TextRange, Side)>>);

impl Words {
    /// The uses of a symbol.
    pub fn add_uses(&mut self, file: SourceFile, index: &Index, symbol: u32) {
        let words = self.0.entry(file).or_default();
        for it in index.uses_of(symbol) {
            words.push((it.range, Side::Inner));
            words.extend(it.is_shorthand.then_some((it.range, Side::Key)));
        }
    }

    pub fn add_all(&mut self, file: SourceFile, words: impl IntoIterator<Item = (TextRange, Side)>) {
        let mut words = words.into_iter().peekable();
        if words.peek().is_some() {
            self.0.entry(file).or_default().extend(words);
        }
    }
}

/// The words of a file in their order, each with the sides that are meant.
struct Sides(Vec<(TextRange, Side)>);

impl Sides {
    fn of(words: &[(TextRange, Side)]) -> Sides {
        let mut words = words.to_vec();
        words.sort_unstable();
        Sides(words)
    }

    fn at(&self, range: TextRange) -> impl Iterator<Item = Side> {
        let start = self.0.partition_point(|(word, _)| *word < range);
        self.0[start..].iter().take_while(move |(word, _)| *word == range).map(|(_, side)| *side)
    }
}

/// Two names side by side, or in one word: `name as local`, `key: value`.
#[derive(Clone, Copy)]
struct Pair {
    first: (TextRange, Side),
    second: (TextRange, Side),
    separator: &'static str,
}

impl Renamed<'_> {
    /// The edits of all files, in the order of their paths.
    pub fn edits(&self, words: &Words) -> Result<Vec<FileEdits>, Refusal> {
        let mut files: Vec<_> = words.0.iter().collect();
        files.sort_unstable_by_key(|(file, _)| file.path(self.db));
        files.into_iter().map(|(file, words)| self.file(*file, words)).collect()
    }

    fn file(&self, file: SourceFile, words: &[(TextRange, Side)]) -> Result<FileEdits, Refusal> {
        let sides = Sides::of(words);
        let check = Check::of(self, file);
        let specifiers = specifiers(&check.index, &sides);
        let is_member = |(range, side): &(TextRange, Side)| {
            *side == Side::Outer && !specifiers.iter().any(|(word, _)| word == range)
        };
        let has_members = words.iter().any(is_member);
        let page = Page {
            renamed: self,
            specifiers,
            has_new: check.is_taken || check.index.may_have_member(self.new),
            has_members,
            new: self.new.into(),
            tree: OnceCell::new(),
            file,
            check: &check,
        };
        let mut edits: Vec<Edit> = Vec::with_capacity(words.len());
        for word in sides.0.chunk_by(|a, b| a.0 == b.0) {
            let is_done = edits.last().is_some_and(|it| word[0].0.start < it.range.end);
            if !is_done {
                page.edit(word, &sides, &mut edits);
            }
        }
        check
            .refuse_changed(&edits)
            .map_err(|reason| refusal(format!("{reason} in `{}`", file.path(self.db))))?;
        Ok(FileEdits { file, edits })
    }
}

/// The pairs of the imports and exports of a file that have one of the words, by that word. They are few.
fn specifiers(index: &Index, sides: &Sides) -> Vec<(TextRange, Pair)> {
    let mut pairs = Vec::new();
    let mut add = |first: (TextRange, Side), second: (TextRange, Side)| {
        let pair = Pair { first, second, separator: " as " };
        let words = [first.0, second.0].into_iter().filter(|word| sides.at(*word).next().is_some());
        pairs.extend(words.map(|word| (word, pair)));
    };
    for import in index.imports.iter().filter(|it| !matches!(&*it.name, "*")) {
        let local = match import.is_renamed {
            true => declared_range(index, import.symbol),
            false => Some(import.range),
        };
        if let Some(local) = local
            && (import.is_renamed || &*import.name != "default")
        {
            add((import.range, Side::Outer), (local, Side::Inner));
        }
    }
    for (own, exported) in index.exports.iter().filter_map(|it| it.specifier) {
        add((own, Side::Inner), (exported, Side::Outer));
    }
    for remote in index.remote.iter().filter(|it| &*it.name != "*") {
        add((remote.range, Side::Outer), (remote.exported_range, Side::Passed));
    }
    pairs
}

/// A file that is edited.
struct Page<'p> {
    renamed: &'p Renamed<'p>,
    specifiers: Vec<(TextRange, Pair)>,
    /// The new name is a word of the file already: two words may become one.
    has_new: bool,
    has_members: bool,
    new: Arc<str>,
    tree: OnceCell<Arc<Tree>>,
    file: SourceFile,
    check: &'p Check<'p>,
}

impl Page<'_> {
    /// Edits one word, which is given with all of its sides.
    fn edit(&self, word: &[(TextRange, Side)], sides: &Sides, edits: &mut Vec<Edit>) {
        let range = word[0].0;
        let is = |side| word.iter().any(|(_, it)| *it == side);
        let Some(pair) = self.pair(range, is(Side::Inner).then(|| is(Side::Key))) else {
            // What names a variable has no quotes.
            let range = if is(Side::Inner) { range } else { self.inner(range) };
            return edits.push(Edit { range, text: self.new.clone() });
        };
        let (first, second) = (self.named(pair.first, sides), self.named(pair.second, sides));
        let ((first_range, _), (second_range, _)) = (pair.first, pair.second);
        if first_range == second_range {
            let text = match first == second {
                true => first.into(),
                false => format!("{first}{}{second}", pair.separator).into(),
            };
            return edits.push(Edit { range, text });
        }
        if first == second && self.is_plain(pair) {
            let range = TextRange { start: first_range.start, end: second_range.end };
            return edits.push(Edit { range, text: first.into() });
        }
        edits.push(Edit { range: self.inner(range), text: self.new.clone() });
    }

    /// What a name of a pair is afterwards.
    fn named<'s>(&'s self, (range, side): (TextRange, Side), sides: &Sides) -> &'s str {
        match sides.at(range).any(|it| it == side) {
            true => &self.new,
            false => range.of(self.check.text()),
        }
    }

    /// Without quotes.
    fn inner(&self, range: TextRange) -> TextRange {
        match range.of(self.check.text()).starts_with(['"', '\'']) {
            true => TextRange { start: range.start + 1, end: range.end - 1 },
            false => range,
        }
    }

    /// Whether only what a pair needs stands between its names.
    fn is_plain(&self, pair: Pair) -> bool {
        let between = TextRange { start: pair.first.0.end, end: pair.second.0.start };
        let is_name = |range: TextRange| !range.of(self.check.text()).starts_with(['"', '\'']);
        between.of(self.check.text()).trim() == pair.separator.trim()
            && is_name(pair.first.0)
            && is_name(pair.second.0)
    }

    /// The pair that a word belongs to. Whether it is two names at once is known of what names a variable.
    fn pair(&self, range: TextRange, is_double: Option<bool>) -> Option<Pair> {
        if let Some((_, pair)) = self.specifiers.iter().find(|(word, _)| *word == range) {
            return Some(*pair);
        }
        let one = Pair { first: (range, Side::Outer), second: (range, Side::Inner), separator: ": " };
        let used = || self.check.index.use_of(range).is_some_and(|it| it.is_shorthand);
        if is_double.unwrap_or_else(used) {
            return Some(one);
        }
        if !self.has_new && !self.has_members {
            return None;
        }
        let tree = self.tree.get_or_init(|| index::tree(self.renamed.db, Source::File(self.file)));
        let node = named_node(tree, range)?;
        if is_shorthand(tree, node) {
            return Some(one);
        }
        let holder = tree.parent(node)?;
        let property = match tree.kind(holder) {
            Kind::DefaultPattern if tree.role(node) == Role::Name => tree.parent(holder)?,
            _ => holder,
        };
        if !matches!(tree.kind(property), Kind::Property | Kind::PatternProperty) {
            return None;
        }
        let key = tree.child(property, Role::Name)?;
        let value = tree.child(property, Role::Value)?;
        let value = match tree.kind(value) {
            Kind::DefaultPattern => tree.child(value, Role::Name)?,
            _ => value,
        };
        let is_ident = tree.kind(key) == Kind::Ident && tree.kind(value) == Kind::Ident;
        is_ident.then(|| Pair {
            first: (tree.range(key), Side::Outer),
            second: (tree.range(value), Side::Inner),
            separator: ": ",
        })
    }
}
