//! RegExp objects: source, flags and the compiled pattern, which equal expressions share.
//!
//! `compile` makes patterns, `input` runs them over strings; the methods of programs are `builtin::regexp`.

pub mod compile;
pub mod input;

use crate::atom;
use crate::cell::{Gc, Global, Header};
use crate::heap::{kind, mark::Marker};
use crate::linked;
use crate::object::{self, Object};
use crate::property::Attributes;
use crate::realm::{Intrinsic, intrinsic, names};
use crate::string::{JsString, make};
use crate::value::Value;
use compile::{Compiled, Flags};
use rustc_hash::FxHashMap;
use std::rc::Rc;

#[repr(C)]
pub struct RegExp {
    pub object: Object,
    /// With `/` escaped, never empty.
    pub source: Value,
    pub flags: Flags,
    /// `Rc::into_raw`.
    compiled: *const Compiled,
    /// The string matched last, and whether it is ASCII.
    pub input: Value,
    pub input_is_ascii: bool,
}

impl RegExp {
    pub fn compiled(&self) -> &Compiled {
        // SAFETY: the object owns a reference.
        unsafe { &*self.compiled }
    }

    /// Makes it another expression (`compile`, the constructor).
    fn set(&mut self, source: Value, flags: Flags, compiled: Rc<Compiled>) {
        (self.source, self.flags, self.compiled) = (source, flags, Rc::into_raw(compiled));
        (self.input, self.input_is_ascii) = (Value::UNDEFINED, false);
    }
}

linked! {
    /// A regular expression; throws a SyntaxError where the source or the flags are wrong.
    fn new(source: Gc<JsString>, flags: Gc<JsString>) -> Gc<Object> = make_new;
}

fn make_new(source: Gc<JsString>, flags: Gc<JsString>) -> Gc<Object> {
    with_prototype(source, flags, intrinsic(Intrinsic::RegExpPrototype))
}

pub fn with_prototype(source: Gc<JsString>, flags: Gc<JsString>, prototype: Gc<Object>) -> Gc<Object> {
    let bits = compile::read_flags(flags);
    let source = compile::escaped(source);
    let compiled = compile::compiled(source, bits);
    make_object(source.into(), bits, compiled, prototype)
}

fn make_object(source: Value, flags: Flags, compiled: Rc<Compiled>, prototype: Gc<Object>) -> Gc<Object> {
    let mut regexp = object::of_kind::<RegExp>(kind::REGEXP, Some(prototype));
    regexp.set(source, flags, compiled);
    let object = regexp.cast::<Object>();
    object.put(names().last_index, Value::from_i32(0), Attributes::WRITABLE);
    object
}

/// `/source/flags`, without calling anything.
pub fn text(object: Gc<Object>) -> String {
    let regexp: Gc<RegExp> = object.cast();
    let source: Gc<JsString> = regexp.source.cell();
    ["/", &source.to_rust(), "/", &regexp.flags.text()].concat()
}

/// What literals were compiled to, by source and flags, which are atoms.
static LITERALS: Global<Option<FxHashMap<(u64, u64), Literal>>> = Global::new(None);

#[derive(Clone)]
struct Literal {
    source: Value,
    flags: Flags,
    compiled: Rc<Compiled>,
}

#[unsafe(no_mangle)]
pub extern "C" fn perry_regexp_new(source: Value, flags: Value) -> Value {
    let literals = LITERALS.get().get_or_insert_with(FxHashMap::default);
    let literal = match literals.get(&(source.0, flags.0)) {
        Some(known) => known.clone(),
        None => {
            let (text, letters): (Gc<JsString>, _) =
                (source.cell(), if flags.is_string() { flags.cell() } else { make::empty() });
            let bits = compile::read_flags(letters);
            let escaped = compile::escaped(text);
            let literal =
                Literal { source: escaped.into(), flags: bits, compiled: compile::compiled(escaped, bits) };
            if escaped == text {
                // The compiler passes atoms of the program's.
                atom::pin(text);
                atom::pin(letters);
                literals.insert((source.0, flags.0), literal.clone());
            }
            literal
        }
    };
    make_object(literal.source, literal.flags, literal.compiled, intrinsic(Intrinsic::RegExpPrototype)).into()
}

/// Trace entry of `heap::kind`.
///
/// # Safety
/// `cell` is a regular expression.
pub unsafe fn trace(cell: *mut Header, marker: &mut Marker) {
    // SAFETY: by the caller's promise.
    unsafe {
        object::trace(cell, marker);
        let regexp = cell.cast::<RegExp>();
        marker.values(&[(*regexp).source, (*regexp).input]);
    }
}

/// Finalize entry of `heap::kind`.
///
/// # Safety
/// `cell` is a dead regular expression.
pub unsafe fn finalize(cell: *mut Header) {
    // SAFETY: by the caller's promise; the object owned a reference.
    unsafe {
        object::finalize(cell);
        drop(Rc::from_raw((*cell.cast::<RegExp>()).compiled));
    }
}
