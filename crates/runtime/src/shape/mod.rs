//! Shapes: what objects made alike share. Prototype, property names and attributes, and where each value lies.
//!
//! A shared shape never changes; adding a property leads to another shape over a transition. A unique shape belongs
//! to one object and changes in place: dictionaries (many or deleted properties, never cached) and long-lived objects
//! such as prototypes and built-ins (`CACHEABLE`; their id changes when a cached slot could become wrong).
//! `change` holds everything that alters the properties of an object.

pub mod change;
pub mod table;

use crate::cell::{Gc, Global};
use crate::heap::kind;
use crate::heap::mark::{self, Marker};
use crate::object::Object;
use crate::property::Attributes;
use crate::property::key::PropertyKey;
use crate::value::Value;
use rustc_hash::FxHashMap;
use table::{Entry, PropertyTable};

/// Belongs to one object.
pub const UNIQUE: u8 = 1;
/// Inline caches may remember this shape.
pub const CACHEABLE: u8 = 2;
pub const NOT_EXTENSIBLE: u8 = 4;
/// Of functions whose properties are not made yet: `prototype` is among them.
pub const LAZY_PROTOTYPE: u8 = 8;

/// Ids of no shape, for inline caches on primitives.
pub const STRING_ID: u32 = 1;
pub const NUMBER_ID: u32 = 2;
pub const BOOLEAN_ID: u32 = 3;
pub const SYMBOL_ID: u32 = 4;
pub const BIGINT_ID: u32 = 5;
const FIRST_ID: u32 = 8;

/// Materialises the properties of an object on their first use.
pub type Lazy = fn(Gc<Object>);

pub struct Shape {
    pub id: u32,
    pub flags: u8,
    /// Kind of the objects.
    pub kind: u8,
    /// Where in-object slots begin, in words.
    pub inline_offset: u8,
    pub inline_capacity: u8,
    pub prototype: Option<Gc<Object>>,
    /// Slots in use; a dictionary may have unused ones among them.
    pub slot_count: u32,
    /// Set on the first shape of objects whose properties are made on first use.
    pub lazy: Option<Lazy>,
    /// The most slots any shape below the root has had; kept on roots.
    pub most_slots: u32,
    /// Of constructors' roots: how many instances were made, until the room in their cells is settled.
    instances: u8,
    root: *mut Shape,
    parent: *mut Shape,
    /// What was added to the parent.
    added: Entry,
    table: Option<Box<PropertyTable>>,
    transitions: Vec<(PropertyKey, Attributes, *mut Shape)>,
    transition_index: FxHashMap<(PropertyKey, Attributes), *mut Shape>,
}

/// Objects used as maps add other properties every time: beyond this they get shapes of their own. A guess.
const MOST_TRANSITIONS: usize = 1024;

/// Marks a transition that changes flags instead of adding a property.
const NO_KEY: PropertyKey = PropertyKey(Value::EMPTY);

pub struct Shapes {
    by_id: Vec<*mut Shape>,
    roots: FxHashMap<(u64, u8, u8, u8), *mut Shape>,
    free_ids: Vec<u32>,
    /// Ids of unique shapes are odd, those of shared ones even: sweeping tells them apart without a look.
    next_unique: u32,
    next_shared: u32,
    /// Shared shapes whose objects are dead.
    dying: Vec<u32>,
}

static SHAPES: Global<Option<Shapes>> = Global::new(None);

fn shapes() -> &'static mut Shapes {
    let start = || Shapes {
        by_id: vec![std::ptr::null_mut(); FIRST_ID as usize],
        roots: FxHashMap::default(),
        free_ids: Vec::new(),
        next_unique: FIRST_ID + 1,
        next_shared: FIRST_ID,
        dying: Vec::new(),
    };
    SHAPES.get().get_or_insert_with(start)
}

/// Changes when anything about a prototype's properties does, except the values of slots. Inline caches that
/// looked at a prototype remember it.
pub static EPOCH: Global<u64> = Global::new(1);

/// The shape with that id, which objects carry.
#[inline]
pub fn by_id(id: u32) -> &'static mut Shape {
    // SAFETY: ids of objects are valid, shapes stay where they are.
    unsafe {
        let shapes = SHAPES.get().as_ref().unwrap_unchecked();
        &mut **shapes.by_id.get_unchecked(id as usize)
    }
}

/// The shape of objects of a kind that have no properties yet.
pub fn root(
    kind: u8,
    prototype: Option<Gc<Object>>,
    inline_offset: u8,
    inline_capacity: u8,
) -> &'static mut Shape {
    let key = (Value::from(prototype).0, kind, inline_offset, inline_capacity);
    if let Some(shape) = shapes().roots.get(&key) {
        // SAFETY: shapes stay where they are.
        return unsafe { &mut **shape };
    }
    if let Some(mut object) = prototype {
        object.mark_as_prototype();
    }
    let shape = new_shape(kind, prototype, inline_offset, inline_capacity, CACHEABLE);
    shapes().roots.insert(key, shape);
    shape
}

/// Instances of a constructor have this room in their cells until `SETTLING` of them show what they need.
const CONSTRUCTED_CAPACITY: u8 = 16;
const SETTLING: u8 = 8;
/// Stands for the capacity of constructors' roots, which changes, so that nobody else finds them.
const CHANGES: u8 = u8::MAX;

/// The first shape of another instance of a constructor, and whether it is settled. One root for all instances: caches
/// that have seen the first ones know the later ones, too.
pub fn constructed(prototype: Gc<Object>, inline_offset: u8) -> (&'static mut Shape, bool) {
    let root = root(kind::OBJECT, Some(prototype), inline_offset, CHANGES);
    if root.inline_capacity == CHANGES {
        root.inline_capacity = CONSTRUCTED_CAPACITY;
    }
    if root.instances < SETTLING {
        root.instances += 1;
        if root.instances == SETTLING && root.most_slots < CONSTRUCTED_CAPACITY as u32 {
            let capacity = root.most_slots.next_multiple_of(2).max(2) as u8;
            root.shrink(capacity);
        }
    }
    let is_settled = root.instances == SETTLING;
    (root, is_settled)
}

/// A shape of its own for one object.
pub fn unique(
    kind: u8,
    prototype: Option<Gc<Object>>,
    inline_offset: u8,
    inline_capacity: u8,
    flags: u8,
) -> &'static mut Shape {
    if let Some(mut object) = prototype {
        object.mark_as_prototype();
    }
    let shape = new_shape(kind, prototype, inline_offset, inline_capacity, flags | UNIQUE);
    shape.table = Some(Box::default());
    shape
}

fn new_shape(
    kind: u8,
    prototype: Option<Gc<Object>>,
    inline_offset: u8,
    inline_capacity: u8,
    flags: u8,
) -> &'static mut Shape {
    let shape = Box::leak(Box::new(Shape {
        id: 0,
        flags,
        kind,
        inline_offset,
        inline_capacity,
        prototype,
        slot_count: 0,
        lazy: None,
        most_slots: 0,
        instances: 0,
        root: std::ptr::null_mut(),
        parent: std::ptr::null_mut(),
        added: Entry { key: NO_KEY, slot: 0, attributes: Attributes(0) },
        table: None,
        transitions: Vec::new(),
        transition_index: FxHashMap::default(),
    }));
    shape.root = shape;
    register(shape);
    shape
}

/// Is it the id of a unique shape?
#[inline]
pub fn is_unique_id(id: u32) -> bool {
    id & 1 != 0
}

fn register(shape: &mut Shape) {
    let shapes = shapes();
    // Only ids that no cache has seen are used again.
    let free = if shape.flags & CACHEABLE == 0 { shapes.free_ids.pop() } else { None };
    shape.id = free.unwrap_or_else(|| {
        let next = if shape.is_unique() { &mut shapes.next_unique } else { &mut shapes.next_shared };
        *next += 2;
        *next - 2
    });
    let place = shape.id as usize;
    if place >= shapes.by_id.len() {
        shapes.by_id.resize((place + 1).next_power_of_two(), std::ptr::null_mut());
    }
    shapes.by_id[place] = shape;
}

/// Gives a cacheable unique shape a new id, so that caches of the old one miss. The object must take it over.
pub fn renew_id(shape: &mut Shape) {
    if shape.flags & CACHEABLE != 0 {
        shapes().by_id[shape.id as usize] = std::ptr::null_mut();
        register(shape);
    }
}

/// Frees the unique shape of a dead object.
pub fn free_unique(id: u32) {
    let shapes = shapes();
    let shape = std::mem::replace(&mut shapes.by_id[id as usize], std::ptr::null_mut());
    // SAFETY: unique shapes are owned by their object, which is dead.
    let shape = unsafe { Box::from_raw(shape) };
    if shape.flags & CACHEABLE == 0 {
        shapes.free_ids.push(id);
    }
}

/// A shared shape that is not registered as a root: for functions whose properties are made lazily.
pub fn lazy_root(kind: u8, prototype: Option<Gc<Object>>, lazy: Lazy, flags: u8) -> &'static mut Shape {
    if let Some(mut object) = prototype {
        object.mark_as_prototype();
    }
    let shape = new_shape(kind, prototype, 2, 0, CACHEABLE | flags);
    shape.lazy = Some(lazy);
    shape
}

impl Shape {
    #[inline]
    pub fn is_unique(&self) -> bool {
        self.flags & UNIQUE != 0
    }

    #[inline]
    pub fn is_cacheable(&self) -> bool {
        self.flags & CACHEABLE != 0
    }

    pub fn is_extensible(&self) -> bool {
        self.flags & NOT_EXTENSIBLE == 0
    }

    #[inline]
    pub fn find(&mut self, key: PropertyKey) -> Option<Entry> {
        if self.slot_count == 0 && !self.is_unique() {
            return None;
        }
        self.table().find(key)
    }

    /// Every property, in order of creation (deleted entries have an `EMPTY` key).
    pub fn entries(&mut self) -> &[Entry] {
        &self.table().entries
    }

    #[inline]
    fn table(&mut self) -> &mut PropertyTable {
        if self.table.is_none() {
            self.build_table();
        }
        self.table.as_mut().expect("just built")
    }

    #[cold]
    fn build_table(&mut self) {
        let mut added = Vec::new();
        let mut shape: *const Shape = self;
        let mut table = loop {
            // SAFETY: parents live as long as their children.
            let current = unsafe { &*shape };
            if let Some(table) = &current.table {
                break (**table).clone();
            }
            if current.parent.is_null() {
                break PropertyTable::default();
            }
            if current.added.key != NO_KEY {
                added.push(current.added);
            }
            shape = current.parent;
        };
        for entry in added.into_iter().rev() {
            table.push(entry);
        }
        self.table = Some(Box::new(table));
    }

    fn transition(&self, key: PropertyKey, attributes: Attributes) -> Option<&'static mut Shape> {
        let found = if self.transition_index.is_empty() {
            self.transitions
                .iter()
                .find(|(other, with, _)| *other == key && *with == attributes)
                .map(|found| found.2)
        } else {
            self.transition_index.get(&(key, attributes)).copied()
        };
        // SAFETY: shapes stay where they are.
        found.map(|shape| unsafe { &mut *shape })
    }

    fn add_transition(&mut self, key: PropertyKey, attributes: Attributes, shape: *mut Shape) {
        self.transitions.push((key, attributes, shape));
        if !self.transition_index.is_empty() {
            self.transition_index.insert((key, attributes), shape);
        } else if self.transitions.len() > 8 {
            for (key, attributes, shape) in &self.transitions {
                self.transition_index.insert((*key, *attributes), *shape);
            }
        }
    }

    fn child(&mut self) -> &'static mut Shape {
        let shape =
            new_shape(self.kind, self.prototype, self.inline_offset, self.inline_capacity, self.flags);
        (shape.root, shape.slot_count) = (self.root, self.slot_count);
        shape.parent = self;
        shape
    }

    /// Lessens the room for slots in cells, for this shape and all that come from it. None of them uses more: values
    /// stay where they are, only cells made from now on are smaller.
    fn shrink(&mut self, capacity: u8) {
        self.inline_capacity = capacity;
        for (_, _, shape) in &self.transitions {
            // SAFETY: shapes stay where they are, and form a tree.
            unsafe { (**shape).shrink(capacity) };
        }
    }

    /// Have so many different properties been added to objects of this shape that a transition for another one would
    /// serve nobody?
    pub fn is_crowded(&self, key: PropertyKey, attributes: Attributes) -> bool {
        self.transitions.len() >= MOST_TRANSITIONS && self.transition(key, attributes).is_none()
    }

    /// The shared shape with one more property.
    pub fn with_property(&mut self, key: PropertyKey, attributes: Attributes) -> &'static mut Shape {
        if let Some(shape) = self.transition(key, attributes) {
            return shape;
        }
        let shape = self.child();
        shape.added = Entry { key, slot: self.slot_count, attributes };
        shape.slot_count = self.slot_count + 1;
        // The child takes the table over; the parent builds another if anybody asks.
        if let Some(mut table) = self.table.take() {
            table.push(shape.added);
            shape.table = Some(table);
        }
        // SAFETY: roots live for ever.
        let root = unsafe { &mut *self.root };
        root.most_slots = root.most_slots.max(shape.slot_count);
        self.add_transition(key, attributes, shape);
        shape
    }

    /// The shared shape that cannot be extended, with attributes taken away from every property.
    pub fn with_integrity(&mut self, remove: Attributes) -> &'static mut Shape {
        if let Some(shape) = self.transition(NO_KEY, remove) {
            return shape;
        }
        let shape = self.child();
        shape.flags |= NOT_EXTENSIBLE;
        let mut table = self.table().clone();
        table.entries.iter_mut().for_each(|entry| entry.restrict(remove));
        shape.table = Some(Box::new(table));
        self.add_transition(NO_KEY, remove, shape);
        shape
    }
}

/// Root tracer: keys of shared shapes. (Objects mark their prototype and the keys of their unique shape.)
pub fn trace(marker: &mut Marker) {
    for shape in &shapes().by_id {
        // SAFETY: entries are null or shapes.
        if let Some(shape) = unsafe { shape.as_ref() } {
            marker.key(shape.added.key);
        }
    }
}

/// Was the shape with that id freed?
pub fn is_dead(id: u32) -> bool {
    shapes().by_id[id as usize].is_null()
}

/// After the marking: shared shapes whose prototype is dead are dying, as all their objects are dead. They are freed by
/// the next collection: those objects wait for sweeping, which needs their shape.
pub fn drop_dead() {
    let shapes = shapes();
    for id in std::mem::take(&mut shapes.dying) {
        let shape = std::mem::replace(&mut shapes.by_id[id as usize], std::ptr::null_mut());
        // SAFETY: a shape, which is there once and which no object has any more.
        drop(unsafe { Box::from_raw(shape) });
    }
    let is_dead = |shape: &Shape| !shape.is_unique() && !mark::is_alive(shape.prototype.into());
    // SAFETY: roots are shapes.
    shapes.roots.retain(|_, shape| !is_dead(unsafe { &**shape }));
    for shape in &shapes.by_id {
        // SAFETY: entries are null or shapes.
        if let Some(shape) = unsafe { shape.as_ref() }.filter(|shape| is_dead(shape)) {
            shapes.dying.push(shape.id);
        }
    }
}
