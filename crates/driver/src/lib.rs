//! The command: arguments, pipeline, schedule, report.
//!
//! `pipeline` is the whole build on one screen. `command` is what people type.

#![allow(clippy::disallowed_methods, reason = "the driver is where the environment, files and processes enter")]

pub mod command;

mod arguments;
mod environment;
mod settings;
mod session;

pub mod pipeline;
mod inputs;
mod schedule;
mod plan;
mod object;
mod codegen;
mod image;
mod history;

mod report;
mod render;
mod progress;
