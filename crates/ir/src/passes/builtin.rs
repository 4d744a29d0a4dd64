//! Calls of built-in functions that need no call while the built-ins are as they were: `Op::IsPristine`.

use crate::module::{Function, Inst, Intrinsic, Op, StrId, StringData, Temp};
use crate::passes::kinds::Kinds;
use std::collections::HashMap;

/// What an instruction is, if the built-ins are pristine and operands are what they should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Builtin {
    /// The object `Math`, of which nothing but known members is used
    Math,
    /// A member of it, of numbers
    Intrinsic(Intrinsic),
    /// `charCodeAt` of a string, at an int32 within
    CharCodeAt,
}

impl Builtin {
    pub fn result(self) -> Kinds {
        match self {
            Builtin::Math => Kinds::ANY,
            Builtin::Intrinsic(Intrinsic::Imul | Intrinsic::Clz32) | Builtin::CharCodeAt => Kinds::INT,
            Builtin::Intrinsic(_) => Kinds::NUMBER,
        }
    }

    /// What each argument has to be.
    pub fn argument(self) -> Kinds {
        if self == Builtin::CharCodeAt { Kinds::INT } else { Kinds::NUMBER }
    }
}

pub type Builtins = HashMap<Temp, Builtin>;

/// The strings of a module.
#[derive(Clone, Copy)]
pub struct Names<'a>(pub &'a [StringData]);

impl<'a> Names<'a> {
    pub fn find(self, name: &str) -> Option<StrId> {
        let is_it = |data: &StringData| matches!(data, StringData::Utf8(text) if &**text == name);
        self.0.iter().position(is_it).map(|index| StrId(index as u32))
    }

    pub fn text(self, id: StrId) -> &'a str {
        match &self.0[id.0 as usize] {
            StringData::Utf8(text) => text,
            StringData::Utf16(_) => "",
        }
    }
}

/// By result. `Math` is one only if all its uses are.
pub fn builtins(function: &Function, names: Names) -> Builtins {
    let mut builtins = Builtins::new();
    for block in &function.blocks {
        let mut objects = Vec::new();
        for inst in &block.insts {
            let Some(dst) = inst.dst else { continue };
            match &inst.op {
                Op::GetGlobal(name) if names.text(*name) == "Math" => objects.push(dst),
                Op::CallMethod { object, key, args, .. } => {
                    let is_math = objects.contains(object);
                    if let Some(builtin) = member(is_math, names.text(*key), args.len()) {
                        builtins.insert(dst, builtin);
                        builtins.extend(is_math.then_some((*object, Builtin::Math)));
                    }
                }
                _ => {}
            }
        }
    }
    drop_stray(function, &mut builtins);
    builtins
}

/// Keeps `Math` where each use is a call that is left, and calls whose `Math` is.
pub fn drop_stray(function: &Function, builtins: &mut Builtins) {
    for block in &function.blocks {
        block.uses(&mut |index, temp| {
            let is_known = block.insts.get(index).is_some_and(|inst| is_call_on(inst, temp, builtins));
            if builtins.get(&temp) == Some(&Builtin::Math) && !is_known {
                builtins.remove(&temp);
            }
        });
    }
    for inst in function.blocks.iter().flat_map(|block| &block.insts) {
        if let (Op::CallMethod { object, .. }, Some(dst)) = (&inst.op, inst.dst)
            && matches!(builtins.get(&dst), Some(Builtin::Intrinsic(_)))
            && !builtins.contains_key(object)
        {
            builtins.remove(&dst);
        }
    }
}

fn is_call_on(inst: &Inst, temp: Temp, builtins: &Builtins) -> bool {
    match (&inst.op, inst.dst) {
        (Op::CallMethod { object, args, .. }, Some(dst)) => {
            *object == temp && !args.contains(&temp) && builtins.contains_key(&dst)
        }
        _ => false,
    }
}

fn member(is_math: bool, name: &str, count: usize) -> Option<Builtin> {
    let intrinsic = match (is_math, name, count) {
        (false, "charCodeAt", 1) => return Some(Builtin::CharCodeAt),
        (true, "abs", 1) => Intrinsic::Abs,
        (true, "floor", 1) => Intrinsic::Floor,
        (true, "ceil", 1) => Intrinsic::Ceil,
        (true, "trunc", 1) => Intrinsic::Trunc,
        (true, "sqrt", 1) => Intrinsic::Sqrt,
        (true, "clz32", 1) => Intrinsic::Clz32,
        (true, "imul", 2) => Intrinsic::Imul,
        (true, "min", 2) => Intrinsic::Min,
        (true, "max", 2) => Intrinsic::Max,
        _ => return None,
    };
    Some(Builtin::Intrinsic(intrinsic))
}
