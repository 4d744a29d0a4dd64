//! The trials: requests whose work a test decides.

use perry_lsp::server::Trial;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// `perry/broken` panics; `perry/held` has begun once `wait_until_held` returns, and does not end before `release`.
pub const TRIALS: &[Trial] = &[("perry/broken", |_| panic!("a test asked for it")), ("perry/held", hold)];

/// Whether each held request may end, by the name that its parameters give.
static HELD: Mutex<BTreeMap<String, bool>> = Mutex::new(BTreeMap::new());
static CHANGED: Condvar = Condvar::new();

fn hold(params: &Value) {
    let name = name(params);
    held().insert(name.clone(), false);
    CHANGED.notify_all();
    drop(CHANGED.wait_while(held(), |held| !held[&name]).unwrap_or_else(PoisonError::into_inner));
}

pub fn wait_until_held(params: &Value) {
    let name = name(params);
    let is_awaited = |held: &mut BTreeMap<String, bool>| !held.contains_key(&name);
    drop(CHANGED.wait_while(held(), is_awaited).unwrap_or_else(PoisonError::into_inner));
}

pub fn release(params: &Value) {
    held().insert(name(params), true);
    CHANGED.notify_all();
}

fn name(params: &Value) -> String {
    params["name"].as_str().expect("`name` says which").to_owned()
}

fn held() -> MutexGuard<'static, BTreeMap<String, bool>> {
    HELD.lock().unwrap_or_else(PoisonError::into_inner)
}
