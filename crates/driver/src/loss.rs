//! The losses: what the faults of the cache cost a build, in words that name the module.

use std::collections::HashMap;
use std::sync::Arc;

use perry_persist::fault::{Entry, Fault, FaultNote};
use perry_persist::fingerprint::Fingerprint;
use perry_persist::store::Store;

use crate::object::Object;
use crate::plan::{Plan, Planned};

/// What a key is the key of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Facts,
    Lowering,
    /// What `why` knows of a module's imports.
    Context,
    /// What a debugger is told.
    Lines,
    Object,
}

impl Part {
    pub fn noun(self) -> &'static str {
        match self {
            Part::Facts => "record of the facts",
            Part::Lowering => "record of the lowering",
            Part::Context => "record of the imports",
            Part::Lines => "record of the lines",
            Part::Object => "object",
        }
    }
}

/// Keys of entries by what they are to a person. Empty when there was no fault to tell.
#[derive(Debug, Default)]
pub struct Names(HashMap<Fingerprint, (Part, Arc<str>)>);

impl Names {
    pub fn of<'a>(store: &Store, plan: &Plan, objects: impl Iterator<Item = &'a Object>) -> Names {
        let mut names = Names::default();
        if store.faults().0 == 0 {
            return names;
        }
        for module in &plan.modules {
            let [facts, lowering] = module.records;
            names.add(facts, Part::Facts, module.path.clone());
            names.add(lowering, Part::Lowering, module.path.clone());
        }
        objects.for_each(|object| names.add(object.key, Part::Object, object.path.clone()));
        names
    }

    pub fn add(&mut self, key: Fingerprint, part: Part, path: Arc<str>) {
        self.0.insert(key, (part, path));
    }

    /// What a note is about, if it is about a module.
    pub fn named(&self, note: &FaultNote) -> Option<(Fingerprint, (Part, Arc<str>))> {
        match &note.entry {
            Entry::Object(key) | Entry::Record(key) => Some((*key, self.0.get(key)?.clone())),
            _ => None,
        }
    }

    /// `object of src/a.ts was damaged: digest`
    pub fn sentence(&self, note: &FaultNote) -> String {
        let FaultNote { entry, fault } = note;
        match (entry, self.named(note)) {
            (Entry::Record(_), Some((_, (Part::Object, path)))) => {
                format!("record of the object of {path} {fault}")
            }
            (_, Some((_, (part, path)))) => format!("{} of {path} {fault}", part.noun()),
            (entry, None) => format!("{entry} {fault}"),
        }
    }
}

/// The faults of a build by what they cost.
pub struct Losses<'a> {
    names: &'a Names,
    by_key: HashMap<Fingerprint, Vec<FaultNote>>,
    segment: Option<Fault>,
    manifest: Option<Fault>,
}

impl<'a> Losses<'a> {
    pub fn of(store: &Store, names: &'a Names) -> Losses<'a> {
        let mut losses = Losses { names, by_key: HashMap::new(), segment: None, manifest: None };
        for note in store.faults().1 {
            match &note.entry {
                Entry::Object(key) | Entry::Record(key) => {
                    losses.by_key.entry(*key).or_default().push(note);
                }
                Entry::Segment(_) => losses.segment = losses.segment.or(Some(note.fault)),
                Entry::Manifest(_) => losses.manifest = losses.manifest.or(Some(note.fault)),
                _ => {}
            }
        }
        losses
    }

    /// Why the last build of these settings is not known, if it should be.
    pub fn of_manifest(&self) -> Option<String> {
        self.manifest.as_ref().map(|fault| format!("manifest of the last build {fault}"))
    }

    /// What the entries of a module suffered.
    pub fn of_module(&self, module: &Planned, object: &Object) -> Vec<String> {
        let [facts, lowering] = module.records;
        let notes = [facts, lowering, object.key].into_iter().filter_map(|key| self.by_key.get(&key));
        notes.flatten().map(|note| self.names.sentence(note)).collect()
    }

    /// What an object itself suffered.
    pub fn of_entry(&self, object: &Object) -> Vec<String> {
        let notes = self.by_key.get(&object.key).into_iter().flatten();
        notes.map(|note| self.names.sentence(note)).collect()
    }

    /// Why an object had to be made that an earlier build has made, when nothing else says it.
    pub fn of_object(&self, object: &Object) -> String {
        match &self.segment {
            Some(fault) => format!("the segment with the record of the object of {} {fault}", object.path),
            None => format!("object of {} was missing", object.path),
        }
    }

    /// Whether `of_module` tells of the object already.
    pub fn has_object_note(&self, object: &Object) -> bool {
        self.by_key.contains_key(&object.key)
    }
}
