//! Names that nothing but the text around them decides: labels and private names.

use crate::answer::{Edit, FileEdits, Place, Refusal, TextRange};
use crate::index::Source;
use crate::tree::token::T;
use crate::tree::{Kind, NodeId, ROOT, Role, Tree};
use crate::types::Types;

use super::refusal;

/// The label at `offset`: where it is set, or where a jump names it.
pub fn label_at(tree: &Tree, text: &str, offset: u32) -> Option<TextRange> {
    let at = tree.tokens.partition_point(|token| token.end < offset);
    let touching = tree.tokens[at..].iter().take_while(|token| token.start <= offset);
    let words = touching.filter(|token| token.kind == T::Name);
    words.map(|token| TextRange { start: token.start, end: token.end }).find(|range| {
        let holder = tree.at(range.start + 1);
        is_label(tree, text, holder, *range)
            || tree.ancestors(holder).any(|it| is_label(tree, text, it, *range))
    })
}

fn is_label(tree: &Tree, text: &str, node: NodeId, range: TextRange) -> bool {
    label_of(tree, text, node) == Some(range)
}

/// Where the label of a statement stands.
fn label_of(tree: &Tree, text: &str, node: NodeId) -> Option<TextRange> {
    let whole = tree.range(node);
    let first = tree.tokens.partition_point(|token| token.start < whole.start);
    let token = match tree.kind(node) {
        Kind::Labeled => tree.tokens.get(first)?,
        Kind::Jump => tree.tokens.get(first + 1)?,
        _ => return None,
    };
    let range = TextRange { start: token.start, end: token.end };
    (token.kind == T::Name && whole.contains(range) && !range.of(text).is_empty()).then_some(range)
}

/// Calls a label otherwise.
pub fn label(types: &Types<'_>, place: Place, new: &str) -> Result<Vec<FileEdits>, Refusal> {
    let view = types.view(Source::File(place.file));
    let (tree, text) = (&view.tree, &view.text);
    let nothing = || refusal("there is no name that can be renamed here");
    let range = label_at(tree, text, place.offset).ok_or_else(nothing)?;
    let old = range.of(text);
    let named = |it: &NodeId| label_of(tree, text, *it).is_some_and(|it| it.of(text) == old);
    let holder = tree.at(range.start + 1);
    let home =
        tree.ancestors(holder).find(|it| tree.kind(*it) == Kind::Labeled && named(it)).ok_or_else(nothing)?;
    let is_taken = |it: NodeId| label_of(tree, text, it).is_some_and(|it| it.of(text) == new);
    if tree.ancestors(home).chain(tree.descendants(home)).any(is_taken) {
        return Err(refusal(format!("`{new}` is a label already")));
    }
    let edits = tree.descendants(home).filter(named).filter_map(|it| label_of(tree, text, it));
    let edits = edits.map(|range| Edit { range, text: new.into() }).collect();
    Ok(vec![FileEdits { file: place.file, edits }])
}

/// Calls a private name otherwise: it means the innermost class around it that declares it.
pub fn private(types: &Types<'_>, place: Place, new: &str) -> Result<Vec<FileEdits>, Refusal> {
    let view = types.view(Source::File(place.file));
    let (tree, text) = (&view.tree, &view.text);
    let name =
        tree.name_at(place.offset).ok_or_else(|| refusal("there is no name that can be renamed here"))?;
    let old = tree.text(text, name);
    let home = home_of(tree, text, name, old).ok_or_else(|| refusal(format!("nothing declares `{old}`")))?;
    let inside = tree.descendants(home).filter(|it| tree.kind(*it) == Kind::PrivateName);
    let mut edits = Vec::new();
    for word in inside {
        let range = tree.range(word);
        if range.of(text).get(1..) == Some(new) {
            return Err(refusal(format!("there is a member `#{new}` already")));
        }
        if range.of(text) == old && home_of(tree, text, word, old) == Some(home) {
            let range = TextRange { start: range.start + 1, end: range.end };
            edits.push(Edit { range, text: new.into() });
        }
    }
    Ok(vec![FileEdits { file: place.file, edits }])
}

fn home_of(tree: &Tree, text: &str, word: NodeId, name: &str) -> Option<NodeId> {
    let declares = |class: &NodeId| {
        let mut names = tree.all(*class, Role::Member).filter_map(|it| tree.child(it, Role::Name));
        tree.kind(*class) == Kind::Class && names.any(|it| tree.text(text, it) == name)
    };
    tree.ancestors(word).take_while(|it| *it != ROOT).find(declares)
}
