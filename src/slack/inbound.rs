//! Everything Slack can tell the bot, as one closed enum, whichever transport brought it.
//!
//! Parsing is tolerant on purpose: every field is optional but the ids a variant needs, unknown kinds become
//! [`Inbound::Unknown`], and nothing here decides who may do what. No value is logged from this file.

use std::collections::BTreeMap;

use crate::domain::ids::{SlackChannel, SlackTs, SlackUser};

/// One thing that happened in Slack.
#[derive(Debug, Clone, PartialEq)]
pub enum Inbound {
    /// A slash command.
    Command(Command),
    /// A button or a select in a message, a modal or App Home.
    Click(Click),
    /// A modal was submitted.
    Submit(Submit),
    /// A modal was closed with its cross (only modals that ask for it say so).
    Close(Close),
    /// A person opened App Home.
    HomeOpened(HomeOpened),
    /// A message was posted, edited or deleted where the bot can see it.
    Message(Message),
    /// A person joined or their profile changed.
    PersonChanged(PersonChanged),
    /// The app was uninstalled or its tokens were revoked.
    Removed(Removed),
    /// Slack checks that the address is ours: answer with this challenge.
    Challenge(String),
    /// Slack checks the certificate: answer 200.
    SslCheck,
    /// Signed, but of a kind this version does not know; the word is the kind, never content.
    Unknown(String),
}

/// `/checkin …`, `/mentor …`.
#[derive(Debug, Clone, PartialEq)]
pub struct Command {
    /// Who typed it, from the signed envelope.
    pub user: SlackUser,
    /// Where it was typed.
    pub channel: SlackChannel,
    /// The word with its slash: `/checkin`.
    pub name: String,
    /// What stood after it, as Slack sent it (mentions escaped to `<@U…>`).
    pub text: String,
    /// Opens one modal within three seconds.
    pub trigger: String,
    /// Takes up to five later answers within 30 minutes.
    pub response_url: String,
}

/// A press on something interactive.
#[derive(Debug, Clone, PartialEq)]
pub struct Click {
    /// Who pressed, from the signed envelope.
    pub user: SlackUser,
    /// Which control.
    pub action_id: String,
    /// What the control carried or what was chosen: a button's `value`, a select's option value, a picked date.
    pub value: String,
    /// Slack's time stamp of this press; with `user` and `action_id` it identifies the press.
    pub action_ts: String,
    /// The message the control stands in, if it stands in one.
    pub message: Option<(SlackChannel, SlackTs)>,
    /// The view the control stands in, if it stands in one.
    pub view: Option<ViewState>,
    /// Opens one modal within three seconds.
    pub trigger: String,
    /// Where a message's control may answer to; empty in views.
    pub response_url: String,
}

/// A modal's submission.
#[derive(Debug, Clone, PartialEq)]
pub struct Submit {
    /// Who submitted, from the signed envelope.
    pub user: SlackUser,
    /// The view as submitted.
    pub view: ViewState,
    /// Opens one modal within three seconds.
    pub trigger: String,
}

/// A modal closed without submitting.
#[derive(Debug, Clone, PartialEq)]
pub struct Close {
    /// Who closed it.
    pub user: SlackUser,
    /// The view that was closed; its values may be missing.
    pub view: ViewState,
}

/// A view with what was typed into it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ViewState {
    /// Slack's id of this view.
    pub id: String,
    /// Which of our modals it is.
    pub callback_id: String,
    /// Changes with every update of the view.
    pub hash: String,
    /// What we wrote into it when we opened it; it only selects, it never says who is speaking.
    pub private_metadata: String,
    /// Values by `block_id` (each of our blocks holds one control).
    pub fields: BTreeMap<String, Field>,
}

/// What a control in a modal holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Field {
    /// A text input; `None` when empty.
    Text(Option<String>),
    /// A select, radio or user select: the chosen option's value or id.
    Choice(Option<String>),
    /// Checkboxes or multi-selects: the chosen values.
    Choices(Vec<String>),
    /// A date picker: `YYYY-MM-DD`.
    Date(Option<String>),
}

/// App Home came to the front.
#[derive(Debug, Clone, PartialEq)]
pub struct HomeOpened {
    /// Slack's id of this event; repeated on retries.
    pub event_id: String,
    /// Who opened it.
    pub user: SlackUser,
    /// True for the Home tab; the messages tab fires the same event.
    pub home_tab: bool,
}

/// What happened to a message.
#[derive(Debug, Clone, PartialEq)]
pub enum MessageChange {
    /// It was posted.
    Posted,
    /// Its text was edited.
    Edited,
    /// It was deleted; `text` is empty.
    Deleted,
}

/// A message in a conversation the bot is part of.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    /// Slack's id of this event; repeated on retries.
    pub event_id: String,
    /// The conversation.
    pub channel: SlackChannel,
    /// What happened.
    pub change: MessageChange,
    /// The message.
    pub said: Said,
}

/// A message as it stands, from an event or from reading a thread.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// The message's own time stamp.
    pub ts: SlackTs,
    /// The thread it stands in, if any.
    pub thread: Option<SlackTs>,
    /// The human author; `None` for bots, join notices and other messages nobody typed.
    pub author: Option<SlackUser>,
    /// The raw text, private: it goes to the store and nowhere else.
    pub text: String,
    /// How many files hang on it; they are counted, never fetched.
    pub files: usize,
}

/// What Slack says about a person.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    /// The person.
    pub user: SlackUser,
    /// The name to show: display name, else real name, else empty.
    pub name: String,
    /// The IANA zone name, if Slack sent one.
    pub zone: Option<String>,
    /// Owner or admin of the workspace.
    pub is_admin: bool,
    /// A bot (Slackbot included), not a human.
    pub is_bot: bool,
    /// A guest or somebody from another organisation.
    pub is_guest: bool,
    /// The account is deactivated.
    pub is_deleted: bool,
}

/// `user_change` or `team_join`.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonChanged {
    /// Slack's id of this event; repeated on retries.
    pub event_id: String,
    /// The profile as it is now.
    pub profile: Profile,
}

/// The workspace took the app away.
#[derive(Debug, Clone, PartialEq)]
pub struct Removed {
    /// Slack's id of this event; repeated on retries.
    pub event_id: String,
}

/// A signed body that no parser could read. It carries nothing of the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a signed request could not be understood")]
pub struct NotUnderstood;

/// Reads the body of an Events API request.
///
/// # Errors
/// [`NotUnderstood`] when the body is not JSON of the shape Slack documents.
pub fn from_events(body: &[u8]) -> Result<Inbound, NotUnderstood> {
    let body: serde_json::Value = serde_json::from_slice(body).map_err(|_| NotUnderstood)?;
    let kind = body["type"].as_str().ok_or(NotUnderstood)?;
    match (kind, body["challenge"].as_str()) {
        ("url_verification", Some(challenge)) => Ok(Inbound::Challenge(challenge.to_owned())),
        (kind, _) => Ok(Inbound::Unknown(kind.to_owned())),
    }
}

/// Reads the form of a slash command.
///
/// # Errors
/// [`NotUnderstood`] when a field the command needs is missing.
pub fn from_command(body: &[u8]) -> Result<Inbound, NotUnderstood> {
    let form: BTreeMap<String, String> =
        serde_urlencoded::from_bytes(body).map_err(|_| NotUnderstood)?;
    if form.get("ssl_check").is_some_and(|value| value == "1") {
        return Ok(Inbound::SslCheck);
    }
    let field = |name: &str| form.get(name).cloned().unwrap_or_default();
    let name = form.get("command").cloned().ok_or(NotUnderstood)?;
    Ok(Inbound::Command(Command {
        user: field("user_id").into(),
        channel: field("channel_id").into(),
        name,
        text: field("text"),
        trigger: field("trigger_id"),
        response_url: field("response_url"),
    }))
}

/// Reads the form of an interaction.
///
/// # Errors
/// [`NotUnderstood`] when there is no `payload` of the shape Slack documents.
pub fn from_interaction(body: &[u8]) -> Result<Inbound, NotUnderstood> {
    let form: BTreeMap<String, String> =
        serde_urlencoded::from_bytes(body).map_err(|_| NotUnderstood)?;
    let payload = form.get("payload").ok_or(NotUnderstood)?;
    from_events(payload.as_bytes())
}

/// Reads whichever of the three it is.
///
/// # Errors
/// [`NotUnderstood`] when it is none of them.
pub fn from_any(content_type: &str, body: &[u8]) -> Result<Inbound, NotUnderstood> {
    match content_type.starts_with("application/json") {
        true => from_events(body),
        false => from_interaction(body).or_else(|_| from_command(body)),
    }
}
