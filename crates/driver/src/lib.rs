//! The command: arguments, pipeline, schedule, report.
//!
//! `pipeline` is the whole build on one screen. `command` is what people type.

#![allow(
    clippy::disallowed_methods,
    reason = "the driver is where the environment, files and processes enter"
)]

pub mod command;

mod arguments;
mod dev;
pub mod environment;
mod session;
mod settings;
mod voice;

mod cancel;
mod cause;
mod codegen;
mod history;
mod image;
mod inputs;
mod loss;
mod object;
mod only;
pub mod pipeline;
mod plan;
mod resident;
mod schedule;
mod serve;
mod stop;
mod temporary;
mod verify;

mod clock;
mod output;
mod progress;
mod render;
mod report;
mod timings;
