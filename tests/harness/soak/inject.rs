//! The injection: system calls of another process that fail on order, whoever makes them and however.
//!
//! perry asks the kernel without the C library in many places, so a preloaded library would not see it. A seccomp
//! filter stops the calls we name, and the listener says how each goes on.

use std::io;
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd};

/// Where the child puts its end, before it becomes perry.
const PLACE: libc::c_int = 200;

/// A program for the kernel: the calls stop, all others go on.
pub fn filter(calls: &[libc::c_long]) -> Vec<libc::sock_filter> {
    let statement = |code: u32, k: u32| libc::sock_filter { code: code as u16, jt: 0, jf: 0, k };
    let mut program = vec![statement(libc::BPF_LD | libc::BPF_W | libc::BPF_ABS, 0)];
    for call in calls {
        let number = u32::try_from(*call).expect("numbers of calls are small");
        let equal = libc::BPF_JMP | libc::BPF_JEQ | libc::BPF_K;
        program.push(libc::sock_filter { code: equal as u16, jt: 0, jf: 1, k: number });
        program.push(statement(libc::BPF_RET | libc::BPF_K, libc::SECCOMP_RET_USER_NOTIF));
    }
    program.push(statement(libc::BPF_RET | libc::BPF_K, libc::SECCOMP_RET_ALLOW));
    program
}

/// Puts this process behind the filter. Between fork and exec: no memory is taken.
pub fn install(filter: &[libc::sock_filter]) -> io::Result<()> {
    let program = libc::sock_fprog { len: filter.len() as u16, filter: filter.as_ptr().cast_mut() };
    // SAFETY: plain system calls; the program outlives them.
    unsafe {
        if libc::prctl(libc::PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 {
            return Err(io::Error::last_os_error());
        }
        let listener = libc::syscall(
            libc::SYS_seccomp,
            libc::SECCOMP_SET_MODE_FILTER,
            libc::SECCOMP_FILTER_FLAG_NEW_LISTENER,
            &raw const program,
        );
        let Ok(listener) = libc::c_int::try_from(listener) else { return Err(io::Error::last_os_error()) };
        if listener < 0 || libc::dup2(listener, PLACE) < 0 {
            return Err(io::Error::last_os_error());
        }
    }
    Ok(())
}

/// The end that hears of stopped calls.
pub struct Listener {
    fd: OwnedFd,
    process: OwnedFd,
}

/// A call that waits for a word.
#[derive(Clone, Copy)]
pub struct Stopped {
    id: u64,
    pub thread: u32,
    pub call: libc::c_long,
    pub arguments: [u64; 6],
}

/// How a stopped call goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    GoOn,
    Fail(i32),
    /// It says so without having been made.
    Gives(i64),
}

impl Listener {
    /// The listener that a child has put in its place; the child has just been started.
    pub fn of(pid: u32) -> io::Result<Listener> {
        // SAFETY: plain system calls; descriptors that they give are ours.
        unsafe {
            let process = checked(libc::syscall(libc::SYS_pidfd_open, pid, 0))?;
            let process = OwnedFd::from_raw_fd(process);
            let fd = checked(libc::syscall(libc::SYS_pidfd_getfd, process.as_raw_fd(), PLACE, 0))?;
            Ok(Listener { fd: OwnedFd::from_raw_fd(fd), process })
        }
    }

    /// The next call that stops; `None` when none did for so many ms, or nobody is left to make one.
    pub fn next(&self, ms: i32) -> io::Result<Option<Stopped>> {
        let mut poll = libc::pollfd { fd: self.fd.as_raw_fd(), events: libc::POLLIN, revents: 0 };
        // SAFETY: one place for one descriptor.
        if unsafe { libc::poll(&raw mut poll, 1, ms) } <= 0 || poll.revents & libc::POLLIN == 0 {
            return Ok(None);
        }
        // SAFETY: all zeros is the state in which the kernel wants the place.
        let mut heard: libc::seccomp_notif = unsafe { std::mem::zeroed() };
        // SAFETY: the place has the type that this request fills.
        if unsafe { libc::ioctl(self.fd.as_raw_fd(), RECEIVE, &raw mut heard) } < 0 {
            let error = io::Error::last_os_error();
            // The caller was killed meanwhile.
            return if error.raw_os_error() == Some(libc::ENOENT) { Ok(None) } else { Err(error) };
        }
        let arguments = heard.data.args;
        Ok(Some(Stopped { id: heard.id, thread: heard.pid, call: heard.data.nr.into(), arguments }))
    }

    pub fn answer(&self, stopped: &Stopped, word: Word) -> io::Result<()> {
        let (val, error, flags) = match word {
            Word::GoOn => (0, 0, libc::SECCOMP_USER_NOTIF_FLAG_CONTINUE as u32),
            Word::Fail(errno) => (0, -errno, 0),
            Word::Gives(value) => (value, 0, 0),
        };
        let mut answer = libc::seccomp_notif_resp { id: stopped.id, val, error, flags };
        // SAFETY: the place has the type that this request reads.
        if unsafe { libc::ioctl(self.fd.as_raw_fd(), SEND, &raw mut answer) } < 0 {
            let error = io::Error::last_os_error();
            if error.raw_os_error() != Some(libc::ENOENT) {
                return Err(error);
            }
        }
        Ok(())
    }

    /// Makes the first half of a stopped `write` in the other process's place; gives how much that was.
    pub fn write_half(&self, stopped: &Stopped) -> io::Result<i64> {
        let [fd, address, length, ..] = stopped.arguments;
        let bytes = memory(stopped.thread, address, (length / 2) as usize)?;
        // SAFETY: plain system calls; the descriptor that the first gives is ours, and shares the other's position.
        unsafe {
            let own = checked(libc::syscall(libc::SYS_pidfd_getfd, self.process.as_raw_fd(), fd, 0))?;
            let own = OwnedFd::from_raw_fd(own);
            Ok(libc::write(own.as_raw_fd(), bytes.as_ptr().cast(), bytes.len()) as i64)
        }
    }
}

/// Bytes of another process.
pub fn memory(thread: u32, address: u64, length: usize) -> io::Result<Vec<u8>> {
    use std::os::unix::fs::FileExt;
    let mut bytes = vec![0; length];
    let read = std::fs::File::open(format!("/proc/{thread}/mem"))?.read_at(&mut bytes, address)?;
    bytes.truncate(read);
    Ok(bytes)
}

fn checked(result: libc::c_long) -> io::Result<libc::c_int> {
    match libc::c_int::try_from(result) {
        Ok(fd) if fd >= 0 => Ok(fd),
        _ => Err(io::Error::last_os_error()),
    }
}

/// `SECCOMP_IOCTL_NOTIF_RECV` and `SECCOMP_IOCTL_NOTIF_SEND`: read and write, 80 and 24 bytes, `!`, 0 and 1.
const RECEIVE: libc::Ioctl = request(0, size_of::<libc::seccomp_notif>());
const SEND: libc::Ioctl = request(1, size_of::<libc::seccomp_notif_resp>());

const fn request(number: u32, size: usize) -> libc::Ioctl {
    ((3 << 30) | ((size as u32) << 16) | ((b'!' as u32) << 8) | number) as libc::Ioctl
}
