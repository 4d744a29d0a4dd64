//! Rewrites generic operations into typed ones where the kinds of their operands are proved.
//!
//! `analyse` proves; here locals get their representation and operations their typed forms. Every other use of a
//! value that became unboxed sees it boxed again, so the rest of the function does not notice.

use crate::flow::order;
use crate::module::{
    Binary, Block, Compare, Function, FunctionKind, Inst, LocalId, Module, Op, Temp, Ty, Unary,
};
use crate::passes::analyse::{FunctionKinds, analyse};
use crate::passes::kinds::Kinds;
use crate::passes::sweep::remove_unused;
use std::collections::HashMap;

/// Types a whole module.
pub fn infer(module: &mut Module) {
    let known = analyse(module);
    for (function, known) in module.functions.iter_mut().zip(known) {
        Rewrite::new(function, known).run();
        remove_unused(function);
    }
}

struct Rewrite<'a> {
    function: &'a mut Function,
    known: FunctionKinds,
    /// Instructions of the block in work.
    out: Vec<Inst>,
    /// The unboxed twin of a boxed temp, where one was made; usable where the temp is.
    twins: Vec<Option<Temp>>,
    /// How the int32 of a temp is had without going through its double.
    wraps: Vec<Option<Wrap>>,
    /// Temps that are other names of earlier ones.
    names: HashMap<Temp, Temp>,
}

/// A number whose ToInt32 is known in int32 arithmetic.
#[derive(Clone, Copy)]
enum Wrap {
    /// A sum or difference of int32 values: `(a + b) | 0` wraps.
    Sum(Binary, Temp, Temp),
    /// A uint32: its bits.
    Bits(Temp),
}

impl<'a> Rewrite<'a> {
    fn new(function: &'a mut Function, known: FunctionKinds) -> Rewrite<'a> {
        let count = function.temps.len();
        let (out, names) = (Vec::new(), HashMap::new());
        Rewrite { function, known, out, names, twins: vec![None; count], wraps: vec![None; count] }
    }

    fn run(mut self) {
        self.type_locals();
        let order = order(self.function);
        // What is not reachable is not rewritten, so it would break laws of locals that are typed now.
        let mut blocks = vec![Block::default(); self.function.blocks.len()];
        std::mem::swap(&mut blocks, &mut self.function.blocks);
        for index in order {
            let block = std::mem::take(&mut blocks[index.0 as usize]);
            self.block(&block);
            let mut end = block.end;
            if let Some(temp) = end.temp_mut() {
                *temp = self.names.get(temp).copied().unwrap_or(*temp);
            }
            self.function.blocks[index.0 as usize] =
                Block { handler: block.handler, insts: std::mem::take(&mut self.out), end };
        }
    }

    /// Frames of suspended functions hold boxed values, so only locals of plain functions are unboxed.
    fn type_locals(&mut self) {
        if self.function.kind != FunctionKind::Plain {
            return;
        }
        for (local, kinds) in self.function.locals.iter_mut().zip(&self.known.locals) {
            if local.ty == Ty::Boxed {
                local.ty = kinds.representation();
            }
        }
    }

    fn block(&mut self, block: &Block) {
        for inst in &block.insts {
            let mut inst = inst.clone();
            inst.op.temps_mut(&mut |temp| *temp = self.names.get(temp).copied().unwrap_or(*temp));
            if !self.rewrite(&inst) {
                self.out.push(inst);
            }
        }
    }

    /// Emits the typed form of an instruction, if it has one here.
    fn rewrite(&mut self, inst: &Inst) -> bool {
        match (&inst.op, inst.dst) {
            (Op::LoadLocal(local), Some(dst)) => self.load(*local, dst),
            (Op::StoreLocal(local, value), None) => self.store(*local, *value),
            (Op::Number(value), Some(dst)) => self.number(*value, dst),
            (Op::Binary(operator, left, right), Some(dst)) => self.binary(*operator, *left, *right, dst),
            (Op::Compare(operator, left, right), Some(dst)) => self.compare(*operator, *left, *right, dst),
            (Op::Unary(operator, value), Some(dst)) => self.unary(*operator, *value, dst),
            (Op::Truthy(value), Some(dst)) => self.truthy(*value, dst),
            (Op::CheckTdz(value, _), Some(dst)) if !self.kinds(*value).meets(Kinds::EMPTY) => {
                self.same(*value, dst)
            }
            (Op::IsEmpty(value), Some(dst)) => self.never(*value, Kinds::EMPTY, dst),
            (Op::IsUndefined(value), Some(dst)) => self.never(*value, Kinds::UNDEFINED, dst),
            (Op::IsNullish(value), Some(dst)) => self.never(*value, Kinds::UNDEFINED | Kinds::NULL, dst),
            (Op::Box(value), Some(dst)) => self.define(dst, *value),
            (Op::Unbox(value), Some(dst)) => self.unbox(*value, dst),
            (Op::GetIndex(object, key), Some(dst)) if self.is_int(*key) => {
                let key = self.as_i32(*key);
                self.emit_to(dst, Op::GetIndexI32(*object, key))
            }
            (Op::SetIndex(object, key, value), None) if self.is_int(*key) => {
                let key = self.as_i32(*key);
                self.out.push(Inst { dst: None, op: Op::SetIndexI32(*object, key, *value) });
                true
            }
            _ => false,
        }
    }

    fn kinds(&self, temp: Temp) -> Kinds {
        self.known.temps[temp.0 as usize]
    }

    fn is_int(&self, temp: Temp) -> bool {
        self.kinds(temp).is_some_of(Kinds::INT)
    }

    fn is_number(&self, temp: Temp) -> bool {
        self.kinds(temp).is_some_of(Kinds::NUMBER)
    }

    fn is_string(&self, temp: Temp) -> bool {
        self.kinds(temp).is_some_of(Kinds::STRING)
    }

    fn emit(&mut self, ty: Ty, op: Op) -> Temp {
        let temp = Temp(self.function.temps.len() as u32);
        self.function.temps.push(ty);
        self.known.temps.push(Kinds::ANY);
        self.twins.push(None);
        self.wraps.push(None);
        self.out.push(Inst { dst: Some(temp), op });
        temp
    }

    fn emit_to(&mut self, dst: Temp, op: Op) -> bool {
        self.out.push(Inst { dst: Some(dst), op });
        true
    }

    /// `dst` is boxed; `typed` is its twin.
    fn define(&mut self, dst: Temp, typed: Temp) -> bool {
        self.twins[dst.0 as usize] = Some(typed);
        self.emit_to(dst, Op::Box(typed))
    }

    /// `dst` becomes another name of `value`.
    fn same(&mut self, value: Temp, dst: Temp) -> bool {
        // OrUndefined of a value that is never empty is that value, at no cost.
        self.twins[dst.0 as usize] = self.twins[value.0 as usize];
        self.emit_to(dst, Op::OrUndefined(value))
    }

    /// Without the way through the boxed value, where its typed twin is at hand.
    fn unbox(&mut self, value: Temp, dst: Temp) -> bool {
        match self.twin(value) {
            Some((twin, ty)) if ty == self.function.temps[dst.0 as usize] => {
                self.names.insert(dst, twin);
                true
            }
            Some((twin, Ty::I32)) if self.function.temps[dst.0 as usize] == Ty::F64 => {
                self.emit_to(dst, Op::I32ToF64(twin))
            }
            _ => false,
        }
    }

    fn load(&mut self, local: LocalId, dst: Temp) -> bool {
        let ty = self.function.locals[local.0 as usize].ty;
        if ty == Ty::Boxed || self.function.temps[dst.0 as usize] != Ty::Boxed {
            return false;
        }
        let typed = self.emit(ty, Op::LoadLocal(local));
        self.define(dst, typed)
    }

    fn store(&mut self, local: LocalId, value: Temp) -> bool {
        let ty = self.function.locals[local.0 as usize].ty;
        if ty == Ty::Boxed || self.function.temps[value.0 as usize] != Ty::Boxed {
            return false;
        }
        let typed = self.typed(value, ty);
        self.out.push(Inst { dst: None, op: Op::StoreLocal(local, typed) });
        true
    }

    fn number(&mut self, value: f64, dst: Temp) -> bool {
        let typed = match Kinds::of_number(value) {
            Kinds::INT => self.emit(Ty::I32, Op::ConstI32(value as i32)),
            _ => self.emit(Ty::F64, Op::ConstF64(value)),
        };
        self.twins[dst.0 as usize] = Some(typed);
        self.emit_to(dst, Op::Number(value))
    }

    fn binary(&mut self, operator: Binary, left: Temp, right: Temp, dst: Temp) -> bool {
        if !(self.is_number(left) && self.is_number(right)) {
            return false;
        }
        match operator {
            Binary::BitAnd | Binary::BitOr | Binary::BitXor | Binary::Shl | Binary::Shr | Binary::UShr => {
                let (a, b) = (self.as_i32(left), self.as_i32(right));
                let bits = self.emit(Ty::I32, Op::I32Binary(operator, a, b));
                if operator != Binary::UShr {
                    return self.define(dst, bits);
                }
                self.wraps[dst.0 as usize] = Some(Wrap::Bits(bits));
                let typed = self.emit(Ty::F64, Op::U32ToF64(bits));
                self.define(dst, typed)
            }
            _ => {
                let (a, b) = (self.as_f64(left), self.as_f64(right));
                let typed = self.emit(Ty::F64, Op::F64Binary(operator, a, b));
                if matches!(operator, Binary::Add | Binary::Sub) && self.is_int(left) && self.is_int(right) {
                    self.wraps[dst.0 as usize] = Some(Wrap::Sum(operator, left, right));
                }
                self.define(dst, typed)
            }
        }
    }

    fn compare(&mut self, operator: Compare, left: Temp, right: Temp, dst: Temp) -> bool {
        if self.is_int(left) && self.is_int(right) {
            let (a, b) = (self.as_i32(left), self.as_i32(right));
            self.emit_to(dst, Op::I32Compare(operator, a, b))
        } else if self.is_number(left) && self.is_number(right) {
            let (a, b) = (self.as_f64(left), self.as_f64(right));
            self.emit_to(dst, Op::F64Compare(operator, a, b))
        } else if self.is_string(left) && self.is_string(right) {
            let (a, b) = (self.typed(left, Ty::Str), self.typed(right, Ty::Str));
            self.emit_to(dst, Op::StrCompare(operator, a, b))
        } else {
            false
        }
    }

    fn unary(&mut self, operator: Unary, value: Temp, dst: Temp) -> bool {
        if operator == Unary::ToString && self.is_string(value) {
            return self.same(value, dst);
        }
        if !self.is_number(value) {
            return false;
        }
        match operator {
            Unary::ToNumber | Unary::ToNumeric => self.same(value, dst),
            Unary::BitNot => {
                let (bits, ones) = (self.as_i32(value), self.emit(Ty::I32, Op::ConstI32(-1)));
                let typed = self.emit(Ty::I32, Op::I32Binary(Binary::BitXor, bits, ones));
                self.define(dst, typed)
            }
            Unary::Neg => {
                let value = self.as_f64(value);
                let typed = self.emit(Ty::F64, Op::F64Neg(value));
                self.define(dst, typed)
            }
            Unary::Inc | Unary::Dec => {
                let step = if operator == Unary::Inc { 1.0 } else { -1.0 };
                let (value, one) = (self.as_f64(value), self.emit(Ty::F64, Op::ConstF64(step)));
                let typed = self.emit(Ty::F64, Op::F64Binary(Binary::Add, value, one));
                self.define(dst, typed)
            }
            _ => false,
        }
    }

    fn truthy(&mut self, value: Temp, dst: Temp) -> bool {
        if self.is_int(value) {
            let (value, zero) = (self.as_i32(value), self.emit(Ty::I32, Op::ConstI32(0)));
            return self.emit_to(dst, Op::I32Compare(Compare::StrictNe, value, zero));
        }
        if self.kinds(value) == Kinds::BOOL {
            return self.emit_to(dst, Op::Unbox(value));
        }
        false
    }

    /// A test that cannot hold is false.
    fn never(&mut self, value: Temp, tested: Kinds, dst: Temp) -> bool {
        let kinds = self.kinds(value);
        kinds != Kinds::NONE && !kinds.meets(tested) && self.emit_to(dst, Op::ConstBool(false))
    }

    /// The value in a representation that its kinds allow.
    fn typed(&mut self, value: Temp, ty: Ty) -> Temp {
        match ty {
            Ty::I32 => self.as_i32(value),
            Ty::F64 => self.as_f64(value),
            _ => match self.twin(value) {
                Some((twin, of)) if of == ty => twin,
                _ => self.emit(ty, Op::Unbox(value)),
            },
        }
    }

    fn twin(&self, value: Temp) -> Option<(Temp, Ty)> {
        self.twins[value.0 as usize].map(|twin| (twin, self.function.temps[twin.0 as usize]))
    }

    fn as_f64(&mut self, value: Temp) -> Temp {
        match self.twin(value) {
            Some((twin, Ty::F64)) => twin,
            Some((twin, Ty::I32)) => self.emit(Ty::F64, Op::I32ToF64(twin)),
            _ if self.is_int(value) => {
                let int = self.emit(Ty::I32, Op::Unbox(value));
                self.emit(Ty::F64, Op::I32ToF64(int))
            }
            _ => self.emit(Ty::F64, Op::Unbox(value)),
        }
    }

    /// ToInt32 of a number.
    fn as_i32(&mut self, value: Temp) -> Temp {
        match self.wraps[value.0 as usize] {
            Some(Wrap::Sum(operator, left, right)) => {
                let (a, b) = (self.as_i32(left), self.as_i32(right));
                return self.emit(Ty::I32, Op::I32Binary(operator, a, b));
            }
            Some(Wrap::Bits(bits)) => return bits,
            None => {}
        }
        match self.twin(value) {
            Some((twin, Ty::I32)) => twin,
            Some((twin, Ty::F64)) => self.emit(Ty::I32, Op::F64ToI32(twin)),
            _ if self.is_int(value) => self.emit(Ty::I32, Op::Unbox(value)),
            _ => {
                let double = self.emit(Ty::F64, Op::Unbox(value));
                self.emit(Ty::I32, Op::F64ToI32(double))
            }
        }
    }
}
