//! Saying something: posting, correcting, deleting, and answering a command or a click.
//!
//! Nothing Slack could make active is left on: no unfurling, no parsing of names. A post carries a *proof*, an opaque
//! key in its metadata by which it can be found again when nobody knows whether it arrived.

use serde_json::{Value, json};
use url::Url;

use super::{
    Slack,
    outcome::{Cause, Outcome},
    transport,
};
use crate::{
    domain::ids::{SlackChannel, SlackTs, SlackUser},
    slack::blocks::Message,
};

/// The `event_type` of our metadata; every app in the workspace can read it.
pub(super) const PROOF_TYPE: &str = "trellis";

/// A message on its way into a conversation.
#[derive(Debug, Clone, Copy)]
pub struct Post<'a> {
    /// Where it goes.
    pub channel: &'a SlackChannel,
    /// The thread it goes into, if any.
    pub thread: Option<&'a SlackTs>,
    /// What it says.
    pub message: &'a Message,
    /// The opaque key it can be found again by. It must mean nothing to anybody else.
    pub proof: &'a str,
}

impl Slack {
    /// Posts a message and returns its time stamp.
    pub async fn post(&self, post: &Post<'_>) -> Outcome<SlackTs> {
        let mut arguments = said(post.message);
        arguments["channel"] = post.channel.as_str().into();
        arguments["unfurl_links"] = false.into();
        arguments["unfurl_media"] = false.into();
        arguments["metadata"] =
            json!({ "event_type": PROOF_TYPE, "event_payload": { "k": post.proof } });
        if let Some(thread) = post.thread {
            arguments["thread_ts"] = thread.as_str().into();
        }
        self.post_json("chat.postMessage", &arguments, time_stamp).await
    }

    /// Replaces what one of our messages says; its proof stays.
    pub async fn update(
        &self,
        channel: &SlackChannel,
        ts: &SlackTs,
        message: &Message,
    ) -> Outcome<SlackTs> {
        let mut arguments = said(message);
        arguments["channel"] = channel.as_str().into();
        arguments["ts"] = ts.as_str().into();
        self.post_json("chat.update", &arguments, time_stamp).await
    }

    /// Deletes one of our messages.
    pub async fn delete(&self, channel: &SlackChannel, ts: &SlackTs) -> Outcome<()> {
        let arguments = json!({ "channel": channel.as_str(), "ts": ts.as_str() });
        self.post_json("chat.delete", &arguments, |_| Some(())).await
    }

    /// Shows a message to one person in a conversation, until they reload. It cannot be found again.
    pub async fn post_ephemeral(
        &self,
        channel: &SlackChannel,
        user: &SlackUser,
        message: &Message,
    ) -> Outcome<()> {
        let mut arguments = said(message);
        arguments["channel"] = channel.as_str().into();
        arguments["user"] = user.as_str().into();
        self.post_json("chat.postEphemeral", &arguments, |_| Some(())).await
    }

    /// Answers a command or a click at the address Slack gave for it: five times, within thirty minutes.
    ///
    /// An address that is not Slack's, nor of the host we were told to call, is not called: `NotSent`.
    pub async fn respond(&self, response_url: &str, message: &Message) -> Outcome<()> {
        let Some(url) = self.checked(response_url) else {
            return Outcome::NotSent(Cause::BadAddress);
        };
        let mut body = said(message);
        body["response_type"] = "ephemeral".into();
        body["replace_original"] = false.into();
        self.post_elsewhere(url, &body).await
    }

    /// The address, if it is one that Slack gives out.
    fn checked(&self, response_url: &str) -> Option<Url> {
        let url = Url::parse(response_url).ok()?;
        let api = &self.line.as_ref()?.api;
        let bare = url.username().is_empty() && url.password().is_none();
        let known = match url.scheme() {
            "https" => {
                let usual = matches!(url.host_str(), Some("hooks.slack.com" | "slack.com"));
                (usual && url.port().is_none()) || url.host() == api.host()
            }
            "http" => {
                api.scheme() == "http" && url.host() == api.host() && transport::is_here(&url)
            }
            _ => false,
        };
        (bare && known).then_some(url)
    }
}

/// Text and blocks, with everything off that could turn words into something else.
fn said(message: &Message) -> Value {
    json!({
        "text": message.text,
        "blocks": message.blocks_json(),
        "parse": "none",
        "link_names": false,
    })
}

fn time_stamp(answer: &Value) -> Option<SlackTs> {
    answer.get("ts").and_then(Value::as_str).filter(|ts| !ts.is_empty()).map(SlackTs::from)
}
