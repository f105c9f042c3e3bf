//! What the mentor reads while they answer.

use jiff::civil::{DateTime, Time};

use crate::{
    domain::{
        answer::LinkKind,
        draft::{About, Draft},
        pair::Room,
        person::Person,
        question::{MAX_PART, Question},
    },
    features::{bodies, draft},
    slack::{
        action::{Action, Form},
        blocks::{
            View,
            input::{Choice, DatePicker, Select, TextInput},
            say, small,
            view::Modal,
            words::mention,
        },
    },
    store::drafts::Kept,
};

/// The most characters of one part.
pub const MAX: usize = MAX_PART;
/// The field for the answer in words.
pub const WORDS: &str = "words";
/// The field for an address.
pub const LINK: &str = "link";
/// The field for what is behind it.
pub const LINK_KIND: &str = "link_kind";
/// The field for a question back.
pub const QUESTION_BACK: &str = "question_back";
/// The field for a day.
pub const DAY: &str = "day";
/// The field for a time of day.
pub const TIME: &str = "time";

/// The form; `from` is the draft it is filled from, and who reads it.
pub fn form(
    (question, mentee): (&Question, &Person),
    room: &Room,
    from: Option<(&Kept, &Person)>,
) -> View {
    let who_reads = match room {
        Room::Open(_) | Room::Unopened => {
            "You two read this, in your room's thread. Simply writing in the thread counts as an answer too."
        }
        Room::Refused => "You two read this, and nobody else. I bring it to your mentee.",
    };
    let around = draft::views::around(About::Answer(question.id), from, draft::views::Sent::Never);
    let nothing = Draft::default();
    let filled = from.map_or(&nothing, |(kept, _)| &kept.draft);
    let text = |field: &str, label: &str| {
        let input = TextInput::new(field, label).optional().max(MAX);
        input.dispatch(Action::Typed.id()).initial(filled.text(field))
    };
    let kinds = LinkKind::ALL.map(|kind| Choice::new(kind.key(), bodies::link_kind(kind)));
    let kind = filled.chosen(LINK_KIND).unwrap_or(LinkKind::Doc.key());
    Modal::new(Form::Answer.id(), "Answer")
        .submit("Send answer")
        .close("Not now")
        .metadata(question.id.to_string())
        .notify_on_close()
        .block(say(format!(
            "To {}. One part is enough; where to look often helps more than the solution.",
            mention(&mentee.user)
        )))
        .blocks(around.top)
        .blocks(mentee.learns_by.map(|way| small(bodies::learns_best(way))))
        .block(text(WORDS, bodies::ANSWER).multiline())
        .block(
            text(LINK, "A link to something to look at")
                .hint("A two-minute recording, an example that runs, a diagram, a page."),
        )
        .block(
            Select::new(LINK_KIND, "What the link leads to", kinds)
                .optional()
                .initial(kind)
                .dispatch(Action::Typed.id()),
        )
        .block(
            text(QUESTION_BACK, bodies::QUESTION_BACK)
                .multiline()
                .hint("A question teaches longer than an answer."),
        )
        .block(small(who_reads))
        .blocks(around.bottom)
        .into()
}

/// The form that asks for a day and a time; `usual` is what stands in it when it opens.
pub fn when_form(question: &Question, mentor: &Person, usual: Option<DateTime>) -> View {
    let times = (0..48).filter_map(|half| Time::new(half / 2, half % 2 * 30, 0, 0).ok());
    let shown = |time: Time| time.strftime("%H:%M").to_string();
    let choices: Vec<Choice> = times.map(|time| Choice::new(shown(time), shown(time))).collect();
    let half_hour =
        usual.and_then(|at| Time::new(at.hour(), if at.minute() < 30 { 0 } else { 30 }, 0, 0).ok());
    let select = Select::new(TIME, format!("at ({})", mentor.zone.name()), choices);
    let select = match half_hour {
        Some(time) => select.initial(shown(time)),
        None => select,
    };
    Modal::new(Form::Seen.id(), "Seen, back by …")
        .submit("Tell them")
        .close("Cancel")
        .metadata(question.id.to_string())
        .block(say(
            "I'll tell your mentee that you have seen it and by when you answer. The answer stays owed.",
        ))
        .block(DatePicker::new(DAY, "I answer by", usual.map(|at| at.date())))
        .block(select)
        .into()
}

/// Nothing was filled in.
pub fn nothing_written() -> String {
    "Write in at least one of these; a link or a question back is an answer too.".to_owned()
}

/// Something that is no address.
pub fn bad_link() -> String {
    "Give the whole address and nothing else, beginning with https://, or leave this empty; words go into the answer."
        .to_owned()
}

/// A day in the past or far away.
pub fn bad_day() -> String {
    "Choose a day from today on, within the next month.".to_owned()
}

/// No day.
pub fn no_day() -> String {
    "Choose the day by which you answer.".to_owned()
}

/// No time.
pub fn no_time() -> String {
    "Choose the time by which you answer.".to_owned()
}

/// Nobody has to be told a time.
pub fn not_waiting() -> String {
    "Nobody waits for a time any more: this question is answered or settled. Its thread takes everything else."
        .to_owned()
}

/// A time that is over.
pub fn bad_time() -> String {
    "That time is over already; choose a later one.".to_owned()
}
