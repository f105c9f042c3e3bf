//! Every sentence about asides: their two forms, how they read, and what their writer is told.

use crate::{
    domain::{
        aside::AsideKind,
        ids::PairId,
        pair::Side,
        person::Person,
        text::{Link, LinkProblem, UserText},
    },
    slack::{
        action::{Action, Form, PairWeek, off::OpenedOff},
        blocks::{
            Button, Message, buttons,
            input::{Choice, Select, TextInput},
            link, quote, say, small,
            view::Modal,
            words::{mention, when},
        },
    },
    store::asides::Aside,
};

/// The longest aside.
pub const MAX: usize = 3000;

/// The field of what is written.
pub const WORDS: &str = "words";
/// The field of where more stands.
pub const LINK: &str = "link";
/// The field of who should know.
pub const TO: &str = "to";
/// The choice of the other one of the pair.
pub const PARTNER: &str = "partner";
/// The choice of the leads.
pub const LEADS: &str = "lead";

/// What a mentor could ask, to be changed or sent as it is.
const SUGGESTED: &str =
    "How are things going? One line is plenty, and whatever is in the way is fine to say.";

/// How a mentor could ask for something harder, to be changed or sent as it is.
const HARD_TOPIC: &str = "What is the hardest thing in front of you at the moment? I'd like to think it through with you: bring \
                          it as a question, half-formed is fine.";

/// What happens to the words of an aside, in every form of one.
const FORGOTTEN: &str = "It comes as a direct message from me with your name on it. It is in no record and no search, and I \
                         delete your words here once they are delivered; the message itself stays in Slack.";

/// The form of *Something is off*. It says exactly who reads it.
pub fn off_form(opened: &OpenedOff, (side, partner): (Side, &Person), leads: &[Person]) -> Modal {
    let role = match side {
        Side::Mentee => "my mentor",
        Side::Mentor => "my mentee",
    };
    let name =
        if partner.name.is_empty() { role.to_owned() } else { format!("{}, {role}", partner.name) };
    let mut choices = vec![Choice::new(PARTNER, name)];
    let them = mention(&partner.user);
    let readers = match leads {
        [] => format!(
            "{them} reads it, and nobody else. I have not met a lead I could bring it to: leads are those whom the settings \
             name, else the workspace's admins, and I meet them when they pair two people. Until then, write to one yourself."
        ),
        [lead] => {
            choices.push(Choice::new(LEADS, "The lead, in confidence"));
            format!(
                "Either {them} reads it, and nobody else; or {} does, and {them} is not told.",
                mention(&lead.user)
            )
        }
        [..] => {
            choices.push(Choice::new(LEADS, "The leads, in confidence"));
            format!(
                "Either {them} reads it, and nobody else; or {} do, and {them} is not told.",
                names(leads)
            )
        }
    };
    Modal::new(Form::SomethingOff.id(), "Something is off")
        .submit("Send")
        .close("Not now")
        .metadata(opened.to_string())
        .block(say("Saying early that something doesn't work makes it easier to mend. Nothing is too small."))
        .block(Select::new(TO, "Who should know?", choices).placeholder("Choose"))
        .block(small(format!("*Who reads it:* {readers}")))
        .block(
            TextInput::new(WORDS, "What is off?")
                .multiline()
                .max(MAX)
                .hint("What happened, and what would help, if you know it."),
        )
        .block(small(FORGOTTEN))
}

/// The form of a mentor's question.
pub fn question_form(pair: PairId, mentee: &Person) -> Modal {
    asking("Ask how it is going", SUGGESTED, (pair, mentee))
}

/// The same for something harder than what was asked so far.
pub fn topic_form(pair: PairId, mentee: &Person) -> Modal {
    asking("Suggest a hard topic", HARD_TOPIC, (pair, mentee))
}

fn asking(title: &str, suggested: &str, (pair, mentee): (PairId, &Person)) -> Modal {
    let suggested = UserText::from_stored(suggested.to_owned());
    Modal::new(Form::AskGently.id(), title)
        .submit("Send")
        .close("Not now")
        .metadata(pair.to_string())
        .block(
            TextInput::new(WORDS, "Your question")
                .multiline()
                .max(MAX)
                .initial(Some(&suggested))
                .hint("Send it as it is, or make it yours."),
        )
        .block(small(format!(
            "{} reads it, and nobody else, in their working hours, with a button to answer in one line. {FORGOTTEN}",
            mention(&mentee.user)
        )))
}

/// The form of a suggestion. It says exactly who reads it.
pub fn suggestion_form(opened: &OpenedOff, leads: &[Person]) -> Modal {
    let who = match leads {
        [one] => format!("{} reads it, and nobody else", mention(&one.user)),
        _ => format!("{} read it, and nobody else", names(leads)),
    };
    Modal::new(Form::Suggest.id(), "Suggest something")
        .submit("Send")
        .close("Not now")
        .metadata(opened.to_string())
        .block(small(format!("*Who reads it:* {who}. {FORGOTTEN}")))
        .block(
            TextInput::new(WORDS, "What would you like to suggest?")
                .multiline()
                .max(MAX)
                .hint("Something worth reading, a tool, a remark about the programme: whatever would help you or others."),
        )
        .block(
            TextInput::new(LINK, "Where is it?")
                .max(MAX)
                .optional()
                .hint("Its whole address, beginning with https://, if there is one."),
        )
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

/// To the other one of the pair.
pub fn off_to_partner(author: &Person, words: &UserText) -> Message {
    let author = mention(&author.user);
    Message::new("Something is off")
        .block(say(format!("*{author} says that something is off,* and asked me to bring it to you alone.")))
        .block(quote("In their words", words))
        .block(small(format!(
            "Nobody else has read it. A good beginning is to thank {author} and ask what would help; write to them \
             directly, or bring it to your next call."
        )))
}

/// To a lead.
pub fn off_to_lead(author: &Person, partner: &Person, words: &UserText) -> Message {
    let (author, partner) = (mention(&author.user), mention(&partner.user));
    Message::new("Something is off")
        .block(say(format!(
            "*{author} tells you in confidence that something is off* in the mentorship with {partner}."
        )))
        .block(quote("In their words", words))
        .block(small(format!(
            "{partner} has not been told, and only the leads have this. Answer {author} directly; agree with them on what \
             {partner} may hear before you speak to them."
        )))
}

/// A suggestion, to a lead.
pub fn suggestion(author: &Person, (words, address): (&UserText, Option<&Link>)) -> Message {
    let author = mention(&author.user);
    Message::new("A suggestion for the programme")
        .block(say(format!("*{author} suggests something for the programme.*")))
        .block(quote("In their words", words))
        .blocks(address.map(|it| link("Where it is", it)))
        .block(small(format!(
            "Only the leads have this. A line back to {author} is a good answer, whatever you make of it; `/mentor guide edit` \
             puts something worth reading before everybody."
        )))
}

/// To a mentee who has fallen silent.
pub fn question(mentor: &Person, words: &UserText, about: Option<PairWeek>) -> Message {
    let message = Message::new("A question from your mentor")
        .block(say(format!(
            "*{} would like to know how you are getting on.*",
            mention(&mentor.user)
        )))
        .block(quote("Their question", words));
    match about {
        Some(about) => message
            .block(buttons(
                "question",
                [Button::new("Answer in one line", Action::OneLine.id(), about.to_string()).primary()],
            ))
            .block(small(format!(
                "One line counts as your check-in for the week of {}. You can also simply write to them.",
                about.week.human()
            ))),
        None => message.block(small("Simply write to them.")),
    }
}

/// What the writer is told at once.
pub fn receipt(aside: &Aside, author: &Person, readers: &[Person]) -> Message {
    let lines: Vec<String> = readers.iter().map(|reader| arrival(aside, author, reader)).collect();
    let what = match aside.kind {
        AsideKind::Question => "Your question is on its way.",
        AsideKind::Suggestion => "Thank you for the suggestion. It is on its way.",
        AsideKind::OffToPartner | AsideKind::OffToLead => {
            "Thank you for saying that something is off. It is on its way."
        }
    };
    Message::new("On its way").block(say(format!("{what}\n{}", lines.join("\n")))).block(small(
        "Nobody else reads it, and I delete it here once it is delivered. If it can't be, I tell you.",
    ))
}

fn arrival(aside: &Aside, author: &Person, reader: &Person) -> String {
    let name = mention(&reader.user);
    match reader.availability.next_open(aside.written_at) {
        Some(at) if at > aside.written_at => {
            let at = when(at, &author.zone.weekday_time(at));
            format!("• {name} gets it on {at}, when their working day is open.")
        }
        Some(_) => format!("• {name} gets it now."),
        None => {
            format!("• {name} has no working hours in the coming months, so it can't reach them.")
        }
    }
}

/// What the writer is told when it cannot be delivered.
pub fn lost(aside: &Aside, reader: &Person) -> Message {
    let what = match aside.kind {
        AsideKind::Question => "Your question",
        AsideKind::Suggestion => "Your suggestion",
        AsideKind::OffToPartner | AsideKind::OffToLead => {
            "What you wrote about something being off"
        }
    };
    Message::new("It could not be delivered").block(say(format!(
        "{what} could not be delivered to {}, and I keep nothing of it. Please write to them directly, or ask somebody \
         you trust to.",
        mention(&reader.user)
    )))
}

/// Nobody was chosen.
pub fn nobody_chosen() -> String {
    "Choose who should know; nobody else will.".to_owned()
}

/// The leads are others than those the form named.
pub fn other_leads() -> String {
    "Who leads here has changed since this opened, and it must say exactly who reads it. Copy your words, close this and \
     open *Something is off* again."
        .to_owned()
}

/// The same for a suggestion.
pub fn other_leads_for_it() -> String {
    "Who leads here has changed since this opened, and it must say exactly who reads it. Copy your words, close this and \
     type `/mentor suggest` again."
        .to_owned()
}

/// Nobody the bot could bring a suggestion to.
pub fn no_lead() -> String {
    "I have not met a lead I could bring it to: leads are those whom the settings name, else the workspace's admins, and I \
     meet them when they pair two people. Write to one yourself."
        .to_owned()
}

/// An address that is none.
pub fn bad_link(problem: LinkProblem) -> String {
    match problem {
        LinkProblem::NotAnAddress => {
            "Give the whole address and nothing else, beginning with https://".to_owned()
        }
        LinkProblem::NotHttps => {
            "Only addresses that begin with https:// can be opened from here.".to_owned()
        }
        LinkProblem::HasCredentials => {
            "There is a user name or a password in this address. Give it without.".to_owned()
        }
        LinkProblem::TooLong => {
            "This address is longer than 3000 characters. Give a shorter one.".to_owned()
        }
    }
}
