//! The segment: the records of one flush in one immutable file, with a sorted index and a sealed footer.

use std::fs::File;
use std::os::unix::fs::FileExt;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::checksum::checksum_of;

use crate::fault::Fault;
use crate::fingerprint::Fingerprint;

// The file: records, index, footer.
// A record: checksum 8 of the rest, key 16, value.
// The index, sorted by key: key 16, offset of the record 8, length of the value 4, day of last use 4.
// The footer: magic 8, offset of the index 8, count 8, checksum 8 of the index, checksum 8 of the footer so far.
const MAGIC: &[u8; 8] = b"perrysg1";
const HEAD: usize = 8 + 16;
const LINE: usize = 16 + 8 + 4 + 4;
const FOOTER: usize = 8 * 5;

/// A segment up to this size is read whole at once: one call is cheaper than one per record.
const WHOLE: u64 = 4 << 20;
/// No segment of ours grows past this; one of a store of 10,000 modules has 18 MB.
pub(crate) const MOST_SEGMENT: u64 = 512 << 20;
/// No record of ours is larger than this; a larger one is not stored. What a forged one can decode to is bounded with
/// it: 36 times as much for the worst of our types.
pub(crate) const MOST_RECORD: usize = 8 << 20;
/// What segments may take of the memory before a record is read. A store of 10,000 modules takes 20 MB.
const MOST_MEMORY: u64 = 512 << 20;

pub(crate) struct Segment {
    body: Body,
    index: Vec<u8>,
    size: u64,
    used: Vec<AtomicBool>,
}

/// The records. Not a memory map: when somebody truncates a mapped file, the next read of it ends the process with a
/// signal. Measured, looking up all of 1000 records costs 0.36 ms this way, of 10000 (18 MB) 7 ms.
enum Body {
    Whole(Vec<u8>),
    File(File),
}

/// The memory that is left for segments.
pub(crate) struct Memory(u64);

impl Default for Memory {
    fn default() -> Memory {
        Memory(MOST_MEMORY)
    }
}

impl Memory {
    fn take(&mut self, bytes: u64) -> Result<(), Fault> {
        self.0 = self.0.checked_sub(bytes).ok_or(Fault::TooLarge)?;
        Ok(())
    }
}

/// A line of the index.
#[derive(Clone, Copy)]
pub(crate) struct Line {
    pub key: Fingerprint,
    pub day: u32,
    pub used: bool,
    offset: u64,
    length: u32,
}

impl Segment {
    /// Reads the footer and the index; the records stay where they are unless the file is small.
    pub(crate) fn open(file: File, len: u64, memory: &mut Memory) -> Result<Segment, Fault> {
        let at = len.checked_sub(FOOTER as u64).ok_or(Fault::Length)?;
        if len <= WHOLE && memory.take(len).is_ok() {
            let mut bytes = vec![0; usize::try_from(len).map_err(|_| Fault::TooLarge)?];
            file.read_exact_at(&mut bytes, 0)?;
            return Segment::whole(bytes);
        }
        let mut footer = [0; FOOTER];
        file.read_exact_at(&mut footer, at)?;
        let seal = Seal::read(&footer, at)?;
        memory.take(seal.index_len as u64)?;
        let mut index = vec![0; seal.index_len];
        file.read_exact_at(&mut index, seal.index_at)?;
        Segment::sealed(Body::File(file), index, &seal)
    }

    pub(crate) fn whole(mut bytes: Vec<u8>) -> Result<Segment, Fault> {
        let at = bytes.len().checked_sub(FOOTER).ok_or(Fault::Length)?;
        let footer = bytes[at..].try_into().expect("the slice has the length of a footer");
        let seal = Seal::read(&footer, at as u64)?;
        let index = bytes[at - seal.index_len..at].to_vec();
        bytes.truncate(at - seal.index_len);
        Segment::sealed(Body::Whole(bytes), index, &seal)
    }

    fn sealed(body: Body, index: Vec<u8>, seal: &Seal) -> Result<Segment, Fault> {
        if checksum_of(&index) != seal.index_checksum {
            return Err(Fault::Checksum);
        }
        let used = (0..index.len() / LINE).map(|_| AtomicBool::new(false)).collect();
        let size = seal.index_at + index.len() as u64 + FOOTER as u64;
        let segment = Segment { body, index, size, used };
        // Records that overlapped could grow without bound when they are copied one by one.
        let records = segment.lines().map(|line| HEAD as u64 + u64::from(line.length));
        if records.sum::<u64>() == seal.index_at { Ok(segment) } else { Err(Fault::Length) }
    }

    /// Bytes of the file.
    pub(crate) fn size(&self) -> u64 {
        self.size
    }

    /// Hands the value of a key to `read`. `Absent` if there is none; marks the record as used.
    pub(crate) fn get<T>(
        &self,
        key: Fingerprint,
        read: impl FnOnce(&[u8]) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let at = self.find(key).ok_or(Fault::Absent)?;
        let value = self.with_record(&self.line(at), read)?;
        self.used[at].store(true, Ordering::Relaxed);
        Ok(value)
    }

    pub(crate) fn lines(&self) -> impl Iterator<Item = Line> + '_ {
        (0..self.used.len()).map(|at| self.line(at))
    }

    pub(crate) fn with_record<T>(
        &self,
        line: &Line,
        read: impl FnOnce(&[u8]) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let length = HEAD + line.length as usize;
        match &self.body {
            _ if length > HEAD + MOST_RECORD => Err(Fault::TooLarge),
            Body::Whole(bytes) => {
                let start = usize::try_from(line.offset).map_err(|_| Fault::Length)?;
                let end = start.checked_add(length).ok_or(Fault::Length)?;
                read(checked(line.key, bytes.get(start..end).ok_or(Fault::Length)?)?)
            }
            Body::File(file) => {
                let mut record = vec![0; length];
                file.read_exact_at(&mut record, line.offset)?;
                read(checked(line.key, &record)?)
            }
        }
    }

    fn find(&self, key: Fingerprint) -> Option<usize> {
        let (mut low, mut high) = (0, self.used.len());
        while low < high {
            let middle = low + (high - low) / 2;
            match self.index[middle * LINE..middle * LINE + 16].cmp(key.as_bytes()) {
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    fn line(&self, at: usize) -> Line {
        let line = &self.index[at * LINE..(at + 1) * LINE];
        Line {
            key: Fingerprint::from_bytes(line[..16].try_into().expect("a slice of 16")),
            offset: u64::from_le_bytes(line[16..24].try_into().expect("a slice of 8")),
            length: u32::from_le_bytes(line[24..28].try_into().expect("a slice of 4")),
            day: u32::from_le_bytes(line[28..32].try_into().expect("a slice of 4")),
            used: self.used[at].load(Ordering::Relaxed),
        }
    }
}

fn checked(key: Fingerprint, record: &[u8]) -> Result<&[u8], Fault> {
    let (checksum, rest) = record.split_at(8);
    match checksum == checksum_of(rest).to_le_bytes() && rest[..16] == key.as_bytes()[..] {
        true => Ok(&rest[16..]),
        false => Err(Fault::Checksum),
    }
}

/// What the footer says, once it holds together.
struct Seal {
    index_at: u64,
    index_len: usize,
    index_checksum: u64,
}

impl Seal {
    fn read(footer: &[u8; FOOTER], at: u64) -> Result<Seal, Fault> {
        let word = |n: usize| u64::from_le_bytes(footer[n * 8..n * 8 + 8].try_into().expect("a slice of 8"));
        if footer[..8] != MAGIC[..] {
            return Err(Fault::Foreign);
        }
        if word(4) != checksum_of(&footer[..32]) {
            return Err(Fault::Checksum);
        }
        let index_len = word(2).checked_mul(LINE as u64).ok_or(Fault::Length)?;
        if word(1).checked_add(index_len) != Some(at) {
            return Err(Fault::Length);
        }
        let index_len = usize::try_from(index_len).map_err(|_| Fault::TooLarge)?;
        Ok(Seal { index_at: word(1), index_len, index_checksum: word(3) })
    }
}

/// Builds the bytes of a segment. Records must come sorted by key, each key once.
#[derive(Default)]
pub(crate) struct Builder {
    bytes: Vec<u8>,
    index: Vec<u8>,
}

impl Builder {
    pub(crate) fn push(&mut self, key: Fingerprint, day: u32, value: &[u8]) {
        let offset = self.bytes.len();
        self.bytes.extend_from_slice(&[0; 8]);
        self.bytes.extend_from_slice(key.as_bytes());
        self.bytes.extend_from_slice(value);
        let checksum = checksum_of(&self.bytes[offset + 8..]);
        self.bytes[offset..offset + 8].copy_from_slice(&checksum.to_le_bytes());
        self.index.extend_from_slice(key.as_bytes());
        self.index.extend_from_slice(&(offset as u64).to_le_bytes());
        let length = u32::try_from(value.len()).expect("records are bounded before they get here");
        self.index.extend_from_slice(&length.to_le_bytes());
        self.index.extend_from_slice(&day.to_le_bytes());
    }

    pub(crate) fn seal(mut self) -> Vec<u8> {
        let index_at = self.bytes.len() as u64;
        let count = (self.index.len() / LINE) as u64;
        let mut footer = Vec::with_capacity(FOOTER);
        footer.extend_from_slice(MAGIC);
        for word in [index_at, count, checksum_of(&self.index)] {
            footer.extend_from_slice(&word.to_le_bytes());
        }
        let checksum = checksum_of(&footer);
        footer.extend_from_slice(&checksum.to_le_bytes());
        self.bytes.append(&mut self.index);
        self.bytes.append(&mut footer);
        self.bytes
    }
}

#[cfg(test)]
mod tests {
    use std::fs::File;
    use std::io::Write;

    use super::{Builder, FOOTER, Fault, LINE, Memory, Segment, WHOLE, checksum_of};
    use crate::fingerprint::Fingerprint;

    fn key(n: u32) -> Fingerprint {
        Fingerprint::of(&n)
    }

    /// A segment of some records whose values are `size` bytes of their number.
    fn built(count: u32, size: usize) -> Vec<u8> {
        let mut numbers: Vec<u32> = (0..count).collect();
        numbers.sort_by_key(|n| key(*n));
        let mut builder = Builder::default();
        numbers.iter().for_each(|n| builder.push(key(*n), 1, &vec![n.to_le_bytes()[0]; size]));
        builder.seal()
    }

    /// Seals the footer anew around words that somebody made up: offset of the index and count.
    fn forged(mut bytes: Vec<u8>, index_at: u64, count: u64) -> Vec<u8> {
        let at = bytes.len() - FOOTER;
        bytes[at + 8..at + 16].copy_from_slice(&index_at.to_le_bytes());
        bytes[at + 16..at + 24].copy_from_slice(&count.to_le_bytes());
        let checksum = checksum_of(&bytes[at..at + 32]);
        bytes[at + 32..].copy_from_slice(&checksum.to_le_bytes());
        bytes
    }

    fn opened(bytes: &[u8]) -> Result<Segment, Fault> {
        let path = std::env::temp_dir().join(format!("perry-segment-{}-{:p}", std::process::id(), bytes));
        File::create(&path)
            .and_then(|mut file| file.write_all(bytes))
            .expect("a temporary file can be written");
        let file = File::open(&path).expect("it was written");
        std::fs::remove_file(&path).expect("it was written");
        Segment::open(file, bytes.len() as u64, &mut Memory::default())
    }

    #[test]
    fn hostile_sizes_are_refused_before_memory_is_taken() {
        let bytes = built(4, 10);
        let at = (bytes.len() - FOOTER) as u64;
        for count in [u64::MAX, u64::MAX / LINE as u64, 1 << 60, 1 << 32, 5, 3] {
            for index_at in
                [0, at, at - 4 * LINE as u64, u64::MAX, u64::MAX - count.wrapping_mul(LINE as u64)]
            {
                assert!(opened(&forged(bytes.clone(), index_at, count)).is_err());
            }
        }
    }

    #[test]
    fn hostile_lines_of_the_index_are_no_answers() {
        for offset in [u64::MAX, u64::MAX - 5, 1 << 40, 3] {
            for (count, size) in [(4, 10), (50, WHOLE as usize / 40)] {
                let bytes = with_line(built(count, size), count, offset, size as u32);
                let segment = opened(&bytes).expect("the seal is sound");
                let first = segment.lines().next().expect("it has lines");
                assert!(segment.get(first.key, |_| Ok(())).is_err());
                assert!(segment.lines().skip(1).all(|line| segment.get(line.key, |_| Ok(())).is_ok()));
            }
        }
    }

    /// The first line of the index says another place and length, under a seal that holds.
    fn with_line(mut bytes: Vec<u8>, count: u32, offset: u64, length: u32) -> Vec<u8> {
        let end = bytes.len();
        let index = end - FOOTER - count as usize * LINE;
        bytes[index + 16..index + 24].copy_from_slice(&offset.to_le_bytes());
        bytes[index + 24..index + 28].copy_from_slice(&length.to_le_bytes());
        let checksum = checksum_of(&bytes[index..end - FOOTER]);
        bytes[end - FOOTER + 24..end - FOOTER + 32].copy_from_slice(&checksum.to_le_bytes());
        forged(bytes, index as u64, count.into())
    }

    #[test]
    fn records_that_overlap_or_leave_gaps_are_refused() {
        for length in [0, 9, 11, 44, u32::MAX] {
            assert_eq!(opened(&with_line(built(4, 10), 4, 0, length)).err(), Some(Fault::Length));
        }
    }

    #[test]
    fn segments_take_no_more_memory_than_they_may() {
        let mut memory = Memory(1000);
        let open = |count: u32, memory: &mut Memory| {
            let bytes = built(count, 10);
            let path = std::env::temp_dir().join(format!("perry-memory-{}-{count}", std::process::id()));
            std::fs::write(&path, &bytes).expect("a temporary file can be written");
            let file = File::open(&path).expect("it was written");
            std::fs::remove_file(&path).expect("it was written");
            Segment::open(file, bytes.len() as u64, memory)
        };
        // 8 records take 568 bytes whole; then only the index fits; then nothing does.
        assert!(matches!(open(8, &mut memory).expect("it fits").body, super::Body::Whole(_)));
        assert!(matches!(open(9, &mut memory).expect("its index fits").body, super::Body::File(_)));
        assert_eq!(open(10, &mut memory).err(), Some(Fault::TooLarge));
    }

    #[test]
    fn a_large_segment_is_read_by_record() {
        let bytes = built(200, WHOLE as usize / 100);
        let segment = opened(&bytes).expect("it is sound");
        assert!(matches!(segment.body, super::Body::File(_)));
        for n in 0..200 {
            let right = segment.get(key(n), |value| Ok(value.iter().all(|b| *b == n.to_le_bytes()[0])));
            assert_eq!(right, Ok(true));
        }
        assert_eq!(segment.get(key(200), |_| Ok(())), Err(Fault::Absent));
    }

    #[test]
    fn damage_of_a_large_segment_hides_one_record_at_most() {
        let sound = built(200, WHOLE as usize / 100);
        let records = sound.len() - FOOTER - 200 * LINE;
        for at in (0..records).step_by(records / 20) {
            let mut bytes = sound.clone();
            bytes[at] ^= 1;
            let segment = opened(&bytes).expect("records are not under the seal");
            let lost = (0..200).filter(|n| segment.get(key(*n), |_| Ok(())).is_err()).count();
            assert_eq!(lost, 1);
        }
    }
}
