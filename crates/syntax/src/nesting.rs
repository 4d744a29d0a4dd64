//! How deep a text nests, from its tokens alone: known before a parser recurses over it.
//!
//! The scan knows just enough of the language to see brackets outside strings, templates, comments and regular
//! expressions. It also counts what nests without brackets: `!!x`, `a => b => c`, `a ? b : c ? d : e`, `else if`.
//! It may overestimate; where it errs on odd text, the parser's stack has room to spare.

use crate::ast::Span;
use crate::diagnostic::SyntaxDiagnostic;

/// How many levels a text may nest: the parser's frames take up to 7 KiB for a level, so 64 MiB hold them twice.
pub(crate) const LEVELS: u32 = 4_000;

/// How many links a chain of operators may have: a tree of this depth is dropped on 512 MiB of stack.
const LINKS: u32 = 1_000_000;

/// What the scan found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Nesting {
    /// Levels at the deepest place.
    pub(crate) levels: u32,
    /// Tokens between two commas, semicolons or statements, on all levels of the deepest place together: a chain of
    /// operators is as deep a tree as it is long.
    pub(crate) chain: u32,
    /// Where the limit was passed.
    pub(crate) too_deep: Option<Span>,
}

impl Nesting {
    /// Stack that parsing, converting and dropping the text takes.
    pub(crate) fn stack(self) -> usize {
        const FLOOR: usize = 512 * 1024;
        // Twice what was measured for a level; dropping a link of a chain takes two frames of at most 200 bytes.
        self.levels as usize * 16 * 1024 + self.chain as usize * 512 + FLOOR
    }
}

/// The refusal of what stands at `span`.
pub(crate) fn too_deep(span: Span) -> SyntaxDiagnostic {
    let message = format!("the code nests more than {LEVELS} levels here");
    SyntaxDiagnostic::new("nesting-too-deep", span, message)
        .help("move the inner part into a function or variable")
}

/// Levels that one `<` counts for: the parser tries type arguments first, on more stack than anything else takes,
/// and again for every `<` inside.
const ANGLE: u32 = 8;

/// Bytes of names and numbers.
const IN_WORD: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] =
            matches!(byte as u8, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'$' | b'\\' | 0x80..);
        byte += 1;
    }
    table
};

/// What was read last, as far as it decides what `/`, `+` and a name mean now.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    /// An operand ended: `/` divides, a name begins a statement.
    Operand,
    /// A block or object ended: either.
    Brace,
    /// An operator, an opening bracket or the start of the file.
    Operator,
}

/// One open bracket.
#[derive(Clone, Copy, Default)]
struct Level {
    /// Levels without brackets since the last boundary.
    run: u32,
    /// Tokens since the last boundary.
    chain: u32,
    /// Levels that `<` opened, if it opens type arguments.
    angles: u32,
    /// Levels before the last `;`, which an `else` continues.
    before_boundary: u32,
    /// `(` after `if`, `for`, `while`: what follows `)` is a statement.
    is_head: bool,
    /// `${` of a template.
    is_template: bool,
}

struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
    level: Level,
    /// Those around `level`.
    outer: Vec<Level>,
    /// The sums over `outer`.
    outer_run: u32,
    outer_chain: u32,
    last: Last,
    after_head_word: bool,
    found: Nesting,
}

/// Scans `text`; stops at the first place that is too deep.
pub(crate) fn nesting(text: &str) -> Nesting {
    let mut scan = Scan {
        bytes: text.as_bytes(),
        at: 0,
        level: Level::default(),
        outer: Vec::new(),
        outer_run: 0,
        outer_chain: 0,
        last: Last::Operator,
        after_head_word: false,
        found: Nesting::default(),
    };
    while scan.at < scan.bytes.len() && scan.found.too_deep.is_none() {
        scan.token();
    }
    scan.found
}

impl Scan<'_> {
    fn byte(&self, ahead: usize) -> u8 {
        self.bytes.get(self.at + ahead).copied().unwrap_or(0)
    }

    fn token(&mut self) {
        match self.byte(0) {
            b' ' | b'\t' | b'\n' | b'\r' => {
                self.at += 1;
                while matches!(self.byte(0), b' ' | b'\n') {
                    self.at += 1;
                }
            }
            b'/' if self.byte(1) == b'/' => self.skip_line(),
            b'/' if self.byte(1) == b'*' => self.skip_comment(),
            b'#' if self.at == 0 && self.byte(1) == b'!' => self.skip_line(),
            b'/' if self.last != Last::Operand => self.regex(),
            quote @ (b'"' | b'\'') => self.string(quote),
            b'`' => self.template(),
            b'(' | b'[' | b'{' => self.open(),
            b')' | b']' | b'}' => self.close(),
            b',' | b';' => {
                self.at += 1;
                self.boundary();
                self.last = Last::Operator;
            }
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'$' | b'\\' | b'#' | 0x80.. => self.word(),
            _ => self.operator(),
        }
    }

    fn boundary(&mut self) {
        let level = &mut self.level;
        level.before_boundary = level.run;
        level.run = 0;
        level.chain = 0;
        level.angles = 0;
    }

    /// Counts a token, and a level if it makes one.
    fn count(&mut self, nests: bool) {
        let at = self.at as u32;
        let level = &mut self.level;
        level.chain += 1;
        level.run += u32::from(nests);
        let (run, chain) = (level.run, level.chain);
        self.found.chain = self.found.chain.max(self.outer_chain + chain);
        let levels = self.outer_run + run;
        self.found.levels = self.found.levels.max(levels);
        if levels > LEVELS || self.found.chain > LINKS {
            self.found.too_deep = Some(Span { start: at, end: at + 1 });
        }
    }

    fn open(&mut self) {
        let is_head = self.after_head_word && self.byte(0) == b'(';
        self.push(Level { is_head, ..Level::default() });
        self.at += 1;
    }

    fn push(&mut self, level: Level) {
        self.count(true);
        self.outer_run += self.level.run;
        self.outer_chain += self.level.chain;
        self.outer.push(std::mem::replace(&mut self.level, level));
        self.last = Last::Operator;
        self.after_head_word = false;
    }

    fn close(&mut self) {
        let brace = self.byte(0) == b'}';
        let outer = self.outer.pop().unwrap_or_default();
        let closed = std::mem::replace(&mut self.level, outer);
        self.outer_run -= outer.run;
        self.outer_chain -= outer.chain;
        let level = &mut self.level;
        level.run = level.run.saturating_sub(1);
        self.at += 1;
        self.last = match (brace, closed.is_head) {
            (true, _) => Last::Brace,
            (false, true) => Last::Operator,
            (false, false) => Last::Operand,
        };
        if closed.is_template {
            self.template_text();
        }
    }

    fn skip_line(&mut self) {
        while !matches!(self.byte(0), 0 | b'\n' | b'\r') {
            self.at += 1;
        }
        self.at += usize::from(self.byte(0) == 0);
    }

    fn skip_comment(&mut self) {
        self.at += 2;
        while self.at < self.bytes.len() && !(self.byte(0) == b'*' && self.byte(1) == b'/') {
            self.at += 1;
        }
        self.at += 2;
    }

    fn string(&mut self, quote: u8) {
        self.operand();
        self.at += 1;
        while self.at < self.bytes.len() {
            match self.byte(0) {
                b'\\' => self.at += 1,
                b'\n' => return,
                byte if byte == quote => break,
                _ => {}
            }
            self.at += 1;
        }
        self.at += 1;
    }

    fn template(&mut self) {
        self.operand();
        self.at += 1;
        self.template_text();
    }

    /// Up to the end of the template or its next `${`.
    fn template_text(&mut self) {
        while self.at < self.bytes.len() {
            match self.byte(0) {
                b'\\' => self.at += 1,
                b'`' => break,
                b'$' if self.byte(1) == b'{' => {
                    self.at += 2;
                    return self.push(Level { is_template: true, ..Level::default() });
                }
                _ => {}
            }
            self.at += 1;
        }
        self.at += 1;
        self.last = Last::Operand;
    }

    fn regex(&mut self) {
        self.operand();
        let start = self.at;
        let mut in_class = false;
        self.at += 1;
        loop {
            match self.byte(0) {
                // Not a regular expression after all: it was a division.
                0 | b'\n' | b'\r' => {
                    self.at = start + 1;
                    self.last = Last::Operator;
                    return;
                }
                b'\\' => self.at += 1,
                b'[' => in_class = true,
                b']' => in_class = false,
                b'/' if !in_class => break,
                _ => {}
            }
            self.at += 1;
        }
        self.at += 1;
    }

    /// A name or literal. After an operand it begins a statement.
    fn operand(&mut self) {
        if self.last != Last::Operator {
            self.boundary();
        }
        self.count(false);
        self.last = Last::Operand;
        self.after_head_word = false;
    }

    fn word(&mut self) {
        let start = self.at;
        self.at += 1;
        while self.bytes.get(self.at).is_some_and(|byte| IN_WORD[usize::from(*byte)]) {
            self.at += 1;
        }
        if self.at - start == 1 || !self.bytes[start].is_ascii_lowercase() {
            return self.operand();
        }
        let is_member = start > 0 && self.bytes[start - 1] == b'.';
        match &self.bytes[start..self.at] {
            _ if is_member => self.operand(),
            b"if" | b"for" | b"while" | b"with" | b"switch" => {
                if self.last != Last::Operator {
                    self.boundary();
                }
                self.prefix();
                self.after_head_word = true;
            }
            // It continues the statement before it.
            b"else" => {
                let level = &mut self.level;
                level.run += std::mem::take(&mut level.before_boundary);
                self.prefix();
            }
            b"typeof" | b"void" | b"delete" | b"await" | b"yield" | b"new" | b"async" | b"extends"
            | b"keyof" | b"infer" | b"readonly" | b"unique" | b"do" => self.prefix(),
            b"in" | b"of" | b"instanceof" | b"as" | b"satisfies" | b"is" | b"asserts" | b"case" => {
                self.count(false);
                self.last = Last::Operator;
            }
            b"return" | b"throw" | b"const" | b"let" | b"var" | b"import" | b"export" => {
                self.operand();
                self.last = Last::Operator;
            }
            _ => self.operand(),
        }
    }

    fn prefix(&mut self) {
        self.count(true);
        self.last = Last::Operator;
        self.after_head_word = false;
    }

    fn operator(&mut self) {
        let was_operand = self.last == Last::Operand;
        let (byte, next) = (self.byte(0), self.byte(1));
        let (length, nests) = match (byte, next) {
            (b'=', b'>') | (b'*', b'*') => (2, true),
            (b'+', b'+') | (b'-', b'-') => (2, !was_operand),
            (b'?', b'.' | b'?') => (2, false),
            (b'>', b'=') => (2, false),
            (b'>', _) => (1, false),
            (b'=' | b'<', b'=') | (b'<', b'<') => (self.binary_length(), false),
            (b'?' | b':' | b'=' | b'@' | b'<', _) => (1, true),
            _ if was_operand => (self.binary_length(), false),
            _ => (1, self.last == Last::Operator),
        };
        self.angles(byte, length);
        self.count(nests);
        self.at += length;
        self.after_head_word = false;
        let is_postfix = length == 2 && matches!(byte, b'+' | b'-') && was_operand;
        self.last = if is_postfix { Last::Operand } else { Last::Operator };
    }

    /// `===`, `&&=`, `<<`: an operator between operands.
    fn binary_length(&self) -> usize {
        (1..4).find(|ahead| !b"=&|<*%^".contains(&self.byte(*ahead))).unwrap_or(4)
    }

    /// `a<b<c` may be type arguments up to the first operator that is in no type.
    fn angles(&mut self, byte: u8, length: usize) {
        let level = &mut self.level;
        match byte {
            b'<' if length == 1 => {
                level.angles += ANGLE;
                level.run += ANGLE - 1;
            }
            b'>' => {
                let closed = level.angles.min(ANGLE);
                level.angles -= closed;
                level.run = level.run.saturating_sub(closed);
            }
            b'.' | b'|' | b'&' | b'?' | b':' => {}
            b'=' if length == 2 => {}
            _ => level.run = level.run.saturating_sub(std::mem::take(&mut level.angles)),
        }
    }
}
