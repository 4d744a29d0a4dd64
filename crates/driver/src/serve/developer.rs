//! The developer: a client that is `perry dev`. The host watches and builds for it; the program runs at the client's.

use std::net::Shutdown;
use std::os::unix::net::UnixStream;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Result, bail};
use clap::Parser;

use super::kept::Shelf;
use super::line::BEAT;
use super::wire::{Answer, Call, MOST_ASKED, read, write};
use crate::arguments::{Arguments, Command, with_command};
use crate::dev::builder::Builder;
use crate::dev::talk::{News, Occasion, Point, Request};
use crate::environment::Environment;
use crate::session::Session;
use crate::settings::Settings;

/// Builds until the client has gone, or has to go on by itself.
pub fn serve(mut stream: UnixStream, environment: Environment, shelf: Arc<Shelf>) -> Result<()> {
    let arguments = Arguments::try_parse_from(with_command(environment.arguments.clone()))?;
    let Command::Dev(dev) = arguments.command else { bail!("this is no `perry dev`") };
    let root = Settings::of_image(&environment, dev.entry.as_deref(), &dev.build)?.root;
    let session = Session { environment, global: arguments.global, guest: None, voice: None };
    // A client that is stopped takes nothing, and is waited for.
    stream.set_write_timeout(None)?;
    let line = Arc::new(Mutex::new(stream.try_clone()?));
    let beating = line.clone();
    std::thread::spawn(move || beat(&beating));
    let tell = move |news: News| {
        let is_end = matches!(news, News::Told { point: Point::Failed { .. } | Point::Built(_), .. });
        let is_left = is_for_client_alone(&news);
        let mut line = line.lock().unwrap_or_else(PoisonError::into_inner);
        if is_left || write(&mut *line, &Answer::News(news)).is_err() {
            line.shutdown(Shutdown::Both).ok();
        }
        drop(line);
        if is_end {
            shelf.shrink(); // what a build needed counts
        }
    };
    let first = Request::first(Occasion::First, None);
    let mut builder = Builder::start(&session, &dev, &root, first, Arc::new(tell))?;
    while let Ok(call) = read(&mut stream, MOST_ASKED) {
        match call {
            Call::Build(request) => builder.ask(request),
            Call::Cancel => builder.cancel(),
        }
    }
    builder.dismiss();
    builder.wait();
    stream.shutdown(Shutdown::Both).ok();
    Ok(())
}

/// Says again and again that there is somebody, until nobody is there to hear it.
fn beat(line: &Mutex<UnixStream>) {
    let told = || write(&mut *line.lock().unwrap_or_else(PoisonError::into_inner), &Answer::Working(None));
    while told().is_ok() {
        std::thread::sleep(BEAT);
    }
}

/// The client meets a fault again, which so is none of this process; and a file that goes with its owner has to be its.
fn is_for_client_alone(news: &News) -> bool {
    match news {
        News::Told { point: Point::Failed { is_fault, .. }, .. } => *is_fault,
        News::Told { point: Point::Built(good), .. } => good.temporary.is_some(),
        _ => false,
    }
}
