//! The text form of an edit sequence: files and edits, builds, and what each build did.

/// A case: its first line, then steps.
pub struct Script {
    pub title: String,
    pub steps: Vec<Step>,
}

#[derive(Clone)]
pub enum Step {
    /// `== file PATH`: the following lines are its text.
    File { path: String, text: String },
    /// `== delete PATH`, `== touch PATH`, `== move` (the whole project), `== compiler other|usual`, `== damage GLOB` (flips a bit in cache files)
    Action { verb: String, argument: String },
    /// `== $ COMMAND`: a line for the shell. What it printed follows.
    Shell { line: String, seen: Vec<String> },
    /// `== build FLAGS`: NAME=VALUE words go into the environment. What it did follows, a fact a line.
    Build { flags: String, seen: Vec<String> },
}

impl Script {
    /// Reads a case; what is not a step belongs to the step before.
    pub fn read(text: &str) -> Script {
        let mut script = Script { title: String::new(), steps: Vec::new() };
        for line in text.lines() {
            match line.strip_prefix("== ") {
                Some(head) => script.steps.push(step(head)),
                None => match script.steps.last_mut() {
                    None => script.title = format!("{}{line}\n", script.title),
                    Some(Step::File { text, .. }) => *text = format!("{text}{line}\n"),
                    Some(Step::Build { seen, .. } | Step::Shell { seen, .. }) => seen.push(line.to_owned()),
                    Some(Step::Action { .. }) => assert!(line.is_empty(), "an action has no body: {line}"),
                },
            }
        }
        script
    }

    /// The text `read` reads.
    pub fn print(&self) -> String {
        let mut text = self.title.clone();
        for step in &self.steps {
            match step {
                Step::File { path, text: body } => text += &format!("== file {path}\n{body}"),
                Step::Action { verb, argument } => {
                    text += &format!("{}\n", format!("== {verb} {argument}").trim_end())
                }
                Step::Shell { line, seen } => {
                    text += &format!("== $ {line}\n");
                    seen.iter().for_each(|fact| text += &format!("{fact}\n"));
                }
                Step::Build { flags, seen } => {
                    text += &format!("{}\n", format!("== build {flags}").trim_end());
                    seen.iter().for_each(|fact| text += &format!("{fact}\n"));
                }
            }
        }
        text
    }
}

fn step(head: &str) -> Step {
    let (verb, argument) = head.split_once(' ').unwrap_or((head, ""));
    match verb {
        "file" => Step::File { path: argument.to_owned(), text: String::new() },
        "$" => Step::Shell { line: argument.to_owned(), seen: Vec::new() },
        "build" => Step::Build { flags: argument.to_owned(), seen: Vec::new() },
        _ => Step::Action { verb: verb.to_owned(), argument: argument.to_owned() },
    }
}
