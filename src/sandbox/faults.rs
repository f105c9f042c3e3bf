//! Misbehaving on request: the ways Slack and the network between have let bots down.
//!
//! A fault is armed for a method (or an event) and a number of times, or drawn by a seeded die; it is
//! never on by itself. Nothing here knows how a connection is cut: `web_api` and `delivery` act on what
//! this file hands out.

use std::time::Duration;

use super::workspace::Workspace;

/// One way to go wrong.
#[derive(Debug, Clone, PartialEq)]
pub enum Misbehaviour {
    /// 429 with this many seconds in `Retry-After`; calls inside that time are refused and counted.
    RateLimited(u64),
    /// This HTTP status, nothing done.
    ServerError(u16),
    /// This HTTP status although the call was carried out.
    ServerErrorAfter(u16),
    /// `ok: false` with this code, nothing done.
    ErrorCode(&'static str),
    /// `ok: false` with this code although the call was carried out, as Slack says `internal_error` may be.
    ErrorCodeAfter(&'static str),
    /// The connection closes without an answer, nothing done.
    CutBefore,
    /// The connection closes without an answer although the call was carried out.
    CutAfter,
    /// The connection closes at once; the call is carried out this much later on the workspace clock.
    LateAccept(Duration),
    /// The answer takes this much real time.
    Slow(Duration),
    /// A 200 whose body is no JSON, although the call was carried out.
    Garbage,
    /// The event is delivered twice.
    DuplicateEvents,
    /// The event is delivered after the one that follows it.
    ReorderEvents,
    /// The event is never delivered.
    DropEvents,
    /// A closed modal is reported without what stood in it. Slack's documentation leaves open whether it is.
    CloseWithoutValues,
    /// A message with a chart is refused as `invalid_blocks`, as by a workspace that does not have charts yet.
    RefuseCharts,
}

impl Misbehaviour {
    fn concerns_events(&self) -> bool {
        matches!(self, Self::DuplicateEvents | Self::ReorderEvents | Self::DropEvents)
    }

    fn concerns_calls(&self) -> bool {
        !self.concerns_events() && !matches!(self, Self::CloseWithoutValues | Self::RefuseCharts)
    }
}

/// A fault the page offers.
pub(super) struct Offered {
    pub(super) id: &'static str,
    pub(super) label: &'static str,
    pub(super) what: Misbehaviour,
    pub(super) pattern: &'static str,
}

/// The faults the page offers, in the order it shows them.
pub(super) const CATALOGUE: [Offered; 10] = [
    Offered {
        id: "rate_limited",
        label: "Posting is rate-limited for 30 s",
        what: Misbehaviour::RateLimited(30),
        pattern: "chat.postMessage",
    },
    Offered {
        id: "server_error",
        label: "Slack answers 500",
        what: Misbehaviour::ServerError(500),
        pattern: "*",
    },
    Offered {
        id: "cut_before",
        label: "Connection lost before a message arrives",
        what: Misbehaviour::CutBefore,
        pattern: "chat.postMessage",
    },
    Offered {
        id: "cut_after",
        label: "Connection lost after a message arrived",
        what: Misbehaviour::CutAfter,
        pattern: "chat.postMessage",
    },
    Offered {
        id: "late_accept",
        label: "A message arrives 45 s late",
        what: Misbehaviour::LateAccept(Duration::from_secs(45)),
        pattern: "chat.postMessage",
    },
    Offered {
        id: "slow",
        label: "Slack takes 2 s to answer",
        what: Misbehaviour::Slow(Duration::from_secs(2)),
        pattern: "*",
    },
    Offered {
        id: "duplicate_events",
        label: "An event comes twice",
        what: Misbehaviour::DuplicateEvents,
        pattern: "*",
    },
    Offered {
        id: "drop_events",
        label: "An event is lost",
        what: Misbehaviour::DropEvents,
        pattern: "*",
    },
    Offered {
        id: "close_without_values",
        label: "A closed form comes without its words",
        what: Misbehaviour::CloseWithoutValues,
        pattern: "view_closed",
    },
    Offered {
        id: "refuse_charts",
        label: "A message with a chart is refused",
        what: Misbehaviour::RefuseCharts,
        pattern: "chart",
    },
];

/// What is armed.
#[derive(Debug, Default)]
pub(super) struct Faults {
    armed: Vec<Armed>,
    die: Option<Die>,
}

#[derive(Debug)]
struct Armed {
    what: Misbehaviour,
    pattern: String,
    left: usize,
}

/// A seeded die: the same seed and the same calls give the same faults.
#[derive(Debug)]
struct Die {
    state: u64,
    per_mille: u64,
    mix: Vec<Misbehaviour>,
}

impl Faults {
    /// The fault for this Web API call, if any, used up by asking.
    pub(super) fn for_call(&mut self, method: &str) -> Option<Misbehaviour> {
        self.take(method, Misbehaviour::concerns_calls)
    }

    /// Whether the modal that is closed now is reported without its values, used up by asking.
    pub(super) fn for_close(&mut self) -> bool {
        self.take("view_closed", |what| *what == Misbehaviour::CloseWithoutValues).is_some()
    }

    /// Whether the message with a chart that is checked now is refused, used up by asking.
    pub(super) fn for_chart(&mut self) -> bool {
        self.take("chart", |what| *what == Misbehaviour::RefuseCharts).is_some()
    }

    /// The fault for this event, if any, used up by asking.
    pub(super) fn for_event(&mut self, kind: &str) -> Option<Misbehaviour> {
        self.take(kind, Misbehaviour::concerns_events)
    }

    /// How often this fault is still going to happen.
    pub(super) fn armed(&self, what: &Misbehaviour, pattern: &str) -> usize {
        let same = |armed: &&Armed| armed.what == *what && armed.pattern == pattern;
        self.armed.iter().filter(same).map(|armed| armed.left).sum()
    }

    fn take(&mut self, name: &str, fits: impl Fn(&Misbehaviour) -> bool) -> Option<Misbehaviour> {
        let hit =
            |armed: &Armed| armed.left > 0 && fits(&armed.what) && matches(&armed.pattern, name);
        if let Some(at) = self.armed.iter().position(hit) {
            let armed = &mut self.armed[at];
            armed.left -= 1;
            let what = armed.what.clone();
            self.armed.retain(|armed| armed.left > 0);
            return Some(what);
        }
        self.die.as_mut()?.roll(fits)
    }
}

impl Die {
    fn roll(&mut self, fits: impl Fn(&Misbehaviour) -> bool) -> Option<Misbehaviour> {
        let fitting: Vec<&Misbehaviour> = self.mix.iter().filter(|what| fits(what)).collect();
        if fitting.is_empty() || split_mix(&mut self.state) % 1000 >= self.per_mille {
            return None;
        }
        let side = usize::try_from(split_mix(&mut self.state)).unwrap_or_default();
        fitting.get(side % fitting.len()).map(|&what| what.clone())
    }
}

/// One step of SplitMix64: small, seeded, and good enough to choose faults by.
fn split_mix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    // The top half, so that it fits `usize` everywhere.
    (mixed ^ (mixed >> 31)) >> 32
}

/// `*` fits everything, `chat.*` fits what begins so, anything else fits itself.
fn matches(pattern: &str, name: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(start) => name.starts_with(start),
        None => pattern == name,
    }
}

impl Workspace {
    /// Arms a fault for the next `times` calls (or events) whose name fits `pattern`.
    ///
    /// Methods look like `chat.postMessage`, events like `message.im`; `*` at the end fits any rest.
    pub fn misbehave(&self, what: Misbehaviour, pattern: &str, times: usize) {
        let pattern = pattern.to_owned();
        self.change(|state| state.faults.armed.push(Armed { what, pattern, left: times }));
    }

    /// Takes back what [`Workspace::misbehave`] armed for exactly this fault and pattern.
    pub fn disarm(&self, what: &Misbehaviour, pattern: &str) {
        let same = |armed: &Armed| armed.what == *what && armed.pattern == pattern;
        self.change(|state| state.faults.armed.retain(|armed| !same(armed)));
    }

    /// From now on about `per_mille` of 1,000 calls and events go wrong in one of the ways of `mix`.
    pub fn misbehave_at_random(&self, seed: u64, per_mille: u16, mix: Vec<Misbehaviour>) {
        let die = Die { state: seed, per_mille: per_mille.into(), mix };
        self.change(|state| state.faults.die = Some(die));
    }

    /// From now on nothing goes wrong that is not armed again.
    pub fn behave(&self) {
        self.change(|state| state.faults = Faults::default());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_used_up_and_meant_for_its_method() {
        let mut faults = Faults::default();
        faults.armed.push(Armed {
            what: Misbehaviour::CutAfter,
            pattern: "chat.*".into(),
            left: 2,
        });
        assert_eq!(faults.for_call("users.info"), None);
        assert_eq!(faults.for_event("chat.x"), None, "a cut is nothing an event can suffer");
        assert_eq!(faults.for_call("chat.postMessage"), Some(Misbehaviour::CutAfter));
        assert_eq!(faults.for_call("chat.update"), Some(Misbehaviour::CutAfter));
        assert_eq!(faults.for_call("chat.update"), None);
    }

    #[test]
    fn the_same_seed_gives_the_same_faults() {
        let run = || {
            let mix = vec![Misbehaviour::CutBefore, Misbehaviour::ServerError(500)];
            let die = Some(Die { state: 7, per_mille: 300, mix });
            let mut faults = Faults { armed: Vec::new(), die };
            (0..200).map(|_| faults.for_call("chat.postMessage")).collect::<Vec<_>>()
        };
        let hits = run().iter().flatten().count();
        assert_eq!(run(), run());
        assert!((30..90).contains(&hits), "{hits}");
    }
}
