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
        meeting::{Scene, notes::Kept},
    },
    slack::{
        action::{Action, Form},
        blocks::{
            Block, Button, View, buttons,
            input::{Choice, Select, TextInput},
            say, small,
            view::Modal,
            words::{mention, when},
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
        .metadata(super::line::carried(scene))
        .block(Select::new(HAPPENED, "How was it?", choices))
        .block(small(
            "What is said last stands, and you two see who said what. Nobody else does, and nobody is counted.",
        ))
        .into()
}

/// The form of what is kept: filled from a draft, with who reads it, else from what is kept already.
pub fn form(
    scene: &Scene,
    (kept, from): (Option<&Kept>, Option<(&drafts::Kept, &Person)>),
) -> View {
    let about = About::Notes(scene.call.id);
    let sent = if kept.is_some() { Sent::Before } else { Sent::Never };
    let around = draft::views::around(about, from, sent);
    let filled = match (from, kept) {
        (Some((drafted, _)), _) => drafted.draft.clone(),
        (None, Some(kept)) => follow_ups::filled(filled(&kept.stored.notes), &kept.actions),
        (None, None) => Draft::default(),
    };
    let text = |field: &str, (label, max)| {
        let input = TextInput::new(field, label).optional().max(max).initial(filled.text(field));
        input.dispatch(Action::Typed.id())
    };
    let starts = scene.slot.starts;
    let title = format!(
        "Your call of {}. What was said, what was decided, what comes next: a line is enough.",
        when(starts, &scene.mentee.zone.weekday_time(starts))
    );
    Modal::new(Form::CallNotes.id(), "Notes and actions")
        .submit("Save")
        .close("Not now")
        .metadata(scene.call.id.to_string())
        .notify_on_close()
        .block(say(title))
        .blocks(around.top)
        .block(text(WORDS, (after::NOTES, MAX_NOTES)).multiline())
        .block(lasted(&filled))
        .block(text(WHY, (after::WHY, MAX_WHY)).hint("Only if it took longer than 30 minutes."))
        .blocks(follow_ups::fields_of_call(&filled))
        .block(small(
            "You two read this, and nobody else. Either of you can change it; what was saved last stands.",
        ))
        .blocks(around.bottom)
        .into()
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
            when(starts, &reader.zone.weekday_time(starts))
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
