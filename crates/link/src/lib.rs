//! Objects to an executable.
