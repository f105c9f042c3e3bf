//! How fast the bot may speak: a pace for the workspace, for each conversation, and for each method.
//!
//! Slack tolerates about one message a second in a conversation and several hundred a minute in a workspace; a 429 is
//! a failure of ours, so we stay below. The paces live in memory and follow the clock's monotonic time; what Slack
//! itself asked to wait is kept on disk by the outbox, not here.

use std::{collections::HashMap, time::Duration};

use super::lane::Lane;
use crate::{
    domain::{delivery::Manner, ids::SlackChannel},
    pace::{Meter, Pace},
};

/// Posts in the whole workspace: 240 a minute.
pub const WORKSPACE: Pace = Pace { every: Duration::from_millis(250), burst: 4 };

/// Posts in one conversation: one a second.
pub const CONVERSATION: Pace = Pace { every: Duration::from_secs(1), burst: 1 };

/// A method of Slack's tier of fifty a minute: ten at once and forty more leave it whole.
pub const TIER_THREE: Pace = Pace { every: Duration::from_millis(1500), burst: 10 };

/// Conversations remembered at most; one that was quiet for longer than its pace needs no memory.
const REMEMBERED: usize = 4096;

/// Every pace of one workspace.
#[derive(Debug, Default)]
pub struct Limiter {
    workspace: Meter,
    methods: HashMap<Lane, Meter>,
    /// The last instant that was promised in a lane to something that had to step aside.
    promised: HashMap<Lane, Duration>,
    conversations: HashMap<SlackChannel, Meter>,
}

/// Why something may not go yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blocked {
    /// Its conversation is at its pace; others may go.
    Conversation(Duration),
    /// Everything said in this manner is at its pace.
    Everything(Duration),
}

impl Limiter {
    /// How long nothing at all may be said in this manner at the monotonic instant `now`; `None` when something may.
    ///
    /// It costs nothing to ask, so it is asked before a message is rendered. Posts all wait for the same moment, for
    /// the one that has waited longest goes first. Changes and files step aside, each until a moment of its own: were all
    /// of a long queue put off until the same one, all but one of it would be put off again and again.
    pub fn blocked(&mut self, manner: Manner, now: Duration) -> Option<Duration> {
        match manner {
            Manner::Post => {
                Some(self.workspace.wait(WORKSPACE, now)).filter(|wait| !wait.is_zero())
            }
            Manner::Refresh | Manner::Upload => {
                let lane = Lane::of(manner);
                let wait = self.methods.entry(lane).or_default().wait(TIER_THREE, now);
                if wait.is_zero() {
                    return None;
                }
                let promised = self.promised.entry(lane).or_default();
                *promised = (now + wait).max(*promised + TIER_THREE.every);
                Some(*promised - now)
            }
        }
    }

    /// Takes a place for something said in `channel` at the monotonic instant `now`, or says how long to wait.
    pub fn take(
        &mut self,
        channel: &SlackChannel,
        manner: Manner,
        now: Duration,
    ) -> Result<(), Blocked> {
        let (shared, pace) = match manner {
            Manner::Post => (&mut self.workspace, WORKSPACE),
            Manner::Refresh | Manner::Upload => {
                (self.methods.entry(Lane::of(manner)).or_default(), TIER_THREE)
            }
        };
        let wait = shared.wait(pace, now);
        if !wait.is_zero() {
            return Err(Blocked::Everything(wait));
        }
        // A file appears in its conversation as a message does; a change appears nowhere.
        if manner != Manner::Refresh {
            let conversation = self.conversations.entry(channel.clone()).or_default();
            let wait = conversation.wait(CONVERSATION, now);
            if !wait.is_zero() {
                return Err(Blocked::Conversation(wait));
            }
            conversation.take(CONVERSATION, now);
        }
        shared.take(pace, now);
        if self.conversations.len() > REMEMBERED {
            self.conversations.retain(|_, meter| !meter.is_idle(now));
        }
        Ok(())
    }

    /// Takes a place for a call in a lane other than posts and changes, or says how long to wait.
    pub(super) fn take_call(&mut self, lane: Lane, now: Duration) -> Result<(), Duration> {
        let method = self.methods.entry(lane).or_default();
        let wait = method.wait(TIER_THREE, now);
        if !wait.is_zero() {
            return Err(wait);
        }
        method.take(TIER_THREE, now);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_conversation_gets_one_a_second_and_a_workspace_240_a_minute() {
        let mut limiter = Limiter::default();
        let mut now = Duration::ZERO;
        let mut sent = 0;
        while now < Duration::from_secs(60) {
            let channel = SlackChannel::from(format!("D{sent}"));
            match limiter.take(&channel, Manner::Post, now) {
                Ok(()) => sent += 1,
                Err(Blocked::Everything(wait) | Blocked::Conversation(wait)) => now += wait,
            }
        }
        assert_eq!(sent, 240 + 3, "the burst comes once");
        let mut limiter = Limiter::default();
        let room = SlackChannel::from("G1");
        assert_eq!(limiter.take(&room, Manner::Post, Duration::ZERO), Ok(()));
        let blocked = limiter.take(&room, Manner::Post, Duration::from_millis(400));
        assert_eq!(blocked, Err(Blocked::Conversation(Duration::from_millis(600))));
    }

    #[test]
    fn no_minute_holds_more_than_fifty_looks() {
        let (mut limiter, mut now, mut looks) = (Limiter::default(), Duration::ZERO, Vec::new());
        while now < Duration::from_secs(300) {
            match limiter.take_call(Lane::History, now) {
                Ok(()) => looks.push(now),
                Err(wait) => now += wait,
            }
        }
        let within = |from: &Duration| {
            looks.iter().filter(|at| (*from..*from + Duration::from_secs(60)).contains(at)).count()
        };
        assert!(looks.iter().map(within).all(|count| count <= 50));
    }

    #[test]
    fn a_file_is_paced_in_its_conversation_and_holds_no_message_up() {
        let (mut limiter, now) = (Limiter::default(), Duration::ZERO);
        let room = SlackChannel::from("G1");
        assert_eq!(limiter.take(&room, Manner::Upload, now), Ok(()));
        let soon = limiter.take(&room, Manner::Post, now);
        assert_eq!(soon, Err(Blocked::Conversation(Duration::from_secs(1))));
        for other in 0..9 {
            let channel = SlackChannel::from(format!("D{other}"));
            assert_eq!(limiter.take(&channel, Manner::Upload, now), Ok(()));
        }
        assert_eq!(limiter.blocked(Manner::Upload, now), Some(Duration::from_millis(1500)));
        assert_eq!(limiter.blocked(Manner::Post, now), None);
        assert_eq!(limiter.blocked(Manner::Refresh, now), None);
    }

    #[test]
    fn changes_that_have_to_wait_are_put_off_once() {
        let mut limiter = Limiter::default();
        let channel = SlackChannel::from("D1");
        let mut waiting = vec![Duration::ZERO; 100];
        let (mut sent, mut put_off) = (0, 0);
        while let Some(now) = waiting.iter().copied().min() {
            waiting.swap_remove(waiting.iter().position(|at| *at == now).unwrap());
            match limiter.blocked(Manner::Refresh, now) {
                Some(wait) => {
                    waiting.push(now + wait);
                    put_off += 1;
                }
                None => {
                    assert_eq!(limiter.take(&channel, Manner::Refresh, now), Ok(()));
                    sent += 1;
                }
            }
        }
        assert_eq!(
            (sent, put_off),
            (100, 90),
            "the burst goes at once, each of the rest waits once"
        );
    }
}
