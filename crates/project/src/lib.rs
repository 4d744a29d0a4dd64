//! Disk to inputs: where the project is, how it is configured, what its files hold.

pub mod root;
pub mod config;
pub mod disk;
