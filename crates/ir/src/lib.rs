//! The intermediate representation: lowering to it, printing, reading, verifying, passes.
//!
//! Start reading in `module`.

pub mod lower;

pub mod module;
pub mod table;

pub mod operand;
pub mod print;
pub mod read;

pub mod flow;
pub mod verify;

pub mod passes;

pub mod group;

pub mod lines;
pub mod query;
pub mod record;
pub mod request;
pub mod spot;

pub mod catalogue;
