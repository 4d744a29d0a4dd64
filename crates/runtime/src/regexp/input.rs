//! Running a pattern over a string.

use super::RegExp;
use super::compile::{Flags, stand_in};
use crate::cell::Gc;
use crate::string::{JsString, View};
use crate::value::Value;
use regress::Match;

/// A string in the form the matcher reads.
pub struct Input {
    pub string: Gc<JsString>,
    /// UTF-16 of a latin1 string that is not ASCII, or with stand-ins (`compile::stand_in`).
    wide: Option<Vec<u16>>,
}

impl Input {
    pub fn new(mut regexp: Gc<RegExp>, string: Gc<JsString>) -> Input {
        let units = match string.view() {
            View::Latin1(units) => units,
            View::Utf16(units) => return Input { string, wide: with_stand_ins(regexp.flags, units) },
        };
        if regexp.input != Value::from(string) {
            regexp.input_is_ascii = units.is_ascii();
            regexp.input = string.into();
        }
        let wide =
            if regexp.input_is_ascii { None } else { Some(units.iter().map(|unit| *unit as u16).collect()) };
        Input { string, wide }
    }

    /// The first match that starts at or behind `from`; for a sticky expression, exactly there.
    pub fn find(&self, regexp: Gc<RegExp>, from: usize) -> Option<Match> {
        let found = self.search(regexp, from)?;
        if regexp.flags.has(Flags::STICKY) && found.start() != from { None } else { Some(found) }
    }

    /// As `find`, stickiness aside.
    pub fn search(&self, regexp: Gc<RegExp>, from: usize) -> Option<Match> {
        let regex = &regexp.compiled().regex;
        let units = match (&self.wide, self.string.view()) {
            (Some(wide), _) => wide.as_slice(),
            (None, View::Utf16(units)) => units,
            (None, View::Latin1(units)) => {
                // SAFETY: without `wide` a latin1 string is ASCII.
                let text = unsafe { std::str::from_utf8_unchecked(units) };
                return regex.find_from_ascii(text, from).next();
            }
        };
        if regexp.flags.is_unicode() {
            // A match never starts in the middle of a surrogate pair.
            let inside = from > 0
                && from < units.len()
                && matches!(units[from], 0xDC00..0xE000)
                && matches!(units[from - 1], 0xD800..0xDC00);
            return regex.find_from_utf16(units, from - inside as usize).next();
        }
        regex.find_from_ucs2(units, from).next()
    }
}

/// The units with stand-ins, where there are any and they matter.
fn with_stand_ins(flags: Flags, units: &[u16]) -> Option<Vec<u16>> {
    let matters = flags.has(Flags::IGNORE_CASE) && !flags.is_unicode();
    if !matters || !units.iter().any(|unit| stand_in(*unit) != *unit) {
        return None;
    }
    Some(units.iter().map(|unit| stand_in(*unit)).collect())
}
