//! The text `stringify` writes: latin1 until something else comes.

use super::scan;
use crate::cell::{Gc, Global};
use crate::string::{JsString, View, make};

pub struct Writer {
    latin1: Vec<u8>,
    /// Takes over when the first unit above 255 is written.
    wide: Option<Vec<u16>>,
}

/// The buffer of the last text, for the next one.
static SPARE: Global<Vec<u8>> = Global::new(Vec::new());
/// Larger buffers are given back. A guess.
const LARGEST_SPARE: usize = 1 << 16;

const HEX: &[u8; 16] = b"0123456789abcdef";

impl Writer {
    pub fn new() -> Writer {
        Writer { latin1: std::mem::take(SPARE.get()), wide: None }
    }

    #[inline]
    pub fn push_ascii(&mut self, text: &[u8]) {
        match &mut self.wide {
            None => self.latin1.extend_from_slice(text),
            Some(wide) => wide.extend(text.iter().map(|byte| *byte as u16)),
        }
    }

    #[inline]
    pub fn push(&mut self, byte: u8) {
        match &mut self.wide {
            None => self.latin1.push(byte),
            Some(wide) => wide.push(byte as u16),
        }
    }

    fn widen(&mut self) -> &mut Vec<u16> {
        let latin1 = &self.latin1;
        self.wide.get_or_insert_with(|| latin1.iter().map(|byte| *byte as u16).collect())
    }

    /// Units as they are.
    pub fn push_view(&mut self, view: View) {
        match view {
            View::Latin1(units) => self.push_ascii(units),
            View::Utf16(units) => self.widen().extend_from_slice(units),
        }
    }

    /// In double quotes, escaped.
    pub fn push_quoted(&mut self, view: View) {
        self.push(b'"');
        match view {
            View::Latin1(units) => self.push_escaped_latin1(units),
            View::Utf16(units) => self.push_escaped_utf16(units),
        }
        self.push(b'"');
    }

    fn push_escaped_latin1(&mut self, mut units: &[u8]) {
        loop {
            let plain = scan::plain_run(units);
            self.push_ascii(&units[..plain]);
            let Some(unit) = units.get(plain) else { return };
            self.push_escape(*unit as u16);
            units = &units[plain + 1..];
        }
    }

    fn push_escaped_utf16(&mut self, units: &[u16]) {
        self.widen();
        let mut at = 0;
        while at < units.len() {
            let unit = units[at];
            at += 1;
            match unit {
                0x22 | 0x5C | 0..0x20 | 0xDC00..0xE000 => self.push_escape(unit),
                0xD800..0xDC00 => match units.get(at) {
                    Some(low @ 0xDC00..0xE000) => {
                        at += 1;
                        self.widen().extend_from_slice(&[unit, *low]);
                    }
                    _ => self.push_escape(unit),
                },
                _ => self.widen().push(unit),
            }
        }
    }

    fn push_escape(&mut self, unit: u16) {
        let short = match unit {
            0x08 => b'b',
            0x09 => b't',
            0x0A => b'n',
            0x0C => b'f',
            0x0D => b'r',
            0x22 => b'"',
            0x5C => b'\\',
            _ => {
                let digit = |place: u32| HEX[(unit >> (place * 4) & 15) as usize];
                self.push_ascii(&[b'\\', b'u', digit(3), digit(2), digit(1), digit(0)]);
                return;
            }
        };
        self.push_ascii(&[b'\\', short]);
    }

    pub fn finish(mut self) -> Gc<JsString> {
        let string = match self.wide {
            None => make::from_latin1(&self.latin1),
            Some(wide) => make::from_utf16(&wide),
        };
        if self.latin1.capacity() <= LARGEST_SPARE {
            self.latin1.clear();
            *SPARE.get() = self.latin1;
        }
        string
    }
}
