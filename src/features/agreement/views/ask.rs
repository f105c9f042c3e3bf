//! How it is asked for, and what has become of that.

use super::Seen;
use crate::{
    domain::{agreement::due::due_on, pair::PairState, zone::words::short_day},
    slack::blocks::{Message, buttons, say, small},
};

/// The day by which both shall have signed, on the mentee's calendar.
fn due(seen: &Seen<'_>) -> String {
    match seen.scene.pair.state {
        PairState::Active { began_at } | PairState::Ended { began_at, .. } => {
            short_day(due_on(seen.scene.mentee.zone.date(began_at)))
        }
        PairState::Proposed { .. } | PairState::Declined => "the end of the first week".to_owned(),
    }
}

/// The request, or what has become of it.
pub fn asked(seen: &Seen<'_>) -> Message {
    let agreement = &seen.scene.agreement;
    let other = seen.other();
    let waits = agreement.waits_for(seen.side);
    let title = Message::new(match waits {
        Some(_) => "Your agreement waits for you",
        None => "What do you two agree on?",
    });
    if let Some(at) = agreement.in_force.as_ref().and_then(|it| it.signed.by_both()) {
        return title
            .block(say(format!(
                "*Your agreement with {other}* was signed by both of you on {}.",
                seen.day(at)
            )))
            .block(buttons("agreement", [seen.button("Our agreement")]));
    }
    if !seen.scene.pair.is_active() {
        return title.block(say(format!(
            "Your time with {other} is over, so there is nothing to sign here."
        )));
    }
    match (&agreement.open, waits) {
        (Some(_), Some(_)) => title
            .block(say(format!(
                "*{other} has filled in your agreement and signed it.* Read it, and sign it or change it, by {}, please.",
                due(seen)
            )))
            .block(buttons("agreement", [seen.button("Read and sign").primary()])),
        (Some(_), None) => title
            .block(say(format!(
                "*You have signed your agreement.* It waits for {other}. Until then, your programme's defaults apply."
            )))
            .block(buttons("agreement", [seen.button("Our agreement")])),
        (None, _) => title
            .block(say(format!(
                "*What do you and {other} want from this?* An agreement says what you work on, how soon answers come and \
                 what stays between you; I then do what it says. Either of you fills it in, which takes ten minutes, and \
                 both sign, by *{}*, please. Until then, your programme's defaults apply.",
                due(seen)
            )))
            .block(buttons("agreement", [seen.button("Fill in and sign").primary()]))
            .block(small("You two read it, and nobody else. Leads see whether it is signed, and never what it says.")),
    }
}

/// The one reminder.
pub fn reminded(seen: &Seen<'_>) -> Message {
    let (other, due) = (seen.other(), due(seen));
    let (words, label) = match seen.scene.agreement.waits_for(seen.side) {
        Some(_) => (
            format!(
                "*{other} has signed your agreement, and it waits for you.* If something in it isn't what you want, change \
                 it: that is what it is for. It should be signed by {due}."
            ),
            "Read and sign",
        ),
        None => (
            format!(
                "*Your agreement with {other} isn't filled in yet.* It should be signed by {due}. In the form stand your \
                 programme's defaults, so a line about what you work on is enough to begin with."
            ),
            "Fill in and sign",
        ),
    };
    Message::new("Your agreement is still open")
        .block(say(words))
        .block(buttons("agreement_again", [seen.button(label).primary()]))
        .block(small("I won't remind you of it again; it stays in App Home."))
}

/// The time is over, and only whoever reads has signed.
pub fn waits(seen: &Seen<'_>) -> Message {
    let other = seen.other();
    Message::new("Your agreement is not signed by both")
        .block(say(format!(
            "*{other} hasn't signed your agreement yet.* Nothing is lost: your programme's defaults apply, and the \
             agreement waits. Perhaps ask which part they would like to be different, in your next check-in or call."
        )))
        .block(buttons("agreement_waits", [seen.button("Our agreement")]))
}

/// Which rule these come from.
pub fn why() -> String {
    "Both of a new pair are asked on its first day for what they agree on, and whoever has not signed is reminded once, five \
     days later. Whoever signed alone is told so once, after a week. Nothing else is said about it unasked."
        .to_owned()
}
