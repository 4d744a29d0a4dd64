//! The local time zone, as the C library reads it from `TZ` and the system's files.

use super::calendar::padded;
use std::ffi::CStr;

/// What holds in the local zone at some time.
pub struct Zone {
    /// Milliseconds east of UTC.
    pub offset: f64,
    abbreviation: String,
    is_summer: bool,
}

/// At a time in UTC.
pub fn at(time: f64) -> Zone {
    unsafe extern "C" {
        fn tzset();
    }
    let seconds = (time / 1000.0).floor() as libc::time_t;
    // SAFETY: `localtime_r` fills the struct; the abbreviation is static text of the library.
    unsafe {
        tzset();
        let mut parts: libc::tm = std::mem::zeroed();
        if libc::localtime_r(&seconds, &mut parts).is_null() {
            return Zone { offset: 0.0, abbreviation: "UTC".to_owned(), is_summer: false };
        }
        let abbreviation = CStr::from_ptr(parts.tm_zone).to_string_lossy().into_owned();
        Zone { offset: parts.tm_gmtoff as f64 * 1000.0, abbreviation, is_summer: parts.tm_isdst > 0 }
    }
}

/// Local time of a time in UTC.
pub fn to_local(time: f64) -> f64 {
    time + at(time).offset
}

/// UTC of a local time: the earlier one where clocks go back, the offset of before where they go forward.
pub fn to_utc(local: f64) -> f64 {
    if !local.is_finite() || local.abs() > 8.65e15 {
        return f64::NAN;
    }
    let day = 86_400_000.0;
    let (before, after) = (at(local - day).offset, at(local + day).offset);
    if before == after || at(local - before).offset == before {
        return local - before;
    }
    if at(local - after).offset == after { local - after } else { local - before }
}

impl Zone {
    /// `GMT+0100 (Central European Standard Time)`.
    pub fn text(&self) -> String {
        let minutes = (self.offset / 60_000.0).trunc();
        let sign = if minutes < 0.0 { "-" } else { "+" };
        let (hours, rest) = ((minutes.abs() / 60.0).floor(), minutes.abs() % 60.0);
        ["GMT", sign, &padded(hours, 2), &padded(rest, 2), " (", &self.name(sign, hours, rest), ")"].concat()
    }

    fn name(&self, sign: &str, hours: f64, minutes: f64) -> String {
        const AREAS: [(&str, &str, &str); 12] = [
            ("CET", "CEST", "Central European"),
            ("EET", "EEST", "Eastern European"),
            ("WET", "WEST", "Western European"),
            ("EST", "EDT", "Eastern"),
            ("CST", "CDT", "Central"),
            ("MST", "MDT", "Mountain"),
            ("PST", "PDT", "Pacific"),
            ("AKST", "AKDT", "Alaska"),
            ("AEST", "AEDT", "Australian Eastern"),
            ("ACST", "ACDT", "Australian Central"),
            ("NZST", "NZDT", "New Zealand"),
            ("AST", "ADT", "Atlantic"),
        ];
        let fixed = match self.abbreviation.as_str() {
            "UTC" => "Coordinated Universal Time",
            "GMT" => "Greenwich Mean Time",
            "BST" => "British Summer Time",
            "JST" => "Japan Standard Time",
            "IST" => "India Standard Time",
            "KST" => "Korean Standard Time",
            "MSK" => "Moscow Standard Time",
            "HST" => "Hawaii-Aleutian Standard Time",
            "SAST" => "South Africa Standard Time",
            "AWST" => "Australian Western Standard Time",
            _ => "",
        };
        if !fixed.is_empty() {
            return fixed.to_owned();
        }
        let area = AREAS.iter().find(|(winter, summer, _)| [*winter, *summer].contains(&self.abbreviation.as_str()));
        match area {
            Some((_, _, area)) => {
                let summer = if area.ends_with("European") { " Summer Time" } else { " Daylight Time" };
                [*area, if self.is_summer { summer } else { " Standard Time" }].concat()
            }
            None => ["GMT", sign, &padded(hours, 2), ":", &padded(minutes, 2)].concat(),
        }
    }
}
