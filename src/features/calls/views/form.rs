//! The form of a time for a call.

use jiff::Timestamp;

use super::{Seen, changed::reason, cost, purpose, time};
use crate::{
    domain::{
        call::{Length, Notice, Purpose},
        fairness::Burdened,
        overlap::{
            Slot,
            openings::{Nothing, Openings},
        },
        pair::Side,
        topic::Topic,
    },
    features::{
        bodies,
        calls::form::{EXACT, Filled, LENGTH, PURPOSE, TIME, TOPICS},
    },
    slack::{
        action::{Form, call::CallForm},
        blocks::{
            Block, View,
            input::{Checkboxes, Choice, MomentPicker, Select},
            say, small,
            view::Modal,
            words::{appointment, mention},
        },
    },
};

const TITLE: &str = "A call";

/// What was found to choose from.
#[derive(Debug, Clone, Copy)]
pub struct Choices<'a> {
    /// The times that can be proposed.
    pub openings: &'a Openings,
    /// One that was chosen before, if it is still possible.
    pub chosen: Option<Slot>,
    /// Whose turn the early or late hour is.
    pub turn: Side,
    /// The last time at which a call can be arranged now.
    pub until: Timestamp,
}

impl Choices<'_> {
    /// The times to choose from.
    fn slots(&self) -> Vec<Slot> {
        let mut slots: Vec<Slot> = match self.openings {
            Openings::Nothing { next, .. } => {
                next.filter(|next| next.starts <= self.until).into_iter().collect()
            }
            Openings::Comfortable(_) | Openings::InTurn(..) | Openings::OutOfTurn(..) => {
                self.openings.slots().to_vec()
            }
        };
        slots.extend(self.chosen);
        slots.sort_unstable_by_key(|slot| slot.starts);
        slots.dedup_by_key(|slot| slot.starts);
        slots
    }
}

/// A call both agreed to, which the form would move.
#[derive(Debug, Clone, Copy)]
pub struct Moves {
    /// When it is.
    pub from: Slot,
    /// What notice a move gives now; `None` for whoever answers the other one's wish to move it.
    pub notice: Option<Notice>,
}

/// The form, with what was found; `why` stands above everything.
pub fn form(
    seen: &Seen<'_>,
    (carries, filled): (CallForm, &Filled),
    (choices, moves, why): (&Choices<'_>, Option<Moves>, Option<String>),
) -> View {
    let slots = choices.slots();
    let exact = MomentPicker::new(EXACT, exactly(&slots), own_time(filled, &slots));
    let exact = exact
        .hint("On your clock. The hours both of you take calls in count, up to eight weeks ahead.");
    Modal::new(Form::Call.id(), TITLE)
        .submit("Propose")
        .close("Cancel")
        .metadata(carries.to_string())
        .blocks(why.map(say))
        .blocks(moves.map(|moves| say(stays(seen, moves))))
        .block(say(found(seen, choices.openings, choices.turn)))
        .blocks(times(seen, (&slots, filled)))
        .block(if slots.is_empty() { exact } else { exact.optional() })
        .block(purposes(filled))
        .block(lengths(filled))
        .block(topics(filled))
        .blocks(moves.and_then(|moves| moves.notice).map(reason))
        .block(small(format!(
            "{} is asked, and nothing is agreed before they confirm. You two alone see what it is about.",
            mention(&seen.other.user)
        )))
        .into()
}

fn stays(seen: &Seen<'_>, Moves { from, notice }: Moves) -> String {
    let (at, name) = (time(seen, from), mention(&seen.other.user));
    match notice {
        Some(_) => {
            format!("You move your call of {at}. It stands until {name} confirms another time.")
        }
        None => format!(
            "{name} would like to move your call of {at}. It stands until you two agree on another time."
        ),
    }
}

fn exactly(slots: &[Slot]) -> &'static str {
    if slots.is_empty() { "When" } else { "Or at another time, which counts instead" }
}

/// A time that was proposed before and is not among those found.
fn own_time(filled: &Filled, slots: &[Slot]) -> Option<Timestamp> {
    filled.starts.filter(|starts| slots.iter().all(|slot| slot.starts != *starts))
}

fn times(seen: &Seen<'_>, (slots, filled): (&[Slot], &Filled)) -> Option<Block> {
    let choice = |slot: &Slot| Choice::new(value(slot.starts), label(seen, *slot));
    let choices: Vec<Choice> = slots.iter().map(choice).collect();
    let select = Select::new(TIME, "When", choices);
    let select = match filled.starts.or(slots.first().map(|slot| slot.starts)) {
        Some(starts) => select.initial(value(starts)),
        None => select,
    };
    (!slots.is_empty()).then(|| select.into())
}

fn value(at: Timestamp) -> String {
    at.as_second().to_string()
}

/// "Tue 17 Nov, 15:00", and the other one's time where it is not comfortable for both.
pub(super) fn label(seen: &Seen<'_>, slot: Slot) -> String {
    let at = seen.reader.zone.weekday_time(slot.starts);
    match slot.burdened() {
        Burdened::Neither => at,
        Burdened::Mentor | Burdened::Mentee | Burdened::Both => {
            format!("{at} ({} for {})", seen.theirs(slot.starts), seen.partner())
        }
    }
}

fn purposes(filled: &Filled) -> Block {
    let choices: Vec<Choice> = Purpose::ALL.map(|it| Choice::new(it.key(), purpose(it))).into();
    let select = Select::new(PURPOSE, "What it is for", choices)
        .placeholder("Choose one")
        .hint("A call is for what writing does badly. Everything else fits into a check-in or a question.");
    match filled.purpose {
        Some(purpose) => select.initial(purpose.key()).into(),
        None => select.into(),
    }
}

fn lengths(filled: &Filled) -> Block {
    let choice = |it: Length| {
        let minutes = it.minutes().0;
        Choice::new(minutes.to_string(), format!("{minutes} minutes"))
    };
    let chosen = filled.length.unwrap_or(Length::Thirty).minutes().0;
    Select::new(LENGTH, "How long", Length::ALL.map(choice)).initial(chosen.to_string()).into()
}

fn topics(filled: &Filled) -> Block {
    let choices: Vec<Choice> = Topic::ALL.map(|it| Choice::new(it.key(), bodies::topic(it))).into();
    Checkboxes::new(TOPICS, "Topics, if you like", choices)
        .ticked(filled.topics.iter().map(|topic| topic.key()))
        .into()
}

/// What was found, and what it costs whom.
pub fn found(seen: &Seen<'_>, openings: &Openings, turn: Side) -> String {
    let name = mention(&seen.other.user);
    let who = |side: Side| if side == seen.side { "you".to_owned() } else { name.clone() };
    let whose = if turn == seen.side { "your".to_owned() } else { format!("{name}'s") };
    match openings {
        Openings::Comfortable(_) => {
            "These times lie inside the working hours of both of you.".to_owned()
        }
        Openings::InTurn(burdened, _) => match burdened.alone() {
            Some(side) => format!(
                "None of these times lies inside the working hours of both of you. They are early or late for {}: it is \
                 {whose} turn.",
                who(side)
            ),
            None => format!(
                "None of these times lies inside the working hours of both of you. They are early or late for both of you; \
                 beside yours stands what it is for {name}."
            ),
        },
        Openings::OutOfTurn(side, _) => format!(
            "It is {whose} turn for an early or late hour, but no such hour can be found. These times are early or late for {}. \
             Nobody has to take them: a call out of turn is a gift, and the next turn stays as it is.",
            who(*side)
        ),
        Openings::Nothing { why, next } => {
            let next = next.map_or_else(String::new, |next| {
                format!(
                    " The first time is {}.",
                    appointment(next.starts, &seen.reader.zone.weekday_time(next.starts))
                )
            });
            format!("{}{next}", nothing(seen, *why))
        }
    }
}

/// Why there is no time.
pub fn nothing(seen: &Seen<'_>, why: Nothing) -> String {
    let name = mention(&seen.other.user);
    match why {
        Nothing::Never => {
            "The hours in which you two take calls have no minute in common, in any week of the year. Wider hours of either \
             of you would help: `/mentor hours` sets them."
                .to_owned()
        }
        Nothing::NotThisWeek => {
            "The hours in which you two take calls have no minute in common in the next two weeks."
                .to_owned()
        }
        Nothing::Passed => "The hours you two shared have gone by.".to_owned(),
        Nothing::Away(side) if side == seen.side => {
            "You are away, and nothing is left of the next two weeks.".to_owned()
        }
        Nothing::Away(_) => {
            format!("{name} is away, and nothing is left of the next two weeks.")
        }
        Nothing::BothAway => {
            "Your days off leave no time for both of you in the next two weeks.".to_owned()
        }
        Nothing::Taken => "Other calls leave no time in the next two weeks.".to_owned(),
    }
}

/// It is on its way; `asked` is when the other one reads it, or can at the earliest.
pub fn sent(
    seen: &Seen<'_>,
    (slot, turn): (Slot, Side),
    (asked, now): (Option<Timestamp>, Timestamp),
) -> View {
    let name = mention(&seen.other.user);
    let asked = match asked {
        Some(at) if at <= now => format!("{name} is asked now."),
        Some(at) => format!("{name} is asked when they are at work: {}.", seen.at(at)),
        None => format!("{name} has no working hours to come, so I can't say when they read it."),
    };
    Modal::new(Form::Page.id(), TITLE)
        .close("Close")
        .block(say(format!("You proposed {}. {asked} I tell you what they say.", time(seen, slot))))
        .blocks(cost(seen, slot, turn).map(say))
        .into()
}
