//! Disk to inputs: where the project is, how it is configured, what its files hold.
#![allow(clippy::disallowed_methods, reason = "this crate is the way from the disk to inputs")]

pub mod config;
pub mod disk;
pub mod overlay;
pub mod root;
mod route;
pub mod watch;
