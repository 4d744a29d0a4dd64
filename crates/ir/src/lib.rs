//! The intermediate representation: lowering to it, printing, reading, verifying, passes.
