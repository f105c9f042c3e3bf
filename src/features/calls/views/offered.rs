//! A time that was proposed, as the one who is asked reads it, and what became of it.

use jiff::Timestamp;

use super::{Seen, about, changed::told, cost, stands, time};
use crate::{
    domain::{
        call::{Call, Offer, State},
        pair::Side,
    },
    features::calls::budget::Beyond,
    slack::{
        action::{Action, call::CallRound},
        blocks::{Block, Button, Message, buttons, say, small, words::mention},
    },
    store::call_changes::Asked,
};

/// Asks one side whether it suits them.
pub fn offered(
    seen: &Seen<'_>,
    (call, offer): (&Call, Offer),
    (turn, change): (Side, Option<&Asked>),
) -> Message {
    let name = mention(&seen.other.user);
    let (title, lead) = match (call.state, call.round) {
        (State::Agreed { slot, .. }, _) => (
            "Another time for your call",
            format!(
                "{name} would like to move your call of {} to {}. Until you confirm, the first time stands.",
                seen.at(slot.starts),
                time(seen, offer.slot)
            ),
        ),
        (_, ..=2) => (
            "A time for a call",
            format!("{name} would like a call with you: {}.", time(seen, offer.slot)),
        ),
        (_, _) => (
            "Another time for your call",
            format!("{name} proposes another time for your call: {}.", time(seen, offer.slot)),
        ),
    };
    Message::new(title)
        .block(say(lead))
        .blocks(call.offered_about().map(|it| say(about(it))))
        .blocks(cost(seen, offer.slot, turn).map(say))
        .blocks(change.map(|it| told(it.notice, it.reason.as_ref())).unwrap_or_default())
        .block(answers(call))
        .block(small(match call.state {
            State::Agreed { .. } => "If you don't answer in time, your call stays as it was.",
            State::Choosing | State::Offered(_) | State::CalledOff { .. } | State::Lapsed => {
                "If you don't answer before that time, it lapses by itself."
            }
        }))
}

/// The buttons that answer it.
pub(super) fn answers(call: &Call) -> Block {
    let carries = CallRound { call: call.id, round: call.round }.to_string();
    buttons(
        "call_answer",
        [
            Button::new("Confirm", Action::ConfirmCall.id(), &*carries).primary(),
            Button::new("Another time", Action::OtherTime.id(), &*carries),
            Button::new("Not this time", Action::DeclineCall.id(), &*carries),
        ],
    )
}

/// The same message once it is answered or overtaken.
pub fn became(seen: &Seen<'_>, call: &Call) -> Message {
    Message::new("A time for a call").block(say(stands(seen, call)))
}

/// Under it, for a mentor whose month it goes beyond.
pub fn beyond(Beyond { taken, budget }: Beyond) -> Block {
    small(format!(
        "Your other calls of that month take {taken} minutes, so this one goes beyond the {} h a month you two agreed on. \
         It is yours to say whether it can be written, or wait.",
        budget.hours()
    ))
}

/// Tells who proposed a time that the other one does not want it.
pub fn turned_down(seen: &Seen<'_>, (call, starts): (&Call, Timestamp)) -> Message {
    let name = mention(&seen.other.user);
    let at = seen.at(starts);
    let words = match call.agreed() {
        Some(slot) => format!(
            "{name} can't move your call to {at}. It stays as you two agreed: {}.",
            seen.at(slot.starts)
        ),
        None => format!(
            "{name} can't make a call on {at}. `/mentor call` proposes another time, whenever it suits."
        ),
    };
    Message::new("Your proposal for a call").block(say(words))
}

/// Tells who proposed a time that it lapsed unanswered.
pub fn lapsed(seen: &Seen<'_>, (call, starts): (&Call, Timestamp)) -> Message {
    let name = mention(&seen.other.user);
    let at = seen.at(starts);
    let words = match call.agreed() {
        Some(_) => {
            format!(
                "{name} did not answer whether your call could move to {at}, so it was left as you two agreed."
            )
        }
        None => format!(
            "{name} did not answer in time whether {at} suits for a call, so that has lapsed. `/mentor call` proposes \
             another time."
        ),
    };
    Message::new("Your proposal for a call").block(say(words))
}
