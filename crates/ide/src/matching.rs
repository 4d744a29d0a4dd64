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
