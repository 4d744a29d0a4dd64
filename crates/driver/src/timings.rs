//! The timings: what the clock showed, as a table for a terminal and as a page for a browser.

use std::fmt::Write;
use std::time::Duration;

use crate::clock::{Clock, Taken};

/// Modules that the table names; the page has all.
const SLOWEST: usize = 10;

/// A line for each stage, then the slowest modules.
pub fn table(clock: &Clock) -> String {
    let mut text = format!("{:<40} {:>10} {:>10}", "stage", "wall", "CPU");
    let mut row = |taken: &Taken| {
        let (wall, cpu) = (in_ms(taken.wall), in_ms(taken.cpu));
        write!(text, "\n{:<40} {wall:>10} {cpu:>10}", taken.name).expect("a string takes all");
    };
    clock.stages().iter().for_each(&mut row);
    row(&clock.total());
    let modules = clock.modules();
    modules.iter().take(SLOWEST).for_each(&mut row);
    if modules.len() > SLOWEST {
        write!(text, "\nand {} modules that took less", modules.len() - SLOWEST).expect("a string takes all");
    }
    text
}

/// The same with bars.
pub fn page(clock: &Clock, summary: &str) -> String {
    let total = clock.total();
    let style = "body{font:14px sans-serif;margin:2em}td{padding:2px 8px}td+td{text-align:right}\
                 .bar{background:#4a7ebb;height:10px;min-width:1px}";
    let mut page = format!(
        "<!doctype html>\n<meta charset=\"utf-8\">\n<title>perry timings</title>\n<style>{style}</style>\n\
         <h1>{}</h1>\n",
        escaped(summary)
    );
    let mut stages = clock.stages();
    stages.push(total);
    page += &bars("Stages", &stages);
    page += &bars("Code generation", &clock.modules());
    page
}

fn bars(heading: &str, rows: &[Taken]) -> String {
    let longest = rows.iter().map(|row| row.cpu).max().unwrap_or_default();
    let mut text = format!(
        "<h2>{heading}</h2>\n<table>\n<tr><th>name</th><th>wall</th><th>CPU</th><th width=\"400\"></th></tr>\n"
    );
    for row in rows {
        let width = 100.0 * row.cpu.as_secs_f64() / longest.as_secs_f64().max(1e-9);
        let (name, wall, cpu) = (escaped(&row.name), in_ms(row.wall), in_ms(row.cpu));
        writeln!(
            text,
            "<tr><td>{name}</td><td>{wall}</td><td>{cpu}</td>\
             <td><div class=\"bar\" style=\"width:{width:.1}%\"></div></td></tr>"
        )
        .expect("a string takes all");
    }
    text + "</table>\n"
}

fn in_ms(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1000.0)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
