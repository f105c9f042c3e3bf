//! `cargo bench`: what the bot costs under load, as figures and as ratios to an aim or to the floor a limit sets.
//!
//! Nothing here passes or fails on time: a slow machine gives slow figures, and the reader judges. Errors, duplicates
//! and missing messages are counted beside the times, because a fast answer that is wrong is worth nothing.
//!
//! The bot is the real binary in a process of its own, `trellis serve` with its own loops; the sandbox's workspace
//! is its Slack and runs here, with the load, on the same machine's cores. Requests are signed and go over loopback.
//!
//! - **Acknowledgement.** Requests leave on a fixed schedule, 200 a second, whatever the bot does; a latency counts from
//!   the *scheduled* instant to the last byte of the answer, so a stall shows in every request that had to wait behind
//!   it. `/checkin` brings a trigger that must still open a modal; a submission is committed to disk before it
//!   is answered, half of them first versions and half edits. Meanwhile prompts are due, so the outbox has work. The
//!   aim is a p99 of 10 ms. Beside it stands the generator's own lateness, which no figure can be better than,
//!   and the throughput of 16 connections that each wait for their answer.
//! - **Drain.** Many prompts due at the same instant, at 240 a minute, on a clock that runs 30 times as fast.
//!   The floor is what the limit alone costs, and the aim 1.05 of it. The workspace enforces Slack's own limits and
//!   counts refusals, duplicates and prompts that never came.
//! - **Growth.** A tick and a `/checkin` with a hundred times as many pairs. What they cost should depend on what is
//!   due, so the ratio should stay near one.
//! - **Idle.** Memory of a bot that has nothing to do, against 30 MB.
//! - **Search.** `/mentor search` in a file with a million records, each query with some of the
//!   commonest words. The aim is a p99 of 20 ms within a pair.
//! - **Overlap.** The time two people share over eight weeks, for 100,000 pairs in all zones. The aim is 1 ms for a pair.
//!
//! To repeat: `cargo bench`, or `cargo bench -- drain` for one part, on a machine that does nothing else.
//! `-- --quick` runs everything at a twentieth of the size, and `cargo bench --profile dev -- --quick` does so
//! without an optimised build, to try the benchmark rather than the bot.
#![expect(clippy::print_stdout, reason = "figures are what this program is for")]

mod acknowledgement;
mod bot;
mod drain;
mod figures;
mod growth;
mod idle;
mod overlap;
mod requests;
mod search;
mod town;
mod traffic;

use std::{env, sync::Arc, time::Duration};

use trellis::clock::{Clock, SystemClock};

/// Real time, to measure with and to pace the load by.
pub(crate) type RealTime = Arc<dyn Clock>;

/// How much of everything.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    /// Pairs of an ordinary programme.
    pub(crate) pairs: usize,
    /// How long requests come on a schedule.
    pub(crate) open: Duration,
    /// How long connections ask as fast as they are answered.
    pub(crate) closed: Duration,
    /// Prompts due at one instant.
    pub(crate) prompts: usize,
    /// Pairs before and after growing.
    pub(crate) growth: [usize; 2],
    /// Records to search.
    pub(crate) records: usize,
    /// Pairs whose shared time is found.
    pub(crate) overlaps: usize,
}

const FULL: Size = Size {
    pairs: 500,
    open: Duration::from_secs(20),
    closed: Duration::from_secs(10),
    prompts: 10_000,
    growth: [100, 10_000],
    records: 1_000_000,
    overlaps: 100_000,
};

/// A twentieth, but for the small programme of the growth part, which would be too small to measure.
const QUICK: Size = Size {
    pairs: 25,
    open: Duration::from_secs(1),
    closed: Duration::from_millis(500),
    prompts: 500,
    growth: [20, 500],
    records: 50_000,
    overlaps: 5_000,
};

/// A part of the benchmark, by the name it is asked for.
#[derive(Debug, Clone, Copy)]
enum Part {
    Acknowledgement,
    Drain,
    Growth,
    Idle,
    Search,
    Overlap,
}

const PARTS: [(&str, Part); 6] = [
    ("acknowledgement", Part::Acknowledgement),
    ("drain", Part::Drain),
    ("growth", Part::Growth),
    ("idle", Part::Idle),
    ("search", Part::Search),
    ("overlap", Part::Overlap),
];

#[tokio::main]
async fn main() {
    // Cargo adds `--bench`, which says nothing here.
    let given: Vec<String> = env::args().skip(1).filter(|word| word != "--bench").collect();
    let (flags, names): (Vec<_>, Vec<_>) = given.iter().partition(|word| word.starts_with("--"));
    let known = |name: &&String| PARTS.iter().any(|(part, _)| part == *name);
    if flags.iter().any(|flag| *flag != "--quick") || !names.iter().all(known) {
        println!(
            "usage: cargo bench -- [--quick] [acknowledgement] [drain] [growth] [idle] [search] [overlap], not {given:?}"
        );
        return;
    }
    let size = if flags.is_empty() { FULL } else { QUICK };
    let time: RealTime = Arc::new(SystemClock::start());
    for (name, part) in PARTS {
        if !names.is_empty() && !names.iter().any(|wanted| *wanted == name) {
            continue;
        }
        match part {
            Part::Acknowledgement => acknowledgement::run(size, &time).await,
            Part::Drain => drain::run(size, &time).await,
            Part::Growth => growth::run(size, &time).await,
            Part::Idle => idle::run(size, &time).await,
            Part::Search => search::run(size, &time).await,
            Part::Overlap => overlap::run(size, &time),
        }
    }
}
