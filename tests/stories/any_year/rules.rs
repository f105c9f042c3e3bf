//! What may reach whom and when, checked for every message at the first look after it became visible.
//!
//! Addressees are those of the product's rule: a check-in is for the mentor, a reply for the mentee, and so on. The list
//! of kinds is closed: a message it does not know fails the story.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use trellis::{domain::week::Week, sandbox::observed::PostSeen};

use super::{FAR_APART, Life, Who};
use crate::world::wall;

/// How much later than it was sent Slack may show a message while it misbehaves.
pub(super) const LATE: SignedDuration = SignedDuration::from_secs(90);

/// Unasked messages in one local day, at most.
const PER_DAY: usize = 2;

/// A message as it was met, and how it stood with everybody then.
pub(super) struct Met {
    pub(super) post: PostSeen,
    open: [bool; 4],
    muted: [bool; 4],
}

/// One thing a message says, by the bot's own account.
pub(super) struct Said {
    pub(super) key: String,
    pub(super) on_a_card: bool,
}

/// For whom something is, and as which kind of unasked message it counts, if it does.
type Addressee = (Who, Option<&'static str>);

impl Life {
    /// Looks at everything that became visible since the last look; returns the keys.
    pub(super) async fn look(&mut self) -> Vec<String> {
        self.look_at_calls().await;
        let workspace = &self.world.stage.workspace;
        let calls = workspace.calls("chat.postMessage");
        let is_quiet = !self.is_in_trouble && self.unexplained.is_empty();
        if std::mem::replace(&mut self.calls, calls) == calls && is_quiet {
            return Vec::new();
        }
        let posts = workspace.posts();
        for post in posts.into_iter().skip(self.met) {
            self.met += 1;
            let at = post.at;
            let open = Who::ALL.map(|who| self.is_there(who, at));
            let share = open[Who::Mentee as usize] && open[Who::Mentor as usize];
            assert!(self.places != FAR_APART || !share, "they are not so far apart");
            let muted = Who::ALL.map(|who| self.calendar(who).is_muted(at));
            self.unexplained.push(Met { post, open, muted });
        }
        let mut keys = Vec::new();
        for met in std::mem::take(&mut self.unexplained) {
            let said = self.said_with(&met.post.ts).await;
            if said.is_empty() && self.brings_a_file(&met.post) {
                continue;
            }
            if said.is_empty() {
                // The bot does not know yet that it stands.
                self.unexplained.push(met);
                continue;
            }
            for one in said {
                self.check(&met, &one).await;
                keys.push(one.key);
            }
        }
        keys
    }

    /// Whether this is a file, of which the bot keeps no time stamp.
    fn brings_a_file(&self, post: &PostSeen) -> bool {
        let workspace = &self.world.stage.workspace;
        let around = match &post.thread_ts {
            Some(thread) => workspace.thread(&post.channel, thread),
            None => workspace.messages(&post.channel),
        };
        around.iter().any(|it| it["ts"] == *post.ts && it["files"].is_array())
    }

    fn is_there(&self, who: Who, at: Timestamp) -> bool {
        let open = |at| self.calendar(who).is_open(at, &self.holidays());
        open(at) || (self.is_in_trouble && open(at.saturating_sub(LATE).unwrap()))
    }

    async fn said_with(&self, ts: &str) -> Vec<Said> {
        let mut tx = self.world.stage.bot.app.db.read().await.unwrap();
        let query = "select key, card_id is not null from outbox where ts = ? order by id";
        let rows: Vec<(String, bool)> =
            sqlx::query_as(query).bind(ts).fetch_all(&mut *tx).await.unwrap();
        rows.into_iter().map(|(key, on_a_card)| Said { key, on_a_card }).collect()
    }

    async fn check(&mut self, met: &Met, said: &Said) {
        let at = met.post.at;
        self.check_call(met, &said.key).await;
        let Some((reader, kind)) = self.addressee(&said.key, &met.post.channel).await else {
            self.note(format!("    {}", said.key));
            return;
        };
        let zone = self.calendar(reader).zone;
        self.note(format!("    {} at {} in {zone}", said.key, wall(at, zone)));
        assert!(met.open[reader as usize], "{} outside the window of {reader:?}", said.key);
        self.one_request_a_day(&said.key, at);
        let Some(kind) = kind else { return };
        assert!(!met.muted[reader as usize], "{} to {reader:?}, who is mute", said.key);
        assert!(!self.calendar(reader).off.contains(kind), "{} is switched off", said.key);
        if !said.on_a_card {
            self.unasked[reader as usize].push(at);
            self.has_room(reader, at);
        }
    }

    /// Each week is asked for once, and no two on one day.
    fn one_request_a_day(&mut self, key: &str, at: Timestamp) {
        let parts: Vec<&str> = key.split('/').collect();
        if let ["prompt", _, week, "0"] = parts[..] {
            assert!(self.prompted.insert(week.to_owned()), "{week} was asked for twice");
            let day = self.calendar(Who::Mentee).today(at);
            let before = self.last_prompt.replace(at);
            let before = before.map(|at| self.calendar(Who::Mentee).today(at));
            assert_ne!(before, Some(day), "two requests on one day");
        }
    }

    /// On the calendar the reader has now, no day has had more than two and no week more than they want.
    fn has_room(&self, reader: Who, at: Timestamp) {
        let calendar = self.calendar(reader);
        let said = &self.unasked[reader as usize];
        let today = said.iter().filter(|it| calendar.today(**it) == calendar.today(at)).count();
        let week = |at: Timestamp| Week::of(calendar.today(at));
        let this_week = said.iter().filter(|it| week(**it) == week(at)).count();
        assert!(today <= PER_DAY, "{today} unasked messages to {reader:?} on one day");
        assert!(this_week <= calendar.weekly, "{this_week} unasked messages to {reader:?} a week");
    }

    /// Who must be there when this is said; nobody for what answers somebody at once.
    async fn addressee(&self, key: &str, channel: &str) -> Option<Addressee> {
        let parts: Vec<&str> = key.split('/').collect();
        Some(match parts[..] {
            ["prompt", _, _, "0"] => (Who::Mentee, Some("prompt")),
            ["prompt", ..] => (Who::Mentee, None),
            ["reminder" | "last-reminder", ..] => (Who::Mentee, Some("reminder")),
            ["checkin" | "edited-since" | "difference", ..] => (Who::Mentor, None),
            ["goals-asked", pair, _] => {
                (if pair == "1" { Who::Mentee } else { Who::Other }, Some("goals"))
            }
            ["goals-decided" | "goal-met", ..] => (Who::Mentee, None),
            ["owed-card", ..] => (Who::Mentor, Some("owed")),
            ["challenge", ..] => (Who::Mentee, Some("challenge")),
            ["write-up", ..] => (Who::Mentor, None),
            ["first-week", _, to] => (self.person(to), Some("start")),
            ["tip", to, ..] => (self.person(to), Some("tip")),
            ["publish", _, to] => (self.person(to), Some("publish")),
            ["missed", _, "mentor", ..] => (Who::Mentor, Some("missed")),
            ["missed", _, "lead", ..] => (Who::Lead, Some("missed")),
            ["call-ask", call] => (self.mentee_of_call(call), Some("call")),
            ["call-never", pair] => {
                (if pair == "1" { Who::Mentee } else { Who::Other }, Some("call"))
            }
            ["review" | "review-again", _, to] => (self.person(to), Some("review")),
            ["review-result", review] => {
                let query = "select mentee_id from pairs join reviews on pair_id = pairs.id where reviews.id = ?";
                (self.person(&self.id(query, review).await), None)
            }
            ["call-offered", call, round] => (self.asked_first((call, round), channel)?, None),
            ["sign", _, "mentor", ..] => (Who::Mentor, Some("sign")),
            ["sign", _, "lead", ..] => (Who::Lead, Some("sign")),
            ["leave", _, _, to] => (self.person(to), Some("partner")),
            ["welcome-back", leave] => {
                let query = "select person_id from leaves where id = ?";
                (self.person(&self.id(query, leave).await), Some("back"))
            }
            ["typed-note", typed, ..] => {
                let query = "select person_id from typed where id = ?";
                (self.person(&self.id(query, typed).await).partner(), None)
            }
            // Both agreed to the call, so what is about it comes whatever the hour.
            ["call" | "call-off" | "call-on-leave" | "call-line", ..] => return None,
            ["call-lapsed", _, _, person] => (self.person(person), None),
            ["agreement-ask" | "agreement-reminder" | "agreement-waits", _, to] => {
                (self.person(to), Some("start"))
            }
            ["agreement-proposed", _, _, to] => (self.person(to), None),
            ["agreement-signed", ..] => (Who::Mentee, None),
            ["call-after" | "call-sign", call, ..] => (self.mentee_of_call(call), None),
            ["mentor-asked", _] => (Who::Mentee, Some("step")),
            ["ended" | "ended-to-lead" | "growth-record" | "growth-record-lost" | "mentor-to-lead", ..] => return None,
            ["step", _, _, to] => (self.person(to), Some("step")),
            ["step-wished", _, _, to] => (self.person(to), None),
            ["step-settled", ..] => return None,
            // A card counts as one; its kind is that of what stands on it.
            ["card", person, ..] => (self.person(person), Some("card")),
            ["receipt" | "reply" | "acknowledged" | "offer" | "introduction", ..]
            | ["consent" | "greeting" | "proposal-settled" | "call-turned-down", ..]
            | ["call-file-lost", ..]
            // It is about a call that both agreed to.
            | ["agenda", ..] => return None,
            _ => panic!("nobody knows for whom {key} is"),
        })
    }

    async fn id(&self, query: &'static str, of: &str) -> String {
        let mut tx = self.world.stage.bot.app.db.read().await.unwrap();
        let id: i64 = sqlx::query_scalar(query).bind(of).fetch_one(&mut *tx).await.unwrap();
        id.to_string()
    }

    fn person(&self, id: &str) -> Who {
        Who::ALL.into_iter().find(|who| self.ids[*who as usize] == id).expect("a stranger")
    }

    /// Every message that stands is one the bot knows of.
    pub(super) fn nothing_is_unexplained(&self) {
        let left: BTreeSet<&str> = self.unexplained.iter().map(|it| it.post.ts.as_str()).collect();
        assert!(left.is_empty(), "messages nobody planned: {left:?}");
    }
}
