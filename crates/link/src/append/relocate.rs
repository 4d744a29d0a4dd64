//! Fills addresses into the pieces: the few kinds of relocation that static x86-64 code has.

use super::host::Host;
use super::layout::Layout;
use super::pieces::Pieces;
use super::{put, unsupported};
use crate::linker::LinkError;
use object::elf::{R_X86_64_32, R_X86_64_32S, R_X86_64_64, R_X86_64_PC32, R_X86_64_PC64, R_X86_64_PLT32};
use object::{Object, ObjectSection, ObjectSymbol, RelocationFlags, RelocationTarget, SymbolIndex};

pub(super) fn relocate(
    host: &Host,
    pieces: &Pieces,
    layout: &Layout,
    tail: &mut [u8],
) -> Result<(), LinkError> {
    for (piece, address) in pieces.pieces.iter().zip(&layout.addresses) {
        let section = pieces.objects[piece.object].section_by_index(piece.section);
        let section = section.map_err(|error| unsupported(error.to_string()))?;
        for (offset, relocation) in section.relocations() {
            let RelocationTarget::Symbol(symbol) = relocation.target() else {
                return Err(unsupported("a relocation without a symbol"));
            };
            let target = symbol_address(host, pieces, layout, (piece.object, symbol))?;
            let value = target.wrapping_add(relocation.addend() as u64);
            let RelocationFlags::Elf { r_type } = relocation.flags() else {
                return Err(unsupported("a relocation that is not ELF's"));
            };
            let place = address.wrapping_add(offset);
            let (value, size) = match r_type {
                R_X86_64_64 => (value, 8),
                R_X86_64_PC64 => (value.wrapping_sub(place), 8),
                R_X86_64_32 | R_X86_64_32S => (value, 4),
                R_X86_64_PC32 | R_X86_64_PLT32 => (value.wrapping_sub(place), 4),
                kind => return Err(unsupported(format!("the relocation {kind}"))),
            };
            if offset.checked_add(size as u64).is_none_or(|end| end > piece.data.len() as u64) {
                return Err(unsupported("a relocation outside its section"));
            }
            put(tail, layout.place(place), value, size);
        }
    }
    Ok(())
}

fn symbol_address(
    host: &Host,
    pieces: &Pieces,
    layout: &Layout,
    (object, index): (usize, SymbolIndex),
) -> Result<u64, LinkError> {
    let symbol =
        pieces.objects[object].symbol_by_index(index).map_err(|error| unsupported(error.to_string()))?;
    if let Some(section) = symbol.section_index() {
        let piece = pieces.of_section(object, section);
        // A section without content has no address that anyone reads from.
        return Ok(piece.map_or(0, |piece| layout.addresses[piece]).wrapping_add(symbol.address()));
    }
    let name = symbol.name_bytes().map_err(|error| unsupported(error.to_string()))?;
    match pieces.defined.get(name) {
        Some((piece, offset)) => Ok(layout.addresses[*piece].wrapping_add(*offset)),
        None => host.symbol(name),
    }
}
