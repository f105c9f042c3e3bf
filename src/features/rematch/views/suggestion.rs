//! A suggestion: the lead's form, what each of those it concerns is asked, and how it stands.

use crate::{
    domain::{
        ids::{PairId, SlackUser},
        person::Person,
        rematch::{Brought, Outcome, Replies, Suggestion},
    },
    slack::{
        action::{Action, Form, rematch::RematchRound},
        blocks::{
            Block, Button, Message, buttons, header,
            input::{Checkboxes, Choice, UserPicker},
            say, small,
            view::Modal,
            words::mention,
        },
    },
};

/// The field of the new mentor.
pub const MENTOR: &str = "suggested";
/// The field of what is brought along.
pub const BROUGHT: &str = "brought";

/// Everybody a suggestion is about.
pub struct Four<'a> {
    /// The mentee.
    pub mentee: &'a Person,
    /// Their mentor now.
    pub old: &'a Person,
    /// Who is suggested.
    pub new: &'a Person,
    /// The lead.
    pub lead: &'a Person,
}

/// A lead chooses somebody.
pub fn form(pair: PairId, (mentor, mentee): (&Person, &Person)) -> Modal {
    let (mentor, mentee) = (mention(&mentor.user), mention(&mentee.user));
    Modal::new(Form::SuggestMentor.id(), "Suggest a mentor")
        .submit("Ask them")
        .close("Not now")
        .metadata(pair.to_string())
        .block(say(format!("{mentee} is in a pair with {mentor}. Whom do you suggest instead?")))
        .block(UserPicker::new(MENTOR, "The new mentor").placeholder("Choose somebody"))
        .block(small(format!(
            "I ask the new mentor and {mentee}, and tell {mentor}, each inside their own working hours. Nothing changes \
             before the first two have both said yes. You see who has answered, and never what anybody wrote."
        )))
}

/// To the suggested mentor.
pub fn to_new_mentor(it: RematchRound, people: &Four<'_>) -> Message {
    let (lead, mentee) = (mention(&people.lead.user), mention(&people.mentee.user));
    let reader = people.new;
    Message::new("Would you like to be a mentor?")
        .block(header("Would you like to be a mentor?"))
        .block(say(format!(
            "{lead} suggests you as the mentor of {mentee}, who has been in the programme for a while and may go on with \
             somebody new. If you both say yes:\n\
             • once a week {mentee} writes a short check-in, and I bring it to you when your working day is open\n\
             • you answer in writing within two working days; days you don't work don't count\n\
             • in all it takes about three hours a month, calls included"
        )))
        .block(say(format!(
            "I only write to you {} ({}). {mentee} decides what they bring along; nothing else of what they wrote before is \
             shown to you. What you two write is read by you two; leads see that something was written and when, never the \
             words. You can stop at any time.",
            reader.availability.hours(),
            reader.zone.name()
        )))
        .block(buttons(
            "rematch",
            [
                Button::new("I'm in", Action::JoinRematch.id(), it.to_string()).primary(),
                Button::new("No, thanks", Action::DeclineRematch.id(), it.to_string()),
            ],
        ))
}

/// To the mentee.
pub fn to_mentee(it: RematchRound, people: &Four<'_>) -> Message {
    let (lead, new) = (mention(&people.lead.user), mention(&people.new.user));
    let old = mention(&people.old.user);
    Message::new("Another mentor is suggested to you")
        .block(header("Another mentor?"))
        .block(say(format!(
            "{lead} suggests {new} as your mentor from now on, in place of {old}. It's yours to decide: nothing changes before \
             you and {new} have both said yes, and if you'd rather stay, everything stays as it is."
        )))
        .block(buttons(
            "rematch",
            [
                Button::new("Yes, this mentor…", Action::TakeMentor.id(), it.to_string()).primary(),
                Button::new("No, I'll stay", Action::StayWithMentor.id(), it.to_string()),
            ],
        ))
        .block(small(format!(
            "With a yes you choose what {new} may see of what is there so far; nothing is chosen for you. {old} has been told \
             that somebody is suggested. Leads see that you answered, never what you bring along."
        )))
}

/// To the present mentor, with what they said about their replies.
pub fn to_old_mentor(it: RematchRound, people: &Four<'_>, suggestion: &Suggestion) -> Message {
    let (lead, mentee) = (mention(&people.lead.user), mention(&people.mentee.user));
    let new = mention(&people.new.user);
    let said = match suggestion.replies {
        None => "If you say nothing, they stay with you two.",
        Some(Replies::Travel) => "You've said that they may. You can still change it.",
        Some(Replies::Stay) => {
            "You've said no, so they stay with you two. You can still change it."
        }
    };
    Message::new("Another mentor is suggested for your mentee")
        .block(say(format!(
            "*{lead} suggests that {mentee} goes on with {new}.* That is a normal step in mentorship, and nobody is to blame \
             for it. Nothing changes before {mentee} and {new} have both said yes; until then you two go on as before."
        )))
        .block(say(format!(
            "One question: if {mentee} brings their check-ins along, may {new} read your replies to them, too? {said}"
        )))
        .block(buttons(
            "rematch",
            [
                Button::new("Yes, they may", Action::LetRepliesTravel.id(), it.to_string()),
                Button::new("No", Action::KeepReplies.id(), it.to_string()),
            ],
        ))
}

/// To the lead, while it is open: who has answered.
pub fn to_lead(it: RematchRound, people: &Four<'_>, suggestion: &Suggestion) -> Message {
    let (mentee, new) = (mention(&people.mentee.user), mention(&people.new.user));
    let state = |has: bool| if has { "has said yes" } else { "has not answered yet" };
    let (mentor_in, mentee_in) = (suggestion.mentor_in.is_some(), suggestion.mentee_in.is_some());
    Message::new("You've suggested another mentor")
        .block(say(format!(
            "*You suggest {new} as the mentor of {mentee}.* I ask each of them inside their own working hours, and tell {}, \
             too.\n• {new} {}\n• {mentee} {}",
            mention(&people.old.user),
            state(mentor_in),
            state(mentee_in)
        )))
        .block(take_back(it))
        .block(small("Nothing changes before both have said yes. I tell you what became of it."))
}

/// The way for a lead to take a suggestion back, whoever made it.
pub fn take_back(it: RematchRound) -> Block {
    let take_back = Button::new("Take it back", Action::TakeBackSuggestion.id(), it.to_string());
    buttons("rematch", [take_back])
}

/// In the suggested mentor's request, once they said yes.
pub fn mentor_is_in(people: &Four<'_>) -> Message {
    let mentee = mention(&people.mentee.user);
    Message::new("You're in.")
        .block(say(format!("You're in. I'll tell you as soon as {mentee} has decided, too.")))
}

/// In the mentee's, once they said yes.
pub fn mentee_is_in(it: RematchRound, people: &Four<'_>, brought: &[Brought]) -> Message {
    let (new, old) = (mention(&people.new.user), mention(&people.old.user));
    let along = match brought {
        [] => "You bring nothing along, so you begin afresh.".to_owned(),
        [..] => {
            let lines: Vec<String> =
                brought.iter().map(|it| format!("• {}", brought_words(*it))).collect();
            format!("You bring along:\n{}", lines.join("\n"))
        }
    };
    Message::new("You've said yes.")
        .block(say(format!(
            "You've said yes to {new}. Until they have, too, you and {old} go on as before.\n{along}"
        )))
        .block(buttons(
            "rematch",
            [
                Button::new("Change what I bring", Action::TakeMentor.id(), it.to_string()),
                Button::new("No, I'll stay", Action::StayWithMentor.id(), it.to_string()),
            ],
        ))
}

/// In any of these messages, once it is settled; `to_lead` says more where the reader may know more.
pub fn is_settled(outcome: Outcome) -> Message {
    let words = match outcome {
        Outcome::Begun => "Both have said yes, and a new pair has begun.",
        Outcome::Declined
        | Outcome::Stays
        | Outcome::TakenBack
        | Outcome::Full
        | Outcome::Gone
        | Outcome::PairOver => "This suggestion is closed, and nothing more comes of it.",
    };
    Message::new("This suggestion is settled.").block(say(words))
}

/// To the two of the new pair, in the place of their requests.
pub fn begun(partner: &Person) -> Message {
    let partner = mention(&partner.user);
    Message::new("You're a pair now.").block(say(format!(
        "You and {partner} are a pair now. I'll open a room for the two of you and say hello there."
    )))
}

/// What can be brought along, in the words of the form.
fn brought_words(brought: Brought) -> &'static str {
    match brought {
        Brought::Goals => "Our open goals, with their milestones",
        Brought::Open => "What I set out to do, and my questions that wait for an answer",
        Brought::History => "My check-ins, as a file in the new room",
        Brought::Leave => "Why I'm away soon, where I had shared it",
    }
}

/// The mentee chooses what to bring along of what is there. Nothing is chosen for them.
pub fn bring_form(
    it: RematchRound,
    (old, new): (&Person, &Person),
    (there, chosen): (&[Brought], &[Brought]),
) -> Modal {
    let (old, new) = (mention(&old.user), mention(&new.user));
    let modal = Modal::new(Form::TakeMentor.id(), "Another mentor")
        .submit("Yes, this mentor")
        .close("Not yet")
        .metadata(it.to_string())
        .block(say(format!(
            "As soon as you and {new} have both said yes, your pair with {old} ends in good order, and the one with {new} \
             begins."
        )));
    if there.is_empty() {
        return modal.block(small(
            "You two have written nothing yet that you could bring along, so you begin afresh.",
        ));
    }
    let choices: Vec<Choice> =
        there.iter().map(|it| Choice::new(it.key(), brought_words(*it))).collect();
    let ticked = chosen.iter().filter(|it| there.contains(it)).map(|it| it.key());
    modal
        .block(say(format!("What may {new} see of what is there so far?")))
        .block(
            Checkboxes::new(BROUGHT, "What comes along", choices)
                .ticked(ticked)
                .hint("Tick what you like, or nothing."),
        )
        .block(small(format!(
            "*Who reads it:* you and {new}; {old} does not see what you choose. Goals and questions are copied; a question is \
             asked anew, with a fresh promise. The file holds what you wrote in your check-ins, without your feedback for \
             {old}, and their replies only if they agree. Everything else stays with you and {old}, where both of you can \
             still read it."
        )))
}

/// Answered already, or another one is suggested by now.
pub fn settled() -> String {
    "This suggestion has been settled already, so nothing has changed.".to_owned()
}

/// No mentee in a running pair.
pub fn no_mentee(mentee: &SlackUser) -> String {
    format!(
        "{} is in no pair as a mentee at the moment. `/mentor pair @mentor @mentee` begins one.",
        mention(mentee)
    )
}

/// A lead in their own pair.
pub fn one_of_the_two() -> String {
    "You are one of the two, so this is another lead's to suggest. `/mentor rematch` alone asks them.".to_owned()
}

/// The pair ended.
pub fn pair_over() -> String {
    "This pair is over already, so there is nothing to change. `/mentor pair @mentor @mentee` begins a new one."
        .to_owned()
}

/// Somebody is suggested already.
pub fn somebody_is((by, mentor): (&Person, &Person)) -> String {
    format!(
        "{} has suggested {} already, and I'm waiting for the answers. Nothing has changed.",
        name(by),
        name(mentor)
    )
}

/// The same where the lead sees it before they choose anybody, with the way out of it.
pub fn take_back_first(it: RematchRound, [by, mentor]: [&Person; 2]) -> Message {
    Message::new("Somebody is suggested already")
        .block(say(format!(
            "{} has suggested {} already, and I'm waiting for the answers. Nothing has changed. Where an answer doesn't come, \
             any lead may take the suggestion back.",
            mention(&by.user),
            mention(&mentor.user)
        )))
        .block(take_back(it))
}

/// Nobody was chosen.
pub fn nobody_chosen() -> String {
    "Choose the person who could be the new mentor.".to_owned()
}

/// Slack did not say who it is.
pub fn unknown() -> String {
    "I couldn't find out who that is just now. Choose them again in a minute.".to_owned()
}

/// The mentee was chosen.
pub fn is_the_mentee(person: &Person) -> String {
    format!("{} is the mentee; a pair needs two different people.", name(person))
}

/// The present mentor was chosen.
pub fn is_the_mentor(person: &Person) -> String {
    format!("{} is their mentor already. Choose somebody else.", name(person))
}

/// Bots, guests, closed accounts.
pub fn cannot_take_part(person: &Person) -> String {
    format!(
        "{} can't be in a pair: it needs an active member of this workspace, not a guest or a bot.",
        name(person)
    )
}

/// The mentor is full.
pub fn at_capacity(person: &Person, capacity: i64) -> String {
    format!(
        "{} has {capacity} mentees or open requests already, which is the most one mentor takes on here. Choose somebody \
         else.",
        name(person)
    )
}

/// Under a field no mention is shown, and not every profile has a name.
fn name(person: &Person) -> &str {
    if person.name.is_empty() { "This person" } else { &person.name }
}
