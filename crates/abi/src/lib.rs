//! The contract between compiled code and the runtime.
//!
//! `value` says how a JavaScript value looks in 64 bits, `layout` where compiled code may look inside
//! heap cells and static data, `functions` lists every runtime function compiled code may call, `group` which of the
//! built-ins are left out of programs that cannot use them.
//! Start reading in `value`.

pub mod functions;
pub mod group;
pub mod layout;
pub mod value;
