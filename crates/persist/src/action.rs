//! The action: a pure function that is worth remembering between runs.

use std::sync::Mutex;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::fingerprint::Fingerprint;
use crate::object::ObjRef;

/// A pure function of its input, remembered by the fingerprint of that input.
///
/// `run` has no `self` and captures nothing: what is not in `In` it cannot read, so it cannot be missing in the key.
pub trait Action {
    /// Names the action in keys, counters and messages.
    const ID: &'static str;
    type In: Serialize;
    type Out: Serialize + DeserializeOwned;

    /// The answer, or `None` when there is none worth remembering.
    fn run(input: &Self::In, sink: &Sink) -> Option<Self::Out>;

    /// Whether an answer that was read back holds together, as every answer of `run` does.
    fn verify(_answer: &Self::Out) -> bool {
        true
    }

    /// What the store knows the answer by.
    fn key(input: &Self::In) -> Fingerprint {
        Fingerprint::of(&(Self::ID, input))
    }
}

/// Where a running action leaves what is not its answer: object bytes and notes. Nothing can be read from it.
#[derive(Default)]
pub struct Sink {
    left: Mutex<Left>,
}

/// What an action left behind.
#[derive(Default)]
pub struct Left {
    /// Object code, in the order it was left; the `ObjRef`s tell which is which.
    pub objects: Vec<(ObjRef, Vec<u8>)>,
    /// Remarks for the person who asked with `-v`.
    pub notes: Vec<String>,
}

impl Sink {
    /// Leaves object code and gives the reference that goes into the answer.
    pub fn object(&self, bytes: Vec<u8>) -> ObjRef {
        let reference = ObjRef::of(&bytes);
        self.left().objects.push((reference, bytes));
        reference
    }

    pub fn note(&self, note: String) {
        self.left().notes.push(note);
    }

    /// What was left; for the one who ran the action.
    pub fn into_left(self) -> Left {
        self.left.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    fn left(&self) -> std::sync::MutexGuard<'_, Left> {
        self.left.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}
