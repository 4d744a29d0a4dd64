//! Gives a function two bodies: one whose values are checked to be numbers, and the one it had.
//!
//! The checked body runs first. Where a check fails, its locals are handed to the other body, which goes on behind the
//! same instruction, or at it where the check comes first; nothing is done twice and nothing is undone. `plan` says
//! what is checked. Every temp of the function is first made local to its block, and a block ends where something is
//! checked, so that all there is to hand over stands in locals. What the checks prove, `infer` then finds out like
//! anything else.

use crate::module::{
    Binary, Block, BlockId, Compare, Function, Inst, Intrinsic, Local, LocalId, Module, Op, Temp, Terminator,
    Ty, Unary,
};
use crate::passes::analyse::analyse;
use crate::passes::builtin::{Builtin, Names};
use crate::passes::kinds::Kinds;
use crate::passes::live::live_locals;
use crate::passes::plan::{Context, Plan, Point, plan};
use crate::passes::suspend::suspend;
use std::collections::HashSet;

/// Every function of the module that is worth it.
pub fn speculate(module: &mut Module) {
    let known = analyse(module);
    let results: Vec<Kinds> = known.iter().map(|known| known.result).collect();
    let names = Names(&module.strings);
    for (function, known) in module.functions.iter_mut().zip(&known) {
        let plan = plan(&Context { function, known, results: &results, names });
        if !plan.is_empty() {
            split(function, &plan);
            suspend(function);
            Twin::new(function, plan).run();
        }
    }
}

/// Ends a block behind each point, and before each built-in.
fn split(function: &mut Function, plan: &Plan) {
    let mut index = 0;
    while index < function.blocks.len() {
        let block = &mut function.blocks[index];
        let is_point = |inst: &Inst| inst.dst.is_some_and(|dst| plan.points.contains_key(&dst));
        let is_builtin = |inst: &Inst| inst.dst.is_some_and(|dst| plan.builtins.contains_key(&dst));
        let behind = block.insts.iter().position(is_point).map(|at| at + 1);
        let before = block.insts.iter().skip(1).position(is_builtin).map(|at| at + 1);
        if let Some(at) = behind.into_iter().chain(before).min() {
            cut(function, index, at);
        }
        index += 1;
    }
}

/// What comes from the `at`-th instruction on becomes a block of its own.
fn cut(function: &mut Function, index: usize, at: usize) {
    let next = BlockId(function.blocks.len() as u32);
    let block = &mut function.blocks[index];
    let insts = block.insts.split_off(at);
    let end = std::mem::replace(&mut block.end, Terminator::Jump(next));
    let rest = Block { handler: block.handler, insts, end };
    function.blocks.push(rest);
}

/// The checked body in the making. Its blocks stand first, under the numbers the blocks had.
struct Twin<'a> {
    function: &'a mut Function,
    plan: Plan,
    live: Vec<Vec<bool>>,
    block_count: u32,
    local_count: u32,
    temp_count: u32,
    /// Blocks that belong to neither copy: behind checks.
    between: Vec<Block>,
    /// Locals that would hold `Math`, which the checked body does not use.
    math: HashSet<LocalId>,
}

impl<'a> Twin<'a> {
    fn new(function: &'a mut Function, plan: Plan) -> Twin<'a> {
        let live = live_locals(function);
        let block_count = function.blocks.len() as u32;
        let local_count = function.locals.len() as u32;
        let temp_count = function.temps.len() as u32;
        let insts = function.blocks.iter().flat_map(|block| &block.insts);
        let is_math = |value: &Temp| plan.builtins.get(value) == Some(&Builtin::Math);
        let math = insts.filter_map(|inst| match inst.op {
            Op::StoreLocal(local, value) if is_math(&value) => Some(local),
            _ => None,
        });
        let math = math.collect();
        Twin { function, plan, live, block_count, local_count, temp_count, between: Vec::new(), math }
    }

    fn run(mut self) {
        let mut other = std::mem::take(&mut self.function.blocks);
        let name = |local: &Local| Local { name: format!("{}*", local.name).into(), ..*local };
        let locals: Vec<Local> = self.function.locals.iter().map(name).collect();
        self.function.locals.extend(locals);
        self.function.temps.extend_from_within(..);
        let mut checked: Vec<Block> = other.iter().map(|block| self.copy(block)).collect();
        for (index, block) in checked.iter_mut().enumerate() {
            self.check(block, &other[index]);
            self.check_builtin(block, &other[index], BlockId(index as u32));
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
                Op::LoadLocal(local) | Op::StoreLocal(local, _) => *local = self.copied_local(*local),
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

    fn copied_local(&self, local: LocalId) -> LocalId {
        LocalId(local.0 + self.local_count)
    }

    /// Puts the check at the end of a block that ends at a point. The value was stored into a local for what follows;
    /// if it was not, nobody needs it.
    fn check(&mut self, block: &mut Block, original: &Block) {
        let [.., made, Inst { op: Op::StoreLocal(local, value), .. }] = original.insts.as_slice() else {
            return;
        };
        let (Some(point), Terminator::Jump(next)) = (self.plan.points.get(value).copied(), &original.end)
        else {
            return;
        };
        if made.dst != Some(*value) {
            return;
        }
        let (local, next) = (*local, *next);
        let value = self.copied(*value);
        block.insts.pop();
        match point {
            Point::Number => self.check_type(block, (value, Ty::F64), local, next),
            Point::Int => self.check_type(block, (value, Ty::I32), local, next),
            Point::Arithmetic => self.check_arithmetic(block, local, next),
        }
    }

    fn check_type(&mut self, block: &mut Block, (value, ty): (Temp, Ty), local: LocalId, next: BlockId) {
        let condition = self.emit(&mut block.insts, Ty::Bool, Op::IsTy(ty, value));
        let mut insts = Vec::new();
        let typed = self.emit(&mut insts, ty, Op::Unbox(value));
        let then = self.accept(insts, typed, local, next);
        let otherwise = self.leave(Some((value, local)), next, Vec::new());
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
        let then = self.leave(Some((exact, local)), next, insts);
        block.end = Terminator::Branch { condition, then, otherwise };
    }

    /// Puts the checks before the built-in that the block starts with, behind loads of its operands.
    fn check_builtin(&mut self, block: &mut Block, original: &Block, id: BlockId) {
        let found = original.insts.iter().enumerate().find_map(|(at, inst)| {
            let builtin = inst.dst.and_then(|dst| self.plan.builtins.get(&dst));
            Some((at, *builtin?))
        });
        let Some((at, builtin)) = found else { return };
        let rest = block.insts.split_off(at + 1);
        let Some(made) = block.insts.pop() else { return };
        let (checks, mut insts) = self.expand(builtin, &made);
        insts.extend(rest);
        let end = std::mem::take(&mut block.end);
        let mut then = self.between(Block { handler: block.handler, insts, end });
        let otherwise = self.leave(None, id, Vec::new());
        for (index, (insts, condition)) in checks.into_iter().enumerate().rev() {
            let end = Terminator::Branch { condition, then, otherwise };
            if index == 0 {
                block.insts.extend(insts);
                block.end = end;
            } else {
                then = self.between(Block { handler: None, insts, end });
            }
        }
    }

    /// What has to hold, one after the other, and what then takes the place of the instruction.
    fn expand(&mut self, builtin: Builtin, made: &Inst) -> (Vec<(Vec<Inst>, Temp)>, Vec<Inst>) {
        let mut insts = Vec::new();
        let is_pristine = self.emit(&mut insts, Ty::Bool, Op::IsPristine);
        let mut checks = vec![(insts, is_pristine)];
        let mut insts = Vec::new();
        let op = match (builtin, &made.op) {
            (Builtin::Intrinsic(function), Op::CallMethod { args, .. }) => {
                Op::Box(self.intrinsic(&mut insts, function, args))
            }
            (Builtin::CharCodeAt, Op::CallMethod { object, args, .. }) => {
                let (string, index) = self.check_index(&mut checks, *object, args[0]);
                Op::Box(self.emit(&mut insts, Ty::I32, Op::CharCodeAt(string, index)))
            }
            _ => Op::Undefined,
        };
        insts.push(Inst { dst: made.dst, op });
        (checks, insts)
    }

    fn intrinsic(&mut self, insts: &mut Vec<Inst>, function: Intrinsic, args: &[Temp]) -> Temp {
        let is_int = matches!(function, Intrinsic::Imul | Intrinsic::Clz32);
        let operands = args.iter().map(|arg| match is_int {
            true => {
                let zero = self.emit(insts, Ty::Boxed, Op::Number(0.0));
                let bits = self.emit(insts, Ty::Boxed, Op::Binary(Binary::BitOr, *arg, zero));
                self.emit(insts, Ty::I32, Op::Unbox(bits))
            }
            false => self.emit(insts, Ty::F64, Op::Unbox(*arg)),
        });
        let operands = operands.collect();
        let ty = if is_int { Ty::I32 } else { Ty::F64 };
        self.emit(insts, ty, Op::Intrinsic(function, operands))
    }

    /// The string and an index that is within, unboxed.
    fn check_index(
        &mut self,
        checks: &mut Vec<(Vec<Inst>, Temp)>,
        object: Temp,
        index: Temp,
    ) -> (Temp, Temp) {
        let mut insts = Vec::new();
        let is_string = self.emit(&mut insts, Ty::Bool, Op::IsTy(Ty::Str, object));
        checks.push((insts, is_string));
        let mut insts = Vec::new();
        let string = self.emit(&mut insts, Ty::Str, Op::Unbox(object));
        let index = self.emit(&mut insts, Ty::I32, Op::Unbox(index));
        let zero = self.emit(&mut insts, Ty::I32, Op::ConstI32(0));
        let is_positive = self.emit(&mut insts, Ty::Bool, Op::I32Compare(Compare::Ge, index, zero));
        checks.push((insts, is_positive));
        let mut insts = Vec::new();
        let length = self.emit(&mut insts, Ty::I32, Op::StrLength(string));
        let is_within = self.emit(&mut insts, Ty::Bool, Op::I32Compare(Compare::Lt, index, length));
        checks.push((insts, is_within));
        (string, index)
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
        insts.push(Inst { dst: None, op: Op::StoreLocal(self.copied_local(local), boxed) });
        self.between(Block { handler: None, insts, end: Terminator::Jump(next) })
    }

    /// The check fails: on in the other body, with all that it may read; `made` is what no local has yet.
    fn leave(&mut self, made: Option<(Temp, LocalId)>, next: BlockId, mut insts: Vec<Inst>) -> BlockId {
        for index in 0..self.local_count {
            let local = LocalId(index);
            let is_made = made.is_some_and(|(_, made)| made == local);
            if !is_made && self.live[next.0 as usize][index as usize] {
                let ty = self.function.locals[index as usize].ty;
                let op = match self.math.contains(&local) {
                    true => Op::MathObject,
                    false => Op::LoadLocal(self.copied_local(local)),
                };
                let value = self.emit(&mut insts, ty, op);
                insts.push(Inst { dst: None, op: Op::StoreLocal(local, value) });
            }
        }
        if let Some((value, local)) = made {
            insts.push(Inst { dst: None, op: Op::StoreLocal(local, value) });
        }
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
