//! The end over a fault of the runtime itself.
//!
//! Executables are linked with these in place of the standard library's handlers (`perry_link`), which would bring the
//! reading of debug information with them: 250 KB.

use std::panic::Location;

/// Where `panic!` leads.
#[unsafe(no_mangle)]
#[cold]
pub fn perry_panic(info: &core::panic::PanicInfo) -> ! {
    let place =
        info.location().map_or_else(String::new, |place: &Location| [" (", place.file(), ")"].concat());
    let message = info.message().as_str().unwrap_or("a formatted message");
    end(&["internal error: ", message, &place].concat())
}

/// Where an allocation leads that failed.
#[unsafe(no_mangle)]
#[cold]
pub fn perry_out_of_memory(_size: usize, _align: usize) -> ! {
    end("out of memory")
}

/// Without the output that waits: writing it could fail the same way.
fn end(message: &str) -> ! {
    // SAFETY: plain writes.
    unsafe {
        libc::write(2, message.as_ptr().cast(), message.len());
        libc::write(2, c"\n".as_ptr().cast(), 1);
    }
    std::process::abort()
}
