//! `perry host`: makes the host images of the installation. Hidden: whoever builds perry runs it once.

use std::fs;
use std::path::Path;

use anyhow::Result;
use perry_ir::group::Groups;
use perry_ir::request::{Job, OptLevel, Options, Output, Request, Startup};
use perry_link::{LinkPlan, Linker, Symbols, link_host};

use super::GOOD;
use crate::codegen;
use crate::environment::host_triple;
use crate::session::{HOSTS, Installation, Session};

/// Writes the images to `folder`.
pub fn host(session: &Session, folder: &Path) -> Result<u8> {
    let installation = Installation::find(&session.environment)?;
    codegen::open(&installation.codegen)?;
    for (name, groups) in HOSTS {
        image(&installation, &folder.join(name), groups)?;
    }
    Ok(GOOD)
}

/// An image equal to the one there keeps that one's stamp, and with it every cache stays.
fn image(installation: &Installation, output: &Path, groups: Groups) -> Result<()> {
    let (startup, new) = (output.with_extension("o"), output.with_extension("new"));
    fs::write(&startup, codegen::compile(&startup_request()).map_err(anyhow::Error::msg)?)?;
    let plan = LinkPlan {
        triple: host_triple().to_owned(),
        objects: vec![startup.clone()],
        archives: vec![installation.runtime.clone()],
        output: new.clone(),
        symbols: Symbols::Keep,
    };
    let groups: Vec<_> = groups.iter().collect();
    let linked = link_host(&plan, &Linker::Embedded(&codegen::link), &groups);
    fs::remove_file(&startup)?;
    linked?;
    // One that is older than the runtime is not used, equal or not.
    let is_used = installation.hosts.iter().any(|host| host.path == output);
    match is_used && fs::read(output).ok() == Some(fs::read(&new)?) {
        true => fs::remove_file(&new)?,
        false => fs::rename(&new, output)?,
    }
    Ok(())
}

/// The start-up object of a program without modules.
fn startup_request() -> Request {
    let options = Options {
        triple: host_triple().to_owned(),
        cpu: String::new(),
        features: String::new(),
        opt_level: OptLevel::Fast,
        debug: false,
        output: Output::Object,
    };
    Request { job: Job::Startup(Startup::default()), options }
}
