//! A short hand for LLVM's builder, in the types compiled code has: values, machine numbers, pointers, flags.
//!
//! The builder refuses only what the laws of ir exclude, so its errors are bugs of this crate.

use inkwell::basic_block::BasicBlock;
use inkwell::builder::Builder;
use inkwell::context::Context;
use inkwell::llvm_sys::core::LLVMBuildFreeze;
use inkwell::types::{
    BasicMetadataTypeEnum, BasicType, BasicTypeEnum, FloatType, FunctionType, IntType, PointerType,
    StructType,
};
use inkwell::values::{
    AsValueRef, BasicMetadataValueEnum, BasicValue, BasicValueEnum, FloatValue, FunctionValue, IntValue,
    PointerValue,
};
use inkwell::{AddressSpace, FloatPredicate, IntPredicate};
use perry_abi::functions;
use perry_ir::module::Binary;

pub(crate) type Value<'c> = BasicValueEnum<'c>;

const LAWFUL: &str = "verified ir gives the builder what it asks for";

#[derive(Clone, Copy)]
pub(crate) struct Types<'c> {
    pub flag: IntType<'c>,
    pub byte: IntType<'c>,
    pub i32: IntType<'c>,
    pub i64: IntType<'c>,
    pub f64: FloatType<'c>,
    pub pointer: PointerType<'c>,
    pub context: &'c Context,
}

impl<'c> Types<'c> {
    pub fn new(context: &'c Context) -> Types<'c> {
        Types {
            flag: context.bool_type(),
            byte: context.i8_type(),
            i32: context.i32_type(),
            i64: context.i64_type(),
            f64: context.f64_type(),
            pointer: context.ptr_type(AddressSpace::default()),
            context,
        }
    }

    /// The machine type of the table of runtime functions; `None`: no result.
    pub fn of(&self, ty: functions::Ty) -> Option<BasicTypeEnum<'c>> {
        match ty {
            functions::Ty::V | functions::Ty::L => Some(self.i64.into()),
            functions::Ty::P => Some(self.pointer.into()),
            functions::Ty::I => Some(self.i32.into()),
            functions::Ty::D => Some(self.f64.into()),
            functions::Ty::U => None,
        }
    }

    pub fn function(&self, params: &[functions::Ty], result: functions::Ty) -> FunctionType<'c> {
        let params: Vec<BasicMetadataTypeEnum> =
            params.iter().filter_map(|ty| self.of(*ty)).map(Into::into).collect();
        match self.of(result) {
            Some(result) => result.fn_type(&params, false),
            None => self.context.void_type().fn_type(&params, false),
        }
    }

    /// `(callee, this, params...) -> value`
    pub fn direct(&self, param_count: u32) -> FunctionType<'c> {
        let params = vec![self.i64.into(); param_count as usize + 2];
        self.i64.fn_type(&params, false)
    }

    /// A value that is known now.
    pub fn value(&self, bits: u64) -> Value<'c> {
        self.i64.const_int(bits, false).into()
    }

    pub fn int(&self, value: i32) -> Value<'c> {
        self.i32.const_int(value as u32 as u64, false).into()
    }

    pub fn long(&self, value: u64) -> Value<'c> {
        self.i64.const_int(value, false).into()
    }

    pub fn null(&self) -> Value<'c> {
        self.pointer.const_null().into()
    }
}

pub(crate) struct Emitter<'c> {
    pub builder: Builder<'c>,
    pub types: Types<'c>,
}

impl<'c> Emitter<'c> {
    pub fn new(types: Types<'c>) -> Emitter<'c> {
        Emitter { builder: types.context.create_builder(), types }
    }

    pub fn start(&self, block: BasicBlock<'c>) {
        self.builder.position_at_end(block);
    }

    pub fn here(&self) -> BasicBlock<'c> {
        self.builder.get_insert_block().expect(LAWFUL)
    }

    /// A new block right after this one.
    pub fn next_block(&self) -> BasicBlock<'c> {
        self.types.context.insert_basic_block_after(self.here(), "")
    }

    /// A new block after all others: for what seldom runs.
    pub fn cold_block(&self) -> BasicBlock<'c> {
        let function = self.here().get_parent().expect(LAWFUL);
        self.types.context.append_basic_block(function, "")
    }

    pub fn load(&self, ty: impl BasicType<'c>, pointer: PointerValue<'c>) -> Value<'c> {
        self.builder.build_load(ty, pointer, "").expect(LAWFUL)
    }

    pub fn load_value(&self, pointer: PointerValue<'c>) -> Value<'c> {
        self.load(self.types.i64, pointer)
    }

    pub fn store(&self, pointer: PointerValue<'c>, value: impl BasicValue<'c>) {
        self.builder.build_store(pointer, value).expect(LAWFUL);
    }

    pub fn alloca(&self, ty: impl BasicType<'c>) -> PointerValue<'c> {
        self.builder.build_alloca(ty, "").expect(LAWFUL)
    }

    /// `pointer` and so many bytes.
    pub fn offset(&self, pointer: PointerValue<'c>, bytes: u64) -> PointerValue<'c> {
        if bytes == 0 {
            return pointer;
        }
        self.element(self.types.byte, pointer, self.types.i64.const_int(bytes, false))
    }

    /// The `index`-th `ty` from `pointer` on.
    pub fn element(
        &self,
        ty: impl BasicType<'c>,
        pointer: PointerValue<'c>,
        index: IntValue<'c>,
    ) -> PointerValue<'c> {
        // SAFETY: inkwell asks for the promise that the address is in bounds of an object; without `inbounds`
        // LLVM promises nothing of it, and callers stay within layouts of abi.
        unsafe { self.builder.build_gep(ty, pointer, &[index], "") }.expect(LAWFUL)
    }

    /// The heap cell that a value is.
    pub fn cell(&self, value: Value<'c>) -> PointerValue<'c> {
        self.builder.build_int_to_ptr(value.into_int_value(), self.types.pointer, "").expect(LAWFUL)
    }

    pub fn address(&self, pointer: PointerValue<'c>) -> Value<'c> {
        self.builder.build_ptr_to_int(pointer, self.types.i64, "").expect(LAWFUL).into()
    }

    pub fn is(&self, predicate: IntPredicate, left: Value<'c>, right: Value<'c>) -> IntValue<'c> {
        self.builder
            .build_int_compare(predicate, left.into_int_value(), right.into_int_value(), "")
            .expect(LAWFUL)
    }

    /// Are these the bits of the value?
    pub fn is_value(&self, value: Value<'c>, bits: u64) -> IntValue<'c> {
        self.is(IntPredicate::EQ, value, self.types.value(bits))
    }

    pub fn compare_f64(
        &self,
        predicate: FloatPredicate,
        left: FloatValue<'c>,
        right: FloatValue<'c>,
    ) -> IntValue<'c> {
        self.builder.build_float_compare(predicate, left, right, "").expect(LAWFUL)
    }

    pub fn and(&self, left: Value<'c>, right: Value<'c>) -> Value<'c> {
        self.builder.build_and(left.into_int_value(), right.into_int_value(), "").expect(LAWFUL).into()
    }

    pub fn or(&self, left: Value<'c>, right: Value<'c>) -> Value<'c> {
        self.builder.build_or(left.into_int_value(), right.into_int_value(), "").expect(LAWFUL).into()
    }

    pub fn not(&self, flag: Value<'c>) -> Value<'c> {
        self.builder.build_not(flag.into_int_value(), "").expect(LAWFUL).into()
    }

    pub fn add(&self, left: Value<'c>, right: Value<'c>) -> Value<'c> {
        self.builder.build_int_add(left.into_int_value(), right.into_int_value(), "").expect(LAWFUL).into()
    }

    pub fn select(
        &self,
        condition: IntValue<'c>,
        then: impl BasicValue<'c>,
        otherwise: impl BasicValue<'c>,
    ) -> Value<'c> {
        let (then, otherwise) = (then.as_basic_value_enum(), otherwise.as_basic_value_enum());
        self.builder.build_select(condition, then, otherwise, "").expect(LAWFUL)
    }

    pub fn extend(&self, value: Value<'c>, ty: IntType<'c>) -> Value<'c> {
        self.builder.build_int_z_extend(value.into_int_value(), ty, "").expect(LAWFUL).into()
    }

    pub fn truncate(&self, value: Value<'c>, ty: IntType<'c>) -> Value<'c> {
        self.builder.build_int_truncate(value.into_int_value(), ty, "").expect(LAWFUL).into()
    }

    /// The same bits as another type of that size.
    pub fn bits(&self, value: Value<'c>, ty: impl BasicType<'c>) -> Value<'c> {
        self.builder.build_bit_cast(value, ty, "").expect(LAWFUL)
    }

    pub fn signed_to_f64(&self, value: Value<'c>) -> Value<'c> {
        self.builder
            .build_signed_int_to_float(value.into_int_value(), self.types.f64, "")
            .expect(LAWFUL)
            .into()
    }

    pub fn unsigned_to_f64(&self, value: Value<'c>) -> Value<'c> {
        self.builder
            .build_unsigned_int_to_float(value.into_int_value(), self.types.f64, "")
            .expect(LAWFUL)
            .into()
    }

    pub fn f64_to_signed(&self, value: Value<'c>, ty: IntType<'c>) -> Value<'c> {
        self.builder.build_float_to_signed_int(value.into_float_value(), ty, "").expect(LAWFUL).into()
    }

    /// Some value where LLVM promises none, the same at each use.
    pub fn freeze(&self, value: Value<'c>) -> Value<'c> {
        // SAFETY: builder and value are of one context, and the result is an integer like the value.
        unsafe {
            IntValue::new(LLVMBuildFreeze(self.builder.as_mut_ptr(), value.as_value_ref(), c"".as_ptr()))
        }
        .into()
    }

    pub fn negate(&self, value: Value<'c>) -> Value<'c> {
        self.builder.build_float_neg(value.into_float_value(), "").expect(LAWFUL).into()
    }

    pub fn arithmetic_i32(&self, operator: Binary, left: Value<'c>, right: Value<'c>) -> Value<'c> {
        let (builder, left, right) = (&self.builder, left.into_int_value(), right.into_int_value());
        let result = match operator {
            Binary::Add => builder.build_int_add(left, right, ""),
            Binary::Sub => builder.build_int_sub(left, right, ""),
            Binary::Mul => builder.build_int_mul(left, right, ""),
            Binary::Div => builder.build_int_signed_div(left, right, ""),
            Binary::Rem => builder.build_int_signed_rem(left, right, ""),
            Binary::BitAnd => builder.build_and(left, right, ""),
            Binary::BitOr => builder.build_or(left, right, ""),
            Binary::BitXor => builder.build_xor(left, right, ""),
            Binary::Shl => builder.build_left_shift(left, right, ""),
            Binary::Shr => builder.build_right_shift(left, right, true, ""),
            Binary::UShr => builder.build_right_shift(left, right, false, ""),
            Binary::Exp => unreachable!("the laws keep Exp out of I32Binary"),
        };
        result.expect(LAWFUL).into()
    }

    pub fn arithmetic_f64(&self, operator: Binary, left: Value<'c>, right: Value<'c>) -> Value<'c> {
        let (builder, left, right) = (&self.builder, left.into_float_value(), right.into_float_value());
        let result = match operator {
            Binary::Add => builder.build_float_add(left, right, ""),
            Binary::Sub => builder.build_float_sub(left, right, ""),
            Binary::Mul => builder.build_float_mul(left, right, ""),
            Binary::Div => builder.build_float_div(left, right, ""),
            _ => unreachable!("the other operators of F64Binary are calls"),
        };
        result.expect(LAWFUL).into()
    }

    /// The exception that led here; every exception does.
    pub fn landing_pad(&self, ty: StructType<'c>, personality: FunctionValue<'c>) -> Value<'c> {
        let everything = self.types.null();
        let pad = self.builder.build_landing_pad(ty, personality, &[everything], false, "").expect(LAWFUL);
        self.builder.build_extract_value(pad.into_struct_value(), 0, "").expect(LAWFUL)
    }

    /// A member of a machine structure.
    pub fn part(&self, pair: Value<'c>, index: u32) -> Value<'c> {
        self.builder.build_extract_value(pair.into_struct_value(), index, "").expect(LAWFUL)
    }

    pub fn jump(&self, target: BasicBlock<'c>) {
        self.builder.build_unconditional_branch(target).expect(LAWFUL);
    }

    pub fn branch(&self, condition: IntValue<'c>, then: BasicBlock<'c>, otherwise: BasicBlock<'c>) {
        self.builder.build_conditional_branch(condition, then, otherwise).expect(LAWFUL);
    }

    pub fn switch(&self, on: Value<'c>, default: BasicBlock<'c>, cases: &[(i32, BasicBlock<'c>)]) {
        let constant = |value: i32| self.types.int(value).into_int_value();
        let cases: Vec<_> = cases.iter().map(|(value, block)| (constant(*value), *block)).collect();
        self.builder.build_switch(on.into_int_value(), default, &cases).expect(LAWFUL);
    }

    pub fn ret(&self, value: Value<'c>) {
        self.builder.build_return(Some(&value)).expect(LAWFUL);
    }

    /// The value of the way that led here.
    pub fn phi(&self, ways: &[(Value<'c>, BasicBlock<'c>)]) -> Value<'c> {
        let phi = self.builder.build_phi(ways[0].0.get_type(), "").expect(LAWFUL);
        ways.iter().for_each(|(value, block)| phi.add_incoming(&[(value, *block)]));
        phi.as_basic_value()
    }

    pub fn unreachable(&self) {
        self.builder.build_unreachable().expect(LAWFUL);
    }

    /// A call that nothing of this function catches.
    pub fn call(&self, target: Target<'c>, args: &[Value<'c>]) -> Option<Value<'c>> {
        let args: Vec<BasicMetadataValueEnum> = args.iter().map(|arg| (*arg).into()).collect();
        let call = self.builder.build_indirect_call(target.ty, target.pointer, &args, "").expect(LAWFUL);
        call.try_as_basic_value().basic()
    }

    /// A call whose exception goes to `catch`; the emitter stands behind it afterwards.
    pub fn invoke(&self, target: Target<'c>, args: &[Value<'c>], catch: BasicBlock<'c>) -> Option<Value<'c>> {
        let next = self.next_block();
        let call = self
            .builder
            .build_indirect_invoke(target.ty, target.pointer, args, next, catch, "")
            .expect(LAWFUL);
        self.start(next);
        call.try_as_basic_value().basic()
    }
}

/// What is called: a function and its type.
#[derive(Clone, Copy)]
pub(crate) struct Target<'c> {
    pub ty: FunctionType<'c>,
    pub pointer: PointerValue<'c>,
}
