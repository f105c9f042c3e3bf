//! Asking the leads for another mentor, or mentee, and what they read.

use jiff::Timestamp;

use crate::{
    domain::{
        ids::{PairId, RematchId, SlackUser},
        pair::Side,
        person::Person,
        rematch::{MAX_WORDS, Reason},
    },
    features::partners,
    slack::{
        action::{Action, Form, off::OpenedOff, rematch::RematchRound},
        blocks::{
            Button, Message, buttons,
            input::{Choice, Select, TextInput},
            quote, say, small,
            view::Modal,
            words::{mention, when},
        },
    },
    store::rematches::Ask,
};

use super::suggestion;

/// The field of why.
pub const REASON: &str = "closest";
/// The field of what is said to the leads.
pub const WORDS: &str = "words";

/// How a search stands, for a lead.
pub enum Stands {
    /// Nobody is suggested.
    Looking(RematchId),
    /// In this round, this lead suggests this mentor.
    Suggested(RematchRound, [SlackUser; 2]),
    /// The new pair has begun.
    Begun,
    /// Nobody looks any more.
    Closed,
}

/// A reason, as it reads in the form and for the leads.
fn reason(reason: Reason, side: Side) -> &'static str {
    match (reason, side) {
        (Reason::OtherSkills, Side::Mentee) => "I'd like to learn what somebody else knows better",
        (Reason::OtherSkills, Side::Mentor) => "Somebody else knows better what they want to learn",
        (Reason::Time, _) => "We find too little time in common",
        (Reason::Fit, _) => "We don't fit well; it's nobody's fault",
        (Reason::Leaving, Side::Mentee) => "My mentor can't go on",
        (Reason::Leaving, Side::Mentor) => "I can't go on",
        (Reason::Other, _) => "Something else",
    }
}

/// Somebody in several pairs.
pub fn which(with: &[(PairId, Person)]) -> Message {
    let words = partners::question("About which of your pairs would you like to ask the leads?");
    let button = (Action::AskRematch, "rematch_with");
    partners::which(words, button, with, |pair| pair.to_string())
}

/// The form. It says exactly who reads it, and what happens next.
pub fn form(opened: &OpenedOff, side: Side, leads: &[Person]) -> Modal {
    let choices = Reason::ALL.map(|it| Choice::new(it.key(), reason(it, side)));
    let readers = names(leads);
    Modal::new(Form::Rematch.id(), "Another pair")
        .submit("Ask the leads")
        .close("Not now")
        .metadata(opened.to_string())
        .block(say(
            "Changing is a normal part of mentorship, and asking ends nothing: nothing changes until a lead has found \
             somebody and both the mentee and the new mentor have said yes.",
        ))
        .block(Select::new(REASON, "What comes closest?", choices).placeholder("Choose"))
        .block(
            TextInput::new(WORDS, "For the leads only, if you like")
                .multiline()
                .optional()
                .max(MAX_WORDS)
                .hint("What would help you most in the next months?"),
        )
        .block(small(format!(
            "*Who reads it:* {readers}, with your name on it, and nobody else. The other one of your pair is not told that \
             you asked; they are told when somebody is suggested. It is in no record and no search, and I delete your \
             words, here and in my message to the leads, once this is settled."
        )))
}

/// "@a, @b and @c".
fn names(people: &[Person]) -> String {
    let names: Vec<String> = people.iter().map(|person| mention(&person.user)).collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// What whoever asked is told at once.
pub fn receipt(
    (rematch, asked_at): (RematchId, Timestamp),
    (author, partner): (&Person, &Person),
    leads: &[Person],
) -> Message {
    let arrives = |lead: &Person| {
        let name = mention(&lead.user);
        match lead.availability.next_open(asked_at) {
            Some(at) if at > asked_at => {
                let at = when(at, &author.zone.weekday_time(at));
                format!("• {name} gets it on {at}, when their working day is open.")
            }
            Some(_) => format!("• {name} gets it now."),
            None => format!("• {name} has no working hours in the coming months."),
        }
    };
    let lines: Vec<String> = leads.iter().map(arrives).collect();
    Message::new("Your wish is on its way to the leads")
        .block(say(format!(
            "Thank you for saying it. Your wish is on its way to the leads.\n{}",
            lines.join("\n")
        )))
        .block(say(format!(
            "You and {} go on as before meanwhile, and they are not told that you asked. When a lead has found somebody, I \
             tell you.",
            mention(&partner.user)
        )))
        .block(buttons(
            "rematch",
            [Button::new("Never mind", Action::CloseRematch.id(), rematch.to_string())],
        ))
}

/// To a lead: who asks, and how it stands.
pub fn to_lead(
    (pair, ask): (PairId, &Ask),
    (author, side, partner): (&Person, Side, &Person),
    stands: &Stands,
) -> Message {
    let (who, other) = (mention(&author.user), mention(&partner.user));
    let wish = match side {
        Side::Mentee => format!("*{who} would like another mentor* than {other}"),
        Side::Mentor => format!("*{who} would like {other} to have another mentor*"),
    };
    let mut message = Message::new("Somebody would like another pair")
        .block(say(format!("{wish}, and asked me in confidence to tell the leads.")))
        .block(say(format!("What comes closest: _{}_", reason(ask.reason, side))));
    if let Some(words) = &ask.words {
        message = message.block(quote("In their words", words));
    }
    match stands {
        Stands::Looking(rematch) => message
            .block(buttons(
                "rematch",
                [
                    Button::new("Suggest a mentor", Action::SuggestMentor.id(), pair.to_string())
                        .primary(),
                    Button::new("Close it", Action::CloseRematch.id(), rematch.to_string()),
                ],
            ))
            .block(small(format!(
                "{other} has not been told. Nothing changes before the mentee and the new mentor have both said yes."
            ))),
        Stands::Suggested(it, [by, mentor]) => message
            .block(say(format!(
                "{} suggests {}; I'm waiting for the answers.",
                mention(by),
                mention(mentor)
            )))
            .block(suggestion::take_back(*it)),
        Stands::Begun => message.block(say("A new pair has begun. This is settled.")),
        Stands::Closed => message.block(say("This is closed, and nobody looks any more.")),
    }
}

/// In the place of that, when whoever asked does not any more.
pub fn taken_back() -> Message {
    Message::new("A wish was taken back").block(say(
        "Somebody asked for another pair and has taken it back. Nothing is to be done about it.",
    ))
}

/// In the place of that, for somebody who is no lead any more.
pub fn for_leads_only() -> Message {
    Message::new("A wish for another pair").block(say(
        "Somebody asked the leads for another pair. You are no lead here any more, so I don't show it to you any longer.",
    ))
}

/// To whoever asked, when it is closed or they took it back; it tells nothing of the other one.
pub fn closed(partner: &Person) -> Message {
    Message::new("Your wish for another pair is closed").block(say(format!(
        "Your wish for another pair is closed, so you and {} go on as before, and what you wrote for the leads is deleted. \
         `/mentor rematch` asks again whenever you like.",
        mention(&partner.user)
    )))
}

/// Nobody to change from.
pub fn no_pair() -> String {
    "You are in no pair that runs, so there is nothing to change. A lead changes a mentee's mentor with `/mentor rematch \
     @mentee`."
        .to_owned()
}

/// Nobody to ask.
pub fn no_lead() -> String {
    "I have not met a lead I could bring this to: leads are those whom the settings name, else the workspace's admins, and I \
     meet them when they pair two people. Until then, write to one yourself."
        .to_owned()
}

/// Asked before.
pub fn asked_already() -> String {
    "You've asked already, and the leads have it; I tell you when somebody is suggested. *Never mind*, under my receipt, takes \
     it back."
        .to_owned()
}

/// A lead was faster.
pub fn on_its_way() -> String {
    "A lead has suggested somebody already. I bring it to each of you in your own hours, and nothing changes before the \
     mentee and the new mentor have both said yes."
        .to_owned()
}

/// The leads are others than those the form named.
pub fn other_leads() -> String {
    "Who leads here has changed since this opened, and it must say exactly who reads it. Copy your words, close this and \
     type `/mentor rematch` again."
        .to_owned()
}

/// No reason was chosen.
pub fn no_reason() -> String {
    "Choose what comes closest; it helps the leads to find somebody.".to_owned()
}

/// Somebody is suggested at the moment.
pub fn take_it_back_first() -> String {
    "Somebody is suggested at the moment. Take that back first: `/mentor rematch @mentee` shows how.".to_owned()
}

/// It is over.
pub fn over() -> String {
    "This is settled already, so nothing has changed.".to_owned()
}
