//! Addresses: three new segments behind the host's, and the program headers that tell the loader.
//!
//! In them address and place in the file differ by the host's base, as the first segment's do: loaders find the
//! program headers by either rule that way.

use super::host::{Host, Segment};
use super::pieces::{Part, Pieces};
use super::{Patch, align, put};
use object::elf::{PF_R, PF_W, PF_X, PT_GNU_EH_FRAME, PT_LOAD, PT_PHDR};

const PAGE: u64 = 4096;
const HEADER_SIZE: u64 = 56;
/// Offsets of `e_phoff` and `e_phnum` in the file header.
const HEADERS_OFFSET: u64 = 32;
const HEADERS_COUNT: u64 = 56;
/// Offsets of `e_shoff`, and of `e_shnum` with `e_shstrndx` behind it.
const SECTIONS_OFFSET: u64 = 40;
const SECTIONS_COUNT: u64 = 60;
/// Constants (with the tables), code, data.
const NEW_SEGMENTS: usize = 3;

pub(super) struct Layout {
    /// By piece
    pub addresses: Vec<u64>,
    base: u64,
    /// Address of the program headers, the first thing behind the host
    headers: u64,
    /// Address and size of the unwinder's table
    pub frame_header: (u64, u64),
    segments: [Segment; NEW_SEGMENTS],
}

impl Layout {
    pub fn new(host: &Host, pieces: &Pieces, frame_count: u64) -> Layout {
        let base = host.base();
        let memory_end =
            host.loads().map(|segment| segment.address + segment.memory_size).max().unwrap_or(base);
        let headers = align(memory_end, PAGE);
        let frame_header = headers + (host.segments.len() + NEW_SEGMENTS) as u64 * HEADER_SIZE;
        let frame_header = (frame_header, 12 + frame_count * 8);
        let mut layout = Layout {
            addresses: Vec::new(),
            base,
            headers,
            frame_header,
            segments: [EMPTY_SEGMENT; NEW_SEGMENTS],
        };
        layout.place_pieces(pieces);
        layout
    }

    fn place_pieces(&mut self, pieces: &Pieces) {
        let mut end = self.frame_header.0 + self.frame_header.1;
        let mut start = self.headers;
        let parts = [
            (Part::Constant, Part::Frame, PF_R),
            (Part::Text, Part::Text, PF_R | PF_X),
            (Part::Data, Part::Zero, PF_R | PF_W),
        ];
        for (index, (first, last, flags)) in parts.into_iter().enumerate() {
            if index > 0 {
                end = align(end, PAGE);
                start = end;
            }
            let mut file_end = end;
            for piece in pieces.pieces.iter().filter(|piece| piece.part >= first && piece.part <= last) {
                let address = align(end, piece.align);
                self.addresses.push(address);
                end = address + piece.size;
                if piece.part != Part::Zero {
                    file_end = end;
                }
            }
            self.segments[index] = Segment {
                kind: PT_LOAD,
                flags,
                offset: start - self.base,
                address: start,
                file_size: file_end - start,
                memory_size: end - start,
                align: PAGE,
            };
        }
    }

    /// Where the address is behind the host.
    pub fn place(&self, address: u64) -> usize {
        (address - self.headers) as usize
    }

    /// Where in the file that starts.
    pub fn start(&self) -> u64 {
        self.headers - self.base
    }

    /// From the first to behind the last piece of the part; empty where there is none.
    pub fn range(&self, pieces: &Pieces, part: Part) -> (u64, u64) {
        let of_part = || (0..pieces.pieces.len()).filter(|index| pieces.pieces[*index].part == part);
        let start = of_part().map(|index| self.addresses[index]).min();
        let end = of_part().map(|index| self.addresses[index] + pieces.pieces[index].size).max();
        start.zip(end).unwrap_or((0, 0))
    }

    /// The pieces behind the host, addresses not filled in.
    pub fn tail(&self, pieces: &Pieces) -> Vec<u8> {
        let end = self.segments.iter().map(|segment| segment.offset + segment.file_size).max().unwrap_or(0);
        let mut tail = vec![0; (end - self.start()) as usize];
        let stored = pieces.pieces.iter().zip(&self.addresses).filter(|(piece, _)| piece.part != Part::Zero);
        for (piece, address) in stored {
            let place = self.place(*address);
            tail[place..place + piece.data.len()].copy_from_slice(piece.data);
        }
        tail
    }

    /// What the host's file header says of the program headers, and of its sections: they are left behind.
    pub fn patches(&self, host: &Host) -> Vec<Patch> {
        let count = (host.segments.len() + NEW_SEGMENTS) as u16;
        vec![
            (HEADERS_OFFSET, self.start().to_le_bytes().to_vec()),
            (HEADERS_COUNT, count.to_le_bytes().to_vec()),
            (SECTIONS_OFFSET, vec![0; 8]),
            (SECTIONS_COUNT, vec![0; 4]),
        ]
    }

    pub fn write_headers(&self, host: &Host, tail: &mut [u8]) {
        let moved = |segment: &Segment| match segment.kind {
            PT_PHDR => {
                self.table(segment, self.headers, (host.segments.len() + NEW_SEGMENTS) as u64 * HEADER_SIZE)
            }
            PT_GNU_EH_FRAME => self.table(segment, self.frame_header.0, self.frame_header.1),
            _ => *segment,
        };
        let segments: Vec<Segment> = host.segments.iter().map(moved).chain(self.segments).collect();
        for (index, segment) in segments.iter().enumerate() {
            let place = self.place(self.headers) + index * HEADER_SIZE as usize;
            put(tail, place, segment.kind.into(), 4);
            put(tail, place + 4, segment.flags.into(), 4);
            let words = [
                segment.offset,
                segment.address,
                segment.address,
                segment.file_size,
                segment.memory_size,
                segment.align,
            ];
            words.into_iter().enumerate().for_each(|(index, word)| put(tail, place + 8 + index * 8, word, 8));
        }
    }

    /// The segment of a table that stands among the new ones.
    fn table(&self, segment: &Segment, address: u64, size: u64) -> Segment {
        Segment { offset: address - self.base, address, file_size: size, memory_size: size, ..*segment }
    }
}

const EMPTY_SEGMENT: Segment =
    Segment { kind: PT_LOAD, flags: 0, offset: 0, address: 0, file_size: 0, memory_size: 0, align: PAGE };
