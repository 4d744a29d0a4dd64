//! `perry init`: the files of a new project. What is there stays.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::GOOD;
use crate::session::Session;

const FILES: [(&str, &str); 5] = [
    (
        "package.json",
        "{\n  \"name\": \"NAME\",\n  \"version\": \"0.1.0\",\n  \"type\": \"module\",\n  \"private\": true\n}\n",
    ),
    ("perry.toml", "[project]\nentry = \"src/main.ts\"\n"),
    (
        "src/main.ts",
        "const name: string = process.argv[2] ?? \"world\";\n\nconsole.log(`Hello, ${name}!`);\n",
    ),
    (
        "tsconfig.json",
        "{\n  \"compilerOptions\": {\n    \"target\": \"esnext\",\n    \"module\": \"nodenext\",\n    \"strict\": true,\n    \"noEmit\": true,\n    \"allowImportingTsExtensions\": true\n  },\n  \"include\": [\"src\"]\n}\n",
    ),
    (".gitignore", "node_modules/\n.perry-cache/\n"),
];

pub fn init(session: &Session, path: Option<&Path>) -> Result<u8> {
    let folder = session.environment.directory.join(path.unwrap_or(Path::new("")));
    fs::create_dir_all(folder.join("src")).with_context(|| format!("cannot make `{}`", folder.display()))?;
    let name = folder.file_name().map(|name| name.to_string_lossy().to_lowercase().replace(' ', "-"));
    let name = name.unwrap_or_else(|| "project".to_owned());
    for (file, text) in FILES {
        let place = folder.join(file);
        if place.exists() {
            session.say(&format!("kept {file}"));
            continue;
        }
        let text = text.replace("NAME", &name);
        fs::write(&place, text).with_context(|| format!("cannot write `{}`", place.display()))?;
        session.say(&format!("made {file}"));
    }
    Ok(GOOD)
}
