//! Every sentence about the template, and the form it is edited in.

use crate::{
    domain::{
        template::{
            MAX_HINT, MAX_LABEL, MAX_MONTHLY, MAX_NAME, MAX_PLANNED, MAX_QUESTIONS, MAX_TITLE,
            Template, Version,
            notation::{MAX_CHARS, Misfit, Place, Problem, write},
        },
        text::UserText,
    },
    features::bodies,
    slack::{
        action::Form,
        blocks::{View, input::TextInput, say, small, view::Modal},
    },
};

const TITLE: &str = "What we ask every week";

/// The field of a place.
pub fn field(place: Place) -> &'static str {
    match place {
        Place::LookingBack => "looking_back",
        Place::LookingAhead => "looking_ahead",
        Place::Reply => "reply",
        Place::Monthly => "monthly",
        Place::MonthlyReply => "monthly_reply",
    }
}

/// What a place is called.
pub fn label(place: Place) -> &'static str {
    match place {
        Place::LookingBack => "Looking back",
        Place::LookingAhead => "Looking ahead: the plan",
        Place::Reply => "The mentor's reply",
        Place::Monthly => "Once a month, in the check-in",
        Place::MonthlyReply => "Once a month, in the mentor's reply",
    }
}

fn hint(place: Place) -> String {
    match place {
        Place::LookingBack => format!(
            "After these, every form has the box “{}” and room for three questions to the mentor.",
            bodies::BLOCKED
        ),
        Place::LookingAhead => format!(
            "What is answered here stands at the top of next week's form: up to {MAX_PLANNED} questions, most important \
             first. Feedback for the mentor comes last, in every form."
        ),
        Place::Reply => {
            "Up to four lines, called feedback, example, question and progress: reword them, reorder them, leave some out. \
             One answer anywhere is enough for a reply."
                .to_owned()
        }
        Place::Monthly => {
            "One question a line, always optional. They take turns: one in the last check-in of each month.".to_owned()
        }
        Place::MonthlyReply => "The same, for the mentor who answers it.".to_owned(),
    }
}

/// The form.
pub fn form(template: &Template) -> View {
    let input = |place| {
        let text = UserText::parse_optional(&write(&template.content, place), MAX_CHARS);
        let input = TextInput::new(field(place), label(place))
            .multiline()
            .max(MAX_CHARS)
            .hint(hint(place))
            .initial(text.ok().flatten().as_ref());
        match place {
            Place::LookingBack | Place::LookingAhead | Place::Reply => input,
            Place::Monthly | Place::MonthlyReply => input.optional(),
        }
    };
    let modal = Modal::new(Form::Template.id(), TITLE)
        .submit("Save")
        .close("Leave it")
        .metadata(template.version.to_string())
        .block(say(
            "`# Part` begins a part. Then a question a line: `* name: What people read | a hint`.\n`*` means that it must \
             be answered. Keep the name when you change the words; leave it out for a new question.",
        ));
    Place::ALL
        .into_iter()
        .fold(modal, |modal, place| modal.block(input(place)))
        .block(small("Check-ins that are written already keep the questions they answered."))
        .into()
}

/// There is a new version.
pub fn saved(version: Version) -> Modal {
    page(format!(
        "Saved as version {version}. Every check-in and reply that is opened from now on asks this. A form that is open at \
         this moment keeps its questions, and so does everything that is written already."
    ))
}

/// Nothing was changed.
pub fn unchanged(version: Version) -> Modal {
    page(format!(
        "This is what version {version} asks already, so nothing has changed. `/mentor template` opens it again."
    ))
}

fn page(words: String) -> Modal {
    Modal::new(Form::Page.id(), TITLE).close("Close").block(say(words))
}

/// Somebody else saved a version since the form was opened.
pub fn changed_meanwhile() -> String {
    "Another lead saved a newer version while this was open, so nothing has changed. Copy the lines you changed, close \
     this, and put them into what `/mentor template` shows now."
        .to_owned()
}

/// What has to be mended, and where.
pub fn misfit(misfit: &Misfit) -> String {
    let words = problem(&misfit.problem);
    match misfit.line {
        Some(line) => format!("Line {line}: {words}"),
        None => words,
    }
}

fn problem(problem: &Problem) -> String {
    match problem {
        Problem::NoPart => {
            "a question needs a part above it. Begin with a line like # Accomplished.".to_owned()
        }
        Problem::NoTitle => "give this part a heading after the #.".to_owned(),
        Problem::LongTitle(chars) => shorten("this heading", *chars, MAX_TITLE),
        Problem::EmptyPart => {
            "this part has no question. Write one under it, or take the part out.".to_owned()
        }
        Problem::NoParts => {
            "there are no parts here. Take this line out; a question a line is enough.".to_owned()
        }
        Problem::NoLabel => "write what people are asked, after the name.".to_owned(),
        Problem::LongLabel(chars) => shorten("this question", *chars, MAX_LABEL),
        Problem::LongHint(chars) => shorten("this hint", *chars, MAX_HINT),
        Problem::NoName => {
            "I can't make a name from this. Put one in front, like progress: and then the question."
                .to_owned()
        }
        Problem::LongName(chars) => shorten("this name", *chars, MAX_NAME),
        Problem::TakenName(name) => format!(
            "another question is called {name} already. Give one of them another name in front of its colon."
        ),
        Problem::ReservedName(name) => format!(
            "the form itself uses the name {name}. Put another one in front, like my_{name}: and then the question."
        ),
        Problem::NeverRequired => {
            "what is asked here is always optional. Take the * away.".to_owned()
        }
        Problem::UnknownPart(name) => format!(
            "a reply has no part called {name}. Begin the line with feedback:, example:, question: or progress:."
        ),
        Problem::TooMany(count) => format!(
            "These are {count} questions a week, in both boxes together, and at most {MAX_QUESTIONS} are asked, so that \
             people keep writing. Keep the ones you'd miss."
        ),
        Problem::TooManyPlanned(count) => format!(
            "These are {count} questions about the plan, and at most {MAX_PLANNED} are asked: more is a list, not a plan. \
             Keep the ones that matter most."
        ),
        Problem::TooManyMonthly(count) => format!(
            "These are {count} questions, and a year has {MAX_MONTHLY} months. Keep {MAX_MONTHLY}."
        ),
        Problem::NothingRequired => {
            "Nothing has to be answered, so an empty form could be sent. Put a * in front of at least one question."
                .to_owned()
        }
        Problem::NothingPlanned => {
            "There is no question about the plan, so next week's form would have nothing to come back to. Write at least \
             one here, like primary: The one thing that matters most."
                .to_owned()
        }
        Problem::NoReply => {
            "A reply needs something to write in. Keep at least one line, like feedback: Feedback on the work."
                .to_owned()
        }
        Problem::TooLong(chars) => format!(
            "With its names this is {} characters longer than the box can show ({chars} of {MAX_CHARS}). Shorten some \
             hints.",
            chars.saturating_sub(MAX_CHARS)
        ),
    }
}

fn shorten(what: &str, chars: usize, most: usize) -> String {
    format!("{what} has {chars} characters, and {most} fit. Shorten it a little.")
}
