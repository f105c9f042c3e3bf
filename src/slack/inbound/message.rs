//! Messages: in events, and in the pages of a conversation or a thread.
//!
//! The one question answered here about a message is whether a person typed it. What the words mean is not.

use serde_json::Value;

use super::{
    Conversation, Inbound, Message, MessageChange, NotUnderstood, Said,
    json::{kind, text, text_or_empty},
    needed,
};
use crate::domain::ids::{SlackTs, SlackUser};

/// A `message` event with whatever subtype.
pub(super) fn read(event_id: String, event: &Value) -> Result<Inbound, NotUnderstood> {
    let (change, said) = match text(event, "/subtype") {
        Some("message_changed") => match changed(event)? {
            Some(change) => change,
            None => return Ok(Inbound::Unknown("message_unchanged".to_owned())),
        },
        Some("message_deleted") => {
            let ts = text(event, "/deleted_ts").or(text(event, "/previous_message/ts"));
            let ts = ts.ok_or(NotUnderstood::Missing("/deleted_ts"))?;
            (MessageChange::Deleted, gone(ts, event.get("previous_message")))
        }
        // A notice that a thread has one reply more; the reply has an event of its own.
        Some("message_replied") => return Ok(Inbound::Unknown(kind("message_replied"))),
        Some(_) | None => {
            (MessageChange::Posted, said(event).ok_or(NotUnderstood::Missing("/ts"))?)
        }
    };
    let edited = said.edited.as_ref().map(SlackTs::as_str);
    let stamp = text(event, "/event_ts").or(text(event, "/ts")).or(edited);
    let event_ts = stamp.unwrap_or_default().to_owned();
    let channel = needed(event, "/channel")?;
    Ok(Inbound::Message(Message {
        event_id,
        event_ts,
        channel: channel.into(),
        place: place(event, channel),
        change,
        said,
    }))
}

/// Slack names the sort of conversation in every message event (older ones call the bot's messages tab `app_home`); the
/// letter its id begins with is the way to tell without.
fn place(event: &Value, channel: &str) -> Conversation {
    let is_direct = match text(event, "/channel_type") {
        Some(kind) => matches!(kind, "im" | "app_home"),
        None => channel.starts_with('D'),
    };
    if is_direct { Conversation::Direct } else { Conversation::Shared }
}

/// What a `message_changed` event changed for a reader; `None` if it only unfurled a link or noted a language.
fn changed(event: &Value) -> Result<Option<(MessageChange, Said)>, NotUnderstood> {
    let message = event.get("message").ok_or(NotUnderstood::Missing("/message"))?;
    let now = said(message).ok_or(NotUnderstood::Missing("/message/ts"))?;
    let before = event.get("previous_message").filter(|before| before.is_object());
    // The first message of a thread that has replies is not taken away when it is deleted, but hollowed out.
    if text(message, "/subtype") == Some("tombstone") {
        return Ok(Some((MessageChange::Deleted, gone(now.ts.as_str(), before))));
    }
    let same = match before {
        Some(before) => text_or_empty(before, "/text") == now.text && files(before) == now.files,
        None => now.edited.is_none(),
    };
    Ok((!same).then_some((MessageChange::Edited, now)))
}

/// A message that is not there any more, with what its last state says about where it stood and whose it was.
fn gone(ts: &str, before: Option<&Value>) -> Said {
    let ts = SlackTs::from(ts);
    Said {
        thread: before.and_then(|before| thread(before, &ts)),
        edited: None,
        author: before.and_then(author),
        text: String::new(),
        files: 0,
        ts,
    }
}

/// A message as it stands; `None` if it has no time stamp and so cannot be named.
pub(in crate::slack) fn said(message: &Value) -> Option<Said> {
    let ts = SlackTs::from(text(message, "/ts")?);
    Some(Said {
        thread: thread(message, &ts),
        edited: text(message, "/edited/ts").map(SlackTs::from),
        author: author(message),
        text: text_or_empty(message, "/text"),
        files: files(message),
        ts,
    })
}

/// The thread a message is a reply in. A thread's first message names itself, and is no reply.
fn thread(message: &Value, ts: &SlackTs) -> Option<SlackTs> {
    text(message, "/thread_ts").map(SlackTs::from).filter(|thread| thread != ts)
}

/// The person who typed a message. Notices name a person too, who joined or changed something; they typed nothing.
fn author(message: &Value) -> Option<SlackUser> {
    let typed = matches!(
        text(message, "/subtype"),
        None | Some("thread_broadcast" | "file_share" | "me_message")
    );
    let by_app = text(message, "/bot_id").or(text(message, "/app_id")).is_some();
    let user = text(message, "/user").filter(|user| *user != "USLACKBOT")?;
    (typed && !by_app).then(|| user.into())
}

fn files(message: &Value) -> usize {
    message.get("files").and_then(Value::as_array).map_or(0, Vec::len)
}
