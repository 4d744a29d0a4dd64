//! The configuration: perry.toml, then package.json `"perry"`. Flags and the environment come before both.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use serde::Deserialize;

const PERRY: &str = "perry.toml";
const PACKAGE: &str = "package.json";

/// What a project says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Config {
    /// Entry of `perry run`, from the root.
    pub entry: Option<String>,
    pub cache_dir: Option<PathBuf>,
    /// `500 MB`, `2 GiB`.
    pub cache_limit: Option<String>,
    pub cpu: Option<String>,
    /// The file that names the processor.
    #[serde(skip)]
    pub cpu_file: Option<&'static str>,
}

/// A configuration file that cannot be used.
#[derive(Debug)]
pub struct ConfigError {
    pub file: String,
    pub why: String,
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` cannot be used: {}", self.file, self.why)
    }
}

impl std::error::Error for ConfigError {}

impl Config {
    /// The configuration of the project at `root`.
    pub fn read(root: &Path) -> Result<Config, ConfigError> {
        let first = Config::of_toml(&text(root, PERRY)?)?;
        let second = Config::of_package(&text(root, PACKAGE)?);
        Ok(Config {
            entry: first.entry.or(second.entry),
            cache_dir: first.cache_dir.or(second.cache_dir),
            cache_limit: first.cache_limit.or(second.cache_limit),
            cpu_file: match (&first.cpu, &second.cpu) {
                (Some(_), _) => Some(PERRY),
                (None, Some(_)) => Some(PACKAGE),
                (None, None) => None,
            },
            cpu: first.cpu.or(second.cpu),
        })
    }

    fn of_toml(text: &str) -> Result<Config, ConfigError> {
        #[derive(Default, Deserialize)]
        #[serde(default)]
        struct File {
            project: Config,
            #[serde(flatten)]
            top: Config,
        }
        let failed =
            |error: toml::de::Error| ConfigError { file: PERRY.to_owned(), why: error.message().to_owned() };
        let file: File = toml::from_str(text).map_err(failed)?;
        Ok(Config {
            entry: file.project.entry.or(file.top.entry),
            cache_dir: file.top.cache_dir.or(file.project.cache_dir),
            cache_limit: file.top.cache_limit.or(file.project.cache_limit),
            cpu: file.top.cpu.or(file.project.cpu),
            cpu_file: None,
        })
    }

    /// A package.json that is not JSON belongs to others: it configures nothing.
    fn of_package(text: &str) -> Config {
        #[derive(Default, Deserialize)]
        #[serde(default)]
        struct File {
            perry: Config,
        }
        serde_json::from_str::<File>(text).unwrap_or_default().perry
    }
}

fn text(root: &Path, name: &str) -> Result<String, ConfigError> {
    match std::fs::read_to_string(root.join(name)) {
        Ok(text) => Ok(text),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        Err(error) => Err(ConfigError { file: name.to_owned(), why: error.to_string() }),
    }
}
