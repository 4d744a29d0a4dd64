//! StringToNumber of strings as the heap holds them. (The other way is `convert::number_to_string`.)

use crate::string::View;
use crate::text::read_number;
use crate::text::space::trimmed;

/// StringToNumber.
pub fn string_to_number(view: View) -> f64 {
    let (start, end) = trimmed(view.len(), |index| view.at(index));
    let view = view.slice(start, end);
    if let View::Latin1(units) = view {
        return read_number::to_number(units);
    }
    let mut text = Vec::with_capacity(view.len());
    for unit in view.units() {
        if unit >= 128 {
            return f64::NAN;
        }
        text.push(unit as u8);
    }
    read_number::to_number(&text)
}
