//! Which locals may be read before anything was stored into them.

use crate::flow::order;
use crate::module::{BlockId, Function, LocalId, Op, Terminator};

/// Sets of locals as bits.
#[derive(Clone, PartialEq)]
struct Bits(Vec<u64>);

impl Bits {
    fn full(count: usize) -> Bits {
        Bits(vec![u64::MAX; count.div_ceil(64)])
    }

    fn none(count: usize) -> Bits {
        Bits(vec![0; count.div_ceil(64)])
    }

    fn set(&mut self, local: LocalId) {
        self.0[local.0 as usize / 64] |= 1 << (local.0 % 64);
    }

    fn has(&self, local: LocalId) -> bool {
        self.0[local.0 as usize / 64] >> (local.0 % 64) & 1 == 1
    }

    /// Keeps what both have; says whether that took something away.
    fn keep(&mut self, other: &Bits) -> bool {
        let mut has_shrunk = false;
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            has_shrunk |= *mine & !theirs != 0;
            *mine &= theirs;
        }
        has_shrunk
    }
}

/// The locals with a load that a way from the entry reaches without a store.
pub fn read_before_store(function: &Function) -> Vec<LocalId> {
    let count = function.locals.len();
    let mut at_start = vec![Bits::full(count); function.blocks.len()];
    at_start[0] = Bits::none(count);
    let order = order(function);
    let mut has_changed = true;
    while has_changed {
        has_changed = false;
        for block in &order {
            has_changed |= spread(function, *block, &mut at_start);
        }
    }
    let mut early = Bits::none(count);
    for block in &order {
        let mut stored = at_start[block.0 as usize].clone();
        for inst in &function.blocks[block.0 as usize].insts {
            match inst.op {
                Op::LoadLocal(local) if !stored.has(local) => early.set(local),
                Op::StoreLocal(local, _) => stored.set(local),
                _ => {}
            }
        }
    }
    (0..count as u32).map(LocalId).filter(|local| early.has(*local)).collect()
}

/// Carries what is stored on leaving a block to where control goes next; an exception may leave before any store.
fn spread(function: &Function, id: BlockId, at_start: &mut [Bits]) -> bool {
    let block = &function.blocks[id.0 as usize];
    let mut stored = at_start[id.0 as usize].clone();
    let mut has_changed = block.handler.is_some_and(|handler| at_start[handler.0 as usize].keep(&stored));
    for inst in &block.insts {
        if let Op::StoreLocal(local, _) = inst.op {
            stored.set(local);
        }
    }
    if let Terminator::Yield { value, mode, .. }
    | Terminator::Await { value, mode, .. }
    | Terminator::InitialYield { value, mode, .. } = block.end
    {
        stored.set(value);
        stored.set(mode);
    }
    block.end.successors(&mut |next| has_changed |= at_start[next.0 as usize].keep(&stored));
    has_changed
}
