//! The contract between compiled code and the runtime.
//!
//! `value` says how a JavaScript value looks in 64 bits, `layout` where compiled code may look inside
//! heap cells and static data, `functions` lists every runtime function compiled code may call.
//! Start reading in `value`.

pub mod functions;
pub mod layout;
pub mod value;
