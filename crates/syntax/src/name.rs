//! Interning: one allocation for each distinct name or string of a module.

use crate::ast::{Name, Text};
use rustc_hash::FxHashMap;
use std::sync::Arc;
use swc_atoms::{Atom, Wtf8Atom};

/// The names of one module.
#[derive(Default)]
pub(crate) struct Names {
    names: FxHashMap<Atom, Name>,
}

impl Names {
    pub(crate) fn name(&mut self, atom: &Atom) -> Name {
        if let Some(name) = self.names.get(atom) {
            return name.clone();
        }
        let name: Name = Arc::from(&**atom);
        self.names.insert(atom.clone(), name.clone());
        name
    }

    pub(crate) fn of_str(&mut self, text: &str) -> Name {
        self.name(&Atom::from(text))
    }

    pub(crate) fn text(&mut self, atom: &Wtf8Atom) -> Text {
        match atom.clone().try_into_atom() {
            Ok(atom) => Text::Utf8(self.name(&atom)),
            Err(atom) => Text::Utf16(atom.to_ill_formed_utf16().collect()),
        }
    }
}
