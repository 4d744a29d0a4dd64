//! Patterns: flags, the names of groups, and the cache of what was compiled.

use crate::cell::{Gc, Global};
use crate::exception::throw::throw_syntax_error;
use crate::string::{JsString, View, make};
use regress::Regex;
use rustc_hash::FxHashMap;
use std::rc::Rc;

/// The letters of `flags`, a bit each in the order `flags` shows them.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Flags(pub u8);

impl Flags {
    pub const LETTERS: &'static str = "dgimsuvy";
    pub const INDICES: Flags = Flags(1);
    pub const GLOBAL: Flags = Flags(2);
    pub const IGNORE_CASE: Flags = Flags(4);
    pub const MULTILINE: Flags = Flags(8);
    pub const DOT_ALL: Flags = Flags(16);
    pub const UNICODE: Flags = Flags(32);
    pub const UNICODE_SETS: Flags = Flags(64);
    pub const STICKY: Flags = Flags(128);

    #[inline]
    pub fn has(self, other: Flags) -> bool {
        self.0 & other.0 != 0
    }

    /// Are texts sequences of code points for it?
    pub fn is_unicode(self) -> bool {
        self.0 & (Flags::UNICODE.0 | Flags::UNICODE_SETS.0) != 0
    }

    pub fn text(self) -> String {
        Flags::LETTERS
            .chars()
            .enumerate()
            .filter(|(bit, _)| self.0 >> bit & 1 == 1)
            .map(|(_, letter)| letter)
            .collect()
    }
}

/// The flags of a text; throws where there is an unknown or repeated letter.
pub fn read_flags(text: Gc<JsString>) -> Flags {
    let mut flags = Flags::default();
    for unit in text.view().units() {
        let bit = char::from_u32(unit as u32).and_then(|letter| Flags::LETTERS.find(letter));
        match bit {
            Some(bit) if flags.0 >> bit & 1 == 0 => flags.0 |= 1 << bit,
            _ => throw_flags(text),
        }
    }
    if flags.has(Flags::UNICODE) && flags.has(Flags::UNICODE_SETS) {
        throw_flags(text);
    }
    flags
}

fn throw_flags(text: Gc<JsString>) -> ! {
    throw_syntax_error(&["Invalid flags supplied to RegExp constructor '", &text.to_rust(), "'"].concat())
}

/// EscapeRegExpPattern: a source that could stand between slashes.
pub fn escaped(source: Gc<JsString>) -> Gc<JsString> {
    let view = source.view();
    if view.is_empty() {
        return make::from_latin1(b"(?:)");
    }
    let needs = |unit: u16| matches!(unit, 0x2F | 0x0A | 0x0D | 0x2028 | 0x2029);
    if !view.units().any(needs) {
        return source;
    }
    let mut units: Vec<u16> = Vec::with_capacity(view.len() + 8);
    let (mut in_class, mut after_backslash) = (false, false);
    for unit in view.units() {
        let ending: &[u8] = match unit {
            0x0A => b"n",
            0x0D => b"r",
            0x2028 => b"u2028",
            0x2029 => b"u2029",
            0x2F if !in_class => b"/",
            _ => b"",
        };
        if ending.is_empty() {
            units.push(unit);
        } else {
            if !after_backslash {
                units.push(b'\\' as u16);
            }
            units.extend(ending.iter().map(|byte| *byte as u16));
        }
        in_class = match unit {
            0x5B if !after_backslash => true,
            0x5D if !after_backslash => false,
            _ => in_class,
        };
        after_backslash = unit == b'\\' as u16 && !after_backslash;
    }
    make::from_utf16(&units)
}

pub struct Compiled {
    pub regex: Regex,
    /// Capturing groups.
    pub group_count: usize,
    /// Names in order of appearance, each with its groups (more than one in different alternatives).
    pub names: Vec<(Vec<u16>, Vec<usize>)>,
}

/// Patterns in the cache; a program that makes more of them at run time compiles the rest anew.
const CACHED: usize = 500;

type Cache = FxHashMap<(Vec<u16>, Flags), Rc<Compiled>>;
static CACHE: Global<Option<Cache>> = Global::new(None);

/// The compiled form of a source; throws a SyntaxError.
pub fn compiled(source: Gc<JsString>, flags: Flags) -> Rc<Compiled> {
    // Neither changes what the pattern matches.
    let flags = Flags(flags.0 & !(Flags::INDICES.0 | Flags::GLOBAL.0 | Flags::STICKY.0));
    let key = (source.view().units().collect::<Vec<u16>>(), flags);
    let cache = CACHE.get().get_or_insert_with(FxHashMap::default);
    if let Some(found) = cache.get(&key) {
        return found.clone();
    }
    let compiled = Rc::new(compile(source, flags));
    if cache.len() < CACHED {
        cache.insert(key, compiled.clone());
    }
    compiled
}

fn compile(source: Gc<JsString>, flags: Flags) -> Compiled {
    let view = source.view();
    let settings = regress::Flags {
        icase: flags.has(Flags::IGNORE_CASE),
        multiline: flags.has(Flags::MULTILINE),
        dot_all: flags.has(Flags::DOT_ALL),
        no_opt: false,
        unicode: flags.is_unicode(),
        unicode_sets: flags.has(Flags::UNICODE_SETS),
    };
    let regex = Regex::from_unicode(points(view, flags).into_iter(), settings);
    let (group_count, names) = groups(view, flags.has(Flags::UNICODE_SETS));
    match regex {
        Ok(regex) => Compiled { regex, group_count, names },
        Err(error) => {
            let text =
                ["Invalid regular expression: /", &source.to_rust(), "/", &flags.text(), ": "].concat();
            throw_syntax_error(&[text.as_str(), reason(&error.text, view)].concat())
        }
    }
}

/// Characters that fold to others with the flag `u` only, each with a stand-in that folds to nothing: without it,
/// upper case decides, and theirs is their own (or ASCII, which does not count).
const UNFOLDED: [(u16, u16); 5] =
    [(0x17F, 0xF8F0), (0x1E9E, 0xF8F1), (0x2126, 0xF8F2), (0x212A, 0xF8F3), (0x212B, 0xF8F4)];

/// The unit the matcher sees where case is ignored without the flag `u`.
pub fn stand_in(unit: u16) -> u16 {
    UNFOLDED.iter().find(|(special, _)| *special == unit).map_or(unit, |(_, stand_in)| *stand_in)
}

/// What the matcher's parser reads: code points, or code units without the flag `u`.
fn points(view: View, flags: Flags) -> Vec<u32> {
    let mut points = Vec::with_capacity(view.len());
    let mut at = 0;
    while at < view.len() {
        if flags.is_unicode() {
            let (point, count) = view.code_point(at);
            points.push(point);
            at += count;
            continue;
        }
        let ignores_case = flags.has(Flags::IGNORE_CASE);
        let map = |unit: u16| if ignores_case { stand_in(unit) } else { unit };
        if view.at(at) == b'\\' as u16 && at + 1 < view.len() {
            at += legacy_escape(view, at, &mut points, map);
        } else {
            points.push(map(view.at(at)) as u32);
            at += 1;
        }
    }
    points
}

/// An escape without the flag `u`; how many units it takes. `\u` is a letter where no four digits follow.
fn legacy_escape(view: View, at: usize, points: &mut Vec<u32>, map: impl Fn(u16) -> u16) -> usize {
    let second = view.at(at + 1);
    if second != b'u' as u16 {
        points.extend([b'\\' as u32, second as u32]);
        return 2;
    }
    let digit = |index: usize| char::from_u32(view.at(index) as u32)?.to_digit(16);
    let code = if at + 6 <= view.len() {
        (at + 2..at + 6).try_fold(0, |code, index| Some(code * 16 + digit(index)?))
    } else {
        None
    };
    match code {
        Some(code) if map(code as u16) as u32 != code => {
            points.push(map(code as u16) as u32);
            6
        }
        Some(_) => {
            points.extend(view.slice(at, at + 6).units().map(u32::from));
            6
        }
        None => {
            points.push(second as u32);
            2
        }
    }
}

/// Number of capturing groups, and their names.
fn groups(view: View, nested_classes: bool) -> (usize, Vec<(Vec<u16>, Vec<usize>)>) {
    let (mut count, mut names): (usize, Vec<(Vec<u16>, Vec<usize>)>) = (0, Vec::new());
    let (mut at, mut class_depth) = (0, 0);
    let unit = |at: usize| if at < view.len() { view.at(at) } else { 0 };
    while at < view.len() {
        match unit(at) as u8 as char {
            _ if unit(at) > 127 => {}
            '\\' => at += 1,
            '[' if class_depth == 0 || nested_classes => class_depth += 1,
            ']' if class_depth > 0 => class_depth -= 1,
            '(' if class_depth == 0 && unit(at + 1) != b'?' as u16 => count += 1,
            '(' if class_depth == 0
                && unit(at + 2) == b'<' as u16
                && !matches!(unit(at + 3), 0x3D | 0x21) =>
            {
                count += 1;
                let name: Vec<u16> =
                    (at + 3..view.len()).map(unit).take_while(|unit| *unit != 0x3E).collect();
                match names.iter_mut().find(|(known, _)| *known == name) {
                    Some((_, groups)) => groups.push(count),
                    None => names.push((name, vec![count])),
                }
            }
            _ => {}
        }
        at += 1;
    }
    (count, names)
}

/// V8's words for what the parser of patterns says.
fn reason(text: &str, view: View) -> &'static str {
    let starts = |start: &str| text.starts_with(start);
    if starts("Unbalanced parenthesis") {
        let (mut depth, mut escaped) = (0i32, false);
        for unit in view.units() {
            match unit {
                0x28 if !escaped => depth += 1,
                0x29 if !escaped => depth -= 1,
                _ => {}
            }
            escaped = unit == 0x5C && !escaped;
            if depth < 0 {
                return "Unmatched ')'";
            }
        }
        return "Unterminated group";
    }
    if !view.is_empty() && view.at(view.len() - 1) == 0x5C && starts("Incomplete escape") {
        return "\\ at end of pattern";
    }
    match text {
        _ if starts("Unterminated escape") => "\\ at end of pattern",
        _ if starts("Range values reversed") => "Range out of order in character class",
        _ if starts("Backreference to invalid named") => "Invalid named capture referenced",
        _ if starts("Quantifier not allowed") => "Invalid quantifier",
        _ if starts("Unbalanced bracket") => "Unterminated character class",
        _ if starts("Duplicate capture") => "Duplicate capture group name",
        _ if starts("Invalid character range") => "Invalid character class",
        _ if starts("Invalid property") || starts("Invalid character at property") => "Invalid property name",
        _ if starts("Invalid unicode escape") => "Invalid Unicode escape",
        _ if starts("Invalid token at named") => "Invalid capture group name",
        _ if starts("Invalid named backreference") => "Invalid named reference",
        _ if starts("Invalid character escape") || starts("Incomplete escape") => "Invalid escape",
        _ if starts("Invalid quantifier") => "numbers out of order in {} quantifier",
        _ if starts("Invalid group modifier") => "Invalid group",
        _ if starts("Invalid class") => "Invalid character class",
        _ => "Nothing to repeat",
    }
}
