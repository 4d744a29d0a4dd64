//! The laws of a module. Whoever breaks one has a bug; a wrong program is not one.
//!
//! What the operations ask of their operands stands in `table`; here are the laws, from the module down to an
//! instruction. `flow` knows where control goes.

use crate::flow::{Flow, after_suspension};
use crate::module::{
    Binary, Block, BlockId, Direct, FuncId, Function, FunctionFlags, FunctionKind, Inst, Intrinsic, LocalId,
    Module, Op, StrId, Temp, Terminator, Ty,
};
use crate::operand::Part;
use crate::table::{Want, Yields};

/// A law that does not hold, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    pub function: Option<FuncId>,
    pub block: Option<BlockId>,
    /// Index of the instruction in its block; one past the last: the terminator.
    pub inst: Option<usize>,
    pub law: &'static str,
}

impl std::fmt::Display for Violation {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        if let Some(function) = self.function {
            write!(f, "f{} ", function.0)?;
        }
        if let Some(block) = self.block {
            write!(f, "b{} ", block.0)?;
        }
        if let Some(inst) = self.inst {
            write!(f, "instruction {inst} ")?;
        }
        write!(f, "{}", self.law)
    }
}

/// Every law that `module` breaks; of one function only the first kind of fault that hides the others.
pub fn verify(module: &Module) -> Vec<Violation> {
    let mut violations = Vec::new();
    let mut broken = |law| violations.push(Violation { function: None, block: None, inst: None, law });
    for entry in [module.instantiate, module.init] {
        match module.functions.get(entry.0 as usize) {
            None => broken("an entry of the module is no function"),
            Some(function) if function.capture_count + function.param_count != 0 => {
                broken("an entry of the module captures nothing and takes nothing");
            }
            Some(_) => {}
        }
    }
    for index in 0..module.functions.len() {
        violations.extend(verify_function(module, FuncId(index as u32)));
    }
    violations
}

/// The laws of one function of the module.
pub fn verify_function(module: &Module, id: FuncId) -> Vec<Violation> {
    let function = &module.functions[id.0 as usize];
    let mut laws = Laws { module, function, id, at: (None, None), violations: Vec::new() };
    laws.check_head();
    laws.check_targets();
    if laws.violations.is_empty() {
        laws.check_handlers();
        laws.check_suspension();
        laws.check_insts();
        laws.check_definitions();
    }
    laws.violations
}

/// May the function be called with its parameters alone?
pub fn has_direct_form(function: &Function) -> bool {
    let uses_call = |inst: &Inst| {
        matches!(inst.op, Op::NewTarget | Op::Arguments | Op::Rest(_) | Op::Callee | Op::Capture(_))
    };
    function.kind == FunctionKind::Plain
        && !function.flags.is_class
        && function.capture_count == 0
        && !function.blocks.iter().flat_map(|block| &block.insts).any(uses_call)
}

struct Laws<'a> {
    module: &'a Module,
    function: &'a Function,
    id: FuncId,
    at: (Option<BlockId>, Option<usize>),
    violations: Vec<Violation>,
}

impl Laws<'_> {
    fn require(&mut self, holds: bool, law: &'static str) {
        if !holds {
            let (block, inst) = self.at;
            self.violations.push(Violation { function: Some(self.id), block, inst, law });
        }
    }

    fn check_head(&mut self) {
        let function = self.function;
        self.check_string(function.name);
        self.require(!function.blocks.is_empty(), "a function has an entry block");
        self.require(
            function.direct.is_none() || has_direct_form(function),
            "a direct entry is of a plain function that needs only its parameters",
        );
        let FunctionFlags { is_class, is_derived, .. } = function.flags;
        self.require(is_class || !is_derived, "only a class is derived");
        self.require(
            !is_class || function.kind == FunctionKind::Plain,
            "the constructor of a class is a plain function",
        );
        self.require(function.param_hints.len() <= function.param_count as usize, "a hint is of a parameter");
    }

    fn check_targets(&mut self) {
        let function = self.function;
        let count = function.blocks.len() as u32;
        for (id, block) in blocks(function) {
            self.at = (Some(id), None);
            let mut is_in_range = block.handler.is_none_or(|handler| handler.0 < count);
            block.end.successors(&mut |target| is_in_range &= target.0 < count);
            self.require(is_in_range, "a target is a block of the function");
        }
        self.at = (None, None);
    }

    fn check_handlers(&mut self) {
        let function = self.function;
        let mut is_handler = vec![false; function.blocks.len()];
        let mut is_jumped_to = vec![false; function.blocks.len()];
        is_jumped_to[0] = true;
        for block in &function.blocks {
            block.end.successors(&mut |target| is_jumped_to[target.0 as usize] = true);
            if let Some(handler) = block.handler {
                is_handler[handler.0 as usize] = true;
            }
        }
        for (id, block) in blocks(function) {
            self.at = (Some(id), None);
            let is_handler = is_handler[id.0 as usize];
            let starts_with_catch = block.insts.first().is_some_and(|inst| inst.op == Op::CatchValue);
            let catches = block.insts.iter().filter(|inst| inst.op == Op::CatchValue).count();
            self.require(starts_with_catch || !is_handler, "a handler starts with CatchValue");
            self.require(
                catches == (is_handler && starts_with_catch) as usize,
                "CatchValue is the head of a handler",
            );
            self.require(
                !(is_handler && is_jumped_to[id.0 as usize]),
                "only an exception leads to a handler",
            );
        }
        self.at = (None, None);
    }

    fn check_suspension(&mut self) {
        let function = self.function;
        let is_after = after_suspension(function);
        let (may_yield, may_await) = match function.kind {
            FunctionKind::Plain => (false, false),
            FunctionKind::Generator => (true, false),
            FunctionKind::Async => (false, true),
            FunctionKind::AsyncGenerator => (true, true),
        };
        let mut initial_yields = 0;
        for (id, block) in blocks(function) {
            self.at = (Some(id), None);
            match block.end {
                Terminator::Yield { .. } => self.require(may_yield, "Yield is in a generator"),
                Terminator::Await { .. } => self.require(may_await, "Await is in an async function"),
                Terminator::InitialYield { .. } => initial_yields += 1,
                _ => {}
            }
            let reads_call =
                block.insts.iter().any(|inst| matches!(inst.op, Op::Param(_) | Op::Rest(_) | Op::Arguments));
            self.require(
                !(reads_call && is_after[id.0 as usize]),
                "parameters are read before the first suspension",
            );
        }
        self.at = (None, None);
        self.require(initial_yields == may_yield as usize, "a generator, and only it, has one InitialYield");
    }

    fn check_insts(&mut self) {
        let function = self.function;
        for (id, block) in blocks(function) {
            for (index, inst) in block.insts.iter().enumerate() {
                self.at = (Some(id), Some(index));
                self.check_parts(&inst.op);
                self.check_result(inst);
                self.check_rule(inst);
            }
            self.at = (Some(id), Some(block.insts.len()));
            self.check_terminator(&block.end);
        }
        self.at = (None, None);
    }

    fn check_parts(&mut self, op: &Op) {
        let wants = op.info().wants;
        op.parts(&mut |index, part| match (part, wants[index]) {
            (Part::Temp(temp), Want::Ty(ty)) => self.check_temp(temp, ty),
            (Part::Temp(temp), _) => {
                self.temp_type(temp);
            }
            (Part::Str(string), _) => self.check_string(string),
            (Part::Func(id), _) => {
                self.require((id.0 as usize) < self.module.functions.len(), "a function is of the module")
            }
            (Part::Cell(id), _) => {
                self.require((id.0 as usize) < self.module.cells.len(), "a cell is of the module")
            }
            (Part::Local(id), _) => {
                self.require((id.0 as usize) < self.function.locals.len(), "a local is of the function")
            }
            _ => {}
        });
    }

    fn check_string(&mut self, id: StrId) {
        self.require((id.0 as usize) < self.module.strings.len(), "a string is of the module");
    }

    fn check_temp(&mut self, temp: Temp, expected: Ty) {
        if let Some(ty) = self.temp_type(temp) {
            self.require(ty == expected, "an operand has the type its operation asks for");
        }
    }

    fn temp_type(&mut self, temp: Temp) -> Option<Ty> {
        let ty = self.function.temps.get(temp.0 as usize).copied();
        self.require(ty.is_some(), "a temp is of the function");
        ty
    }

    fn check_local(&mut self, local: LocalId, expected: Ty) {
        let ty = self.function.locals.get(local.0 as usize).map(|local| local.ty);
        self.require(ty == Some(expected), "a suspension stores a boxed value and an I32 mode");
    }

    fn check_result(&mut self, inst: &Inst) {
        match (inst.dst, inst.op.info().yields) {
            (Some(_), Yields::Nothing) => self.require(false, "an operation without result has no temp"),
            (Some(temp), Yields::Ty(expected)) => {
                let ty = self.temp_type(temp);
                self.require(ty == Some(expected), "a result has the type its operation gives");
            }
            (Some(temp), Yields::Rule) => {
                self.temp_type(temp);
            }
            (None, _) => {}
        }
    }

    /// What an operation asks beyond its line in the table.
    fn check_rule(&mut self, inst: &Inst) {
        let (module, function) = (self.module, self.function);
        let ty = |temp: Option<Temp>| temp.and_then(|temp| function.temps.get(temp.0 as usize).copied());
        let result = ty(inst.dst);
        let target = |id: &FuncId| module.functions.get(id.0 as usize);
        match &inst.op {
            Op::LoadLocal(local) => {
                let local = function.locals.get(local.0 as usize).map(|local| local.ty);
                self.require(result.is_none() || result == local, "a load has the type of its local");
            }
            Op::StoreLocal(local, value) => {
                let local = function.locals.get(local.0 as usize).map(|local| local.ty);
                self.require(ty(Some(*value)) == local, "a stored value has the type of its local");
            }
            Op::Box(value) => {
                self.require(ty(Some(*value)) != Some(Ty::Boxed), "only a typed value is boxed")
            }
            Op::Unbox(_) => self.require(result != Some(Ty::Boxed), "a value is unboxed to a type"),
            Op::IsTy(ty, _) => self.require(*ty != Ty::Boxed, "IsTy asks for a type"),
            Op::Param(index) => {
                self.require(*index < function.param_count, "a parameter is one of the function")
            }
            Op::Capture(index) => {
                self.require(*index < function.capture_count, "a capture is one of the function")
            }
            Op::ObjectLiteral(keys, values) => {
                self.require(keys.len() == values.len(), "a literal has a value for each key")
            }
            Op::TemplateObject(cooked, raw) => {
                self.require(cooked.len() == raw.len(), "a template has a raw text for each part")
            }
            Op::I32Binary(operator, ..) => self.require(*operator != Binary::Exp, "I32Binary has no Exp"),
            Op::I32Overflows(operator, ..) => {
                let may = matches!(operator, Binary::Add | Binary::Sub | Binary::Mul | Binary::Rem);
                self.require(may, "a sum, difference, product or remainder may overflow");
            }
            Op::F64Binary(operator, ..) => self.require(is_arithmetic(*operator), "F64Binary is arithmetic"),
            Op::Intrinsic(intrinsic, operands) => self.check_intrinsic(*intrinsic, operands, result),
            Op::Closure(id, captures) => {
                let fits = target(id).is_none_or(|target| target.capture_count as usize == captures.len());
                self.require(fits, "a closure captures what its function reads");
            }
            Op::ClassNew { constructor, captures, .. } => {
                let fits = target(constructor).is_none_or(|target| {
                    target.capture_count as usize == captures.len() && target.flags.is_class
                });
                self.require(fits, "a class is made of the constructor of a class and what it captures");
            }
            Op::CallDirect { function: Direct::Own(id), .. } => {
                self.require(
                    target(id).is_none_or(has_direct_form),
                    "a direct call is of a function with a direct entry",
                );
            }
            _ => {}
        }
    }

    fn check_intrinsic(&mut self, intrinsic: Intrinsic, operands: &[Temp], result: Option<Ty>) {
        let (ty, count) = match intrinsic {
            Intrinsic::Imul => (Ty::I32, 2),
            Intrinsic::Clz32 => (Ty::I32, 1),
            Intrinsic::Min | Intrinsic::Max => (Ty::F64, 2),
            Intrinsic::Abs | Intrinsic::Floor | Intrinsic::Ceil | Intrinsic::Trunc | Intrinsic::Sqrt => {
                (Ty::F64, 1)
            }
        };
        self.require(operands.len() == count, "an intrinsic has its number of operands");
        operands.iter().for_each(|operand| self.check_temp(*operand, ty));
        self.require(result.is_none_or(|result| result == ty), "a result has the type its operation gives");
    }

    fn check_terminator(&mut self, end: &Terminator) {
        match end {
            Terminator::Branch { condition, .. } => self.check_temp(*condition, Ty::Bool),
            Terminator::Switch { on, .. } => self.check_temp(*on, Ty::I32),
            Terminator::Return(value) | Terminator::Throw(value) => self.check_temp(*value, Ty::Boxed),
            Terminator::Yield { arg, value, mode, .. } | Terminator::Await { arg, value, mode, .. } => {
                self.check_temp(*arg, Ty::Boxed);
                self.check_local(*value, Ty::Boxed);
                self.check_local(*mode, Ty::I32);
            }
            Terminator::InitialYield { value, mode, .. } => {
                self.check_local(*value, Ty::Boxed);
                self.check_local(*mode, Ty::I32);
            }
            Terminator::Jump(_) | Terminator::Unreachable => {}
        }
    }

    /// A temp is defined once, and its definition comes before each use on every way.
    fn check_definitions(&mut self) {
        let function = self.function;
        let mut definitions = vec![None; function.temps.len()];
        for (id, block) in blocks(function) {
            for (index, inst) in block.insts.iter().enumerate() {
                let Some(definition) = inst.dst.and_then(|dst| definitions.get_mut(dst.0 as usize)) else {
                    continue;
                };
                let is_first = definition.replace((id, index)).is_none();
                self.at = (Some(id), Some(index));
                self.require(is_first, "a temp is defined once");
            }
        }
        let flow = Flow::new(function);
        for (id, block) in blocks(function).filter(|(id, _)| flow.is_reachable(*id)) {
            block.uses(&mut |index, temp| {
                let is_before = match definitions.get(temp.0 as usize).copied().flatten() {
                    Some((definition, at)) if definition == id => at < index,
                    Some((definition, _)) => flow.dominates(definition, id),
                    None => false,
                };
                self.at = (Some(id), Some(index));
                self.require(is_before, "a temp is defined before it is used");
            });
        }
        self.at = (None, None);
    }
}

impl Block {
    /// Every use of a temp, with the index of its instruction; the terminator's is one past the last.
    pub fn uses(&self, visit: &mut dyn FnMut(usize, Temp)) {
        for (index, inst) in self.insts.iter().enumerate() {
            inst.op.parts(&mut |_, part| {
                if let Part::Temp(temp) = part {
                    visit(index, temp);
                }
            });
        }
        match &self.end {
            Terminator::Branch { condition: temp, .. }
            | Terminator::Switch { on: temp, .. }
            | Terminator::Return(temp)
            | Terminator::Throw(temp)
            | Terminator::Yield { arg: temp, .. }
            | Terminator::Await { arg: temp, .. } => visit(self.insts.len(), *temp),
            Terminator::Jump(_) | Terminator::InitialYield { .. } | Terminator::Unreachable => {}
        }
    }
}

fn blocks(function: &Function) -> impl Iterator<Item = (BlockId, &Block)> {
    function.blocks.iter().enumerate().map(|(index, block)| (BlockId(index as u32), block))
}

fn is_arithmetic(operator: Binary) -> bool {
    matches!(operator, Binary::Add | Binary::Sub | Binary::Mul | Binary::Div | Binary::Rem | Binary::Exp)
}
