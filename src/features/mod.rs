//! What Trellis does for people: a feature per file or folder, none of which knows another.
//!
//! A feature answers in one of two shapes. *Look*: a read transaction gives a view, which is opened while Slack's
//! acknowledgement is already on its way. *Act*: a write transaction runs to its commit, and only then is the press or
//! the submission acknowledged. The lists below are explicit: commands, actions, forms, planners, what can be
//! said later, and the sections of App Home. Each matches its closed enum without `_`, so that a new member does not
//! compile until every list knows it.

use jiff::{SignedDuration, Timestamp};
use sqlx::SqliteConnection;

use crate::{
    app::App,
    config::Config,
    domain::{
        delivery::Stage,
        ids::{PairId, PersonId, SlackChannel, SlackTs, SlackUser},
        outgoing::Outgoing,
        person::Person,
        post::Subject,
        zone::Zones,
    },
    slack::{
        action::{Action, Form},
        answer::Answer,
        blocks::{Message, View},
        command::Asked,
        inbound::{Click, Submit},
    },
    store::{Fault, Tx, outbox},
};

pub mod access;
pub mod bodies;
pub mod checkin;
pub mod dispatch;
pub mod help;
pub mod home;
pub mod hours;
pub mod pairing;
pub mod people;
pub mod record;
pub mod reply;
pub mod schedule;

/// What a feature works with: the one open transaction, the instant, and what never changes while the bot runs.
///
/// It never nests: there is one transaction, and it is opened and committed by the door.
pub struct Cx<'a> {
    /// The open transaction.
    pub tx: &'a mut SqliteConnection,
    /// The instant of this act, read once at the door.
    pub now: Timestamp,
    /// The settings.
    pub config: &'a Config,
    /// The zone data.
    pub zones: &'a Zones,
}

impl<'a> Cx<'a> {
    /// A context over an open transaction.
    pub fn new(tx: &'a mut Tx, now: Timestamp, (config, zones): (&'a Config, &'a Zones)) -> Self {
        Self { tx, now, config, zones }
    }

    /// Somebody who must exist because a row refers to them.
    pub async fn person(&mut self, id: PersonId) -> Result<Person, Error> {
        let person = crate::store::people::find(self.tx, self.zones, id, self.now).await?;
        person.ok_or(Error::Fault(Fault::Unreadable("person")))
    }
}

/// Who is speaking, from the signed envelope.
#[derive(Debug, Clone)]
pub struct Who {
    /// Slack's id.
    pub user: SlackUser,
    /// The person, if the bot has met them. A stranger may ask for help and be told what this is.
    pub person: Option<Person>,
}

/// The two ways in which something does not happen.
#[derive(Debug)]
pub enum Error {
    /// It may not or cannot be done; the sentence says what to do next, and nothing has changed.
    Refused(String),
    /// Fields of a form need another look; the form stays open with its text.
    Fields(Vec<(String, String)>),
    /// Something broke; logged once, at the door.
    Fault(Fault),
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

/// A refusal with its sentence.
pub fn refused<T>(sentence: impl Into<String>) -> Result<T, Error> {
    Err(Error::Refused(sentence.into()))
}

/// What a feature wants to happen once its transaction is over.
#[derive(Debug, Clone, PartialEq)]
pub struct Reaction {
    /// What rides back on the acknowledgement.
    pub answer: Answer,
    /// A view to show.
    pub show: Option<Show>,
    /// Whether the person's App Home shows something else now.
    pub refresh_home: RefreshHome,
}

/// A view to show, and how.
#[derive(Debug, Clone, PartialEq)]
pub enum Show {
    /// Open it as a new modal, or on top of the modal the press came from.
    Open(View),
    /// Put it in the place of the modal the press came from.
    Replace(View),
}

/// Whether App Home shows something else after an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RefreshHome {
    /// It does.
    Yes,
    /// It shows what it showed.
    No,
}

impl Reaction {
    /// Done; nothing to show at once.
    pub fn done() -> Self {
        Self { answer: Answer::Nothing, show: None, refresh_home: RefreshHome::Yes }
    }

    /// Nothing happened.
    pub fn nothing() -> Self {
        Self { answer: Answer::Nothing, show: None, refresh_home: RefreshHome::No }
    }

    /// A message only the person sees.
    pub fn say(message: Message) -> Self {
        Self { answer: Answer::Ephemeral(message), ..Self::nothing() }
    }

    /// A view to open.
    pub fn open(view: impl Into<View>) -> Self {
        Self { show: Some(Show::Open(view.into())), ..Self::nothing() }
    }

    /// A view in the place of the one that was pressed in.
    pub fn replace(view: impl Into<View>) -> Self {
        Self { show: Some(Show::Replace(view.into())), ..Self::nothing() }
    }
}

/// Whether something is done with a look at the file or changes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// A read transaction.
    Look,
    /// A write transaction.
    Act,
}

/// The commands.
pub fn command_mode(asked: &Asked) -> Mode {
    match asked {
        Asked::WriteCheckin
        | Asked::History
        | Asked::Search(_)
        | Asked::Help
        | Asked::NotUnderstood(_) => Mode::Look,
        Asked::Pair { .. } | Asked::Day(_) | Asked::Hours(_) | Asked::Away(..) | Asked::Back => {
            Mode::Act
        }
    }
}

/// Takes a command to its feature.
pub async fn command(cx: &mut Cx<'_>, who: &Who, asked: Asked) -> Result<Reaction, Error> {
    match asked {
        Asked::WriteCheckin => checkin::command(cx, who).await,
        Asked::Day(text) => checkin::day(cx, who, &text).await,
        Asked::History => record::history(cx, who).await,
        Asked::Search(words) => record::search(cx, who, &words).await,
        Asked::Pair { mentor, mentee } => pairing::command(cx, who, (&mentor, &mentee)).await,
        Asked::Hours(hours) => hours::set(cx, who, &hours).await,
        Asked::Away(from, to) => hours::away(cx, who, (from, to)).await,
        Asked::Back => hours::back(cx, who).await,
        Asked::Help => help::usage(cx, who, None).await,
        Asked::NotUnderstood(problem) => help::usage(cx, who, Some(&problem)).await,
    }
}

/// The actions.
pub fn click_mode(action: Action) -> Mode {
    match action {
        Action::Join | Action::Decline | Action::Later => Mode::Act,
        Action::WriteCheckin
        | Action::Skip
        | Action::EditCheckin
        | Action::Reply
        | Action::ReadMore
        | Action::OpenCheckin
        | Action::History
        | Action::HistoryOf => Mode::Look,
    }
}

/// Takes a press to its feature.
pub async fn click(
    cx: &mut Cx<'_>,
    who: &Who,
    (action, click): (Action, &Click),
) -> Result<Reaction, Error> {
    match action {
        Action::Join => pairing::join(cx, who, click).await,
        Action::Decline => pairing::decline(cx, who, click).await,
        Action::WriteCheckin => checkin::write(cx, who, click).await,
        Action::Later => checkin::later(cx, who, click).await,
        Action::Skip => checkin::ask_skip(cx, who, click).await,
        Action::EditCheckin => checkin::edit(cx, who, click).await,
        Action::Reply => reply::ask(cx, who, click).await,
        Action::ReadMore => reply::ask_when(cx, who, click).await,
        Action::OpenCheckin => record::open(cx, who, click).await,
        Action::History => record::page(cx, who, click).await,
        Action::HistoryOf => record::page_of(cx, who, click).await,
    }
}

/// Takes a submission to its feature. Submissions always act.
pub async fn submit(
    cx: &mut Cx<'_>,
    who: &Who,
    (form, submit): (Form, &Submit),
) -> Result<Reaction, Error> {
    match form {
        Form::Checkin => checkin::submit(cx, who, submit).await,
        Form::Skip => checkin::skip(cx, who, submit).await,
        Form::Reply => reply::submit(cx, who, submit).await,
        Form::ReadMore => reply::acknowledge(cx, who, submit).await,
        Form::Page => Ok(Reaction::nothing()),
    }
}

/// Plans what is due: at most one batch of each feature. True when something was planned, so there may be more.
///
/// Planners take no hint and keep no memory: a missed, doubled or restarted tick leaves the same rows.
pub async fn plan(cx: &mut Cx<'_>) -> Result<bool, Error> {
    checkin::prompt::plan(cx).await
}

/// What to do with something that was to be said.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// Say it.
    Say(Letter),
    /// Not yet: the reader's window is closed, or something it hangs on is not there.
    Wait(Timestamp),
    /// It is not needed any more, for this reason.
    Drop(&'static str),
    /// Say these instead: there is no room, so each is told alone.
    Instead(Vec<Outgoing>),
}

/// A message and where it goes.
#[derive(Debug, Clone, PartialEq)]
pub struct Letter {
    /// Where it goes.
    pub to: Destination,
    /// What it says.
    pub message: Message,
}

/// Where something goes. People and rooms become conversations when it is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// To one person.
    Person(PersonId),
    /// To a pair's room.
    Room(PairId),
    /// Into a thread.
    Thread(SlackChannel, SlackTs),
    /// In the place of a message of ours.
    Change(SlackChannel, SlackTs),
}

/// How long to wait for another message of ours before looking at it again.
const OTHER_WAIT: SignedDuration = SignedDuration::from_secs(5);

/// What to do with a change of `original`, which is not known to stand. If it may stand, because it is being sent or
/// looked for, the change waits; if it is still to be rendered, it will show the newest state by itself.
pub async fn change_of_missing(cx: &mut Cx<'_>, original: &Outgoing) -> Result<Verdict, Error> {
    Ok(match outbox::find_stage(cx.tx, original).await? {
        Some((Stage::Sending | Stage::Unknown, _)) => Verdict::Wait(soon(cx.now)),
        Some((Stage::Ready | Stage::Sent | Stage::Skipped | Stage::Dead, _)) | None => {
            Verdict::Drop("never posted")
        }
    })
}

/// What has to wait for `previous`, so that the parts of something long stand in their order; `None` when it need not.
pub async fn wait_for(cx: &mut Cx<'_>, previous: &Outgoing) -> Result<Option<Verdict>, Error> {
    Ok(match outbox::find_stage(cx.tx, previous).await? {
        Some((Stage::Ready | Stage::Sending | Stage::Unknown, _)) => {
            Some(Verdict::Wait(soon(cx.now)))
        }
        Some((Stage::Sent | Stage::Skipped | Stage::Dead, _)) | None => None,
    })
}

/// Where somebody is told alone what goes on from `subject`: under it, if it stands in their DM, else in the DM itself.
pub async fn alone(
    cx: &mut Cx<'_>,
    subject: &Subject,
    person: PersonId,
) -> Result<Destination, Error> {
    let dm = crate::store::people::find_dm(cx.tx, person).await?;
    let posts = crate::store::posts::list(cx.tx, subject).await?;
    let begun = posts.into_iter().find(|(channel, _)| Some(channel) == dm.as_ref());
    Ok(begun.map_or(Destination::Person(person), |(channel, ts)| Destination::Thread(channel, ts)))
}

fn soon(now: Timestamp) -> Timestamp {
    now.saturating_add(OTHER_WAIT).unwrap_or(now)
}

/// Renders something that is to be said, from the state of this moment.
pub async fn render(cx: &mut Cx<'_>, message: &Outgoing) -> Result<Verdict, Error> {
    match message {
        Outgoing::Consent { .. }
        | Outgoing::ConsentAnswered { .. }
        | Outgoing::ProposalSettled { .. }
        | Outgoing::ProposalDropped { .. }
        | Outgoing::Greeting { .. } => pairing::render(cx, message).await,
        Outgoing::Prompt { .. }
        | Outgoing::PromptAnswered { .. }
        | Outgoing::Reminder { .. }
        | Outgoing::LastReminder { .. } => checkin::prompt::render(cx, message).await,
        Outgoing::Receipt { .. }
        | Outgoing::ReceiptRefresh { .. }
        | Outgoing::CheckinPost { .. }
        | Outgoing::CheckinPart { .. }
        | Outgoing::CheckinRefresh { .. } => checkin::post::render(cx, message).await,
        Outgoing::Acknowledged { .. }
        | Outgoing::ReplyPost { .. }
        | Outgoing::ReplyPart { .. }
        | Outgoing::ReplyRefresh { .. } => reply::post::render(cx, message).await,
    }
}

/// Whether something that was refused because its place is gone would not be said there again.
pub async fn moves_on(cx: &mut Cx<'_>, message: &Outgoing) -> Result<bool, Error> {
    Ok(match render(cx, message).await? {
        Verdict::Instead(_) | Verdict::Drop(_) => true,
        Verdict::Say(_) | Verdict::Wait(_) => false,
    })
}

/// What a message shows, so that a reply under it finds its way. `None` for what nothing hangs on.
pub fn subject(message: &Outgoing) -> Option<Subject> {
    match message {
        Outgoing::Consent { pair, .. } => Some(Subject::Consent(*pair)),
        Outgoing::Greeting { pair, .. } => Some(Subject::Greeting(*pair)),
        Outgoing::Prompt { pair, week, .. }
        | Outgoing::Reminder { pair, week }
        | Outgoing::LastReminder { pair, week } => Some(Subject::Prompt(*pair, *week)),
        Outgoing::Receipt { checkin } => Some(Subject::Receipt(*checkin)),
        Outgoing::CheckinPost { checkin, .. } => Some(Subject::Checkin(*checkin)),
        Outgoing::ReplyPost { reply, .. } => Some(Subject::Reply(*reply)),
        Outgoing::ConsentAnswered { .. }
        | Outgoing::ProposalSettled { .. }
        | Outgoing::ProposalDropped { .. }
        | Outgoing::PromptAnswered { .. }
        | Outgoing::ReceiptRefresh { .. }
        | Outgoing::CheckinPart { .. }
        | Outgoing::CheckinRefresh { .. }
        | Outgoing::Acknowledged { .. }
        | Outgoing::ReplyPart { .. }
        | Outgoing::ReplyRefresh { .. } => None,
    }
}

/// What follows from a message standing in Slack since `at`, in the transaction that records it.
pub async fn delivered(cx: &mut Cx<'_>, message: &Outgoing, at: Timestamp) -> Result<(), Error> {
    match message {
        Outgoing::Prompt { .. } | Outgoing::Reminder { .. } | Outgoing::LastReminder { .. } => {
            checkin::prompt::delivered(cx, message, at).await
        }
        Outgoing::CheckinPost { checkin, .. } => checkin::post::delivered(cx, *checkin, at).await,
        Outgoing::ReplyPost { reply, to } => reply::post::delivered(cx, (*reply, *to)).await,
        Outgoing::Consent { .. }
        | Outgoing::ConsentAnswered { .. }
        | Outgoing::ProposalSettled { .. }
        | Outgoing::ProposalDropped { .. }
        | Outgoing::Greeting { .. }
        | Outgoing::PromptAnswered { .. }
        | Outgoing::Receipt { .. }
        | Outgoing::ReceiptRefresh { .. }
        | Outgoing::CheckinPart { .. }
        | Outgoing::CheckinRefresh { .. }
        | Outgoing::Acknowledged { .. }
        | Outgoing::ReplyPart { .. }
        | Outgoing::ReplyRefresh { .. } => Ok(()),
    }
}

/// What follows, beside everything else, from finding out only by looking that a message stands: for a while people saw
/// it and the bot did not know, so what they answered under it found no place.
pub fn found(app: &App, message: &Outgoing) {
    if let Outgoing::CheckinPost { checkin, .. } = message {
        let (away, checkin) = (app.clone(), *checkin);
        app.spawn(async move { reply::thread::read_again(&away, checkin).await });
    }
}

/// What follows from a message never standing in Slack, in the transaction that records it.
pub async fn undelivered(cx: &mut Cx<'_>, message: &Outgoing) -> Result<(), Error> {
    match message {
        Outgoing::Prompt { pair, week, .. } => checkin::prompt::undelivered(cx, *pair, *week).await,
        Outgoing::Consent { .. }
        | Outgoing::ConsentAnswered { .. }
        | Outgoing::ProposalSettled { .. }
        | Outgoing::ProposalDropped { .. }
        | Outgoing::Greeting { .. }
        | Outgoing::PromptAnswered { .. }
        | Outgoing::Reminder { .. }
        | Outgoing::LastReminder { .. }
        | Outgoing::Receipt { .. }
        | Outgoing::ReceiptRefresh { .. }
        | Outgoing::CheckinPost { .. }
        | Outgoing::CheckinPart { .. }
        | Outgoing::CheckinRefresh { .. }
        | Outgoing::Acknowledged { .. }
        | Outgoing::ReplyPost { .. }
        | Outgoing::ReplyPart { .. }
        | Outgoing::ReplyRefresh { .. } => Ok(()),
    }
}
