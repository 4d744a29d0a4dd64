//! Gives a function two bodies: one whose values are checked to be numbers, and the one it had.
//!
//! The checked body runs first. Where a check fails, its locals are handed to the other body, which goes on behind the
//! same instruction; nothing is done twice and nothing is undone. `plan` says what is checked. Every temp of the
//! function is first made local to its block, and a block ends behind each instruction that is checked, so that all
//! there is to hand over stands in locals. What the checks prove, `infer` then finds out like anything else.

use crate::module::{
    Binary, Block, BlockId, Function, Inst, Local, LocalId, Module, Op, Temp, Terminator, Ty, Unary,
};
use crate::passes::analyse::analyse;
use crate::passes::kinds::Kinds;
use crate::passes::live::live_locals;
use crate::passes::plan::{Context, Names, Point, Points, plan};
use crate::passes::suspend::suspend;

/// Every function of the module that is worth it.
pub fn speculate(module: &mut Module) {
    let known = analyse(module);
    let results: Vec<Kinds> = known.iter().map(|known| known.result).collect();
    let names = Names::of(module);
    for (function, known) in module.functions.iter_mut().zip(&known) {
        let points = plan(&Context { function, known, results: &results, names });
        if !points.is_empty() {
            split(function, &points);
            suspend(function);
            Twin::new(function, points).run();
        }
    }
}

/// Ends a block behind each of these instructions.
fn split(function: &mut Function, points: &Points) {
    let mut index = 0;
    while index < function.blocks.len() {
        let next = BlockId(function.blocks.len() as u32);
        let block = &mut function.blocks[index];
        let is_point = |inst: &Inst| inst.dst.is_some_and(|dst| points.contains_key(&dst));
        if let Some(at) = block.insts.iter().position(is_point) {
            let insts = block.insts.split_off(at + 1);
            let end = std::mem::replace(&mut block.end, Terminator::Jump(next));
            let rest = Block { handler: block.handler, insts, end };
            function.blocks.push(rest);
        }
        index += 1;
    }
}

/// The checked body in the making. Its blocks stand first, under the numbers the blocks had.
struct Twin<'a> {
    function: &'a mut Function,
    points: Points,
    live: Vec<Vec<bool>>,
    block_count: u32,
    local_count: u32,
    temp_count: u32,
    /// Blocks that belong to neither copy: behind checks.
    between: Vec<Block>,
}

impl<'a> Twin<'a> {
    fn new(function: &'a mut Function, points: Points) -> Twin<'a> {
        let live = live_locals(function);
        let block_count = function.blocks.len() as u32;
        let local_count = function.locals.len() as u32;
        let temp_count = function.temps.len() as u32;
        Twin { function, points, live, block_count, local_count, temp_count, between: Vec::new() }
    }

    fn run(mut self) {
        let mut other = std::mem::take(&mut self.function.blocks);
        let locals = self.function.locals.iter().map(|local| Local { name: format!("{}*", local.name).into(), ..*local });
        let locals: Vec<Local> = locals.collect();
        self.function.locals.extend(locals);
        self.function.temps.extend_from_within(..);
        let mut checked: Vec<Block> = other.iter().map(|block| self.copy(block)).collect();
        for (index, block) in checked.iter_mut().enumerate() {
            self.check(block, &other[index]);
        }
        for block in &mut other {
            block.handler = block.handler.map(|id| self.other(id));
            let count = self.block_count;
            block.end.targets_mut(&mut |target| target.0 += count);
        }
        checked.append(&mut other);
        checked.append(&mut self.between);
        self.function.blocks = checked;
    }

    /// The block of the body as it was.
    fn other(&self, id: BlockId) -> BlockId {
        BlockId(id.0 + self.block_count)
    }

    fn copy(&self, block: &Block) -> Block {
        let mut block = block.clone();
        for inst in &mut block.insts {
            inst.dst = inst.dst.map(|dst| self.copied(dst));
            inst.op.temps_mut(&mut |temp| *temp = self.copied(*temp));
            match &mut inst.op {
                Op::LoadLocal(local) | Op::StoreLocal(local, _) => local.0 += self.local_count,
                _ => {}
            }
        }
        if let Some(temp) = block.end.temp_mut() {
            *temp = self.copied(*temp);
        }
        block
    }

    fn copied(&self, temp: Temp) -> Temp {
        Temp(temp.0 + self.temp_count)
    }

    /// Puts the check at the end of a block that ends at a point. The value was stored into a local for what follows;
    /// if it was not, nobody needs it.
    fn check(&mut self, block: &mut Block, original: &Block) {
        let [.., made, Inst { op: Op::StoreLocal(local, value), .. }] = original.insts.as_slice() else { return };
        let (Some(point), Terminator::Jump(next)) = (self.points.get(value).copied(), &original.end) else {
            return;
        };
        if made.dst != Some(*value) {
            return;
        }
        let (local, next) = (*local, *next);
        let value = self.copied(*value);
        block.insts.pop();
        match point {
            Point::Number => self.check_type(block, value, Ty::F64, local, next),
            Point::Int => self.check_type(block, value, Ty::I32, local, next),
            Point::Arithmetic => self.check_arithmetic(block, local, next),
        }
    }

    fn check_type(&mut self, block: &mut Block, value: Temp, ty: Ty, local: LocalId, next: BlockId) {
        let condition = self.emit(&mut block.insts, Ty::Bool, Op::IsTy(ty, value));
        let mut insts = Vec::new();
        let typed = self.emit(&mut insts, ty, Op::Unbox(value));
        let then = self.accept(insts, typed, local, next);
        let otherwise = self.leave(value, local, next, Vec::new());
        block.end = Terminator::Branch { condition, then, otherwise };
    }

    /// Replaces the operation, the last of the block.
    fn check_arithmetic(&mut self, block: &mut Block, local: LocalId, next: BlockId) {
        let made = block.insts.pop().expect("the block ends with the operation");
        let insts = &mut block.insts;
        let (operator, left, right) = match made.op {
            Op::Binary(operator, left, right) => {
                let left = self.emit(insts, Ty::I32, Op::Unbox(left));
                (operator, left, self.emit(insts, Ty::I32, Op::Unbox(right)))
            }
            Op::Unary(operator, value) => {
                let value = self.emit(insts, Ty::I32, Op::Unbox(value));
                let one = self.emit(insts, Ty::I32, Op::ConstI32(1));
                (if operator == Unary::Dec { Binary::Sub } else { Binary::Add }, value, one)
            }
            _ => unreachable!("a point of arithmetic is arithmetic"),
        };
        let condition = self.emit(insts, Ty::Bool, Op::I32Overflows(operator, left, right));
        let mut insts = Vec::new();
        let int = self.emit(&mut insts, Ty::I32, Op::I32Binary(operator, left, right));
        let otherwise = self.accept(insts, int, local, next);
        let mut insts = Vec::new();
        let left = self.emit(&mut insts, Ty::F64, Op::I32ToF64(left));
        let right = self.emit(&mut insts, Ty::F64, Op::I32ToF64(right));
        let exact = self.emit(&mut insts, Ty::F64, Op::F64Binary(operator, left, right));
        let exact = self.emit(&mut insts, Ty::Boxed, Op::Box(exact));
        let then = self.leave(exact, local, next, insts);
        block.end = Terminator::Branch { condition, then, otherwise };
    }

    fn emit(&mut self, insts: &mut Vec<Inst>, ty: Ty, op: Op) -> Temp {
        let temp = Temp(self.function.temps.len() as u32);
        self.function.temps.push(ty);
        insts.push(Inst { dst: Some(temp), op });
        temp
    }

    fn between(&mut self, block: Block) -> BlockId {
        self.between.push(block);
        BlockId(self.block_count * 2 + self.between.len() as u32 - 1)
    }

    /// The check holds: on with the typed value in its local.
    fn accept(&mut self, mut insts: Vec<Inst>, typed: Temp, local: LocalId, next: BlockId) -> BlockId {
        let boxed = self.emit(&mut insts, Ty::Boxed, Op::Box(typed));
        let local = LocalId(local.0 + self.local_count);
        insts.push(Inst { dst: None, op: Op::StoreLocal(local, boxed) });
        self.between(Block { handler: None, insts, end: Terminator::Jump(next) })
    }

    /// The check fails: on in the other body, with all that it may read.
    fn leave(&mut self, value: Temp, made: LocalId, next: BlockId, mut insts: Vec<Inst>) -> BlockId {
        for index in 0..self.local_count {
            let local = LocalId(index);
            if local != made && self.live[next.0 as usize][index as usize] {
                let ty = self.function.locals[index as usize].ty;
                let value = self.emit(&mut insts, ty, Op::LoadLocal(LocalId(index + self.local_count)));
                insts.push(Inst { dst: None, op: Op::StoreLocal(local, value) });
            }
        }
        insts.push(Inst { dst: None, op: Op::StoreLocal(made, value) });
        let next = self.other(next);
        self.between(Block { handler: None, insts, end: Terminator::Jump(next) })
    }
}

impl Terminator {
    fn targets_mut(&mut self, visit: &mut dyn FnMut(&mut BlockId)) {
        match self {
            Terminator::Jump(target) => visit(target),
            Terminator::Branch { then, otherwise, .. } => {
                visit(then);
                visit(otherwise);
            }
            Terminator::Switch { cases, default, .. } => {
                cases.iter_mut().for_each(|(_, target)| visit(target));
                visit(default);
            }
            Terminator::Yield { resume, .. }
            | Terminator::Await { resume, .. }
            | Terminator::InitialYield { resume, .. } => visit(resume),
            Terminator::Return(_) | Terminator::Throw(_) | Terminator::Unreachable => {}
        }
    }
}
