//! Resolution, module facts, scopes.
