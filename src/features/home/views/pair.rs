//! One pair in App Home: where it stands, what waits, and the buttons of whoever looks.

use std::num::NonZeroU8;

use jiff::Timestamp;

use super::{
    MOST_DRAFTS, Over, Section, State, agreement, goals, marks::weeks_so_far, office, questions,
    shelf,
};
use crate::{
    domain::{
        draft::About,
        follow_up::FollowUp,
        owed::time_left,
        pair::{Ending, Side},
        person::Person,
        week::Week,
        zone::words::{short_day, short_day_year},
    },
    features::draft,
    slack::{
        action::{Action, PairPage, PairWeek},
        blocks::{
            Block, Button, buttons, header, quote, say, small,
            words::{every, mention, when},
        },
    },
};

/// One pair, as the one who reads it sees it.
pub(super) fn pair(person: &Person, section: &Section) -> Vec<Block> {
    let partner = mention(&section.partner.user);
    let is_peer = matches!(&section.state, State::Ended(Over { how: Ending::Completed, .. }));
    let title = match section.side {
        Side::Mentee | Side::Mentor if is_peer => "Your peer",
        Side::Mentee => "Your mentorship",
        Side::Mentor => "Your mentee",
    };
    let role = match section.side {
        Side::Mentee => "your mentor",
        Side::Mentor => "your mentee",
    };
    let mut blocks = vec![header(title)];
    match &section.state {
        State::Proposed => {
            blocks.push(say(format!(
                "{partner} is suggested as {role}. It begins when you have both said yes."
            )));
            return blocks;
        }
        State::Ended(over) => {
            let on = short_day_year(person.zone.date(over.at));
            blocks.push(say(match over.how {
                Ending::Early => format!(
                    "Your pair with {partner} ended on {on}. What you two wrote is still here."
                ),
                Ending::Completed => format!(
                    "You and {partner} have been peers since {on}. What you two wrote is still here."
                ),
            }));
            blocks.extend(over.words.iter().map(|words| quote("Written when it ended", words)));
            blocks.push(history_button(section));
            blocks.extend(goals::blocks(section));
            blocks.extend(agreement::blocks(person, section));
            blocks.extend(shelf::blocks(person, section));
            blocks.extend(section.drafts.iter().take(MOST_DRAFTS).flat_map(left));
            return blocks;
        }
        State::Active => {
            let there = &section.partner.zone;
            let away = match section.partner_away_until {
                Some(last) => format!(" They are away until {}.", short_day_year(last)),
                None => String::new(),
            };
            blocks.push(say(format!("{partner} is {role} ({}).{away}", there.name())));
        }
    }
    blocks.push(small(way(section)));
    blocks.push(say(match section.side {
        Side::Mentee => mentee_state(person, section),
        Side::Mentor => mentor_state(person, section),
    }));
    blocks.extend(first_week(section));
    blocks.extend(call_buttons(section));
    blocks.extend(review(section));
    blocks.extend(weeks_so_far(&section.marks));
    blocks.extend(section.actions.iter().map(|action| open_action(section.side, action)));
    blocks.extend(match section.side {
        Side::Mentee => questions::to_decide(section).chain([mentee_buttons(section)]).collect(),
        Side::Mentor => mentor_buttons(section),
    });
    blocks.extend(goals::blocks(section));
    blocks.extend(agreement::blocks(person, section));
    blocks.extend(shelf::blocks(person, section));
    blocks.extend(section.drafts.iter().take(MOST_DRAFTS).flat_map(drafted));
    blocks
}

/// How far the reader has come in their first week, until all of it is done or the time for it is over.
fn first_week(section: &Section) -> Vec<Block> {
    let Some((done, all)) = section.first_week else { return Vec::new() };
    let pair = section.pair.to_string();
    let open = Button::new("Open the list", Action::FirstWeek.id(), &*pair);
    let row = buttons(format!("first_week_{pair}"), [open]);
    vec![say(format!("*First week:* {done} of {all} done")), row]
}

/// How often a check-in is asked for, and until when.
fn way(section: &Section) -> String {
    let (Some(weeks), until) = section.way else {
        return "Without a schedule: write or ask whenever it helps.".to_owned();
    };
    let often = match weeks {
        NonZeroU8::MIN => "Weekly".to_owned(),
        fewer => format!("A check-in {}", every(fewer)),
    };
    match until {
        Some(on) => format!("{often} until {}; then you two decide.", short_day_year(on)),
        None => format!("{often}, until you two decide otherwise."),
    }
}

fn open_action(reader: Side, action: &FollowUp) -> Block {
    let owner = match (reader, action.owner) {
        (Side::Mentee, Side::Mentee) | (Side::Mentor, Side::Mentor) => "You set out to",
        (Side::Mentee, Side::Mentor) => "Your mentor sets out to",
        (Side::Mentor, Side::Mentee) => "Your mentee sets out to",
    };
    quote(owner, &action.words)
}

/// A draft, with the way back to it and the way to get rid of it.
fn drafted((about, week): &(About, Option<Week>)) -> Vec<Block> {
    let Some((what, action, carried)) = draft_of(about, *week) else { return Vec::new() };
    let row = [
        Button::new("Continue", action.id(), carried),
        draft::views::discard_button("Delete draft", *about),
    ];
    let words = say(format!("You have {what}. Only you can read it."));
    vec![words, buttons(format!("draft_{about}"), row)]
}

/// A draft that was left when the pair ended: it is read, and not sent any more.
fn left((about, week): &(About, Option<Week>)) -> Vec<Block> {
    let Some((what, ..)) = draft_of(about, *week) else { return Vec::new() };
    let row = [
        Button::new("Read it", Action::ReadDraft.id(), about.to_string()),
        draft::views::discard_button("Delete draft", *about),
    ];
    let words = say(format!("You have {what}. It can't be sent any more; only you can read it."));
    vec![words, buttons(format!("draft_{about}"), row)]
}

/// What a draft is called, and what opens its form again; nothing for one of no pair.
fn draft_of(about: &About, week: Option<Week>) -> Option<(String, Action, String)> {
    let of_week = week.map(|week| format!(" for the week of {}", week.human())).unwrap_or_default();
    Some(match about {
        About::Checkin(pair, week) => {
            let about = PairWeek { pair: *pair, week: *week };
            (format!("a draft{of_week}"), Action::WriteCheckin, about.to_string())
        }
        About::Reply(checkin) => {
            let about = week.map(|week| format!(" about the week of {}", week.human()));
            let what = format!("a draft of your reply{}", about.unwrap_or_default());
            (what, Action::Reply, checkin.to_string())
        }
        About::Question(pair, None) => {
            ("a draft of a question".to_owned(), Action::AskQuestion, pair.to_string())
        }
        About::Question(_, Some(question)) => {
            let what = "an unsent change of a question".to_owned();
            (what, Action::EditQuestion, question.to_string())
        }
        About::Answer(question) => {
            ("a draft of an answer".to_owned(), Action::Answer, question.to_string())
        }
        About::Agenda(call) => {
            ("a draft of an agenda".to_owned(), Action::WriteAgenda, call.to_string())
        }
        About::WriteUp(assignment) => {
            let what = "a draft of how you went about a challenge".to_owned();
            (what, Action::WriteUp, assignment.to_string())
        }
        About::Review(review) => {
            ("a draft of your looking back".to_owned(), Action::LookBack, review.to_string())
        }
        About::Notes(call) => {
            ("a draft of the notes of a call".to_owned(), Action::CallNotes, call.to_string())
        }
        About::Goal(pair, None) => {
            ("a draft of a goal".to_owned(), Action::AddGoal, pair.to_string())
        }
        About::Goal(_, Some(goal)) => {
            let what = "an unsaved change of a goal".to_owned();
            (what, Action::EditGoal, goal.to_string())
        }
        About::Agreement(pair) => {
            ("a draft of your agreement".to_owned(), Action::FillAgreement, pair.to_string())
        }
        // It is of no pair, and the journal itself leads back to it.
        About::Journal(_) => return None,
    })
}

fn dates(person: &Person, section: &Section) -> String {
    let already = match (section.side, section.early) {
        (Side::Mentee, Some(_)) => "; you can write it now",
        (Side::Mentee, None) | (Side::Mentor, _) => "",
    };
    let next = match section.next_due {
        Some(at) => {
            format!("\nNext check-in: {}{already}", when(at, &person.zone.weekday_time(at)))
        }
        None => String::new(),
    };
    let call = section
        .call
        .map(|(_, at)| format!("\nNext call: {}", when(at, &person.zone.weekday_time(at))));
    let office = section.office.as_ref().map(|coming| office::line(person, coming));
    format!("{next}{}{}", call.unwrap_or_default(), office.unwrap_or_default())
}

/// What can be done about the next call until it begins.
fn call_buttons(section: &Section) -> Option<Block> {
    let (call, _) = section.call.filter(|(_, starts)| section.now < *starts)?;
    let id = call.to_string();
    let row = [
        Button::new("Write the agenda", Action::WriteAgenda.id(), &*id),
        Button::new("Move the call", Action::MoveCall.id(), &*id),
        Button::new("Call it off", Action::CallOff.id(), &*id),
    ];
    Some(buttons(format!("call_{id}"), row))
}

/// Looking back, while the review is open.
fn review(section: &Section) -> Vec<Block> {
    let Some(open) = section.review else { return Vec::new() };
    let until = short_day(open.until);
    let (words, label) = match open.has_answered {
        true => ("You have looked back. Until the other one has, or", "Change what I said"),
        false => {
            ("*Time to look back* at your goals: four weeks are over. It is open", "Look back")
        }
    };
    let button = Button::new(label, Action::LookBack.id(), open.id.to_string());
    let end = if open.has_answered { ", it can be changed." } else { "." };
    vec![
        say(format!("{words} until {until}{end}")),
        buttons(format!("review_{}", open.id), [button]),
    ]
}

fn mentee_state(person: &Person, section: &Section) -> String {
    let open = match section.open.as_slice() {
        [] => "Nothing is waiting for you.".to_owned(),
        weeks => {
            let weeks: Vec<String> = weeks.iter().rev().map(|week| week.human()).collect();
            format!("*Waiting for you:* your check-in for the week of {}", weeks.join(" and of "))
        }
    };
    let owed: Vec<String> = section
        .owed
        .iter()
        .map(|checkin| match checkin.owed_by {
            Some(at) => format!(
                "\n{} answers your week of {} by {}",
                mention(&section.partner.user),
                checkin.week.human(),
                when(at, &person.zone.weekday_time(at))
            ),
            None => String::new(),
        })
        .collect();
    let asked = questions::of_mentee(person, section);
    format!("{open}{}{asked}{}", owed.concat(), dates(person, section))
}

fn mentor_state(person: &Person, section: &Section) -> String {
    let left = |by: Option<Timestamp>| match by {
        Some(at) => format!(
            ", by {}, {}",
            when(at, &person.zone.weekday_time(at)),
            time_left(at, section.now, &person.availability)
        ),
        None => String::new(),
    };
    let checkins = section
        .owed
        .iter()
        .map(|checkin| format!("• the week of {}{}", checkin.week.human(), left(checkin.owed_by)));
    let questions = questions::open(section).map(|question| {
        let asked = when(question.asked_at, &person.zone.weekday_time(question.asked_at));
        format!("• the question of {asked}{}", left(question.round.owed_by))
    });
    let lines: Vec<String> = checkins.chain(questions).collect();
    let owed = match lines.as_slice() {
        [] => "Nothing is waiting for you.".to_owned(),
        lines => format!("*Waiting for your answer:*\n{}", lines.join("\n")),
    };
    format!("{owed}{}", dates(person, section))
}

fn mentee_buttons(section: &Section) -> Block {
    let write = section.write.map(|week| {
        let about = PairWeek { pair: section.pair, week }.to_string();
        // With nothing open the button leads to what is written already.
        match section.open.contains(&week) || section.early == Some(week) {
            true => Button::new("Write check-in", Action::WriteCheckin.id(), about).primary(),
            false => Button::new("Edit last check-in", Action::WriteCheckin.id(), about),
        }
    });
    let ask = Button::new("Ask a question", Action::AskQuestion.id(), section.pair.to_string());
    let row: Vec<Button> = write
        .into_iter()
        .chain([ask, history(section), calls(section), ahead(section), off(section)])
        .collect();
    buttons(format!("pair_{}", section.pair), row)
}

fn mentor_buttons(section: &Section) -> Vec<Block> {
    let mut blocks: Vec<Block> = section
        .owed
        .iter()
        .take(5)
        .map(|checkin| {
            let id = checkin.id.to_string();
            buttons(
                format!("owed_{id}"),
                [
                    Button::new(
                        format!("Reply to {}", checkin.week.human()),
                        Action::Reply.id(),
                        &*id,
                    )
                    .primary(),
                    Button::new("Read, more on …", Action::ReadMore.id(), &*id),
                    Button::new("Read it", Action::OpenCheckin.id(), &*id),
                ],
            )
        })
        .collect();
    blocks.extend(questions::to_answer(section));
    let row = [history(section), calls(section), ahead(section), off(section)];
    blocks.push(buttons(format!("history_{}", section.pair), row));
    blocks
}

fn history_button(section: &Section) -> Block {
    buttons(format!("history_{}", section.pair), [history(section), off(section)])
}

fn history(section: &Section) -> Button {
    Button::new("Check-ins so far", Action::History.id(), first_page(section))
}

/// What is coming, how the two meet, and the way to another call.
fn calls(section: &Section) -> Button {
    Button::new("Calls", Action::Calls.id(), section.pair.to_string())
}

/// How far the two have come, and what either may bring up.
fn ahead(section: &Section) -> Button {
    Button::new("The way ahead", Action::Phase.id(), section.pair.to_string())
}

/// Both sides can always say that something does not work.
fn off(section: &Section) -> Button {
    Button::new("Something is off", Action::SomethingOff.id(), section.pair.to_string())
}

fn first_page(section: &Section) -> String {
    PairPage { pair: section.pair, skip: 0 }.to_string()
}
