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
use crate::index::shape::is_shorthand;
use crate::index::{self, Index, Source};
use crate::tree::{Kind, Role, Tree};

/// Which name of a word is meant, where one word may be two.
#[derive(Clone, Copy, Debug)]
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
pub struct Words<'db> {
    /// Mostly in the order of their paths.
    files: Vec<Found<'db>>,
    places: FxHashMap<SourceFile, usize>,
}

/// The words of one file.
struct Found<'db> {
    file: SourceFile,
    index: &'db Index,
    words: Vec<Word>,
}

impl Found<'_> {
    fn add(&mut self, range: TextRange, side: Side) {
        self.words.push(Word { range, sides: 1 << side as u8 });
    }
}

impl<'db> Words<'db> {
    /// The uses of a symbol of a file, which has this index.
    pub fn add_uses(&mut self, file: SourceFile, index: &'db Index, symbol: u32) {
        let found = self.of(file, index);
        let uses = index.uses_of(symbol);
        found.words.reserve(uses.len() + 1); // and what an import names
        for it in uses {
            found.add(it.range, Side::Inner);
            if it.is_shorthand {
                found.add(it.range, Side::Key);
            }
        }
    }

    pub fn add_all(
        &mut self,
        file: SourceFile,
        index: &'db Index,
        words: impl IntoIterator<Item = (TextRange, Side)>,
    ) {
        for (range, side) in words {
            self.of(file, index).add(range, side);
        }
    }

    fn of(&mut self, file: SourceFile, index: &'db Index) -> &mut Found<'db> {
        // Mostly one file after the other.
        let place = match self.files.last() {
            Some(last) if last.file == file => self.files.len() - 1,
            _ => *self.places.entry(file).or_insert(self.files.len()),
        };
        if place == self.files.len() {
            self.files.push(Found { file, index, words: Vec::new() });
        }
        &mut self.files[place]
    }
}

/// A word, and which names it is.
struct Word {
    range: TextRange,
    /// A bit for each side.
    sides: u8,
}

impl Word {
    fn is(&self, side: Side) -> bool {
        self.sides & 1 << side as u8 != 0
    }
}

/// The words of a file in their order, each with the sides that are meant.
struct Sides(Vec<Word>);

impl Sides {
    fn of(mut words: Vec<Word>) -> Sides {
        words.sort_unstable_by_key(|it| it.range);
        words.dedup_by(|next, word| {
            let is_same = word.range == next.range;
            word.sides |= if is_same { next.sides } else { 0 };
            is_same
        });
        Sides(words)
    }

    fn at(&self, range: TextRange) -> Option<&Word> {
        self.0.binary_search_by_key(&range, |it| it.range).ok().map(|at| &self.0[at])
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
    pub fn edits(&self, words: Words) -> Result<Vec<FileEdits>, Refusal> {
        let mut files = words.files;
        files.sort_by_cached_key(|it| it.file.path(self.db));
        files.into_iter().map(|found| self.file(found)).collect()
    }

    fn file(&self, Found { file, index, words }: Found) -> Result<FileEdits, Refusal> {
        let sides = Sides::of(words);
        let check = Check::of(self, file, index);
        // What is renamed on both sides stays one word: most imports, and most files have no other pairs.
        let is_outer = |word: &&Word| word.is(Side::Outer) && !word.is(Side::Inner);
        let has_outer = sides.0.iter().any(|word| is_outer(&word));
        let specifiers = match has_outer || check.index.has_pairs {
            true => specifiers(check.index, &sides),
            false => Vec::new(),
        };
        let is_specifier = |word: &Word| specifiers.iter().any(|(range, _)| *range == word.range);
        let has_members = has_outer && sides.0.iter().filter(is_outer).any(|word| !is_specifier(word));
        let page =
            Page { renamed: self, specifiers, has_members, tree: OnceCell::new(), file, check: &check };
        let mut edits: Vec<Edit> = Vec::with_capacity(sides.0.len());
        for word in &sides.0 {
            let is_done = edits.last().is_some_and(|it| word.range.start < it.range.end);
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
        let words = [first.0, second.0].into_iter().filter(|word| sides.at(*word).is_some());
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
    has_members: bool,
    tree: OnceCell<Arc<Tree>>,
    file: SourceFile,
    check: &'p Check<'p>,
}

impl Page<'_> {
    fn edit(&self, word: &Word, sides: &Sides, edits: &mut Vec<Edit>) {
        let range = word.range;
        let is_inner = word.is(Side::Inner);
        if is_inner && word.is(Side::Outer) {
            return edits.push(Edit { range, text: self.renamed.new.clone() });
        }
        let Some(pair) = self.pair(range, is_inner.then(|| word.is(Side::Key))) else {
            // What names a variable has no quotes.
            let range = if is_inner { range } else { self.inner(range) };
            return edits.push(Edit { range, text: self.renamed.new.clone() });
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
        edits.push(Edit { range: self.inner(range), text: self.renamed.new.clone() });
    }

    /// What a name of a pair is afterwards.
    fn named<'s>(&'s self, (range, side): (TextRange, Side), sides: &Sides) -> &'s str {
        match sides.at(range).is_some_and(|word| word.is(side)) {
            true => self.renamed.new,
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
        // Two words become one only where the new name is one already.
        if !self.check.is_taken && !self.has_members {
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
