//! The lines of a file: where they start.

use std::sync::Arc;

use perry_db::input::SourceFile;
use perry_db::span::{SpanDb, source_text};

/// Where the lines of a text start. They end with `\n`, `\r\n` or `\r`.
#[derive(Debug, PartialEq, Eq)]
pub struct Lines {
    pub starts: Vec<u32>,
    /// Where the text ends.
    pub end: u32,
    /// Then a byte is a character, whoever counts.
    pub is_ascii: bool,
}

impl Lines {
    pub fn of(text: &str) -> Lines {
        let bytes = text.as_bytes();
        let ends = bytes.iter().enumerate().filter(|(at, byte)| match byte {
            b'\n' => true,
            b'\r' => bytes.get(at + 1) != Some(&b'\n'),
            _ => false,
        });
        let starts = std::iter::once(0).chain(ends.map(|(at, _)| at as u32 + 1)).collect();
        Lines { starts, end: text.len() as u32, is_ascii: text.is_ascii() }
    }

    /// The line that a byte is on, and where that starts; what is behind the text is on its last line.
    pub fn line(&self, offset: u32) -> (u32, u32) {
        let line = self.starts.partition_point(|start| *start <= offset) - 1;
        (line as u32, self.starts[line])
    }

    /// The same, quicker where a line near `hint` is the one.
    pub fn line_near(&self, hint: u32, offset: u32) -> (u32, u32) {
        let mut line = hint as usize;
        for _ in 0..8 {
            match (self.starts.get(line), self.starts.get(line + 1)) {
                (Some(start), Some(next)) if *start <= offset && *next <= offset => line += 1,
                (Some(start), _) if *start <= offset => return (line as u32, *start),
                _ => break,
            }
        }
        self.line(offset)
    }
}

/// Where the lines of `file` start.
///
/// Changes when a line begins elsewhere. Stays when a line keeps its length.
/// Costs a pass over the text; an answer with places in hundreds of files would otherwise read them all.
#[salsa::tracked(returns(ref))]
pub fn lines(db: &dyn SpanDb, file: SourceFile) -> Arc<Lines> {
    Arc::new(Lines::of(source_text(db, file).text()))
}
