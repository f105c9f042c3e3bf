//! What Trellis does for people: a feature per file or folder, none of which knows another.
//!
//! A feature answers in one of two shapes. *Look*: a read transaction gives a view, which is opened while Slack's
//! acknowledgement is already on its way. *Act*: a write transaction runs to its commit, and only then is the press or
//! the submission acknowledged. The lists are explicit: commands below, presses in
//! `clicks`, forms and shortcuts in `submits`, what is due in `planners`, what can be said later in `saying`. Each matches its closed enum without `_`, so that a new member does
//! not compile until every list knows it.

use jiff::Timestamp;
use sqlx::SqliteConnection;

use crate::{
    config::Config,
    domain::{
        ids::{PersonId, SlackUser},
        person::Person,
        preview::Wanted,
        zone::Zones,
    },
    slack::{
        answer::Answer,
        blocks::{Message, View},
        command::Asked,
    },
    store::{Fault, Tx},
};

pub mod access;
pub mod agenda;
pub mod agendas;
pub mod agreement;
pub mod answering;
pub mod aside;
pub mod ask;
pub mod attention;
pub mod away;
pub mod bodies;
pub mod calendar_file;
pub mod calls;
pub mod carried;
pub mod challenges;
pub mod channel;
pub mod checkin;
pub mod clicks;
pub mod cohort;
pub mod differently;
pub mod digest;
pub mod discussion;
pub mod dispatch;
pub mod draft;
pub mod ending;
pub mod first_week;
pub mod follow_ups;
pub mod goals;
pub mod guide;
pub mod held;
pub mod help;
pub mod help_channel;
pub mod holidays;
pub mod home;
pub mod hours;
pub mod invitations;
pub mod journal;
pub mod letter;
pub mod meeting;
pub mod modes;
pub mod occasions;
pub mod office_hours;
pub mod open;
pub mod owed;
pub mod owing;
pub mod own;
pub mod pairing;
pub mod partners;
pub mod peer_review;
pub mod people;
pub mod phase;
pub mod planners;
pub mod preview;
pub mod proposing;
pub mod publish;
pub mod record;
pub mod rematch;
pub mod reply;
pub mod review;
pub mod roster;
pub mod round;
pub mod saying;
pub mod schedule;
pub mod setup;
pub mod shelf;
pub mod signs;
pub mod stats;
pub mod submits;
pub mod suggestion;
pub mod template;
pub mod terms;
pub mod tips;
pub mod turns;
pub mod typed;
pub mod wins;

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

/// The ways in which something does not happen.
#[derive(Debug)]
pub enum Error {
    /// It may not or cannot be done; the sentence says what to do next, and nothing has changed.
    Refused(String),
    /// The pair with this one, in which they might have done it, has ended; what they typed is still theirs.
    Over(SlackUser),
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

/// So many rows of each kind are planned in one transaction, so that nobody waits long for the writer.
const PLANNED_AT_ONCE: i64 = 10;

/// A refusal with its sentence.
pub fn refused<T>(sentence: impl Into<String>) -> Result<T, Error> {
    Err(Error::Refused(sentence.into()))
}

/// What a feature wants to happen once its transaction is over.
#[derive(Debug, Clone, PartialEq)]
pub struct Reaction {
    /// What rides back on the acknowledgement.
    pub answer: Answer,
    /// What to show beside that.
    pub show: Option<Show>,
    /// Whether the person's App Home shows something else now.
    pub refresh_home: RefreshHome,
}

/// What to show, and how.
#[derive(Debug, Clone, PartialEq)]
pub enum Show {
    /// Open it as a new modal, or on top of the modal the press came from.
    Open(View),
    /// Put it in the place of the modal the press came from.
    Replace(View),
    /// Open it, or put it in the place of the modal the press came from, and in its place, once that is worked out, what
    /// is ahead.
    WorkOut(View, Wanted),
    /// Say it where the command or the press came from, to this person alone; without its charts if Slack refuses them.
    /// What rides back on the acknowledgement cannot be said again, so that is no place for a chart.
    Tell(Message),
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

    /// A message only the person sees, which may hold a chart, and may answer a press.
    pub fn tell(message: Message) -> Self {
        Self { show: Some(Show::Tell(message)), ..Self::nothing() }
    }

    /// A view to open.
    pub fn open(view: impl Into<View>) -> Self {
        Self { show: Some(Show::Open(view.into())), ..Self::nothing() }
    }

    /// A view that stands there until what is ahead is worked out.
    pub fn work_out(view: impl Into<View>, wanted: Wanted) -> Self {
        Self { show: Some(Show::WorkOut(view.into(), wanted)), ..Self::nothing() }
    }

    /// A view in the place of the one that was pressed in.
    pub fn replace(view: impl Into<View>) -> Self {
        Self { show: Some(Show::Replace(view.into())), ..Self::nothing() }
    }
}

/// Takes a command to its feature.
pub async fn command(cx: &mut Cx<'_>, who: &Who, asked: Asked) -> Result<Reaction, Error> {
    match asked {
        Asked::WriteCheckin => checkin::command(cx, who).await,
        Asked::Ask(kind) => ask::command(cx, who, kind).await,
        Asked::AskHelp => Ok(ask::tips()),
        Asked::Day(text) => checkin::day(cx, who, &text).await,
        Asked::History => record::history(cx, who).await,
        Asked::Owed => owed::command(cx, who).await,
        Asked::Stats => stats::command(cx, who).await,
        Asked::Search(words) => record::search(cx, who, &words).await,
        Asked::Decide => shelf::decision::command(cx, who).await,
        Asked::Decisions => shelf::list::decisions(cx, who).await,
        Asked::Goals => goals::command(cx, who).await,
        Asked::Areas => goals::areas::command(cx, who).await,
        Asked::AddResource => shelf::resource::command(cx, who).await,
        Asked::FindResource(words) => shelf::list::find(cx, who, &words).await,
        Asked::Pair { mentor, mentee } => pairing::command(cx, who, (&mentor, &mentee)).await,
        Asked::ChooseHours => hours::command(who),
        Asked::Hours(hours) => hours::from_command(cx, who, &hours).await,
        Asked::ChooseAway => away::command(cx, who).await,
        Asked::Away(from, to) => away::from_command(cx, who, (from, to)).await,
        Asked::Back => away::back(cx, who).await,
        Asked::Holidays => holidays::command(cx, who).await,
        Asked::Template => template::command(cx, who).await,
        Asked::Questions => help_channel::command(cx, who).await,
        Asked::Challenges => challenges::list::command(cx, who).await,
        Asked::AddChallenge(link) => challenges::list::add(cx, who, &link).await,
        Asked::Call => calls::command(cx, who).await,
        Asked::Calls => calls::page::command(cx, who).await,
        Asked::Agreement => agreement::command(cx, who).await,
        Asked::Review => review::page::command(cx, who).await,
        Asked::Rematch(mentee) => rematch::command(cx, who, mentee.as_ref()).await,
        Asked::OfficeHours => office_hours::command(cx, who).await,
        Asked::Mute(mute) => attention::mute(cx, who, mute).await,
        Asked::Settings => attention::command(cx, who).await,
        Asked::Guide => guide::command(cx, who).await,
        Asked::EditGuide => guide::edit(cx, who).await,
        Asked::Journal => journal::command(cx, who).await,
        Asked::Suggest => aside::suggest(cx, who).await,
        Asked::Cohorts => cohort::command(cx, who).await,
        Asked::CreateCohort { name, channel } => cohort::create(cx, who, (&name, channel.as_ref())),
        Asked::Win => wins::command(cx, who).await,
        Asked::Help => help::usage(cx, who, None).await,
        Asked::Phase => phase::command(cx, who).await,
        Asked::End => ending::command(cx, who).await,
        Asked::SetUp => setup::command(cx, who).await,
        Asked::SuggestPairs => suggestion::command(cx, who).await,
        Asked::Preview(somebody, days) => {
            preview::command(cx, who, (somebody.as_ref(), days)).await
        }
        Asked::NotUnderstood(problem) => help::usage(cx, who, Some(&problem)).await,
    }
}
