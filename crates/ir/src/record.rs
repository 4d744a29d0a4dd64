//! The record: what the store keeps of a context, so that a later build can say what changed in it.

use perry_db::database::Db;
use perry_db::input::SourceFile;
use perry_persist::fingerprint::Fingerprint;
use perry_persist::store::Store;
use perry_sema::context::module_context;
use perry_sema::import::ModuleContext;

use crate::query::context_fingerprint;

/// Keeps the context of a module that was lowered now, for the words of a later build.
pub fn remember_context(db: &dyn Db, file: SourceFile, store: &Store) {
    let bytes = postcard::to_allocvec(&**module_context(db, file));
    let bytes = bytes.expect("a context is plain data, whose serialization cannot fail");
    store.remember_bytes("context", context_place(context_fingerprint(db, file)), bytes);
}

/// The context of a fingerprint, if it is still known.
pub fn remembered_context(store: &Store, context: Fingerprint) -> Option<ModuleContext> {
    postcard::from_bytes(&store.lookup_bytes(context_place(context))?).ok()
}

/// What the store knows a context by.
pub fn context_place(context: Fingerprint) -> Fingerprint {
    Fingerprint::of(&("context", context))
}
