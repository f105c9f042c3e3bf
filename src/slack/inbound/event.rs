//! The Events API: the envelope, and the few events the bot listens to.

use serde_json::Value;

use super::{
    ChannelChanged, HomeOpened, Inbound, NotUnderstood, PersonChanged, Removed, Said,
    json::{kind, text, text_or_empty},
    message, needed, person,
};
use crate::domain::ids::SlackUser;

/// Reads the envelope of an event.
///
/// # Errors
///
/// If it has no kind, or lacks what its kind cannot do without.
pub fn read(envelope: &Value) -> Result<Inbound, NotUnderstood> {
    match needed(envelope, "/type")? {
        "url_verification" => Ok(Inbound::Challenge(needed(envelope, "/challenge")?.to_owned())),
        "event_callback" => callback(envelope),
        other => Ok(Inbound::Unknown(kind(other))),
    }
}

fn callback(envelope: &Value) -> Result<Inbound, NotUnderstood> {
    let event_id = text_or_empty(envelope, "/event_id");
    let event = envelope.get("event").ok_or(NotUnderstood::Missing("/event"))?;
    match needed(event, "/type")? {
        // Slack tells of this by a notice only.
        "message" if text(event, "/subtype") == Some("channel_convert_to_private") => {
            changed(event_id, event, "/channel")
        }
        "message" => {
            let read = message::read(event_id, event)?;
            Ok(match read {
                Inbound::Message(mut message) if is_ours(envelope, &message.said) => {
                    message.said.author = None;
                    Inbound::Message(message)
                }
                other => other,
            })
        }
        "app_home_opened" => Ok(Inbound::HomeOpened(HomeOpened {
            event_id,
            user: needed(event, "/user")?.into(),
            home_tab: text(event, "/tab") == Some("home"),
        })),
        "user_change" | "team_join" => {
            let profile = event.get("user").and_then(person::profile);
            let profile = profile.ok_or(NotUnderstood::Missing("/user/id"))?;
            Ok(Inbound::PersonChanged(PersonChanged { event_id, profile }))
        }
        "channel_archive" | "channel_unarchive" | "channel_deleted" | "channel_left"
        | "channel_shared" | "channel_unshared" => changed(event_id, event, "/channel"),
        "channel_rename" => changed(event_id, event, "/channel/id"),
        "member_joined_channel" if is_bot(envelope, text(event, "/user")) => {
            changed(event_id, event, "/channel")
        }
        "app_uninstalled" => Ok(Inbound::Removed(Removed { event_id })),
        "tokens_revoked" if bot_lives(event) => Ok(Inbound::Unknown("tokens_revoked".to_owned())),
        "tokens_revoked" => Ok(Inbound::Removed(Removed { event_id })),
        other => Ok(Inbound::Unknown(kind(other))),
    }
}

fn changed(
    event_id: String,
    event: &Value,
    pointer: &'static str,
) -> Result<Inbound, NotUnderstood> {
    let channel = needed(event, pointer)?.into();
    Ok(Inbound::ChannelChanged(ChannelChanged { event_id, channel }))
}

/// Whether only people's tokens were revoked, of which the bot has none.
fn bot_lives(event: &Value) -> bool {
    let count = |pointer| event.pointer(pointer).and_then(Value::as_array).map_or(0, Vec::len);
    count("/tokens/bot") == 0 && count("/tokens/oauth") > 0
}

/// Whether the bot itself said it: what an app shares as a file may come without any mark of an app on the message.
fn is_ours(envelope: &Value, said: &Said) -> bool {
    is_bot(envelope, said.author.as_ref().map(SlackUser::as_str))
}

/// Whether this user is the bot itself.
fn is_bot(envelope: &Value, user: Option<&str>) -> bool {
    let ours = envelope.get("authorizations").and_then(Value::as_array).into_iter().flatten();
    let mut ours = ours.filter(|it| it.get("is_bot").and_then(Value::as_bool) == Some(true));
    ours.any(|it| text(it, "/user_id") == user)
}
