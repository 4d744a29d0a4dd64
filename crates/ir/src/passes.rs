//! What makes ir better or ready: each pass takes a function to an equal one.

use crate::module::Module;
use crate::request::OptLevel;

pub mod speculate;

pub mod builtin;
pub mod demand;
pub mod live;
pub mod plan;

pub mod infer;

pub mod analyse;
pub mod assigned;
pub mod kinds;
pub mod sweep;

pub mod suspend;

/// The passes of a profile, from lowering to what code is generated of.
pub fn optimise(module: &mut Module, opt_level: OptLevel) {
    if opt_level != OptLevel::Fast {
        speculate::speculate(module);
    }
    infer::infer(module);
}
