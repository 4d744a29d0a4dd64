//! Text to values. Objects of one form after another share their shape without a look-up per name.

use super::message::{self, Fault};
use super::scan;
use crate::array::{self, Array};
use crate::atom;
use crate::cell::Gc;
use crate::heap::stack;
use crate::list::{self, List};
use crate::object::{self, Object};
use crate::property::Attributes;
use crate::property::key::PropertyKey;
use crate::realm::{Intrinsic, intrinsic};
use crate::shape;
use crate::string::{JsString, View, make};
use crate::text::read_number;
use crate::value::Value;

/// The value of a text; throws a SyntaxError.
pub fn parse(source: Gc<JsString>) -> Value {
    let value = match source.view() {
        View::Latin1(text) => Parser::new(text).document(),
        View::Utf16(text) => Parser::new(text).document(),
    };
    std::hint::black_box(source);
    value
}

/// A code unit of the text.
trait Unit: Copy + Into<u32> + 'static {
    fn view(units: &[Self]) -> View<'_>;
    /// How many units from the start need no look: no quote, backslash or control character.
    fn plain_run(units: &[Self]) -> usize;
}

impl Unit for u8 {
    fn view(units: &[u8]) -> View<'_> {
        View::Latin1(units)
    }

    #[inline]
    fn plain_run(units: &[u8]) -> usize {
        scan::plain_run(units)
    }
}

impl Unit for u16 {
    fn view(units: &[u16]) -> View<'_> {
        View::Utf16(units)
    }

    fn plain_run(units: &[u16]) -> usize {
        units.iter().position(|unit| matches!(unit, 0x22 | 0x5C | 0..0x20)).unwrap_or(units.len())
    }
}

/// The shape of objects with these names, as last made.
struct Known {
    keys: Vec<PropertyKey>,
    shape: u32,
}

/// Shapes remembered, by a hash of the number of names and the first one.
const SHAPES: usize = 16;

struct Parser<'a, U> {
    text: &'a [U],
    at: usize,
    /// Names and values of objects that are not complete.
    members: Gc<List>,
    known: Vec<Known>,
    /// Names seen lately, by a hash of their text.
    names: Vec<Option<Gc<JsString>>>,
}

impl<'a, U: Unit> Parser<'a, U> {
    fn new(text: &'a [U]) -> Parser<'a, U> {
        let known = (0..SHAPES).map(|_| Known { keys: Vec::new(), shape: 0 }).collect();
        Parser { text, at: 0, members: list::new(), known, names: Vec::new() }
    }

    fn document(&mut self) -> Value {
        let value = self.value();
        self.skip_space();
        if self.at < self.text.len() {
            self.fail(Fault::Trailing);
        }
        value
    }

    #[cold]
    fn fail(&self, fault: Fault) -> ! {
        message::throw(U::view(self.text), self.at, fault)
    }

    /// The unit at hand; 0 at the end, which is no JSON either.
    #[inline]
    fn peek(&self) -> u32 {
        self.text.get(self.at).map_or(0, |unit| (*unit).into())
    }

    #[inline]
    fn skip_space(&mut self) {
        while matches!(self.peek(), 0x20 | 0x0A | 0x0D | 0x09) {
            self.at += 1;
        }
    }

    fn value(&mut self) -> Value {
        self.skip_space();
        match char::from_u32(self.peek()).unwrap_or('\0') {
            '"' => self.string().into(),
            '{' => self.object(),
            '[' => self.array(),
            '-' | '0'..='9' => self.number(),
            't' => self.word("true", Value::TRUE),
            'f' => self.word("false", Value::FALSE),
            'n' => self.word("null", Value::NULL),
            _ => self.fail(Fault::Token),
        }
    }

    fn word(&mut self, word: &str, value: Value) -> Value {
        for byte in word.bytes() {
            if self.peek() != byte as u32 {
                self.fail(Fault::Token);
            }
            self.at += 1;
        }
        value
    }

    fn array(&mut self) -> Value {
        stack::check_stack();
        self.at += 1;
        let array: Gc<Array> = array::new();
        self.skip_space();
        if self.peek() == b']' as u32 {
            self.at += 1;
            return array.into();
        }
        loop {
            array.push(self.value());
            self.skip_space();
            match self.peek() {
                0x2C => self.at += 1,
                0x5D => break,
                _ => self.fail(Fault::CommaOrBracket),
            }
        }
        self.at += 1;
        array.into()
    }

    fn object(&mut self) -> Value {
        stack::check_stack();
        self.at += 1;
        let first = self.members.len();
        self.skip_space();
        if self.peek() == b'}' as u32 {
            self.at += 1;
            return object::new().into();
        }
        let mut fault = Fault::NameOrBrace;
        loop {
            self.skip_space();
            if self.peek() != b'"' as u32 {
                self.fail(fault);
            }
            let key = self.name();
            self.skip_space();
            if self.peek() != b':' as u32 {
                self.fail(Fault::Colon);
            }
            self.at += 1;
            self.members.push(key.0);
            let value = self.value();
            self.members.push(value);
            self.skip_space();
            match self.peek() {
                0x2C => self.at += 1,
                0x7D => break,
                _ => self.fail(Fault::CommaOrBrace),
            }
            fault = Fault::QuotedName;
        }
        self.at += 1;
        let object = self.build(first);
        self.members.truncate(first);
        object.into()
    }

    /// The object of the members from `first` on.
    fn build(&mut self, first: usize) -> Gc<Object> {
        let members = &self.members[first..];
        let count = members.len() / 2;
        let place = (count + (members[0].0 >> 4) as usize) % SHAPES;
        let known = &mut self.known[place];
        let is_known = known.keys.len() == count
            && known.keys.iter().zip(members.iter().step_by(2)).all(|(known, key)| known.0 == *key);
        if is_known {
            let object = object::of_shape(shape::by_id(known.shape));
            // SAFETY: the shape has `count` slots inside of the cell, in this order.
            let slots = unsafe { object.as_ptr().cast::<Value>().add(2) };
            for index in 0..count {
                // SAFETY: as above.
                unsafe { slots.add(index).write(members[index * 2 + 1]) };
            }
            return object;
        }
        let capacity = count.max(object::DEFAULT_CAPACITY as usize).next_multiple_of(2).min(64) as u8;
        let object = object::with_capacity(Some(intrinsic(Intrinsic::ObjectPrototype)), capacity);
        for member in members.chunks_exact(2) {
            object.put(PropertyKey(member[0]), member[1], Attributes::ALL);
        }
        let shape = object.shape();
        if !shape.is_unique() && shape.slot_count as usize == count && count <= capacity as usize {
            known.keys = members.iter().step_by(2).map(|key| PropertyKey(*key)).collect();
            known.shape = shape.id;
        }
        object
    }

    /// A name, as a key.
    fn name(&mut self) -> PropertyKey {
        let rest = &self.text[self.at + 1..];
        let length = U::plain_run(rest);
        if rest.get(length).is_none_or(|unit| (*unit).into() != b'"' as u32) || length == 0 {
            return PropertyKey::from_string(self.string());
        }
        let units = &rest[..length];
        self.at += length + 2;
        let (head, tail): (u32, u32) = (units[0].into(), units[length - 1].into());
        let place = (head.wrapping_mul(31) ^ tail.wrapping_mul(7) ^ length as u32) as usize % 64;
        if self.names.is_empty() {
            self.names.resize(64, None);
        }
        let view = U::view(units);
        if let Some(name) = self.names[place]
            && crate::string::compare::views_equal(name.view(), view)
        {
            return PropertyKey::from_string(name);
        }
        let name = atom::intern_view(view);
        // The table is no root: pinned names stay for ever, and there are few.
        atom::pin(name);
        self.names[place] = Some(name);
        PropertyKey::from_string(name)
    }

    fn string(&mut self) -> Gc<JsString> {
        self.at += 1;
        let start = self.at;
        self.at += U::plain_run(&self.text[start..]);
        if self.peek() == b'"' as u32 {
            let string = make::from_view(U::view(&self.text[start..self.at]));
            self.at += 1;
            return string;
        }
        let mut units: Vec<u16> = U::view(&self.text[start..self.at]).units().collect();
        loop {
            let from = self.at;
            self.at += U::plain_run(&self.text[from..]);
            units.extend(U::view(&self.text[from..self.at]).units());
            if self.at >= self.text.len() {
                self.fail(Fault::UnterminatedString);
            }
            match self.peek() {
                0x22 => break,
                0x5C => {
                    self.at += 1;
                    units.push(self.escape());
                }
                _ => self.fail(Fault::ControlCharacter),
            }
        }
        self.at += 1;
        make::from_utf16(&units)
    }

    /// What stands behind a backslash.
    fn escape(&mut self) -> u16 {
        if self.at >= self.text.len() {
            self.fail(Fault::Token);
        }
        let unit = match char::from_u32(self.peek()).unwrap_or('\0') {
            '"' => b'"',
            '\\' => b'\\',
            '/' => b'/',
            'b' => 8,
            'f' => 12,
            'n' => b'\n',
            'r' => b'\r',
            't' => b'\t',
            'u' => return self.unicode_escape(),
            _ => self.fail(Fault::Escape),
        };
        self.at += 1;
        unit as u16
    }

    fn unicode_escape(&mut self) -> u16 {
        self.at += 1;
        let mut code = 0;
        for _ in 0..4 {
            match char::from_u32(self.peek()).and_then(|digit| digit.to_digit(16)) {
                Some(digit) => code = code * 16 + digit,
                None => self.fail(Fault::UnicodeEscape),
            }
            self.at += 1;
        }
        code as u16
    }

    fn number(&mut self) -> Value {
        let start = self.at;
        let negative = self.peek() == b'-' as u32;
        self.at += negative as usize;
        let first = self.at;
        let mut small: i64 = 0;
        while let Some(digit) = self.digit() {
            small = small.wrapping_mul(10).wrapping_add(digit as i64);
            self.at += 1;
        }
        let count = self.at - first;
        if count == 0 {
            self.fail(Fault::DigitAfterMinus);
        }
        if count > 1 && self.text[first].into() == b'0' as u32 {
            self.at = first + 1;
            self.fail(Fault::DigitAfterZero);
        }
        let is_whole = !matches!(self.peek(), 0x2E | 0x65 | 0x45);
        if is_whole && count < 10 && !(negative && small == 0) {
            let number = if negative { -small } else { small };
            return Value::from_f64(number as f64);
        }
        if self.peek() == b'.' as u32 {
            self.at += 1;
            self.digits(Fault::DigitOfFraction);
        }
        if matches!(self.peek(), 0x65 | 0x45) {
            self.at += 1;
            if matches!(self.peek(), 0x2B | 0x2D) {
                self.at += 1;
            }
            self.digits(Fault::DigitOfExponent);
        }
        let text = U::view(&self.text[start..self.at]);
        let number = match text {
            View::Latin1(bytes) => read_number::to_number(bytes),
            View::Utf16(units) => {
                read_number::to_number(&units.iter().map(|unit| *unit as u8).collect::<Vec<u8>>())
            }
        };
        Value::from_f64(number)
    }

    #[inline]
    fn digit(&self) -> Option<u32> {
        let digit = self.peek().wrapping_sub(b'0' as u32);
        if digit < 10 { Some(digit) } else { None }
    }

    fn digits(&mut self, fault: Fault) {
        if self.digit().is_none() {
            self.fail(fault);
        }
        while self.digit().is_some() {
            self.at += 1;
        }
    }
}
