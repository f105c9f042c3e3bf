//! Every sentence about the agenda of a call.

use jiff::Timestamp;

use super::of;
use crate::{
    domain::{
        agenda::{
            Apart, GET_TO_KNOW, Glimpse, Kind, MAX_ITEM, Notes, Nth, Prompt, Recorded, Written,
            asked, gets_to_know,
        },
        draft::{About, Draft, Entry},
        ids::{CallId, QuestionId},
        overlap::Slot,
        pair::{Room, Side},
        person::Person,
        text::UserText,
    },
    features::{bodies, draft},
    slack::{
        action::{Action, Form},
        blocks::{
            Block, Button, Message, View, buttons,
            input::TextInput,
            parts::parts,
            quote, say, small,
            view::Modal,
            words::{appointment, mention},
        },
    },
    store::drafts::Kept,
};

/// A call, and everything that stands on its agenda.
#[derive(Debug, Clone, Copy)]
pub struct Shown<'a> {
    /// Which call.
    pub call: CallId,
    /// When it is.
    pub slot: Slot,
    /// What its agenda is made for.
    pub kind: Kind,
    /// Whether it is their first.
    pub nth: Nth,
    /// The mentor and the mentee.
    pub both: (&'a Person, &'a Person),
    /// What the two wrote.
    pub written: &'a [Written],
    /// What stands on it by itself.
    pub recorded: &'a Recorded,
    /// Whether there is still time to write.
    pub has_begun: Begun,
}

/// Whether a call has begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Begun {
    /// It has.
    Yes,
    /// It is still to come.
    No,
}

/// Since when what was saved can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shows {
    /// The agenda is posted then.
    From(Timestamp),
    /// It is posted already.
    Now,
}

/// The message for both.
pub fn post(shown: &Shown<'_>) -> Message {
    let (mentor, mentee) = (mention(&shown.both.0.user), mention(&shown.both.1.user));
    let at = appointment(shown.slot.starts, &shown.both.1.zone.weekday_time(shown.slot.starts));
    let title = format!("*The agenda of your call, {at}*  for {mentee} and {mentor}");
    let message = Message::new("The agenda of your call").block(say(title)).blocks(aim(shown));
    let mut body = parts(body(shown)).into_iter();
    let message = message.blocks(body.next().unwrap_or_default());
    let more = small("There is more on it than fits here; *Change the agenda* shows all of it.");
    message.blocks(body.next().map(|_| more)).blocks(closing(shown))
}

/// What the call is for, where its agenda is not the usual one.
fn aim(shown: &Shown<'_>) -> Vec<Block> {
    let mentor = mention(&shown.both.0.user);
    let review = (shown.kind == Kind::GoalReview).then(|| {
        say(format!(
            "This is your goal review. {mentor}, a story from your own path fits in here, and best of all one in which \
             something went wrong."
        ))
    });
    let getting_to_know = gets_to_know(shown.kind, shown.nth).then(|| {
        let begin = match shown.nth {
            Nth::First => {
                "It is your first call. Some questions to get to know each other, for both of you:"
            }
            Nth::Later => "Some questions to get to know each other, for both of you:",
        };
        let questions = GET_TO_KNOW.map(|it| format!("•  {}", label(it)));
        say(format!("{begin}\n{}", questions.join("\n")))
    });
    review.into_iter().chain(getting_to_know).collect()
}

/// What was written, and what the record has.
fn body(shown: &Shown<'_>) -> Vec<Block> {
    let mut blocks: Vec<Block> = shown.written.iter().flat_map(|it| notes(&it.notes)).collect();
    let is_written = of(shown.written, Side::Mentee).is_some_and(|notes| !notes.is_empty());
    if !is_written && shown.has_begun == Begun::No {
        let mentee = mention(&shown.both.1.user);
        let prompts = shown.kind.prompts();
        let unwritten = match shown.kind {
            Kind::GetToKnow => None,
            Kind::Usual | Kind::GoalReview => {
                let labels: Vec<&str> = prompts.iter().map(|it| label(*it)).collect();
                Some(say(format!(
                    "{mentee} has not written anything yet. A line or two to any of these is enough: {}.",
                    labels.join("  ·  ")
                )))
            }
        };
        blocks.extend(unwritten);
    }
    blocks.extend(apart(&shown.recorded.apart, shown.both));
    blocks.extend(recorded(shown.recorded, shown.both.1));
    blocks
}

/// What the two see differently since they looked back.
fn apart(apart: &Apart, (mentor, mentee): (&Person, &Person)) -> Vec<Block> {
    let names = (mention(&mentor.user), mention(&mentee.user));
    let gap = |it| format!("•  {}", bodies::gap(it, (&names.0, &names.1)));
    let gaps: Vec<String> = apart.gaps.iter().map(gap).collect();
    let gaps = (!gaps.is_empty()).then(|| {
        say(format!(
            "*This you two see differently*, from 1 (not at all) to 5 (fully)\n{}",
            gaps.join("\n")
        ))
    });
    let titles: Vec<&str> = apart.goals.iter().map(UserText::expose).collect();
    let goals = (!titles.is_empty()).then(|| {
        let titles = UserText::from_stored(titles.join("\n"));
        quote("What shall become of these goals you two see differently", &titles)
    });
    gaps.into_iter().chain(goals).collect()
}

fn notes(notes: &Notes) -> Vec<Block> {
    notes.iter().map(|(prompt, words)| quote(shown_label(prompt), words)).collect()
}

/// What stands on it by itself; nothing when the record has nothing.
fn recorded(recorded: &Recorded, mentee: &Person) -> Vec<Block> {
    let solved = |question: QuestionId| {
        let button = Button::new("Solved", Action::Solved.id(), question.to_string());
        buttons(format!("kept_{question}"), [button])
    };
    let more = (!recorded.kept.is_empty()).then(|| {
        small(format!(
            "What is kept for a talk still goes along with the next check-in, unless {} presses *Solved*.",
            mention(&mentee.user)
        ))
    });
    quoted(recorded, |question| Some(solved(question))).into_iter().chain(more).collect()
}

/// The words of the record; what is kept for a talk comes last, each with what stands under it.
fn quoted(recorded: &Recorded, under: impl Fn(QuestionId) -> Option<Block>) -> Vec<Block> {
    let Recorded { checkins, kept, actions, goals, more_goals, apart: _ } = recorded;
    let mut week = None;
    let glimpse = |it: &Glimpse| {
        let label = it.label.as_deref().unwrap_or(bodies::ONE_LINE);
        // Once for all that a week says.
        match week.replace(it.week) == Some(it.week) {
            true => quote(label, &it.words),
            false => quote(format!("{label} (week of {})", it.week.human()), &it.words),
        }
    };
    let actions = actions.iter().map(|it| quote(bodies::owned(it.owner), &it.words));
    let kept = kept.iter().flat_map(|(question, words)| {
        std::iter::once(quote("Kept for a talk", words)).chain(under(*question))
    });
    let goals = goals.iter().map(|it| quote(bodies::goal(it), &it.aim.title));
    let more = (*more_goals > 0).then(|| small(other_goals(*more_goals)));
    let goals = goals.chain(more);
    let found: Vec<Block> =
        checkins.iter().map(glimpse).chain(goals).chain(actions).chain(kept).collect();
    let title = (!found.is_empty()).then(|| say("*From your record*"));
    title.into_iter().chain(found).collect()
}

fn other_goals(more: usize) -> String {
    let goals = if more == 1 { "goal is open" } else { "goals are open" };
    format!("{more} more {goals}; `/mentor goals` shows all of them.")
}

fn closing(shown: &Shown<'_>) -> Vec<Block> {
    let (mentor, mentee) = (mention(&shown.both.0.user), mention(&shown.both.1.user));
    match shown.has_begun {
        Begun::Yes => Vec::new(),
        Begun::No => {
            let words = match shown.written {
                [] => "Write the agenda",
                [..] => "Change the agenda",
            };
            let id = shown.call.to_string();
            vec![
                buttons("agenda", [Button::new(words, Action::WriteAgenda.id(), id)]),
                small(format!(
                    "{mentee} writes it, and {mentor} can add to it, until the call begins. Only you two read it."
                )),
            ]
        }
    }
}

/// The same message once the call is at another time.
pub fn moved(slot: Slot, mentee: &Person) -> Message {
    let at = appointment(slot.starts, &mentee.zone.weekday_time(slot.starts));
    Message::new("Your call was moved").block(say(format!(
        "Your call was moved to {at}. Its agenda goes along, and is posted again for then."
    )))
}

/// The same message once the call is off.
pub fn called_off() -> Message {
    Message::new("Your call is off")
        .block(say("This call is off. What was written for it is kept; `/mentor search` finds it."))
}

/// The form of one of the two; `from` is the draft it is filled from, and who reads it.
pub fn form(shown: &Shown<'_>, side: Side, from: Option<(&Kept, &Person)>) -> View {
    let (mentor, mentee) = shown.both;
    let own = of(shown.written, side);
    let sent = match own {
        Some(_) => draft::views::Sent::Before,
        None => draft::views::Sent::Never,
    };
    let around = draft::views::around(About::Agenda(shown.call), from, sent);
    let stands = own.map(filled).unwrap_or_default();
    let filled = from.map_or(&stands, |(kept, _)| &kept.draft);
    let in_draft = Prompt::ALL.into_iter().filter(|it| filled.text(it.key()).is_some());
    let written = own.into_iter().flat_map(Notes::iter).map(|(it, _)| it).chain(in_draft);
    let field = |prompt: Prompt| {
        let input = TextInput::new(prompt.key(), label(prompt)).optional().multiline();
        let input = input.max(MAX_ITEM).dispatch(Action::Typed.id());
        let input = input.initial(filled.text(prompt.key()));
        match hint(prompt) {
            Some(words) => input.hint(words),
            None => input,
        }
    };
    let (reader, partner) = match side {
        Side::Mentee => (mentee, mentor),
        Side::Mentor => (mentor, mentee),
    };
    let at = appointment(shown.slot.starts, &reader.zone.weekday_time(shown.slot.starts));
    let begin = match side {
        Side::Mentee => format!(
            "For your call with {} on {at}. A line or two to any of these is enough.",
            mention(&partner.user)
        ),
        Side::Mentor => format!(
            "For your call with {} on {at}. The agenda is your mentee's; here you can add to it.",
            mention(&partner.user)
        ),
    };
    let others = of(shown.written, side.other()).map(notes).unwrap_or_default();
    Modal::new(Form::Agenda.id(), "Agenda")
        .submit("Save")
        .close("Not now")
        .metadata(shown.call.to_string())
        .notify_on_close()
        .block(say(begin))
        .blocks(around.top)
        .blocks(asked(shown.kind, side, written).into_iter().map(|it| field(it).into()))
        .blocks(others)
        .blocks(apart(&shown.recorded.apart, shown.both))
        .blocks(quoted(shown.recorded, |_| None))
        .block(small(
            "What comes from your record stands on the agenda by itself. You two read all of it, and nobody else.",
        ))
        .blocks(around.bottom)
        .into()
}

/// What stands in the fields when the form opens again.
fn filled(notes: &Notes) -> Draft {
    notes.iter().fold(Draft::default(), |draft, (prompt, words)| {
        draft.with(prompt.key(), Some(Entry::from(words)))
    })
}

/// What was written for a call, to be read.
pub fn page(
    (mentor, mentee): (&Person, &Person),
    (slot, written): (Option<Slot>, &[Written]),
) -> View {
    let of = match slot {
        Some(slot) => {
            format!(", {}", appointment(slot.starts, &mentee.zone.weekday_time(slot.starts)))
        }
        None => String::new(),
    };
    let title = format!(
        "*The agenda of a call*{of}, of {} and {}",
        mention(&mentee.user),
        mention(&mentor.user)
    );
    let said: Vec<Block> = written.iter().flat_map(|it| notes(&it.notes)).collect();
    let nothing = said.is_empty().then(|| say("Nothing is written for it."));
    let modal = Modal::new(Form::Page.id(), "Agenda").close("Close");
    modal.block(say(title)).blocks(said).blocks(nothing).into()
}

/// It is saved.
pub fn saved(room: &Room, (shows, reader): (Shows, &Person)) -> View {
    let said = match (shows, room) {
        (Shows::Now, Room::Open(_) | Room::Unopened) => {
            "The agenda in your room shows it.".to_owned()
        }
        (Shows::Now, Room::Refused) => "The agenda you two have shows it.".to_owned(),
        (Shows::From(at), room) => {
            let at = appointment(at, &reader.zone.weekday_time(at));
            let place = match room {
                Room::Open(_) | Room::Unopened => "I post the agenda in your room",
                Room::Refused => "I bring you both the agenda",
            };
            format!("{place} on {at}. Until the call begins you can change it.")
        }
    };
    Modal::new(Form::Page.id(), "Agenda")
        .close("Close")
        .block(say(format!("It is saved. {said}")))
        .into()
}

/// Why nothing is written for a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotNow {
    /// It has begun.
    Begun,
    /// It is off.
    Off,
    /// The two have not agreed on a time.
    NotAgreed,
}

/// To whoever would like to write.
pub fn not_opened(why: NotNow) -> String {
    match why {
        NotNow::Begun => {
            "The call has begun, so its agenda stays as it is. Bring up what is missing while you talk."
        }
        NotNow::Off => "This call is off, so it needs no agenda.",
        NotNow::NotAgreed => {
            "You two have not agreed on a time yet. Once you have, you can write the agenda."
        }
    }
    .to_owned()
}

/// To whoever has written, and sends it.
pub fn not_taken(why: NotNow) -> String {
    match why {
        NotNow::Begun => {
            "The call has begun, so its agenda stays as it is. What you typed is still here; bring it up while you talk."
        }
        NotNow::Off => {
            "This call is off, so it needs no agenda. What you typed is still here; take along what you want to keep."
        }
        NotNow::NotAgreed => {
            "You two have no time for this call now, so its agenda waits. What you typed is still here; save it as a draft."
        }
    }
    .to_owned()
}

/// What somebody had written and not sent, once it is too late for that.
pub fn unsent(why: NotNow, kept: &Kept) -> View {
    let words = Prompt::ALL.into_iter().filter_map(|it| Some((it, kept.draft.text(it.key())?)));
    let discard = draft::views::discard_button("Delete draft", kept.about);
    Modal::new(Form::Page.id(), "Agenda")
        .close("Close")
        .block(say(format!("{} This is your draft, which was not sent.", not_opened(why))))
        .blocks(words.map(|(prompt, words)| quote(label(prompt), words)))
        .block(small("Only you can read it. It is deleted 30 days after your last change."))
        .block(buttons("draft", [discard]))
        .into()
}

/// What is asked for, as its writer reads it.
pub fn label(prompt: Prompt) -> &'static str {
    match prompt {
        Prompt::SinceLastTime => "Since last time",
        Prompt::Worked => "What worked",
        Prompt::DidNotWork => "What did not work",
        Prompt::New => "Something new",
        Prompt::Dilemma => "A dilemma",
        Prompt::SetOut => "What we set out to do",
        Prompt::Changed => "What has changed since",
        Prompt::KeepOrDrop => "What to keep, to change or to drop",
        Prompt::OneNew => "One new goal",
        Prompt::CameHere => "How did you come to the work you do?",
        Prompt::FewKnow => "What are you good at that few people here know of?",
        Prompt::LearnsBest => "When do you learn best, and what gets in the way?",
        Prompt::HearsBest => "How do you like to hear that something could be better?",
        Prompt::WorthIt => "What would make these calls worth your time?",
        Prompt::Added => "Something I'd like to add",
    }
}

/// The same above what was written, for both to read.
fn shown_label(prompt: Prompt) -> &'static str {
    match prompt {
        Prompt::Added => "The mentor would like to add",
        other => label(other),
    }
}

fn hint(prompt: Prompt) -> Option<&'static str> {
    match prompt {
        Prompt::New => Some("Something you learned, tried or wonder about."),
        Prompt::Dilemma => Some("Something with two good sides, or two bad ones."),
        Prompt::SinceLastTime
        | Prompt::Worked
        | Prompt::DidNotWork
        | Prompt::SetOut
        | Prompt::Changed
        | Prompt::KeepOrDrop
        | Prompt::OneNew
        | Prompt::CameHere
        | Prompt::FewKnow
        | Prompt::LearnsBest
        | Prompt::HearsBest
        | Prompt::WorthIt
        | Prompt::Added => None,
    }
}
