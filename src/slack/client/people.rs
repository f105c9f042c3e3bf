//! Who is who: the people of the workspace, and the bot itself.

use http_body_util::Empty;
use hyper::{
    Request,
    header::{AUTHORIZATION, DATE},
};
use jiff::{Timestamp, fmt::rfc2822};
use serde_json::{Value, json};

use super::{
    Slack, answer,
    outcome::{Cause, Outcome},
};
use crate::{
    domain::{ids::SlackUser, roster::Email},
    slack::inbound::{Profile, person},
};

/// Who the bot is, by its token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The bot as a user.
    pub user: SlackUser,
    /// The workspace.
    pub team: String,
    /// The bot as a bot; its own messages carry this id.
    pub bot_id: Option<String>,
}

impl Slack {
    /// Who the bot is, and whether its token still works.
    pub async fn auth_test(&self) -> Outcome<Identity> {
        self.post_json("auth.test", &json!({}), |answer| {
            let word = |key: &str| answer.get(key).and_then(Value::as_str);
            Some(Identity {
                user: word("user_id")?.into(),
                team: word("team_id").unwrap_or_default().to_owned(),
                bot_id: word("bot_id").map(str::to_owned),
            })
        })
        .await
    }

    /// A person's profile.
    pub async fn person(&self, user: &SlackUser) -> Outcome<Profile> {
        let arguments = [("user", user.to_string())];
        self.get("users.info", &arguments, |answer| person::profile(answer.get("user")?)).await
    }

    /// The profile of whoever has this e-mail address. Somebody whose account is closed may not be found by it.
    pub async fn person_by_email(&self, email: &Email) -> Outcome<Profile> {
        let arguments = [("email", email.expose().to_owned())];
        let read = |answer: &Value| person::profile(answer.get("user")?);
        self.get("users.lookupByEmail", &arguments, read).await
    }

    /// Everybody in the workspace: bots, guests and people who left included.
    pub async fn people(&self) -> Outcome<Vec<Profile>> {
        self.pages("users.list", Vec::new(), "members", person::profile).await
    }

    /// Slack's own time, to the second, by the `Date` header of an answer.
    ///
    /// slack-morphism does not show headers, so this is one small request past it. It is asked for seldom: when this
    /// machine's clock is in doubt.
    pub async fn server_time(&self) -> Outcome<Timestamp> {
        let Some(line) = &self.line else { return Outcome::NotSent(Cause::Held) };
        let bearer = format!("Bearer {}", line.token.token_value.0);
        let address = format!("{}/auth.test", line.api);
        let request = Request::post(address).header(AUTHORIZATION, bearer).body(Empty::new());
        let Ok(request) = request else { return Outcome::NotSent(Cause::BadAddress) };
        match tokio::time::timeout(self.timeout, line.bare.request(request)).await {
            Ok(Ok(response)) => {
                let date = response.headers().get(DATE).and_then(|date| date.to_str().ok());
                match date.and_then(|date| rfc2822::parse(date).ok()) {
                    Some(date) => Outcome::Done(date.timestamp()),
                    None => Outcome::Unknown(Cause::Unparsable),
                }
            }
            Ok(Err(error)) => answer::trouble(&error),
            Err(_) => Outcome::Unknown(Cause::Timeout),
        }
    }
}
