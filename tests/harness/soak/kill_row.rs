//! The row of kills: a build that dies at any instant leaves nothing that a later build minds.

use std::time::{Duration, Instant};

use perry_tests::perry::perry;

use crate::engine::{Engine, Pending, start};
use crate::site::{Site, poisoned};
use crate::tally::{Failure, Order, Sequence, Tally};

/// Kills of one project, one after the other.
const LENGTH: usize = 10;

/// A build is killed by its process, so all of them are of the binary itself; a worker builds what is compared.
pub fn run(order: &Order, tally: &mut Tally) {
    let mut engine = Engine::new(false);
    order.carry_out(LENGTH, tally, |tally, sequence| kills(&mut engine, tally, sequence));
}

fn kills(engine: &mut Engine, tally: &mut Tally, sequence: &mut Sequence) -> Result<(), Failure> {
    let mut site = Site::new(&mut sequence.rng, engine)?;
    let begin = Instant::now();
    site.build(&mut Engine::Process)?;
    let mut length = begin.elapsed();
    while sequence.begin_next().is_some() {
        let rng = &mut sequence.rng;
        let is_cold = rng.u8(..3) == 0;
        if is_cold && site.cache().exists() {
            std::fs::remove_dir_all(site.cache())?;
        }
        site.turn_over()?;
        let died = kill(&site, length.mul_f64(rng.f64() * 1.1))?;
        tally.count(if is_cold { "cold" } else { "incremental" });
        tally.count(if died { "died" } else { "was done before" });
        site.is_whole(&site.output())?;
        let begin = Instant::now();
        site.build(engine).map_err(|failure| poisoned(failure, "after a kill"))?;
        length = length.mul_f64(0.5) + begin.elapsed().mul_f64(0.5);
        site.run()?;
        site.is_healed(engine)?;
        tally.step(true);
    }
    site.has_nothing_left(true)
}

/// Starts a build and kills it after a while; gives whether that came before its end.
fn kill(site: &Site, after: Duration) -> Result<bool, Failure> {
    let pending = start(&site.words("2"), perry())?;
    let Pending::Process { pid, answer } = &pending else { unreachable!("it is a process") };
    if answer.recv_timeout(after).is_ok() {
        return Ok(false);
    }
    // SAFETY: a signal to a child of ours that was not awaited a moment ago; its number is not given away so soon.
    unsafe { libc::kill(pid.cast_signed(), libc::SIGKILL) };
    let died =
        answer.recv_timeout(crate::engine::PATIENCE).map_err(|_| Failure::hang("it does not die".into()))?;
    Ok(died.code == -1)
}
