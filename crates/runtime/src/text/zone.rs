//! The local time zone: `TZ` and the system's files in the format of RFC 8536. `rule` reads the rules for the years
//! behind the table; the names are `zone_name`'s.

use super::calendar::padded;
use super::zone_rule::Rule;
use std::sync::OnceLock;

/// What holds in a zone from some time on.
#[derive(Clone)]
pub struct Period {
    /// Seconds east of UTC.
    pub offset: i64,
    pub abbreviation: String,
    pub is_summer: bool,
}

impl Period {
    pub fn new(offset: i64, abbreviation: &str, is_summer: bool) -> Period {
        Period { offset, abbreviation: abbreviation.to_owned(), is_summer }
    }
}

/// A zone as read from its file.
struct Zone {
    /// Begin of each period in seconds since 1970, ascending.
    begins: Vec<i64>,
    /// The period that begins there.
    kinds: Vec<u8>,
    periods: Vec<Period>,
    /// For times behind the last begin.
    rule: Option<Rule>,
}

static LOCAL: OnceLock<Zone> = OnceLock::new();

/// What holds in the local zone at a time in UTC.
pub fn at(time: f64) -> Period {
    let zone = LOCAL.get_or_init(|| local().unwrap_or_else(utc));
    let seconds = (time / 1000.0).floor() as i64;
    let passed = zone.begins.partition_point(|begin| *begin <= seconds);
    if passed == zone.begins.len()
        && let Some(rule) = &zone.rule
    {
        return rule.at(seconds);
    }
    let kind = match passed {
        0 => zone.periods.iter().position(|period| !period.is_summer).unwrap_or(0),
        passed => zone.kinds[passed - 1] as usize,
    };
    zone.periods[kind].clone()
}

fn utc() -> Zone {
    Zone { begins: Vec::new(), kinds: Vec::new(), periods: vec![Period::new(0, "UTC", false)], rule: None }
}

/// The zone `TZ` names, else the system's.
fn local() -> Option<Zone> {
    let name = std::env::var("TZ").unwrap_or_default();
    let name = name.trim_start_matches(':');
    if name.is_empty() {
        return read(&std::fs::read("/etc/localtime").ok()?);
    }
    let path = if name.starts_with('/') { name.to_owned() } else { ["/usr/share/zoneinfo/", name].concat() };
    if let Ok(data) = std::fs::read(path) {
        return read(&data);
    }
    let rule = Rule::read(name)?;
    Some(Zone { periods: vec![rule.standard()], rule: Some(rule), ..utc() })
}

/// Numbers of the file, from its start on.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (head, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(head)
    }

    fn u32(&mut self) -> Option<usize> {
        Some(u32::from_be_bytes(self.take(4)?.try_into().ok()?) as usize)
    }

    fn i64(&mut self) -> Option<i64> {
        Some(i64::from_be_bytes(self.take(8)?.try_into().ok()?))
    }
}

/// Counts of a header: UT flags, standard flags, leap seconds, times, kinds, bytes of abbreviations.
fn header(reader: &mut Reader) -> Option<[usize; 6]> {
    if reader.take(4)? != b"TZif" {
        return None;
    }
    reader.take(16)?;
    let mut counts = [0; 6];
    for count in &mut counts {
        *count = reader.u32()?;
    }
    Some(counts)
}

fn read(data: &[u8]) -> Option<Zone> {
    let mut reader = Reader(data);
    // The first block has times of 32 bits; the second one repeats them with 64.
    let [ut, standard, leaps, times, kinds, letters] = header(&mut reader)?;
    reader.take(times * 5 + kinds * 6 + letters + leaps * 8 + standard + ut)?;
    let [ut, standard, leaps, times, kinds, letters] = header(&mut reader)?;
    let begins = (0..times).map(|_| reader.i64()).collect::<Option<Vec<i64>>>()?;
    let indices = reader.take(times)?.to_vec();
    let descriptions = reader.take(kinds * 6)?;
    let names = reader.take(letters)?;
    reader.take(leaps * 12 + standard + ut)?;
    let periods = descriptions.chunks_exact(6).map(|kind| {
        let offset = i32::from_be_bytes(kind[..4].try_into().ok()?);
        let name = names.get(kind[5] as usize..)?.split(|byte| *byte == 0).next()?;
        Some(Period::new(offset as i64, &String::from_utf8_lossy(name), kind[4] != 0))
    });
    let periods = periods.collect::<Option<Vec<Period>>>()?;
    if periods.is_empty() || indices.iter().any(|kind| *kind as usize >= periods.len()) {
        return None;
    }
    let footer = String::from_utf8_lossy(reader.0);
    Some(Zone { begins, kinds: indices, periods, rule: Rule::read(footer.trim()) })
}

/// Local time of a time in UTC.
pub fn to_local(time: f64) -> f64 {
    time + at(time).milliseconds()
}

/// UTC of a local time: the earlier one where clocks go back, the offset of before where they go forward.
pub fn to_utc(local: f64) -> f64 {
    if !local.is_finite() || local.abs() > 8.65e15 {
        return f64::NAN;
    }
    let day = 86_400_000.0;
    let (before, after) = (at(local - day).milliseconds(), at(local + day).milliseconds());
    if before == after || at(local - before).milliseconds() == before {
        return local - before;
    }
    if at(local - after).milliseconds() == after { local - after } else { local - before }
}

impl Period {
    /// Offset in milliseconds.
    pub fn milliseconds(&self) -> f64 {
        self.offset as f64 * 1000.0
    }

    /// `GMT+0100 (Central European Standard Time)`.
    pub fn text(&self) -> String {
        let minutes = self.offset / 60;
        let sign = if minutes < 0 { "-" } else { "+" };
        let (hours, rest) = (padded((minutes.abs() / 60) as f64, 2), padded((minutes.abs() % 60) as f64, 2));
        let name = super::zone_name::long_name(&self.abbreviation, self.is_summer);
        let name = name.unwrap_or_else(|| ["GMT", sign, &hours, ":", &rest].concat());
        ["GMT", sign, &hours, &rest, " (", &name, ")"].concat()
    }
}
