//! Single flight: what several ask for at the same time is made once, and all get it.

use std::sync::{Arc, OnceLock};

use dashmap::DashMap;
use perry_persist::fingerprint::Fingerprint;

/// Answers that are being made, by the fingerprint of what is asked. None is kept: that is the store's part.
#[derive(Debug)]
pub struct Flights<T>(DashMap<Fingerprint, Arc<OnceLock<T>>>);

impl<T> Default for Flights<T> {
    fn default() -> Flights<T> {
        Flights(DashMap::new())
    }
}

impl<T: Clone> Flights<T> {
    /// The answer of `make`, or of whoever began to make the same before. When that one panics, the next makes it.
    ///
    /// `make` must not wait for work of another thread that may ask for the same.
    pub fn share(&self, asked: Fingerprint, make: impl FnOnce() -> T) -> T {
        let flight = self.0.entry(asked).or_default().clone();
        let answer = flight.get_or_init(make).clone();
        self.0.remove_if(&asked, |_, found| Arc::ptr_eq(found, &flight));
        answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    const ASKED: Fingerprint = Fingerprint::ABSENT;

    #[test]
    fn what_is_asked_meanwhile_is_made_once() {
        let (flights, made) = (Flights::default(), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            let second = flights.share(ASKED, || {
                made.fetch_add(1, Ordering::SeqCst);
                let second =
                    scope.spawn(|| flights.share(ASKED, || made.fetch_add(1, Ordering::SeqCst) + 100));
                // The flight is held by its owner, by the map and by the second.
                while flights.0.get(&ASKED).is_none_or(|flight| Arc::strong_count(&flight) < 3) {
                    std::thread::yield_now();
                }
                assert!(!second.is_finished(), "it waits for the first");
                42
            });
            assert_eq!(second, 42);
        });
        assert_eq!(made.load(Ordering::SeqCst), 1);
        assert!(flights.0.is_empty(), "nothing is kept");
    }

    #[test]
    fn after_a_panic_the_next_makes_it() {
        let flights = Flights::default();
        let failed = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            flights.share(ASKED, || -> u32 { panic!("on purpose") })
        }));
        assert!(failed.is_err());
        assert_eq!(flights.share(ASKED, || 1), 1);
        assert_eq!(flights.share(ASKED, || 2), 2);
    }
}
