//! Why a text is no JSON, in V8's words.

use crate::exception::throw::throw_syntax_error;
use crate::string::View;

/// What the parser expected where it stopped.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// Something else entirely.
    Token,
    NameOrBrace,
    QuotedName,
    Colon,
    CommaOrBrace,
    CommaOrBracket,
    UnterminatedString,
    ControlCharacter,
    Escape,
    UnicodeEscape,
    DigitAfterMinus,
    DigitOfFraction,
    DigitOfExponent,
    DigitAfterZero,
    Trailing,
}

/// Units shown on each side of the unexpected one.
const CONTEXT: usize = 10;

pub fn throw(text: View, at: usize, fault: Fault) -> ! {
    let start = match fault {
        Fault::Token => throw_syntax_error(&token_message(text, at)),
        Fault::NameOrBrace => "Expected property name or '}' in JSON",
        Fault::QuotedName => "Expected double-quoted property name in JSON",
        Fault::Colon => "Expected ':' after property name in JSON",
        Fault::CommaOrBrace => "Expected ',' or '}' after property value in JSON",
        Fault::CommaOrBracket => "Expected ',' or ']' after array element in JSON",
        Fault::UnterminatedString => "Unterminated string in JSON",
        Fault::ControlCharacter => "Bad control character in string literal in JSON",
        Fault::Escape => "Bad escaped character in JSON",
        Fault::UnicodeEscape => "Bad Unicode escape in JSON",
        Fault::DigitAfterMinus => "No number after minus sign in JSON",
        Fault::DigitOfFraction => "Unterminated fractional number in JSON",
        Fault::DigitOfExponent => "Exponent part is missing a number in JSON",
        Fault::DigitAfterZero => "Unexpected number in JSON",
        Fault::Trailing => "Unexpected non-whitespace character after JSON",
    };
    throw_syntax_error(&[start, " at position ", &at.to_string(), &line_and_column(text, at)].concat())
}

fn line_and_column(text: View, at: usize) -> String {
    let (mut line, mut column, mut after_return) = (1, 1, false);
    for unit in text.slice(0, at).units() {
        let is_newline = unit == b'\n' as u16;
        if is_newline && after_return {
            after_return = false;
            continue;
        }
        after_return = unit == b'\r' as u16;
        if is_newline || after_return {
            (line, column) = (line + 1, 1);
        } else {
            column += 1;
        }
    }
    [" (line ", &line.to_string(), " column ", &column.to_string(), ")"].concat()
}

fn token_message(text: View, at: usize) -> String {
    let show = |start: usize, end: usize| {
        String::from_utf16_lossy(&text.slice(start, end).units().collect::<Vec<u16>>())
    };
    let length = text.len();
    if at >= length {
        return "Unexpected end of JSON input".to_owned();
    }
    let whole = || show(0, length);
    if length <= 16 && ["undefined", "NaN", "Infinity", "[object Object]"].contains(&whole().as_str()) {
        return ["\"", &whole(), "\" is not valid JSON"].concat();
    }
    let token = show(at, at + 1);
    let start = ["Unexpected token '", &token, "', "].concat();
    if length <= 2 * CONTEXT {
        return [&start, "\"", &whole(), "\" is not valid JSON"].concat();
    }
    let (from, to) = (at.saturating_sub(CONTEXT), (at + CONTEXT).min(length));
    let (before, from) = if at < CONTEXT { ("", 0) } else { ("...", from) };
    let (after, to) = if at >= CONTEXT && at >= length - CONTEXT { ("", length) } else { ("...", to) };
    [&start, before, "\"", &show(from, to), "\"", after, " is not valid JSON"].concat()
}
