//! The store from outside: what it promises whatever happens to its directory.

mod damage;
mod places;
mod processes;
mod records;
mod scratch;
mod stamps;
mod trimming;
