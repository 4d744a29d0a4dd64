//! Artifacts by key across runs: the store, the manifest, actions and fingerprints.
