//! Which values of a function should be numbers, or int32, for what is done with them: what is worth a check.
//!
//! Nothing here is proved, so nothing here may change what a program does. Demands spread from uses to what is used,
//! through locals; a local that counts as a number demands one of all its stores.

use crate::module::{Binary, Compare, Function, Hint, Inst, LocalId, Op, StrId, Temp, Unary};
use crate::passes::analyse::FunctionKinds;
use crate::passes::builtin::Builtins;
use crate::passes::kinds::Kinds;

/// A guess.
const SMALLEST_MODULUS: f64 = 1000.0;

/// By temp and by local.
pub struct Demand<'a> {
    function: &'a Function,
    known: &'a FunctionKinds,
    definitions: Vec<Option<&'a Op>>,
    /// Values that are stored into each local
    stores: Vec<Vec<Temp>>,
    numbers: Vec<bool>,
    ints: Vec<bool>,
    number_locals: Vec<bool>,
    int_locals: Vec<bool>,
    /// The name of the property that is hardly ever something else than an int32
    length: Option<StrId>,
    builtins: &'a Builtins,
    has_changed: bool,
}

impl<'a> Demand<'a> {
    pub fn new(
        function: &'a Function,
        known: &'a FunctionKinds,
        length: Option<StrId>,
        builtins: &'a Builtins,
    ) -> Demand<'a> {
        let (temp_count, local_count) = (function.temps.len(), function.locals.len());
        let mut demand = Demand {
            function,
            known,
            definitions: vec![None; temp_count],
            stores: vec![Vec::new(); local_count],
            numbers: vec![false; temp_count],
            ints: vec![false; temp_count],
            number_locals: vec![false; local_count],
            int_locals: vec![false; local_count],
            length,
            builtins,
            has_changed: true,
        };
        demand.collect();
        demand.start_locals();
        while std::mem::take(&mut demand.has_changed) {
            for inst in insts(function) {
                demand.visit(inst);
            }
        }
        demand
    }

    pub fn is_number(&self, temp: Temp) -> bool {
        self.numbers[temp.0 as usize]
    }

    pub fn is_int(&self, temp: Temp) -> bool {
        self.ints[temp.0 as usize]
    }

    /// Is the load of a local that all stores keep a number?
    pub fn is_number_load(&self, op: &Op) -> bool {
        matches!(op, Op::LoadLocal(local) if self.number_locals[local.0 as usize])
    }

    pub fn is_constant_int(&self, temp: Temp) -> bool {
        matches!(self.definition(temp), Some(Op::Number(value)) if Kinds::of_number(*value) == Kinds::INT)
    }

    pub fn is_positive_constant(&self, temp: Temp) -> bool {
        matches!(self.definition(temp), Some(Op::Number(value)) if *value > 0.0)
    }

    fn collect(&mut self) {
        for inst in insts(self.function) {
            if let Some(dst) = inst.dst {
                self.definitions[dst.0 as usize] = Some(&inst.op);
            }
            if let Op::StoreLocal(local, value) = inst.op {
                self.stores[local.0 as usize].push(value);
            }
        }
    }

    fn start_locals(&mut self) {
        for index in 0..self.stores.len() {
            let stores = &self.stores[index];
            let local = LocalId(index as u32);
            self.number_locals[index] = self.may_hold_number(local)
                && stores
                    .iter()
                    .any(|value| self.kinds(*value).is_some_of(Kinds::NUMBER) || self.is_hinted(*value));
            self.int_locals[index] = self.number_locals[index] && (self.counts(local) || self.steps(local));
        }
    }

    fn definition(&self, temp: Temp) -> Option<&'a Op> {
        self.definitions[temp.0 as usize]
    }

    fn kinds(&self, temp: Temp) -> Kinds {
        self.known.temps[temp.0 as usize]
    }

    fn hint(&self, temp: Temp) -> Hint {
        match self.definition(temp) {
            Some(Op::Param(index)) => {
                self.function.param_hints.get(*index as usize).copied().unwrap_or(Hint::None)
            }
            _ => Hint::None,
        }
    }

    fn is_hinted(&self, temp: Temp) -> bool {
        self.hint(temp) == Hint::Number
    }

    fn may_be_number(&self, temp: Temp) -> bool {
        self.kinds(temp).meets(Kinds::NUMBER) && matches!(self.hint(temp), Hint::None | Hint::Number)
    }

    fn may_hold_number(&self, local: LocalId) -> bool {
        let mut stores = self.stores[local.0 as usize].iter();
        // `EMPTY` in it says that it may be read before a store.
        let is_early = self.known.locals[local.0 as usize].meets(Kinds::EMPTY)
            && !stores.clone().any(|value| self.kinds(*value).meets(Kinds::EMPTY));
        !is_early && stores.all(|value| self.may_be_number(*value))
    }

    /// Every store is a constant or a step from the value before.
    fn counts(&self, local: LocalId) -> bool {
        let mut has_step = false;
        self.stores[local.0 as usize].iter().all(|value| {
            let is_step = self.is_step(*value, local);
            has_step |= is_step;
            is_step || self.kinds(*value).is_some_of(Kinds::INT)
        }) && has_step
    }

    fn is_step(&self, value: Temp, local: LocalId) -> bool {
        match self.definition(value) {
            Some(Op::Unary(Unary::Inc | Unary::Dec, old)) => self.is_load(*old, local),
            Some(Op::Binary(Binary::Add | Binary::Sub, old, step)) => {
                self.is_load(*old, local) && self.is_constant_int(*step)
            }
            _ => false,
        }
    }

    fn is_load(&self, temp: Temp, local: LocalId) -> bool {
        match self.definition(temp) {
            Some(Op::LoadLocal(from)) => *from == local,
            Some(Op::Unary(Unary::ToNumeric, value)) | Some(Op::CheckTdz(value, _)) => {
                self.is_load(*value, local)
            }
            _ => false,
        }
    }

    /// A parameter that is only compared, stepped by constants and passed on.
    fn steps(&self, local: LocalId) -> bool {
        let is_param = self.stores[local.0 as usize].iter().all(|value| self.is_hinted(*value));
        let is_load = |temp: Temp| self.is_load(temp, local);
        let mut has_step = false;
        is_param
            && insts(self.function).all(|inst| match &inst.op {
                Op::Binary(Binary::Add | Binary::Sub, left, right) if is_load(*left) => {
                    has_step |= self.is_constant_int(*right);
                    self.is_constant_int(*right)
                }
                Op::Binary(operator, left, right) => {
                    is_bitwise(*operator) || !is_load(*left) && !is_load(*right)
                }
                _ => true,
            })
            && has_step
    }

    fn want(&mut self, temp: Temp) {
        if self.may_be_number(temp) && !std::mem::replace(&mut self.numbers[temp.0 as usize], true) {
            self.has_changed = true;
            let is_length = |op| matches!(op, &Op::Get(_, key) if Some(key) == self.length);
            self.ints[temp.0 as usize] |= self.definition(temp).is_some_and(is_length);
        }
    }

    fn want_int(&mut self, temp: Temp) {
        self.want(temp);
        if self.is_number(temp) && !std::mem::replace(&mut self.ints[temp.0 as usize], true) {
            self.has_changed = true;
        }
    }

    /// Known or wanted to be a number, or made by an operator that hardly makes anything else.
    fn is_numeric(&self, temp: Temp) -> bool {
        self.is_number(temp)
            || self.kinds(temp).is_some_of(Kinds::NUMBER)
            || match self.definition(temp) {
                Some(Op::Binary(operator, ..)) => *operator != Binary::Add,
                Some(Op::Unary(operator, _)) => is_arithmetic(*operator),
                Some(op) => self.is_number_load(op) || self.is_hinted(temp),
                None => false,
            }
    }

    fn visit(&mut self, inst: &Inst) {
        match (&inst.op, inst.dst) {
            (Op::Binary(operator, left, right), Some(dst)) => self.binary(*operator, *left, *right, dst),
            (Op::Unary(operator, value), Some(dst)) if is_arithmetic(*operator) => {
                self.want(*value);
                if self.is_int(dst) {
                    self.want_int(*value);
                }
            }
            (Op::Compare(Compare::Lt | Compare::Le | Compare::Gt | Compare::Ge, left, right), _)
                if (self.is_numeric(*left) || self.is_numeric(*right)) =>
            {
                self.want(*left);
                self.want(*right);
            }
            (Op::GetIndex(_, key) | Op::SetIndex(_, key, _), _) if self.is_numeric(*key) => {
                self.want_int(*key)
            }
            (Op::CallMethod { args, .. }, Some(dst)) => {
                if let Some(builtin) = self.builtins.get(&dst) {
                    let is_int = builtin.argument() == Kinds::INT;
                    args.iter().for_each(|arg| if is_int { self.want_int(*arg) } else { self.want(*arg) });
                }
            }
            (Op::StoreLocal(local, value), _) => {
                if self.number_locals[local.0 as usize] {
                    self.want(*value);
                }
                if self.int_locals[local.0 as usize] {
                    self.want_int(*value);
                }
            }
            (Op::LoadLocal(local), Some(dst)) => self.load(*local, dst),
            (Op::CheckTdz(value, _), Some(dst)) if self.is_number(dst) => self.through(*value, dst),
            _ => {}
        }
    }

    /// A check that lets the value pass.
    fn through(&mut self, value: Temp, dst: Temp) {
        if self.definition(value).is_some_and(|op| matches!(op, Op::LoadLocal(_))) {
            self.want(value);
            if self.is_int(dst) {
                self.want_int(value);
            }
        }
    }

    fn binary(&mut self, operator: Binary, left: Temp, right: Temp, dst: Temp) {
        if !self.may_be_number(left) || !self.may_be_number(right) {
            return;
        }
        if operator != Binary::Add || self.is_number(dst) {
            self.want(left);
            self.want(right);
        }
        if operator == Binary::Rem && self.is_modulus(right) && self.is_sum_of_ints(left) {
            self.want_int(left);
        }
        if self.is_int(dst) && matches!(operator, Binary::Add | Binary::Sub | Binary::Mul) {
            self.want_int(left);
            self.want_int(right);
        }
    }

    /// A constant as checksums are taken by; angles and the like, which have fractions, are taken by smaller ones.
    fn is_modulus(&self, temp: Temp) -> bool {
        self.is_constant_int(temp)
            && matches!(self.definition(temp), Some(Op::Number(value)) if *value >= SMALLEST_MODULUS)
    }

    /// Sums of values that may be int32. Products are likely to be more.
    fn is_sum_of_ints(&self, temp: Temp) -> bool {
        let mut open = vec![temp];
        let mut has_sum = false;
        while let Some(temp) = open.pop() {
            match self.definition(temp) {
                Some(Op::Binary(Binary::Add | Binary::Sub, left, right)) => {
                    has_sum = true;
                    open.extend([*left, *right]);
                }
                Some(Op::Binary(operator, ..)) if !is_bitwise(*operator) => return false,
                _ if !self.kinds(temp).meets(Kinds::INT) => return false,
                _ if self.kinds(temp) == Kinds::NUMBER => return false,
                _ => {}
            }
        }
        has_sum
    }

    fn load(&mut self, local: LocalId, dst: Temp) {
        let index = local.0 as usize;
        if self.int_locals[index] {
            self.want_int(dst);
        }
        if !self.is_number(dst) || !self.may_hold_number(local) {
            return;
        }
        if !std::mem::replace(&mut self.number_locals[index], true) {
            self.has_changed = true;
        }
        if self.is_int(dst) && !std::mem::replace(&mut self.int_locals[index], true) {
            self.has_changed = true;
        }
    }
}

fn insts(function: &Function) -> impl Iterator<Item = &Inst> {
    function.blocks.iter().flat_map(|block| &block.insts)
}

fn is_arithmetic(operator: Unary) -> bool {
    matches!(operator, Unary::Neg | Unary::BitNot | Unary::Inc | Unary::Dec | Unary::ToNumeric)
}

fn is_bitwise(operator: Binary) -> bool {
    use Binary::{BitAnd, BitOr, BitXor, Shl, Shr, UShr};
    matches!(operator, BitAnd | BitOr | BitXor | Shl | Shr | UShr)
}
