//! What becomes of a file, step by step: a table of the rules, and every way one upload can go, tried out against an
//! adversary who may stop the process anywhere and spoil requests.
//!
//! The model knows three moments: the file is prepared (asked for and put there, seen by nobody), the last step is noted
//! on disk, and the file is shared. Mutants of the algorithm show that it can fail.

use std::collections::HashSet;

use super::*;

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + second).unwrap()
}

fn progress(sharing: bool, expires_at: Option<i64>) -> Progress {
    Progress {
        attempt: 2,
        manner: Manner::Upload,
        sharing,
        expires_at: expires_at.map(at),
        first_tried_at: Some(at(0)),
    }
}

fn again(second: i64) -> Step {
    Step::retry(at(second))
}

#[test]
fn what_follows_from_each_outcome_before_and_after_the_last_step() {
    let wait = SignedDuration::from_secs(30);
    let given_up = Step::ended(Stage::Skipped, UNKNOWN_UPLOAD);
    let sent = Step::ended(Stage::Sent, "");
    let dead = Step::ended(Stage::Dead, "file_uploads_disabled");
    let closed = again(CLOSED.as_secs());
    for (outcome, before, after) in [
        (Outcome::Accepted, sent, sent),
        (Outcome::RetryAfter(wait), again(30), again(30)),
        (Outcome::NotSent, again(10), again(10)),
        (Outcome::Refused("file_uploads_disabled"), dead, dead),
        (Outcome::WorkspaceClosed, closed, closed),
        (Outcome::Uncertain, again(10), given_up),
    ] {
        assert_eq!(after_request(progress(false, None), outcome, at(0)), before, "{outcome:?}");
        assert_eq!(after_request(progress(true, None), outcome, at(0)), after, "{outcome:?}");
    }
    let late = Step::ended(Stage::Skipped, "late");
    for outcome in [Outcome::RetryAfter(wait), Outcome::NotSent, Outcome::Uncertain] {
        assert_eq!(after_request(progress(false, Some(9)), outcome, at(0)), late, "{outcome:?}");
    }
    assert_eq!(after_restart(progress(false, None), at(0)), again(0));
    assert_eq!(after_restart(progress(true, None), at(0)), given_up);
}

/// The algorithm as it is, or with one thing wrong with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Algorithm {
    Production,
    /// Shares without a note on disk.
    NeverNotes,
    /// Notes when it begins, as if preparing a file could be seen.
    NotesTooEarly,
    /// Brings anew what may be shared already.
    Repeats,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct World {
    now: i64,
    stage: Stage,
    ready_at: i64,
    attempt: u32,
    noted: bool,
    process: Process,
    copies: u8,
    /// Whether the last step was ever begun and its end is not on disk.
    in_doubt: bool,
    crashes: u8,
    spoilt: u8,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Process {
    Idle,
    Claimed,
    Prepared,
    Noted,
    Knows(Outcome),
    Dead,
}

impl World {
    fn start() -> Self {
        Self {
            now: 0,
            stage: Stage::Ready,
            ready_at: 0,
            attempt: 0,
            noted: false,
            process: Process::Idle,
            copies: 0,
            in_doubt: false,
            crashes: 0,
            spoilt: 0,
        }
    }

    fn progress(&self) -> Progress {
        Progress {
            attempt: self.attempt,
            manner: Manner::Upload,
            sharing: self.noted,
            expires_at: None,
            first_tried_at: Some(at(0)),
        }
    }

    fn record(&mut self, step: Step, algorithm: Algorithm) {
        self.stage = step.stage;
        if (algorithm, step.reason) == (Algorithm::Repeats, UNKNOWN_UPLOAD) {
            self.stage = Stage::Ready;
        }
        let ready_at = step.ready_at.map(|at| at.as_second() - 1_800_000_000);
        self.ready_at = ready_at.unwrap_or(self.ready_at);
        self.noted = false;
        self.process = Process::Idle;
    }

    fn with(&self, process: Process) -> Self {
        Self { process, ..self.clone() }
    }

    fn next(&self, algorithm: Algorithm) -> Vec<Self> {
        let mut next = match self.process {
            Process::Idle if self.stage == Stage::Ready => {
                vec![Self {
                    now: self.now.max(self.ready_at),
                    stage: Stage::Sending,
                    attempt: self.attempt + 1,
                    noted: algorithm == Algorithm::NotesTooEarly,
                    ..self.with(Process::Claimed)
                }]
            }
            Process::Idle => Vec::new(),
            Process::Claimed => self.request(Process::Prepared, 0),
            Process::Prepared => {
                let noted = self.noted || algorithm != Algorithm::NeverNotes;
                vec![Self { noted, ..self.with(Process::Noted) }]
            }
            Process::Noted => self.request(Process::Knows(Outcome::Accepted), 1),
            Process::Knows(outcome) => {
                let mut then = self.clone();
                then.record(after_request(self.progress(), outcome, at(self.now)), algorithm);
                vec![then]
            }
            Process::Dead => {
                let mut then = self.with(Process::Idle);
                if self.stage == Stage::Sending {
                    then.record(after_restart(self.progress(), at(self.now)), algorithm);
                }
                vec![then]
            }
        };
        if self.process != Process::Dead && self.crashes < 3 {
            let begun = self.noted && matches!(self.process, Process::Noted | Process::Knows(_));
            let in_doubt = self.in_doubt || begun;
            next.push(Self { crashes: self.crashes + 1, in_doubt, ..self.with(Process::Dead) });
        }
        next
    }

    /// A request that goes well, or not; `copies` is what it makes visible.
    fn request(&self, well: Process, copies: u8) -> Vec<Self> {
        let mut next = vec![Self { copies: self.copies + copies, ..self.with(well) }];
        if self.spoilt < 3 {
            let spoilt =
                |outcome| Self { spoilt: self.spoilt + 1, ..self.with(Process::Knows(outcome)) };
            next.push(spoilt(Outcome::RetryAfter(SignedDuration::from_secs(30))));
            next.push(spoilt(Outcome::NotSent));
            for seen in 0..=copies {
                let in_doubt = self.in_doubt || copies > 0;
                let copies = self.copies + seen;
                next.push(Self { copies, in_doubt, ..spoilt(Outcome::Uncertain) });
            }
        }
        next
    }
}

/// The most copies at once, and the ends without a copy although no sharing was ever in doubt.
fn explore(algorithm: Algorithm) -> (u8, usize) {
    let (mut most, mut given_up) = (0, 0);
    let (mut seen, mut open) = (HashSet::from([World::start()]), vec![World::start()]);
    while let Some(world) = open.pop() {
        most = most.max(world.copies);
        let ended = world.process == Process::Idle && world.stage != Stage::Ready;
        if ended && world.copies == 0 && !world.in_doubt {
            given_up += 1;
        }
        open.extend(world.next(algorithm).into_iter().filter(|then| seen.insert(then.clone())));
    }
    assert!(seen.len() > 500, "the adversary was idle: {}", seen.len());
    (most, given_up)
}

#[test]
fn a_file_is_shared_once_at_most_and_given_up_only_in_doubt() {
    assert_eq!(explore(Algorithm::Production), (1, 0));
    assert!(explore(Algorithm::NeverNotes).0 > 1, "a stop in the last step doubles");
    assert!(explore(Algorithm::Repeats).0 > 1, "bringing anew doubles");
    assert!(explore(Algorithm::NotesTooEarly).1 > 0, "noting too early gives up for nothing");
}
