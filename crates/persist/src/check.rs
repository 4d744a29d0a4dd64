//! The check: which inputs of a manifest are no longer what the build saw.

use std::io;
use std::path::Path;

use rustix::fd::OwnedFd;
use rustix::fs::{AtFlags, Mode, OFlags};

use crate::listing::{Keep, Listing};
use crate::manifest::{Inputs, Stamped};
use crate::stamp::{Look, Stamp};

/// What kind of input a change is about; the index goes into the list of that name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Input {
    File(usize),
    Listing(usize),
    Output(usize),
}

/// An input that differs from what the build saw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    pub input: Input,
    /// What is there now; `None` when nothing is, or nothing that can be read.
    pub now: Option<Stamp>,
}

/// What a check found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Check {
    pub changes: Vec<Change>,
    /// How many stamps were renewed: touched or racy files with equal content. If any, the manifest is worth saving.
    pub renewed: usize,
    /// How many files had to be read.
    pub read: usize,
}

impl Check {
    pub fn is_clean(&self) -> bool {
        self.changes.is_empty()
    }
}

impl Inputs {
    /// Looks at everything; relative paths start from `base`. Costs one `stat` an input, and a read of those whose
    /// stamp does not vouch for them. Stamps of inputs with equal content are renewed in place.
    ///
    /// Outputs are looked at when all else is as it was: otherwise they are mostly made anew, and to read a large one,
    /// written in the same tick as its stamp, takes longer than all else. `has_outputs` is for who needs to know.
    pub fn check(&mut self, base: &Path, keep: Keep) -> Check {
        let place = Place::open(base);
        let mut check = Check::default();
        check.all(&place, &mut self.files, Input::File, Stamp::of);
        check.all(&place, &mut self.listings, Input::Listing, |path| Ok(Listing::read(path, keep)?.0));
        if check.is_clean() {
            check.all(&place, &mut self.outputs, Input::Output, Stamp::of);
        }
        check
    }

    /// Whether every output is what the build made.
    pub fn has_outputs(&self, base: &Path) -> bool {
        let place = Place::open(base);
        let mut check = Check::default();
        check.all(&place, &mut self.outputs.clone(), Input::Output, Stamp::of);
        check.is_clean()
    }
}

impl Check {
    fn all(
        &mut self,
        place: &Place<'_>,
        inputs: &mut [Stamped],
        input: fn(usize) -> Input,
        read: impl Fn(&Path) -> io::Result<Stamp>,
    ) {
        for (index, stamped) in inputs.iter_mut().enumerate() {
            if !place.vouches_for(stamped) {
                self.one(place, stamped, input(index), &read);
            }
        }
    }

    fn one(
        &mut self,
        place: &Place<'_>,
        stamped: &mut Stamped,
        input: Input,
        read: impl Fn(&Path) -> io::Result<Stamp>,
    ) {
        self.read += 1;
        let now = read(&place.path.join(&stamped.path)).ok();
        if now.map(|stamp| stamp.digest) != stamped.stamp.map(|stamp| stamp.digest) {
            self.changes.push(Change { input, now });
        } else if now != stamped.stamp {
            stamped.stamp = now;
            self.renewed += 1;
        }
    }
}

/// The directory that relative paths start from, opened once: shorter walks for the kernel. Opening every folder to
/// walk less was measured to gain a tenth or nothing, and `statx` nothing.
struct Place<'a> {
    path: &'a Path,
    directory: Option<OwnedFd>,
}

impl Place<'_> {
    fn open(path: &Path) -> Place<'_> {
        let flags = OFlags::DIRECTORY | OFlags::CLOEXEC | OFlags::RDONLY;
        Place { path, directory: rustix::fs::open(path, flags, Mode::empty()).ok() }
    }

    fn vouches_for(&self, stamped: &Stamped) -> bool {
        match (&stamped.stamp, self.look(&stamped.path)) {
            (Some(stamp), Some(look)) => stamp.vouches_for(&look),
            (None, None) => true,
            _ => false,
        }
    }

    fn look(&self, path: &str) -> Option<Look> {
        let stat = match &self.directory {
            Some(directory) => rustix::fs::statat(directory, path, AtFlags::empty()),
            None => rustix::fs::stat(self.path.join(path)),
        };
        stat.ok().map(|stat| Look::of(&stat))
    }
}
