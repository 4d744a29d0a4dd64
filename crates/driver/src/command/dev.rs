//! `perry dev`: builds, runs, and does it again after every change.

use anyhow::Result;

use crate::arguments::Dev;
use crate::dev::watch;
use crate::session::{Installation, Session, Task};
use crate::settings::{Settings, shown};

pub fn dev(session: &Session, dev: &Dev) -> Result<u8> {
    let settings = Settings::of_image(&session.environment, dev.entry.as_deref(), &dev.build)?;
    let installation = Installation::find(&session.environment)?;
    let task = Task::new(session, &installation, &settings)?;
    let output = match task.store.image_path(settings.key()) {
        Some(path) => shown(&session.environment, &path),
        None => "a temporary file".to_owned(),
    };
    session.say(&format!("● perry dev watching {}", settings.root.display()));
    session.say(&format!("  entry: {}", settings.entry));
    session.say(&format!("  output: {output}"));
    watch(session, dev, &installation, &settings)
}
