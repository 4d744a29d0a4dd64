//! Strings of small integers, made once.

use crate::cell::{Gc, Global};
use crate::heap::mark::Marker;
use crate::string::{JsString, make};

const CACHED: usize = 1024;
static STRINGS: Global<[Option<Gc<JsString>>; CACHED]> = Global::new([None; CACHED]);

pub fn string_of(i: i32) -> Gc<JsString> {
    if i as u32 as usize >= CACHED {
        return format(i);
    }
    let place = &mut STRINGS.get()[i as usize];
    match *place {
        Some(string) => string,
        None => {
            let string = format(i);
            *place = Some(string);
            string
        }
    }
}

fn format(i: i32) -> Gc<JsString> {
    let mut digits = [0u8; 11];
    let mut at = digits.len();
    let mut rest = i.unsigned_abs();
    loop {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if i < 0 {
        at -= 1;
        digits[at] = b'-';
    }
    make::from_latin1(&digits[at..])
}

/// Root tracer.
pub fn trace(marker: &mut Marker) {
    for string in STRINGS.get() {
        marker.option(*string);
    }
}
