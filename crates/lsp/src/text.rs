//! The text: offsets in bytes to the lines and characters of the protocol and back, in UTF-8, UTF-16 or UTF-32.

use std::sync::Arc;

use gen_lsp_types::{Position, Range};
use perry_ide::answer::TextRange;
use perry_ide::lines::Lines;

/// What the characters of a position count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    Utf16,
    Utf32,
}

impl Encoding {
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Utf16 => "utf-16",
            Encoding::Utf32 => "utf-32",
        }
    }

    /// How many units a text counts.
    fn count(self, text: &str) -> usize {
        match self {
            Encoding::Utf8 => text.len(),
            Encoding::Utf16 => text.encode_utf16().count(),
            Encoding::Utf32 => text.chars().count(),
        }
    }

    fn of_char(self, char: char) -> usize {
        match self {
            Encoding::Utf8 => char.len_utf8(),
            Encoding::Utf16 => char.len_utf16(),
            Encoding::Utf32 => 1,
        }
    }
}

/// A text and where its lines start.
#[derive(Clone, Debug)]
pub struct Text {
    pub text: Arc<str>,
    lines: Arc<Lines>,
    encoding: Encoding,
}

impl Text {
    pub fn new(text: Arc<str>, encoding: Encoding) -> Text {
        Text { lines: Arc::new(Lines::of(&text)), encoding, text }
    }

    /// The position of a byte offset; of the end of the text for what lies behind it.
    pub fn position(&self, offset: u32) -> Position {
        let mut offset = (offset as usize).min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let (line, start) = self.lines.line(offset as u32);
        let before = &self.text[start as usize..offset];
        // Lines may be very long, so nothing is counted that need not be.
        let units = if self.lines.is_ascii { before.len() } else { self.encoding.count(before) };
        Position::new(line, units as u32)
    }

    /// The byte offset of a position. What is behind a line is its end, what is behind the text is the text's end, what
    /// is inside a character is its start.
    pub fn offset(&self, position: Position) -> u32 {
        let starts = &self.lines.starts;
        let Some(start) = starts.get(position.line as usize) else { return self.text.len() as u32 };
        let end = starts.get(position.line as usize + 1).map_or(self.text.len(), |next| *next as usize);
        let line = self.text[*start as usize..end].trim_end_matches(['\n', '\r']);
        let (mut units, mut offset) = (position.character as usize, *start);
        for char in line.chars() {
            let wide = self.encoding.of_char(char);
            if units < wide {
                break;
            }
            units -= wide;
            offset += char.len_utf8() as u32;
        }
        offset
    }

    pub fn range(&self, range: TextRange) -> Range {
        Range::new(self.position(range.start), self.position(range.end))
    }

    /// The bytes of a range, whose ends may come in the wrong order.
    pub fn bytes(&self, range: Range) -> TextRange {
        let (start, end) = (self.offset(range.start), self.offset(range.end));
        TextRange { start: start.min(end), end: start.max(end) }
    }

    /// How long the line is that starts at a byte offset's position, in units: the rest of it.
    pub fn units(&self, range: TextRange) -> u32 {
        self.encoding.count(range.of(&self.text)) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_offset_comes_back_from_its_position() {
        let text = "a\r\nbé\u{1f600}x\rlast\n";
        for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
            let lines = Text::new(text.into(), encoding);
            for offset in (0..=text.len()).filter(|at| text.is_char_boundary(*at) && *at != 2) {
                assert_eq!(lines.offset(lines.position(offset as u32)), offset as u32, "{encoding:?}");
            }
        }
    }

    #[test]
    fn units_are_those_of_the_encoding() {
        let behind = |encoding| Text::new("é\u{1f600}x".into(), encoding).position(6).character;
        assert_eq!([Encoding::Utf8, Encoding::Utf16, Encoding::Utf32].map(behind), [6, 3, 2]);
    }

    #[test]
    fn positions_out_of_range_are_pulled_in() {
        let lines = Text::new("ab\ncd".into(), Encoding::Utf16);
        assert_eq!(lines.offset(Position::new(0, 99)), 2);
        assert_eq!(lines.offset(Position::new(99, 0)), 5);
        assert_eq!(lines.offset(Position::new(u32::MAX, u32::MAX)), 5);
        let wide = Text::new("\u{1f600}".into(), Encoding::Utf16);
        assert_eq!(wide.offset(Position::new(0, 1)), 0);
    }
}
