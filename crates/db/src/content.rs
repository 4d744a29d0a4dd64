//! The content cache: bytes by digest, beside the database, bounded.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use dashmap::DashMap;
use perry_persist::fingerprint::Fingerprint;

/// Bytes kept at once: the sources of some ten thousand modules. A guess.
const LIMIT: usize = 64 << 20;

/// Recently read contents; the oldest leave first. A content that left is read again.
#[derive(Default)]
pub struct ContentCache {
    contents: DashMap<Fingerprint, Arc<[u8]>>,
    order: Mutex<Order>,
}

#[derive(Default)]
struct Order {
    digests: VecDeque<Fingerprint>,
    bytes: usize,
}

impl ContentCache {
    pub fn get(&self, digest: Fingerprint) -> Option<Arc<[u8]>> {
        self.contents.get(&digest).map(|bytes| bytes.clone())
    }

    pub fn insert(&self, digest: Fingerprint, bytes: Arc<[u8]>) {
        let len = bytes.len();
        if len > LIMIT / 2 || self.contents.insert(digest, bytes).is_some() {
            return;
        }
        let mut order = self.order.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        order.digests.push_back(digest);
        order.bytes += len;
        while order.bytes > LIMIT
            && let Some(oldest) = order.digests.pop_front()
        {
            let removed = self.contents.remove(&oldest);
            order.bytes -= removed.map_or(0, |(_, bytes)| bytes.len());
        }
    }

    pub fn clear(&self) {
        let mut order = self.order.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        self.contents.clear();
        *order = Order::default();
    }
}
