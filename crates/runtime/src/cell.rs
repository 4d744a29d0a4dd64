//! The first 8 bytes of every heap cell, and the pointer to one.

use std::ops::{Deref, DerefMut};
use std::ptr::NonNull;

/// What every heap cell starts with (`perry_abi::layout`).
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Header {
    /// Index in the table of shapes; 0 for cells that are not objects.
    pub shape: u32,
    /// 0: a free cell. See `heap::kind`.
    pub kind: u8,
    /// Bits whose meaning the kind decides, except `OBJECT_*` (`object`).
    pub flags: u8,
    pub extra: u16,
}

/// A pointer to a heap cell. Copying it is free; keep it in locals, cells or registered roots, never in `malloc`ed
/// memory the collector does not trace. `DerefMut` is for single field accesses: never hold a `&mut` across a call.
#[repr(transparent)]
pub struct Gc<T>(NonNull<T>);

impl<T> Gc<T> {
    /// # Safety
    /// `pointer` is a live cell (or static memory that looks like one) that `T` describes.
    #[inline]
    pub unsafe fn from_raw(pointer: *mut T) -> Gc<T> {
        // SAFETY: not null by the caller's promise.
        Gc(unsafe { NonNull::new_unchecked(pointer) })
    }

    #[inline]
    pub fn as_ptr(self) -> *mut T {
        self.0.as_ptr()
    }

    /// The same cell seen as another type; both must describe a prefix of it.
    #[inline]
    pub fn cast<U>(self) -> Gc<U> {
        Gc(self.0.cast())
    }

    #[inline]
    pub fn header(self) -> Header {
        // SAFETY: every cell starts with a header.
        unsafe { *self.0.cast::<Header>().as_ptr() }
    }

    #[inline]
    pub fn header_mut(&mut self) -> &mut Header {
        // SAFETY: every cell starts with a header; single-threaded, the borrow ends with the expression.
        unsafe { &mut *self.0.cast::<Header>().as_ptr() }
    }

    #[inline]
    pub fn kind(self) -> u8 {
        self.header().kind
    }
}

impl<T> Clone for Gc<T> {
    fn clone(&self) -> Gc<T> {
        *self
    }
}

impl<T> Copy for Gc<T> {}

/// The address: looking into cells could call the program.
impl<T> std::fmt::Debug for Gc<T> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(formatter, "Gc({:p})", self.0)
    }
}

impl<T> PartialEq for Gc<T> {
    fn eq(&self, other: &Gc<T>) -> bool {
        self.0 == other.0
    }
}

impl<T> Eq for Gc<T> {}

impl<T> Deref for Gc<T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        // SAFETY: the collector keeps every cell alive that a local, a cell or a root points to.
        unsafe { self.0.as_ref() }
    }
}

impl<T> DerefMut for Gc<T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: as in `deref`; programs are single-threaded.
        unsafe { self.0.as_mut() }
    }
}

/// A mutable static of a single-threaded program.
#[repr(transparent)]
pub struct Global<T>(std::cell::UnsafeCell<T>);

// SAFETY: compiled programs have one thread; tests take `testing::LOCK`.
unsafe impl<T> Sync for Global<T> {}

impl<T> Global<T> {
    pub const fn new(value: T) -> Global<T> {
        Global(std::cell::UnsafeCell::new(value))
    }

    /// The value. The borrow must end before anything that could borrow it again is called.
    #[inline]
    #[allow(clippy::mut_from_ref)]
    pub fn get(&self) -> &mut T {
        // SAFETY: see `Sync` above and the rule in the doc comment.
        unsafe { &mut *self.0.get() }
    }
}
