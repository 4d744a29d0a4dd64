//! The session: one run of the command, with its installation and its store.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use perry_ir::group::Groups;
use perry_persist::build_id::BuildId;
use perry_persist::fault::Fault;
use perry_persist::store::Store;

use crate::arguments::{Color, Format, Global};
use crate::clock::Clock;
use crate::environment::Environment;
use crate::object::Fresh;
use crate::output::print_line;
use crate::serve::guest::Guest;
use crate::serve::kept::Key;
use crate::serve::wire::Stream;
use crate::settings::Settings;
use crate::voice::Voice;

/// Version of what the queries and the driver write into records.
const SCHEMA: u32 = 1;

/// What every command has at hand.
#[derive(Clone)]
pub struct Session {
    pub environment: Environment,
    pub global: Global,
    /// For whom the shared host carries the command out.
    pub guest: Option<Arc<Guest>>,
    /// What is said goes there instead of to whoever started the process.
    pub voice: Option<Arc<dyn Voice>>,
}

impl Session {
    pub fn is_json(&self) -> bool {
        self.global.format == Format::Json
    }

    pub fn has_color(&self) -> bool {
        match self.global.color {
            _ if self.global.no_color => false,
            Color::Always => true,
            Color::Never => false,
            Color::Auto => self.environment.is_terminal && !self.environment.is_color_off,
        }
    }

    /// A line for people, on stderr; not with --quiet and not beside JSON.
    pub fn say(&self, line: &str) {
        if !self.global.quiet && !self.is_json() {
            self.warn(line);
        }
    }

    /// A line for people about what is wrong; not beside JSON.
    pub fn warn(&self, line: &str) {
        if !self.is_json() {
            self.tell_error(line);
        }
    }

    /// A line on standard error.
    pub fn tell_error(&self, line: &str) {
        match &self.voice {
            Some(voice) => voice.say(Stream::Error, format!("{line}\n").as_bytes()),
            // Nobody is told that nobody listens.
            None => drop(writeln!(std::io::stderr(), "{line}")),
        }
    }

    /// A line on standard output.
    pub fn tell(&self, line: &str) {
        match &self.voice {
            Some(voice) => voice.say(Stream::Out, format!("{line}\n").as_bytes()),
            None => print_line!("{line}"),
        }
    }
}

impl Session {
    /// The store for a build. A directory that others could have written to is left alone, and that is said.
    pub fn store(&self, installation: &Installation, cache: Option<&Path>) -> Result<Arc<Store>> {
        let store = installation.store(cache)?;
        for note in store.faults().1.iter().filter(|note| note.fault == Fault::Untrusted) {
            self.say(&format!("warning: the cache {} {}", note.entry, note.fault));
        }
        Ok(Arc::new(if self.environment.is_cache_doubted { store.verifying() } else { store }))
    }
}

/// One build: what it is told, what makes it, what it remembers.
pub struct Task<'a> {
    pub session: &'a Session,
    pub installation: &'a Installation,
    pub settings: &'a Settings,
    pub store: Arc<Store>,
    pub clock: Clock,
    /// The executable of `run` goes among the temporary files though the cache could hold it.
    pub is_aside: bool,
    pub fresh: Fresh,
}

impl<'a> Task<'a> {
    pub fn new(
        session: &'a Session,
        installation: &'a Installation,
        settings: &'a Settings,
    ) -> Result<Task<'a>> {
        let clock = Clock::start();
        let mut store = session.store(installation, settings.cache.as_deref())?;
        if let Some(guest) = &session.guest {
            store = guest.reserve(|_| Key::Build(Box::new(settings.clone())), store)?;
        }
        let fresh = Fresh::default();
        Ok(Task { session, installation, settings, store, clock, is_aside: false, fresh })
    }
}

/// The files that perry consists of.
#[derive(Clone, Debug)]
pub struct Installation {
    pub executable: PathBuf,
    pub codegen: PathBuf,
    pub runtime: PathBuf,
    /// The images that programs in development are appended to; without them lld links.
    pub hosts: Vec<Host>,
}

/// An image of the runtime with some groups of built-ins.
#[derive(Clone, Debug)]
pub struct Host {
    pub path: PathBuf,
    pub groups: Groups,
}

/// The images of an installation, the smallest first: names and what is in them.
pub const HOSTS: [(&str, Groups); 2] = [("perry_host_core", Groups::of(&[])), ("perry_host", Groups::ALL)];

impl Installation {
    /// Finds the parts beside the executable or in `../lib`.
    pub fn find(environment: &Environment) -> Result<Installation> {
        let executable = environment.executable.clone();
        let part = |told: &Option<PathBuf>, name: &str| match told {
            Some(path) => Ok(path.clone()),
            None => beside(&executable, name),
        };
        let codegen = part(&environment.codegen_library, "libperry_codegen.so")?;
        let runtime = part(&environment.runtime_library, "libperry_runtime.a")?;
        let host = |(name, groups)| {
            let path = beside(&executable, name).ok().filter(|host| is_newer(host, &runtime))?;
            Some(Host { path, groups })
        };
        let hosts = HOSTS.into_iter().filter_map(host).collect();
        Ok(Installation { codegen, runtime, hosts, executable })
    }

    /// The smallest image with these groups.
    pub fn host(&self, groups: Groups) -> Option<&Path> {
        self.hosts.iter().find(|host| host.groups.has_all(groups)).map(|host| host.path.as_path())
    }

    /// Which compiler this is; remembered in the cache by the stamps of the parts.
    pub fn build_id(&self, cache: Option<&Path>) -> Result<BuildId> {
        let mut parts: Vec<&Path> = vec![&self.executable, &self.codegen, &self.runtime];
        parts.extend(self.hosts.iter().map(|host| host.path.as_path()));
        BuildId::of(&parts, cache).context("the parts of perry cannot be read")
    }

    /// The store in a cache directory, or none.
    pub fn store(&self, cache: Option<&Path>) -> Result<Store> {
        Ok(match cache {
            Some(cache) => Store::open(cache, self.build_id(Some(cache))?, SCHEMA),
            None => Store::disabled(),
        })
    }
}

/// An image made before its runtime is one of another runtime.
fn is_newer(file: &Path, than: &Path) -> bool {
    let modified = |path: &Path| path.metadata().and_then(|metadata| metadata.modified()).ok();
    modified(file) >= modified(than)
}

fn beside(executable: &Path, name: &str) -> Result<PathBuf> {
    let folder = executable.parent().unwrap_or(Path::new("."));
    let places = [folder.join(name), folder.join("../lib").join(name)];
    match places.into_iter().find(|place| place.exists()) {
        Some(place) => Ok(place),
        None => {
            bail!("`{name}` is missing beside `{}`: the installation is incomplete", executable.display())
        }
    }
}
