//! The calendar of `Date`: milliseconds since 1970 to fields and back, in doubles as the specification has it.

pub const MS_PER_DAY: f64 = 86_400_000.0;
pub const WEEKDAYS: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
pub const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A point in time by its parts; `month` counts from 0. Parts may be out of range or NaN.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fields {
    pub year: f64,
    pub month: f64,
    pub day: f64,
    pub hour: f64,
    pub minute: f64,
    pub second: f64,
    pub ms: f64,
}

/// Days since 1970 of a date in the proleptic Gregorian calendar.
pub fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month < 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 10) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// Year, month (from 0) and day of a day since 1970.
fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = (shifted + 2) % 12;
    (year_of_era + era * 400 + (month < 2) as i64, month, day)
}

/// The parts of a finite time.
pub fn fields(time: f64) -> Fields {
    let days = (time / MS_PER_DAY).floor();
    let rest = time - days * MS_PER_DAY;
    let (year, month, day) = civil_from_days(days as i64);
    Fields {
        year: year as f64,
        month: month as f64,
        day: day as f64,
        hour: (rest / 3_600_000.0).floor(),
        minute: (rest / 60_000.0).floor() % 60.0,
        second: (rest / 1000.0).floor() % 60.0,
        ms: rest % 1000.0,
    }
}

/// 0 is Sunday.
pub fn weekday(time: f64) -> usize {
    ((time / MS_PER_DAY).floor() as i64 + 4).rem_euclid(7) as usize
}

/// MakeDate of MakeDay and MakeTime; NaN where a part is not finite.
pub fn make(fields: &Fields) -> f64 {
    let Fields { year, month, day, hour, minute, second, ms } = *fields;
    if [year, month, day, hour, minute, second, ms].iter().any(|part| !part.is_finite()) {
        return f64::NAN;
    }
    let (year, month, day) = (year.trunc(), month.trunc(), day.trunc());
    let year = year + (month / 12.0).floor();
    if year.abs() > 400_000.0 {
        return f64::NAN;
    }
    let month = month.rem_euclid(12.0);
    let days = days_from_civil(year as i64, month as i64, 1) as f64 + day - 1.0;
    let time = hour.trunc() * 3_600_000.0 + minute.trunc() * 60_000.0 + second.trunc() * 1000.0 + ms.trunc();
    days * MS_PER_DAY + time
}

/// TimeClip.
pub fn clip(time: f64) -> f64 {
    if time.is_finite() && time.abs() <= 8.64e15 { time.trunc() + 0.0 } else { f64::NAN }
}

/// A number with leading zeros.
pub fn padded(number: f64, digits: usize) -> String {
    let text = (number.abs() as u64).to_string();
    let zeros = "0".repeat(digits.saturating_sub(text.len()));
    [if number < 0.0 { "-" } else { "" }, &zeros, &text].concat()
}

/// `2020-01-02T03:04:05.678Z`.
pub fn iso(time: f64) -> String {
    let parts = fields(time);
    let year = match parts.year {
        year if (0.0..=9999.0).contains(&year) => padded(year, 4),
        year => [if year < 0.0 { "-" } else { "+" }, &padded(year.abs(), 6)].concat(),
    };
    let two = |number: f64| padded(number, 2);
    [
        &year,
        "-",
        &two(parts.month + 1.0),
        "-",
        &two(parts.day),
        "T",
        &two(parts.hour),
        ":",
        &two(parts.minute),
        ":",
        &two(parts.second),
        ".",
        &padded(parts.ms, 3),
        "Z",
    ]
    .concat()
}

/// `Thu Jan 02 2020`.
pub fn date_text(local: f64) -> String {
    let parts = fields(local);
    let month = MONTHS[parts.month as usize];
    [WEEKDAYS[weekday(local)], " ", month, " ", &padded(parts.day, 2), " ", &year_text(parts.year)].concat()
}

/// Four digits at least.
pub fn year_text(year: f64) -> String {
    padded(year, 4)
}

/// `03:04:05`.
pub fn clock_text(time: f64) -> String {
    let parts = fields(time);
    [&padded(parts.hour, 2), ":", &padded(parts.minute, 2), ":", &padded(parts.second, 2)].concat()
}

/// `Thu, 02 Jan 2020 03:04:05 GMT`.
pub fn utc_text(time: f64) -> String {
    let parts = fields(time);
    let (day, month) = (padded(parts.day, 2), MONTHS[parts.month as usize]);
    let start = [WEEKDAYS[weekday(time)], ", ", &day, " ", month, " ", &year_text(parts.year)].concat();
    [&start, " ", &clock_text(time), " GMT"].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_parts_turn_into_each_other() {
        for time in
            [0.0, -1.0, 951_782_400_000.0, 8.64e15, -8.64e15, 1_583_020_799_999.0, -62_167_219_200_001.0]
        {
            assert_eq!(make(&fields(time)), time);
        }
        assert_eq!(iso(1_582_934_400_000.0), "2020-02-29T00:00:00.000Z");
        assert_eq!(iso(-62_198_755_200_000.0), "-000001-01-01T00:00:00.000Z");
        assert_eq!(iso(8.64e15), "+275760-09-13T00:00:00.000Z");
        assert_eq!(utc_text(0.0), "Thu, 01 Jan 1970 00:00:00 GMT");
    }
}
