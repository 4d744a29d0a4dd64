//! Operations on typed values, and the ways between them and boxed ones (`abi::value`).

use crate::body::Body;
use crate::emitter::Value;
use inkwell::intrinsics::Intrinsic as Llvm;
use inkwell::types::BasicType;
use inkwell::values::IntValue;
use inkwell::{FloatPredicate, IntPredicate};
use perry_abi::layout::{CELL_KIND, KIND_FIRST_OBJECT, KIND_STRING, STRING_LENGTH};
use perry_abi::value::{CANONICAL_NAN, DOUBLE_OFFSET, EMPTY, FALSE, NOT_CELL_MASK, NUMBER_TAG, TRUE};
use perry_ir::module::{Binary, Compare, Inst, Intrinsic, Op, Temp, Ty};

const TWO_TO_63: f64 = 9223372036854775808.0;

impl<'c> Body<'_, 'c, '_> {
    pub fn typed_operation(&mut self, inst: &Inst) -> Option<Value<'c>> {
        let result_type = inst.dst.map_or(Ty::Boxed, |temp| self.temp_type(temp));
        Some(match &inst.op {
            Op::Box(value) => self.boxed(self.temp(*value), self.temp_type(*value)),
            Op::Unbox(value) => self.unbox(self.temp(*value), result_type),
            Op::IsTy(ty, value) => self.is_type(self.temp(*value), *ty),
            Op::I32ToF64(value) => self.emit.signed_to_f64(self.temp(*value)),
            Op::U32ToF64(value) => self.emit.unsigned_to_f64(self.temp(*value)),
            Op::F64ToI32(value) => self.f64_to_i32(self.temp(*value)),
            Op::I32Binary(operator, left, right) => {
                self.i32_binary(*operator, self.temp(*left), self.temp(*right))
            }
            Op::I32Overflows(operator, left, right) => {
                self.i32_overflows(*operator, self.temp(*left), self.temp(*right))
            }
            Op::F64Binary(operator, left, right) => {
                self.f64_binary(*operator, self.temp(*left), self.temp(*right))
            }
            Op::F64Neg(value) => self.emit.negate(self.temp(*value)),
            Op::I32Compare(operator, left, right) => {
                self.emit.is(signed(*operator), self.temp(*left), self.temp(*right)).into()
            }
            Op::F64Compare(operator, left, right) => {
                let [left, right] = [left, right].map(|temp| self.temp(*temp).into_float_value());
                self.emit.compare_f64(ordered(*operator), left, right).into()
            }
            Op::StrCompare(operator, left, right) => self.compare_strings(*operator, *left, *right),
            Op::Intrinsic(function, operands) => self.intrinsic(*function, operands),
            Op::IsPristine => {
                let byte = self.emit.load(self.unit.types.byte, self.unit.pristine());
                self.emit.is(IntPredicate::NE, byte, self.unit.types.byte.const_zero().into()).into()
            }
            Op::GetIndexI32(object, index) => {
                self.runtime_value("perry_get_index_i32", &[self.temp(*object), self.temp(*index)])
            }
            Op::SetIndexI32(object, index, value) => {
                let operands = [self.temp(*object), self.temp(*index), self.temp(*value)];
                return self.runtime("perry_set_index_i32", &operands);
            }
            Op::StrLength(string) => {
                let place = self.emit.offset(self.emit.cell(self.temp(*string)), STRING_LENGTH);
                self.emit.load(self.unit.types.i32, place)
            }
            op => unreachable!("`{}` has a rule of its own or names a runtime function", op.info().name),
        })
    }

    pub fn boxed(&self, value: Value<'c>, ty: Ty) -> Value<'c> {
        let (emit, types) = (&self.emit, self.unit.types);
        match ty {
            Ty::I32 => emit.or(emit.extend(value, types.i64), types.value(NUMBER_TAG)),
            Ty::F64 => self.boxed_f64(value),
            Ty::Bool => emit.or(emit.extend(value, types.i64), types.value(FALSE)),
            Ty::Str | Ty::Obj | Ty::Boxed => value,
        }
    }

    /// An int32 where it is one, as everywhere: comparing bits tells -0, NaN and what has a fraction or is too large.
    fn boxed_f64(&self, value: Value<'c>) -> Value<'c> {
        let (emit, types) = (&self.emit, self.unit.types);
        let number = emit.freeze(emit.f64_to_signed(value, types.i32));
        let back = emit.bits(emit.signed_to_f64(number), types.i64);
        let bits = emit.bits(value, types.i64);
        let is_int = emit.is(IntPredicate::EQ, back, bits);
        let float = value.into_float_value();
        let is_nan = emit.compare_f64(FloatPredicate::UNO, float, float);
        let bits = emit.select(is_nan, types.value(CANONICAL_NAN), bits);
        emit.select(is_int, self.boxed(number, Ty::I32), emit.add(bits, types.value(DOUBLE_OFFSET)))
    }

    /// Of a value that is known to be of the type.
    pub fn unbox(&self, value: Value<'c>, ty: Ty) -> Value<'c> {
        let (emit, types) = (&self.emit, self.unit.types);
        match ty {
            Ty::I32 => emit.truncate(value, types.i32),
            Ty::F64 => {
                let integral = emit.signed_to_f64(emit.truncate(value, types.i32));
                let bits = emit.add(value, types.value(DOUBLE_OFFSET.wrapping_neg()));
                emit.select(self.is_i32(value), integral, emit.bits(bits, types.f64))
            }
            Ty::Bool => emit.is_value(value, TRUE).into(),
            Ty::Str | Ty::Obj | Ty::Boxed => value,
        }
    }

    fn is_i32(&self, value: Value<'c>) -> IntValue<'c> {
        self.emit.is(IntPredicate::UGE, value, self.unit.types.value(NUMBER_TAG))
    }

    fn is_type(&self, value: Value<'c>, ty: Ty) -> Value<'c> {
        let (emit, types) = (&self.emit, self.unit.types);
        match ty {
            Ty::I32 => self.is_i32(value).into(),
            Ty::F64 => {
                let tag = emit.and(value, types.value(NUMBER_TAG));
                emit.is(IntPredicate::NE, tag, types.value(0)).into()
            }
            Ty::Bool => emit.is_value(emit.and(value, types.value(!1)), FALSE).into(),
            Ty::Str => self.is_cell_of(value, IntPredicate::EQ, KIND_STRING),
            Ty::Obj => self.is_cell_of(value, IntPredicate::UGE, KIND_FIRST_OBJECT),
            Ty::Boxed => types.flag.const_int(1, false).into(),
        }
    }

    /// Is it a heap cell whose kind compares so?
    fn is_cell_of(&self, value: Value<'c>, predicate: IntPredicate, kind: u8) -> Value<'c> {
        let (emit, types) = (&self.emit, self.unit.types);
        let tag = emit.is_value(emit.and(value, types.value(NOT_CELL_MASK)), 0);
        let is_empty = emit.is_value(value, EMPTY);
        let is_cell = emit.and(tag.into(), emit.not(is_empty.into())).into_int_value();
        let start = emit.here();
        let (next, look) = (emit.next_block(), emit.next_block());
        emit.branch(is_cell, look, next);
        emit.start(look);
        let found = emit.load(types.byte, emit.offset(emit.cell(value), CELL_KIND));
        let fits = emit.is(predicate, found, types.byte.const_int(kind.into(), false).into());
        emit.jump(next);
        emit.start(next);
        emit.phi(&[(types.flag.const_zero().into(), start), (fits.into(), look)])
    }

    /// The conversion of the machine where it is exact, which it is below 2^63; else the runtime's.
    fn f64_to_i32(&mut self, value: Value<'c>) -> Value<'c> {
        let types = self.unit.types;
        let magnitude = self.llvm_intrinsic("llvm.fabs", types.f64, &[value]).into_float_value();
        let is_near = self.emit.compare_f64(FloatPredicate::OLT, magnitude, types.f64.const_float(TWO_TO_63));
        let (next, near, far) = (self.emit.next_block(), self.emit.next_block(), self.emit.cold_block());
        self.emit.branch(is_near, near, far);
        self.emit.start(near);
        let exact = self.emit.truncate(self.emit.f64_to_signed(value, types.i64), types.i32);
        self.emit.jump(next);
        self.emit.start(far);
        let wrapped = self.runtime_value("perry_f64_to_i32", &[value]);
        self.emit.jump(next);
        self.emit.start(next);
        self.emit.phi(&[(exact, near), (wrapped, far)])
    }

    fn i32_binary(&self, operator: Binary, left: Value<'c>, right: Value<'c>) -> Value<'c> {
        let count = || self.emit.and(right, self.unit.types.int(31));
        match operator {
            Binary::Shl | Binary::Shr | Binary::UShr => self.emit.arithmetic_i32(operator, left, count()),
            _ => self.emit.arithmetic_i32(operator, left, right),
        }
    }

    fn i32_overflows(&self, operator: Binary, left: Value<'c>, right: Value<'c>) -> Value<'c> {
        let (emit, zero) = (&self.emit, self.unit.types.int(0));
        let intrinsic = match operator {
            Binary::Add => "llvm.sadd.with.overflow",
            Binary::Sub => "llvm.ssub.with.overflow",
            Binary::Rem => {
                let left = emit.is(IntPredicate::SLT, left, zero);
                let right = emit.is(IntPredicate::SLE, right, zero);
                return emit.or(left.into(), right.into());
            }
            _ => "llvm.smul.with.overflow",
        };
        let pair = self.llvm_intrinsic(intrinsic, self.unit.types.i32, &[left, right]);
        let is_over = emit.part(pair, 1);
        if operator != Binary::Mul {
            return is_over;
        }
        let is_zero = emit.is(IntPredicate::EQ, emit.part(pair, 0), zero);
        let is_negative = emit.is(IntPredicate::SLT, emit.or(left, right), zero);
        emit.or(is_over, emit.and(is_zero.into(), is_negative.into()))
    }

    fn f64_binary(&mut self, operator: Binary, left: Value<'c>, right: Value<'c>) -> Value<'c> {
        match operator {
            Binary::Rem => self.runtime_value("perry_f64_rem", &[left, right]),
            Binary::Exp => self.runtime_value("perry_f64_exp", &[left, right]),
            _ => self.emit.arithmetic_f64(operator, left, right),
        }
    }

    fn compare_strings(&mut self, operator: Compare, left: Temp, right: Temp) -> Value<'c> {
        let operands = [self.temp(left), self.temp(right)];
        match operator {
            Compare::LooseEq | Compare::StrictEq => self.flag("perry_string_eq", &operands),
            Compare::LooseNe | Compare::StrictNe => {
                let is_equal = self.flag("perry_string_eq", &operands);
                self.emit.not(is_equal)
            }
            Compare::Lt | Compare::Le | Compare::Gt | Compare::Ge => {
                let order = self.runtime_value("perry_string_cmp", &operands);
                self.emit.is(signed(operator), order, self.unit.types.int(0)).into()
            }
        }
    }

    fn intrinsic(&mut self, function: Intrinsic, operands: &[Temp]) -> Value<'c> {
        let types = self.unit.types;
        let operands: Vec<Value> = operands.iter().map(|temp| self.temp(*temp)).collect();
        match function {
            Intrinsic::Abs => self.llvm_intrinsic("llvm.fabs", types.f64, &operands),
            Intrinsic::Floor => self.llvm_intrinsic("llvm.floor", types.f64, &operands),
            Intrinsic::Ceil => self.llvm_intrinsic("llvm.ceil", types.f64, &operands),
            Intrinsic::Trunc => self.llvm_intrinsic("llvm.trunc", types.f64, &operands),
            Intrinsic::Sqrt => self.llvm_intrinsic("llvm.sqrt", types.f64, &operands),
            // IEEE 754-2019: NaN wins, and -0 is below 0, as in JavaScript.
            Intrinsic::Min => self.llvm_intrinsic("llvm.minimum", types.f64, &operands),
            Intrinsic::Max => self.llvm_intrinsic("llvm.maximum", types.f64, &operands),
            Intrinsic::Imul => self.emit.arithmetic_i32(Binary::Mul, operands[0], operands[1]),
            Intrinsic::Clz32 => {
                let zero_is_known = types.flag.const_zero().into();
                self.llvm_intrinsic("llvm.ctlz", types.i32, &[operands[0], zero_is_known])
            }
        }
    }

    fn llvm_intrinsic(&self, name: &str, ty: impl BasicType<'c>, operands: &[Value<'c>]) -> Value<'c> {
        let intrinsic = Llvm::find(name).expect("LLVM has the intrinsic");
        let function = intrinsic.get_declaration(&self.unit.llvm, &[ty.as_basic_type_enum()]);
        let function = function.expect("the intrinsic is overloaded for the type");
        let target = crate::emitter::Target {
            ty: function.get_type(),
            pointer: function.as_global_value().as_pointer_value(),
        };
        self.emit.call(target, operands).expect("the intrinsic has a result")
    }
}

fn signed(operator: Compare) -> IntPredicate {
    match operator {
        Compare::LooseEq | Compare::StrictEq => IntPredicate::EQ,
        Compare::LooseNe | Compare::StrictNe => IntPredicate::NE,
        Compare::Lt => IntPredicate::SLT,
        Compare::Le => IntPredicate::SLE,
        Compare::Gt => IntPredicate::SGT,
        Compare::Ge => IntPredicate::SGE,
    }
}

/// Every comparison with NaN is false, but for inequality.
fn ordered(operator: Compare) -> FloatPredicate {
    match operator {
        Compare::LooseEq | Compare::StrictEq => FloatPredicate::OEQ,
        Compare::LooseNe | Compare::StrictNe => FloatPredicate::UNE,
        Compare::Lt => FloatPredicate::OLT,
        Compare::Le => FloatPredicate::OLE,
        Compare::Gt => FloatPredicate::OGT,
        Compare::Ge => FloatPredicate::OGE,
    }
}
