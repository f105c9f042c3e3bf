//! What the mentee is asked a week ahead.

use super::{
    Seen,
    form::{found, label},
    stands,
};
use crate::{
    domain::{
        call::Call,
        fairness::Burdened,
        overlap::{
            Slot,
            openings::Openings,
            shifts::{Changed, Shift},
        },
        pair::Side,
        person::Person,
        zone::words::weekday_name,
    },
    slack::{
        action::{
            Action,
            call::{CallRound, CallSlot},
        },
        blocks::{
            Button, Message, buttons, say, small,
            words::{day, mention},
        },
    },
};

/// So many clock changes are told of.
const SHIFTS: usize = 2;

/// What the mentee is asked.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The call.
    pub call: &'a Call,
    /// The times that are still there, each with the number it selects by.
    pub slots: &'a [(usize, Slot)],
    /// Whose turn the early or late hour is.
    pub turn: Side,
    /// The minutes a week they share, where these are the reason to ask every four weeks only.
    pub shared: Option<i64>,
    /// The clock changes to come that move the first of these times.
    pub shifts: &'a [Shift],
}

/// Asks which of these times suits.
pub fn asked(seen: &Seen<'_>, asked: &Asked<'_>) -> Message {
    let name = mention(&seen.other.user);
    let openings = openings_of(asked);
    let shown = CallRound { call: asked.call.id, round: asked.call.round };
    let mut message = Message::new("Time for your next call")
        .block(say(format!(
            "*Your next call with {name}:* which of these suits you? {name} confirms it then."
        )))
        .block(say(found(seen, &openings, asked.turn)));
    for (nth, slot) in asked.slots {
        let nth = u32::try_from(*nth).unwrap_or(u32::MAX);
        let carries = CallSlot { shown, nth }.to_string();
        let button = Button::new(label(seen, *slot), Action::ChooseSlot.id(), carries);
        let number = usize::try_from(nth).unwrap_or(0);
        message = message.block(buttons("call_slot", [button]).numbered(number));
    }
    let carries = shown.to_string();
    let others = [
        Button::new("Another time", Action::OtherTime.id(), &*carries),
        Button::new("No call this time", Action::SkipCall.id(), &*carries),
    ];
    message
        .block(buttons("call_other", others))
        .blocks(asked.shared.map(|minutes| small(monthly(minutes))))
        .blocks(asked.shifts.iter().take(SHIFTS).map(|it| small(shift(seen, (it, asked.slots)))))
}

fn openings_of(asked: &Asked<'_>) -> Openings {
    let slots: Vec<Slot> = asked.slots.iter().map(|(_, slot)| *slot).collect();
    let burdened = slots.first().map_or(Burdened::Neither, |slot| slot.burdened());
    match (burdened, burdened.alone()) {
        (Burdened::Neither, _) => Openings::Comfortable(slots),
        (_, Some(side)) if side != asked.turn => Openings::OutOfTurn(side, slots),
        (Burdened::Mentor | Burdened::Mentee | Burdened::Both, _) => {
            Openings::InTurn(burdened, slots)
        }
    }
}

/// Why it is asked every four weeks only.
pub fn monthly(minutes: i64) -> String {
    let shared = match minutes {
        0 => "no working hours".to_owned(),
        1 => "one minute of working hours a week".to_owned(),
        more => format!("{more} minutes of working hours a week"),
    };
    format!(
        "You two share {shared}, so I ask every four weeks. `/mentor calls` says how to change that."
    )
}

/// What a clock change does to the first of these times.
pub fn shift(seen: &Seen<'_>, (shift, slots): (&Shift, &[(usize, Slot)])) -> String {
    let zone = &seen.reader.zone;
    let from = day(shift.at, &zone.day(shift.at));
    let name = mention(&seen.other.user);
    let weekly = slots.first().map_or_else(String::new, |(_, slot)| {
        let local = zone.local(slot.starts);
        format!("{} {}", weekday_name(local.weekday()), zone.time(slot.starts))
    });
    let by = match shift.later.abs() {
        30 => "half an hour".to_owned(),
        60 => "an hour".to_owned(),
        120 => "two hours".to_owned(),
        other => format!("{other} minutes"),
    };
    let which = if shift.later < 0 { "earlier" } else { "later" };
    let why = match shift.changed {
        Changed::Mentor | Changed::Mentee => "The clocks change",
        Changed::Both => "Both clocks change",
    };
    format!("{why}: from {from} on, your {weekly} is {by} {which} for {name}.")
}

/// The same message once it is answered or over.
pub fn answered(seen: &Seen<'_>, call: &Call) -> Message {
    Message::new("Your next call").block(say(stands(seen, call)))
}

/// There is no minute in common.
pub fn never(seen: &Seen<'_>) -> Message {
    let name = mention(&seen.other.user);
    Message::new("No time for calls")
        .block(say(format!(
            "I looked for a time for a call with {name}, and the hours in which you two take calls have no minute in common, \
             in any week of the year. Writing works all the same. If either of you can take a call earlier or later, \
             `/mentor hours` says so, and I find a time then."
        )))
        .block(small("I say this once; `/mentor calls` shows it any time."))
}

/// Why the mentee is asked.
pub fn why(partner: Option<&Person>) -> String {
    let with = partner.map_or_else(String::new, |it| format!(" with {}", mention(&it.user)));
    format!(
        "You are a mentee, so finding times for calls{with} is yours: I ask a week ahead. `/mentor calls` shows how often, and how to change that."
    )
}
