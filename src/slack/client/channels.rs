//! Channels: how one stands, and where one of our messages in it can be found.

use serde_json::Value;

use super::{Slack, outcome::Outcome};
use crate::domain::{
    help_channel::Standing,
    ids::{SlackChannel, SlackTs},
    text::Link,
};

impl Slack {
    /// How a channel stands for the bot.
    pub async fn channel(&self, channel: &SlackChannel) -> Outcome<Standing> {
        let arguments = [("channel", channel.to_string())];
        self.get("conversations.info", &arguments, |answer| answer.get("channel").map(standing))
            .await
    }

    /// Slack's address of a message; `None` where it is none that can be shown.
    pub async fn permalink(&self, channel: &SlackChannel, ts: &SlackTs) -> Outcome<Option<Link>> {
        let arguments = [("channel", channel.to_string()), ("message_ts", ts.to_string())];
        self.get("chat.getPermalink", &arguments, |answer| {
            Some(Link::parse(answer.get("permalink")?.as_str()?).ok())
        })
        .await
    }
}

/// What Slack does not say is taken for the worse.
fn standing(channel: &Value) -> Standing {
    let is = |key: &str| channel.get(key).and_then(Value::as_bool);
    let public = is("is_channel") == Some(true) && is("is_private") == Some(false);
    let outside = is("is_ext_shared") == Some(true) || is("is_pending_ext_shared") == Some(true);
    match (public, is("is_archived"), outside, is("is_member")) {
        (false, _, _, _) => Standing::NotPublic,
        (true, Some(true), _, _) => Standing::Archived,
        (true, _, true, _) => Standing::SharedOutside,
        (true, _, false, Some(true)) => Standing::Open,
        (true, _, false, Some(false) | None) => Standing::Uninvited,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_a_public_channel_of_this_workspace_with_the_bot_in_it_is_open() {
        let open = json!({ "is_channel": true, "is_private": false, "is_archived": false,
            "is_ext_shared": false, "is_member": true });
        let but = |key: &str, value: bool| {
            let mut channel = open.clone();
            channel[key] = value.into();
            standing(&channel)
        };
        assert_eq!(standing(&open), Standing::Open);
        assert_eq!(but("is_member", false), Standing::Uninvited);
        assert_eq!(but("is_private", true), Standing::NotPublic);
        assert_eq!(but("is_channel", false), Standing::NotPublic);
        assert_eq!(but("is_archived", true), Standing::Archived);
        assert_eq!(but("is_ext_shared", true), Standing::SharedOutside);
        assert_eq!(but("is_pending_ext_shared", true), Standing::SharedOutside);
        assert_eq!(standing(&json!({})), Standing::NotPublic);
    }
}
