//! Where a function is worth a check that its values are numbers: the points of `speculate`.

use crate::module::{Binary, Function, FunctionKind, Inst, Op, Temp, Unary};
use crate::operand::Part;
use crate::passes::analyse::{Assumed, Assumptions, FunctionKinds, analyse_assuming};
use crate::passes::builtin::{Builtins, Names, builtins, drop_stray};
use crate::passes::demand::Demand;
use crate::passes::kinds::Kinds;
use std::collections::HashMap;

/// What is checked right after the instruction that makes a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Point {
    /// It is a number.
    Number,
    /// It is a number that an int32 stands for.
    Int,
    /// It is arithmetic on int32 values and has an int32 result.
    Arithmetic,
}

pub type Points = HashMap<Temp, Point>;

/// A function of this many instructions is as good as any size; past it, two bodies are too many. A guess.
const MOST_INSTRUCTIONS: usize = 4000;
/// Each point is a block with an edge into the other body. A guess.
const MOST_POINTS: usize = 250;
/// Such an edge hands over locals: points times locals, at most. A guess.
const MOST_TRANSFERS: usize = 10_000;

/// What a plan is made of: a function, what is proved of it and of own functions' results.
pub struct Context<'a> {
    pub function: &'a Function,
    pub known: &'a FunctionKinds,
    pub results: &'a [Kinds],
    pub names: Names<'a>,
}

#[derive(Default)]
pub struct Plan {
    pub points: Points,
    pub builtins: Builtins,
}

impl Plan {
    pub fn is_empty(&self) -> bool {
        self.points.is_empty() && self.builtins.is_empty()
    }
}

/// What is checked in a function; nothing if it is not worth two bodies.
pub fn plan(context: &Context) -> Plan {
    let function = context.function;
    let size: usize = function.blocks.iter().map(|block| block.insts.len()).sum();
    if function.kind != FunctionKind::Plain || size > MOST_INSTRUCTIONS {
        return Plan::default();
    }
    let mut builtins = builtins(function, context.names);
    loop {
        let assumptions = assumptions(context, &builtins);
        let assumed = analyse_assuming(function, context.results, &assumptions);
        let count = builtins.len();
        keep_typed(function, &assumed, &mut builtins);
        if builtins.len() == count {
            let points = points(&assumptions, &assumed, &builtins);
            let count = points.len() + builtins.len();
            let is_small = count <= MOST_POINTS && count * function.locals.len() <= MOST_TRANSFERS;
            return if is_small { Plan { points, builtins } } else { Plan::default() };
        }
    }
}

/// Built-ins whose arguments are what they take.
fn keep_typed(function: &Function, assumed: &FunctionKinds, builtins: &mut Builtins) {
    for inst in function.blocks.iter().flat_map(|block| &block.insts) {
        if let (Op::CallMethod { args, .. }, Some(dst)) = (&inst.op, inst.dst)
            && let Some(builtin) = builtins.get(&dst)
        {
            let is_typed = |arg: &Temp| assumed.temps[arg.0 as usize].is_some_of(builtin.argument());
            if !args.iter().all(is_typed) {
                builtins.remove(&dst);
            }
        }
    }
    drop_stray(function, builtins);
}

fn points(assumptions: &Assumptions, assumed: &FunctionKinds, builtins: &Builtins) -> Points {
    let holds = |(temp, assumption): (&Temp, &Assumed)| {
        let point = match assumption {
            Assumed::Kinds(Kinds::INT) => Point::Int,
            Assumed::Kinds(_) => Point::Number,
            Assumed::IntIfOperandsAre => Point::Arithmetic,
        };
        let kinds = assumed.temps[temp.0 as usize];
        let is_point = point != Point::Arithmetic || kinds.is_some_of(Kinds::INT);
        (is_point && !builtins.contains_key(temp)).then_some((*temp, point))
    };
    assumptions.iter().filter_map(holds).collect()
}

fn assumptions(context: &Context, builtins: &Builtins) -> Assumptions {
    let Context { function, known, names, .. } = *context;
    let demand = Demand::new(function, known, names.find("length"), builtins);
    let truncated = truncated(function);
    let mut assumptions = Assumptions::new();
    for inst in function.blocks.iter().flat_map(|block| &block.insts) {
        let Some(dst) = inst.dst else { continue };
        let kinds = known.temps[dst.0 as usize];
        if let Some(builtin) = builtins.get(&dst) {
            assumptions.insert(dst, Assumed::Kinds(builtin.result()));
        } else if may_step(inst, dst, &demand) {
            if !kinds.is_within(Kinds::INT) && !truncated[dst.0 as usize] {
                assumptions.insert(dst, Assumed::IntIfOperandsAre);
            }
        } else if demand.is_number(dst) && is_source(&inst.op, &demand) {
            let wanted = if demand.is_int(dst) { Kinds::INT } else { Kinds::NUMBER };
            if kinds.meets(Kinds::NUMBER) && !kinds.is_within(wanted) {
                assumptions.insert(dst, Assumed::Kinds(wanted));
            }
        }
    }
    assumptions
}

/// Is it arithmetic that should stay in int32?
fn may_step(inst: &Inst, dst: Temp, demand: &Demand) -> bool {
    match inst.op {
        Op::Unary(Unary::Inc | Unary::Dec, _) => true,
        Op::Binary(Binary::Add | Binary::Sub, left, right) => {
            demand.is_int(dst) || demand.is_constant_int(left) || demand.is_constant_int(right)
        }
        Op::Binary(Binary::Mul, ..) => demand.is_int(dst),
        Op::Binary(Binary::Rem, _, right) => demand.is_int(dst) || demand.is_positive_constant(right),
        _ => false,
    }
}

/// Does the value come from where nothing is known of it?
fn is_source(op: &Op, demand: &Demand) -> bool {
    match op {
        Op::Binary(..) | Op::Unary(..) | Op::Number(_) => false,
        Op::CheckTdz(..) => true,
        _ => !demand.is_number_load(op),
    }
}

/// By temp: is ToInt32 all that is done with it?
fn truncated(function: &Function) -> Vec<bool> {
    let mut is_truncated = vec![true; function.temps.len()];
    for block in &function.blocks {
        for inst in &block.insts {
            let is_bitwise = matches!(
                inst.op,
                Op::Binary(
                    Binary::BitAnd
                        | Binary::BitOr
                        | Binary::BitXor
                        | Binary::Shl
                        | Binary::Shr
                        | Binary::UShr,
                    ..
                )
            );
            inst.op.parts(&mut |_, part| match part {
                Part::Temp(temp) if !is_bitwise => is_truncated[temp.0 as usize] = false,
                _ => {}
            });
        }
        block.uses(&mut |index, temp| {
            if index == block.insts.len() {
                is_truncated[temp.0 as usize] = false;
            }
        });
    }
    is_truncated
}
