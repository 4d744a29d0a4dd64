//! Makes every temp of a suspending function local to its block: what crosses blocks goes through locals.
//!
//! The locals of such a function live in its frame, so they outlive a suspension; a temp lives in a machine register
//! and does not. Afterwards only `LoadLocal` and `StoreLocal` carry something from one block to another.

use crate::module::{Block, Function, Inst, Local, LocalId, Op, Temp, Terminator};
use crate::operand::Part;
use crate::table::Effect;
use std::collections::{HashMap, HashSet};

/// How a temp reaches the blocks that do not define it.
#[derive(Clone)]
enum Carrier {
    Local(LocalId),
    /// It is made anew: it depends on nothing that changes.
    Again(Op),
}

/// Rewrites `function`, which must be verified, so that each use of a temp is in the block of its definition.
pub fn suspend(function: &mut Function) {
    let carriers = carriers(function);
    let mut blocks = std::mem::take(&mut function.blocks);
    for block in &mut blocks {
        rewrite(block, function, &carriers);
    }
    function.blocks = blocks;
}

fn carriers(function: &mut Function) -> HashMap<Temp, Carrier> {
    let mut crossing = Vec::new();
    let mut seen = HashSet::new();
    for block in &function.blocks {
        let defined: HashSet<Temp> = block.insts.iter().filter_map(|inst| inst.dst).collect();
        block.uses(&mut |_, temp| {
            if !defined.contains(&temp) && seen.insert(temp) {
                crossing.push(temp);
            }
        });
    }
    let insts = function.blocks.iter().flat_map(|block| &block.insts);
    let mut again: HashMap<Temp, Op> = insts
        .filter(|inst| is_repeatable(&inst.op))
        .filter_map(|inst| Some((inst.dst?, inst.op.clone())))
        .collect();
    let carrier = |temp: Temp| match again.remove(&temp) {
        Some(op) => (temp, Carrier::Again(op)),
        None => (temp, Carrier::Local(new_local(function, temp))),
    };
    crossing.into_iter().map(carrier).collect()
}

fn is_repeatable(op: &Op) -> bool {
    let mut has_operand = false;
    op.parts(&mut |_, part| has_operand |= matches!(part, Part::Temp(_)));
    !has_operand && op.info().effect == Effect::Pure && !matches!(op, Op::Param(_))
}

fn new_local(function: &mut Function, temp: Temp) -> LocalId {
    let ty = function.temps[temp.0 as usize];
    function.locals.push(Local { name: format!("t{}", temp.0).into(), ty });
    LocalId(function.locals.len() as u32 - 1)
}

fn new_temp(function: &mut Function, like: Temp) -> Temp {
    function.temps.push(function.temps[like.0 as usize]);
    Temp(function.temps.len() as u32 - 1)
}

fn rewrite(block: &mut Block, function: &mut Function, carriers: &HashMap<Temp, Carrier>) {
    let old = std::mem::take(&mut block.insts);
    // What a temp is called in this block
    let mut here: HashMap<Temp, Temp> = HashMap::new();
    let insts = &mut block.insts;
    let mut bring = |temp: &mut Temp, insts: &mut Vec<Inst>, here: &mut HashMap<Temp, Temp>| {
        let Some(carrier) = carriers.get(temp) else { return };
        *temp = *here.entry(*temp).or_insert_with(|| {
            let dst = new_temp(function, *temp);
            let op = match carrier {
                Carrier::Local(local) => Op::LoadLocal(*local),
                Carrier::Again(op) => op.clone(),
            };
            insts.push(Inst { dst: Some(dst), op });
            dst
        });
    };
    for mut inst in old {
        inst.op.temps_mut(&mut |temp| bring(temp, insts, &mut here));
        let dst = inst.dst;
        insts.push(inst);
        if let Some(dst) = dst
            && let Some(carrier) = carriers.get(&dst)
        {
            here.insert(dst, dst);
            if let Carrier::Local(local) = carrier {
                insts.push(Inst { dst: None, op: Op::StoreLocal(*local, dst) });
            }
        }
    }
    if let Some(temp) = block.end.temp_mut() {
        bring(temp, insts, &mut here);
    }
}

impl Terminator {
    /// The temp it uses.
    pub(crate) fn temp_mut(&mut self) -> Option<&mut Temp> {
        match self {
            Terminator::Branch { condition: temp, .. }
            | Terminator::Switch { on: temp, .. }
            | Terminator::Return(temp)
            | Terminator::Throw(temp)
            | Terminator::Yield { arg: temp, .. }
            | Terminator::Await { arg: temp, .. } => Some(temp),
            Terminator::Jump(_) | Terminator::InitialYield { .. } | Terminator::Unreachable => None,
        }
    }
}
