//! Disk to inputs: configuration, discovery.
