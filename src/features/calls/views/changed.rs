//! Moving and calling off, as both read it.

use super::{Seen, time};
use crate::{
    domain::ids::CallId,
    domain::{call::Notice, overlap::Slot, person::Person, text::UserText},
    slack::{
        action::{Action, Form, call::CallRound},
        blocks::{
            Block, Button, Message, View, buttons,
            input::TextInput,
            quote, say, small,
            view::Modal,
            words::{appointment, mention},
        },
    },
};

/// The field of the reason.
pub const REASON: &str = "reason";

/// The longest reason, in characters.
pub const MAX_REASON: usize = 500;

/// Above a reason.
const WHY: &str = "Why";

/// The box for the reason of a change, which is needed only when it is late.
pub fn reason(notice: Notice) -> Block {
    let field = TextInput::new(REASON, "The reason").max(MAX_REASON);
    match notice {
        Notice::Late => field
            .hint("It is less than a day ahead, so this is marked as late notice. You two alone read the reason.")
            .into(),
        Notice::Free => {
            field.hint("It is more than a day ahead, so you owe none. You two alone read it.").optional().into()
        }
    }
}

/// The form that calls it off.
pub fn off_form(seen: &Seen<'_>, (shown, slot, notice): (CallRound, Slot, Notice)) -> View {
    let name = mention(&seen.other.user);
    Modal::new(Form::CallOff.id(), "Call it off")
        .submit("Call it off")
        .close("Keep it")
        .metadata(shown.to_string())
        .block(say(format!("Your call with {name}: {}.", time(seen, slot))))
        .block(reason(notice))
        .block(small(format!(
            "It is off at once, and {name} is told. If another time would do, close this and press *Move*."
        )))
        .into()
}

/// It is off.
pub fn is_off(seen: &Seen<'_>) -> View {
    Modal::new(Form::Page.id(), "Call it off")
        .close("Close")
        .block(say(format!(
            "The call is off, and {} is told. `/mentor call` arranges another one.",
            mention(&seen.other.user)
        )))
        .into()
}

/// Late, and no reason was given.
pub fn why_so_late() -> String {
    "It is less than a day ahead: say in a few words why, so that the other one need not guess."
        .to_owned()
}

/// The buttons under a call that both agreed to.
pub fn change(call: CallId) -> Block {
    let [another_time, off] = other_plans(call);
    let write = Button::new("Write the agenda", Action::WriteAgenda.id(), call.to_string());
    buttons("call_change", [another_time, off, write])
}

/// Those for whoever finds that it does not suit.
fn other_plans(call: CallId) -> [Button; 2] {
    let id = call.to_string();
    [
        Button::new("Move", Action::MoveCall.id(), &*id),
        Button::new("Call off", Action::CallOff.id(), &*id),
    ]
}

/// What is said about the notice a change gave, and its reason.
pub fn told(notice: Notice, reason: Option<&UserText>) -> Vec<Block> {
    let late =
        (notice == Notice::Late).then(|| small("Late notice: it was less than a day ahead."));
    late.into_iter().chain(reason.map(|words| quote(WHY, words))).collect()
}

/// Tells both, in their room, that it is off.
pub fn called_off(
    (by, mentee): (&Person, &Person),
    slot: Slot,
    (notice, reason): (Notice, Option<&UserText>),
) -> Message {
    let at = appointment(slot.starts, &mentee.zone.weekday_time(slot.starts));
    Message::new("Your call is off")
        .block(say(format!("{} called off your call of *{at}*.", mention(&by.user))))
        .blocks(told(notice, reason))
        .block(small("`/mentor call` arranges another one, whenever it suits you both."))
}

/// Tells both, in their room, that it is off because their pair has ended.
pub fn off_with_the_pair(mentee: &Person, slot: Slot) -> Message {
    let at = appointment(slot.starts, &mentee.zone.weekday_time(slot.starts));
    Message::new("Your call is off")
        .block(say(format!("Your call of *{at}* is off, because your pair has ended.")))
}

/// What asked for a call, once the pair has ended.
pub fn over() -> Message {
    Message::new("Your pair has ended").block(say("There is no call, because your pair has ended."))
}

/// Tells both that somebody is away on the day of their call.
pub fn falls_on_leave((away, mentee): (&Person, &Person), (call, slot): (CallId, Slot)) -> Message {
    let at = appointment(slot.starts, &mentee.zone.weekday_time(slot.starts));
    Message::new("Your call falls on a day off")
        .block(say(format!(
            "Your call of *{at}* falls on one of {}'s days off. It stands as long as neither of you changes it.",
            mention(&away.user)
        )))
        .block(buttons("call_change", other_plans(call)))
}
