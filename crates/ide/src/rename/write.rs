//! From words to edits: where one word is two names both are written, where two have become one, one is.

use std::collections::BTreeMap;
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
    /// What others call it: an exported name, a member.
    Outer,
    /// What a re-export calls what it passes on.
    Passed,
}

/// The words that stand for what is renamed.
#[derive(Default)]
pub struct Words(FxHashMap<SourceFile, Vec<(TextRange, Side)>>);

impl Words {
    pub fn add_all(&mut self, file: SourceFile, words: impl IntoIterator<Item = (TextRange, Side)>) {
        let mut words = words.into_iter().peekable();
        if words.peek().is_some() {
            self.0.entry(file).or_default().extend(words);
        }
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
        let mut sides: BTreeMap<TextRange, Vec<Side>> = BTreeMap::new();
        for (range, side) in words {
            sides.entry(*range).or_default().push(*side);
        }
        let check = Check::of(self, file);
        let page = Page {
            renamed: self,
            specifiers: specifiers(&check.index),
            has_new: check.is_taken || check.index.may_have_member(self.new),
            has_members: words.iter().any(|(_, side)| *side == Side::Outer),
            tree: std::cell::OnceCell::new(),
            file,
            check: &check,
        };
        let mut edits: Vec<Edit> = Vec::with_capacity(sides.len());
        for range in sides.keys() {
            let is_done = edits.last().is_some_and(|it| range.start < it.range.end);
            if !is_done {
                page.edit(*range, &sides, &mut edits);
            }
        }
        check
            .refuse_changed(&edits)
            .map_err(|reason| refusal(format!("{reason} in `{}`", file.path(self.db))))?;
        Ok(FileEdits { file, edits })
    }
}

/// The pairs of the imports and exports of a file, by each of their ranges.
fn specifiers(index: &Index) -> FxHashMap<TextRange, Pair> {
    let mut pairs = FxHashMap::default();
    let mut add = |first, second| {
        let pair = Pair { first, second, separator: " as " };
        pairs.insert(pair.first.0, pair);
        pairs.insert(pair.second.0, pair);
    };
    for import in index.imports.iter().filter(|it| !matches!(&*it.name, "*")) {
        if let Some(local) = declared_range(index, import.symbol)
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
    specifiers: FxHashMap<TextRange, Pair>,
    /// The new name is a word of the file already: two words may become one.
    has_new: bool,
    has_members: bool,
    tree: std::cell::OnceCell<Arc<Tree>>,
    file: SourceFile,
    check: &'p Check<'p>,
}

impl Page<'_> {
    fn edit(&self, range: TextRange, sides: &BTreeMap<TextRange, Vec<Side>>, edits: &mut Vec<Edit>) {
        let Renamed { new, .. } = self.renamed;
        let Some(pair) = self.pair(range) else {
            return edits.push(Edit { range: self.inner(range), text: (*new).to_owned() });
        };
        let (first, second) = (self.named(pair.first, sides), self.named(pair.second, sides));
        let ((first_range, _), (second_range, _)) = (pair.first, pair.second);
        if first_range == second_range {
            let text = match first == second {
                true => first.to_owned(),
                false => format!("{first}{}{second}", pair.separator),
            };
            return edits.push(Edit { range, text });
        }
        if first == second && self.is_plain(pair) {
            let range = TextRange { start: first_range.start, end: second_range.end };
            return edits.push(Edit { range, text: first.to_owned() });
        }
        edits.push(Edit { range: self.inner(range), text: (*new).to_owned() });
    }

    /// What a name of a pair is afterwards.
    fn named<'s>(
        &'s self,
        (range, side): (TextRange, Side),
        sides: &BTreeMap<TextRange, Vec<Side>>,
    ) -> &'s str {
        match sides.get(&range).is_some_and(|found| found.contains(&side)) {
            true => self.renamed.new,
            false => range.of(&self.check.text),
        }
    }

    /// Without quotes.
    fn inner(&self, range: TextRange) -> TextRange {
        match range.of(&self.check.text).starts_with(['"', '\'']) {
            true => TextRange { start: range.start + 1, end: range.end - 1 },
            false => range,
        }
    }

    /// Whether only what a pair needs stands between its names.
    fn is_plain(&self, pair: Pair) -> bool {
        let between = TextRange { start: pair.first.0.end, end: pair.second.0.start };
        let is_name = |range: TextRange| !range.of(&self.check.text).starts_with(['"', '\'']);
        between.of(&self.check.text).trim() == pair.separator.trim()
            && is_name(pair.first.0)
            && is_name(pair.second.0)
    }

    fn pair(&self, range: TextRange) -> Option<Pair> {
        if let Some(pair) = self.specifiers.get(&range) {
            return Some(*pair);
        }
        let one = Pair { first: (range, Side::Outer), second: (range, Side::Inner), separator: ": " };
        if self.check.index.use_of(range).is_some_and(|it| it.is_shorthand) {
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
