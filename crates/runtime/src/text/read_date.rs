//! `Date.parse`: the ISO format, and what V8 reads beside it.

use super::calendar::{Fields, MONTHS, clip, make};
use super::zone;

/// Milliseconds since 1970, NaN where the text is no date.
pub fn parse(text: &str) -> f64 {
    clip(iso(text).or_else(|| Legacy::default().parse(text)).unwrap_or(f64::NAN))
}

/// A text that is read from its start.
struct Reader<'a> {
    text: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> u8 {
        self.text.get(self.at).copied().unwrap_or(0)
    }

    fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == byte;
        self.at += found as usize;
        found
    }

    /// Exactly so many digits.
    fn digits(&mut self, count: usize) -> Option<f64> {
        let digits = self.text.get(self.at..self.at + count)?;
        let number = digits.iter().try_fold(0.0, |number, digit| {
            digit.is_ascii_digit().then(|| number * 10.0 + (digit - b'0') as f64)
        })?;
        self.at += count;
        Some(number)
    }

    /// The fraction behind a point, in milliseconds.
    fn milliseconds(&mut self) -> Option<f64> {
        let (mut ms, mut unit) = (0.0, 100.0);
        let start = self.at;
        while self.peek().is_ascii_digit() {
            if unit >= 1.0 {
                ms += (self.peek() - b'0') as f64 * unit;
            }
            unit /= 10.0;
            self.at += 1;
        }
        (self.at > start).then_some(ms)
    }

    fn is_done(&self) -> bool {
        self.at == self.text.len()
    }
}

fn iso(text: &str) -> Option<f64> {
    let mut reader = Reader { text: text.as_bytes(), at: 0 };
    let year = match reader.peek() {
        sign @ (b'+' | b'-') => {
            reader.at += 1;
            let year = reader.digits(6)?;
            if sign == b'-' && year == 0.0 {
                return None;
            }
            if sign == b'-' { -year } else { year }
        }
        _ => reader.digits(4)?,
    };
    let month = if reader.eat(b'-') { reader.digits(2)? } else { 1.0 };
    let day = if reader.at > 4 && reader.eat(b'-') { reader.digits(2)? } else { 1.0 };
    let mut fields = Fields { year, month: month - 1.0, day, hour: 0.0, minute: 0.0, second: 0.0, ms: 0.0 };
    if !(1.0..=12.0).contains(&month) || !(1.0..=31.0).contains(&day) {
        return None;
    }
    if reader.is_done() {
        return Some(make(&fields));
    }
    if !reader.eat(b'T') {
        return None;
    }
    iso_time(&mut reader, &mut fields)
}

fn iso_time(reader: &mut Reader, fields: &mut Fields) -> Option<f64> {
    fields.hour = reader.digits(2)?;
    if !reader.eat(b':') {
        return None;
    }
    fields.minute = reader.digits(2)?;
    if reader.eat(b':') {
        fields.second = reader.digits(2)?;
        if reader.eat(b'.') {
            fields.ms = reader.milliseconds()?;
        }
    }
    let midnight = fields.hour == 24.0 && fields.minute == 0.0 && fields.second == 0.0 && fields.ms == 0.0;
    if fields.hour > 23.0 && !midnight || fields.minute > 59.0 || fields.second > 59.0 {
        return None;
    }
    let time = make(fields);
    if reader.eat(b'Z') {
        return reader.is_done().then_some(time);
    }
    let sign = match reader.peek() {
        b'+' => 1.0,
        b'-' => -1.0,
        _ => return reader.is_done().then(|| zone::to_utc(time)),
    };
    reader.at += 1;
    let hours = reader.digits(2)?;
    reader.eat(b':');
    let minutes = reader.digits(2)?;
    reader.is_done().then_some(time - sign * (hours * 60.0 + minutes) * 60_000.0)
}

/// What has been read of a date in free form.
#[derive(Default)]
struct Legacy {
    numbers: Vec<f64>,
    month: Option<usize>,
    clock: Vec<f64>,
    ms: f64,
    /// 0 before noon, 12 after.
    half: Option<f64>,
    /// Minutes east of UTC.
    offset: Option<f64>,
    is_year_first: bool,
}

impl Legacy {
    fn parse(mut self, text: &str) -> Option<f64> {
        let mut reader = Reader { text: text.as_bytes(), at: 0 };
        while !reader.is_done() {
            match reader.peek() {
                b'(' => skip_parentheses(&mut reader),
                digit if digit.is_ascii_digit() => self.number(&mut reader)?,
                letter if letter.is_ascii_alphabetic() => self.word(&mut reader)?,
                b'+' | b'-' if self.offset.is_some() || !self.clock.is_empty() => self.sign(&mut reader)?,
                byte if byte < 128 => reader.at += 1,
                _ => return None,
            }
        }
        self.finish()
    }

    fn number(&mut self, reader: &mut Reader) -> Option<()> {
        let start = reader.at;
        let mut number = 0.0;
        while reader.peek().is_ascii_digit() {
            number = number * 10.0 + (reader.peek() - b'0') as f64;
            reader.at += 1;
        }
        let count = reader.at - start;
        match reader.peek() {
            b':' if self.clock.len() < 3 => {
                reader.at += 1;
                self.clock.push(number);
                // The next number belongs to the clock, too.
                if !reader.peek().is_ascii_digit() {
                    return None;
                }
                return self.clock_part(reader);
            }
            b'-' if count >= 3 && self.numbers.is_empty() && self.month.is_none() => {
                self.is_year_first = true;
                reader.at += 1;
            }
            b'-' => reader.at += 1,
            _ => {}
        }
        if self.numbers.len() == 3 {
            return None;
        }
        self.numbers.push(number);
        Some(())
    }

    /// A number behind a colon.
    fn clock_part(&mut self, reader: &mut Reader) -> Option<()> {
        let mut number = 0.0;
        while reader.peek().is_ascii_digit() {
            number = number * 10.0 + (reader.peek() - b'0') as f64;
            reader.at += 1;
        }
        if self.clock.len() == 3 {
            return None;
        }
        self.clock.push(number);
        if reader.peek() == b':' {
            reader.at += 1;
            return self.clock_part(reader);
        }
        if self.clock.len() == 3 && reader.eat(b'.') {
            self.ms = reader.milliseconds()?;
        }
        Some(())
    }

    fn word(&mut self, reader: &mut Reader) -> Option<()> {
        let start = reader.at;
        while reader.peek().is_ascii_alphabetic() {
            reader.at += 1;
        }
        let word = String::from_utf8_lossy(&reader.text[start..reader.at]).to_ascii_lowercase();
        // Words count by their first three letters.
        let short = &word[..word.len().min(3)];
        if word == "am" || word == "pm" {
            self.half = Some(if word == "am" { 0.0 } else { 12.0 });
        } else if let Some(month) = MONTHS.iter().position(|month| month.eq_ignore_ascii_case(short)) {
            self.month = Some(month);
            reader.eat(b'-');
        } else if let Some(offset) = zone_offset(&word) {
            self.offset = Some(offset);
        } else if !self.numbers.is_empty() || !self.clock.is_empty() {
            return None;
        }
        Some(())
    }

    fn sign(&mut self, reader: &mut Reader) -> Option<()> {
        let sign = if reader.peek() == b'-' { -1.0 } else { 1.0 };
        reader.at += 1;
        let start = reader.at;
        let mut number = 0.0;
        while reader.peek().is_ascii_digit() {
            number = number * 10.0 + (reader.peek() - b'0') as f64;
            reader.at += 1;
        }
        let count = reader.at - start;
        let minutes = if reader.eat(b':') {
            number * 60.0 + reader.digits(2)?
        } else if count <= 2 {
            number * 60.0
        } else {
            (number / 100.0).floor() * 60.0 + number % 100.0
        };
        self.offset = Some(sign * minutes);
        Some(())
    }

    fn finish(self) -> Option<f64> {
        let (year, month, day) = self.date()?;
        let part = |index: usize| self.clock.get(index).copied().unwrap_or(0.0);
        let (mut hour, minute, second) = (part(0), part(1), part(2));
        if let Some(half) = self.half {
            if !(1.0..=12.0).contains(&hour) {
                return None;
            }
            hour = hour % 12.0 + half;
        }
        if hour > 24.0 || hour == 24.0 && (minute > 0.0 || second > 0.0) || minute > 59.0 || second > 59.0 {
            return None;
        }
        let time = make(&Fields { year, month, day, hour, minute, second, ms: self.ms });
        match self.offset {
            Some(offset) => Some(time - offset * 60_000.0),
            None => Some(zone::to_utc(time)),
        }
    }

    /// Year, month from 0, day.
    fn date(&self) -> Option<(f64, f64, f64)> {
        let is_day = |number: f64| (1.0..=31.0).contains(&number);
        let numbers = &self.numbers;
        // Without a year V8 takes 2001.
        let (year, month, day) = match (self.month, numbers.as_slice()) {
            (Some(month), [day]) if is_day(*day) => (2001.0, month as f64, *day),
            (Some(month), [year]) => (*year, month as f64, 1.0),
            (Some(month), [first, second, ..]) if is_day(*first) => (*second, month as f64, *first),
            (Some(month), [year, day, ..]) => (*year, month as f64, *day),
            (None, [year, month, day]) if self.is_year_first || !is_day(*year) => (*year, *month - 1.0, *day),
            (None, [month, day, year]) => (*year, *month - 1.0, *day),
            (None, [year, month]) if self.is_year_first => (*year, *month - 1.0, 1.0),
            (None, [month, day]) => (2001.0, *month - 1.0, *day),
            (None, [month]) if !self.clock.is_empty() || is_day(*month) => (2001.0, *month - 1.0, 1.0),
            (None, [year]) => (*year, 0.0, 1.0),
            _ => return None,
        };
        let year = match year {
            short if self.is_year_first => short,
            short if short < 50.0 => short + 2000.0,
            short if short < 100.0 => short + 1900.0,
            year => year,
        };
        if !(0.0..12.0).contains(&month) || !is_day(day) {
            return None;
        }
        Some((year, month, day))
    }
}

fn skip_parentheses(reader: &mut Reader) {
    let mut depth = 0;
    while !reader.is_done() {
        match reader.peek() {
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        reader.at += 1;
        if depth == 0 {
            return;
        }
    }
}

/// Minutes east of UTC.
fn zone_offset(word: &str) -> Option<f64> {
    let hours = match word {
        "z" | "utc" | "ut" | "gmt" => 0.0,
        "est" => -5.0,
        "edt" => -4.0,
        "cst" => -6.0,
        "cdt" => -5.0,
        "mst" => -7.0,
        "mdt" => -6.0,
        "pst" => -8.0,
        "pdt" => -7.0,
        _ => return None,
    };
    Some(hours * 60.0)
}
