//! The host image: its segments, the symbols a program asks of it, and the two places that are patched.

use super::layout::Layout;
use super::pieces::{Part, Pieces};
use super::{Patch, unsupported};
use crate::linker::LinkError;
use object::elf::{PT_GNU_EH_FRAME, PT_LOAD};
use object::read::elf::{ElfFile64, FileHeader, ProgramHeader};
use object::{LittleEndian, Object, ObjectSymbol};
use perry_abi::layout::ENTRY_SYMBOL;
use rustc_hash::{FxHashMap, FxHashSet};

/// The runtime's function that gives the range of `perry_roots`: `(start, end)` in two registers.
const ROOTS_FUNCTION: &str = "perry_roots_range";

/// One program header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Segment {
    pub kind: u32,
    pub flags: u32,
    pub offset: u64,
    pub address: u64,
    pub file_size: u64,
    pub memory_size: u64,
    pub align: u64,
}

pub(super) struct Host<'d> {
    pub bytes: &'d [u8],
    pub segments: Vec<Segment>,
    /// Addresses of what the program asked for
    symbols: FxHashMap<&'d [u8], u64>,
}

impl<'d> Host<'d> {
    pub fn read(bytes: &'d [u8], wanted: &FxHashSet<&[u8]>) -> Result<Host<'d>, LinkError> {
        let damaged = |error: object::Error| unsupported(error.to_string());
        let file = ElfFile64::<LittleEndian>::parse(bytes).map_err(damaged)?;
        let headers = file.elf_header().program_headers(LittleEndian, bytes).map_err(damaged)?;
        let segments = headers.iter().map(|header| Segment {
            kind: header.p_type(LittleEndian),
            flags: header.p_flags(LittleEndian),
            offset: header.p_offset(LittleEndian),
            address: header.p_vaddr(LittleEndian),
            file_size: header.p_filesz(LittleEndian),
            memory_size: header.p_memsz(LittleEndian),
            align: header.p_align(LittleEndian),
        });
        let segments = segments.collect();
        let patched = [ENTRY_SYMBOL.as_bytes(), ROOTS_FUNCTION.as_bytes()];
        let mut symbols = FxHashMap::default();
        for symbol in file.symbols().filter(|symbol| symbol.is_global() && symbol.is_definition()) {
            let Ok(name) = symbol.name_bytes() else { continue };
            if wanted.contains(name) || patched.contains(&name) {
                symbols.insert(name, symbol.address());
            }
        }
        Ok(Host { bytes, segments, symbols })
    }

    pub fn symbol(&self, name: &[u8]) -> Result<u64, LinkError> {
        let missing =
            || unsupported(format!("the symbol {} that the host lacks", String::from_utf8_lossy(name)));
        self.symbols.get(name).copied().ok_or_else(missing)
    }

    pub fn loads(&self) -> impl Iterator<Item = &Segment> {
        self.segments.iter().filter(|segment| segment.kind == PT_LOAD)
    }

    /// Where in the file that ends what is loaded; names of symbols stand behind it.
    pub fn loaded_size(&self) -> u64 {
        self.loads().map(|segment| segment.offset + segment.file_size).max().unwrap_or(0)
    }

    /// Address of the first byte of the file.
    pub fn base(&self) -> u64 {
        self.loads().next().map_or(0, |segment| segment.address - segment.offset)
    }

    /// The unwinder's table: address, and place in the file.
    pub fn frame_header(&self) -> Result<(u64, usize), LinkError> {
        let segment = self.segments.iter().find(|segment| segment.kind == PT_GNU_EH_FRAME);
        let segment = segment.ok_or_else(|| unsupported("a host without frames"))?;
        Ok((segment.address, segment.offset as usize))
    }

    /// Leads `main` to the program's, and the collector to its roots.
    pub fn patches(&self, pieces: &Pieces, layout: &Layout) -> Result<Vec<Patch>, LinkError> {
        let (piece, offset) =
            pieces.defined.get(ENTRY_SYMBOL.as_bytes()).ok_or_else(|| unsupported("no main"))?;
        let target = layout.addresses[*piece] + offset;
        let main = self.symbol(ENTRY_SYMBOL.as_bytes())?;
        // jmp target
        let jump = [&[0xE9], word(target.wrapping_sub(main + 5)).as_slice()].concat();
        let roots = self.symbol(ROOTS_FUNCTION.as_bytes())?;
        let (start, end) = layout.range(pieces, Part::Roots);
        // mov eax, start; mov edx, end; ret
        let range = [&[0xB8], word(start).as_slice(), &[0xBA], &word(end), &[0xC3]].concat();
        Ok(vec![(self.place(main, jump.len())?, jump), (self.place(roots, range.len())?, range)])
    }

    /// Where so many bytes at the address are in the file.
    fn place(&self, address: u64, size: usize) -> Result<u64, LinkError> {
        let holds = |segment: &&Segment| {
            address >= segment.address && address + size as u64 <= segment.address + segment.file_size
        };
        let segment =
            self.loads().find(holds).ok_or_else(|| unsupported("an address outside of the host"))?;
        Ok(address - segment.address + segment.offset)
    }
}

/// Executables stand below 2 GiB, so that an address is an operand of 32 bits.
fn word(value: u64) -> [u8; 4] {
    (value as u32).to_le_bytes()
}
