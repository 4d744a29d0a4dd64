//! What is remembered of property lookups: the inline caches of sites, and behind them one table for all sites.
//!
//! A fact belongs to a shape and a key. `info` says of which kind it is, `holder` is an address or a number. Facts
//! about prototypes hold while `shape::EPOCH` stands: every change of a prototype but to the value of a slot moves it.
//! A collection forgets the whole table, as keys and shapes may die.

use crate::cell::Global;
use crate::property::key::PropertyKey;
use crate::shape::{EPOCH, Shape};
use crate::value::Value;
use perry_abi::layout::InlineCache;

/// Bits of `info` that hold the kind of the fact; the others hold a number.
pub const KIND: u32 = 0xF << 28;
/// A slot inside of the object: the offset in bytes. In the table only; sites have `own_shape` for it.
pub const INLINE: u32 = 1 << 28;
/// A slot of the object's overflow array: its index.
pub const OVERFLOW: u32 = 2 << 28;
/// The value at the address `holder`, in a prototype.
pub const ABOVE: u32 = 3 << 28;
/// The accessor at the address `holder`, in a prototype.
pub const ACCESSOR_ABOVE: u32 = 4 << 28;
/// An accessor of the object itself: its slot.
pub const OWN_ACCESSOR: u32 = 5 << 28;
/// The property is nowhere.
pub const MISSING: u32 = 6 << 28;
/// `length` of an array.
pub const ARRAY_LENGTH: u32 = 7 << 28;
/// `length` of a string.
pub const STRING_LENGTH: u32 = 8 << 28;
/// A write adds the property: the shape to become; `holder` is the slot.
pub const ADD: u32 = 9 << 28;

/// What is known of objects of one shape.
#[derive(Clone, Copy)]
pub struct Fact {
    pub info: u32,
    pub holder: u64,
}

impl Fact {
    pub const fn new(kind: u32, number: u32) -> Fact {
        Fact { info: kind | number, holder: 0 }
    }

    pub fn at(kind: u32, address: *const Value) -> Fact {
        Fact { info: kind, holder: address as u64 }
    }

    /// A data slot of objects of a shape.
    pub fn own(shape: &Shape, slot: u32) -> Fact {
        let inline = shape.inline_capacity as u32;
        if slot < inline {
            Fact::new(INLINE, (shape.inline_offset as u32 + slot) * 8)
        } else {
            Fact::new(OVERFLOW, slot - inline)
        }
    }

    #[inline]
    pub fn number(self) -> u32 {
        self.info & !KIND
    }
}

/// Reads and writes are remembered apart.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Access {
    Read = 0,
    Write = 1,
}

#[derive(Clone, Copy)]
struct Entry {
    key: u64,
    shape: u32,
    info: u32,
    holder: u64,
    epoch: u64,
}

/// A power of two; 32 KB, a guess at what many shapes at many sites need.
const ENTRIES: usize = 1024;
static TABLE: Global<[Entry; ENTRIES]> =
    Global::new([Entry { key: 0, shape: 0, info: 0, holder: 0, epoch: 0 }; ENTRIES]);

#[inline]
fn entry(shape: u32, key: u64) -> &'static mut Entry {
    let hash = (key >> 4) as u32 ^ key as u32 ^ shape.wrapping_mul(0x9E37_79B9) >> 16;
    &mut TABLE.get()[hash as usize % ENTRIES]
}

/// Cells lie 8 bytes apart: the lowest bit of a key is free.
#[inline]
fn tagged(key: PropertyKey, access: Access) -> u64 {
    key.0.0 | access as u64
}

/// What the table knows. The site's cache learns it where compiled code profits at once, or if it knows nothing valid;
/// a site that sees many shapes would only learn in vain.
#[inline]
pub fn recall(cache: &mut InlineCache, shape: u32, key: PropertyKey, access: Access) -> Option<Fact> {
    let key = tagged(key, access);
    let entry = entry(shape, key);
    if entry.shape != shape || entry.key != key || entry.epoch != *EPOCH.get() {
        return None;
    }
    let fact = Fact { info: entry.info, holder: entry.holder };
    if fact.info & KIND == INLINE || cache.epoch != *EPOCH.get() {
        teach(cache, shape, fact);
    }
    Some(fact)
}

/// Remembers a fact in the table and at the site.
pub fn remember(cache: &mut InlineCache, shape: u32, key: PropertyKey, access: Access, fact: Fact) {
    let key = tagged(key, access);
    *entry(shape, key) = Entry { key, shape, info: fact.info, holder: fact.holder, epoch: *EPOCH.get() };
    teach(cache, shape, fact);
}

#[inline]
fn teach(cache: &mut InlineCache, shape: u32, fact: Fact) {
    if fact.info & KIND == INLINE {
        cache.others = [(cache.own_shape, cache.own_offset), cache.others[0], cache.others[1]];
        cache.own_offset = fact.number();
        cache.own_shape = shape;
        return;
    }
    cache.shape = shape;
    cache.info = fact.info;
    cache.holder = fact.holder;
    cache.epoch = *EPOCH.get();
}

/// Where the site saw the property in objects of this shape, which is not 0.
#[inline]
pub fn offset(cache: &InlineCache, shape: u32) -> Option<u32> {
    if cache.own_shape == shape {
        return Some(cache.own_offset);
    }
    let [first, second, third] = cache.others;
    let place = if first.0 == shape {
        first
    } else if second.0 == shape {
        second
    } else {
        third
    };
    (place.0 == shape).then_some(place.1)
}

/// What the site itself remembers of a shape, besides `own_shape`.
#[inline]
pub fn known(cache: &InlineCache, shape: u32) -> Option<Fact> {
    if cache.shape != shape || cache.epoch != *EPOCH.get() {
        return None;
    }
    Some(Fact { info: cache.info, holder: cache.holder })
}

/// After the marking: keys and shapes of entries may be dead.
pub fn forget() {
    for entry in TABLE.get() {
        entry.shape = 0;
    }
}
