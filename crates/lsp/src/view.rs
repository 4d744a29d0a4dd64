//! The view: the project as the client shows it, by which workers translate paths and positions.

use std::collections::BTreeMap;
use std::sync::Arc;

use perry_ide::answer::InlaySettings;

use crate::initialize::Abilities;
use crate::request::semantic_tokens::Sent;
use crate::text::Encoding;
use crate::uri::{Root, path_of};

/// Where the project is and how the client speaks of it.
#[derive(Clone, Debug)]
pub struct View {
    pub root: Root,
    pub encoding: Encoding,
    pub abilities: Abilities,
    /// Which inlays the client wants.
    pub inlays: InlaySettings,
    /// The versions of the open documents, by path.
    pub open: BTreeMap<String, i32>,
    /// How the client spells what it ever had open.
    pub spelled: BTreeMap<String, String>,
    /// The semantic tokens that the client has.
    pub tokens: Arc<Sent>,
}

impl View {
    /// The path from the root that a URI stands for.
    pub fn path(&self, uri: &str) -> Option<String> {
        path_of(&self.root.path, uri)
    }

    /// The URI of a path, spelled as the client does.
    pub fn uri(&self, path: &str) -> String {
        self.spelled.get(path).map_or_else(|| self.root.uri(path), String::clone)
    }
}
