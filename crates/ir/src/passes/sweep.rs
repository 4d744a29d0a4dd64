//! Removes instructions whose results nobody uses and that do nothing else.

use crate::module::{Function, Inst};
use crate::table::Effect;

/// From the last to the first instruction, so that what only dead code used goes too.
pub fn remove_unused(function: &mut Function) {
    let mut uses = vec![0u32; function.temps.len()];
    for block in &function.blocks {
        block.uses(&mut |_, temp| uses[temp.0 as usize] += 1);
    }
    let mut has_removed = true;
    while has_removed {
        has_removed = false;
        for block in &mut function.blocks {
            let before = block.insts.len();
            let mut kept: Vec<Inst> = Vec::with_capacity(before);
            for mut inst in block.insts.drain(..).rev() {
                let is_dead = inst.dst.is_some_and(|dst| uses[dst.0 as usize] == 0);
                if is_dead && inst.op.info().effect <= Effect::Reads && !must_stay(&inst) {
                    inst.op.temps_mut(&mut |temp| uses[temp.0 as usize] -= 1);
                } else {
                    kept.push(inst);
                }
            }
            kept.reverse();
            has_removed |= kept.len() != before;
            block.insts = kept;
        }
    }
}

/// The head of a handler block marks it as one.
fn must_stay(inst: &Inst) -> bool {
    inst.op == crate::module::Op::CatchValue
}
