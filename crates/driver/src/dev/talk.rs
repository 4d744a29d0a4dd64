//! The talk: what the loop asks of the builder, and what the builder tells the loop.
//!
//! All of it can cross the wire; neither side knows whether it does.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use perry_persist::fingerprint::Fingerprint;
use perry_project::watch::Touch;
use serde::{Deserialize, Serialize};

use crate::progress::Sketch;
use crate::report::ModuleOutcome;
use crate::temporary::Temporary;
use crate::voice::Said;

/// What is to be built.
#[derive(Debug, Serialize, Deserialize)]
pub struct Request {
    pub occasion: Occasion,
    /// Paths that may be others now.
    pub touched: BTreeSet<String>,
    /// Nothing that is known may be trusted.
    pub is_everything: bool,
    /// What has been told last of a build: when it comes to the same, nothing is told.
    pub known: Option<Fingerprint>,
}

impl Request {
    /// What a builder starts with.
    pub fn first(occasion: Occasion, known: Option<Fingerprint>) -> Request {
        Request { occasion, touched: BTreeSet::new(), is_everything: true, known }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Occasion {
    /// Nothing is announced.
    First,
    Change,
    Key,
}

/// What the builder tells.
#[derive(Debug, Serialize, Deserialize)]
pub enum News {
    Touched(Touch),
    /// To be shown, and what is known from then on.
    Told {
        said: Said,
        point: Point,
    },
    Sketch(Option<Sketch>),
    /// It is done for good.
    Ended,
}

/// Where the builder is when it says something.
#[derive(Debug, Serialize, Deserialize)]
pub enum Point {
    Aside,
    /// A build was announced.
    Begun(Occasion),
    /// It failed. By a fault of the world or of perry; else the program is wrong.
    Failed {
        known: Fingerprint,
        is_fault: bool,
    },
    Built(Good),
}

impl Point {
    /// What a build came to.
    pub fn known(&self) -> Option<Fingerprint> {
        match self {
            Point::Aside | Point::Begun(_) => None,
            Point::Failed { known, .. } => Some(*known),
            Point::Built(good) => Some(good.linked),
        }
    }
}

/// A good build.
#[derive(Debug, Serialize, Deserialize)]
pub struct Good {
    pub executable: PathBuf,
    /// Holds an executable that no cache holds; it vanishes with the last who has it, so it never crosses the wire.
    #[serde(skip)]
    pub temporary: Option<Arc<Temporary>>,
    /// Of all that was linked: equal for equal programs.
    pub linked: Fingerprint,
    /// Those that were compiled.
    pub modules: Vec<ModuleOutcome>,
}

/// Where news goes. Whoever hears it may have ended.
pub type Tell = Arc<dyn Fn(News) + Send + Sync>;
