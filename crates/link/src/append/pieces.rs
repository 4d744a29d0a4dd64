//! What objects hold: sections that come into memory, and the symbols that objects give and ask of each other.

use super::unsupported;
use crate::linker::LinkError;
use object::elf::{SHF_ALLOC, SHF_EXECINSTR, SHF_WRITE, SHT_NOBITS};
use object::read::elf::ElfFile64;
use object::{LittleEndian, Object, ObjectSection, ObjectSymbol, SectionFlags, SectionIndex, SectionKind};
use rustc_hash::{FxHashMap, FxHashSet};

/// Where in the program's segments a section goes; in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Constant,
    /// `.eh_frame`
    Frame,
    Text,
    Data,
    /// `perry_roots`, side by side for the collector
    Roots,
    Zero,
}

/// A section of an object.
pub(super) struct Piece<'d> {
    pub object: usize,
    pub section: SectionIndex,
    pub part: Part,
    pub data: &'d [u8],
    pub size: u64,
    pub align: u64,
}

pub(super) type Elf<'d> = ElfFile64<'d, LittleEndian>;

pub(super) struct Pieces<'d> {
    pub objects: Vec<Elf<'d>>,
    pub pieces: Vec<Piece<'d>>,
    /// Index of the piece of a section, by object and section
    of_section: Vec<Vec<Option<u32>>>,
    /// Piece and offset of each symbol that objects give
    pub defined: FxHashMap<&'d [u8], (usize, u64)>,
    /// What the host must give
    pub undefined: FxHashSet<&'d [u8]>,
}

/// A section of zeros takes no room in its object, so its size is its word alone. No module of ours has as much.
const MOST_SIZE: u64 = 256 << 20;
const MOST_ALIGN: u64 = 64 << 10;

impl<'d> Pieces<'d> {
    pub fn read(objects: &'d [Vec<u8>]) -> Result<Pieces<'d>, LinkError> {
        let parse =
            |bytes: &'d Vec<u8>| Elf::parse(bytes.as_slice()).map_err(|error| unsupported(error.to_string()));
        let objects = objects.iter().map(parse).collect::<Result<Vec<_>, _>>()?;
        let mut pieces = Pieces {
            objects,
            pieces: Vec::new(),
            of_section: Vec::new(),
            defined: FxHashMap::default(),
            undefined: FxHashSet::default(),
        };
        for object in 0..pieces.objects.len() {
            pieces.add_sections(object)?;
        }
        pieces.number();
        for object in 0..pieces.objects.len() {
            pieces.add_symbols(object)?;
        }
        let Pieces { defined, undefined, .. } = &mut pieces;
        undefined.retain(|name| !defined.contains_key(name));
        Ok(pieces)
    }

    /// The piece of a section, if the section comes into memory.
    pub fn of_section(&self, object: usize, section: SectionIndex) -> Option<usize> {
        self.of_section[object].get(section.0).copied().flatten().map(|piece| piece as usize)
    }

    fn add_sections(&mut self, object: usize) -> Result<(), LinkError> {
        let file = &self.objects[object];
        for section in file.sections() {
            let SectionFlags::Elf { sh_flags } = section.flags() else { continue };
            let flags = sh_flags as u32;
            if flags & SHF_ALLOC == 0 || section.size() == 0 {
                continue;
            }
            let part = match section.name_bytes().unwrap_or_default() {
                b"perry_roots" => Part::Roots,
                b".eh_frame" => Part::Frame,
                _ if section.kind() == SectionKind::Tls => return Err(unsupported("thread-local data")),
                _ if flags & SHF_EXECINSTR != 0 => Part::Text,
                _ if section.elf_section_header().sh_type.get(LittleEndian) == SHT_NOBITS => Part::Zero,
                _ if flags & SHF_WRITE != 0 => Part::Data,
                _ => Part::Constant,
            };
            let data = section.data().map_err(|error| unsupported(error.to_string()))?;
            let (size, align) = (section.size(), section.align());
            if size > MOST_SIZE || align > MOST_ALIGN {
                return Err(unsupported("a section of this size"));
            }
            self.pieces.push(Piece { object, section: section.index(), part, data, size, align });
        }
        Ok(())
    }

    /// Puts the pieces into the order of memory and notes which section is which.
    fn number(&mut self) {
        self.pieces.sort_by_key(|piece| piece.part); // stable: within a part the order of the objects stays
        self.of_section =
            self.objects.iter().map(|file| vec![None; file.elf_section_table().len()]).collect();
        for (index, piece) in (0..).zip(&self.pieces) {
            self.of_section[piece.object][piece.section.0] = Some(index);
        }
    }

    fn add_symbols(&mut self, object: usize) -> Result<(), LinkError> {
        for symbol in self.objects[object].symbols().filter(|symbol| symbol.is_global()) {
            let name = symbol.name_bytes().map_err(|error| unsupported(error.to_string()))?;
            if symbol.is_undefined() {
                self.undefined.insert(name);
                continue;
            }
            let piece = symbol.section_index().and_then(|section| self.of_section(object, section));
            let piece = piece.ok_or_else(|| unsupported("a symbol without a section"))?;
            if symbol.is_weak() || self.defined.insert(name, (piece, symbol.address())).is_some() {
                return Err(unsupported(format!("the symbol {}", String::from_utf8_lossy(name))));
            }
        }
        Ok(())
    }
}
