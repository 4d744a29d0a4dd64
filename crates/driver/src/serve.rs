//! The shared host: one process a project that editors talk to and builds attach to, so that what one of them found
//! out is in memory for the others. docs/host.md tells the whole of it.
//!
//! `door` is where it listens, `wire` what is said there. `client` is the side of the commands; `host` listens,
//! `line` is a connection and its limits of time, `guest` a command that is carried out, `developer` a
//! session of `perry dev`, `kept` what stays between the requests of all. `relay` is the side of an editor, and finds another
//! host where one dies.

pub mod client;
pub mod developer;
pub mod door;
pub mod guest;
pub mod host;
pub mod kept;
pub mod line;
pub mod relay;
pub mod wire;
