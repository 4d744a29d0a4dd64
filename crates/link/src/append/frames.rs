//! The unwinder's binary search table (`.eh_frame_hdr`): the host's entries, then those of the new code.

use super::host::Host;
use super::layout::Layout;
use super::pieces::{Part, Pieces};
use super::{get, put, unsupported};
use crate::linker::LinkError;

/// Encodings of pointers in tables of frames.
const ABSOLUTE_U32: u64 = 0x03;
const RELATIVE_I32: u64 = 0x1B;
/// The head of a table: version, then how its three parts are encoded.
const HEAD: u64 = 0x3B03_1B01;

/// One function's record.
struct Frame {
    /// In the piece
    offset: usize,
    encoding: u64,
}

/// How many entries the table will have.
pub(super) fn count(host: &Host, pieces: &Pieces) -> Result<u64, LinkError> {
    let of_piece = |piece: &super::pieces::Piece| frames(piece.data).map(|frames| frames.len() as u64);
    let own: Result<u64, LinkError> =
        pieces.pieces.iter().filter(|piece| piece.part == Part::Frame).map(of_piece).sum();
    Ok(host_count(host)? + own?)
}

/// Writes the table; the pieces have their addresses already.
pub(super) fn write(host: &Host, pieces: &Pieces, layout: &Layout, tail: &mut [u8]) -> Result<(), LinkError> {
    let mut entries = host_entries(host)?;
    let own = entries.len();
    for (piece, address) in
        pieces.pieces.iter().zip(&layout.addresses).filter(|(piece, _)| piece.part == Part::Frame)
    {
        for frame in frames(piece.data)? {
            let place = address + frame.offset as u64 + 8;
            let stored = get(tail, layout.place(place), 4)?;
            let function = match frame.encoding {
                ABSOLUTE_U32 => stored,
                RELATIVE_I32 => place.wrapping_add_signed(i64::from(stored as i32)),
                _ => return Err(unsupported("an encoding of frames")),
            };
            entries.push((function, address + frame.offset as u64));
        }
    }
    // New code stands behind the host's, so the host's part stays in order.
    entries[own..].sort_unstable();
    write_table(&entries, host_frames(host)?, layout, tail);
    Ok(())
}

fn write_table(entries: &[(u64, u64)], frames: u64, layout: &Layout, tail: &mut [u8]) {
    let (header, place) = (layout.frame_header.0, layout.place(layout.frame_header.0));
    put(tail, place, HEAD, 4);
    put(tail, place + 4, frames.wrapping_sub(header + 4), 4);
    put(tail, place + 8, entries.len() as u64, 4);
    for (index, (function, frame)) in entries.iter().enumerate() {
        let place = place + 12 + index * 8;
        put(tail, place, function.wrapping_sub(header), 4);
        put(tail, place + 4, frame.wrapping_sub(header), 4);
    }
}

fn host_frames(host: &Host) -> Result<u64, LinkError> {
    let (address, place) = host.frame_header()?;
    let stored = get(host.bytes, place + 4, 4)?;
    Ok((address + 4).wrapping_add_signed(i64::from(stored as i32)))
}

/// Number of entries of the host's table.
fn host_count(host: &Host) -> Result<u64, LinkError> {
    let (_, place) = host.frame_header()?;
    if get(host.bytes, place, 4)? != HEAD {
        return Err(unsupported("a table of frames in another form"));
    }
    get(host.bytes, place + 8, 4)
}

fn host_entries(host: &Host) -> Result<Vec<(u64, u64)>, LinkError> {
    let (address, place) = host.frame_header()?;
    let word =
        |place| get(host.bytes, place, 4).map(|word| address.wrapping_add_signed(i64::from(word as i32)));
    let entry = |index: u64| {
        let place = place + 12 + index as usize * 8;
        Ok((word(place)?, word(place + 4)?))
    };
    (0..host_count(host)?).map(entry).collect()
}

/// The records of functions in an `.eh_frame`.
fn frames(data: &[u8]) -> Result<Vec<Frame>, LinkError> {
    let (mut frames, mut offset) = (Vec::new(), 0);
    while offset < data.len() {
        let length = get(data, offset, 4)? as usize;
        if length == 0 {
            break;
        }
        let back = get(data, offset + 4, 4)? as usize;
        if back != 0 {
            let common =
                (offset + 4).checked_sub(back).ok_or_else(|| unsupported("a frame without its head"))?;
            frames.push(Frame { offset, encoding: encoding(data, common)? });
        }
        offset += length + 4;
    }
    Ok(frames)
}

/// Compilers write four at most.
const MOST_LETTERS: usize = 8;

/// How records under this head write addresses.
fn encoding(data: &[u8], head: usize) -> Result<u64, LinkError> {
    let mut offset = head + 9;
    let mut augmentation = Vec::new();
    loop {
        let letter = get(data, offset, 1)? as u8;
        offset += 1;
        if letter == 0 {
            break;
        }
        if augmentation.len() == MOST_LETTERS {
            return Err(unsupported("a frame in another form"));
        }
        augmentation.push(letter);
    }
    // Two factors, the return register and the length of what follows, each in a variable number of bytes.
    for _ in 0..4 {
        while get(data, offset, 1)? & 0x80 != 0 {
            offset += 1;
        }
        offset += 1;
    }
    for letter in augmentation {
        let value = get(data, offset, 1)?;
        match letter {
            b'z' => continue,
            b'R' => return Ok(value),
            b'L' => offset += 1,
            b'P' => offset += 1 + if value & 7 == 3 { 4 } else { 8 },
            _ => break,
        }
    }
    Err(unsupported("a frame in another form"))
}
