//! The store from outside: what it promises whatever happens to its directory.

#![allow(clippy::disallowed_methods, reason = "tests write files, damage them and start processes")]

mod damage;
mod places;
mod processes;
mod records;
mod scratch;
mod stamps;
mod trimming;
