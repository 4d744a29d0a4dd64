//! The harness that runs the data below `tests/`.
