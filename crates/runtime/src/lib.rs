//! What a compiled program calls while it runs.
