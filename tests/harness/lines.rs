//! The lines of a session: what differs from run to run is left out, the rest must be as expected.

use std::path::Path;

/// Reads the lines of one project.
pub struct Lines {
    project: String,
    /// Holds the project and nothing else but what tests put there.
    folder: String,
}

impl Lines {
    pub fn of(project: &Path) -> Lines {
        let folder = project.parent().unwrap_or(project).to_string_lossy().into_owned();
        Lines { project: project.to_string_lossy().into_owned(), folder }
    }

    /// Without what differs from run to run: folders, times, names of executables in the cache.
    pub fn neutral(&self, line: &str) -> String {
        let line = line.replace(&self.project, "<project>").replace(&self.folder, "<folder>");
        let words = line.split(' ').map(|word| match word {
            word if word.contains("/bin/") && word.len() > 32 => "<image>",
            word if word.starts_with("<folder>/perry-") => "<image>",
            word => word,
        });
        let mut words: Vec<&str> = words.collect();
        for index in 1..words.len() {
            if words[index] == "ms" && words[index - 1].parse::<u64>().is_ok() {
                words[index - 1] = "N";
            }
        }
        words.join(" ")
    }
}

/// `<2..7>` stands for a number in that range, which may depend on how fast the machine is.
pub fn matches(expected: &str, seen: &str) -> bool {
    let words = |line| str::split(line, [' ', '/']).collect::<Vec<_>>();
    let (expected, seen) = (words(expected), words(seen));
    let is_like = |(expected, seen): (&&str, &&str)| match range(expected) {
        Some((least, most)) => {
            seen.trim_matches(['(', ',', ')']).parse().is_ok_and(|seen: u32| (least..=most).contains(&seen))
        }
        None => expected == seen,
    };
    expected.len() == seen.len() && expected.iter().zip(&seen).all(is_like)
}

fn range(word: &str) -> Option<(u32, u32)> {
    let (least, most) =
        word.trim_matches(['(', ',', ')']).strip_prefix('<')?.strip_suffix('>')?.split_once("..")?;
    Some((least.parse().ok()?, most.parse().ok()?))
}
