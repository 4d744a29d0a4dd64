//! The personality routine of compiled functions: reads the call-site table of the frame's LSDA.
//!
//! Every landing pad is a handler, so actions and type tables are never read.

use super::throw::{CLASS, Exception};

const SEARCH_PHASE: i32 = 1;
const HANDLER_FOUND: i32 = 6;
const INSTALL_CONTEXT: i32 = 7;
const CONTINUE_UNWIND: i32 = 8;

const OMITTED: u8 = 0xFF;

/// Opaque to us.
#[repr(C)]
pub struct Context {
    private: [u8; 0],
}

unsafe extern "C" {
    fn _Unwind_GetLanguageSpecificData(context: *mut Context) -> *const u8;
    fn _Unwind_GetIP(context: *mut Context) -> usize;
    fn _Unwind_GetRegionStart(context: *mut Context) -> usize;
    fn _Unwind_SetGR(context: *mut Context, register: i32, value: usize);
    fn _Unwind_SetIP(context: *mut Context, address: usize);
}

/// # Safety
/// Called by the unwinder.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn perry_personality(
    _version: i32,
    actions: i32,
    class: u64,
    exception: *mut Exception,
    context: *mut Context,
) -> i32 {
    if class != CLASS {
        return CONTINUE_UNWIND;
    }
    // SAFETY: the unwinder hands over a valid context.
    unsafe {
        let Some(landing_pad) = landing_pad(context) else { return CONTINUE_UNWIND };
        if actions & SEARCH_PHASE != 0 {
            return HANDLER_FOUND;
        }
        // The registers of a landing pad: exception and selector (rax and rdx on x86-64, x0 and x1 on AArch64).
        _Unwind_SetGR(context, 0, exception as usize);
        _Unwind_SetGR(context, 1, 1);
        _Unwind_SetIP(context, landing_pad);
    }
    INSTALL_CONTEXT
}

/// Where control goes for the frame's current call, if anywhere.
///
/// # Safety
/// A valid context of the unwinder.
unsafe fn landing_pad(context: *mut Context) -> Option<usize> {
    // SAFETY: by the caller's promise; the LSDA was written by a compiler or by `catch`.
    unsafe {
        let lsda = _Unwind_GetLanguageSpecificData(context);
        if lsda.is_null() {
            return None;
        }
        let function = _Unwind_GetRegionStart(context);
        let mut reader = Reader(lsda);
        let encoding = reader.byte();
        let pads = if encoding == OMITTED { function } else { reader.encoded(encoding) };
        if reader.byte() != OMITTED {
            reader.uleb();
        }
        let encoding = reader.byte();
        let length = reader.uleb();
        let end = reader.0.add(length);
        // The return address is behind the call.
        let offset = _Unwind_GetIP(context) - 1 - function;
        while reader.0 < end {
            let (start, size, pad) =
                (reader.encoded(encoding), reader.encoded(encoding), reader.encoded(encoding));
            reader.uleb();
            if offset < start {
                return None;
            }
            if offset < start + size {
                return if pad == 0 { None } else { Some(pads + pad) };
            }
        }
        None
    }
}

struct Reader(*const u8);

impl Reader {
    unsafe fn byte(&mut self) -> u8 {
        // SAFETY: inside the LSDA.
        unsafe {
            let byte = *self.0;
            self.0 = self.0.add(1);
            byte
        }
    }

    unsafe fn uleb(&mut self) -> usize {
        let (mut value, mut shift) = (0, 0);
        loop {
            // SAFETY: inside the LSDA.
            let byte = unsafe { self.byte() } as usize;
            value |= (byte & 0x7F) << shift;
            shift += 7;
            if byte & 0x80 == 0 {
                return value;
            }
        }
    }

    /// Encodings LLVM uses here: uleb128 and absolute udata4, udata8.
    unsafe fn encoded(&mut self, encoding: u8) -> usize {
        // SAFETY: inside the LSDA.
        unsafe {
            match encoding & 0x0F {
                0x01 => self.uleb(),
                0x03 => {
                    let value = self.0.cast::<u32>().read_unaligned();
                    self.0 = self.0.add(4);
                    value as usize
                }
                0x04 | 0x00 => {
                    let value = self.0.cast::<u64>().read_unaligned();
                    self.0 = self.0.add(8);
                    value as usize
                }
                _ => crate::fatal("unknown encoding in a call-site table"),
            }
        }
    }
}
