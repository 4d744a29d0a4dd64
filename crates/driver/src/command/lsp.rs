//! `perry lsp`: the language server over standard input and output.

use std::path::Path;

use anyhow::{Context, Result};
use perry_lsp::server::{Setup, serve};
use perry_persist::store::Store;
use perry_project::config::Config;

use crate::arguments::Place;
use crate::session::{Installation, Session};
use crate::settings::cache_of;

pub fn lsp(session: &Session, place: &Place) -> Result<u8> {
    let installation = Installation::find(&session.environment)?;
    let (environment, place) = (session.environment.clone(), place.clone());
    let store = move |root: &Path| -> Result<Store> {
        // A configuration that cannot be read is told by builds; here the usual place of the cache will do.
        let config = Config::read(root).unwrap_or_default();
        installation.store(cache_of(&environment, &place, root, &config).as_deref())
    };
    let setup = Setup {
        executable: session.environment.executable.clone(),
        debug_init: session.environment.debug_init,
        cores: session.environment.cores,
        store: Box::new(move |root| store(root).map_err(|error| format!("{error:#}"))),
    };
    serve(setup, std::io::stdin(), std::io::stdout()).context("the language server cannot start")
}
