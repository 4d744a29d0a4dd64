//! The objects: object code by key, one file an entry, whose bytes are known again by their reference.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::action::{Action, Sink};
use crate::directory::{Directory, Facts};
use crate::fault::{Entry, Fault};
use crate::fingerprint::Fingerprint;
use crate::home::Spot;
use crate::object::ObjRef;
use crate::store::{Store, now_seconds};

/// No object of ours is larger.
pub(crate) const MOST_OBJECT: u64 = 256 << 20;
/// Time of use is kept to five minutes: finer would cost a write for every object of every run, coarser would let a
/// trim take what a running build has just found.
const TOUCH_SECONDS: i64 = 300;

/// Objects of this run by target and key that could not be written, or may not.
pub(crate) type Held = HashMap<(String, Fingerprint), Arc<[u8]>>;

impl Store {
    /// The remembered object of an action, if its record and its file are there; counted as one hit or one miss.
    pub fn lookup_object<A: Action<Out = ObjRef>>(&self, target: &str, key: Fingerprint) -> Option<ObjRef> {
        let reference = match self.is_enabled() {
            true => self.peek::<A>(key).filter(|reference| self.has_object(target, key, reference)),
            false => self.held().get(&(target.to_owned(), key)).map(|bytes| ObjRef::of(bytes)),
        };
        self.count_lookup::<A>(reference.is_some());
        reference
    }

    /// Runs an action that makes an object, and keeps object and record. Gives the notes it left, too.
    pub fn make_object<A: Action<Out = ObjRef>>(
        &self,
        target: &str,
        key: Fingerprint,
        input: &A::In,
    ) -> Option<(ObjRef, Vec<String>)> {
        let sink = Sink::default();
        let reference = A::run(input, &sink)?;
        let left = sink.into_left();
        let (_, bytes) = left.objects.into_iter().find(|(made, _)| *made == reference)?;
        self.put_object(target, key, bytes);
        // The record vouches for the file, so it comes after.
        self.remember::<A>(key, &reference);
        Some((reference, left.notes))
    }

    /// Keeps object code under a key. If it cannot be written, it is held in memory for this run.
    pub fn put_object(&self, target: &str, key: Fingerprint, bytes: Vec<u8>) -> ObjRef {
        let reference = ObjRef::of(&bytes);
        let written = match self.home() {
            Some(home) => {
                home.write(&Spot::Objects(target.to_owned()), &object_name(home.shelf(), key), &bytes)
            }
            None => Err(Fault::Disabled),
        };
        if let Err(fault) = written {
            if self.is_enabled() {
                self.counters().count("object", |counts| counts.store_errors += 1);
            }
            self.counters().fault(|| Entry::Object(key), fault);
            self.held().insert((target.to_owned(), key), bytes.into());
        }
        reference
    }

    /// Whether the object is there with the right length: what planning needs. The bytes are checked when they are
    /// read.
    pub fn has_object(&self, target: &str, key: Fingerprint, reference: &ObjRef) -> bool {
        if self.held().contains_key(&(target.to_owned(), key)) {
            return true;
        }
        let found = self.object_facts(target, key).and_then(|facts| match facts.is_file {
            false => Err(Fault::WrongKind),
            true if facts.len != reference.len => Err(Fault::Length),
            true => Ok(facts.used),
        });
        match found {
            Ok(used) => self.touch_object(target, key, used),
            Err(ref fault) => self.counters().fault(|| Entry::Object(key), fault.clone()),
        }
        found.is_ok()
    }

    /// The bytes of an object, checked against the reference. `None`: make it again.
    pub fn object(&self, target: &str, key: Fingerprint, reference: &ObjRef) -> Option<Vec<u8>> {
        if let Some(held) = self.held().get(&(target.to_owned(), key)) {
            return reference.verify(held).is_ok().then(|| held.to_vec());
        }
        let read = self.objects(target).and_then(|objects| {
            let bytes = objects.read(&self.object_name(key), MOST_OBJECT)?;
            reference.verify(&bytes).map(|()| bytes)
        });
        read.map_err(|fault| self.counters().fault(|| Entry::Object(key), fault)).ok()
    }

    /// Where the object lies, for tools that take paths. Check it with `object` before it is trusted.
    pub fn object_path(&self, target: &str, key: Fingerprint) -> Option<PathBuf> {
        let home = self.home()?;
        home.at(&Spot::Objects(target.to_owned())).ok()?;
        Some(home.file_path(&Spot::Objects(target.to_owned()), &self.object_name(key)))
    }

    fn object_name(&self, key: Fingerprint) -> String {
        object_name(self.home().map_or("", |home| home.shelf()), key)
    }

    fn objects(&self, target: &str) -> Result<Arc<Directory>, Fault> {
        let home = self.home().ok_or(Fault::Disabled)?;
        home.at(&Spot::Objects(target.to_owned()))
    }

    fn object_facts(&self, target: &str, key: Fingerprint) -> Result<Facts, Fault> {
        self.objects(target)?.facts(&self.object_name(key))
    }

    fn touch_object(&self, target: &str, key: Fingerprint, used: i64) {
        let now = now_seconds();
        if !(0..=TOUCH_SECONDS).contains(&now.saturating_sub(used))
            && let Ok(objects) = self.objects(target)
        {
            // A read-only cache keeps its times; it is not trimmed either.
            objects.touch(&self.object_name(key), now).ok();
        }
    }
}

/// The name of an object's file: the key with the build of the compiler that made it, so that two compilers at work
/// on one project do not take each other's objects for damaged ones.
pub(crate) fn object_name(shelf: &str, key: Fingerprint) -> String {
    format!("{}.o", Fingerprint::of(&(shelf, key)))
}
