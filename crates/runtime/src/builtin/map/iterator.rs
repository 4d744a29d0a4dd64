//! Iterators over maps and sets.

use super::MapObject;
use super::table::Walk;
use crate::array;
use crate::builtin;
use crate::builtin::array::iterator::Give;
use crate::builtin::check;
use crate::builtin::table::{self as tables, Member, define_lazily};
use crate::cell::{Gc, Header};
use crate::heap::{kind, mark::Marker};
use crate::iterator::result::result;
use crate::list::{self, List};
use crate::object::{self, Object};
use crate::property::Attributes;
use crate::realm::{Intrinsic, intrinsic, set_intrinsic};
use crate::value::Value;

#[repr(C)]
pub struct MapIterator {
    object: Object,
    /// The map or set; undefined when it is done.
    target: Value,
    walk: Walk,
    give: Give,
}

static MAP_MEMBERS: &[Member] =
    &[Member::Value("next", map_next_function, Attributes::HIDDEN), Member::Tag("Map Iterator")];
static SET_MEMBERS: &[Member] =
    &[Member::Value("next", set_next_function, Attributes::HIDDEN), Member::Tag("Set Iterator")];

/// Makes the intrinsics; called at start.
pub fn start() {
    set_intrinsic(Intrinsic::MapIteratorNext, tables::new_function("next", 0, map_next).cast());
    set_intrinsic(Intrinsic::SetIteratorNext, tables::new_function("next", 0, set_next).cast());
    for (which, members) in
        [(Intrinsic::MapIteratorPrototype, MAP_MEMBERS), (Intrinsic::SetIteratorPrototype, SET_MEMBERS)]
    {
        let prototype = object::long_lived(Some(intrinsic(Intrinsic::IteratorPrototype)));
        define_lazily(prototype, members);
        set_intrinsic(which, prototype);
    }
}

fn map_next_function() -> Value {
    intrinsic(Intrinsic::MapIteratorNext).into()
}

fn set_next_function() -> Value {
    intrinsic(Intrinsic::SetIteratorNext).into()
}

pub fn new(target: Gc<MapObject>, give: Give) -> Value {
    let (kind, prototype) = if target.kind() == kind::MAP {
        (kind::MAP_ITERATOR, Intrinsic::MapIteratorPrototype)
    } else {
        (kind::SET_ITERATOR, Intrinsic::SetIteratorPrototype)
    };
    let mut iterator = object::of_kind::<MapIterator>(kind, Some(intrinsic(prototype)));
    (iterator.target, iterator.walk, iterator.give) = (target.into(), Walk::default(), give);
    iterator.into()
}

/// The next entry; `EMPTY` when there is none.
pub fn advance(mut iterator: Gc<MapIterator>) -> Value {
    if iterator.target.is_undefined() {
        return Value::EMPTY;
    }
    let target: Gc<MapObject> = iterator.target.cell();
    let mut walk = iterator.walk;
    let entry = target.table.advance(&mut walk);
    iterator.walk = walk;
    let Some(entry) = entry else {
        iterator.target = Value::UNDEFINED;
        return Value::EMPTY;
    };
    let value = if target.kind() == kind::MAP { entry.value } else { entry.key };
    match iterator.give {
        Give::Keys => entry.key,
        Give::Values => value,
        Give::Entries => array::from_slice(&[entry.key, value]).into(),
    }
}

/// What is still to come, without taking it: keys and values by turns where it gives entries.
pub fn rest(iterator: Gc<MapIterator>) -> (Gc<List>, bool) {
    let values = list::new();
    let pairs = iterator.give == Give::Entries;
    if iterator.target.is_undefined() {
        return (values, pairs);
    }
    let target: Gc<MapObject> = iterator.target.cell();
    let is_map = target.kind() == kind::MAP;
    let mut walk = iterator.walk;
    while let Some(entry) = target.table.advance(&mut walk) {
        let value = if is_map { entry.value } else { entry.key };
        if pairs || iterator.give == Give::Keys {
            values.push(entry.key);
        }
        if pairs || iterator.give == Give::Values {
            values.push(value);
        }
    }
    (values, pairs)
}

fn step(this: Value, kind: u8, method: &str) -> Value {
    let value = advance(check::receiver(this, kind, method));
    if value.is_empty() { result(Value::UNDEFINED, true) } else { result(value, false) }
}

builtin! {
    fn map_next(this, arguments) {
        step(this, kind::MAP_ITERATOR, "Map Iterator.prototype.next")
    }

    fn set_next(this, arguments) {
        step(this, kind::SET_ITERATOR, "Set Iterator.prototype.next")
    }
}

/// Trace entry of `heap::kind`.
///
/// # Safety
/// `cell` is an iterator over a map or set.
pub unsafe fn trace(cell: *mut Header, marker: &mut Marker) {
    // SAFETY: by the caller's promise.
    unsafe {
        object::trace(cell, marker);
        marker.value((*cell.cast::<MapIterator>()).target);
    }
}
