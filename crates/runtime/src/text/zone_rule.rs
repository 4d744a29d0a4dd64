//! Rules of POSIX for the time zone of any year: `CET-1CEST,M3.5.0,M10.5.0/3`.

use super::calendar::{days_from_civil, fields};
use super::zone::Period;

/// The day of a change, and the second of that day.
#[derive(Clone, Copy)]
struct Change {
    month: i64,
    /// 5 is the last one.
    week: i64,
    weekday: i64,
    second: i64,
}

pub struct Rule {
    standard: Period,
    /// Summer time, its begin and its end.
    summer: Option<(Period, Change, Change)>,
}

struct Reader<'a>(&'a str);

impl<'a> Reader<'a> {
    fn eat(&mut self, character: char) -> bool {
        let rest = self.0.strip_prefix(character);
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }

    fn take_while(&mut self, test: impl Fn(char) -> bool) -> &'a str {
        let end = self.0.find(|character| !test(character)).unwrap_or(self.0.len());
        let (head, rest) = self.0.split_at(end);
        self.0 = rest;
        head
    }

    fn number(&mut self) -> Option<i64> {
        self.take_while(|digit| digit.is_ascii_digit()).parse().ok()
    }

    /// `CET` or `<+03>`.
    fn name(&mut self) -> Option<&'a str> {
        let name = if self.eat('<') {
            let name = self.take_while(|character| character != '>');
            self.eat('>');
            name
        } else {
            self.take_while(|character| character.is_ascii_alphabetic())
        };
        (name.len() >= 3).then_some(name)
    }

    /// `[+-]hh[:mm[:ss]]` in seconds.
    fn clock(&mut self) -> Option<i64> {
        let sign = if self.eat('-') { -1 } else { 1 };
        self.eat('+');
        let mut seconds = self.number()? * 3600;
        for unit in [60, 1] {
            if self.eat(':') {
                seconds += self.number()? * unit;
            }
        }
        Some(sign * seconds)
    }

    /// `,M3.5.0/2`.
    fn change(&mut self) -> Option<Change> {
        if !self.eat(',') || !self.eat('M') {
            return None;
        }
        let month = self.number()?;
        self.eat('.');
        let week = self.number()?;
        self.eat('.');
        let weekday = self.number()?;
        let second = if self.eat('/') { self.clock()? } else { 7200 };
        Some(Change { month, week, weekday, second })
    }
}

impl Rule {
    pub fn read(text: &str) -> Option<Rule> {
        let mut reader = Reader(text);
        let name = reader.name()?;
        let offset = -reader.clock()?;
        let standard = Period::new(offset, name, false);
        let Some(name) = reader.name() else { return Some(Rule { standard, summer: None }) };
        let offset = if reader.0.starts_with(',') { offset + 3600 } else { -reader.clock()? };
        let (begin, end) = (reader.change()?, reader.change()?);
        Some(Rule { standard, summer: Some((Period::new(offset, name, true), begin, end)) })
    }

    pub fn standard(&self) -> Period {
        self.standard.clone()
    }

    /// What holds at a time in seconds.
    pub fn at(&self, seconds: i64) -> Period {
        let Some((summer, begin, end)) = &self.summer else { return self.standard() };
        let year = fields((seconds + self.standard.offset) as f64 * 1000.0).year as i64;
        let begin = begin.in_year(year) - self.standard.offset;
        let end = end.in_year(year) - summer.offset;
        let is_summer =
            if begin < end { (begin..end).contains(&seconds) } else { !(end..begin).contains(&seconds) };
        if is_summer { summer.clone() } else { self.standard() }
    }
}

impl Change {
    /// Local seconds since 1970.
    fn in_year(self, year: i64) -> i64 {
        let first = days_from_civil(year, self.month - 1, 1);
        let next = if self.month == 12 {
            days_from_civil(year + 1, 0, 1)
        } else {
            days_from_civil(year, self.month, 1)
        };
        let weekday = (first + 4).rem_euclid(7);
        let mut day = first + (self.weekday - weekday).rem_euclid(7) + (self.week - 1) * 7;
        while day >= next {
            day -= 7;
        }
        day * 86_400 + self.second
    }
}
