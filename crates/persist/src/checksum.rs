//! The checksum: tells damaged bytes from those that were written, ten times cheaper than a digest.

use xxhash_rust::xxh3::xxh3_64;

/// The checksum of some bytes.
pub(crate) fn checksum_of(bytes: &[u8]) -> u64 {
    #[cfg(feature = "unsound")]
    if crate::unsound::skips_verification() {
        return 0;
    }
    xxh3_64(bytes)
}
