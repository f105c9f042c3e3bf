//! Sentences about calls: when they are, what they cost whom, and why something is not possible.

use jiff::Timestamp;

use crate::{
    domain::{
        call::{About, Call, NotNow, Offer, Purpose, State},
        fairness::Burdened,
        ids::PairId,
        overlap::{NoSlot, Slot},
        pair::Side,
        person::Person,
    },
    features::{
        bodies,
        calls::budget::Beyond,
        partners::{question, which},
    },
    slack::{
        action::{Action, call::Proposal},
        blocks::{
            Message,
            words::{appointment, mention},
        },
    },
};

pub mod agreed;
pub mod asked;
pub mod changed;
pub mod form;
pub mod offered;
pub mod page;

/// Before somebody proposes a call that goes beyond what the two agreed on.
pub fn beyond(seen: &Seen<'_>, Beyond { taken, budget }: Beyond) -> String {
    let whose = match seen.side {
        Side::Mentor => "your".to_owned(),
        Side::Mentee => format!("{}'s", mention(&seen.other.user)),
    };
    format!(
        "Your other calls of that month take {taken} minutes, and this one would go beyond {whose} {} h a month that you two \
         agreed on. Perhaps it can be written, or wait; if not, propose it all the same.",
        budget.hours()
    )
}

/// Who reads, beside whom.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'a> {
    /// Who reads.
    pub reader: &'a Person,
    /// The other one of the pair.
    pub other: &'a Person,
    /// The side of whoever reads.
    pub side: Side,
}

impl Seen<'_> {
    /// What the reader calls the other one where no mention can stand.
    fn partner(&self) -> &'static str {
        match self.side {
            Side::Mentor => "your mentee",
            Side::Mentee => "your mentor",
        }
    }

    /// The other one's time, with its day where that is another one than the reader's.
    fn theirs(&self, at: Timestamp) -> String {
        self.other.zone.time_beside(at, &self.reader.zone)
    }

    /// When, on the reader's clock.
    fn at(&self, at: Timestamp) -> String {
        appointment(at, &self.reader.zone.weekday_time(at))
    }
}

/// Somebody in no pair asked.
pub fn no_pair() -> String {
    "Calls are between a mentor and a mentee, and you are in no pair at the moment. A lead of the programme can start one \
     for you; `/mentor help` shows what you can do."
        .to_owned()
}

/// Somebody in several pairs asked.
pub fn with_whom(partners: &[(PairId, Person)]) -> Message {
    let words = question("Whom would you like to call?");
    which(words, (Action::ProposeCall, "call_with"), partners, |pair| {
        Proposal { pair, preset: None }.to_string()
    })
}

/// Enough is being arranged already.
pub fn enough_open() -> String {
    "You two have three calls open already. Have one of them first, or call one off; then there is room for another."
        .to_owned()
}

/// What a call is for.
pub fn purpose(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::ComplexTopic => "A complex topic",
        Purpose::Pairing => "Pairing on something hard",
        Purpose::Career => "Career",
        Purpose::GoalReview => "Goal review",
        Purpose::GetToKnow => "Getting to know each other",
    }
}

/// What a call is about, in one line.
pub fn about(about: &About) -> String {
    let purpose = purpose(about.purpose);
    let topics = about.topics.iter().map(|topic| bodies::topic(*topic));
    let topics: Vec<&str> = topics.filter(|topic| *topic != purpose).collect();
    match topics.as_slice() {
        [] => format!("*For:* {purpose}"),
        topics => format!("*For:* {purpose} · {}", topics.join(", ")),
    }
}

/// When and how long, on the reader's clock.
pub fn time(seen: &Seen<'_>, slot: Slot) -> String {
    format!("*{}*, {} minutes", seen.at(slot.starts), slot.minutes.0)
}

/// What a time costs whom, and whose turn it is for that; `None` for a comfortable one.
pub fn cost(seen: &Seen<'_>, slot: Slot, turn: Side) -> Option<String> {
    let name = mention(&seen.other.user);
    let theirs = seen.theirs(slot.starts);
    let side = match slot.burdened() {
        Burdened::Neither => return None,
        Burdened::Both => {
            return Some(format!(
                "That is outside working hours for both of you; for {name} it is {theirs}. It counts for neither."
            ));
        }
        Burdened::Mentor => Side::Mentor,
        Burdened::Mentee => Side::Mentee,
    };
    Some(match (side == seen.side, side == turn) {
        (true, true) => {
            "That is outside your working hours. It is your turn for the early or late hour; the next one is theirs."
                .to_owned()
        }
        (true, false) => format!(
            "That is outside your working hours, although it is {name}'s turn. If you take it, it is a gift: the next one \
             is still theirs."
        ),
        (false, true) => format!(
            "That is {theirs} for {name}, outside their working hours. It is their turn for the early or late hour; the \
             next one is yours."
        ),
        (false, false) => format!(
            "That is {theirs} for {name}, outside their working hours, although it is your turn. If they take it, it is a \
             gift: the next one is still yours."
        ),
    })
}

/// Why a time is not possible, in plain words under its field. Why somebody is away is not said.
pub fn no_slot(seen: &Seen<'_>, (why, starts): (NoSlot, Timestamp)) -> String {
    let is_own = |side: Side| side == seen.side;
    match why {
        NoSlot::Past => "That has gone by. Choose a time that is still to come.".to_owned(),
        NoSlot::TooFar => {
            "Calls are arranged at most eight weeks ahead. Choose an earlier time.".to_owned()
        }
        NoSlot::Away(side) if is_own(side) => {
            "That is one of your days off. Choose another day.".to_owned()
        }
        NoSlot::Away(_) => {
            format!("That is one of {}'s days off. Choose another day.", seen.partner())
        }
        NoSlot::OutsideCallHours(side) if is_own(side) => format!(
            "That is {} for you, outside the hours in which you take calls. Choose another time.",
            seen.reader.zone.weekday_time(starts)
        ),
        NoSlot::OutsideCallHours(_) => format!(
            "That is {} for {}, outside the hours in which they take calls. Choose another time.",
            seen.other.zone.weekday_time(starts),
            seen.partner()
        ),
        NoSlot::Taken(side) if is_own(side) => {
            "You have another call at that time. Choose another time.".to_owned()
        }
        NoSlot::Taken(_) => {
            format!(
                "{} has another call at that time. Choose another time.",
                sentence(seen.partner())
            )
        }
    }
}

/// It would be over before the other one reads of it.
pub fn too_soon(seen: &Seen<'_>) -> String {
    let partner = seen.partner();
    format!(
        "{} isn't at work before then and could not answer in time. Choose a later time.",
        sentence(partner)
    )
}

/// Nothing was chosen.
pub fn no_purpose() -> String {
    "Choose what the call is for. If none of these fits, a check-in or a question may do as well."
        .to_owned()
}

/// A length that does not exist.
pub fn no_length() -> String {
    "A call takes 15, 20, 25 or 30 minutes, never more. Choose one of these.".to_owned()
}

/// No time was chosen.
pub fn no_time() -> String {
    "Choose a time, or pick another one.".to_owned()
}

/// A time was gone when it was chosen or confirmed.
pub fn vanished(seen: &Seen<'_>, call: &Call, (why, starts): (NoSlot, Timestamp)) -> String {
    let stays = match call.agreed() {
        Some(slot) => format!("your call stays on {}", seen.at(slot.starts)),
        None => "nothing is agreed".to_owned(),
    };
    format!(
        "{} isn't possible any more, so {stays}. {}",
        sentence(&seen.at(starts)),
        no_slot(seen, (why, starts))
    )
}

/// What stands now, when something else was meant.
pub fn not_now(seen: &Seen<'_>, (why, call): (NotNow, &Call)) -> String {
    match why {
        NotNow::Begun => {
            "The call has begun, so its time can't be changed any more. If you two don't meet, the message about it lets \
             you say so."
                .to_owned()
        }
        NotNow::Agreed => format!("That is settled already. {}", stands(seen, call)),
        NotNow::Over => stands(seen, call),
        NotNow::Stale | NotNow::NothingToAnswer => {
            format!("That is out of date, so nothing has changed. {}", stands(seen, call))
        }
    }
}

/// What stands of a call.
pub fn stands(seen: &Seen<'_>, call: &Call) -> String {
    let name = mention(&seen.other.user);
    let proposed = |offer: Offer| match offer.by == seen.side {
        true => format!("You proposed {}, and {name} is asked.", seen.at(offer.slot.starts)),
        false => format!(
            "{name} proposed {}; the newest message about it takes your answer.",
            seen.at(offer.slot.starts)
        ),
    };
    match call.state {
        State::Choosing => "No time is proposed yet.".to_owned(),
        State::Offered(offer) => proposed(offer),
        State::Agreed { slot, instead: None, .. } => {
            format!("You two agreed on {}.", seen.at(slot.starts))
        }
        State::Agreed { slot, instead: Some(offer), .. } => format!(
            "You two agreed on {}, which stands until both want another time. {}",
            seen.at(slot.starts),
            proposed(offer)
        ),
        State::CalledOff { .. } => {
            "The call is off. `/mentor call` arranges another one.".to_owned()
        }
        State::Lapsed => {
            "Nobody answered in time, so it lapsed. `/mentor call` arranges another one.".to_owned()
        }
    }
}

/// With a capital letter.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
