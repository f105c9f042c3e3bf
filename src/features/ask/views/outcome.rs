//! What is said about what becomes of a question.

use jiff::Timestamp;

use crate::{
    domain::{
        person::Person,
        question::{NotNow, Question, State},
    },
    features::bodies,
    slack::{
        action::{Action, Form},
        blocks::{
            Button, Message, View, buttons, say, small,
            view::Modal,
            words::{mention, when},
        },
    },
};

/// Under what the mentor typed in a round: the question whether it helped, or what the mentee said.
pub fn ask(mentee: &Person, (question, round): (&Question, u32)) -> Message {
    let message = Message::new("Did the answer help?");
    if round < question.round.nth {
        return message.block(small(bodies::NOT_YET));
    }
    match question.state() {
        State::Answered => message
            .block(say(format!("{}, did that help?", mention(&mentee.user))))
            .block(bodies::did_it_help(question.id)),
        State::Closed(closed) => message.block(small(bodies::closed(closed))),
        State::Open => {
            message.block(small("The answer was taken back, so the question is open again."))
        }
    }
}

/// The mentor is asked once more.
pub fn follow_up(mentor: &Person, (mentee, question): (&Person, &Question)) -> Message {
    let promised = match question.round.waits_until() {
        Some(at) => {
            format!(" The promised time was {}.", when(at, &mentor.zone.weekday_time(at)))
        }
        None => String::new(),
    };
    let id = question.id.to_string();
    Message::new("Your mentee still waits for an answer")
        .block(say(format!(
            "{}, {} still waits for an answer to this.{promised} One line, or a new time, is enough.",
            mention(&mentor.user),
            mention(&mentee.user)
        )))
        .block(buttons("follow_up", answer_row(&id)))
}

/// The answer did not settle it.
pub fn reopened(mentor: &Person, (mentee, question): (&Person, &Question)) -> Message {
    let by = match question.round.owed_by {
        Some(by) => format!(" You answer by {}.", when(by, &mentor.zone.weekday_time(by))),
        None => String::new(),
    };
    let id = question.id.to_string();
    Message::new("A question is not solved yet")
        .block(say(format!(
            "{}, this isn't solved yet for {}.{by}",
            mention(&mentor.user),
            mention(&mentee.user)
        )))
        .block(buttons("reopened", answer_row(&id)))
}

fn answer_row(id: &str) -> [Button; 2] {
    [
        Button::new("Answer", Action::Answer.id(), id).primary(),
        Button::new("Seen, back by …", Action::Seen.id(), id),
    ]
}

/// It was asked again.
pub fn asked_again(mentor: &Person, (mentee, by): (&Person, Option<Timestamp>)) -> View {
    let name = mention(&mentor.user);
    let promised = match by {
        Some(by) => {
            format!("{name} answers by {}.", when(by, &mentee.zone.weekday_time(by)))
        }
        None => format!("{name} reads it when they are back."),
    };
    Modal::new(Form::Page.id(), "Not yet")
        .close("Close")
        .block(say(format!(
            "It is open again. {promised} Write in its thread, or with *Edit*, what is still missing: that makes the next \
             answer a better one."
        )))
        .into()
}

/// The mentor will be asked once more, at `at`.
pub fn followed_up(mentor: &Person, (mentee, at, now): (&Person, Timestamp, Timestamp)) -> View {
    let name = mention(&mentor.user);
    let words = match at > now {
        true => format!(
            "The promised time is over, so I ask {name} once more on {}, when their working day is open.",
            when(at, &mentee.zone.weekday_time(at))
        ),
        false => format!("The promised time is over, so I have asked {name} once more."),
    };
    Modal::new(Form::Page.id(), "Follow up").close("Close").block(say(words)).into()
}

/// Why something is not done now.
pub fn not_now(why: NotNow, (mentor, mentee): (&Person, &Person)) -> String {
    let name = mention(&mentor.user);
    match why {
        NotNow::Closed => "This question is settled already, so nothing has changed. `/ask` asks a new one.".to_owned(),
        NotNow::StillOpen => format!(
            "This question is open: {name} has not answered it, or has taken the answer back. If you found it yourself, \
             press *Solved it myself*."
        ),
        NotNow::Answered => {
            "This question has been answered, so it can't be changed any more. Its thread takes everything else; *Not yet* \
             asks again."
                .to_owned()
        }
        NotNow::NotBefore(Some(at)) => format!(
            "{name} has until {} to answer. If it is still open then, press this again and I'll ask once more.",
            when(at, &mentee.zone.weekday_time(at))
        ),
        NotNow::NotBefore(None) => {
            format!("{name} is not at work for a long time, so no time is promised that could be over. A lead of the programme can help.")
        }
        NotNow::FollowedUp => {
            format!("I have asked {name} once more already. A lead of the programme can help if nothing comes.")
        }
    }
}
