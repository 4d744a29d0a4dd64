//! The spot: a place that a person points at, and the function that is there.

use std::cmp::Reverse;

use perry_db::input::SourceFile;
use perry_db::span::{SpanDb, source_text};
use perry_syntax::ast::Span;

use crate::lower::lower;
use crate::module::FuncId;
use crate::query::lower_job;

/// A place in a text: both count from 1; the column counts characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
pub struct Spot {
    pub line: u32,
    /// Without one: the first function that starts in the line, otherwise the one around its first word.
    pub column: Option<u32>,
}

/// The function of `file` at a spot; the module's body where there is none. `None` when the text changed meanwhile.
///
/// Costs one parse and one lowering.
pub fn function_at(db: &dyn SpanDb, file: SourceFile, spot: Spot) -> Option<FuncId> {
    let input = lower_job(db, file).input;
    let (parsed, context) = (input.text.parse()?, input.context.get()?);
    let lowered = lower(&parsed.module, context);
    let id = at(source_text(db, file).text(), &lowered.spans, spot);
    Some(id.unwrap_or(lowered.module.init))
}

fn at(text: &str, spans: &[Option<Span>], spot: Spot) -> Option<FuncId> {
    let spans = || (0..).map(FuncId).zip(spans).filter_map(|(id, span)| Some((id, (*span)?)));
    let start: usize =
        text.split_inclusive('\n').take(spot.line.checked_sub(1)? as usize).map(str::len).sum();
    let line = text[start..].lines().next().unwrap_or_default();
    let before = match spot.column {
        Some(column) => line.chars().take(column.saturating_sub(1) as usize).map(char::len_utf8).sum(),
        None => line.len() - line.trim_start().len(),
    };
    let (offset, end) = ((start + before) as u32, (start + line.len()) as u32);
    let starts = spans().filter(|(_, span)| spot.column.is_none() && (offset..end).contains(&span.start));
    let around = spans().filter(|(_, span)| (span.start..span.end).contains(&offset));
    let first = starts.min_by_key(|(_, span)| (span.start, Reverse(span.end)));
    first.or_else(|| around.max_by_key(|(_, span)| (span.start, Reverse(span.end)))).map(|(id, _)| id)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "const a = 1;\nfunction é() { return () => 2; }\nclass C {\n  m() {}\n}\n";

    fn found(line: u32, column: Option<u32>) -> Option<&'static str> {
        let outer = TEXT.find("function").unwrap() as u32;
        let inner = TEXT.find("() => 2").unwrap() as u32;
        let class = TEXT.find("class").unwrap() as u32;
        let method = TEXT.find("m()").unwrap() as u32;
        let span = |start: u32, len: u32| Some(Span { start, end: start + len });
        let spans = [None, span(outer, 33), span(inner, 7), span(class, 21), span(method, 6)];
        let names = ["", "outer", "inner", "class", "method"];
        at(TEXT, &spans, Spot { line, column }).map(|id| names[id.0 as usize])
    }

    #[test]
    fn a_spot_is_in_the_innermost_function_around_it() {
        assert_eq!(found(1, Some(1)), None);
        assert_eq!(found(2, Some(1)), Some("outer"));
        assert_eq!(found(2, Some(22)), Some("outer"));
        assert_eq!(found(2, Some(23)), Some("inner"));
        assert_eq!(found(2, Some(30)), Some("outer"));
        assert_eq!(found(4, Some(3)), Some("method"));
        assert_eq!(found(5, Some(1)), Some("class"));
    }

    #[test]
    fn a_line_is_the_first_function_that_starts_in_it() {
        assert_eq!(found(1, None), None);
        assert_eq!(found(2, None), Some("outer"));
        assert_eq!(found(4, None), Some("method"));
        assert_eq!(found(5, None), Some("class"));
    }

    #[test]
    fn a_spot_behind_the_text_is_in_no_function() {
        assert_eq!(found(0, None), None);
        assert_eq!(found(99, Some(1)), None);
        assert_eq!(found(1, Some(4_000_000_000)), None);
    }
}
