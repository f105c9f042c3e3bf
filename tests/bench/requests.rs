//! What Slack would post: a `/checkin` with a fresh trigger, and a filled-in check-in, both signed.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use http_body_util::Full;
use hyper::{Request, body::Bytes, header};
use ring::hmac;
use serde_json::{Value, json};
use trellis::{clock::Clock, slack::action::PairWeek};

use crate::town::{Couple, SECRET, Town, week};

/// A request ready to leave.
pub(crate) type Post = Request<Full<Bytes>>;

/// Makes requests of one kind, one pair after the other.
pub(crate) struct Requests {
    town: Arc<Town>,
    origin: String,
    kind: Kind,
    key: hmac::Key,
    made: AtomicUsize,
}

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// `/checkin`, which must open a modal.
    Command,
    /// A check-in, which must be on disk before it is answered.
    Submission,
}

impl Requests {
    /// Requests of this kind to the bot at `origin`, from everybody in town in turn.
    pub(crate) fn new(town: &Arc<Town>, origin: &str, kind: Kind) -> Arc<Self> {
        let key = hmac::Key::new(hmac::HMAC_SHA256, SECRET.as_bytes());
        let (town, origin) = (town.clone(), origin.to_owned());
        Arc::new(Self { town, origin, kind, key, made: AtomicUsize::new(0) })
    }

    /// How many were made.
    pub(crate) fn made(&self) -> usize {
        self.made.load(Ordering::Relaxed)
    }

    /// The next request, signed now.
    pub(crate) fn next(&self) -> Post {
        let number = self.made.fetch_add(1, Ordering::Relaxed);
        let couple = &self.town.couples[number % self.town.couples.len()];
        match self.kind {
            Kind::Command => self.sign("/slack/commands", &self.command(couple)),
            Kind::Submission => {
                let round = i32::try_from(number / self.town.couples.len()).unwrap_or(i32::MAX);
                // The first round writes a week, the second edits it, the third writes the week before, and so on.
                let about = PairWeek { pair: couple.pair, week: week().plus(-(round / 2)) };
                let payload = submission(couple, about, number);
                self.sign("/slack/interactivity", &[("payload", payload.to_string())])
            }
        }
    }

    fn command(&self, couple: &Couple) -> [(&'static str, String); 8] {
        [
            ("team_id", "T0SANDBOX".to_owned()),
            ("channel_id", couple.dm.clone()),
            ("channel_name", "directmessage".to_owned()),
            ("user_id", couple.mentee.clone()),
            ("command", "/checkin".to_owned()),
            ("text", String::new()),
            ("response_url", String::new()),
            ("trigger_id", self.town.workspace.mint_trigger(&couple.mentee)),
        ]
    }

    fn sign(&self, path: &str, form: &[(&str, String)]) -> Post {
        let body = serde_urlencoded::to_string(form).unwrap();
        let at = self.town.clock.now().as_second();
        let tag = hmac::sign(&self.key, format!("v0:{at}:{body}").as_bytes());
        let hex: String = tag.as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
        Request::post(format!("{}{path}", self.origin))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("x-slack-request-timestamp", at)
            .header("x-slack-signature", format!("v0={hex}"))
            .body(Full::new(Bytes::from(body)))
            .unwrap()
    }
}

/// Some 1,200 characters, as somebody who had a good week writes.
fn submission(couple: &Couple, about: PairWeek, number: usize) -> Value {
    let text = |words: &str| {
        let words = format!("{words} ({number})");
        json!({ "answer": { "type": "plain_text_input", "value": words } })
    };
    let long = "I moved the import job to the queue and wrote the tests for it. ".repeat(4);
    let chosen = json!({ "value": about.week.to_string() });
    let week = json!({ "answer": { "type": "static_select", "selected_option": chosen } });
    json!({
        "type": "view_submission",
        "team": { "id": "T0SANDBOX", "domain": "sandbox" },
        "user": { "id": couple.mentee, "team_id": "T0SANDBOX" },
        "trigger_id": "",
        "view": {
            "id": format!("V0LOAD{number}"),
            "type": "modal",
            "callback_id": "checkin",
            "hash": "1.abc",
            "private_metadata": about.to_string(),
            "state": { "values": {
                "week": week,
                "tasks": text(&long),
                "learned": text(&long),
                "tried": text(&long),
                "question_0": text("How do you decide when a test is worth keeping?"),
                "primary": text("Finish the import job and show it to the team."),
                "works_well": text("Your comments on my pull requests come fast."),
            } },
        },
    })
}
