//! Which locals a block may still read before it stores into them.

use crate::module::{BlockId, Function, LocalId, Op, Terminator};

/// By block, by local: may what the local holds at the start of the block be read?
pub fn live_locals(function: &Function) -> Vec<Vec<bool>> {
    let count = function.locals.len();
    let mut live = vec![vec![false; count]; function.blocks.len()];
    let mut has_changed = true;
    while has_changed {
        has_changed = false;
        for index in (0..function.blocks.len()).rev() {
            let new = at_start(function, BlockId(index as u32), &live);
            has_changed |= live[index] != new;
            live[index] = new;
        }
    }
    live
}

fn at_start(function: &Function, id: BlockId, live: &[Vec<bool>]) -> Vec<bool> {
    let block = &function.blocks[id.0 as usize];
    let mut here = vec![false; function.locals.len()];
    let join = |here: &mut Vec<bool>, next: BlockId| {
        here.iter_mut().zip(&live[next.0 as usize]).for_each(|(here, next)| *here |= next)
    };
    block.end.successors(&mut |next| join(&mut here, next));
    if let Terminator::Yield { value, mode, .. }
    | Terminator::Await { value, mode, .. }
    | Terminator::InitialYield { value, mode, .. } = block.end
    {
        [value, mode].iter().for_each(|local| here[local.0 as usize] = false);
    }
    for inst in block.insts.iter().rev() {
        match inst.op {
            Op::StoreLocal(LocalId(local), _) => here[local as usize] = false,
            Op::LoadLocal(LocalId(local)) => here[local as usize] = true,
            _ => {}
        }
    }
    // An exception may leave before any store.
    if let Some(handler) = block.handler {
        join(&mut here, handler);
    }
    here
}
