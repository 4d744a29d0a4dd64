//! The quick linker: a program's objects behind a finished image of the runtime, the host.
//!
//! The host is linked once by lld, with everything a program may call (of the groups of built-ins it has). A program is the host's bytes, in which `main`
//! and the range of roots are patched, and new segments behind them: what the loader and the unwinder look up
//! (`tables`), constants, code, data. No state is kept between two links. What the objects hold is read by `pieces`,
//! where it goes is said by `layout`, addresses are filled in by `relocate`, the unwinder's table is `frames`.
//!
//! It covers what the code generator emits for x86-64. Everything else is `LinkError::Unsupported`, and then lld links.

mod frames;
mod host;
mod layout;
mod pieces;
mod relocate;

use crate::linker::{LinkError, aside, place};
use crate::map::Map;
use crate::plan::LinkPlan;
use host::Host;
use layout::Layout;
use pieces::Pieces;
use std::path::Path;

/// Makes the executable of `plan` from the host image, which takes the place of `plan.archives`. `objects` are the bytes
/// of `plan.objects`, which are not read again: whoever checked them has them.
pub fn append(plan: &LinkPlan, objects: &[Vec<u8>], host: &Path) -> Result<(), LinkError> {
    if !plan.triple.starts_with("x86_64-") {
        return Err(LinkError::Unsupported(format!("the target {}", plan.triple)));
    }
    let unreadable = |path: &Path, error| LinkError::Input { path: path.into(), error };
    let bytes = Map::open(host).map_err(|error| unreadable(host, error))?;
    let image = image(&bytes, objects)?;
    let aside = aside(&plan.output);
    let written =
        image.write(host, &aside).map_err(|error| LinkError::Output { path: plan.output.clone(), error });
    place(&aside, &plan.output, written)
}

fn image(host: &[u8], objects: &[Vec<u8>]) -> Result<Image, LinkError> {
    let pieces = Pieces::read(objects)?;
    let host = Host::read(host, &pieces.undefined)?;
    let frame_count = frames::count(&host, &pieces)?;
    let layout = Layout::new(&host, &pieces, frame_count);
    let mut tail = layout.tail(&pieces);
    relocate::relocate(&host, &pieces, &layout, &mut tail)?;
    frames::write(&host, &pieces, &layout, &mut tail)?;
    layout.write_headers(&host, &mut tail);
    let patches = [host.patches(&pieces, &layout)?, layout.patches(&host)].concat();
    Ok(Image { patches, tail, start: layout.start(), host_size: host.loaded_size() })
}

/// The host with some bytes replaced, and what stands behind it.
struct Image {
    patches: Vec<Patch>,
    tail: Vec<u8>,
    /// Where in the file the tail starts
    start: u64,
    /// How much of the host is taken
    host_size: u64,
}

/// Bytes at a place in the file.
type Patch = (u64, Vec<u8>);

impl Image {
    /// The host's bytes are copied by the system, which need not bring them here.
    fn write(&self, host: &Path, path: &Path) -> std::io::Result<()> {
        use std::io::Read;
        use std::os::unix::fs::{FileExt, OpenOptionsExt};
        let mut options = std::fs::OpenOptions::new();
        let mut file = options.write(true).create(true).truncate(true).mode(0o777).open(path)?;
        std::io::copy(&mut std::fs::File::open(host)?.take(self.host_size), &mut file)?;
        for (place, bytes) in &self.patches {
            file.write_all_at(bytes, *place)?;
        }
        file.write_all_at(&self.tail, self.start)
    }
}

fn unsupported(what: impl Into<String>) -> LinkError {
    LinkError::Unsupported(what.into())
}

/// `number` bytes at `offset`, little-endian.
fn get(bytes: &[u8], offset: usize, number: usize) -> Result<u64, LinkError> {
    let end = offset.checked_add(number).filter(|end| *end <= bytes.len());
    let end = end.ok_or_else(|| unsupported("a table that ends too early"))?;
    Ok(bytes[offset..end].iter().rev().fold(0, |value, byte| value << 8 | u64::from(*byte)))
}

fn put(bytes: &mut [u8], offset: usize, value: u64, number: usize) {
    bytes[offset..offset + number].copy_from_slice(&value.to_le_bytes()[..number]);
}

fn align(value: u64, alignment: u64) -> u64 {
    value.next_multiple_of(alignment.max(1))
}
