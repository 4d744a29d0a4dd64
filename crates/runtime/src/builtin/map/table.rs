//! The ordered hash table of maps and sets: SameValueZero, insertion order, safe to change while it is walked.
//!
//! Entries stand in the order of their insertion; a deleted one stays as a gap until the table is packed. Every entry
//! has a number that only grows, so a walk that missed a packing finds its place again by the number.

use crate::bigint;
use crate::heap::{alloc, kind, mark::Marker};
use crate::string::compare;
use crate::value::Value;

#[derive(Clone, Copy)]
pub struct Entry {
    /// `EMPTY`: deleted.
    pub key: Value,
    pub value: Value,
    /// Index of the next entry in the bucket plus one; 0 at its end.
    next: u32,
    number: u32,
    /// Of the key: most keys of a bucket are told apart without looking at them.
    hash: u32,
}

pub struct Table {
    entries: Vec<Entry>,
    /// Index of the first entry plus one; 0: none. As many as a power of two.
    buckets: Vec<u32>,
    live: u32,
    /// Changes when entries move.
    packings: u32,
    next_number: u32,
}

/// Where a walk over a table is.
#[derive(Clone, Copy, Default)]
pub struct Walk {
    index: u32,
    packings: u32,
    number: u32,
}

/// The key as it is kept: integral doubles are int32, -0 is 0.
#[inline]
pub fn normal(key: Value) -> Value {
    if key.is_f64() {
        let number = key.as_f64();
        return if number == 0.0 { Value::from_i32(0) } else { Value::from_f64(number) };
    }
    key
}

#[inline]
fn hash(key: Value) -> u32 {
    let bits = match key.kind() {
        kind::STRING => compare::hash(key.cell()) as u64,
        kind::BIGINT => compare::hash(crate::string::make::from_str(&bigint::to_text(key))) as u64,
        _ => key.0,
    };
    (bits.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as u32
}

#[inline]
fn equal(left: Value, right: Value) -> bool {
    left == right || left.is_cell() && right.is_cell() && equal_cells(left, right)
}

fn equal_cells(left: Value, right: Value) -> bool {
    match (left.kind(), right.kind()) {
        (kind::STRING, kind::STRING) => compare::equals(left.cell(), right.cell()),
        (kind::BIGINT, kind::BIGINT) => bigint::equals(left, right),
        _ => false,
    }
}

impl Table {
    pub const fn new() -> Table {
        Table { entries: Vec::new(), buckets: Vec::new(), live: 0, packings: 0, next_number: 0 }
    }

    #[inline]
    pub fn len(&self) -> usize {
        self.live as usize
    }

    pub fn is_empty(&self) -> bool {
        self.live == 0
    }

    #[inline]
    fn position(&self, key: Value) -> Option<usize> {
        if self.live == 0 { None } else { self.position_of(key, hash(key)) }
    }

    fn position_of(&self, key: Value, hash: u32) -> Option<usize> {
        let mut next = self.buckets[hash as usize & (self.buckets.len() - 1)];
        while next != 0 {
            let entry = &self.entries[next as usize - 1];
            if entry.hash == hash && equal(entry.key, key) {
                return Some(next as usize - 1);
            }
            next = entry.next;
        }
        None
    }

    /// The value of a key.
    #[inline]
    pub fn get(&self, key: Value) -> Option<Value> {
        self.position(normal(key)).map(|index| self.entries[index].value)
    }

    #[inline]
    pub fn has(&self, key: Value) -> bool {
        self.position(normal(key)).is_some()
    }

    /// Inserts or overwrites; true where the key is new.
    pub fn insert(&mut self, key: Value, value: Value) -> bool {
        let key = normal(key);
        let hash = hash(key);
        if self.live > 0
            && let Some(index) = self.position_of(key, hash)
        {
            self.entries[index].value = value;
            return false;
        }
        if self.entries.len() >= self.buckets.len() {
            self.make_room();
        }
        let bucket = hash as usize & (self.buckets.len() - 1);
        let entry = Entry { key, value, next: self.buckets[bucket], number: self.next_number, hash };
        self.entries.push(entry);
        self.buckets[bucket] = self.entries.len() as u32;
        self.next_number += 1;
        self.live += 1;
        true
    }

    /// Was it there?
    pub fn remove(&mut self, key: Value) -> bool {
        let Some(index) = self.position(normal(key)) else { return false };
        self.remove_at(index);
        true
    }

    fn remove_at(&mut self, index: usize) {
        let bucket = self.entries[index].hash as usize & (self.buckets.len() - 1);
        let after = self.entries[index].next;
        let mut next = self.buckets[bucket];
        if next as usize == index + 1 {
            self.buckets[bucket] = after;
        } else {
            while self.entries[next as usize - 1].next as usize != index + 1 {
                next = self.entries[next as usize - 1].next;
            }
            self.entries[next as usize - 1].next = after;
        }
        (self.entries[index].key, self.entries[index].value) = (Value::EMPTY, Value::EMPTY);
        self.live -= 1;
        if self.entries.len() > 32 && (self.live as usize) < self.entries.len() / 4 {
            self.pack(self.buckets.len() / 2);
        }
    }

    pub fn clear(&mut self) {
        self.entries.clear();
        self.buckets.fill(0);
        self.live = 0;
        self.packings += 1;
    }

    #[cold]
    fn make_room(&mut self) {
        let old = self.bytes();
        let wanted = if (self.live as usize) < self.buckets.len() / 2 {
            self.buckets.len()
        } else {
            (self.buckets.len() * 2).max(8)
        };
        self.pack(wanted);
        self.entries.reserve_exact(wanted - self.entries.len());
        alloc::add_external(self.bytes() - old.min(self.bytes()));
    }

    /// Closes the gaps and builds the buckets anew.
    fn pack(&mut self, buckets: usize) {
        if self.live as usize != self.entries.len() {
            self.entries.retain(|entry| !entry.key.is_empty());
            self.packings += 1;
        }
        self.buckets.clear();
        self.buckets.resize(buckets, 0);
        for index in 0..self.entries.len() {
            let bucket = self.entries[index].hash as usize & (buckets - 1);
            self.entries[index].next = self.buckets[bucket];
            self.buckets[bucket] = index as u32 + 1;
        }
    }

    /// External memory.
    pub fn bytes(&self) -> usize {
        self.entries.capacity() * size_of::<Entry>() + self.buckets.capacity() * 4
    }

    /// The next entry of a walk.
    #[inline]
    pub fn advance(&self, walk: &mut Walk) -> Option<Entry> {
        if walk.packings != self.packings {
            walk.index = self.entries.partition_point(|entry| entry.number < walk.number) as u32;
            walk.packings = self.packings;
        }
        while let Some(entry) = self.entries.get(walk.index as usize) {
            walk.index += 1;
            if !entry.key.is_empty() {
                walk.number = entry.number + 1;
                return Some(*entry);
            }
        }
        None
    }

    /// Entries that are there, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|entry| !entry.key.is_empty())
    }

    pub fn trace(&self, marker: &mut Marker) {
        for entry in &self.entries {
            marker.value(entry.key);
            marker.value(entry.value);
        }
    }

    /// Removes every entry whose key does not please; for weak tables after a marking.
    pub fn retain(&mut self, keep: impl Fn(Value) -> bool) {
        if self.iter().all(|entry| keep(entry.key)) {
            return;
        }
        for entry in &mut self.entries {
            if !entry.key.is_empty() && !keep(entry.key) {
                (entry.key, entry.value) = (Value::EMPTY, Value::EMPTY);
                self.live -= 1;
            }
        }
        self.pack(self.buckets.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(i: i32) -> Value {
        Value::from_i32(i)
    }

    #[test]
    fn a_walk_survives_deletion_growth_and_clearing() {
        let mut table = Table::new();
        (0..100).for_each(|i| {
            table.insert(number(i), number(i));
        });
        let mut walk = Walk::default();
        for i in 0..50 {
            assert_eq!(table.advance(&mut walk).map(|entry| entry.key), Some(number(i)));
        }
        (0..90).for_each(|i| assert!(table.remove(number(i))));
        assert_eq!(table.advance(&mut walk).map(|entry| entry.key), Some(number(90)));
        (200..500).for_each(|i| {
            table.insert(number(i), number(i));
        });
        for i in (91..100).chain(200..300) {
            assert_eq!(table.advance(&mut walk).map(|entry| entry.key), Some(number(i)));
        }
        table.clear();
        table.insert(number(7), number(7));
        assert_eq!(table.advance(&mut walk).map(|entry| entry.key), Some(number(7)));
        assert!(table.advance(&mut walk).is_none());
    }

    #[test]
    fn keys_are_compared_by_same_value_zero() {
        let mut table = Table::new();
        table.insert(Value::from_f64(-0.0), number(1));
        table.insert(Value::NAN, number(2));
        table.insert(Value::from_f64(1.5), number(3));
        assert_eq!(table.get(number(0)), Some(number(1)));
        assert_eq!(table.get(Value::NAN), Some(number(2)));
        assert_eq!(table.get(Value::from_f64(1.5)), Some(number(3)));
        assert!(!table.has(number(1)));
    }

    #[test]
    fn the_last_entry_may_be_removed_and_inserted_again() {
        let mut table = Table::new();
        for round in 0..1000 {
            assert!(table.insert(number(1), number(round)));
            assert!(table.remove(number(1)));
        }
        assert_eq!(table.len(), 0);
    }
}
