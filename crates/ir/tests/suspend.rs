//! After `passes::suspend` only locals cross blocks, and the function is as lawful as before.

use perry_ir::module::Temp;
use perry_ir::passes::suspend::suspend;
use perry_ir::print::print;
use perry_ir::read::read;
use perry_ir::verify::verify;
use std::collections::HashSet;

const BEFORE: &str = r#"module "m" path "m.ts" instantiate f0 init f0
string s0 ""
function f0 "async" name s0 length 0 Async captures 0 params 0
local l0 "value" Boxed
local l1 "mode" I32
block b0 handler b2
  t0 = Arguments
  t1 = Number 1.5
  t2:F64 = Unbox t1
  Await t0 l0 l1 b1
block b1 handler b2
  t3 = Binary Add t0 t1
  t4:F64 = F64Neg t2
  t5 = Box t4
  t6 = Call t0 t3 [t5 t0] s0
  Return t6
block b2
  t7 = CatchValue
  Await t7 l0 l1 b3
block b3
  Throw t7
"#;

/// The arguments are carried by a local, the constant is made anew, the typed value keeps its type.
const AFTER: &str = r#"module "m" path "m.ts" instantiate f0 init f0
string s0 ""
function f0 "async" name s0 length 0 Async captures 0 params 0
local l0 "value" Boxed
local l1 "mode" I32
local l2 "t0" Boxed
local l3 "t2" F64
local l4 "t7" Boxed
block b0 handler b2
  t0 = Arguments
  StoreLocal l2 t0
  t1 = Number 1.5
  t2:F64 = Unbox t1
  StoreLocal l3 t2
  Await t0 l0 l1 b1
block b1 handler b2
  t8 = LoadLocal l2
  t9 = Number 1.5
  t3 = Binary Add t8 t9
  t10:F64 = LoadLocal l3
  t4:F64 = F64Neg t10
  t5 = Box t4
  t6 = Call t8 t3 [t5 t8] s0
  Return t6
block b2
  t7 = CatchValue
  StoreLocal l4 t7
  Await t7 l0 l1 b3
block b3
  t11 = LoadLocal l4
  Throw t11
"#;

#[test]
fn temps_that_cross_blocks_go_through_locals() {
    let mut module = read(BEFORE).unwrap_or_else(|error| panic!("{error}"));
    suspend(&mut module.functions[0]);
    assert_eq!(print(&module), AFTER);
    let suspended = read(AFTER).unwrap_or_else(|error| panic!("{error}"));
    assert!(verify(&suspended).is_empty());
    for block in &suspended.functions[0].blocks {
        let defined: HashSet<Temp> = block.insts.iter().filter_map(|inst| inst.dst).collect();
        block.uses(&mut |_, temp| assert!(defined.contains(&temp)));
    }
}
