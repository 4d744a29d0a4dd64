//! The iterator of `matchAll`.

use super::exec::regexp_exec;
use super::symbols::{advance, species_of};
use super::this_object;
use crate::builtin;
use crate::builtin::table::{self, Member};
use crate::call::construct;
use crate::cell::{Gc, Header};
use crate::heap::{kind, mark::Marker};
use crate::iterator::result::result as iterator_result;
use crate::object::{self, Object};
use crate::operator::convert;
use crate::realm::{Intrinsic, intrinsic, names, set_intrinsic, try_intrinsic};
use crate::string::JsString;
use crate::value::Value;

#[repr(C)]
pub struct MatchIterator {
    pub object: Object,
    /// The copy of the expression; undefined once it is done.
    pub regexp: Value,
    pub string: Value,
    pub global: bool,
    pub unicode: bool,
}

static MEMBERS: &[Member] = &[Member::Method("next", 0, next), Member::Tag("RegExp String Iterator")];

/// Makes `%RegExpStringIteratorPrototype%`.
pub fn start() {
    let parent =
        try_intrinsic(Intrinsic::IteratorPrototype).unwrap_or_else(|| intrinsic(Intrinsic::ObjectPrototype));
    let prototype = object::long_lived(Some(parent));
    set_intrinsic(Intrinsic::RegExpStringIteratorPrototype, prototype);
    table::define_lazily(prototype, MEMBERS);
}

/// Trace entry of `heap::kind`.
///
/// # Safety
/// `cell` is an iterator over matches.
pub unsafe fn trace(cell: *mut Header, marker: &mut Marker) {
    // SAFETY: by the caller's promise.
    unsafe {
        object::trace(cell, marker);
        let iterator = cell.cast::<MatchIterator>();
        marker.values(&[(*iterator).regexp, (*iterator).string]);
    }
}

/// The next result; nothing when done.
fn step(mut iterator: Gc<MatchIterator>) -> Option<Value> {
    let regexp = iterator.regexp.as_object()?;
    let string: Gc<JsString> = iterator.string.cell();
    let Some(found) = regexp_exec(regexp, string).as_object() else {
        iterator.regexp = Value::UNDEFINED;
        return None;
    };
    if !iterator.global {
        iterator.regexp = Value::UNDEFINED;
    } else if convert::to_string(found.get(0)).is_empty() {
        let index = convert::to_length(regexp.get(names().last_index)) as usize;
        regexp.set(names().last_index, Value::from_usize(advance(string, index, iterator.unicode)));
    }
    Some(found.into())
}

builtin! {
    pub fn match_all(this, arguments) {
        let object = this_object(this, "@@matchAll");
        let string = convert::to_string(arguments.get(0));
        let species = species_of(object);
        let flags = convert::to_string(object.get(names().flags));
        let copy: Gc<Object> = construct(species, species, &[object.into(), flags.into()]).cell();
        let last_index = convert::to_length(object.get(names().last_index));
        copy.set(names().last_index, Value::from_usize(last_index as usize));
        let has = |letter: u8| flags.view().units().any(|unit| unit == letter as u16);
        let (global, unicode) = (has(b'g'), has(b'u') || has(b'v'));
        let prototype = intrinsic(Intrinsic::RegExpStringIteratorPrototype);
        let mut iterator = object::of_kind::<MatchIterator>(kind::REGEXP_STRING_ITERATOR, Some(prototype));
        (iterator.regexp, iterator.string) = (copy.into(), string.into());
        (iterator.global, iterator.unicode) = (global, unicode);
        iterator.into()
    }

    fn next(this, arguments) {
        let Some(iterator) = this.as_kind::<MatchIterator>(kind::REGEXP_STRING_ITERATOR) else {
            crate::builtin::check::throw_incompatible("%RegExpStringIterator%.prototype.next", this)
        };
        match step(iterator) {
            Some(found) => iterator_result(found, false),
            None => iterator_result(Value::UNDEFINED, true),
        }
    }
}
