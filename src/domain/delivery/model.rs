//! Every way one delivery can go, tried out: the production transitions against an adversary who may crash the process
//! three times and spoil four requests, at every place where that makes a difference.
//!
//! Time is a number of seconds that jumps to the next instant at which something may happen. The model has no disk and
//! no network; what a claim, a request and a look do to them is written down here in a few lines, and nothing else is
//! made up. Mutants of the algorithm show that the model can fail.

use std::collections::HashSet;

use jiff::{SignedDuration, Timestamp};

use super::{
    LAST_LOOK, Look, Manner, Outcome, Progress, QUIET_PERIOD, Stage, Step, after_last_look,
    after_look, after_request, after_restart,
};

/// The algorithm as it is, or with one thing wrong with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Algorithm {
    Production,
    /// Looks at once instead of waiting until a late request must have arrived.
    NoQuietPeriod,
    /// Takes an unknown outcome for a failure, as a plain retry does.
    NeverLooks,
    /// Takes what was under way when the process stopped for sent.
    MarksBeforeSending,
    /// Never comes back to what took several attempts.
    NoLastLook,
}

/// What the adversary may do.
#[derive(Debug, Clone, Copy)]
struct Adversary {
    crashes: u8,
    spoilt_requests: u8,
    failed_looks: u8,
    /// How much later than it was sent a request may be accepted, in seconds.
    delays: &'static [i64],
    expires_at: Option<i64>,
}

const WITHIN_THE_QUIET_PERIOD: Adversary = Adversary {
    crashes: 3,
    spoilt_requests: 4,
    failed_looks: 1,
    delays: &[1, 89],
    expires_at: None,
};

/// Everything there is to know about one message.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct World {
    now: i64,
    stage: Stage,
    attempt: u32,
    first_tried_at: Option<i64>,
    ready_at: i64,
    look_at: Option<i64>,
    /// Copies that stand in Slack, and the most that ever stood there at once.
    copies: u8,
    most: u8,
    /// Requests Slack will accept later.
    late: Vec<i64>,
    /// Whether a bot lives, and whether it has a request to make.
    process: Process,
    crashes: u8,
    spoilt: u8,
    failed_looks: u8,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Process {
    Idle,
    /// The intent is on disk and the request has not left.
    Claimed,
    /// The request is over and its outcome is not on disk.
    Knows(Outcome),
    Dead,
}

/// What an exploration found.
#[derive(Debug, Default)]
struct Findings {
    states: usize,
    ends: usize,
    /// The most copies at once, and the most left at an end.
    most_copies: u8,
    most_left: u8,
    /// Ends without a copy that nobody was told of.
    lost: usize,
    /// Ends in which the message was given up, openly.
    skipped: usize,
}

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + second).unwrap()
}

fn seconds(at: Timestamp) -> i64 {
    at.as_second() - 1_800_000_000
}

impl World {
    fn start() -> Self {
        Self {
            now: 0,
            stage: Stage::Ready,
            attempt: 0,
            first_tried_at: None,
            ready_at: 0,
            look_at: None,
            copies: 0,
            most: 0,
            late: Vec::new(),
            process: Process::Idle,
            crashes: 0,
            spoilt: 0,
            failed_looks: 0,
        }
    }

    fn progress(&self, adversary: &Adversary) -> Progress {
        Progress {
            attempt: self.attempt,
            manner: Manner::Post,
            sharing: false,
            expires_at: adversary.expires_at.map(at),
            first_tried_at: self.first_tried_at.map(at),
        }
    }

    /// Writes a step down as `store::outbox::update_step` does.
    fn record(&mut self, step: Step, algorithm: Algorithm) {
        self.stage = step.stage;
        self.ready_at = step.ready_at.map_or(self.ready_at, seconds);
        self.look_at = step.look_at.map(seconds);
        self.process = Process::Idle;
        match (algorithm, step.stage) {
            (Algorithm::NoQuietPeriod, Stage::Unknown) => self.look_at = Some(self.now),
            (Algorithm::NoLastLook, Stage::Sent) => self.look_at = None,
            (Algorithm::NeverLooks, Stage::Unknown) => {
                (self.stage, self.ready_at, self.look_at) = (Stage::Ready, self.now, None);
            }
            (_, _) => {}
        }
    }

    fn accept(&mut self) {
        self.copies += 1;
        self.most = self.most.max(self.copies);
    }

    /// What is due at Slack by now becomes visible.
    fn arrive(&mut self) {
        let (due, later): (Vec<i64>, Vec<i64>) =
            self.late.iter().partition(|due| **due <= self.now);
        self.late = later;
        due.iter().for_each(|_| self.accept());
    }

    /// Every state that can follow.
    fn next(&self, algorithm: Algorithm, adversary: &Adversary) -> Vec<Self> {
        let mut next = match self.process {
            Process::Idle => self.idle(algorithm, adversary),
            Process::Claimed => self.request(adversary),
            Process::Knows(outcome) => {
                let mut then = self.clone();
                let step = after_request(self.progress(adversary), outcome, at(self.now));
                then.record(step, algorithm);
                vec![then]
            }
            Process::Dead => vec![self.restarted(algorithm, adversary)],
        };
        if self.process != Process::Dead && self.crashes < adversary.crashes {
            next.push(Self { process: Process::Dead, crashes: self.crashes + 1, ..self.clone() });
        }
        next
    }

    fn restarted(&self, algorithm: Algorithm, adversary: &Adversary) -> Self {
        let mut then = Self { process: Process::Idle, ..self.clone() };
        if self.stage == Stage::Sending {
            let step = match algorithm {
                Algorithm::MarksBeforeSending => Step::ended(Stage::Sent, ""),
                Algorithm::Production
                | Algorithm::NoQuietPeriod
                | Algorithm::NeverLooks
                | Algorithm::NoLastLook => after_restart(self.progress(adversary), at(self.now)),
            };
            then.record(step, algorithm);
        }
        then
    }

    fn idle(&self, algorithm: Algorithm, adversary: &Adversary) -> Vec<Self> {
        if self.look_at.is_some_and(|look_at| look_at <= self.now) {
            return self.look(algorithm, adversary);
        }
        if self.stage == Stage::Ready && self.ready_at <= self.now {
            let mut then = self.clone();
            if adversary.expires_at.is_some_and(|expires_at| self.now > expires_at) {
                then.record(Step::ended(Stage::Skipped, "late"), algorithm);
            } else {
                then.stage = Stage::Sending;
                then.attempt += 1;
                then.first_tried_at = self.first_tried_at.or(Some(self.now));
                then.process = Process::Claimed;
            }
            return vec![then];
        }
        let ready_at = (self.stage == Stage::Ready).then_some(self.ready_at);
        let due = ready_at.into_iter().chain(self.look_at).chain(self.late.iter().copied()).min();
        due.into_iter()
            .map(|due| {
                let mut then = Self { now: due.max(self.now), ..self.clone() };
                then.arrive();
                then
            })
            .collect()
    }

    fn request(&self, adversary: &Adversary) -> Vec<Self> {
        let knows = |outcome| Self { process: Process::Knows(outcome), ..self.clone() };
        let mut accepted = knows(Outcome::Accepted);
        accepted.accept();
        let mut next = vec![accepted];
        if self.spoilt == adversary.spoilt_requests {
            return next;
        }
        let spoilt = |outcome| Self { spoilt: self.spoilt + 1, ..knows(outcome) };
        next.push(spoilt(Outcome::RetryAfter(SignedDuration::from_secs(30))));
        next.push(spoilt(Outcome::NotSent));
        next.push(spoilt(Outcome::Uncertain));
        let mut cut_after = spoilt(Outcome::Uncertain);
        cut_after.accept();
        next.push(cut_after);
        for delay in adversary.delays {
            let mut late = spoilt(Outcome::Uncertain);
            late.late.push(self.now + delay);
            late.late.sort_unstable();
            next.push(late);
        }
        next
    }

    fn look(&self, algorithm: Algorithm, adversary: &Adversary) -> Vec<Self> {
        let seen = if self.copies > 0 { Look::Found } else { Look::Absent };
        let mut looks = vec![(seen, self.failed_looks)];
        if self.failed_looks < adversary.failed_looks {
            looks.push((Look::NotNow, self.failed_looks + 1));
        }
        let look = |(look, failed_looks)| {
            let mut then = Self { failed_looks, ..self.clone() };
            if look == Look::Found {
                then.copies = 1;
            }
            let step = match self.stage {
                Stage::Sent => after_last_look(look, at(self.now)),
                Stage::Ready | Stage::Sending | Stage::Unknown | Stage::Skipped | Stage::Dead => {
                    after_look(self.progress(adversary), look, at(self.now))
                }
            };
            then.record(step, algorithm);
            then
        };
        looks.into_iter().map(look).collect()
    }
}

/// Visits every state that can be reached.
fn explore(algorithm: Algorithm, adversary: &Adversary) -> Findings {
    let mut findings = Findings::default();
    let (mut seen, mut open) = (HashSet::from([World::start()]), vec![World::start()]);
    while let Some(world) = open.pop() {
        findings.states += 1;
        findings.most_copies = findings.most_copies.max(world.most);
        let next = world.next(algorithm, adversary);
        let is_end =
            world.process == Process::Idle && next.iter().all(|then| then.process == Process::Dead);
        if is_end {
            findings.ends += 1;
            findings.most_left = findings.most_left.max(world.copies);
            match (world.stage, world.copies) {
                (Stage::Skipped, _) => findings.skipped += 1,
                (Stage::Sent, 1..) => {}
                (_, _) => findings.lost += 1,
            }
        }
        open.extend(next.into_iter().filter(|then| seen.insert(then.clone())));
    }
    findings
}

#[test]
fn every_interleaving_leaves_exactly_one_copy() {
    let found = explore(Algorithm::Production, &WITHIN_THE_QUIET_PERIOD);
    eprintln!("{found:?}");
    assert!(found.states > 10_000, "the adversary was idle: {found:?}");
    assert_eq!((found.most_copies, found.lost, found.skipped), (1, 0, 0), "{found:?}");
}

#[test]
fn a_message_that_can_be_late_is_said_once_or_given_up_openly() {
    let adversary = Adversary { expires_at: Some(200), ..WITHIN_THE_QUIET_PERIOD };
    let found = explore(Algorithm::Production, &adversary);
    eprintln!("{found:?}");
    assert_eq!((found.most_copies, found.lost), (1, 0), "{found:?}");
    assert!(found.skipped > 0, "nothing was ever late: {found:?}");
}

#[test]
fn what_slack_accepts_after_the_quiet_period_is_taken_away_again() {
    const LATE: &[i64] = &[QUIET_PERIOD.as_secs() + 1, LAST_LOOK.as_secs() - 1];
    let adversary =
        Adversary { crashes: 1, spoilt_requests: 1, delays: LATE, ..WITHIN_THE_QUIET_PERIOD };
    let found = explore(Algorithm::Production, &adversary);
    assert_eq!((found.most_copies, found.most_left, found.lost), (2, 1, 0), "{found:?}");
    let found = explore(Algorithm::NoLastLook, &adversary);
    assert_eq!(found.most_left, 2, "the last look is what heals it: {found:?}");
}

#[test]
fn the_model_notices_what_is_wrong_with_other_algorithms() {
    let explore = |algorithm| explore(algorithm, &WITHIN_THE_QUIET_PERIOD);
    let found = explore(Algorithm::NoQuietPeriod);
    assert!(found.most_copies > 1, "looking at once doubles: {found:?}");
    let found = explore(Algorithm::NeverLooks);
    assert!(found.most_copies > 1, "sending again doubles: {found:?}");
    let found = explore(Algorithm::MarksBeforeSending);
    assert!(found.lost > 0, "marking before sending loses: {found:?}");
}
