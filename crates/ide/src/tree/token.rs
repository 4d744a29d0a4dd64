//! The token: a text split into words, without regard to grammar, whatever it is.

use crate::answer::TextRange;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    pub kind: T,
    pub start: u32,
    pub end: u32,
    /// The first of its line.
    pub is_first: bool,
    /// For a bracket: the index of the other one, `u32::MAX` without one.
    pub partner: u32,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum T {
    End,
    /// A name; words that are keywords only in places are names too.
    Name,
    Keyword,
    PrivateName,
    Number,
    BigInt,
    String,
    Regexp,
    /// A whole template without substitutions, or its parts.
    Template,
    TemplateHead,
    TemplateMiddle,
    TemplateTail,
    Punctuation,
    /// What is part of no token.
    Unknown,
}

/// What no name may be.
pub const KEYWORDS: [&str; 36] = [
    "break",
    "case",
    "catch",
    "class",
    "const",
    "continue",
    "debugger",
    "default",
    "delete",
    "do",
    "else",
    "enum",
    "export",
    "extends",
    "false",
    "finally",
    "for",
    "function",
    "if",
    "import",
    "in",
    "instanceof",
    "new",
    "null",
    "return",
    "super",
    "switch",
    "this",
    "throw",
    "true",
    "try",
    "typeof",
    "var",
    "void",
    "while",
    "with",
];

/// Longest first. `>` stands alone: type arguments end with it, and the parser joins the others.
const PUNCTUATION: [&str; 54] = [
    "...", "===", "!==", "**=", "<<=", "&&=", "||=", "??=", "=>", "==", "!=", "<=", "++", "--", "<<", "&&",
    "||", "??", "?.", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "**", "{", "}", "(", ")", "[", "]",
    ";", ",", "<", ">", "+", "-", "*", "/", "%", "&", "|", "^", "!", "~", "?", ":", "=", ".", "@", "#",
];

/// The tokens of `text`, an `End` behind them, and its comments.
pub fn tokens(text: &str) -> (Vec<Token>, Vec<TextRange>) {
    let mut lexer = Lexer {
        text,
        bytes: text.as_bytes(),
        at: 0,
        is_first: true,
        tokens: Vec::with_capacity(text.len() / 4),
        comments: Vec::new(),
        open: Vec::new(),
    };
    lexer.run();
    (lexer.tokens, lexer.comments)
}

struct Lexer<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    is_first: bool,
    tokens: Vec<Token>,
    comments: Vec<TextRange>,
    /// Indices of the brackets that are not closed yet.
    open: Vec<u32>,
}

impl Lexer<'_> {
    fn run(&mut self) {
        if self.text.starts_with("#!") {
            self.line_comment();
        }
        while let Some(byte) = self.bytes.get(self.at).copied() {
            match byte {
                b'\n' | b'\r' => {
                    self.is_first = true;
                    self.at += 1;
                }
                b' ' | b'\t' | 0x0b | 0x0c => self.at += 1,
                b'/' if self.next_is(b'/') => self.line_comment(),
                b'/' if self.next_is(b'*') => self.block_comment(),
                _ => self.token(byte),
            }
        }
        self.push(T::End, self.at);
    }

    fn next_is(&self, byte: u8) -> bool {
        self.bytes.get(self.at + 1) == Some(&byte)
    }

    fn push(&mut self, kind: T, start: usize) {
        let token = Token {
            kind,
            start: start as u32,
            end: self.at as u32,
            is_first: self.is_first,
            partner: u32::MAX,
        };
        self.tokens.push(token);
        self.is_first = false;
    }

    fn line_comment(&mut self) {
        let start = self.at;
        self.at = self.text[start..].find('\n').map_or(self.text.len(), |length| start + length);
        self.comments.push(TextRange { start: start as u32, end: self.at as u32 });
    }

    fn block_comment(&mut self) {
        let start = self.at;
        self.at = self.text[start + 2..].find("*/").map_or(self.text.len(), |length| start + length + 4);
        self.is_first |= self.text[start..self.at].contains('\n');
        self.comments.push(TextRange { start: start as u32, end: self.at as u32 });
    }

    fn token(&mut self, byte: u8) {
        let start = self.at;
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'_' | b'$' | b'\\' | 0x80.. => self.word(),
            b'0'..=b'9' => self.number(),
            b'.' if self.bytes.get(start + 1).is_some_and(u8::is_ascii_digit) => self.number(),
            b'"' | b'\'' => self.string(byte),
            b'`' => self.template(start, true),
            b'}' if self.is_in_template() => {
                let open = self.open.pop().expect("a template is open");
                self.tokens[open as usize].partner = self.tokens.len() as u32;
                self.template(start, false);
            }
            b'/' if self.may_be_regexp() => self.regexp(),
            b'#' if self.bytes.get(start + 1).is_some_and(|next| is_name_byte(*next)) => {
                self.at += 1;
                self.skip_name();
                self.push(T::PrivateName, start);
            }
            _ => self.punctuation(),
        }
    }

    fn skip_name(&mut self) {
        while let Some(char) = self.text[self.at..].chars().next()
            && (char.is_alphanumeric() || matches!(char, '_' | '$' | '\\' | '\u{200c}' | '\u{200d}'))
        {
            self.at += char.len_utf8();
        }
    }

    fn word(&mut self) {
        let start = self.at;
        self.skip_name();
        if self.at == start {
            let char = self.text[start..].chars().next().expect("the text goes on");
            self.at += char.len_utf8();
            if char.is_whitespace() || char == '\u{feff}' {
                self.is_first |= matches!(char, '\u{2028}' | '\u{2029}');
                return;
            }
            return self.push(T::Unknown, start);
        }
        let is_keyword = KEYWORDS.binary_search(&&self.text[start..self.at]).is_ok();
        self.push(if is_keyword { T::Keyword } else { T::Name }, start);
    }

    fn number(&mut self) {
        let start = self.at;
        let is_radix = self.bytes[start] == b'0'
            && self
                .bytes
                .get(start + 1)
                .is_some_and(|next| matches!(next, b'x' | b'X' | b'b' | b'B' | b'o' | b'O'));
        while let Some(byte) = self.bytes.get(self.at).copied() {
            let is_sign = matches!(byte, b'+' | b'-')
                && !is_radix
                && self.at > start
                && matches!(self.bytes[self.at - 1], b'e' | b'E');
            let is_point = byte == b'.' && !is_radix && !self.text[start..self.at].contains(['.', 'e', 'E']);
            if !(byte.is_ascii_alphanumeric() || byte == b'_' || is_sign || is_point) {
                break;
            }
            self.at += 1;
        }
        let kind = if self.bytes[self.at - 1] == b'n' { T::BigInt } else { T::Number };
        self.push(kind, start);
    }

    /// Ends with its line at the latest.
    fn string(&mut self, quote: u8) {
        let start = self.at;
        self.at += 1;
        while let Some(byte) = self.bytes.get(self.at).copied() {
            match byte {
                b'\n' => break,
                b'\\' => self.at = (self.at + 2).min(self.bytes.len()),
                _ => self.at += 1,
            }
            if byte == quote {
                break;
            }
        }
        while !self.text.is_char_boundary(self.at) {
            self.at += 1;
        }
        self.push(T::String, start);
    }

    /// From its head, or on behind a substitution, up to the next substitution or its end.
    fn template(&mut self, start: usize, is_head: bool) {
        self.at += 1;
        loop {
            match self.bytes.get(self.at).copied() {
                Some(b'\\') => self.at = (self.at + 2).min(self.bytes.len()),
                Some(b'$') if self.next_is(b'{') => {
                    self.at += 2;
                    self.open.push(self.tokens.len() as u32);
                    return self.push(if is_head { T::TemplateHead } else { T::TemplateMiddle }, start);
                }
                Some(byte) => {
                    self.at += 1;
                    if byte == b'`' {
                        break;
                    }
                }
                None => break,
            }
        }
        while !self.text.is_char_boundary(self.at) {
            self.at += 1;
        }
        self.push(if is_head { T::Template } else { T::TemplateTail }, start);
    }

    fn is_in_template(&self) -> bool {
        let open = self.open.last().map(|open| self.tokens[*open as usize].kind);
        matches!(open, Some(T::TemplateHead | T::TemplateMiddle))
    }

    /// Whether a `/` here begins a regular expression: not behind a value.
    fn may_be_regexp(&self) -> bool {
        let Some(last) = self.tokens.last() else { return true };
        let text = &self.text[last.start as usize..last.end as usize];
        match last.kind {
            T::Keyword => !matches!(text, "this" | "super" | "null" | "true" | "false"),
            T::Punctuation if text == ")" => self.is_behind_condition(last),
            T::Punctuation => !matches!(text, "]" | "}" | "++" | "--"),
            _ => false,
        }
    }

    /// Whether `close` ends the parentheses of `if`, `while`, `for` or `with`.
    fn is_behind_condition(&self, close: &Token) -> bool {
        let before = (close.partner as usize).checked_sub(1).and_then(|before| self.tokens.get(before));
        before.is_some_and(|before| {
            matches!(&self.text[before.start as usize..before.end as usize], "if" | "while" | "for" | "with")
        })
    }

    fn regexp(&mut self) {
        let start = self.at;
        let mut is_class = false;
        self.at += 1;
        while let Some(byte) = self.bytes.get(self.at).copied() {
            match byte {
                b'\n' => break,
                b'\\' => self.at += 1,
                b'[' => is_class = true,
                b']' => is_class = false,
                b'/' if !is_class => break,
                _ => {}
            }
            self.at = (self.at + 1).min(self.bytes.len());
        }
        if self.bytes.get(self.at) == Some(&b'/') {
            self.at += 1;
        }
        while !self.text.is_char_boundary(self.at) {
            self.at += 1;
        }
        self.skip_name();
        self.push(T::Regexp, start);
    }

    fn punctuation(&mut self) {
        let (start, rest) = (self.at, &self.bytes[self.at..]);
        let found = PUNCTUATION.iter().find(|it| rest.starts_with(it.as_bytes()));
        let is_digit = rest.get(2).is_some_and(u8::is_ascii_digit);
        let length = found.map_or(1, |it| if **it == *"?." && is_digit { 1 } else { it.len() });
        self.at += length;
        self.push(if found.is_some() { T::Punctuation } else { T::Unknown }, start);
        match rest[0] {
            b'(' | b'[' | b'{' if length == 1 => self.open.push(self.tokens.len() as u32 - 1),
            b')' | b']' | b'}' => self.close(rest[0]),
            _ => {}
        }
    }

    /// Pairs a closing bracket with the nearest open one of its kind; those left open between have no partner.
    fn close(&mut self, byte: u8) {
        let opening = if byte == b')' { b'(' } else { byte - 2 };
        let is_partner = |open: &u32| self.bytes[self.tokens[*open as usize].start as usize] == opening;
        // A brace that is closed closes what is open inside it; other brackets do not reach beyond a brace.
        let is_wall =
            |open: &u32| byte != b'}' && self.bytes[self.tokens[*open as usize].start as usize] == b'{';
        let found = self.open.iter().rposition(|open| is_partner(open) || is_wall(open));
        if let Some(found) = found.filter(|found| is_partner(&self.open[*found])) {
            let (open, close) = (self.open[found], self.tokens.len() as u32 - 1);
            self.open.truncate(found);
            self.tokens[open as usize].partner = close;
            self.tokens[close as usize].partner = open;
        }
    }
}

/// Whether a byte may stand in a name.
pub fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$') || byte >= 0x80
}
