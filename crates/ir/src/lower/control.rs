//! Leaving blocks: break, continue and return through finally blocks and open iterators.

use super::Lowerer;
use super::frame::Role;
use crate::module::{BlockId, FunctionKind, LocalId, Op, Temp, Terminator};
use perry_syntax::ast::Name;

/// Something that surrounds the place in work and has a say in how it is left.
#[derive(Clone, Debug)]
pub enum Exit {
    Loop {
        labels: Vec<Name>,
        again: BlockId,
        end: BlockId,
    },
    /// Also the part of a for-of that `break` leaves.
    Switch {
        labels: Vec<Name>,
        end: BlockId,
    },
    /// The part of a for-of that `continue` leaves.
    Continue {
        labels: Vec<Name>,
        again: BlockId,
    },
    Label {
        labels: Vec<Name>,
        end: BlockId,
    },
    /// An iterator to close; `outer` handles what closing throws.
    Iterator {
        record: LocalId,
        is_async: bool,
        outer: Option<BlockId>,
    },
    /// A finally block to run first.
    Finally(Finally),
}

/// A finally block that is not lowered yet.
#[derive(Clone, Debug)]
pub struct Finally {
    pub block: BlockId,
    /// How it was entered (I32): 0 from the end of the block, 1 by an exception, n by `completions[n - 2]`.
    pub how: LocalId,
    /// The exception, or the value to return.
    pub value: LocalId,
    pub completions: Vec<Completion>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Completion {
    Break(Option<Name>),
    Continue(Option<Name>),
    /// With the value in the finally's `value`.
    Return,
}

impl<'a> Lowerer<'a> {
    /// Leaves by break or continue.
    pub(super) fn complete(&mut self, completion: Completion) {
        self.leave(completion, None);
    }

    /// `return value`, as the kind of the function means it.
    pub(super) fn return_value(&mut self, value: Option<Temp>) {
        let (role, kind) = (self.frame().role, self.frame().kind);
        let value = match (role, value) {
            (Role::DerivedConstructor, value) => self.derived_return(value),
            (_, Some(value)) if kind == FunctionKind::AsyncGenerator => self.await_value(value),
            (_, Some(value)) => value,
            (_, None) => self.b().undefined(),
        };
        self.leave(Completion::Return, Some(value));
    }

    /// Runs what stands between here and the target, innermost first.
    pub(super) fn leave(&mut self, completion: Completion, mut value: Option<Temp>) {
        if self.b().is_dead {
            return;
        }
        let (exits, handler) = (self.frame().exits.clone(), self.b().handler);
        for index in (0..exits.len()).rev() {
            match &exits[index] {
                Exit::Iterator { record, is_async, outer } => {
                    let spilled = value.map(|value| self.spill(value));
                    self.b().set_handler(*outer);
                    self.frame().exits.truncate(index);
                    self.close_iterator(*record, *is_async);
                    value = spilled.map(|local| self.b().load(local));
                }
                Exit::Finally(_) => {
                    self.enter_finally(index, &completion, value);
                    break;
                }
                exit => {
                    if let Some(target) = target(exit, &completion) {
                        self.b().jump(target);
                        break;
                    }
                }
            }
        }
        if let (Completion::Return, Some(value)) = (&completion, value) {
            self.b().end(Terminator::Return(value));
        }
        self.restore(exits, handler);
    }

    /// After the code that left is emitted, the place around it is as before.
    fn restore(&mut self, exits: Vec<Exit>, handler: Option<BlockId>) {
        let mut kept = exits;
        // Completions that were noted on the way belong to the finally blocks further out.
        for (index, exit) in self.frame().exits.iter().enumerate() {
            if let (Exit::Finally(new), Some(Exit::Finally(old))) = (exit, kept.get_mut(index)) {
                old.completions.clone_from(&new.completions);
            }
        }
        self.frame().exits = kept;
        self.b().handler = handler;
        self.b().is_dead = true;
    }

    fn enter_finally(&mut self, index: usize, completion: &Completion, value: Option<Temp>) {
        let Exit::Finally(finally) = &mut self.frame().exits[index] else { return };
        let known = finally.completions.iter().position(|other| other == completion);
        let number = known.unwrap_or_else(|| {
            finally.completions.push(completion.clone());
            finally.completions.len() - 1
        });
        let (block, how, slot) = (finally.block, finally.how, finally.value);
        if let Some(value) = value {
            self.b().store(slot, value);
        }
        let number = self.b().emit(Op::ConstI32(number as i32 + 2));
        self.b().store(how, number);
        self.b().jump(block);
    }
}

/// Where a completion goes if this is its target.
fn target(exit: &Exit, completion: &Completion) -> Option<BlockId> {
    match (exit, completion) {
        (Exit::Loop { end, .. } | Exit::Switch { end, .. }, Completion::Break(None)) => Some(*end),
        (Exit::Loop { again, .. } | Exit::Continue { again, .. }, Completion::Continue(None)) => Some(*again),
        (
            Exit::Loop { labels, end, .. } | Exit::Switch { labels, end } | Exit::Label { labels, end },
            Completion::Break(Some(label)),
        ) if labels.contains(label) => Some(*end),
        (
            Exit::Loop { labels, again, .. } | Exit::Continue { labels, again },
            Completion::Continue(Some(label)),
        ) if labels.contains(label) => Some(*again),
        _ => None,
    }
}
