//! How App Home looks.

use jiff::{Timestamp, civil::Date};

use crate::{
    domain::{
        attention::{Allowed, WeeklyCap},
        draft::About,
        follow_up::FollowUp,
        ids::PairId,
        owed::time_left,
        pair::Side,
        person::{Person, ZoneSource},
        question::Question,
        rhythm::{self, Mark, Rate},
        week::Week,
        working_hours::DateRange,
        zone::words::{on_days, short_day, short_day_year},
    },
    features::{draft, schedule::office::Coming},
    slack::{
        action::{Action, PairPage, PairWeek},
        blocks::{
            Block, Button, View, buttons, divider, header, quote, say, small,
            view::Home,
            words::{mention, times, when},
        },
    },
    store::checkins::Checkin,
};

mod office;
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
    /// The next office hours of the mentor.
    pub office: Option<Coming>,
    /// What they keep.
    pub shelf: shelf::Shelf,
    /// What the reader was writing and has not sent, with its week if it is about one, the newest first.
    pub drafts: Vec<(About, Option<Week>)>,
}

/// Where a pair is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Somebody has not answered yet.
    Proposed,
    /// It runs.
    Active,
    /// It is over.
    Ended,
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

fn pair(person: &Person, section: &Section) -> Vec<Block> {
    let partner = mention(&section.partner.user);
    let title = match section.side {
        Side::Mentee => "Your mentorship",
        Side::Mentor => "Your mentee",
    };
    let role = match section.side {
        Side::Mentee => "your mentor",
        Side::Mentor => "your mentee",
    };
    let mut blocks = vec![header(title)];
    match section.state {
        State::Proposed => {
            blocks.push(say(format!(
                "{partner} is suggested as {role}. It begins when you have both said yes."
            )));
            return blocks;
        }
        State::Ended => {
            blocks.push(say(format!(
                "You and {partner} have finished. What you wrote is still here."
            )));
            blocks.push(history_button(section));
            blocks.extend(shelf::blocks(person, section));
            return blocks;
        }
        State::Active => {
            let there = &section.partner.zone;
            let away = match section.partner_away_until {
                Some(last) => format!(" They are away until {}.", short_day_year(last)),
                None => String::new(),
            };
            blocks.push(say(format!("{partner} is {role} ({}).{away}", there.name())));
        }
    }
    blocks.push(say(match section.side {
        Side::Mentee => mentee_state(person, section),
        Side::Mentor => mentor_state(person, section),
    }));
    blocks.extend(weeks_so_far(&section.marks));
    blocks.extend(section.actions.iter().map(|action| open_action(section.side, action)));
    blocks.extend(match section.side {
        Side::Mentee => questions::to_decide(section).chain([mentee_buttons(section)]).collect(),
        Side::Mentor => mentor_buttons(section),
    });
    blocks.extend(shelf::blocks(person, section));
    blocks.extend(section.drafts.iter().take(MOST_DRAFTS).flat_map(drafted));
    blocks
}

fn open_action(reader: Side, action: &FollowUp) -> Block {
    let owner = match (reader, action.owner) {
        (Side::Mentee, Side::Mentee) | (Side::Mentor, Side::Mentor) => "You set out to",
        (Side::Mentee, Side::Mentor) => "Your mentor sets out to",
        (Side::Mentor, Side::Mentee) => "Your mentee sets out to",
    };
    quote(owner, &action.words)
}

/// A draft, with the way back to it and the way to get rid of it.
fn drafted((about, week): &(About, Option<Week>)) -> [Block; 2] {
    let of_week = week.map(|week| format!(" for the week of {}", week.human())).unwrap_or_default();
    let (what, action, carried) = match about {
        About::Checkin(pair, week) => {
            let about = PairWeek { pair: *pair, week: *week };
            (format!("a draft{of_week}"), Action::WriteCheckin, about.to_string())
        }
        About::Reply(checkin) => {
            let about = week.map(|week| format!(" about the week of {}", week.human()));
            let what = format!("a draft of your reply{}", about.unwrap_or_default());
            (what, Action::Reply, checkin.to_string())
        }
        About::Question(pair, None) => {
            ("a draft of a question".to_owned(), Action::AskQuestion, pair.to_string())
        }
        About::Question(_, Some(question)) => {
            let what = "changes of a question that are not sent".to_owned();
            (what, Action::EditQuestion, question.to_string())
        }
        About::Answer(question) => {
            ("a draft of an answer".to_owned(), Action::Answer, question.to_string())
        }
    };
    let row = [
        Button::new("Continue", action.id(), carried),
        draft::views::discard_button("Delete draft", *about),
    ];
    [say(format!("You have {what}. Only you can read it.")), buttons(format!("draft_{about}"), row)]
}

/// A mark for every week, and what the marks say in words; nothing while there is nothing to count. Only the two of them
/// see it.
fn weeks_so_far(weeks: &[(Week, Mark)]) -> Option<Block> {
    let (first, _) = weeks.first()?;
    let marks: Vec<Mark> = weeks.iter().map(|(_, mark)| *mark).collect();
    let row: Vec<&str> = marks.iter().map(|mark| sign(*mark)).collect();
    let words = match rhythm::rate(&marks) {
        Rate { counted: 0, .. } => return None,
        Rate { counted: 1, on_time: 1 } => "on time".to_owned(),
        Rate { counted: 2, on_time: 2 } => "both on time".to_owned(),
        Rate { counted, on_time } if counted == on_time => format!("all {counted} on time"),
        Rate { counted, on_time } => format!("{on_time} of {counted} on time"),
    };
    let explained =
        [Mark::Late, Mark::Missed, Mark::Covered, Mark::Skipped, Mark::Away, Mark::Open];
    let legend: Vec<String> = explained
        .into_iter()
        .filter(|kind| marks.contains(kind))
        .map(|kind| format!("{} {}", sign(kind), name(kind)))
        .collect();
    let legend =
        if legend.is_empty() { String::new() } else { format!(" ({})", legend.join(", ")) };
    Some(small(format!(
        "Check-ins since the week of {}:  {}  {words}{legend}. Only the two of you see this.",
        first.human(),
        row.join(" ")
    )))
}

fn sign(mark: Mark) -> &'static str {
    match mark {
        Mark::OnTime => "●",
        Mark::Late => "◐",
        Mark::Open => "◌",
        Mark::Covered => "◎",
        Mark::Skipped => "–",
        Mark::Away => "☼",
        Mark::Missed => "○",
    }
}

fn name(mark: Mark) -> &'static str {
    match mark {
        Mark::OnTime => "on time",
        Mark::Late => "late",
        Mark::Open => "still open",
        Mark::Covered => "closed with another",
        Mark::Skipped => "skipped",
        Mark::Away => "away",
        Mark::Missed => "not written",
    }
}

fn dates(person: &Person, section: &Section) -> String {
    let already = match (section.side, section.early) {
        (Side::Mentee, Some(_)) => "; you can write it now",
        (Side::Mentee, None) | (Side::Mentor, _) => "",
    };
    let next = match section.next_due {
        Some(at) => {
            format!("\nNext check-in: {}{already}", when(at, &person.zone.weekday_time(at)))
        }
        None => String::new(),
    };
    let office = section.office.as_ref().map(|coming| office::line(person, coming));
    format!("{next}{}", office.unwrap_or_default())
}

fn mentee_state(person: &Person, section: &Section) -> String {
    let open = match section.open.as_slice() {
        [] => "Nothing is waiting for you.".to_owned(),
        weeks => {
            let weeks: Vec<String> = weeks.iter().rev().map(|week| week.human()).collect();
            format!("*Waiting for you:* your check-in for the week of {}", weeks.join(" and of "))
        }
    };
    let owed: Vec<String> = section
        .owed
        .iter()
        .map(|checkin| match checkin.owed_by {
            Some(at) => format!(
                "\n{} answers your week of {} by {}",
                mention(&section.partner.user),
                checkin.week.human(),
                when(at, &person.zone.weekday_time(at))
            ),
            None => String::new(),
        })
        .collect();
    let asked = questions::of_mentee(person, section);
    format!("{open}{}{asked}{}", owed.concat(), dates(person, section))
}

fn mentor_state(person: &Person, section: &Section) -> String {
    let left = |by: Option<Timestamp>| match by {
        Some(at) => format!(
            ", by {}, {}",
            when(at, &person.zone.weekday_time(at)),
            time_left(at, section.now, &person.availability)
        ),
        None => String::new(),
    };
    let checkins = section
        .owed
        .iter()
        .map(|checkin| format!("• the week of {}{}", checkin.week.human(), left(checkin.owed_by)));
    let questions = questions::open(section).map(|question| {
        let asked = when(question.asked_at, &person.zone.weekday_time(question.asked_at));
        format!("• the question of {asked}{}", left(question.round.owed_by))
    });
    let lines: Vec<String> = checkins.chain(questions).collect();
    let owed = match lines.as_slice() {
        [] => "Nothing is waiting for you.".to_owned(),
        lines => format!("*Waiting for your answer:*\n{}", lines.join("\n")),
    };
    format!("{owed}{}", dates(person, section))
}

fn mentee_buttons(section: &Section) -> Block {
    let write = section.write.map(|week| {
        let about = PairWeek { pair: section.pair, week }.to_string();
        // With nothing open the button leads to what is written already.
        match section.open.contains(&week) || section.early == Some(week) {
            true => Button::new("Write check-in", Action::WriteCheckin.id(), about).primary(),
            false => Button::new("Edit last check-in", Action::WriteCheckin.id(), about),
        }
    });
    let history = Button::new("Check-ins so far", Action::History.id(), first_page(section));
    let ask = Button::new("Ask a question", Action::AskQuestion.id(), section.pair.to_string());
    let row: Vec<Button> = write.into_iter().chain([ask, history, off(section)]).collect();
    buttons(format!("pair_{}", section.pair), row)
}

fn mentor_buttons(section: &Section) -> Vec<Block> {
    let mut blocks: Vec<Block> = section
        .owed
        .iter()
        .take(5)
        .map(|checkin| {
            let id = checkin.id.to_string();
            buttons(
                format!("owed_{id}"),
                [
                    Button::new(
                        format!("Reply to {}", checkin.week.human()),
                        Action::Reply.id(),
                        &*id,
                    )
                    .primary(),
                    Button::new("Read, more on …", Action::ReadMore.id(), &*id),
                    Button::new("Read it", Action::OpenCheckin.id(), &*id),
                ],
            )
        })
        .collect();
    blocks.extend(questions::to_answer(section));
    blocks.push(history_button(section));
    blocks
}

fn history_button(section: &Section) -> Block {
    let history = Button::new("Check-ins so far", Action::History.id(), first_page(section));
    buttons(format!("history_{}", section.pair), [history, off(section)])
}

/// Both sides can always say that something does not work.
fn off(section: &Section) -> Button {
    Button::new("Something is off", Action::SomethingOff.id(), section.pair.to_string())
}

fn first_page(section: &Section) -> String {
    PairPage { pair: section.pair, skip: 0 }.to_string()
}
