//! What is said about drafts, in the forms that keep them and on the pages about them.

use crate::{
    domain::{draft::About, person::Person},
    slack::{
        action::{Action, Form},
        blocks::{Block, Button, buttons, limits, quote, say, small, view::Modal, words::when},
    },
    store::drafts::Kept,
};

/// Above what a field cannot hold of a draft when its form opens again.
pub const DID_NOT_FIT: &str = "Too long for its field; this is the part that did not fit";

/// What stands around the fields of a form that keeps drafts.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Around {
    /// Above the fields.
    pub top: Vec<Block>,
    /// Below them.
    pub bottom: Vec<Block>,
}

/// Whether what the form is about was sent before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sent {
    /// It was, so that a draft holds changes of it.
    Before,
    /// It was not.
    Never,
}

/// What stands around the fields; `from` is the draft the form is filled from, and who reads it.
pub fn around(about: About, from: Option<(&Kept, &Person)>, sent: Sent) -> Around {
    let top = from.map(|(kept, reader)| continues((kept, reader), sent)).unwrap_or_default();
    let save = Button::new("Save draft", Action::SaveDraft.id(), about.to_string());
    let discard = discard_button("Start afresh", about);
    let bottom = vec![
        small(
            "While you write, this is kept as a draft that only you can read. It is deleted when you send it, or 30 days \
             after your last change.",
        ),
        buttons("draft", [save, discard]),
    ];
    Around { top, bottom }
}

fn continues((kept, reader): (&Kept, &Person), sent: Sent) -> Vec<Block> {
    let at = when(kept.saved_at, &reader.zone.weekday_time(kept.saved_at));
    let line = match sent {
        Sent::Never => format!("*Your draft* from {at}, as you left it. It has not been sent."),
        Sent::Before => format!(
            "*Your draft* from {at}: changes that have not been sent. Until you save them, what you sent before stands."
        ),
    };
    let mut blocks = vec![say(line)];
    let tails = kept.draft.texts().filter_map(|text| text.after(limits::INPUT_TEXT));
    blocks.extend(tails.map(|tail| quote(DID_NOT_FIT, &tail)));
    blocks
}

/// A button that deletes a draft, after it has asked.
pub fn discard_button(label: &str, about: About) -> Button {
    Button::new(label, Action::DiscardDraft.id(), about.to_string()).danger().confirm(
        "Delete the draft?",
        "What you wrote here and have not sent is deleted for good. What was sent before stays.",
        "Delete it",
        "Keep it",
    )
}

/// It was saved.
pub fn saved() -> Modal {
    Modal::new(Form::Page.id(), "Draft saved").close("Write on").block(say(
        "Your draft is saved, and only you can read it. Write on, or close the form: it opens where you left off, on any \
         device, from the same button or from App Home.",
    ))
}

/// It was saved, after the pair it would have been sent in had ended.
pub fn saved_after_the_end() -> Modal {
    Modal::new(Form::Page.id(), "Draft saved").close("Close").block(say(
        "Your draft is saved, and only you can read it. Your pair has ended, so it can't be sent any more; App Home shows it \
         for 30 days.",
    ))
}

/// What somebody had begun and not sent when their pair ended.
pub fn unsent(kept: &Kept) -> Modal {
    let words = kept.draft.texts().map(|text| quote("What you wrote", text));
    Modal::new(Form::Page.id(), "Your draft")
        .close("Close")
        .block(say("Your pair has ended, so this was not sent and can't be any more. Copy what you would like to keep."))
        .blocks(words)
        .block(small("Only you can read it. It is deleted 30 days after your last change."))
        .block(buttons("draft", [discard_button("Delete draft", kept.about)]))
}

/// It was deleted, from a page that showed it when it was too late to send it.
pub fn deleted() -> Modal {
    Modal::new(Form::Page.id(), "Draft deleted").close("Close").block(say("Your draft is deleted."))
}

/// It was deleted.
pub fn discarded() -> Modal {
    Modal::new(Form::Page.id(), "Draft deleted")
        .close("Close")
        .block(say("Your draft is deleted. Open the form again to start afresh."))
}
