//! Operators on values: `convert` (ToPrimitive, ToNumber, ToString...), `arith`, `compare`, and `text`, the spelling of
//! numbers.

pub mod arith;
pub mod compare;
pub mod convert;
pub mod instance;
pub mod text;
