//! Operations on lists of values: calls, literals, closures. The list stands in memory during the call.

use crate::body::Body;
use crate::emitter::Value;
use perry_abi::functions::Effect;
use perry_abi::value::UNDEFINED;
use perry_ir::module::{CellRef, Direct, FuncId, Op, StrId, Temp};

impl<'c> Body<'_, 'c, '_> {
    /// The outer `None`: it is no operation on a list.
    pub fn list_operation(&mut self, op: &Op) -> Option<Option<Value<'c>>> {
        let undefined = self.unit.types.value(UNDEFINED);
        Some(match op {
            Op::Concat(values) => self.concat(values),
            Op::ObjectLiteral(keys, values) => self.object_literal(keys, values),
            Op::ArrayNew(values) => {
                let (count, values) = self.operands(values);
                self.runtime("perry_array_new", &[values, count])
            }
            Op::CopyDataProperties(target, source, excluded) => {
                let (count, excluded) = self.operands(excluded);
                let operands = [self.temp(*target), self.temp(*source), excluded, count];
                self.runtime("perry_copy_data_properties", &operands)
            }
            Op::Closure(function, captures) => {
                let (_, captures) = self.operands(captures);
                self.runtime("perry_closure_new", &[self.info(*function), captures])
            }
            Op::ClassNew { constructor, captures, parent, name } => {
                let (_, captures) = self.operands(captures);
                let operands = [self.info(*constructor), captures, self.temp(*parent), self.temp(*name)];
                self.runtime("perry_class_new", &operands)
            }
            Op::TemplateObject(cooked, raw) => self.template_object(cooked, raw),
            Op::Call { callee, this, args, text } => {
                let (argc, argv) = self.operands(args);
                let operands = [self.temp(*callee), self.temp(*this), argc, argv, self.string(*text)];
                self.runtime("perry_call", &operands)
            }
            Op::CallMethod { object, key, args, text } => {
                let (argc, argv) = self.operands(args);
                let cache = self.unit.next_cache().into();
                let operands = [self.temp(*object), self.string(*key), argc, argv, cache, self.string(*text)];
                self.runtime("perry_call_method", &operands)
            }
            Op::CallDirect { function, this, args } => self.call_direct(function, *this, args),
            Op::New { callee, args, text } => {
                let (argc, argv) = self.operands(args);
                let operands = [self.temp(*callee), self.temp(*callee), argc, argv, self.string(*text)];
                self.runtime("perry_construct", &operands)
            }
            Op::NewSpread { callee, args, text } => {
                let operands = [self.temp(*callee), self.temp(*callee), self.temp(*args), self.string(*text)];
                self.runtime("perry_construct_spread", &operands)
            }
            Op::SuperCall { constructor, new_target, args } => {
                let (argc, argv) = self.operands(args);
                let operands = [self.temp(*constructor), self.temp(*new_target), argc, argv, undefined];
                self.runtime("perry_construct", &operands)
            }
            Op::SuperCallSpread { constructor, new_target, args } => {
                let operands = [self.temp(*constructor), self.temp(*new_target), self.temp(*args), undefined];
                self.runtime("perry_construct_spread", &operands)
            }
            Op::NamespaceNew(module, exports) => self.namespace(module, exports),
            Op::ImportMeta => self.runtime("perry_import_meta", &[crate::data::path(self.unit).into()]),
            Op::ImportCall(namespace, module) => {
                self.runtime("perry_import", &[self.temp(*namespace), self.unit.imported(module).into()])
            }
            _ => return None,
        })
    }

    /// How many values, and where they stand.
    fn operands(&self, temps: &[Temp]) -> (Value<'c>, Value<'c>) {
        let values: Vec<Value> = temps.iter().map(|temp| self.temp(*temp)).collect();
        (self.unit.types.long(values.len() as u64), self.list(&values))
    }

    fn info(&self, function: FuncId) -> Value<'c> {
        self.unit.function(function).info.as_pointer_value().into()
    }

    fn concat(&mut self, values: &[Temp]) -> Option<Value<'c>> {
        if let [left, right] = values {
            return self.runtime("perry_concat", &[self.temp(*left), self.temp(*right)]);
        }
        let (count, values) = self.operands(values);
        self.runtime("perry_concat_n", &[values, count])
    }

    /// Two lists of the same length in memory: where they stand, and the length.
    fn pair_of_lists(&self, first: Vec<Value<'c>>, second: Vec<Value<'c>>) -> [Value<'c>; 3] {
        let count = first.len() as u64;
        let start = self.list(&[first, second].concat());
        let middle = self.emit.offset(start.into_pointer_value(), count * 8);
        [start, middle.into(), self.unit.types.long(count)]
    }

    fn object_literal(&mut self, keys: &[StrId], values: &[Temp]) -> Option<Value<'c>> {
        let keys = keys.iter().map(|key| self.string(*key)).collect();
        let values = values.iter().map(|value| self.temp(*value)).collect();
        let [keys, values, count] = self.pair_of_lists(keys, values);
        let site = self.unit.next_site().into();
        self.runtime("perry_object_literal", &[keys, values, count, site])
    }

    fn template_object(&mut self, cooked: &[Option<StrId>], raw: &[StrId]) -> Option<Value<'c>> {
        let undefined = self.unit.types.value(UNDEFINED);
        let cooked = cooked.iter().map(|text| text.map_or(undefined, |text| self.string(text))).collect();
        let raw = raw.iter().map(|text| self.string(*text)).collect();
        let [cooked, raw, count] = self.pair_of_lists(cooked, raw);
        let site = self.unit.next_root_site().into();
        self.runtime("perry_template_object", &[cooked, raw, count, site])
    }

    fn call_direct(&mut self, function: &Direct, this: Temp, args: &[Temp]) -> Option<Value<'c>> {
        let (target, param_count) = self.unit.direct(function);
        let undefined = self.unit.types.value(UNDEFINED);
        let mut operands = vec![undefined, self.temp(this)];
        operands.extend(args.iter().map(|arg| self.temp(*arg)));
        operands.resize(param_count as usize + 2, undefined);
        self.call(target, Effect::Throws, &operands)
    }

    fn namespace(&mut self, module: &str, exports: &[(StrId, CellRef)]) -> Option<Value<'c>> {
        let pairs =
            exports.iter().flat_map(|(name, cell)| [self.unit.slot(*name), self.unit.cell(cell)]).collect();
        let table = crate::data::pointers(self.unit, pairs);
        let (module, count) = (self.unit.imported(module), self.unit.types.long(exports.len() as u64));
        self.runtime("perry_namespace_new", &[module.into(), table.into(), count])
    }
}
