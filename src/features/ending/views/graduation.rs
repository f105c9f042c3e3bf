//! What is said when a pair is complete: its mentee stands alone, and the two go on as peers.

use jiff::civil::Date;

use crate::{
    domain::{
        cohort::Cohort, ending::Answered, growth_record::Counts, ids::PairId, pair::Side,
        person::Person, zone::words::short_day_year,
    },
    slack::{
        action::Action,
        blocks::{
            Block, Button, Message, buttons, header, say, small,
            words::{escape, mention},
        },
    },
};

/// In their room.
pub fn in_room(
    (mentor, mentee): (&Person, &Person),
    ((from, to), counts): ((Date, Date), Counts),
) -> Message {
    let (mentor, mentee) = (mention(&mentor.user), mention(&mentee.user));
    let (from, to) = (short_day_year(from), short_day_year(to));
    let Counts { checkins, asked, self_solved, helped: _, calls } = counts;
    Message::new("You go on as peers")
        .block(header("You go on as peers"))
        .block(say(format!(
            "{mentee} and {mentor}, from {from} to {to} you two were a pair. {mentee} stands alone now, and you both said so. \
             Well done, both of you."
        )))
        .block(say(format!(
            "Check-ins: {checkins}. Questions: {asked}; solved without help: {self_solved}. Calls: {calls}."
        )))
        .block(small("I ask nothing more here. What stands here stays, and so does the room."))
}

/// To the mentee.
pub fn to_mentee(pair: PairId, mentor: &Person) -> Message {
    Message::new("You go on as peers")
        .block(say(format!(
            "You and {} go on as peers. Your growth record comes here in two files, the same as a text and as a page: what \
             you did and wrote, what you two aimed at and practised on, and of your mentor's own words only what was \
             published. It is yours; I keep no copy of it. Everything you two wrote stays: `/checkin history`, `/mentor \
             search`, App Home.",
            mention(&mentor.user)
        )))
        .block(again(pair))
}

fn again(pair: PairId) -> Block {
    let button = Button::new("Send it again", Action::SendRecord.id(), pair.to_string());
    buttons("growth_record", [button])
}

/// Their growth record did not get through, or nobody knows.
pub fn lost(pair: PairId) -> Message {
    Message::new("Your growth record did not get through")
        .block(say(
            "Slack did not take your growth record, or did not say that it did. If a file of it is not here, have it sent \
             again in a while.",
        ))
        .block(again(pair))
}

/// To the mentor.
pub fn to_mentor(mentee: &Person) -> Message {
    Message::new("You go on as peers").block(say(format!(
        "You and {} go on as peers. That they don't need a mentor any more is what you two made of it. Nothing is owed, and \
         everything you two wrote stays: `/mentor search`, App Home.",
        mention(&mentee.user)
    )))
}

/// Under what tells one of them, who is on `side`, that they go on as peers: whether the mentee's cohort hears of it.
pub fn tell_cohort(
    (pair, cohort): (PairId, &Cohort),
    (other, side): (&Person, Side),
    agreed: &[Side],
) -> Vec<Block> {
    let (name, other) = (escape(cohort.name.as_str()), mention(&other.user));
    let tell = Button::new("Tell the cohort", Action::TellCohort.id(), pair.to_string());
    let ask = |words: String| vec![say(words), buttons("tell_cohort", [tell])];
    match (agreed.contains(&side), agreed.contains(&side.other())) {
        (false, false) => {
            ask(format!("Shall the cohort *{name}* know? I tell it once both of you want that."))
        }
        (false, true) => ask(format!(
            "{other} would like the cohort *{name}* to know. I tell it once you want that, too."
        )),
        (true, false) => vec![say(format!(
            "You would like the cohort *{name}* to know. I tell it once {other} wants that, too."
        ))],
        (true, true) => vec![say(format!("The cohort *{name}* hears of it, as you both wanted."))],
    }
}

/// There is no cohort to tell.
pub fn nobody_to_tell() -> String {
    "There is no cohort to tell any more, or I can't post in its channel, so nothing happened."
        .to_owned()
}

/// In the channel of the cohort.
pub fn in_cohort(mentor: &Person, mentee: &Person) -> Message {
    let (mentor, mentee) = (mention(&mentor.user), mention(&mentee.user));
    Message::new("Somebody of your cohort stands alone now").block(say(format!(
        ":seedling: {mentee} stands alone now. The pair with {mentor} is complete, and the two go on as peers; both wanted you \
         to know."
    )))
}

/// To a lead.
pub fn to_lead((mentor, mentee): (&Person, &Person)) -> Message {
    Message::new("A pair is complete").block(say(format!(
        "The pair of {} and {} is complete: both said that they go on as peers. What they wrote stays with the two of \
         them.",
        mention(&mentor.user),
        mention(&mentee.user)
    )))
}

/// Whether they would mentor others, and what they said.
pub fn would_you_mentor(pair: PairId, answer: Option<Answered>) -> Message {
    let title = "Would you like to mentor somebody?";
    let message = Message::new(title).block(header(title));
    match answer {
        None => message
            .block(say(
                "You know what helped you, and what would have. It takes about three hours a month, calls included. If you like, \
                 I tell a lead of the programme; before anything begins, you are asked again.",
            ))
            .block(buttons(
                "would_mentor",
                [
                    Button::new("I'd like to mentor", Action::WouldMentor.id(), pair.to_string())
                        .primary(),
                    Button::new("Not now", Action::NotAsMentor.id(), pair.to_string()),
                ],
            )),
        Some(Answered::Mentor) => {
            message.block(say("You would, and a lead of the programme hears of it."))
        }
        Some(Answered::NotNow) => {
            message.block(say("Not now. Tell a lead whenever that changes; I won't ask again."))
        }
    }
}

/// Why they are asked.
pub fn why() -> String {
    "Whoever completes a pair is asked once whether they would mentor others.".to_owned()
}

/// To the lead: somebody would.
pub fn would_mentor(mentee: &Person) -> Message {
    let mentee = mention(&mentee.user);
    Message::new("Somebody would like to mentor").block(say(format!(
        "{mentee} has completed their pair and would like to mentor somebody. `/mentor pair @mentor @mentee` asks two people."
    )))
}
