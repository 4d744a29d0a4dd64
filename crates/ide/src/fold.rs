//! What can be folded, and what a selection grows to.

use perry_db::input::SourceFile;
use perry_db::span::SpanDb;

use crate::answer::{Fold, FoldKind, Place, TextRange};
use crate::index::{self, Source};
use crate::tree::{Kind, ROOT, Role};

/// What can be folded in `file`: brackets, comments, imports and regions of several lines, in the order of the text.
pub fn folds(db: &dyn SpanDb, file: SourceFile) -> Vec<Fold> {
    let (tree, text) = (index::tree(db, Source::File(file)), index::text(db, Source::File(file)));
    // To search every range for a line end would take as long as brackets nest.
    let ends: Vec<u32> = text.match_indices('\n').map(|(at, _)| at as u32).collect();
    let line = |offset: u32| ends.partition_point(|end| *end < offset);
    let has_lines = |range: &TextRange| line(range.start) < line(range.end);
    let mut found = Vec::new();
    let mut add = |range: TextRange, kind: FoldKind| {
        if has_lines(&range) {
            found.push(Fold { range, kind });
        }
    };
    for (at, token) in tree.tokens.iter().enumerate() {
        if token.partner != u32::MAX && token.partner as usize > at {
            add(
                TextRange { start: token.end, end: tree.tokens[token.partner as usize].start },
                FoldKind::Code,
            );
        }
    }
    let imports: Vec<_> = tree.all(ROOT, Role::Item).filter(|it| tree.kind(*it) == Kind::Import).collect();
    if let (Some(first), Some(last)) = (imports.first(), imports.last()) {
        add(TextRange { start: tree.range(*first).start, end: tree.range(*last).end }, FoldKind::Imports);
    }
    comment_groups(&tree.comments, &text).into_iter().for_each(|range| add(range, FoldKind::Comment));
    regions(&tree.comments, &text).into_iter().for_each(|range| add(range, FoldKind::Region));
    found.sort_by_key(|fold| (fold.range.start, fold.range.end));
    found
}

/// Comments that follow each other with nothing but blanks between.
fn comment_groups(comments: &[TextRange], text: &str) -> Vec<TextRange> {
    let mut groups: Vec<TextRange> = Vec::new();
    for comment in comments.iter().filter(|it| !is_region(it.of(text))) {
        match groups.last_mut() {
            Some(group) if is_next(*group, *comment, text) => group.end = comment.end,
            _ => groups.push(*comment),
        }
    }
    groups
}

fn is_next(group: TextRange, comment: TextRange, text: &str) -> bool {
    let between = TextRange { start: group.end, end: comment.start }.of(text);
    between.trim().is_empty() && between.matches('\n').count() == 1 && comment.of(text).starts_with("//")
}

fn is_region(comment: &str) -> bool {
    let words = comment.trim_start_matches('/').trim_start();
    words.starts_with("#region") || words.starts_with("#endregion")
}

/// From `//#region` to its `//#endregion`.
fn regions(comments: &[TextRange], text: &str) -> Vec<TextRange> {
    let (mut open, mut found) = (Vec::new(), Vec::new());
    for comment in comments.iter().filter(|it| is_region(it.of(text))) {
        match (comment.of(text).contains("#endregion"), open.last().copied()) {
            (false, _) => open.push(comment.start),
            (true, Some(start)) => {
                open.pop();
                found.push(TextRange { start, end: comment.end });
            }
            (true, None) => {}
        }
    }
    found
}

/// What a selection at `place` grows to, innermost first.
pub fn selection(db: &dyn SpanDb, place: Place) -> Vec<TextRange> {
    let tree = index::tree(db, Source::File(place.file));
    let innermost = tree.name_at(place.offset).unwrap_or_else(|| tree.at(place.offset));
    let mut ranges: Vec<TextRange> = tree.ancestors(innermost).map(|id| tree.range(id)).collect();
    ranges.dedup();
    ranges
}
