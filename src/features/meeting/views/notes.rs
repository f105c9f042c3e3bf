//! What the two write about a call: how it was, and what they keep of it.

use super::after::{self, body, long};
use crate::{
    domain::{
        draft::{About, Draft, Entry},
        meeting::{Happened, Lasted, MAX_NOTES, MAX_WHY, Notes},
        person::Person,
    },
    features::{
        draft,
        draft::views::Sent,
        follow_ups,
        meeting::{Scene, kept::Kept},
    },
    slack::{
        action::{Action, Form, meeting::CallVersion},
        blocks::{
            Block, Button, View, buttons,
            input::{Choice, Select, TextInput},
            say, small,
            view::Modal,
            words::{appointment, mention},
        },
    },
    store::drafts,
};

/// The field of what became of it.
pub const HAPPENED: &str = "happened";
/// The field of the notes.
pub const WORDS: &str = "words";
/// The field of how long it took.
pub const LASTED: &str = "lasted";
/// The field of why it took longer.
pub const WHY: &str = "why";

/// The form that puts right what stands about a call.
pub fn how_it_was(scene: &Scene) -> View {
    let choices = [
        Choice::new(Happened::Held.as_str(), "We met"),
        Choice::new(Happened::DidNotMeet.as_str(), "We did not meet"),
    ];
    Modal::new(Form::HowItWas.id(), "How it was")
        .submit("Save")
        .close("Cancel")
        .metadata(super::carried(scene))
        .block(Select::new(HAPPENED, "How was it?", choices))
        .block(small(
            "What is said last stands, and you two see who said what. Nobody else does, and nobody is counted.",
        ))
        .into()
}

/// What the form is filled from.
#[derive(Debug, Clone, Copy)]
pub enum Filled<'a> {
    /// What is kept already, if anything is.
    Kept,
    /// A draft, and who reads it.
    Drafted(&'a drafts::Kept, &'a Person),
    /// What stood in the form when it was sent, in answer to that: something newer had been saved.
    Typed(&'a Draft),
}

impl Filled<'_> {
    /// Whether it was begun before what is kept now was saved.
    fn is_older_than(&self, kept: &Kept) -> bool {
        match self {
            Self::Kept => false,
            Self::Drafted(drafted, _) => {
                let seen = drafted.form().map_or(0, |it: CallVersion| it.version);
                seen < kept.stored.version && drafted.view_id != kept.stored.view_id
            }
            Self::Typed(_) => true,
        }
    }
}

/// The form of what is kept. What was begun before something newer was saved is shown with it, and takes from it what it
/// says nothing of itself.
pub fn form(scene: &Scene, (kept, from): (Option<&Kept>, Filled<'_>)) -> View {
    let about = About::Notes(scene.call.id);
    let sent = if kept.is_some() { Sent::Before } else { Sent::Never };
    let drafted = match from {
        Filled::Drafted(drafted, reader) => Some((drafted, reader)),
        Filled::Kept | Filled::Typed(_) => None,
    };
    let around = draft::views::around(about, drafted, sent);
    let newer = kept.filter(|kept| from.is_older_than(kept));
    let known = |kept: &Kept| follow_ups::filled(filled(&kept.stored.notes), &kept.actions);
    let own = match from {
        Filled::Drafted(drafted, _) => drafted.draft.clone(),
        Filled::Typed(typed) => typed.clone(),
        Filled::Kept => kept.map(known).unwrap_or_default(),
    };
    let filled = own.or(newer.map(known).unwrap_or_default());
    let version = kept.map_or(0, |kept| kept.stored.version);
    let text = |field: &str, (label, max)| {
        let input = TextInput::new(field, label).optional().max(max).initial(filled.text(field));
        input.dispatch(Action::Typed.id())
    };
    let starts = scene.slot.starts;
    let title = format!(
        "Your call of {}. What was said, what was decided, what comes next: a line is enough.",
        appointment(starts, &scene.mentee.zone.weekday_time(starts))
    );
    let form = Modal::new(Form::CallNotes.id(), "Notes and actions")
        .submit("Save")
        .close("Not now")
        .metadata(CallVersion { call: scene.call.id, version }.to_string())
        .notify_on_close()
        .block(say(title))
        .blocks(around.top)
        .blocks(newer.map(in_between).unwrap_or_default())
        .block(text(WORDS, (after::NOTES, MAX_NOTES)).multiline())
        .block(lasted(&filled))
        .block(text(WHY, (after::WHY, MAX_WHY)).hint("Only if it took longer than 30 minutes."))
        .blocks(follow_ups::fields_of_call(&filled, |side| &scene.person(side).name))
        .block(small(
            "You two read this, and nobody else. Either of you can change it; what was saved last stands.",
        ))
        .blocks(around.bottom);
    match from {
        Filled::Typed(_) => form.afresh(version).into(),
        Filled::Kept | Filled::Drafted(..) => form.into(),
    }
}

/// Above the fields, when something was saved since they were filled.
fn in_between(kept: &Kept) -> Vec<Block> {
    let name = mention(&kept.author.user);
    let words = format!(
        "*{name} has saved notes of this call since you began yours.* Yours are not saved yet. This is what \
         stands now. In the fields is what you wrote, and where you wrote nothing, what stands. Bring together what you \
         two want to keep, and press *Save*."
    );
    std::iter::once(say(words)).chain(body(kept)).collect()
}

fn lasted(filled: &Draft) -> Block {
    let choices = Lasted::ALL.map(|it| Choice::new(it.key(), sentence(long(it))));
    let select = Select::new(LASTED, "How long it took", choices).optional();
    let select = select.dispatch(Action::Typed.id());
    match filled.chosen(LASTED) {
        Some(chosen) => select.initial(chosen).into(),
        None => select.into(),
    }
}

fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn filled(notes: &Notes) -> Draft {
    Draft::default()
        .with(WORDS, notes.words.as_ref().map(Entry::from))
        .with(LASTED, notes.lasted.map(|it| Entry::Chosen(it.key().to_owned())))
        .with(WHY, notes.why.as_ref().map(Entry::from))
}

/// The page of what is kept of a call.
pub fn page(scene: &Scene, (reader, kept): (&Person, &Kept)) -> View {
    let other = if reader.id == scene.mentor.id { &scene.mentee } else { &scene.mentor };
    let starts = scene.slot.starts;
    let edit = Button::new("Edit", Action::CallNotes.id(), scene.call.id.to_string());
    let edit = scene.pair.is_active().then(|| buttons("notes", [edit]));
    Modal::new(Form::Page.id(), "Call")
        .close("Close")
        .block(say(format!(
            "*Your call with {}*, {}",
            mention(&other.user),
            appointment(starts, &reader.zone.weekday_time(starts))
        )))
        .blocks(body(kept))
        .blocks(edit)
        .into()
}

/// Nothing was filled in.
pub fn nothing_written() -> String {
    "Write a line here, or one action below. Nothing is kept yet.".to_owned()
}

/// Nothing is kept of this call.
pub fn nothing_kept() -> String {
    "Nothing is kept of this call. *Notes and actions* under it in your room begins.".to_owned()
}
