//! The talk: what the loop asks of the builder, and what the builder tells the loop.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use perry_persist::fingerprint::Fingerprint;
use perry_project::watch::Touch;

use crate::progress::Sketch;
use crate::report::ModuleOutcome;
use crate::temporary::Temporary;
use crate::voice::Said;

/// What is to be built.
pub struct Request {
    pub occasion: Occasion,
    /// Paths that may be others now.
    pub touched: BTreeSet<String>,
    /// Nothing that is known may be trusted.
    pub is_everything: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occasion {
    First,
    Change,
    Key,
}

/// What the builder tells.
pub enum News {
    Touched(Touch),
    /// To be shown, and what is known from then on.
    Told {
        said: Said,
        good: Option<Good>,
    },
    Sketch(Option<Sketch>),
    /// It is done for good.
    Ended,
}

/// A good build.
pub struct Good {
    pub executable: PathBuf,
    /// Holds an executable that no cache holds; it vanishes with the last who has it.
    pub _temporary: Option<Arc<Temporary>>,
    /// Of all that was linked: equal for equal programs.
    pub linked: Fingerprint,
    pub modules: Vec<ModuleOutcome>,
}

/// Where news goes. Whoever hears it may have ended.
pub type Tell = Arc<dyn Fn(News) + Send + Sync>;
