//! Every sentence of the mentor's reply.

use jiff::civil::Date;

use crate::{
    domain::{
        answer::Answer,
        draft::{About, Draft},
        follow_up::{FollowUp, FollowUps},
        hints::Hint,
        ids::{QuestionId, ReplyId, TypedId},
        pair::{Room, Side},
        person::Person,
        question::Closed,
        reply::ReplyForm,
        template::{Question, Template},
        zone::words::short_day,
    },
    features::{bodies, draft, follow_ups},
    slack::{
        action::{self, Action, Form},
        blocks::{
            Block, Button, Message, View, buttons,
            input::{DatePicker, TextInput},
            parts::parts,
            say, small,
            view::Modal,
            words::mention,
        },
    },
    store::{checkins::Checkin, drafts::Kept},
};

/// The most characters of one part.
pub const MAX: usize = 3000;
/// The field for what is asked once a month.
pub const ONCE_A_MONTH: &str = "once_a_month";
/// The field for a day.
pub const DAY: &str = "day";

/// What a reply form asks.
#[derive(Debug, Clone, Copy)]
pub struct Asking<'a> {
    /// What every reply asks.
    pub template: &'a Template,
    /// What it asks beside that, once a month.
    pub monthly: Option<&'a Question>,
}

/// What a reply form is filled from.
#[derive(Debug, Clone, Copy, Default)]
pub struct Filled<'a> {
    /// A draft, and who reads it.
    pub from: Option<(&'a Kept, &'a Person)>,
    /// What something typed to the bot makes of that.
    pub added: Option<&'a (TypedId, Draft)>,
}

/// The reply form; `actions` are the mentor's own, to be asked about.
pub fn form(
    (checkin, mentee): (&Checkin, &Person),
    room: &Room,
    (asking, filled): (Asking<'_>, Filled<'_>),
    (hint, actions): (Option<Hint>, &[FollowUp]),
) -> View {
    let who_reads = match room {
        Room::Open(_) | Room::Unopened => {
            "You two read this, in your room's thread. Simply writing in the thread counts as a reply too."
        }
        Room::Refused => "You two read this, and nobody else. I bring it to your mentee.",
    };
    let Filled { from, added } = filled;
    let around = draft::views::around(About::Reply(checkin.id), from, draft::views::Sent::Never);
    let begun = from.and_then(|(kept, _)| kept.form::<action::ReplyForm>());
    let in_it = begun.map(|begun| begun.added).unwrap_or_default();
    let template = asking.template.version;
    let carried = action::ReplyForm {
        checkin: checkin.id,
        template,
        added: in_it.with(added.map(|(id, _)| *id)),
    };
    let nothing = Draft::default();
    let drafted = from.map(|(kept, _)| &kept.draft);
    let filled = added.map(|(_, filled)| filled).or(drafted).unwrap_or(&nothing);
    let part = |name: &str, part| box_for(name, part).initial(filled.text(name));
    let parts = asking.template.content.reply.iter().map(|it| part(&it.name, it));
    let monthly = asking.monthly.map(|question| part(ONCE_A_MONTH, question));
    Modal::new(Form::Reply.id(), "Reply")
        .submit("Send reply")
        .close("Not now")
        .metadata(carried.to_string())
        .notify_on_close()
        .block(say(format!(
            "To {}, about the week of {}. One part is enough; two lines are a reply.",
            mention(&mentee.user),
            checkin.week.human()
        )))
        .blocks(around.top)
        .blocks(mentee.learns_by.map(|way| small(bodies::learns_best(way))))
        .blocks(hint.map(|hint| small(gentle(hint))))
        .blocks(parts.chain(monthly).map(Block::from))
        .blocks(follow_ups::fields(Side::Mentor, actions, filled))
        .block(small(who_reads))
        .blocks(around.bottom)
        .into()
}

/// A hint, in one line. Only the mentor reads it.
pub fn gentle(hint: Hint) -> &'static str {
    match hint {
        Hint::OnlyFeedback => {
            "Only you see this: your last three replies had no question, example or noticed progress. One of them makes \
             the next reply go further."
        }
        Hint::Short => {
            "Only you see this: your last three replies were very short. One more sentence shows that it was read."
        }
    }
}

fn box_for(field: &str, question: &Question) -> TextInput {
    let input = TextInput::new(field, &question.label).multiline().optional().max(MAX);
    let input = input.dispatch(Action::Typed.id());
    match &question.hint {
        Some(hint) => input.hint(hint),
        None => input,
    }
}

/// The form that asks for a day.
pub fn when_form(checkin: &Checkin, next: Option<Date>) -> View {
    Modal::new(Form::ReadMore.id(), "Read, more later")
        .submit("Tell them")
        .close("Cancel")
        .metadata(checkin.id.to_string())
        .block(say("I'll tell your mentee that you have read it and when you write more. The reply stays owed."))
        .block(DatePicker::new(DAY, "I write more on", next))
        .into()
}

/// The mentor has read it.
pub fn acknowledged(mentor: &Person, day: Date) -> Message {
    let words =
        format!("{} has read this and writes more on {}.", mention(&mentor.user), short_day(day));
    Message::new("Your mentor has read your check-in").block(say(words))
}

/// A reply with everything it says.
#[derive(Debug, Clone, Copy)]
pub struct Whole<'a> {
    /// Our id.
    pub id: ReplyId,
    /// What it says.
    pub said: Said<'a>,
    /// What it says about actions.
    pub actions: &'a FollowUps,
}

/// What a reply made with a form says.
#[derive(Debug, Clone, Copy)]
pub enum Said<'a> {
    /// To a check-in.
    Form(&'a ReplyForm),
    /// To a question.
    Answer(&'a Answer),
}

/// What stands under a reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Below {
    /// The mentee can disagree.
    Differ,
    /// The mentee can say whether it helped.
    Decide(QuestionId),
    /// It settled the question.
    Closed(Closed),
    /// The question was asked again after it.
    NotYet,
}

fn body(reply: &Whole<'_>) -> Vec<Block> {
    let mut blocks = match reply.said {
        Said::Form(form) => bodies::reply(form),
        Said::Answer(answer) => bodies::answer(answer),
    };
    blocks.extend(bodies::follow_ups(reply.actions));
    blocks
}

/// A reply in the thread.
pub fn reply(mentor: &Person, reply: &Whole<'_>, below: Below) -> Message {
    let mut parts = parts(body(reply)).into_iter();
    let (notice, did) = match reply.said {
        Said::Form(_) => ("Your mentor has replied", "replied"),
        Said::Answer(_) => ("Your mentor has answered", "answered"),
    };
    let message = Message::new(notice)
        .block(say(format!("*{} {did}*", mention(&mentor.user))))
        .blocks(parts.next().unwrap_or_default());
    let message = match parts.next() {
        Some(_) => message.block(small("It goes on in the next message.")),
        None => message,
    };
    message.block(match below {
        Below::Differ => {
            let id = reply.id.to_string();
            let differ = Button::new("I see it differently", Action::SeeDifferently.id(), id);
            buttons("differ", [differ])
        }
        Below::Decide(question) => bodies::did_it_help(question),
        Below::Closed(closed) => small(bodies::closed(closed)),
        Below::NotYet => small(bodies::NOT_YET),
    })
}

/// A further part of a long reply; `None` when it has no such part.
pub fn part(reply: &Whole<'_>, (version, part): (u32, u32)) -> Option<Message> {
    let parts = parts(body(reply));
    let blocks = parts.get(usize::try_from(part).ok()?)?.clone();
    let what = match (reply.said, version) {
        (Said::Form(_), ..=1) => "Reply",
        (Said::Form(_), _) => "Edited reply",
        (Said::Answer(_), ..=1) => "Answer",
        (Said::Answer(_), _) => "Edited answer",
    };
    let title = format!("{what}, part {} of {}", part + 1, parts.len());
    Some(Message::new(&title).block(small(title)).blocks(blocks))
}

/// In how many messages a reply is said.
pub fn count_parts(reply: &Whole<'_>) -> u32 {
    u32::try_from(parts(body(reply)).len()).unwrap_or(u32::MAX)
}

/// Nothing was filled in.
pub fn nothing_written() -> String {
    "Write in at least one of these; even one line keeps the conversation going.".to_owned()
}

/// A day in the past or far away.
pub fn bad_day() -> String {
    "Choose a day from today on, within the next month.".to_owned()
}

/// No day.
pub fn no_day() -> String {
    "Choose the day on which you'll write more.".to_owned()
}

/// Something typed to the bot has no place beside what stands in the form.
pub fn no_room() -> String {
    format!(
        "One field of a reply takes {MAX} characters, and beside what you have written there is no room for this. Shorten \
         it by editing your message, or send it as a note, which goes whole."
    )
}
