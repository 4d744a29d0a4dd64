//! The fingerprint: 128 bits that name a value by its content.

use std::fmt;
use std::sync::OnceLock;

use postcard::ser_flavors::Flavor;
use serde::{Deserialize, Serialize, Serializer};

/// 128 bits of blake3 over a value's bytes. Equal fingerprints stand for equal values.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Fingerprint([u8; 16]);

impl Fingerprint {
    /// What stands for a file that is not there. No content has it in practice.
    pub const ABSENT: Fingerprint = Fingerprint([0; 16]);

    /// The fingerprint of a value: the digest of its postcard stream, so no field can be forgotten.
    ///
    /// The value must serialize the same way every time: sort maps before they get here.
    pub fn of<T: Serialize + ?Sized>(value: &T) -> Fingerprint {
        let stream = Stream { hasher: blake3::Hasher::new(), buffer: Vec::with_capacity(BUFFER) };
        postcard::serialize_with_flavor(value, stream)
            .expect("keys are plain data of known lengths, whose serialization cannot fail")
    }

    /// The fingerprint of raw bytes: of a file's content.
    pub fn of_bytes(bytes: &[u8]) -> Fingerprint {
        Fingerprint::of_hash(&blake3::hash(bytes))
    }

    pub(crate) fn of_hash(hash: &blake3::Hash) -> Fingerprint {
        let mut short = [0; 16];
        short.copy_from_slice(&hash.as_bytes()[..16]);
        Fingerprint(short)
    }

    pub const fn from_bytes(bytes: [u8; 16]) -> Fingerprint {
        Fingerprint(bytes)
    }

    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }

    /// Reads the 32 lower-case hex digits that `Display` prints; anything else is `None`.
    pub fn parse(text: &str) -> Option<Fingerprint> {
        if text.len() != 32 || !text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')) {
            return None;
        }
        u128::from_str_radix(text, 16).ok().map(|n| Fingerprint(n.to_be_bytes()))
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", u128::from_be_bytes(self.0))
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{self}")
    }
}

/// A value that enters keys as its fingerprint and is made only when somebody reads it.
///
/// Serializes as the fingerprint alone. The first `get` makes the value and compares its fingerprint with the
/// promised one, so a key can never vouch for content it does not name.
pub struct Hashed<T> {
    fingerprint: Fingerprint,
    value: OnceLock<Option<T>>,
    make: Box<dyn Fn() -> Option<T> + Send + Sync>,
    digest: fn(&T) -> Fingerprint,
}

impl<T: Serialize + Send + Sync + 'static> Hashed<T> {
    /// A value at hand.
    pub fn new(value: T) -> Hashed<T> {
        let fingerprint = Fingerprint::of(&value);
        Hashed { value: OnceLock::from(Some(value)), ..Hashed::later(fingerprint, || None) }
    }

    /// A value to be made on demand; `fingerprint` is `Fingerprint::of` it.
    pub fn later(
        fingerprint: Fingerprint,
        make: impl Fn() -> Option<T> + Send + Sync + 'static,
    ) -> Hashed<T> {
        Hashed::later_by(fingerprint, Fingerprint::of::<T>, make)
    }
}

impl<T> Hashed<T> {
    /// The same for a value whose fingerprint is taken by `digest`: a text by its bytes, a module by its stored print.
    pub fn later_by(
        fingerprint: Fingerprint,
        digest: fn(&T) -> Fingerprint,
        make: impl Fn() -> Option<T> + Send + Sync + 'static,
    ) -> Hashed<T> {
        Hashed { fingerprint, value: OnceLock::new(), make: Box::new(make), digest }
    }

    pub fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }

    /// The value; `None` when it is gone or is no longer the one that the key names.
    pub fn get(&self) -> Option<&T> {
        let checked = || (self.make)().filter(|value| (self.digest)(value) == self.fingerprint);
        self.value.get_or_init(checked).as_ref()
    }
}

impl<T> Serialize for Hashed<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.fingerprint.serialize(serializer)
    }
}

impl<T> fmt::Debug for Hashed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hashed({})", self.fingerprint)
    }
}

/// Postcard pushes single bytes and the hasher is fastest on sixteen of its chunks at once: 1.0 GB/s, with one chunk
/// 0.7 GB/s.
const BUFFER: usize = 16 << 10;

/// The postcard flavor that hands the stream to the hasher instead of keeping it.
struct Stream {
    hasher: blake3::Hasher,
    buffer: Vec<u8>,
}

impl Stream {
    fn spill(&mut self) {
        self.hasher.update(&self.buffer);
        self.buffer.clear();
    }
}

impl Flavor for Stream {
    type Output = Fingerprint;

    fn try_push(&mut self, byte: u8) -> postcard::Result<()> {
        if self.buffer.len() == BUFFER {
            self.spill();
        }
        self.buffer.push(byte);
        Ok(())
    }

    fn try_extend(&mut self, bytes: &[u8]) -> postcard::Result<()> {
        if bytes.len() > BUFFER - self.buffer.len() {
            self.spill();
        }
        if bytes.len() > BUFFER {
            self.hasher.update(bytes);
        } else {
            self.buffer.extend_from_slice(bytes);
        }
        Ok(())
    }

    fn finalize(mut self) -> postcard::Result<Fingerprint> {
        self.spill();
        Ok(Fingerprint::of_hash(&self.hasher.finalize()))
    }
}
