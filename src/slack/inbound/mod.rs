//! Everything Slack can tell the bot, as one closed enum, whichever transport brought it.
//!
//! Parsing is tolerant on purpose: every field is optional but the ids a variant needs, unknown kinds become
//! [`Inbound::Unknown`], and nothing here decides who may do what. No value is logged from this folder.
//!
//! The bodies of HTTP requests come in through the four `from_…` functions. What a socket brings is JSON already and
//! goes straight to the `read` of [`event`], [`command`] or [`interaction`], so both transports say the same.

pub mod command;
mod debug;
pub mod event;
pub mod interaction;
mod json;
pub(super) mod message;
pub(super) mod person;
mod shown;

use std::collections::BTreeMap;

use serde_json::Value;

use self::json::Form;
use crate::domain::ids::{SlackChannel, SlackTs, SlackUser};

/// Why a signed body could not be read. It never holds a word of the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotUnderstood {
    /// JSON was expected.
    #[error("the body is not JSON")]
    NotJson,
    /// A form was expected.
    #[error("the body is not a form")]
    NotAForm,
    /// A known kind lacks something without which it means nothing.
    #[error("`{0}` is missing")]
    Missing(&'static str),
}

/// Reads a body of the events address.
///
/// # Errors
///
/// If it is no JSON, or lacks what its kind cannot do without.
pub fn from_events(body: &[u8]) -> Result<Inbound, NotUnderstood> {
    event::read(&json::parse(body)?)
}

/// Reads a body of the commands address.
///
/// # Errors
///
/// If it is no form, or lacks what a command cannot do without.
pub fn from_command(body: &[u8]) -> Result<Inbound, NotUnderstood> {
    let form = Form::parse(body)?;
    if form.is_ssl_check() { Ok(Inbound::SslCheck) } else { command::read(&form.into_json()) }
}

/// Reads a body of the interactivity address.
///
/// # Errors
///
/// If it is no form with JSON in `payload`, or lacks what its kind cannot do without.
pub fn from_interaction(body: &[u8]) -> Result<Inbound, NotUnderstood> {
    let form = Form::parse(body)?;
    if form.is_ssl_check() {
        return Ok(Inbound::SslCheck);
    }
    let payload = form.get("payload").ok_or(NotUnderstood::Missing("payload"))?;
    interaction::read(&json::parse(payload.as_bytes())?)
}

/// Reads a body of the address that takes all three, told apart by content type and shape.
///
/// # Errors
///
/// As the function of the kind it turns out to be.
pub fn from_any(content_type: Option<&str>, body: &[u8]) -> Result<Inbound, NotUnderstood> {
    let kind = content_type.and_then(|kind| kind.split(';').next()).unwrap_or_default().trim();
    let looks_like_json = || body.trim_ascii_start().starts_with(b"{");
    if kind.eq_ignore_ascii_case("application/json") || (kind.is_empty() && looks_like_json()) {
        return from_events(body);
    }
    match Form::parse(body)?.get("payload") {
        Some(_) => from_interaction(body),
        None => from_command(body),
    }
}

/// One thing that happened in Slack.
#[derive(Debug, Clone, PartialEq)]
pub enum Inbound {
    /// A slash command.
    Command(Command),
    /// A button or a select in a message, a modal or App Home.
    Click(Click),
    /// A shortcut in the menu of a message.
    Shortcut(MessageAction),
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
    /// Something happened to a channel: it was archived, renamed, or the bot was taken out of it or into it.
    ChannelChanged(ChannelChanged),
    /// The app was uninstalled or its tokens were revoked.
    Removed(Removed),
    /// Slack checks that the address is ours: answer with this challenge.
    Challenge(String),
    /// Slack checks the certificate: answer 200.
    SslCheck,
    /// Signed, but of a kind this version does not know; the word is the kind, never content.
    Unknown(String),
}

impl Inbound {
    /// The same for a retry or a replay of one act, and different for a new one; `None` if an act has no such name.
    ///
    /// A message is named by what happened to it and not by the event that told of it, because the same change can
    /// be told under several event ids. A submission is named by its view, which whoever stores it does.
    pub fn dedupe_key(&self) -> Option<String> {
        match self {
            Self::Command(command) => key("command", &[&command.trigger]),
            Self::Click(click) => {
                key("click", &[click.user.as_str(), &click.action_ts, &click.action_id])
            }
            Self::Shortcut(used) => {
                key("shortcut", &[used.user.as_str(), &used.action_ts, &used.callback_id])
            }
            Self::Close(close) => key("close", &[&close.view.id]),
            Self::HomeOpened(opened) => key("event", &[&opened.event_id]),
            Self::Message(message) => message.key(),
            Self::PersonChanged(changed) => key("event", &[&changed.event_id]),
            Self::ChannelChanged(changed) => key("event", &[&changed.event_id]),
            Self::Removed(removed) => key("event", &[&removed.event_id]),
            Self::Submit(_) | Self::Challenge(_) | Self::SslCheck | Self::Unknown(_) => None,
        }
    }
}

impl Message {
    fn key(&self) -> Option<String> {
        let place = [self.channel.as_str(), self.said.ts.as_str()];
        match &self.change {
            MessageChange::Posted => key("posted", &place),
            MessageChange::Deleted => deletion_key(&self.channel, &self.said.ts),
            // Slack stamps an edit by the second only; the event's own stamp tells two in one second apart.
            MessageChange::Edited => key("edited", &[place[0], place[1], &self.event_ts]),
        }
    }
}

/// The key of a message's deletion, by which somebody who hears of the message afterwards knows that it is gone.
pub fn deletion_key(channel: &SlackChannel, ts: &SlackTs) -> Option<String> {
    key("deleted", &[channel.as_str(), ts.as_str()])
}

/// The parts as one word, unless one is missing: half a name would make different acts look the same.
fn key(kind: &str, parts: &[&str]) -> Option<String> {
    let whole = parts.iter().all(|part| !part.is_empty());
    whole.then(|| format!("{kind}:{}", parts.join(":")))
}

/// A string at a JSON pointer that a kind cannot do without.
fn needed<'a>(json: &'a Value, pointer: &'static str) -> Result<&'a str, NotUnderstood> {
    json::text(json, pointer).ok_or(NotUnderstood::Missing(pointer))
}

/// `/checkin …`, `/mentor …`.
#[derive(Clone, PartialEq)]
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
#[derive(Clone, PartialEq)]
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

/// A shortcut used on a message, wherever in Slack that stands; the bot need not be there.
#[derive(Clone, PartialEq)]
pub struct MessageAction {
    /// Who used it, from the signed envelope.
    pub user: SlackUser,
    /// Which shortcut.
    pub callback_id: String,
    /// Slack's time stamp of this use.
    pub action_ts: String,
    /// The conversation the message stands in.
    pub channel: SlackChannel,
    /// The message as it stood.
    pub said: Said,
    /// Opens one modal within three seconds.
    pub trigger: String,
    /// Takes up to five later answers within 30 minutes.
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
    /// The topmost input block, where a sentence about the whole form is seen first.
    pub first_input: Option<String>,
    /// Values by `block_id` (each of our blocks holds one control).
    pub fields: BTreeMap<String, Field>,
}

impl ViewState {
    /// The `block_id` of the field at the top; of any field when Slack did not say in what order they stand.
    pub fn topmost_field(&self) -> Option<&String> {
        self.first_input.as_ref().or_else(|| self.fields.keys().next())
    }

    /// What was typed into a text field; empty when nothing was, or when there is no such field.
    pub fn typed(&self, field: &str) -> &str {
        match self.fields.get(field) {
            Some(Field::Text(Some(text))) => text,
            Some(Field::Text(None) | Field::Choice(_) | Field::Choices(_) | Field::Date(_))
            | None => "",
        }
    }
}

/// What a control in a modal holds.
#[derive(Clone, PartialEq)]
pub enum Field {
    /// A text input; `None` when empty.
    Text(Option<String>),
    /// A select, radio, user select or picker of a moment: the chosen option's value or id, or the moment in seconds.
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
    /// It was deleted; `text` is empty. Slack may not say whose it was or in which thread it stood: look it up by its
    /// conversation and time stamp.
    Deleted,
}

/// Where a message was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Conversation {
    /// To the bot alone (`im`).
    Direct,
    /// Where others read it too: a room, a channel.
    Shared,
}

/// A message in a conversation the bot is part of.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    /// Slack's id of this event; repeated on retries.
    pub event_id: String,
    /// Slack's own stamp of this change; a retry carries the same.
    pub event_ts: String,
    /// The conversation.
    pub channel: SlackChannel,
    /// What sort of conversation it is.
    pub place: Conversation,
    /// What happened.
    pub change: MessageChange,
    /// The message.
    pub said: Said,
}

/// A message as it stands, from an event, from reading a thread, or with a shortcut.
#[derive(Clone, PartialEq)]
pub struct Said {
    /// The message's own time stamp.
    pub ts: SlackTs,
    /// The thread it is a reply in; `None` for a message of the conversation itself, a thread's first included.
    pub thread: Option<SlackTs>,
    /// When it was last edited, if it was; to the second.
    pub edited: Option<SlackTs>,
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

/// Something happened to a channel; how it stands now is asked of Slack.
#[derive(Debug, Clone, PartialEq)]
pub struct ChannelChanged {
    /// Slack's id of this event; repeated on retries.
    pub event_id: String,
    /// The channel.
    pub channel: SlackChannel,
}

/// The workspace took the app away.
#[derive(Debug, Clone, PartialEq)]
pub struct Removed {
    /// Slack's id of this event; repeated on retries.
    pub event_id: String,
}

#[cfg(test)]
mod tests;
