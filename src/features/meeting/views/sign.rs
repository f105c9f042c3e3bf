//! What is said of a sign in a pair's calls, to both: the fact, and one thing to try.

use crate::{
    domain::{
        call::Rhythm,
        call_signs::{CallSign, CallStep},
        ids::PairId,
        person::Person,
    },
    slack::{
        action::{Action, meeting::SignSince},
        blocks::{Button, Message, buttons, say, small, words::mention},
    },
};

/// How often the two meet, and whose word that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Meets {
    /// How often.
    pub rhythm: Rhythm,
    /// Whether both have signed it, so that neither changes it alone.
    pub is_agreed: bool,
}

/// The sign, with what can be done about it as they meet now; `step` is what they do about it, and who said so.
pub fn sign(
    (pair, since): (PairId, SignSince),
    meets: Meets,
    step: Option<(CallStep, &Person)>,
) -> Message {
    let fact = match since.sign {
        CallSign::Often => "*Three calls in three weeks.*",
        CallSign::Written => "*You both say that your last two calls could have been written.*",
        CallSign::Empty => "*Neither of you wrote anything for your last two calls.*",
    };
    let message = Message::new("Something about your calls").block(say(fact));
    if let Some((step, by)) = step {
        return message.block(say(taken(since.sign, (step, by))));
    }
    let steps = steps(pair, since, meets);
    let steps = (!steps.is_empty()).then(|| buttons("call_sign", steps));
    message
        .block(say(try_this(since.sign, meets.rhythm)))
        .blocks(steps)
        .block(small("Only you two are told, once. If all is well as it is, simply leave it."))
}

fn try_this(sign: CallSign, rhythm: Rhythm) -> String {
    let why = match sign {
        CallSign::Often => {
            return "Calls are for what writing does badly. Write the next one? A question or a check-in can be read twice, \
                    answered at a good hour, and found again."
                .to_owned();
        }
        CallSign::Written => "That is good news: you need fewer of them.",
        CallSign::Empty => {
            "Perhaps there are more calls than there is to talk about, and that is fine."
        }
    };
    let then = match rhythm {
        Rhythm::TwoWeeks => {
            "Skip the next one, or meet every four weeks; either of you can propose a call at any time."
        }
        Rhythm::Monthly => "Skip the next one; either of you can propose a call at any time.",
        Rhythm::None => "Before the next one, write first, and see what is left to talk about.",
    };
    format!("{why} {then}")
}

fn steps(pair: PairId, since: SignSince, meets: Meets) -> Vec<Button> {
    let skip = |label: &str| Button::new(label, Action::SkipNextCall.id(), since.to_string());
    let monthly = || match meets.is_agreed {
        true => Button::new("Our agreement", Action::Agreement.id(), pair.to_string()),
        false => Button::new("Go monthly", Action::GoMonthly.id(), since.to_string()),
    };
    match (since.sign, meets.rhythm) {
        (CallSign::Often, _) => vec![
            skip("Write the next one"),
            Button::new("How we meet", Action::CallSettings.id(), pair.to_string()),
        ],
        (CallSign::Written | CallSign::Empty, Rhythm::TwoWeeks) => {
            vec![skip("Skip the next"), monthly()]
        }
        (CallSign::Written | CallSign::Empty, Rhythm::Monthly) => vec![skip("Skip the next")],
        (CallSign::Written | CallSign::Empty, Rhythm::None) => Vec::new(),
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

/// The next call is proposed or agreed already.
pub fn is_arranged() -> String {
    "Your next call is arranged already, so it is not skipped: `/mentor calls` moves it or calls it off.".to_owned()
}

/// They do not meet every two weeks.
pub fn less_often_already() -> String {
    "You two meet less often than every two weeks already, so nothing has changed.".to_owned()
}

/// How often they meet is what both signed.
pub fn is_agreed() -> String {
    "How often you two meet is what you both signed, so a change of it needs both: `/mentor agreement` proposes a call every \
     four weeks. Nothing has changed yet."
        .to_owned()
}

/// They are asked for no calls.
pub fn none_to_skip() -> String {
    "You two are asked for no calls at the moment, so there is none to skip. `/mentor calls` shows how to change that.".to_owned()
}
