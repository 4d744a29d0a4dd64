//! The sheet: what was measured, row by row, and the table that is made of it.

/// A row of the table and what it must reach, as p50 / p95 or as one number.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Row {
    pub name: &'static str,
    pub limit: &'static str,
}

pub const COLD: Row = Row { name: "start to first diagnostics, cold (ms)", limit: "1400" };
pub const WARM: Row = Row { name: "start to first diagnostics, warm store (ms)", limit: "350" };
pub const SAME_FILE: Row = Row { name: "key to diagnostics, same file (ms)", limit: "8 / 14" };
pub const IMPORTER: Row = Row { name: "key to diagnostics of an importer (ms)", limit: "14 / 35" };
pub const SAME_FILE_BESIDE: Row = Row { name: "same file while a full compile runs (ms)", limit: "- / 30" };
pub const IMPORTER_BESIDE: Row = Row { name: "importer while a full compile runs (ms)", limit: "- / 30" };
pub const HOVER: Row = Row { name: "hover (ms)", limit: "- / 8" };
pub const DEFINITION: Row = Row { name: "definition (ms)", limit: "- / 5" };
pub const COMPLETION: Row = Row { name: "completion of a member (ms)", limit: "- / 3" };
pub const REFERENCES: [Row; 3] = [
    Row { name: "references of a name of one file (ms)", limit: "- / 10" },
    Row { name: "references of a name of ten files (ms)", limit: "- / 10" },
    Row { name: "references of a name of nearly all files (ms)", limit: "- / 10" },
];
pub const RENAME: [Row; 3] = [
    Row { name: "rename of a name of one file (ms)", limit: "- / 8" },
    Row { name: "rename of a name of ten files (ms)", limit: "- / 8" },
    Row { name: "rename of a name of nearly all files (ms)", limit: "- / 8" },
];
pub const FIRST_SEARCH: Row =
    Row { name: "first references of a session, of a name of nearly all files (ms)", limit: "-" };
pub const MEMORY_FIRST: Row = Row { name: "memory after first diagnostics, cold (MB)", limit: "400" };
pub const MEMORY_READ: Row = Row { name: "memory when the whole program was read, cold (MB)", limit: "400" };
pub const MEMORY_SESSION: Row = Row { name: "memory after a session (MB)", limit: "700" };
pub const MEMORY_PEAK: Row = Row { name: "most memory of a session (MB)", limit: "700" };
pub const AGAIN: Row =
    Row { name: "front-end queries of `check` and `compile` after the editor loaded", limit: "0" };

/// What was measured so far, in the order in which rows were first filled.
#[derive(Default)]
pub struct Sheet {
    rows: Vec<(Row, Vec<f64>)>,
}

impl Sheet {
    pub fn add(&mut self, row: Row, values: impl IntoIterator<Item = f64>) {
        match self.rows.iter_mut().find(|(known, _)| *known == row) {
            Some((_, all)) => all.extend(values),
            None => self.rows.push((row, values.into_iter().collect())),
        }
    }

    /// As Markdown.
    pub fn table(&self) -> String {
        let row = |(row, values): &(Row, Vec<f64>)| {
            let (p50, p95) = (percentile(values, 0.5), percentile(values, 0.95));
            format!("| {} | {p50:.1} | {p95:.1} | {} |\n", row.name, row.limit)
        };
        let rows: String = self.rows.iter().map(row).collect();
        format!("| | p50 | p95 | must reach |\n|---|---|---|---|\n{rows}")
    }
}

fn percentile(values: &[f64], part: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted[((sorted.len() - 1) as f64 * part).round() as usize]
}
