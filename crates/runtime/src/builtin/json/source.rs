//! Where the primitives of a text stand: what a reviver is told as `context.source`.

use crate::cell::Gc;
use crate::property::key::PropertyKey;
use crate::string::{JsString, View, make};
use std::ops::Range;

/// The places in one value of the text.
pub enum Places {
    Primitive(Range<usize>),
    Array(Vec<Places>),
    /// Of members of one name the last counts.
    Object(Vec<(PropertyKey, Places)>),
}

impl Places {
    pub fn element(&self, index: usize) -> Option<&Places> {
        match self {
            Places::Array(elements) => elements.get(index),
            _ => None,
        }
    }

    pub fn member(&self, key: PropertyKey) -> Option<&Places> {
        match self {
            Places::Object(members) => members.iter().rev().find(|(name, _)| *name == key).map(|it| &it.1),
            _ => None,
        }
    }
}

/// The places of a text that has been parsed without a fault.
pub fn places(text: Gc<JsString>) -> Places {
    Reader { text: text.view(), at: 0 }.value()
}

struct Reader<'a> {
    text: View<'a>,
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> u8 {
        if self.at < self.text.len() { self.text.at(self.at).min(0xFF) as u8 } else { b']' }
    }

    fn skip(&mut self, units: &[u8]) {
        while self.at < self.text.len() && units.contains(&self.peek()) {
            self.at += 1;
        }
    }

    fn value(&mut self) -> Places {
        self.skip(b" \n\r\t");
        match self.peek() {
            b'[' => self.array(),
            b'{' => self.object(),
            b'"' => Places::Primitive(self.string()),
            _ => Places::Primitive(self.word()),
        }
    }

    /// Past what separates: commas, colons and white space.
    fn next(&mut self) -> u8 {
        self.skip(b" \n\r\t,:");
        self.peek()
    }

    fn array(&mut self) -> Places {
        crate::heap::stack::check_stack();
        self.at += 1;
        let mut elements = Vec::new();
        while self.next() != b']' {
            elements.push(self.value());
        }
        self.at += 1;
        Places::Array(elements)
    }

    fn object(&mut self) -> Places {
        crate::heap::stack::check_stack();
        self.at += 1;
        let mut members = Vec::new();
        while self.next() == b'"' {
            let name = self.string();
            let name = make::from_view(self.text.slice(name.start, name.end));
            let key = super::parse::parse(name).cell::<JsString>();
            self.next();
            members.push((PropertyKey::from_string(key), self.value()));
        }
        self.at += 1;
        Places::Object(members)
    }

    fn string(&mut self) -> Range<usize> {
        let start = self.at;
        self.at += 1;
        while self.peek() != b'"' {
            self.at += if self.peek() == b'\\' { 2 } else { 1 };
        }
        self.at += 1;
        start..self.at
    }

    /// A number, `true`, `false` or `null`.
    fn word(&mut self) -> Range<usize> {
        let start = self.at;
        while self.at < self.text.len() && !b" \n\r\t,:]}".contains(&self.peek()) {
            self.at += 1;
        }
        start..self.at
    }
}
