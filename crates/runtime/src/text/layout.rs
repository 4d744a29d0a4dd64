//! How `inspect` lays out the entries of one object: on a line, in columns, or a line each.

use super::width::{utf16_length, width};

/// What one object is shown as, but for its entries.
pub struct Frame {
    /// In front of the braces: the text of a function, error, date.
    pub base: String,
    pub open: String,
    pub close: &'static str,
}

/// Where the object stands and what the caller asks for.
pub struct Place {
    pub indentation: usize,
    pub break_length: usize,
    /// Innermost levels that may share a line.
    pub compact: usize,
    /// How many levels of objects are inside this one.
    pub levels_inside: usize,
}

/// How the entries of an array are grouped.
#[derive(Clone, Copy)]
pub struct Columns {
    /// The last entry says how many more there are.
    pub has_rest: bool,
    /// All are numbers: aligned on the right.
    pub numeric: bool,
}

/// The text of an object. `columns` is given for arrays and the like.
pub fn lay_out(frame: &Frame, mut output: Vec<String>, columns: Option<Columns>, place: &Place) -> String {
    let entries = output.len();
    if let Some(columns) = columns.filter(|_| entries > 6 && place.compact >= 1) {
        output = group(output, columns, place);
    }
    let base = if frame.base.is_empty() { String::new() } else { [frame.base.as_str(), " "].concat() };
    let may_share = place.compact >= 1 && place.levels_inside < place.compact && entries == output.len();
    if may_share && fits(frame, &output, place) && !output.iter().any(|entry| entry.contains('\n')) {
        return [&base, &frame.open, " ", &output.join(", "), " ", frame.close].concat();
    }
    let indentation = "\n".to_owned() + &" ".repeat(place.indentation);
    let separator = [",", &indentation, "  "].concat();
    [&base, &frame.open, &indentation, "  ", &output.join(&separator), &indentation, frame.close].concat()
}

fn fits(frame: &Frame, output: &[String], place: &Place) -> bool {
    let start = output.len() + place.indentation + utf16_length(&frame.open) + utf16_length(&frame.base) + 10;
    let mut total = output.len() + start;
    if total + output.len() > place.break_length {
        return false;
    }
    for entry in output {
        total += utf16_length(entry);
        if total > place.break_length {
            return false;
        }
    }
    !frame.base.contains('\n')
}

/// Joins entries of similar width to lines of columns.
fn group(output: Vec<String>, how: Columns, place: &Place) -> Vec<String> {
    const SEPARATOR: usize = 2;
    let grouped = output.len() - how.has_rest as usize;
    let widths: Vec<usize> = output[..grouped].iter().map(|entry| width(entry)).collect();
    let total: usize = widths.iter().map(|width| width + SEPARATOR).sum();
    let greatest = widths.iter().copied().max().unwrap_or(0);
    let actual = greatest + SEPARATOR;
    let similar = total as f64 / actual as f64 > 5.0 || greatest <= 6;
    if actual * 3 + place.indentation >= place.break_length || !similar {
        return output;
    }
    let count = column_count(&output, grouped, total, actual, place);
    if count <= 1 {
        return output;
    }
    let column_width = |column: usize| {
        (column..grouped).step_by(count).map(|index| widths[index]).max().unwrap_or(0) + SEPARATOR
    };
    let columns: Vec<usize> = (0..count).map(column_width).collect();
    let mut lines = Vec::with_capacity(grouped.div_ceil(count) + 1);
    for start in (0..grouped).step_by(count) {
        let end = (start + count).min(grouped);
        lines.push(line(&output[start..end], &widths[start..end], &columns, how.numeric));
    }
    lines.extend(output.into_iter().skip(grouped));
    lines
}

/// About as many columns as make the whole a square, a character being 2.5 times as high as wide.
fn column_count(output: &[String], grouped: usize, total: usize, actual: usize, place: &Place) -> usize {
    let bias = (actual as f64 - total as f64 / output.len() as f64).sqrt();
    let biased = (actual as f64 - 3.0 - bias).max(1.0);
    let square = ((2.5 * biased * grouped as f64).sqrt() / biased + 0.5).floor() as usize;
    let room = place.break_length.saturating_sub(place.indentation) / actual;
    square.min(room).min(place.compact * 4).min(15)
}

fn line(entries: &[String], widths: &[usize], columns: &[usize], numeric: bool) -> String {
    let mut line = String::new();
    let last = entries.len() - 1;
    for (index, entry) in entries.iter().enumerate() {
        let padding = " ".repeat(columns[index] - 2 - widths[index]);
        let separator = if index < last { ", " } else { "" };
        if numeric {
            line.push_str(&padding);
            line.push_str(entry);
            line.push_str(separator);
        } else {
            line.push_str(entry);
            line.push_str(separator);
            if index < last {
                line.push_str(&padding);
            }
        }
    }
    line
}
