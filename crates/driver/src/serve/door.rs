//! The door: where the host of a project listens, in a folder that belongs to this user alone.

use std::fs::{self, DirBuilder};
use std::io;
use std::os::fd::AsFd;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use perry_persist::build_id::BuildId;
use perry_persist::fingerprint::Fingerprint;
use rustix::net::{
    AddressFamily, SocketAddrUnix, SocketFlags, SocketType, connect, socket_with, sockopt::socket_peercred,
};

use crate::environment::Environment;

/// The place of one project's host: the same for whoever means the same root with the same compiler.
#[derive(Clone, Debug)]
pub struct Door {
    folder: PathBuf,
    name: String,
}

impl Door {
    /// `root` is canonical.
    pub fn of(environment: &Environment, root: &Path, build: BuildId) -> Door {
        let root = root.as_os_str().as_encoded_bytes();
        Door { folder: folder(environment), name: Fingerprint::of(&("host", root, build)).to_string() }
    }

    pub fn socket(&self) -> PathBuf {
        self.folder.join(format!("{}.sock", self.name))
    }

    /// Held by the host as long as it lives, however it ends.
    pub fn lock(&self) -> PathBuf {
        self.folder.join(format!("{}.lock", self.name))
    }

    /// Makes the folder, or finds it fit.
    pub fn make(&self) -> Result<()> {
        match DirBuilder::new().mode(0o700).create(&self.folder) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                Err(error).with_context(|| format!("cannot make `{}`", self.folder.display()))
            }
            _ => self.trust(),
        }
    }

    /// Refuses a folder in which somebody else could have put a socket.
    pub fn trust(&self) -> Result<()> {
        let shown = self.folder.display();
        let metadata =
            fs::symlink_metadata(&self.folder).with_context(|| format!("`{shown}` is not there"))?;
        if !metadata.is_dir() {
            bail!("`{shown}` is no folder");
        }
        if metadata.uid() != user() {
            bail!("`{shown}` belongs to another user");
        }
        if metadata.permissions().mode() & 0o077 != 0 {
            bail!("`{shown}` is open to others");
        }
        Ok(())
    }

    /// Whether there is anything to trust or to connect to.
    pub fn is_there(&self) -> bool {
        self.folder.symlink_metadata().is_ok()
    }

    /// Whether a host listens, or one did and was killed.
    pub fn has_socket(&self) -> bool {
        self.socket().symlink_metadata().is_ok()
    }

    /// Connects without ever waiting: a host too busy to accept is as good as none.
    pub fn connect(&self) -> Result<UnixStream> {
        self.trust()?;
        let flags = SocketFlags::CLOEXEC | SocketFlags::NONBLOCK;
        let socket = socket_with(AddressFamily::UNIX, SocketType::STREAM, flags, None)?;
        connect(&socket, &SocketAddrUnix::new(self.socket())?)?;
        let stream = UnixStream::from(socket);
        stream.set_nonblocking(false)?;
        check_peer(&stream)?;
        Ok(stream)
    }
}

/// Refuses a process of another user at the other end.
pub fn check_peer(stream: &UnixStream) -> Result<()> {
    let peer = socket_peercred(stream.as_fd()).context("the other end cannot be asked who it is")?;
    if peer.uid.as_raw() != user() {
        bail!("the other end belongs to another user");
    }
    Ok(())
}

/// Among the system's temporary files perry keeps folders named `perry-<number>`; this is none of them.
fn folder(environment: &Environment) -> PathBuf {
    // After `su` the variable may still name the folder of another user.
    let is_ours = |folder: &&PathBuf| {
        folder.is_absolute() && fs::metadata(folder).is_ok_and(|folder| folder.uid() == user())
    };
    match environment.runtime_dir.as_ref().filter(is_ours) {
        Some(folder) => folder.join("perry"),
        None => environment.directory.join(std::env::temp_dir()).join(format!("perry-host-{}", user())),
    }
}

fn user() -> u32 {
    rustix::process::geteuid().as_raw()
}
