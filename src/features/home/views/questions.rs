//! How the questions of a pair stand in App Home.

use super::Section;
use crate::{
    domain::{
        person::Person,
        question::{Question, State},
    },
    features::bodies,
    slack::{
        action::Action,
        blocks::{
            Block, Button, buttons,
            words::{mention, when},
        },
    },
};

/// So many can be answered from there.
const TO_ANSWER: usize = 5;

/// The questions that wait for the mentor.
pub(super) fn open(section: &Section) -> impl Iterator<Item = &Question> {
    let is_asked = |it: &&Question| it.state() == State::Open && it.held_until.is_none();
    section.questions.iter().filter(is_asked)
}

/// How the mentee's questions stand, a line each.
pub(super) fn of_mentee(person: &Person, section: &Section) -> String {
    section.questions.iter().map(|question| line(person, section, question)).collect()
}

fn line(person: &Person, section: &Section, question: &Question) -> String {
    let partner = mention(&section.partner.user);
    let at = |at| when(at, &person.zone.weekday_time(at));
    let asked = at(question.asked_at);
    let round = &question.round;
    if let (State::Open, Some(until)) = (question.state(), question.held_until) {
        let until = at(until);
        return format!(
            "\nYour question of {asked} goes along with your next check-in, by {until} at the latest"
        );
    }
    match (question.state(), round.seen.map(|seen| seen.back_by).or(round.owed_by)) {
        (State::Answered, _) => {
            format!("\n{partner} has answered your question of {asked}: did it help?")
        }
        (State::Open, Some(by)) => {
            format!("\n{partner} answers your question of {asked} by {}", at(by))
        }
        (State::Open, None) => format!("\nYour question of {asked} is open"),
        (State::Closed(_), _) => String::new(),
    }
}

/// The buttons with which the mentee says what became of those that were answered.
pub(super) fn to_decide(section: &Section) -> impl Iterator<Item = Block> {
    let answered = section.questions.iter().filter(|it| it.state() == State::Answered);
    answered.map(|question| {
        // Several can stand in one Home, each under an id of its own.
        let number = usize::try_from(question.id.0).unwrap_or_default();
        bodies::did_it_help(question.id).numbered(number)
    })
}

/// The buttons with which the mentor answers.
pub(super) fn to_answer(section: &Section) -> impl Iterator<Item = Block> {
    open(section).take(TO_ANSWER).map(|question| {
        let id = question.id.to_string();
        let row = [
            Button::new("Answer the question", Action::Answer.id(), &*id).primary(),
            Button::new("Seen, back by …", Action::Seen.id(), &*id),
            Button::new("Read it", Action::OpenQuestion.id(), &*id),
        ];
        buttons(format!("owed_q{id}"), row)
    })
}
