//! Which groups of built-ins a module may use: what is in none of its program's modules is not linked.
//!
//! What is not linked must be out of reach, so this is a proof, and each doubt links more. A value of a group comes to
//! be in one of four ways, and each leaves a trace in the ir:
//!
//! - an operation makes it: a literal;
//! - a global name of the group is read. All names are strings of the module, whether they are read or not;
//!   other ways lead through the global object, and holding that links everything;
//! - a method of a string is called that needs the group (`match`, `normalize`). Its name is a string of the module
//!   too, or was computed: then a member is read by a key that is not proved to be a number, or some object is taken
//!   apart without naming keys (`REFLECTIVE`);
//! - `process.hrtime.bigint()` is called: `process` is used for other things than the harmless members below.
//!
//! From a value of a group everything else of the group can be reached; it is linked by then.

use crate::module::{Function, Module, Op, StrId, StringData, Temp, Unary};
use crate::passes::analyse::{FunctionKinds, analyse};
use crate::passes::kinds::Kinds;
use perry_abi::group::Group;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// A set of groups.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Groups(u8);

impl Groups {
    pub const ALL: Groups = Groups::of(&Group::ALL);

    pub const fn of(groups: &[Group]) -> Groups {
        let (mut bits, mut index) = (0, 0);
        while index < groups.len() {
            bits |= 1 << groups[index] as u8;
            index += 1;
        }
        Groups(bits)
    }

    pub fn add(&mut self, other: Groups) {
        self.0 |= other.0;
    }

    pub fn has(self, group: Group) -> bool {
        self.has_all(Groups::of(&[group]))
    }

    pub fn has_all(self, other: Groups) -> bool {
        self.0 & other.0 == other.0
    }

    /// In the order of `Group::ALL`.
    pub fn iter(self) -> impl Iterator<Item = Group> {
        Group::ALL.into_iter().filter(move |group| self.has(*group))
    }
}

/// What methods of strings need that take their name from the program at run time.
const COMPUTED: Groups = Groups::of(&[Group::RegExp, Group::Unicode]);

/// Names that lead to members without a key that is read: those of descriptors, and what `JSON.stringify` reads by a
/// list of keys, of an object that inherits from a prototype, and gives to its `toJSON`.
const REFLECTIVE: [&str; 7] = [
    "getOwnPropertyDescriptor",
    "getOwnPropertyDescriptors",
    "Reflect",
    "toJSON",
    "prototype",
    "getPrototypeOf",
    "__proto__",
];

/// Members of `process` that lead neither back to it nor to `hrtime`.
const HARMLESS: [&str; 13] = [
    "argv",
    "arch",
    "cwd",
    "env",
    "exit",
    "exitCode",
    "memoryUsage",
    "nextTick",
    "pid",
    "platform",
    "stderr",
    "stdout",
    "uptime",
];

/// The groups that `module` may use.
pub fn groups(module: &Module) -> Groups {
    let mut groups = Groups::default();
    let names: HashSet<&str> = module.strings.iter().filter_map(text).collect();
    names.iter().for_each(|name| groups.add(of_name(name)));
    if REFLECTIVE.iter().any(|name| names.contains(name)) {
        groups.add(COMPUTED);
    }
    let is_computed = |op: &Op| matches!(op, Op::GetIndex(..) | Op::GetSuper(..));
    let mut ops = module.functions.iter().flat_map(ops);
    let known = if ops.any(is_computed) { analyse(module) } else { Vec::new() };
    for (index, function) in module.functions.iter().enumerate() {
        groups.add(of_function(module, function, known.get(index)));
    }
    groups
}

fn text(string: &StringData) -> Option<&str> {
    match string {
        StringData::Utf8(text) => Some(text),
        StringData::Utf16(_) => None,
    }
}

fn ops(function: &Function) -> impl Iterator<Item = &Op> {
    function.blocks.iter().flat_map(|block| &block.insts).map(|inst| &inst.op)
}

/// What a name may lead to, as a global or as a member.
fn of_name(name: &str) -> Groups {
    match name {
        "globalThis" | "global" => Groups::ALL,
        "match" | "matchAll" | "search" => Groups::of(&[Group::RegExp]),
        "normalize" | "localeCompare" => Groups::of(&[Group::Unicode]),
        "hrtime" | "bigint" => Groups::of(&[Group::BigInt]),
        "BigInt64Array" | "BigUint64Array" | "DataView" => Groups::of(&[Group::Binary, Group::BigInt]),
        _ => {
            let owner = Group::ALL.into_iter().find(|group| group.globals().contains(&name));
            owner.map_or(Groups::default(), |group| Groups::of(&[group]))
        }
    }
}

/// `known`: there where a key is computed in the module.
fn of_function(module: &Module, function: &Function, known: Option<&FunctionKinds>) -> Groups {
    let mut groups = Groups::default();
    let mut processes = HashSet::new();
    let is_name = |id: StrId, name: &str| text(&module.strings[id.0 as usize]) == Some(name);
    for inst in function.blocks.iter().flat_map(|block| &block.insts) {
        match &inst.op {
            Op::RegExp(..) => groups.add(Groups::of(&[Group::RegExp])),
            Op::BigInt(_) => groups.add(Groups::of(&[Group::BigInt])),
            // `this` of such a function may be the global object.
            Op::This if function.flags.is_sloppy => groups.add(Groups::ALL),
            Op::GetIndex(_, key) | Op::GetSuper(_, key, _)
                if !groups.has_all(COMPUTED) && !is_plain(function, known, *key) =>
            {
                groups.add(COMPUTED)
            }
            Op::GetGlobal(name) if is_name(*name, "process") => processes.extend(inst.dst),
            _ => {}
        }
    }
    if !processes.is_empty() && escapes(module, function, &processes) {
        groups.add(Groups::of(&[Group::BigInt]));
    }
    groups
}

/// Is the key a literal, or neither a string nor an object that becomes one?
fn is_plain(function: &Function, known: Option<&FunctionKinds>, key: Temp) -> bool {
    if known.is_some_and(|known| known.temps[key.0 as usize].is_within(Kinds::PLAIN)) {
        return true;
    }
    let made = function.blocks.iter().flat_map(|block| &block.insts).find(|inst| inst.dst == Some(key));
    match made.map(|inst| &inst.op) {
        Some(Op::String(_)) => true,
        Some(Op::Unary(Unary::ToPropertyKey, value)) => is_plain(function, known, *value),
        _ => false,
    }
}

/// Is one of these temps, which hold `process`, used otherwise than for a harmless member?
fn escapes(module: &Module, function: &Function, processes: &HashSet<Temp>) -> bool {
    let is_harmless = |inst: Option<&Op>, temp: Temp| match inst {
        Some(Op::Get(_, key)) => is_harmless_member(module, *key),
        Some(Op::Set(_, key, value)) => *value != temp && is_harmless_member(module, *key),
        Some(Op::CallMethod { key, args, .. }) => !args.contains(&temp) && is_harmless_member(module, *key),
        _ => false,
    };
    let mut is_found = false;
    for block in &function.blocks {
        block.uses(&mut |index, temp| {
            let op = block.insts.get(index).map(|inst| &inst.op);
            is_found |= processes.contains(&temp) && !is_harmless(op, temp);
        });
    }
    is_found
}

fn is_harmless_member(module: &Module, key: StrId) -> bool {
    text(&module.strings[key.0 as usize]).is_some_and(|name| HARMLESS.contains(&name))
}
