//! Operations on values: each is a call of the runtime, or short enough to stand here.
//!
//! Which runtime function an operation is, where it is nothing else, stands in `perry_ir::table`.

use crate::body::{Arguments, Body};
use crate::emitter::Value;
use crate::entry::{argument, argument_array};
use perry_abi::layout::{BOX_VALUE, FUNCTION_CAPTURES};
use perry_abi::value::{self, EMPTY, NULL, UNDEFINED};
use perry_ir::module::{Binary, Compare, Inst, MethodKind, Op, StrId, StringData, Temp, Ty, Unary};
use perry_ir::operand::Part;
use perry_ir::table::Yields;

impl<'c> Body<'_, 'c, '_> {
    /// The result of the instruction, if it has one. `CatchValue` is the block's.
    pub fn operation(&mut self, inst: &Inst) -> Option<Value<'c>> {
        if !inst.op.info().runtime.is_empty() {
            return self.runtime_operation(&inst.op);
        }
        if let Some(value) = self.constant(&inst.op) {
            return Some(value);
        }
        match &inst.op {
            Op::Line(line, column) => {
                self.locate(Some((*line, *column)));
                None
            }
            Op::LoadLocal(local) => Some(self.load_local(*local)),
            Op::StoreLocal(local, value) => {
                self.store_local(*local, self.temp(*value));
                None
            }
            Op::CellGet(cell) => Some(self.emit.load_value(self.unit.cell(cell))),
            Op::CellSet(cell, value) => {
                self.emit.store(self.unit.cell(cell), self.temp(*value));
                None
            }
            Op::BoxGet(cell) => Some(self.field(self.temp(*cell), BOX_VALUE)),
            Op::BoxSet(cell, value) => {
                let place = self.emit.offset(self.emit.cell(self.temp(*cell)), BOX_VALUE);
                self.emit.store(place, self.temp(*value));
                None
            }
            Op::Capture(index) => {
                Some(self.field(self.running.callee, FUNCTION_CAPTURES + u64::from(*index) * 8))
            }
            Op::CheckTdz(value, name) => Some(self.check_tdz(*value, *name)),
            Op::CheckThis(value) => {
                let is_unset = self.emit.is_value(self.temp(*value), EMPTY);
                self.unless(is_unset, "perry_throw_this_uninitialized", &[]);
                Some(self.temp(*value))
            }
            Op::CheckThisUnset(value) => {
                let is_set =
                    self.emit.is(inkwell::IntPredicate::NE, self.temp(*value), self.unit.types.value(EMPTY));
                self.unless(is_set, "perry_throw_super_called_twice", &[]);
                None
            }
            Op::IsEmpty(value) => Some(self.emit.is_value(self.temp(*value), EMPTY).into()),
            Op::OrUndefined(value) => {
                let is_empty = self.emit.is_value(self.temp(*value), EMPTY);
                Some(self.emit.select(is_empty, self.unit.types.value(UNDEFINED), self.temp(*value)))
            }
            Op::Param(index) => Some(argument(self.unit, &self.emit, &self.running.arguments, *index)),
            Op::This => Some(self.running.this),
            Op::NewTarget => Some(self.running.new_target),
            Op::Callee => Some(self.running.callee),
            Op::Arguments => {
                let (argc, argv) = self.arguments();
                self.runtime("perry_arguments_new", &[argc, argv])
            }
            Op::Rest(first) => {
                let (argc, argv) = self.arguments();
                self.runtime("perry_rest_new", &[argc, argv, self.unit.types.long((*first).into())])
            }
            Op::Unary(operator, value) => self.runtime(unary(*operator), &[self.temp(*value)]),
            Op::Binary(operator, left, right) => {
                self.runtime(binary(*operator), &[self.temp(*left), self.temp(*right)])
            }
            Op::Compare(operator, left, right) => Some(self.compare(*operator, *left, *right)),
            Op::Truthy(value) => Some(self.flag("perry_truthy", &[self.temp(*value)])),
            Op::IsNullish(value) => {
                // undefined and null differ in one bit.
                let both = self.unit.types.value(!(NULL ^ UNDEFINED));
                let bits = self.emit.and(self.temp(*value), both);
                Some(self.emit.is_value(bits, NULL).into())
            }
            Op::IsUndefined(value) => Some(self.emit.is_value(self.temp(*value), UNDEFINED).into()),
            Op::Not(value) => Some(self.emit.not(self.temp(*value))),
            Op::Get(object, key) => {
                let name = if self.is_length(*key) { "perry_get.length" } else { "perry_get" };
                self.cached(name, &[self.temp(*object), self.string(*key)])
            }
            Op::Set(object, key, value) => {
                self.cached("perry_set", &[self.temp(*object), self.string(*key), self.temp(*value)])
            }
            Op::GetIndex(object, key) => {
                self.runtime("perry_get_index", &[self.temp(*object), self.temp(*key)])
            }
            Op::SetIndex(object, key, value) => {
                self.runtime("perry_set_index", &[self.temp(*object), self.temp(*key), self.temp(*value)])
            }
            Op::GetGlobal(key) => self.cached("perry_get_global", &[self.string(*key)]),
            Op::PrivateGet(object, name) => {
                self.cached("perry_private_get", &[self.temp(*object), self.temp(*name)])
            }
            Op::PrivateSet(object, name, value) => {
                self.cached("perry_private_set", &[self.temp(*object), self.temp(*name), self.temp(*value)])
            }
            Op::PrivateAddMethod(kind, object, name, function) => {
                let kind = self.unit.types.int(*kind as i32);
                let operands = [self.temp(*object), self.temp(*name), self.temp(*function), kind];
                self.runtime("perry_private_add_method", &operands)
            }
            Op::DefineMethod { kind, object, key, function, is_enumerable } => {
                let name = match kind {
                    MethodKind::Method => "perry_define_method",
                    MethodKind::Getter => "perry_define_getter",
                    MethodKind::Setter => "perry_define_setter",
                };
                let is_enumerable = self.unit.types.int((*is_enumerable).into());
                self.runtime(
                    name,
                    &[self.temp(*object), self.temp(*key), self.temp(*function), is_enumerable],
                )
            }
            op => self.list_operation(op).unwrap_or_else(|| self.typed_operation(inst)),
        }
    }

    /// An operation that is one call of the runtime with its operands in their order.
    fn runtime_operation(&mut self, op: &Op) -> Option<Value<'c>> {
        let mut args = Vec::new();
        op.parts(&mut |_, part| {
            args.push(match part {
                Part::Temp(temp) => self.temp(temp),
                Part::Str(string) => self.string(string),
                Part::Number(value) => self.unit.types.int(value as i32),
                _ => self.unit.types.value(UNDEFINED),
            });
        });
        let info = op.info();
        let result = self.runtime(info.runtime, &args);
        match info.yields {
            Yields::Nothing => None,
            Yields::Ty(Ty::Bool) => result.map(|result| self.as_flag(result)),
            _ => result,
        }
    }

    fn constant(&self, op: &Op) -> Option<Value<'c>> {
        let types = self.unit.types;
        Some(match op {
            Op::Undefined => types.value(UNDEFINED),
            Op::Null => types.value(NULL),
            Op::Empty => types.value(EMPTY),
            Op::Bool(value) => types.value(value::from_bool(*value)),
            Op::Number(value) => types.value(value::from_f64(*value)),
            Op::String(value) => self.string(*value),
            Op::ConstI32(value) => types.int(*value),
            Op::ConstF64(value) => types.f64.const_float(*value).into(),
            Op::ConstBool(value) => types.flag.const_int((*value).into(), false).into(),
            _ => return None,
        })
    }

    /// Arrays and strings keep it at a fixed place.
    fn is_length(&self, key: StrId) -> bool {
        matches!(&self.unit.ir.strings[key.0 as usize], StringData::Utf8(text) if **text == *"length")
    }

    /// The value that stands so many bytes into a heap cell.
    pub fn field(&self, cell: Value<'c>, offset: u64) -> Value<'c> {
        self.emit.load_value(self.emit.offset(self.emit.cell(cell), offset))
    }

    fn check_tdz(&mut self, value: Temp, name: StrId) -> Value<'c> {
        let value = self.temp(value);
        let is_empty = self.emit.is_value(value, EMPTY);
        let (wrong, next) = (self.emit.cold_block(), self.emit.next_block());
        self.emit.branch(is_empty, wrong, next);
        self.emit.start(wrong);
        let name = self.string(name);
        self.runtime("perry_throw_tdz", &[name]);
        self.emit.unreachable();
        self.emit.start(next);
        value
    }

    fn arguments(&self) -> (Value<'c>, Value<'c>) {
        match &self.running.arguments {
            Arguments::Array { argc, argv } => (*argc, (*argv).into()),
            Arguments::Frame(frame) => {
                let (argc, argv) = argument_array(self.unit, &self.emit, *frame);
                (argc, argv.into())
            }
            // The laws keep `Arguments` and `Rest` out of direct entries.
            Arguments::Values(_) => (self.unit.types.long(0), self.unit.types.null()),
        }
    }

    /// A call whose last operand is an inline cache of its own.
    pub fn cached(&mut self, name: &'static str, args: &[Value<'c>]) -> Option<Value<'c>> {
        let cache = self.unit.next_cache().into();
        self.runtime(name, &[args, &[cache]].concat())
    }

    fn compare(&mut self, operator: Compare, left: Temp, right: Temp) -> Value<'c> {
        let operands = [self.temp(left), self.temp(right)];
        match operator {
            Compare::LooseEq => self.flag("perry_loose_eq", &operands),
            Compare::StrictEq => self.flag("perry_strict_eq", &operands),
            Compare::LooseNe => {
                let is_equal = self.flag("perry_loose_eq", &operands);
                self.emit.not(is_equal)
            }
            Compare::StrictNe => {
                let is_equal = self.flag("perry_strict_eq", &operands);
                self.emit.not(is_equal)
            }
            Compare::Lt => self.flag("perry_lt", &operands),
            Compare::Le => self.flag("perry_le", &operands),
            Compare::Gt => self.flag("perry_gt", &operands),
            Compare::Ge => self.flag("perry_ge", &operands),
        }
    }

    /// Calls a runtime function that answers 0 or 1.
    pub fn flag(&mut self, name: &'static str, args: &[Value<'c>]) -> Value<'c> {
        let answer = self.runtime_value(name, args);
        self.as_flag(answer)
    }

    fn as_flag(&self, answer: Value<'c>) -> Value<'c> {
        self.emit.is(inkwell::IntPredicate::NE, answer, self.unit.types.int(0)).into()
    }
}

fn unary(operator: Unary) -> &'static str {
    match operator {
        Unary::Neg => "perry_neg",
        Unary::BitNot => "perry_bit_not",
        Unary::Inc => "perry_inc",
        Unary::Dec => "perry_dec",
        Unary::ToNumber => "perry_to_number",
        Unary::ToNumeric => "perry_to_numeric",
        Unary::ToString => "perry_to_string",
        Unary::ToPropertyKey => "perry_to_property_key",
        Unary::ToObject => "perry_to_object",
        Unary::Typeof => "perry_typeof",
    }
}

fn binary(operator: Binary) -> &'static str {
    match operator {
        Binary::Add => "perry_add",
        Binary::Sub => "perry_sub",
        Binary::Mul => "perry_mul",
        Binary::Div => "perry_div",
        Binary::Rem => "perry_rem",
        Binary::Exp => "perry_exp",
        Binary::BitAnd => "perry_bit_and",
        Binary::BitOr => "perry_bit_or",
        Binary::BitXor => "perry_bit_xor",
        Binary::Shl => "perry_shl",
        Binary::Shr => "perry_shr",
        Binary::UShr => "perry_ushr",
    }
}

/// Every runtime function that an operation names is in the table of abi.
#[cfg(test)]
#[test]
fn operators_name_functions_of_the_table() {
    let unary =
        [Unary::Neg, Unary::BitNot, Unary::Inc, Unary::Dec, Unary::ToNumber, Unary::Typeof].map(unary);
    let binary = [Binary::Add, Binary::Exp, Binary::BitXor, Binary::UShr].map(binary);
    for name in unary.into_iter().chain(binary) {
        assert!(perry_abi::functions::function(name).is_some(), "{name}");
    }
}
