//! How well a name fits what was typed.

/// 0 for the name itself, then beginnings, then parts, then letters in order; `None` when it does not fit.
pub fn distance(query: &str, name: &str) -> Option<u32> {
    let (query, name) = (query.to_lowercase(), name.to_lowercase());
    if name == query {
        return Some(0);
    }
    if name.starts_with(&query) {
        return Some(1);
    }
    if name.contains(&query) {
        return Some(2);
    }
    let mut letters = name.chars();
    query.chars().all(|letter| letters.any(|it| it == letter)).then_some(3)
}

/// How many letters must change to make one name of the other, where case counts for nothing.
pub fn edits(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.to_lowercase().chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.to_lowercase().chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, b) in right.iter().enumerate() {
            let replaced = diagonal + usize::from(a != *b);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[right.len()]
}
