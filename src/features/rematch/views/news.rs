//! What became of a suggestion, told to those it concerns. Nobody is blamed, and nobody learns who asked.

use crate::{
    domain::{ids::PairId, rematch::Outcome},
    slack::{
        action::Action,
        blocks::{Button, Message, buttons, say, words::mention},
    },
};

use super::suggestion::{self, Four};

/// Why nothing came of it, for the others.
fn why(outcome: Outcome, people: &Four<'_>) -> String {
    let new = mention(&people.new.user);
    match outcome {
        Outcome::Declined => format!("{new} can't take this on at the moment"),
        Outcome::Full => {
            format!("{new} meanwhile has as many mentees as one mentor takes on here")
        }
        Outcome::Gone => "somebody's account here was closed in the meantime".to_owned(),
        Outcome::Stays => {
            format!("{} stays with {}", mention(&people.mentee.user), mention(&people.old.user))
        }
        Outcome::PairOver => "the pair it was about has ended in the meantime".to_owned(),
        Outcome::TakenBack => "a lead has taken the suggestion back".to_owned(),
        Outcome::Begun => "a new pair has begun".to_owned(),
    }
}

/// To the mentee who had said yes.
pub fn to_mentee(outcome: Outcome, people: &Four<'_>) -> Message {
    let old = mention(&people.old.user);
    Message::new("Nothing changes for now").block(say(format!(
        "Nothing changes for now: {}. It says nothing about you. You and {old} go on as before, and a lead may suggest \
         somebody else.",
        why(outcome, people)
    )))
}

/// To the suggested mentor who had said yes; where it begins, what their request says then, too.
pub fn to_new_mentor(outcome: Outcome, people: &Four<'_>) -> Message {
    let why = match outcome {
        Outcome::Begun => return suggestion::begun(people.mentee),
        // They know best themselves.
        Outcome::Full => "you have taken on as many mentees as one mentor takes on here".to_owned(),
        Outcome::Stays => {
            format!("{} goes on with their mentor", mention(&people.mentee.user))
        }
        Outcome::Declined | Outcome::Gone | Outcome::PairOver | Outcome::TakenBack => {
            self::why(outcome, people)
        }
    };
    Message::new("This pair doesn't start").block(say(format!(
        "Thank you for saying yes. This pair doesn't start: {why}. It says nothing about you, and there is nothing to do."
    )))
}

/// To the mentor whose mentee goes on with somebody else, or does not.
pub fn to_old_mentor(outcome: Outcome, people: &Four<'_>) -> Message {
    let (mentee, new) = (mention(&people.mentee.user), mention(&people.new.user));
    match outcome {
        Outcome::Begun => Message::new("Your mentee goes on with another mentor").block(say(format!(
            "*{mentee} goes on with {new} from now on.* Thank you for the way you two went together: it is part of what \
             {mentee} can do today. Your pair ends in good order; I ask neither of you for anything more in it, and what you \
             two wrote stays readable for both with `/checkin history`. You have a place for another mentee whenever you \
             like; a lead can start that."
        ))),
        Outcome::Stays => Message::new("Your mentee stays with you").block(say(format!(
            "{mentee} stays with you, so nothing has changed and you two go on as before. If you can't, tell the leads with \
             `/mentor rematch`."
        ))),
        Outcome::Declined
        | Outcome::TakenBack
        | Outcome::Full
        | Outcome::Gone
        | Outcome::PairOver => Message::new("Nothing changes for now").block(say(format!(
            "Nothing comes of the suggestion that {mentee} goes on with {new}. You two go on as before."
        ))),
    }
}

/// To the lead who suggested it.
pub fn to_lead(outcome: Outcome, people: &Four<'_>, pair: PairId) -> Message {
    let (mentee, new) = (mention(&people.mentee.user), mention(&people.new.user));
    let message = Message::new("News about a mentor you suggested");
    match outcome {
        Outcome::Begun => message.block(say(format!(
            "{new} and {mentee} have both said yes and are a pair now. The one with {} has ended in good order.",
            mention(&people.old.user)
        ))),
        Outcome::Stays | Outcome::PairOver => message.block(say(format!(
            "{new} and {mentee} won't be a pair: {}. There is nothing more to do.",
            why(outcome, people)
        ))),
        Outcome::Declined | Outcome::TakenBack | Outcome::Full | Outcome::Gone => message
            .block(say(format!(
                "{new} and {mentee} won't be a pair: {}. {mentee} and {} go on as before.",
                why(outcome, people),
                mention(&people.old.user)
            )))
            .block(buttons(
                "rematch",
                [Button::new("Suggest a mentor", Action::SuggestMentor.id(), pair.to_string())],
            )),
    }
}
