//! What must hold of calls, whatever people do about them.
//!
//! What both agreed to is looked at after everything anybody does, and checked against the story's own calendars. Files are
//! read as they stand in Slack.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use trellis::{
    domain::{ids::PairId, pair::Side},
    features::{Cx, schedule},
};

use super::{
    Life, Who,
    rules::{LATE, Met},
};
use crate::world::wall;

/// How long before a call its line comes, and how long after it began that is too late.
const TEN_MINUTES: SignedDuration = SignedDuration::from_mins(10);

/// How a call stood from a moment on.
#[derive(Debug, Clone, PartialEq)]
struct Standing {
    since: Timestamp,
    state: String,
    sequence: i64,
    slot: Option<Slot>,
}

/// When both agreed that it is.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Slot {
    starts: Timestamp,
    ends: Timestamp,
}

/// A call, and how it stood so far.
#[derive(Debug)]
pub(super) struct Known {
    pair: i64,
    /// The round in which both agreed first.
    agreed_in: Option<i64>,
    history: Vec<Standing>,
}

impl Known {
    fn now(&self) -> Option<&Standing> {
        self.history.last()
    }

    fn at(&self, at: Timestamp) -> Option<&Standing> {
        self.history.iter().rev().find(|it| it.since <= at)
    }
}

impl Standing {
    /// When it is, if it stands.
    fn agreed(&self) -> Option<Slot> {
        self.slot.filter(|_| self.state == "agreed")
    }
}

/// Id, pair, state, sequence, round, when it begins in milliseconds, and for how many minutes.
type Row = (i64, i64, String, i64, i64, Option<i64>, Option<i64>);

impl Life {
    /// Looks at what has become of every call since the last look.
    pub(super) async fn look_at_calls(&mut self) {
        let mut tx = self.world.stage.bot.app.db.read().await.unwrap();
        let query = "select id, pair_id, state, sequence, round, starts_at, minutes from calls";
        let rows: Vec<Row> = sqlx::query_as(query).fetch_all(&mut *tx).await.unwrap();
        drop(tx);
        for (id, pair, state, sequence, round, starts_at, minutes) in rows {
            let slot = starts_at.zip(minutes).map(|(starts, minutes)| {
                let starts = Timestamp::from_millisecond(starts).unwrap();
                Slot { starts, ends: starts + SignedDuration::from_mins(minutes) }
            });
            let now = Standing { since: self.world.now(), state, sequence, slot };
            let known = self.arranged.entry(id).or_insert(Known {
                pair,
                agreed_in: None,
                history: Vec::new(),
            });
            let before = known.now().cloned();
            let is_same = |it: &Standing| Standing { since: now.since, ..it.clone() } == now;
            if before.as_ref().is_some_and(is_same) {
                continue;
            }
            known.history.push(now.clone());
            if now.agreed().is_some() {
                known.agreed_in.get_or_insert(round);
            }
            let was = before.as_ref().and_then(Standing::agreed);
            let is_change = was.is_some() && was != now.agreed();
            let sequence = before.map_or(0, |it| it.sequence) + i64::from(is_change);
            assert_eq!(now.sequence, sequence, "call {id} was {was:?}: {now:?}");
            if let Some(slot) = now.agreed().filter(|slot| was != Some(*slot)) {
                self.both_take_calls(pair, slot);
                self.none_at_once();
            }
        }
    }

    /// What was agreed to a moment ago lies in the hours in which both take calls.
    fn both_take_calls(&mut self, pair: i64, slot: Slot) {
        self.note(format!("    agreed: {}", wall(slot.starts, "UTC")));
        self.agreements += 1;
        let last = slot.ends - SignedDuration::from_secs(1);
        for who in [Who::Mentor, mentee_of(pair)] {
            let calendar = self.calendar(who);
            for at in [slot.starts, last] {
                let takes = calendar.takes_calls(at, &self.holidays());
                assert!(takes, "{who:?} takes no call at {}", wall(at, calendar.zone));
            }
        }
    }

    /// The mentor is in every pair, so no two calls that stand may meet.
    fn none_at_once(&self) {
        let standing = self.arranged.values().filter_map(|call| call.now()?.agreed());
        let mut slots: Vec<Slot> = standing.collect();
        slots.sort_by_key(|slot| slot.starts);
        for two in slots.windows(2) {
            assert!(two[0].ends <= two[1].starts, "two calls at once: {two:?}");
        }
    }

    /// When the next call begins.
    pub(super) fn next_call(&self, now: Timestamp) -> Option<Timestamp> {
        let standing = self.arranged.values().filter_map(|call| call.now()?.agreed());
        standing.map(|slot| slot.starts).filter(|at| *at > now).min()
    }

    /// The mentee with whom this call is.
    pub(super) fn mentee_of_call(&self, call: &str) -> Who {
        self.arranged.get(&call.parse().unwrap()).map_or(Who::Mentee, |call| mentee_of(call.pair))
    }

    /// Who reads of a time that was proposed, while both have not agreed to any; nobody's hours count after that.
    pub(super) fn asked_first(&self, (call, round): (&str, &str), channel: &str) -> Option<Who> {
        let agreed_in = self.arranged.get(&call.parse().unwrap()).and_then(|call| call.agreed_in);
        let is_first = agreed_in.is_none_or(|agreed| round.parse::<i64>().unwrap() < agreed);
        let reads = |who: &Who| self.world.stage.workspace.app_dm(&self.id_of(*who)) == channel;
        is_first.then(|| Who::ALL.into_iter().find(reads).unwrap())
    }

    /// A message about a call stands with the two whose call it is, and its line only while it stands.
    pub(super) async fn check_call(&self, met: &Met, key: &str) {
        let parts: Vec<&str> = key.split('/').collect();
        let call = match parts[..] {
            ["call" | "call-off" | "call-offered" | "call-ask" | "call-turned-down", call, ..]
            | ["call-on-leave" | "call-line" | "call-after" | "call-sign" | "agenda", call, ..] => {
                &self.arranged[&call.parse().unwrap()]
            }
            _ => return,
        };
        let mut tx = self.world.stage.bot.app.db.read().await.unwrap();
        let query = "select room_channel from pairs where id = ?";
        let room: String =
            sqlx::query_scalar(query).bind(call.pair).fetch_one(&mut *tx).await.unwrap();
        drop(tx);
        let dm = |who| self.world.stage.workspace.app_dm(&self.id_of(who));
        let theirs = [room, dm(Who::Mentor), dm(mentee_of(call.pair))];
        assert!(theirs.contains(&met.post.channel), "{key} stands with others");
        if parts[0] == "call-line" {
            let holds = |at: Timestamp| {
                call.at(at)
                    .filter(|it| it.sequence.to_string() == parts[2])
                    .and_then(Standing::agreed)
            };
            let (at, earlier) = (met.post.at, met.post.at.saturating_sub(LATE).unwrap());
            let is_near = |at: Timestamp, slot: Slot| {
                slot.starts - TEN_MINUTES <= met.post.at && at < slot.starts + TEN_MINUTES
            };
            let is_right = |at| holds(at).is_some_and(|slot| is_near(at, slot));
            let is_late = self.is_in_trouble && is_right(earlier);
            assert!(is_right(at) || is_late, "{key} at {at}: {:?}", call.history);
        }
    }

    /// Neither has had more early and late hours in turn than one; and nobody failed to come who was not told.
    pub(super) async fn calls_are_fair(&self) {
        let app = &self.world.stage.bot.app;
        let mut tx = app.db.read().await.unwrap();
        for pair in self.arranged.values().map(|call| call.pair).collect::<BTreeSet<_>>() {
            let mut cx = Cx::new(&mut tx, self.world.now(), (&app.config, &app.zones));
            let ledger = schedule::calls::ledger(&mut cx, (PairId(pair), None)).await.unwrap();
            let [mentor, mentee] = [Side::Mentor, Side::Mentee].map(|side| ledger.counted(side));
            assert!(mentor.abs_diff(mentee) <= 1, "pair {pair}: {mentor} to {mentee}");
        }
        let query =
            "select 'call-line/' || call_id || '/' || meetings.sequence, starts_at from meetings
                     join calls on calls.id = call_id and calls.sequence = meetings.sequence where happened = 'no_show'";
        let missed: Vec<(String, i64)> = sqlx::query_as(query).fetch_all(&mut *tx).await.unwrap();
        drop(tx);
        let seen = if missed.is_empty() { Vec::new() } else { self.world.ledger().await };
        for (line, starts_at) in missed {
            let starts = Timestamp::from_millisecond(starts_at).unwrap();
            let told = seen.iter().find(|it| it.key == line).and_then(|it| it.seen_at);
            assert!(
                told.is_some_and(|at| at <= starts),
                "{line} was seen {told:?}, not by {starts}"
            );
        }
    }

    /// In the rooms every change of a call has one file at most; a call has one UID, which is no other call's.
    pub(super) async fn files_stand_once(&self) {
        let mut tx = self.world.stage.bot.app.db.read().await.unwrap();
        let query = "select channel, ts, subject_id from posts where subject = 'call'";
        let said: Vec<(String, String, i64)> =
            sqlx::query_as(query).fetch_all(&mut *tx).await.unwrap();
        drop(tx);
        let mut uids: BTreeMap<i64, String> = BTreeMap::new();
        let mut seen = BTreeSet::new();
        for (channel, ts, call) in said {
            for file in self.world.files_of(&self.world.stage.workspace.thread(&channel, &ts)) {
                let line = |name: &str| {
                    file.lines().find_map(|line| line.strip_prefix(name)).unwrap().to_owned()
                };
                let (uid, sequence) = (line("UID:"), line("SEQUENCE:"));
                assert_eq!(*uids.entry(call).or_insert(uid.clone()), uid, "call {call}");
                assert!(seen.insert((call, sequence.clone())), "call {call} has {sequence} twice");
            }
        }
        let others: BTreeSet<&String> = uids.values().collect();
        assert_eq!(others.len(), uids.len(), "two calls share a UID: {uids:?}");
    }
}

fn mentee_of(pair: i64) -> Who {
    if pair == 1 { Who::Mentee } else { Who::Other }
}
