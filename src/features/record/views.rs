//! How a pair's record looks when it is read again.

use jiff::Timestamp;

use crate::{
    domain::{
        follow_up::FollowUps,
        ids::{
            AssignmentId, CallId, CheckinId, DecisionId, GoalId, PairId, QuestionId, ResourceId,
            ReviewId,
        },
        pair::Side,
        person::Person,
        question::{Question, State},
        reply::Reply,
        search::Terms,
        text::UserText,
        week::Week,
    },
    features::bodies,
    slack::{
        action::{Action, Form, PairPage, agreement::PairVersion},
        blocks::{
            Block, Button, View, buttons, divider,
            input::{Choice, Select},
            limits, quote, say, small,
            view::Modal,
            words::{mention, when},
        },
    },
    store::{checkins::Checkin, differences::StoredDifference, records::Hit, replies::StoredReply},
};

/// The question whose answer a line of the history shows.
const LEARNED: &str = "learned";

/// The most characters of what somebody wrote that a line of the history shows.
const GLIMPSE: usize = 160;

/// A page of a pair's history.
pub struct History<'a> {
    /// Which page.
    pub page: PairPage,
    /// The other one of the pair.
    pub partner: &'a Person,
    /// Who reads.
    pub reader: &'a Person,
    /// Every pair the reader could choose, with their partner.
    pub choices: &'a [(PairId, Person)],
    /// What stands on the page, newest first.
    pub entries: &'a [Entry],
    /// The calls of that time of which something is kept, newest first.
    pub calls: &'a [Noted],
    /// The page after this one, if there is more.
    pub older: Option<PairPage>,
}

/// One week of the record.
pub enum Entry {
    /// Its check-in.
    Written(Box<Checkin>),
    /// It was skipped, and why, if the mentee said so.
    Skipped(Week, Option<UserText>),
    /// This check-in, of a later week, closed it too.
    Covered(Week, Box<Checkin>),
}

/// A call of which something is kept.
#[derive(Debug, Clone, Copy)]
pub struct Noted {
    /// In which week of the mentee's it was.
    pub week: Week,
    /// The call.
    pub call: CallId,
    /// When it began.
    pub at: Timestamp,
}

impl Entry {
    fn week(&self) -> Week {
        match self {
            Self::Written(checkin) => checkin.week,
            Self::Skipped(week, _) | Self::Covered(week, _) => *week,
        }
    }
}

/// A page of the history.
pub fn history(history: &History<'_>) -> View {
    let mut modal = Modal::new(Form::Page.id(), "Check-ins so far").close("Close").block(small(
        format!("You and {}. Only you two can read this.", mention(&history.partner.user)),
    ));
    if history.choices.len() > 1 {
        let choice = |(id, partner): &(PairId, Person)| {
            // An option cannot be empty, and not every profile has a name.
            let name = if partner.name.is_empty() { "Somebody" } else { &partner.name };
            Choice::new(id.to_string(), name)
        };
        let choices: Vec<Choice> = history.choices.iter().map(choice).collect();
        let select = Select::new("pair", "With", choices).initial(history.page.pair.to_string());
        // Slack opens no modal that has a choice in it and nothing to send.
        modal = modal.submit("Done").block(select.dispatch(Action::HistoryOf.id()).optional());
    }
    let mut calls = history.calls.iter().peekable();
    if history.entries.is_empty() && history.calls.is_empty() {
        modal = modal.block(say(
            "Nothing here yet. The first check-in you two exchange will be the first entry.",
        ));
    }
    for entry in history.entries {
        // A call of a later week stands above it, one of the same week below.
        while let Some(call) = calls.next_if(|call| call.week > entry.week()) {
            modal = modal.blocks(noted(call, history.reader));
        }
        modal = modal.blocks(match entry {
            Entry::Written(checkin) => written(checkin, history.reader),
            Entry::Skipped(week, reason) => skipped(*week, reason.as_ref()),
            Entry::Covered(week, by) => vec![covered(*week, by)],
        });
    }
    modal = modal.blocks(calls.flat_map(|call| noted(call, history.reader)));
    if let Some(older) = history.older {
        let button = Button::new("Older weeks", Action::History.id(), older.to_string());
        modal = modal.block(buttons("pages", [button]));
    }
    modal.into()
}

fn written(checkin: &Checkin, reader: &Person) -> Vec<Block> {
    let id = checkin.id.to_string();
    let reply = match (checkin.replied_at, checkin.owed_by) {
        (Some(at), _) => format!("replied {}", when(at, &reader.zone.weekday_time(at))),
        (None, Some(at)) => format!("reply owed by {}", when(at, &reader.zone.weekday_time(at))),
        (None, None) => "no reply yet".to_owned(),
    };
    let mut blocks = vec![say(format!("*Week of {}*  ·  {reply}", checkin.week.human()))];
    blocks.extend(glimpsed(checkin).map(|(label, text)| quote(label, &text.glimpse(GLIMPSE))));
    blocks
        .push(buttons(format!("open_{id}"), [Button::new("Read", Action::OpenCheckin.id(), &*id)]));
    blocks
}

fn noted(noted: &Noted, reader: &Person) -> [Block; 2] {
    let read = Button::new("Read", Action::OpenCallNotes.id(), noted.call.to_string());
    let day = reader.zone.day(noted.at);
    [say(format!("*Call of {day}*")), buttons(format!("call_{}", noted.call), [read])]
}

/// What was learned; where the programme does not ask that, what was said first.
fn glimpsed(checkin: &Checkin) -> Option<(&str, &UserText)> {
    if let Some(line) = &checkin.answers.one_line {
        return Some((bodies::ONE_LINE, line));
    }
    let weekly = checkin.template.content.weekly();
    let said = weekly.filter_map(|asked| Some((asked, checkin.answers.to(asked)?)));
    // Learned comes before everything else; among equals the first stays first.
    let (asked, text) = said.min_by_key(|(asked, _)| asked.name != LEARNED)?;
    Some((&asked.label, text))
}

fn skipped(week: Week, reason: Option<&UserText>) -> Vec<Block> {
    let mut blocks = vec![say(format!("*Week of {}*  ·  skipped", week.human()))];
    blocks.extend(reason.map(|reason| quote("Because", reason)));
    blocks
}

fn covered(week: Week, by: &Checkin) -> Block {
    say(format!("*Week of {}*  ·  closed with the week of {}", week.human(), by.week.human()))
}

/// One check-in with its replies.
#[derive(Debug, Clone, Copy)]
pub struct Page<'a> {
    /// The mentor and the mentee.
    pub both: (&'a Person, &'a Person),
    /// On which side the reader is.
    pub side: Side,
    /// The check-in.
    pub checkin: &'a Checkin,
    /// What it says about actions.
    pub actions: &'a FollowUps,
    /// Its replies, oldest first, with what they say about actions.
    pub replies: &'a [(StoredReply, FollowUps)],
    /// What the mentee sees differently about them, oldest first.
    pub differences: &'a [StoredDifference],
}

/// The page of one check-in.
pub fn checkin(page: &Page<'_>) -> View {
    let ((mentor, mentee), checkin) = (page.both, page.checkin);
    let mut own = vec![say(format!(
        "*{}, week of {}*, sent {}",
        mention(&mentee.user),
        checkin.week.human(),
        when(checkin.submitted_at, &mentee.zone.weekday_time(checkin.submitted_at))
    ))];
    own.extend(bodies::checkin(&checkin.template.content, &checkin.answers));
    own.extend(bodies::follow_ups(page.actions));
    if page.replies.is_empty() {
        own.push(small("No reply yet."));
    }
    let replies = page.replies.iter().map(|(reply, actions)| {
        let said = when(reply.said_at, &mentor.zone.weekday_time(reply.said_at));
        let mut blocks = vec![say(format!("*{} replied* {said}", mention(&mentor.user)))];
        blocks.extend(replied(reply));
        blocks.extend(bodies::follow_ups(actions));
        blocks.extend(differ(page.side, reply));
        blocks
    });
    let differences = page.differences.iter().map(|difference| {
        let said = when(difference.said_at, &mentee.zone.weekday_time(difference.said_at));
        let mut blocks =
            vec![say(format!("*{} saw it differently* {said}", mention(&mentee.user)))];
        blocks.extend(bodies::difference(&difference.content));
        blocks
    });
    // One block is left for saying that there is more.
    let room = limits::VIEW_BLOCKS.saturating_sub(own.len() + 1);
    let said = newest(replies.chain(differences).collect(), room);
    Modal::new(Form::Page.id(), "Check-in").close("Close").blocks(own).blocks(said).into()
}

/// The page of one question, with its answers, oldest first.
pub fn question(
    (mentor, mentee): (&Person, &Person),
    question: &Question,
    answers: &[StoredReply],
) -> View {
    let mut own = vec![say(format!(
        "*{} asked* {}",
        mention(&mentee.user),
        when(question.asked_at, &mentee.zone.weekday_time(question.asked_at))
    ))];
    own.extend(bodies::question(&question.content));
    if answers.is_empty() {
        own.push(small("No answer yet."));
    }
    let said = answers.iter().map(|answer| {
        let said = when(answer.said_at, &mentor.zone.weekday_time(answer.said_at));
        let line = say(format!("*{} answered* {said}", mention(&mentor.user)));
        std::iter::once(line).chain(replied(answer)).collect()
    });
    let closed = match question.state() {
        State::Closed(closed) => Some(small(bodies::closed(closed))),
        State::Open | State::Answered => None,
    };
    // Two blocks are left: for saying that there is more, and how it was settled.
    let room = limits::VIEW_BLOCKS.saturating_sub(own.len() + 2);
    let said = newest(said.collect(), room);
    let modal = Modal::new(Form::Page.id(), "Question").close("Close");
    modal.blocks(own).blocks(said).blocks(closed).into()
}

/// The newest of what was said that fits into `room` blocks, and where the rest stands: Slack opens no page that is
/// longer.
fn newest(said: Vec<Vec<Block>>, room: usize) -> Vec<Block> {
    let mut left = room;
    let fits = |entry: &&Vec<Block>| {
        let fits = entry.len() <= left;
        left = left.saturating_sub(entry.len());
        fits
    };
    let shown = said.iter().rev().take_while(fits).count();
    let more = (shown < said.len()).then(|| {
        small("The first replies don't fit here; you find them where they were said, under the check-in in Slack.")
    });
    let shown = said.into_iter().rev().take(shown).collect::<Vec<_>>().into_iter().rev().flatten();
    more.into_iter().chain(shown).collect()
}

/// Only the mentee may.
fn differ(side: Side, reply: &StoredReply) -> Option<Block> {
    let id = reply.id.to_string();
    let button = Button::new("I see it differently", Action::SeeDifferently.id(), &*id);
    (side == Side::Mentee).then(|| buttons(format!("differ_{id}"), [button]))
}

fn replied(reply: &StoredReply) -> Vec<Block> {
    match &reply.content {
        Some(Reply::Form(form)) => bodies::reply(form),
        Some(Reply::Answer(answer)) => bodies::answer(answer),
        Some(Reply::Said(said)) => {
            let mut blocks: Vec<Block> =
                said.text.iter().map(|text| quote("In the thread", text)).collect();
            blocks.extend(
                (said.files > 0).then(|| small("With an attachment, which stays in Slack.")),
            );
            blocks
        }
        None => Vec::new(),
    }
}

/// Something a search found.
pub struct Found {
    /// The hit.
    pub hit: Hit,
    /// Who wrote it.
    pub author: Person,
    /// Where it stands.
    pub place: Place,
    /// Who reads.
    pub reader: Person,
}

/// Where something that was found stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// With a week's check-in.
    Checkin(CheckinId, Week),
    /// With a question of this time.
    Question(QuestionId, Timestamp),
    /// A decision of this time.
    Decision(DecisionId, Timestamp),
    /// Something to come back to, kept then.
    Resource(ResourceId, Timestamp),
    /// With a challenge, written up then.
    WriteUp(AssignmentId, Timestamp),
    /// With a call that began then.
    Call(CallId, Timestamp),
    /// On the programme's shelf since then.
    Published(QuestionId, Timestamp),
    /// On the agenda of a call, since then.
    Agenda(CallId, Timestamp),
    /// With a review, said then.
    Review(ReviewId, Timestamp),
    /// A goal that was set then.
    Goal(GoalId, Timestamp),
    /// A version of an agreement, in force since then.
    Agreement(PairVersion, Timestamp),
}

/// What a search found.
pub fn results(terms: &Terms, found: &[Found]) -> View {
    let count = match found.len() {
        0 => "Nothing found with all of these words. Fewer words, or the beginning of one, find more.".to_owned(),
        1 => "One place, in what you can read.".to_owned(),
        n => format!("{n} places, newest first, in what you can read."),
    };
    let mut modal = Modal::new(Form::Page.id(), "Search")
        .close("Close")
        .block(quote("You looked for", &UserText::from_stored(terms.words().join(" "))))
        .block(small(count))
        .block(divider());
    for (i, found) in found.iter().enumerate() {
        let excerpt = UserText::from_stored(found.hit.excerpt.clone());
        modal = modal
            .block(say(written_by(found)))
            .block(quote(title(found), &excerpt))
            .blocks(read_button(found.place).map(|read| buttons(format!("open_{i}"), [read])));
    }
    modal.into()
}

/// Who wrote it. Whose answer it is that a programme shares is said where the answer is, if they want that.
fn written_by(found: &Found) -> String {
    match found.place {
        Place::Checkin(..)
        | Place::Question(..)
        | Place::Decision(..)
        | Place::Resource(..)
        | Place::WriteUp(..)
        | Place::Agenda(..)
        | Place::Agreement(..)
        | Place::Review(..)
        | Place::Call(..) => {
            format!("{} wrote", mention(&found.author.user))
        }
        Place::Published(..) => "Your programme shares".to_owned(),
        Place::Goal(..) => "You two set".to_owned(),
    }
}

fn title(found: &Found) -> String {
    let day = |at| found.reader.zone.day(at);
    match found.place {
        Place::Checkin(_, week) => format!("Week of {}", week.human()),
        Place::Question(_, at) => format!("Question of {}", day(at)),
        Place::Decision(_, at) => format!("Decision of {}", day(at)),
        Place::Resource(_, at) => format!("Resource of {}", day(at)),
        Place::WriteUp(_, at) => format!("Write-up of {}", day(at)),
        Place::Call(_, at) => format!("Call of {}", day(at)),
        Place::Published(_, at) => format!("Published answer of {}", day(at)),
        Place::Agenda(_, at) => format!("Agenda of {}", day(at)),
        Place::Review(_, at) => format!("Review of {}", day(at)),
        Place::Goal(_, at) => format!("Goal of {}", day(at)),
        Place::Agreement(_, at) => format!("Agreement of {}", day(at)),
    }
}

fn read_button(place: Place) -> Option<Button> {
    match place {
        Place::Checkin(id, _) => {
            Some(Button::new("Read", Action::OpenCheckin.id(), id.to_string()))
        }
        Place::Question(id, _) => {
            Some(Button::new("Read", Action::OpenQuestion.id(), id.to_string()))
        }
        Place::Decision(id, _) => {
            Some(Button::new("Read", Action::OpenDecision.id(), id.to_string()))
        }
        Place::Resource(id, _) => {
            Some(Button::new("Read", Action::OpenResource.id(), id.to_string()))
        }
        Place::WriteUp(id, _) => {
            Some(Button::new("Read", Action::OpenWriteUp.id(), id.to_string()))
        }
        Place::Call(id, _) => Some(Button::new("Read", Action::OpenCallNotes.id(), id.to_string())),
        Place::Published(id, _) => {
            Some(Button::new("Read", Action::OpenPublished.id(), id.to_string()))
        }
        Place::Agenda(id, _) => Some(Button::new("Read", Action::OpenAgenda.id(), id.to_string())),
        Place::Review(id, _) => Some(Button::new("Read", Action::OpenReview.id(), id.to_string())),
        Place::Goal(id, _) => Some(Button::new("Read", Action::OpenGoal.id(), id.to_string())),
        Place::Agreement(version, _) => {
            Some(Button::new("Read", Action::ReadAgreement.id(), version.to_string()))
        }
    }
}

/// Nobody's record.
pub fn no_record() -> String {
    "You are not in a pair yet, so there is nothing to read. `/mentor help` shows what you can do."
        .to_owned()
}

/// A search for nothing.
pub fn nothing_to_find() -> String {
    "Give me a word or two to look for: `/mentor search lifetimes`.".to_owned()
}
