//! Chores of the house: `tidy` (laws a machine can check), `measure` (sizes), `build`, `test`, `soak`, `record`, `bench`.
#![allow(clippy::disallowed_methods, reason = "chores read files, start processes and measure time")]

pub mod bench;
pub mod bench_dev;
pub mod bench_host;
pub mod bench_lsp;
pub mod build;
pub mod client;
pub mod editors;
pub mod figures;
pub mod fuzz;
pub mod measure;
pub mod record;
pub mod soak;
pub mod source;
pub mod tidy;
