//! How App Home looks.

use std::num::NonZeroU8;

use jiff::{Timestamp, civil::Date};

use crate::{
    domain::{
        attention::{Allowed, WeeklyCap},
        draft::About,
        follow_up::FollowUp,
        ids::{CallId, PairId, ReviewId},
        pair::{Ending, Side},
        person::{Person, ZoneSource},
        question::Question,
        rhythm::Mark,
        text::UserText,
        week::Week,
        working_hours::DateRange,
        zone::words::{on_days, short_day},
    },
    features::schedule::office::Coming,
    slack::{
        action::Action,
        blocks::{Button, View, buttons, divider, header, say, small, view::Home, words::times},
    },
    store::checkins::Checkin,
};
use pair::pair;

pub mod agreement;
pub mod goals;
mod marks;
mod office;
mod pair;
mod questions;
pub mod shelf;

/// How many weeks' marks stand in a row.
pub const MARKED_WEEKS: i64 = 12;

/// How many open actions of each stand there.
pub const ACTIONS: i64 = 3;

/// How many unsettled questions stand there.
pub const QUESTIONS: i64 = 6;

/// How many drafts are shown of one pair.
const MOST_DRAFTS: usize = 3;

/// One pair as one of the two sees it.
pub struct Section {
    /// The pair.
    pub pair: PairId,
    /// On which side the reader is.
    pub side: Side,
    /// Where the pair is in its life.
    pub state: State,
    /// The other one.
    pub partner: Person,
    /// The last day off of the other one, while they are away.
    pub partner_away_until: Option<Date>,
    /// The week that is written, or edited, when the mentee simply writes; `None` while nothing is open.
    pub write: Option<Week>,
    /// The coming week, when it can be written before it is asked for.
    pub early: Option<Week>,
    /// Weeks that were asked for and are unwritten, newest first.
    pub open: Vec<Week>,
    /// How the newest weeks count, oldest first.
    pub marks: Vec<(Week, Mark)>,
    /// Check-ins without a reply, the longest waiting first.
    pub owed: Vec<Checkin>,
    /// Questions that are not settled, the oldest first.
    pub questions: Vec<Question>,
    /// Open actions, the oldest first.
    pub actions: Vec<FollowUp>,
    /// The instant it is shown at.
    pub now: Timestamp,
    /// When the next check-in is asked for.
    pub next_due: Option<Timestamp>,
    /// The next call that both agreed to, and when it is.
    pub call: Option<(CallId, Timestamp)>,
    /// The next office hours of the mentor.
    pub office: Option<Coming>,
    /// What they aim at.
    pub goals: goals::Goals,
    /// What they agreed on.
    pub agreed: agreement::Agreed,
    /// What they keep.
    pub shelf: shelf::Shelf,
    /// How much of the first week's list is done, of how much; `None` where there is none to show.
    pub first_week: Option<(usize, usize)>,
    /// The review that is open.
    pub review: Option<Review>,
    /// Every how many weeks a check-in is asked for, `None` for never, and the day on which the two decide next.
    pub way: (Option<NonZeroU8>, Option<Date>),
    /// What the reader was writing and has not sent, with its week if it is about one, the newest first.
    pub drafts: Vec<(About, Option<Week>)>,
}

/// A review that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Review {
    /// Which.
    pub id: ReviewId,
    /// Its last day.
    pub until: Date,
    /// Whether the reader has answered.
    pub has_answered: bool,
}

/// Where a pair is in its life.
#[derive(Debug, Clone, PartialEq)]
pub enum State {
    /// Somebody has not answered yet.
    Proposed,
    /// It runs.
    Active,
    /// It is over.
    Ended(Over),
}

/// How a pair ended.
#[derive(Debug, Clone, PartialEq)]
pub struct Over {
    /// When.
    pub at: Timestamp,
    /// How.
    pub how: Ending,
    /// What whoever ended it wrote with it, for those who may read it.
    pub words: Option<UserText>,
}

/// Whether somebody is a lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leading {
    /// They are.
    Yes,
    /// They are not.
    No,
}

/// What somebody allows the bot to say unasked.
#[derive(Debug, Clone, Default)]
pub struct Quiet {
    /// The last day of the mute that runs.
    pub muted_until: Option<Date>,
    /// The rest.
    pub allowed: Allowed,
}

/// What somebody wrote answered questions that were about to be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Helped {
    /// When they wrote what helped last.
    pub said_at: Timestamp,
    /// How often it was this month, all that they wrote together.
    pub times: i64,
}

/// Somebody the bot has nothing to do with yet.
pub fn stranger(leading: Leading) -> View {
    let next = match leading {
        Leading::Yes => {
            "*You are a lead here.* Start with two people who want to: `/mentor pair @mentor @mentee`. I ask both first."
        }
        Leading::No => {
            "Would you like to be? Ask a lead of the programme. `/mentor help` shows what can be typed."
        }
    };
    Home::new()
        .block(header("Trellis"))
        .block(say(
            "I look after mentorship here. A mentee writes a short check-in every week; their mentor answers it in \
             writing, each in their own working hours. You are not in a pair at the moment.",
        ))
        .block(say(next))
        .into()
}

/// Somebody's App Home.
pub fn home(
    person: &Person,
    (sections, leave, helped): (&[Section], Option<DateRange>, Option<Helped>),
    (leading, quiet): (Leading, &Quiet),
) -> View {
    let mut home = Home::new();
    if sections.is_empty() {
        home = home.block(header("Trellis")).block(say(match leading {
            Leading::Yes => "You are in no pair yourself.",
            Leading::No => {
                "You are not in a pair at the moment. A lead of the programme can start one for you."
            }
        }));
    }
    for section in sections.iter().rev() {
        home = home.blocks(pair(person, section)).block(divider());
    }
    if let Some(helped) = helped {
        home = home.block(small(helpful(person, &helped)));
    }
    if leading == Leading::Yes {
        home = home.block(say(
            "*You are a lead.* `/mentor pair @mentor @mentee` asks two people whether they want to be a pair; \
             `/mentor holidays` keeps the days on which everybody is left alone; `/mentor template` holds what is asked \
             every week.",
        ));
    }
    if let Some(leave) = leave {
        let days = on_days(leave.first(), leave.last());
        home = home.block(say(format!("*Your leave:* {days}.")));
    }
    if let Some(words) = quietly(quiet) {
        home = home.block(small(words));
    }
    let id = person.id.to_string();
    home.block(small(hours(person)))
        .block(buttons(
            "self",
            [
                Button::new("I'll be away", Action::Away.id(), &*id),
                Button::new("My working hours", Action::Hours.id(), &*id),
                Button::new("Settings", Action::Settings.id(), &*id),
            ],
        ))
        .block(small("`/mentor help` shows everything you can type."))
        .into()
}

/// Who was helped, and by what they were about to ask, is not said.
fn helpful(person: &Person, helped: &Helped) -> String {
    let day = person.zone.day(helped.said_at);
    match u32::try_from(helped.times).unwrap_or(u32::MAX) {
        ..=1 => format!("What you wrote on {day} has answered a question again."),
        often => format!(
            "What you wrote on {day} has answered a question again. This month your words helped {}.",
            times(often)
        ),
    }
}

/// Why it is quieter than usual, so that nobody wonders; nothing when it is not.
fn quietly(quiet: &Quiet) -> Option<String> {
    let weekly = quiet.allowed.weekly;
    let mut words = Vec::new();
    if let Some(last) = quiet.muted_until {
        words.push(format!("muted until the end of {}", short_day(last)));
    }
    if weekly.count() == 0 {
        words.push("nothing unasked at all".to_owned());
    } else {
        if !quiet.allowed.off.is_empty() {
            words.push("some of what I say is switched off".to_owned());
        }
        if weekly < WeeklyCap::MOST {
            words.push(format!("unasked at most {} a week", times(weekly.count().into())));
        }
    }
    (!words.is_empty()).then(|| format!("Quiet, as you wanted: {}.", words.join("; ")))
}

fn hours(person: &Person) -> String {
    let zone = match person.zone_source {
        ZoneSource::Profile => format!("{}, from your Slack profile", person.zone.name()),
        ZoneSource::Programme => {
            format!("{}, the programme's, because your profile has none", person.zone.name())
        }
        ZoneSource::Nobody => {
            "UTC, because your profile has no time zone; set one in Slack".to_owned()
        }
    };
    format!("I write to you {} ({zone}).", person.availability.hours())
}
