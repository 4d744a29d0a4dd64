//! Which kinds of values each temp, local and return of a module may have.
//!
//! A fixpoint that starts from "never" and only grows. Locals are one set for all their stores; a local that may be
//! read before a store counts as undefined too. Annotations are not looked at: what stands here is proved.

use crate::flow::order;
use crate::module::{
    Binary, BlockId, Direct, FuncId, Function, FunctionKind, Inst, LocalId, Module, Op, Temp, Terminator, Ty,
    Unary,
};
use crate::operand::Part;
use crate::passes::assigned::read_before_store;
use crate::passes::kinds::Kinds;
use std::collections::HashMap;

/// What is known of one function.
#[derive(Clone, Debug)]
pub struct FunctionKinds {
    pub temps: Vec<Kinds>,
    pub locals: Vec<Kinds>,
    /// Of `Return`s; of a function that suspends: any value.
    pub result: Kinds,
}

/// Of every function, by its id.
pub fn analyse(module: &Module) -> Vec<FunctionKinds> {
    let orders: Vec<Vec<BlockId>> = module.functions.iter().map(order).collect();
    let mut known: Vec<FunctionKinds> = module.functions.iter().map(start).collect();
    let mut has_changed = true;
    while has_changed {
        has_changed = false;
        for (index, function) in module.functions.iter().enumerate() {
            let results: Vec<Kinds> = known.iter().map(|it| it.result).collect();
            let (known, assumed) = (&mut known[index], &Assumptions::new());
            has_changed |= Walk { function, results: &results, known, assumed }.run(&orders[index]);
        }
    }
    known
}

/// What a speculation makes of a temp that would be more without it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Assumed {
    /// It is checked to be one of these.
    Kinds(Kinds),
    /// Arithmetic on int32 values that is checked to give one; on others it gives what it gives.
    IntIfOperandsAre,
}

pub type Assumptions = HashMap<Temp, Assumed>;

/// Of one function whose values are checked so, when own functions give these results.
pub fn analyse_assuming(function: &Function, results: &[Kinds], assumed: &Assumptions) -> FunctionKinds {
    let mut known = start(function);
    Walk { function, results, known: &mut known, assumed }.run(&order(function));
    known
}

fn start(function: &Function) -> FunctionKinds {
    let result = if function.kind == FunctionKind::Plain { Kinds::NONE } else { Kinds::ANY };
    let mut locals = vec![Kinds::NONE; function.locals.len()];
    for local in read_before_store(function) {
        locals[local.0 as usize] = Kinds::ANY;
    }
    for (kinds, local) in locals.iter_mut().zip(&function.locals) {
        if local.ty != Ty::Boxed {
            *kinds = of_ty(local.ty);
        }
    }
    FunctionKinds { temps: vec![Kinds::NONE; function.temps.len()], locals, result }
}

/// What a typed value can be.
fn of_ty(ty: Ty) -> Kinds {
    match ty {
        Ty::I32 => Kinds::INT,
        Ty::F64 => Kinds::NUMBER,
        Ty::Bool => Kinds::BOOL,
        Ty::Str => Kinds::STRING,
        Ty::Obj => Kinds::OTHER,
        Ty::Boxed => Kinds::ANY,
    }
}

struct Walk<'a> {
    function: &'a Function,
    results: &'a [Kinds],
    known: &'a mut FunctionKinds,
    assumed: &'a Assumptions,
}

impl Walk<'_> {
    /// Until nothing grows; says whether the result did.
    fn run(&mut self, order: &[BlockId]) -> bool {
        let before = self.known.result;
        while self.pass(order) {}
        self.known.result != before
    }

    fn pass(&mut self, order: &[BlockId]) -> bool {
        let mut has_grown = false;
        for block in order {
            let block = &self.function.blocks[block.0 as usize];
            for inst in &block.insts {
                has_grown |= self.inst(inst);
            }
            has_grown |= self.end(&block.end);
        }
        has_grown
    }

    fn inst(&mut self, inst: &Inst) -> bool {
        if let Op::StoreLocal(local, value) = inst.op {
            let value = self.temp(value);
            return self.grow_local(local, value);
        }
        let Some(dst) = inst.dst else { return false };
        let kinds = self.assume(&inst.op, dst);
        let slot = &mut self.known.temps[dst.0 as usize];
        let grown = *slot | kinds;
        std::mem::replace(slot, grown) != grown
    }

    fn end(&mut self, end: &Terminator) -> bool {
        match end {
            Terminator::Yield { value, .. }
            | Terminator::Await { value, .. }
            | Terminator::InitialYield { value, .. } => self.grow_local(*value, Kinds::VALUE),
            Terminator::Return(value) => {
                let grown = self.known.result | self.temp(*value);
                std::mem::replace(&mut self.known.result, grown) != grown
            }
            _ => false,
        }
    }

    fn grow_local(&mut self, local: LocalId, kinds: Kinds) -> bool {
        let slot = &mut self.known.locals[local.0 as usize];
        let grown = *slot | kinds;
        std::mem::replace(slot, grown) != grown
    }

    fn temp(&self, temp: Temp) -> Kinds {
        self.known.temps[temp.0 as usize]
    }

    fn assume(&self, op: &Op, dst: Temp) -> Kinds {
        let kinds = self.kinds_of(op, dst);
        match self.assumed.get(&dst) {
            None => kinds,
            Some(Assumed::Kinds(kinds)) => *kinds,
            Some(Assumed::IntIfOperandsAre) => {
                let mut are_ints = true;
                op.parts(&mut |_, part| {
                    if let Part::Temp(temp) = part {
                        are_ints &= self.temp(temp).is_within(Kinds::INT)
                    }
                });
                if are_ints && kinds != Kinds::NONE { Kinds::INT } else { kinds }
            }
        }
    }

    fn kinds_of(&self, op: &Op, dst: Temp) -> Kinds {
        match op {
            Op::Undefined => Kinds::UNDEFINED,
            Op::Null => Kinds::NULL,
            Op::Empty => Kinds::EMPTY,
            Op::Bool(_) => Kinds::BOOL,
            Op::Number(value) => Kinds::of_number(*value),
            Op::String(_) | Op::Concat(_) => Kinds::STRING,
            Op::LoadLocal(local) => self.known.locals[local.0 as usize],
            Op::CheckTdz(value, _) | Op::CheckThis(value) => self.temp(*value).without(Kinds::EMPTY),
            Op::OrUndefined(value) => or_undefined(self.temp(*value)),
            Op::Unary(operator, value) => unary(*operator, self.temp(*value)),
            Op::Binary(operator, left, right) => binary(*operator, self.temp(*left), self.temp(*right)),
            Op::Box(value) => self.boxed(*value),
            Op::CallDirect { function: Direct::Own(FuncId(index)), .. } => self.results[*index as usize],
            Op::ObjectNew
            | Op::ObjectLiteral(..)
            | Op::ArrayNew(_)
            | Op::Closure(..)
            | Op::ClassNew { .. }
            | Op::Rest(_)
            | Op::Arguments
            | Op::New { .. }
            | Op::NewSpread { .. }
            | Op::RegExp(..)
            | Op::TemplateObject(..)
            | Op::BigInt(_) => Kinds::OTHER,
            Op::IteratorStep(_) | Op::ForInStep(_) | Op::CellGet(_) | Op::BoxGet(_) | Op::Capture(_) => {
                Kinds::ANY
            }
            _ => of_ty(self.function.temps[dst.0 as usize]),
        }
    }

    /// Boxing keeps the kinds; a `Bool` or typed number has those of its type.
    fn boxed(&self, value: Temp) -> Kinds {
        match self.function.temps[value.0 as usize] {
            Ty::Boxed => self.temp(value),
            ty => of_ty(ty),
        }
    }
}

fn or_undefined(kinds: Kinds) -> Kinds {
    match kinds.meets(Kinds::EMPTY) {
        true => kinds.without(Kinds::EMPTY) | Kinds::UNDEFINED,
        false => kinds,
    }
}

/// Result of a unary operator on values of these kinds.
pub fn unary(operator: Unary, value: Kinds) -> Kinds {
    let is_plain = value.is_within(Kinds::PLAIN | Kinds::STRING);
    match operator {
        Unary::BitNot if is_plain => Kinds::INT,
        Unary::ToNumeric if value.is_within(Kinds::NUMBER) => value,
        Unary::Neg | Unary::Inc | Unary::Dec | Unary::ToNumeric if is_plain => Kinds::NUMBER,
        Unary::ToNumber if value.is_within(Kinds::NUMBER) => value,
        Unary::ToNumber => Kinds::NUMBER,
        Unary::Neg | Unary::Inc | Unary::Dec | Unary::ToNumeric | Unary::BitNot => {
            Kinds::NUMBER | Kinds::OTHER
        }
        Unary::ToString | Unary::Typeof => Kinds::STRING,
        Unary::ToObject => Kinds::OTHER,
        Unary::ToPropertyKey => Kinds::VALUE,
    }
}

/// Result of a binary operator. Mixing a number with a bigint throws, so one operand that is proved a number makes
/// the result one.
pub fn binary(operator: Binary, left: Kinds, right: Kinds) -> Kinds {
    if left == Kinds::NONE || right == Kinds::NONE {
        return Kinds::NONE;
    }
    let plain = Kinds::PLAIN | Kinds::STRING;
    let is_number = left.is_within(plain) || right.is_within(plain);
    match operator {
        Binary::Add => add(left, right),
        Binary::BitAnd | Binary::BitOr | Binary::BitXor | Binary::Shl | Binary::Shr if is_number => {
            Kinds::INT
        }
        Binary::UShr => Kinds::NUMBER,
        _ if is_number => Kinds::NUMBER,
        _ => Kinds::NUMBER | Kinds::OTHER,
    }
}

fn add(left: Kinds, right: Kinds) -> Kinds {
    if left.is_within(Kinds::STRING) || right.is_within(Kinds::STRING) {
        return Kinds::STRING;
    }
    if left.is_within(Kinds::PLAIN) && right.is_within(Kinds::PLAIN) {
        return Kinds::NUMBER;
    }
    Kinds::NUMBER | Kinds::STRING | Kinds::OTHER
}
