//! Every sentence about peer review in a cohort.

use crate::{
    domain::{
        peer_review::{PeerReview, Read, ReadAnswer},
        person::Person,
    },
    slack::{
        action::Action,
        blocks::{
            Button, Message, buttons, say, small,
            words::{escape, mention},
        },
    },
};

/// Why somebody was told.
pub fn why() -> String {
    "Every two weeks the members of your cohort read something of each other's; a lead turned that on.".to_owned()
}

/// In the channel: who reads whose work.
pub fn opens(groups: &[Vec<&Person>], away: u32) -> Message {
    let lines: Vec<String> = groups
        .iter()
        .map(|group| {
            // By name: a mention would ring at each of them, at whatever hour it is there.
            let names: Vec<String> = group.iter().map(|person| escape(&person.name)).collect();
            match names.as_slice() {
                [one, other] => format!("{one} and {other}"),
                [some @ .., last] => format!("{} and {last}, in a ring", some.join(", ")),
                [] => String::new(),
            }
        })
        .collect();
    let sit_out = match away {
        0 => String::new(),
        1 => " One of you sits out this time.".to_owned(),
        some => format!(" {some} of you sit out this time."),
    };
    Message::new("Who reads whose work")
        .block(say(format!("*These two weeks you read each other's work:*\n{}", lines.join("\n"))))
        .block(small(format!("Twenty minutes are plenty; I told each of you how.{sit_out}")))
}

/// To each of them: what to read, and how.
pub fn task(
    review: &PeerReview,
    read: Read,
    (author, read_by): (&Person, Option<&Person>),
) -> Message {
    let author_name = mention(&author.user);
    let message = Message::new("Something to read of somebody else's");
    match read.answer {
        Some(ReadAnswer::Done) => {
            message.block(say(format!("You have read something of {author_name}'s. Thank you.")))
        }
        Some(ReadAnswer::NotNow) => message.block(say(format!(
            "You don't read anything of {author_name}'s this time. Tell them in a line, so that they don't wait."
        ))),
        None => {
            let back = match read_by {
                Some(other) if other.id == author.id => " They read something of yours.".to_owned(),
                Some(other) => format!(" {} reads something of yours.", mention(&other.user)),
                None => String::new(),
            };
            let value = review.id.to_string();
            message
                .block(say(format!("In these two weeks you read something of {author_name}'s.{back}")))
                .block(say(
                    "*How:* ask for a link to something small. Take 20 minutes. Say one thing that is good, and ask one question.",
                ))
                .block(buttons(
                    "peer_task",
                    [
                        Button::new("Done", Action::PeerRead.id(), value.clone()).primary(),
                        Button::new("Not this time", Action::PeerNotNow.id(), value),
                    ],
                ))
        }
    }
}
