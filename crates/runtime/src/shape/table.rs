//! Properties of one shape in order of their making, with an index once they are many.

use crate::property::Attributes;
use crate::property::key::PropertyKey;
use crate::value::Value;
use hashbrown::HashTable;

#[derive(Clone, Copy)]
pub struct Entry {
    /// `EMPTY` where the property was deleted.
    pub key: PropertyKey,
    pub slot: u32,
    pub attributes: Attributes,
}

impl Entry {
    /// Takes attributes away, as `freeze` does; private members keep theirs.
    pub fn restrict(&mut self, remove: Attributes) {
        if !self.key.is_private() {
            self.attributes = self.attributes.without(remove);
        }
    }
}

/// Up to here a walk is faster than hashing.
const LARGEST_WALK: usize = 8;

#[derive(Clone, Default)]
pub struct PropertyTable {
    pub entries: Vec<Entry>,
    index: HashTable<u32>,
    pub dead: usize,
}

impl PropertyTable {
    #[inline]
    pub fn find(&self, key: PropertyKey) -> Option<Entry> {
        self.position(key).map(|position| self.entries[position])
    }

    #[inline]
    pub fn position(&self, key: PropertyKey) -> Option<usize> {
        if self.entries.len() <= LARGEST_WALK {
            return self.entries.iter().position(|entry| entry.key == key);
        }
        let found = self.index.find(key.hash(), |position| self.entries[*position as usize].key == key);
        found.map(|position| *position as usize)
    }

    pub fn push(&mut self, entry: Entry) {
        self.entries.push(entry);
        if self.entries.len() == LARGEST_WALK + 1 {
            self.reindex();
        } else if self.entries.len() > LARGEST_WALK {
            let entries = &self.entries;
            let position = entries.len() as u32 - 1;
            self.index.insert_unique(entry.key.hash(), position, |other| entries[*other as usize].key.hash());
        }
    }

    pub fn remove(&mut self, position: usize) {
        let key = self.entries[position].key;
        if let Ok(found) = self.index.find_entry(key.hash(), |other| *other as usize == position) {
            found.remove();
        }
        self.entries[position].key = PropertyKey(Value::EMPTY);
        self.dead += 1;
    }

    pub fn set_attributes(&mut self, position: usize, attributes: Attributes) {
        self.entries[position].attributes = attributes;
    }

    /// Entries that are not deleted.
    pub fn live(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|entry| !entry.key.0.is_empty())
    }

    /// Drops deleted entries; slots become consecutive. Returns where each new slot's value was.
    pub fn compact(&mut self) -> Vec<u32> {
        self.entries.retain(|entry| !entry.key.0.is_empty());
        self.dead = 0;
        let old: Vec<u32> = self.entries.iter().map(|entry| entry.slot).collect();
        for (slot, entry) in self.entries.iter_mut().enumerate() {
            entry.slot = slot as u32;
        }
        self.reindex();
        old
    }

    fn reindex(&mut self) {
        self.index.clear();
        if self.entries.len() <= LARGEST_WALK {
            return;
        }
        let entries = &self.entries;
        for (position, entry) in entries.iter().enumerate() {
            self.index.insert_unique(entry.key.hash(), position as u32, |other| {
                entries[*other as usize].key.hash()
            });
        }
    }
}
