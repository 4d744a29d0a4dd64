//! JSON: a module whose default export is the value.

use crate::ast::{
    ArrayElement, Expr, ExprKind, ModuleKind, Name, ObjectMember, PropertyKey, Span, Stmt, StmtKind, Text,
};
use crate::diagnostic::SyntaxDiagnostic;
use crate::nesting::{LEVELS, too_deep};
use crate::parse::{Parsed, empty_module, module_without_code};
use crate::stack::guarded;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Where the reader stands. An error ends the reading.
struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: u32,
    max_depth: u32,
    names: FxHashMap<&'a str, Name>,
}

type Read<T> = Result<T, SyntaxDiagnostic>;

pub(crate) fn json_module(text: &str) -> Parsed {
    let at = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut reader = Reader { text, at, depth: 0, max_depth: 0, names: FxHashMap::default() };
    let value = reader.value().and_then(|value| reader.end().map(|()| value));
    let mut module = empty_module(ModuleKind::Json);
    module.depth = reader.max_depth + 2;
    match value {
        Ok(value) => {
            module.body.push(Stmt { span: value.span, kind: StmtKind::ExportDefaultExpr(value) });
            module_without_code(module)
        }
        Err(diagnostic) => Parsed { diagnostics: vec![diagnostic], ..module_without_code(module) },
    }
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn blank(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn fault<T>(&self, message: impl Into<String>) -> Read<T> {
        let rest = self.text.get(self.at..).and_then(|rest| rest.chars().next());
        let end = self.at + rest.map_or(0, char::len_utf8);
        let span = Span { start: self.at as u32, end: end as u32 };
        Err(SyntaxDiagnostic::new("json-invalid", span, message))
    }

    fn unexpected<T>(&self, expected: &str) -> Read<T> {
        match self.text.get(self.at..).and_then(|rest| rest.chars().next()) {
            Some(found) => self.fault(format!("{expected} is expected, not `{}`", found.escape_debug())),
            None => self.fault(format!("{expected} is expected, but the file ends")),
        }
    }

    fn end(&mut self) -> Read<()> {
        self.blank();
        match self.peek() {
            None => Ok(()),
            Some(_) => self.unexpected("the end of the file"),
        }
    }

    fn eat(&mut self, byte: u8) -> bool {
        self.blank();
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn value(&mut self) -> Read<Expr> {
        self.blank();
        let start = self.at;
        let kind = match self.peek() {
            Some(b'{') => self.nested(Self::object)?,
            Some(b'[') => self.nested(Self::array)?,
            Some(b'"') => ExprKind::String(self.string()?),
            Some(b'-' | b'0'..=b'9') => self.number()?,
            Some(b't') => self.word("true", ExprKind::Bool(true))?,
            Some(b'f') => self.word("false", ExprKind::Bool(false))?,
            Some(b'n') => self.word("null", ExprKind::Null)?,
            _ => return self.unexpected("a value"),
        };
        Ok(Expr { span: Span { start: start as u32, end: self.at as u32 }, kind })
    }

    fn nested(&mut self, inner: fn(&mut Self) -> Read<ExprKind>) -> Read<ExprKind> {
        self.depth += 1;
        self.max_depth = self.max_depth.max(self.depth);
        if self.depth > LEVELS {
            return Err(too_deep(Span { start: self.at as u32, end: self.at as u32 + 1 }));
        }
        self.at += 1;
        let kind = guarded(|| inner(self));
        self.depth -= 1;
        kind
    }

    fn word(&mut self, word: &str, kind: ExprKind) -> Read<ExprKind> {
        if !self.text[self.at..].starts_with(word) {
            return self.unexpected("a value");
        }
        self.at += word.len();
        Ok(kind)
    }

    fn array(&mut self) -> Read<ExprKind> {
        let mut elements = Vec::new();
        if self.eat(b']') {
            return Ok(ExprKind::Array(elements));
        }
        loop {
            elements.push(ArrayElement::Expr(self.value()?));
            if self.eat(b']') {
                return Ok(ExprKind::Array(elements));
            }
            if !self.eat(b',') {
                return self.unexpected("`,` or `]`");
            }
        }
    }

    fn object(&mut self) -> Read<ExprKind> {
        let mut members = Vec::new();
        if self.eat(b'}') {
            return Ok(ExprKind::Object(members));
        }
        loop {
            members.push(self.member()?);
            if self.eat(b'}') {
                return Ok(ExprKind::Object(members));
            }
            if !self.eat(b',') {
                return self.unexpected("`,` or `}`");
            }
        }
    }

    fn member(&mut self) -> Read<ObjectMember> {
        self.blank();
        if self.peek() != Some(b'"') {
            return self.unexpected("a name in double quotes");
        }
        let start = self.at as u32;
        let name = self.string()?;
        let key = match &name {
            // In JSON this is a property like any other; a computed key says so.
            Text::Utf8(text) if &**text == "__proto__" => PropertyKey::Computed(Box::new(Expr {
                span: Span { start, end: self.at as u32 },
                kind: ExprKind::String(name),
            })),
            _ => PropertyKey::Name(name),
        };
        if !self.eat(b':') {
            return self.unexpected("`:`");
        }
        Ok(ObjectMember::Property { key, value: self.value()?, is_shorthand: false })
    }

    fn digits(&mut self) -> Read<()> {
        if !matches!(self.peek(), Some(b'0'..=b'9')) {
            return self.unexpected("a digit");
        }
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        Ok(())
    }

    fn number(&mut self) -> Read<ExprKind> {
        let start = self.at;
        self.at += usize::from(self.peek() == Some(b'-'));
        if self.peek() == Some(b'0') {
            self.at += 1;
        } else {
            self.digits()?;
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            self.at += usize::from(matches!(self.peek(), Some(b'+' | b'-')));
            self.digits()?;
        }
        let value = self.text[start..self.at].parse().expect("the grammar of JSON is part of Rust's");
        Ok(ExprKind::Number(value))
    }

    /// Stands at the opening quote.
    fn string(&mut self) -> Read<Text> {
        self.at += 1;
        let start = self.at;
        loop {
            match self.peek() {
                Some(b'"') => {
                    let text = &self.text[start..self.at];
                    self.at += 1;
                    let name = self.names.entry(text).or_insert_with(|| Arc::from(text));
                    return Ok(Text::Utf8(name.clone()));
                }
                Some(b'\\') => return self.escaped_string(start),
                Some(0..0x20) => return self.fault("a string may not contain control characters"),
                Some(_) => self.at += 1,
                None => return self.unexpected("`\"`"),
            }
        }
    }

    /// A string with escapes, whose head from `start` has none.
    fn escaped_string(&mut self, start: usize) -> Read<Text> {
        let mut units: Vec<u16> = self.text[start..self.at].encode_utf16().collect();
        loop {
            let plain = self.at;
            while !matches!(self.peek(), None | Some(b'"' | b'\\' | 0..0x20)) {
                self.at += 1;
            }
            units.extend(self.text[plain..self.at].encode_utf16());
            match self.peek() {
                Some(b'"') => break,
                Some(b'\\') => units.push(self.escape()?),
                Some(_) => return self.fault("a string may not contain control characters"),
                None => return self.unexpected("`\"`"),
            }
        }
        self.at += 1;
        Ok(match String::from_utf16(&units) {
            Ok(text) => Text::Utf8(Arc::from(text)),
            Err(_) => Text::Utf16(Arc::from(units)),
        })
    }

    fn escape(&mut self) -> Read<u16> {
        self.at += 1;
        let unit = match self.peek() {
            Some(byte @ (b'"' | b'\\' | b'/')) => u16::from(byte),
            Some(b'b') => 8,
            Some(b'f') => 12,
            Some(b'n') => 10,
            Some(b'r') => 13,
            Some(b't') => 9,
            Some(b'u') => {
                let digits = self.text.get(self.at + 1..self.at + 5);
                let digits = digits.filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
                let unit = digits.and_then(|digits| u16::from_str_radix(digits, 16).ok());
                let Some(unit) = unit else { return self.fault("`\\u` needs four hexadecimal digits") };
                self.at += 4;
                unit
            }
            _ => return self.unexpected("an escape"),
        };
        self.at += 1;
        Ok(unit)
    }
}
