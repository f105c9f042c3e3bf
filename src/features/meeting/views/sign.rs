//! What is said of a sign in a pair's calls, to both: the fact, and one thing to try.

use crate::{
    domain::{
        call_signs::{CallSign, CallStep},
        ids::PairId,
        person::Person,
    },
    slack::{
        action::{Action, meeting::SignSince},
        blocks::{Button, Message, buttons, say, small, words::mention},
    },
};

/// The sign; `step` is what they do about it, and who said so.
pub fn sign((pair, since): (PairId, SignSince), step: Option<(CallStep, &Person)>) -> Message {
    let (fact, try_this) = match since.sign {
        CallSign::Often => (
            "*Three calls in three weeks.*",
            "Calls are for what writing does badly. Write the next one? A question or a check-in can be read twice, answered \
             at a good hour, and found again.",
        ),
        CallSign::Written => (
            "*You both say that your last two calls could have been written.*",
            "That is good news: you need fewer of them. Skip the next one, or meet every four weeks; either of you can \
             propose a call at any time.",
        ),
        CallSign::Empty => (
            "*Neither of you wrote anything for your last two calls.*",
            "Perhaps there are more calls than there is to talk about, and that is fine. Skip the next one, or meet every \
             four weeks; either of you can propose a call at any time.",
        ),
    };
    let message = Message::new("Something about your calls").block(say(fact));
    match step {
        Some((step, by)) => message.block(say(taken(since.sign, (step, by)))),
        None => message
            .block(say(try_this))
            .block(buttons("call_sign", steps(pair, since)))
            .block(small("Only you two are told, once. If all is well as it is, simply leave it.")),
    }
}

fn steps(pair: PairId, since: SignSince) -> Vec<Button> {
    let skip = |label: &str| Button::new(label, Action::SkipNextCall.id(), since.to_string());
    match since.sign {
        CallSign::Often => vec![
            skip("Write the next one"),
            Button::new("How we meet", Action::CallSettings.id(), pair.to_string()),
        ],
        CallSign::Written | CallSign::Empty => vec![
            skip("Skip the next"),
            Button::new("Go monthly", Action::GoMonthly.id(), since.to_string()),
        ],
    }
}

fn taken(sign: CallSign, (step, by): (CallStep, &Person)) -> String {
    let by = mention(&by.user);
    match (step, sign) {
        (CallStep::SkipNext, CallSign::Often) => format!(
            "{by} would write the next one. I ask about a call one turn later; `/mentor call` finds a time before that."
        ),
        (CallStep::SkipNext, CallSign::Written | CallSign::Empty) => format!(
            "{by} skips the next one. I ask about a call one turn later; `/mentor call` finds a time before that."
        ),
        (CallStep::GoMonthly, _) => {
            format!("{by} chose a call every four weeks; `/mentor call` finds a time before that.")
        }
    }
}

/// It was told of later calls since.
pub fn overtaken() -> String {
    "This was about calls of some time ago, so nothing has changed.".to_owned()
}

/// One of them has decided.
pub fn decided() -> String {
    "One of you has decided about this already, so nothing has changed.".to_owned()
}
