//! What Trellis does for people: a feature per file or folder, none of which knows another.
//!
//! A feature answers in one of two shapes. *Look*: a read transaction gives a view, which is opened while Slack's
//! acknowledgement is already on its way. *Act*: a write transaction runs to its commit, and only then is the press or
//! the submission acknowledged. The lists are explicit: commands, actions and forms below and in `modes`, what is due
//! in `planners`, what can be said later in `saying`. Each matches its closed enum without `_`, so that a new member does
//! not compile until every list knows it.

use jiff::Timestamp;
use sqlx::SqliteConnection;

use crate::{
    config::Config,
    domain::{
        call_signs::CallStep,
        ending::Answered,
        goal::MilestoneState,
        ids::{PersonId, SlackUser},
        meeting::{Happened, Presence, Worth},
        person::Person,
        question::Closed,
        step::Choice,
        zone::Zones,
    },
    slack::{
        action::{Action, Form, Shortcut},
        answer::Answer,
        blocks::{Message, View},
        command::Asked,
        inbound::{Click, MessageAction, Submit},
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
pub mod differently;
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
pub mod people;
pub mod phase;
pub mod planners;
pub mod publish;
pub mod record;
pub mod rematch;
pub mod reply;
pub mod review;
pub mod saying;
pub mod schedule;
pub mod shelf;
pub mod signs;
pub mod stats;
pub mod template;
pub mod terms;
pub mod tips;
pub mod typed;

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
        Asked::Help => help::usage(cx, who, None).await,
        Asked::Phase => phase::command(cx, who).await,
        Asked::End => ending::command(cx, who).await,
        Asked::NotUnderstood(problem) => help::usage(cx, who, Some(&problem)).await,
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
        Action::SeeDifferently => differently::ask(cx, who, click).await,
        Action::OpenCheckin => record::open(cx, who, click).await,
        Action::History => record::page(cx, who, click).await,
        Action::HistoryOf => record::page_of(cx, who, click).await,
        Action::MakeCheckin => checkin::typed::make(cx, who, click).await,
        Action::AskInCheckin => checkin::typed::ask(cx, who, click).await,
        Action::MakeQuestion => ask::brought::make(cx, who, click).await,
        Action::MakeReply => reply::typed::make(cx, who, click).await,
        Action::SendNote => typed::note::send(cx, who, click).await,
        Action::TakeNoteBack => typed::note::take_back(cx, who, click).await,
        Action::NeverMind => typed::never_mind(cx, who, click).await,
        Action::Away => away::ask(cx, who, click).await,
        Action::TakeBackLeave => away::take_back(cx, who, click).await,
        Action::Hours => hours::ask(who, click),
        Action::Typed => Ok(Reaction::nothing()),
        Action::SaveDraft => draft::save(cx, who, click).await,
        Action::DiscardDraft => draft::discard(cx, who, click).await,
        Action::ReadDraft => draft::open(cx, who, click).await,
        Action::OneLine => checkin::one_line::ask(cx, who, click).await,
        Action::SomethingOff => aside::ask_off(cx, who, click).await,
        Action::AskGently => aside::ask_question(cx, who, click).await,
        Action::SuggestTopic => aside::suggest_topic(cx, who, click).await,
        Action::Stats => stats::choose(cx, who, click).await,
        Action::AskRematch => rematch::asked::ask(cx, who, click).await,
        Action::SuggestMentor => rematch::suggest::ask(cx, who, click).await,
        Action::CloseRematch => rematch::asked::close(cx, who, click).await,
        Action::TakeBackSuggestion => rematch::suggest::take_back(cx, who, click).await,
        Action::JoinRematch => rematch::consent::join(cx, who, click).await,
        Action::DeclineRematch => rematch::consent::decline(cx, who, click).await,
        Action::TakeMentor => rematch::consent::ask(cx, who, click).await,
        Action::StayWithMentor => rematch::consent::stay(cx, who, click).await,
        Action::LetRepliesTravel => rematch::consent::let_travel(cx, who, click).await,
        Action::KeepReplies => rematch::consent::keep(cx, who, click).await,
        Action::Why => attention::why(cx, who, click).await,
        Action::Switch => attention::switch(cx, who, click).await,
        Action::Settings => attention::settings(cx, who, click).await,
        Action::AskQuestion => ask::ask(cx, who, click).await,
        Action::ChangeAsking => ask::change(cx, who, click).await,
        Action::SolvedWriting => ask::solved_writing(cx, who, click).await,
        Action::SolvedByMemory => ask::memory::solved(cx, who, click).await,
        Action::ChangeQuestion => ask::memory::change(cx, who, click).await,
        Action::EditQuestion => ask::edit(cx, who, click).await,
        Action::Answer => ask::answer::ask(cx, who, click).await,
        Action::Seen => ask::answer::ask_when(cx, who, click).await,
        Action::Solved => ask::outcome::settle(cx, who, (click, Closed::Solved)).await,
        Action::AskNow => ask::ask_now(cx, who, click).await,
        Action::SolvedAlone => ask::outcome::settle(cx, who, (click, Closed::SolvedAlone)).await,
        Action::Publish => publish::ask(cx, who, click).await,
        Action::NoPublish => publish::decline(cx, who, click).await,
        Action::OpenPublished => publish::open(cx, who, click).await,
        Action::TakeBackPublished => publish::take_back(cx, who, click).await,
        Action::SolvedThere => ask::commons::solved(cx, who, click).await,
        Action::NotYet => ask::outcome::not_yet(cx, who, click).await,
        Action::FollowUp => ask::outcome::follow_up(cx, who, click).await,
        Action::OpenQuestion => record::open_question(cx, who, click).await,
        Action::TakePlace => office_hours::line::take(cx, who, click).await,
        Action::LeaveLine => office_hours::line::leave(cx, who, click).await,
        Action::CallNext => office_hours::line::call_next(cx, who, click).await,
        Action::SendCallFile => calendar_file::send(cx, who, click).await,
        Action::ProposeCall => calls::ask(cx, who, click).await,
        Action::OtherTime => calls::other_time(cx, who, click).await,
        Action::ChooseSlot => calls::ask::choose(cx, who, click).await,
        Action::SkipCall => calls::ask::skip(cx, who, click).await,
        Action::TakeBackCall => calls::page::take_back(cx, who, click).await,
        Action::MoveCall => calls::change::ask_move(cx, who, click).await,
        Action::CallOff => calls::change::ask_off(cx, who, click).await,
        Action::Calls => calls::page::open(cx, who, click).await,
        Action::CallSettings => calls::page::settings(cx, who, click).await,
        Action::ConfirmCall => calls::agree::confirm(cx, who, click).await,
        Action::DeclineCall => calls::agree::decline(cx, who, click).await,
        Action::Here => meeting::presence(cx, who, (click, Presence::Here)).await,
        Action::RunningLate => meeting::presence(cx, who, (click, Presence::Late)).await,
        Action::CouldNotMakeIt => meeting::presence(cx, who, (click, Presence::CannotCome)).await,
        Action::NobodyCame => meeting::nobody_came(cx, who, click).await,
        Action::ItHappened => meeting::happened(cx, who, (click, Happened::Held)).await,
        Action::ItDidNot => meeting::happened(cx, who, (click, Happened::DidNotMeet)).await,
        Action::NotHowItWas => meeting::ask_how_it_was(cx, who, click).await,
        Action::WorthACall => meeting::worth(cx, who, (click, Worth::Call)).await,
        Action::CouldBeWritten => meeting::worth(cx, who, (click, Worth::Written)).await,
        Action::CallNotes => meeting::notes::ask(cx, who, click).await,
        Action::OpenCallNotes => meeting::notes::open(cx, who, click).await,
        Action::SkipNextCall => meeting::signs::take(cx, who, (click, CallStep::SkipNext)).await,
        Action::GoMonthly => meeting::signs::take(cx, who, (click, CallStep::GoMonthly)).await,
        Action::Decisions => shelf::list::decisions_of_pair(cx, who, click).await,
        Action::KeepFound => shelf::resource::of_found(cx, who, click).await,
        Action::OpenDecision => shelf::decision::open(cx, who, click).await,
        Action::EditDecision => shelf::decision::edit(cx, who, click).await,
        Action::RemoveDecision => shelf::decision::remove(cx, who, click).await,
        Action::Resources => shelf::list::resources_of_pair(cx, who, click).await,
        Action::OpenResource => shelf::resource::open(cx, who, click).await,
        Action::EditResource => shelf::resource::edit(cx, who, click).await,
        Action::RemoveResource => shelf::resource::remove(cx, who, click).await,
        Action::Challenges => challenges::list::page(cx, who, click).await,
        Action::NewerChallenges => challenges::list::page(cx, who, click).await,
        Action::MyChallenges => challenges::list::own(cx, who, click).await,
        Action::EditChallenge => challenges::list::edit(cx, who, click).await,
        Action::RetireChallenge => challenges::list::retire(cx, who, click).await,
        Action::WriteUp => challenges::write_up::write(cx, who, click).await,
        Action::OpenWriteUp => challenges::write_up::open(cx, who, click).await,
        Action::NotThisOne => challenges::given::decline(cx, who, click).await,
        Action::WriteAgenda => agenda::ask(cx, who, click).await,
        Action::OpenAgenda => agenda::open(cx, who, click).await,
        Action::LookBack => review::look_back(cx, who, click).await,
        Action::Reviews => review::page::turn(cx, who, click).await,
        Action::OpenReview => review::page::open(cx, who, click).await,
        Action::Goals => goals::list(cx, who, click).await,
        Action::OlderGoals | Action::NewerGoals => goals::settled(cx, who, click).await,
        Action::OpenGoal => goals::open(cx, who, click).await,
        Action::AddGoal => goals::form::add(cx, who, click).await,
        Action::EditGoal => goals::form::edit(cx, who, click).await,
        Action::MeetGoal => goals::settle::ask_how(cx, who, click).await,
        Action::DropGoal => goals::settle::ask_why(cx, who, click).await,
        Action::MilestoneDone => goals::mark(cx, who, (click, MilestoneState::Done)).await,
        Action::MilestoneDropped => goals::mark(cx, who, (click, MilestoneState::Dropped)).await,
        Action::MilestoneOpen => goals::mark(cx, who, (click, MilestoneState::Open)).await,
        Action::DecideGoals => goals::quarter::ask(cx, who, click).await,
        Action::Agreement => agreement::open(cx, who, click).await,
        Action::FillAgreement => agreement::form::fill(cx, who, click).await,
        Action::ReadAgreement => agreement::read(cx, who, click).await,
        Action::Guide => guide::open(cx, who, click).await,
        Action::FirstWeek => guide::first_week::open(cx, who, click).await,
        Action::TickFirstWeek => guide::first_week::tick(cx, who, click).await,
        Action::Journal => journal::page(cx, who, click).await,
        Action::WriteEntry => journal::entry::write(cx, who, click).await,
        Action::OpenEntry => journal::entry::open(cx, who, click).await,
        Action::EditEntry => journal::entry::edit(cx, who, click).await,
        Action::EraseEntry => journal::entry::erase(cx, who, click).await,
        Action::EraseJournal => journal::erase_all(cx, who, click).await,
        Action::ShareEntry => journal::share::share(cx, who, click).await,
        Action::Phase => phase::open(cx, who, click).await,
        Action::Picture => phase::picture(cx, who, click).await,
        Action::StepDown => phase::choose(cx, who, (click, Choice::Down)).await,
        Action::StepUp => phase::choose(cx, who, (click, Choice::Up)).await,
        Action::BePeers => phase::choose(cx, who, (click, Choice::Peers)).await,
        Action::StayAsWeAre => phase::choose(cx, who, (click, Choice::Stay)).await,
        Action::WouldMentor => ending::alumni::answer(cx, who, (click, Answered::Mentor)).await,
        Action::NotAsMentor => ending::alumni::answer(cx, who, (click, Answered::NotNow)).await,
        Action::EndPair => ending::ask(cx, who, click).await,
        Action::SendRecord => ending::alumni::send_again(cx, who, click).await,
    }
}

/// Takes a shortcut to its feature. Shortcuts always look.
pub async fn shortcut(
    cx: &mut Cx<'_>,
    who: &Who,
    (shortcut, used): (Shortcut, &MessageAction),
) -> Result<Reaction, Error> {
    match shortcut {
        Shortcut::AskAbout => ask::brought::about(cx, who, used).await,
        Shortcut::SaveDecision => shelf::decision::from_message(cx, who, used).await,
        Shortcut::SaveResource => shelf::resource::from_message(cx, who, used).await,
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
        Form::SeeDifferently => differently::submit(cx, who, submit).await,
        Form::Away => away::submit(cx, who, submit).await,
        Form::Hours => hours::submit(cx, who, submit).await,
        Form::Holidays => holidays::submit(cx, who, submit).await,
        Form::Template => template::submit(cx, who, submit).await,
        Form::HelpChannel => help_channel::submit(cx, who, submit).await,
        Form::OfficeHours => office_hours::submit(cx, who, submit).await,
        Form::Publish => publish::submit(cx, who, submit).await,
        Form::OneLine => checkin::one_line::submit(cx, who, submit).await,
        Form::SomethingOff => aside::submit_off(cx, who, submit).await,
        Form::AskGently => aside::submit_question(cx, who, submit).await,
        Form::Settings => attention::submit(cx, who, submit).await,
        Form::Question => ask::submit(cx, who, submit).await,
        Form::AskAnyway => ask::memory::ask_anyway(cx, who, submit).await,
        Form::Answer => ask::answer::submit(cx, who, submit).await,
        Form::Seen => ask::answer::seen(cx, who, submit).await,
        Form::Call => calls::submit(cx, who, submit).await,
        Form::CallOff => calls::change::off(cx, who, submit).await,
        Form::CallSettings => calls::page::submit(cx, who, submit).await,
        Form::Decision => shelf::decision::submit(cx, who, submit).await,
        Form::Resource => shelf::resource::submit(cx, who, submit).await,
        Form::Challenges => challenges::list::submit_switch(cx, who, submit).await,
        Form::Challenge => challenges::list::submit(cx, who, submit).await,
        Form::WriteUp => challenges::write_up::submit(cx, who, submit).await,
        Form::Agenda => agenda::submit(cx, who, submit).await,
        Form::HowItWas => meeting::how_it_was(cx, who, submit).await,
        Form::CallNotes => meeting::notes::submit(cx, who, submit).await,
        Form::Review => review::submit(cx, who, submit).await,
        Form::Goal => goals::form::submit(cx, who, submit).await,
        Form::GoalMet => goals::settle::met(cx, who, submit).await,
        Form::GoalDropped => goals::settle::dropped(cx, who, submit).await,
        Form::GoalAreas => goals::areas::submit(cx, who, submit).await,
        Form::GoalsDecided => goals::quarter::submit(cx, who, submit).await,
        Form::Agreement => agreement::form::submit(cx, who, submit).await,
        Form::SignAgreement => agreement::sign::submit(cx, who, submit).await,
        Form::Guide => guide::submit(cx, who, submit).await,
        Form::FirstWeek => guide::first_week::submit(cx, who, submit).await,
        Form::JournalSwitch => journal::submit_switch(cx, who, submit).await,
        Form::Entry => journal::entry::submit(cx, who, submit).await,
        Form::Suggest => aside::submit_suggestion(cx, who, submit).await,
        Form::Rematch => rematch::asked::submit(cx, who, submit).await,
        Form::SuggestMentor => rematch::suggest::submit(cx, who, submit).await,
        Form::TakeMentor => rematch::consent::submit(cx, who, submit).await,
        Form::End => ending::look_again(cx, who, submit).await,
        Form::EndNow => ending::submit(cx, who, submit).await,
        Form::Page => Ok(Reaction::nothing()),
    }
}
