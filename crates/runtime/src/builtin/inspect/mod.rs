//! `inspect`: any value as the text `console.log` shows.
//!
//! `Inspector::value` is where to start reading. `raw` decides what an object is, `describe` finds its names,
//! `entries` writes what is inside, `error` the stack of errors; `format` holds the `%s` of `console.log`. The layout of
//! lines is `text::layout`.

pub mod describe;
pub mod entries;
pub mod error;
pub mod format;
pub mod preview;
pub mod raw;

use crate::call::call;
use crate::cell::Gc;
use crate::heap::{kind, stack};
use crate::object::Object;
use crate::operator::convert;
use crate::property::key::PropertyKey;
use crate::realm::names;
use crate::string::{JsString, View, make};
use crate::text::quote;
use crate::value::Value;

/// What `util.inspect` lets its caller choose.
#[derive(Clone)]
pub struct Options {
    /// Levels of objects below the first one; `usize::MAX` shows all.
    pub depth: isize,
    pub show_hidden: bool,
    pub show_proxy: bool,
    pub custom: bool,
    pub getters: bool,
    pub sorted: bool,
    pub break_length: usize,
    pub compact: usize,
    pub max_array: usize,
    pub max_string: usize,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            depth: 2,
            show_hidden: false,
            show_proxy: false,
            custom: true,
            getters: false,
            sorted: false,
            break_length: 80,
            compact: 3,
            max_array: 100,
            max_string: 10_000,
        }
    }
}

/// The state of one inspection.
pub struct Inspector {
    pub options: Options,
    pub indentation: usize,
    /// Level of the object whose entries were begun last.
    pub deepest: usize,
    /// Objects whose entries are being written. All are reachable from the inspected value.
    seen: Vec<Value>,
    /// Objects found inside themselves, in the order of their numbers.
    circular: Vec<Value>,
}

/// The text of a value.
pub fn inspect(value: Value, options: Options) -> String {
    Inspector::new(options).value(value, 0)
}

impl Inspector {
    pub fn new(options: Options) -> Inspector {
        Inspector { options, indentation: 0, deepest: 0, seen: Vec::new(), circular: Vec::new() }
    }

    /// The text of a value that stands on `level`.
    pub fn value(&mut self, value: Value, level: usize) -> String {
        match value.as_object() {
            Some(object) => self.object(object, level),
            None => self.primitive(value),
        }
    }

    fn object(&mut self, shown: Gc<Object>, level: usize) -> String {
        stack::check_stack();
        let mut object = shown;
        let mut proxies = 0;
        while object.kind() == kind::PROXY {
            let Some((target, handler)) = preview::proxy(object) else {
                return wrapped("<Revoked Proxy>".to_owned(), proxies);
            };
            if self.options.show_proxy {
                return self.proxy(target, handler, level);
            }
            (object, proxies) = (target, proxies + 1);
        }
        if self.options.custom
            && let Some(text) = self.customised(object, shown, level)
        {
            return text;
        }
        if self.seen.contains(&object.into()) {
            let number = self.number_of_circle(object.into());
            return ["[Circular *", &number.to_string(), "]"].concat();
        }
        wrapped(self.raw(object, level), proxies)
    }

    fn number_of_circle(&mut self, object: Value) -> usize {
        if let Some(index) = self.circular.iter().position(|other| *other == object) {
            return index + 1;
        }
        self.circular.push(object);
        self.circular.len()
    }

    /// What the object's own `[util.inspect.custom]` says.
    fn customised(&mut self, object: Gc<Object>, shown: Gc<Object>, level: usize) -> Option<String> {
        let symbol = crate::symbol::registered(crate::atom::intern_str("nodejs.util.inspect.custom"));
        let method = object.get(symbol);
        if !convert::is_callable(method) || is_own_prototype(object) {
            return None;
        }
        let depth = match self.options.depth {
            isize::MAX => Value::NULL,
            depth => Value::from_f64((depth - level as isize) as f64),
        };
        let options = crate::object::new();
        options.put_text("depth", depth);
        options.put_text("showHidden", self.options.show_hidden);
        options.put_text("breakLength", Value::from_usize(self.options.break_length));
        options.put_text("compact", Value::from_usize(self.options.compact));
        let stylize = super::console::stylize_function();
        options.put_text("stylize", stylize);
        let inspect = super::console::inspect_function();
        let result = call(method, shown.into(), &[depth, options.into(), inspect]);
        if result == Value::from(shown) {
            return None;
        }
        let Some(text) = result.as_string() else { return Some(self.value(result, level)) };
        let indentation = ["\n", &" ".repeat(self.indentation)].concat();
        Some(text.to_rust().replace('\n', &indentation))
    }

    fn proxy(&mut self, target: Gc<Object>, handler: Gc<Object>, level: usize) -> String {
        if level as isize > self.options.depth {
            return "Proxy [Array]".to_owned();
        }
        self.indentation += 2;
        let output = vec![self.value(target.into(), level + 1), self.value(handler.into(), level + 1)];
        self.indentation -= 2;
        self.lay_out(("Proxy [", "]"), output, level + 1)
    }

    fn primitive(&self, value: Value) -> String {
        if let Some(string) = value.as_string() {
            return self.string(string);
        }
        if let Some(symbol) = value.as_symbol() {
            return symbol.descriptive();
        }
        if value.is_bigint() {
            return [&crate::bigint::to_text(value), "n"].concat();
        }
        number_or_word(value)
    }

    /// A quoted string, cut where it is too long, a line each where it has many.
    fn string(&self, string: Gc<JsString>) -> String {
        let view = string.view();
        let kept = view.len().min(self.options.max_string);
        let mut text = self.quoted_lines(view.slice(0, kept));
        let rest = view.len() - kept;
        if rest > 0 {
            text.push_str(&["... ", &rest.to_string(), " more character"].concat());
            text.push_str(if rest > 1 { "s" } else { "" });
        }
        text
    }

    fn quoted_lines(&self, view: View) -> String {
        let room = self.options.break_length as isize - self.indentation as isize - 4;
        if view.len() <= 16 || view.len() as isize <= room {
            return quote_view(view);
        }
        let mut lines = Vec::new();
        let mut start = 0;
        for index in 0..view.len() {
            if view.at(index) == b'\n' as u16 {
                lines.push(quote_view(view.slice(start, index + 1)));
                start = index + 1;
            }
        }
        if start < view.len() {
            lines.push(quote_view(view.slice(start, view.len())));
        }
        lines.join(&[" +\n", &" ".repeat(self.indentation + 2)].concat())
    }
}

/// A number (with the sign of -0), boolean, null or undefined.
pub fn number_or_word(value: Value) -> String {
    if value.is_f64() && value.as_f64() == 0.0 {
        return "-0".to_owned();
    }
    convert::to_string(value).to_rust()
}

pub fn quote_view(view: View) -> String {
    match view {
        View::Latin1(units) => quote::quote(units),
        View::Utf16(units) => quote::quote(units),
    }
}

fn wrapped(text: String, proxies: usize) -> String {
    (0..proxies).fold(text, |text, _| ["Proxy(", &text, ")"].concat())
}

/// Is it the `prototype` of its own `constructor`?
fn is_own_prototype(object: Gc<Object>) -> bool {
    let constructor =
        object.own_property(names().constructor).filter(|found| !found.attributes.is_accessor());
    let constructor = constructor.and_then(|found| found.value.as_object());
    constructor.is_some_and(|constructor| constructor.get(names().prototype) == Value::from(object))
}

/// A property key of the runtime's own choice.
pub fn key(name: &str) -> PropertyKey {
    PropertyKey::from_text(name)
}

/// The text as a string of the program.
pub fn to_value(text: &str) -> Value {
    make::from_str(text).into()
}
