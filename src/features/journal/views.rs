//! Every sentence of the journal.

use jiff::Timestamp;

use crate::{
    domain::{
        draft::{About, Draft, Entry as Filled},
        ids::{PairId, ProgrammeId},
        journal::{Entry, MAX, Share, ShareState},
        person::Person,
        text::UserText,
    },
    features::draft::views::{DID_NOT_FIT, Sent, around},
    slack::{
        action::{
            Action, Form,
            journal::{EntryForm, EntryTo, JournalPage},
        },
        blocks::{
            Block, Button, Message, View, buttons,
            input::{Checkboxes, Choice, TextInput},
            quote, say, small,
            view::Modal,
            words::{day, mention, when},
        },
    },
    store::drafts::Kept,
};

/// The field that gives people a journal.
pub const ON: &str = "on";

/// The field of an entry.
pub const WORDS: &str = "words";

/// How much of an entry stands in the list.
const GLIMPSE: usize = 200;

const TITLE: &str = "Your journal";

/// Who can read it, wherever it is written or read.
const READERS: &str =
    "Who reads it: only you. Whoever operates the server could read the file it is kept in.";

/// The switch, for a lead; `own` is the way to their own journal, if they have one.
pub fn switch(programme: ProgrammeId, is_on: bool, own: Option<JournalPage>) -> View {
    let on = Choice::new("yes", "Mentors and mentees have a journal of their own");
    let own = own.map(|page| {
        let own = Button::new("My journal", Action::Journal.id(), page.to_string());
        buttons("own", [own])
    });
    Modal::new(Form::JournalSwitch.id(), "Journals")
        .submit("Save")
        .close("Close")
        .metadata(programme.to_string())
        .block(say(
            "A place to think in writing: what was hard, what to try, what to bring up. Nobody is asked to write, and \
             nobody but its author reads a word or learns whether there is one; you don't, either.",
        ))
        .block(
            Checkboxes::new(ON, "Journals", [on])
                .ticked(is_on.then_some("yes"))
                .hint("Turned off again, everybody still reads and erases what they wrote."),
        )
        .blocks(own)
        .into()
}

/// Whether they have one was saved.
pub fn switched(is_on: bool) -> View {
    let words = if is_on {
        "Saved. `/mentor journal` opens it, for mentors and mentees alike. Nobody is told; the help shows it."
    } else {
        "Saved. Nobody writes in a journal now. What was written stays its author's, to read and to erase."
    };
    Modal::new(Form::Page.id(), "Journals").close("Close").block(say(words)).into()
}

/// A page of somebody's journal.
pub struct List<'a> {
    /// Whose it is.
    pub reader: &'a Person,
    /// What stands on the page, the newest first.
    pub entries: &'a [Entry],
    /// The present moment.
    pub now: Timestamp,
    /// How many there are.
    pub count: i64,
    /// How many drafts are kept, which are erased with them.
    pub drafts: i64,
    /// Whether they may write.
    pub writes: bool,
    /// Whether something was begun and is not saved.
    pub drafted: bool,
    /// The page before this one, if this is not the first.
    pub newer: Option<JournalPage>,
    /// The page after this one, if there is more.
    pub older: Option<JournalPage>,
}

/// The journal.
pub fn list(list: &List<'_>) -> View {
    let person = list.reader.id.to_string();
    let label = if list.drafted { "Go on writing" } else { "Write" };
    let write = list.writes.then(|| {
        let write = Button::new(label, Action::WriteEntry.id(), &*person).primary();
        buttons("write", [write])
    });
    let turn = |(id, label): (&str, &str), page: JournalPage| {
        buttons(id, [Button::new(label, Action::Journal.id(), page.to_string())])
    };
    let erase = (list.count + list.drafts > 0).then(|| {
        let page = JournalPage { person: list.reader.id, skip: 0 };
        let erase = Button::new("Erase everything", Action::EraseJournal.id(), page.to_string());
        let erase = erase.danger().confirm(
            "Erase everything?",
            "Every entry is deleted for good, drafts too. Where you shared one, the message says that you took it back.",
            "Erase everything",
            "Keep it",
        );
        buttons("erase", [erase])
    });
    let off = (!list.writes).then(|| {
        small("You can't write here at the moment; what you wrote is yours to read and to erase.")
    });
    Modal::new(Form::Page.id(), TITLE)
        .close("Close")
        .block(small(READERS))
        .blocks(off)
        .blocks(write)
        .block(say(how_many(list)))
        .blocks(list.entries.iter().flat_map(|entry| line((list.reader, list.now), entry)))
        .blocks(list.newer.map(|page| turn(("newer", "Newer ones"), page)))
        .blocks(list.older.map(|page| turn(("older", "Older ones"), page)))
        .blocks(erase)
        .into()
}

fn how_many(list: &List<'_>) -> String {
    match list.count {
        0 if !list.writes => "*No entries.* What you began and did not save is kept as a draft.".to_owned(),
        0 => "*Nothing is written yet.* A line is plenty: what was hard today, what you would like to try, what you want \
              to bring up and don't know how."
            .to_owned(),
        1 => "*One entry.*".to_owned(),
        more => format!("*{more} entries*, the newest first."),
    }
}

fn line((reader, now): (&Person, Timestamp), entry: &Entry) -> [Block; 2] {
    let id = entry.id.to_string();
    let open = Button::new("Open", Action::OpenEntry.id(), &*id);
    let day = reader.zone.day_near(entry.written_at, now);
    [quote(day, &entry.words.glimpse(GLIMPSE)), buttons(format!("entry_{id}"), [open])]
}

/// The form of an entry: what stands there, and the draft it is filled from.
pub fn form(
    carries: EntryForm,
    (known, from): (Option<&UserText>, Option<(&Kept, &Person)>),
) -> View {
    let sent = if known.is_some() { Sent::Before } else { Sent::Never };
    let around = around(About::Journal(carries.edits), from, sent);
    let stands = Draft::default().with(WORDS, known.map(Filled::from));
    let filled = from.map_or(&stands, |(kept, _)| &kept.draft);
    let rest = filled.text(WORDS).and_then(|text| text.after(MAX));
    Modal::new(Form::Entry.id(), TITLE)
        .submit("Save")
        .close("Not now")
        .metadata(carries.to_string())
        .notify_on_close()
        .block(small(READERS))
        .blocks(around.top)
        .blocks(rest.map(|rest| quote(DID_NOT_FIT, &rest)))
        .block(
            TextInput::new(WORDS, "What is on your mind?")
                .multiline()
                .max(MAX)
                .initial(filled.text(WORDS))
                .dispatch(Action::Typed.id()),
        )
        .blocks(around.bottom)
        .into()
}

/// A share of an entry, with whom it is for.
pub type Shared = (Share, Person);

/// A running pair of its author's, with the other one of it.
pub type Partner = (PairId, Person);

/// An entry, with what became of it where it was shared, and with whom it could be.
pub fn page(
    entry: &Entry,
    (reader, writes): (&Person, bool),
    (shared, open): (&[Shared], &[Partner]),
) -> View {
    let id = entry.id.to_string();
    let at = entry.written_at;
    let mut written = format!("Written {}", when(at, &reader.zone.weekday_time(at)));
    if let Some(at) = entry.edited_at {
        written.push_str(&format!(", changed {}", when(at, &reader.zone.weekday_time(at))));
    }
    let edit = writes.then(|| Button::new("Edit", Action::EditEntry.id(), &*id));
    let erase = Button::new("Erase", Action::EraseEntry.id(), &*id).danger().confirm(
        "Erase this entry?",
        "It is deleted for good. Where you shared it, the message says that you took it back.",
        "Erase it",
        "Keep it",
    );
    let own: Vec<Button> = edit.into_iter().chain([erase]).collect();
    let share = open.iter().map(|(pair, partner)| share_button(entry, (*pair, partner)));
    Modal::new(Form::Page.id(), TITLE)
        .close("Close")
        .block(quote("What you wrote", &entry.words))
        .block(small(format!("{written}.")))
        .blocks(shared.iter().map(|(share, partner)| small(state(share, (partner, reader)))))
        .block(buttons("own", own))
        .blocks(share)
        .block(small(READERS))
        .into()
}

fn share_button(entry: &Entry, (pair, partner): (PairId, &Person)) -> Block {
    let to = EntryTo { entry: entry.id, pair };
    let label = format!("Share it with {}", partner.name);
    let share = Button::new(label, Action::ShareEntry.id(), to.to_string()).confirm(
        "Share this entry?",
        "It is posted as it is now, in your words, where you two talk. Erase it here and the message goes, too; what was \
         read was read.",
        "Share it",
        "Keep it to myself",
    );
    buttons(format!("share_{pair}"), [share])
}

/// What became of a share, for its author.
fn state(share: &Share, (partner, reader): (&Person, &Person)) -> String {
    let name = mention(&partner.user);
    match share.state {
        ShareState::Waits => match partner.availability.next_open(share.shared_at) {
            Some(at) if at > share.shared_at => format!(
                "On its way to {name}, who gets it when their working day is open: {}.",
                when(at, &reader.zone.weekday_time(at))
            ),
            Some(_) | None => format!("On its way to {name}."),
        },
        ShareState::Stands => {
            let at = day(share.shared_at, &reader.zone.day(share.shared_at));
            format!("You shared it with {name} on {at}, as it was then.")
        }
        ShareState::Lost => {
            format!("It could not be brought to {name}, and I kept no copy of it for that.")
        }
        ShareState::TakenBack => format!("You took it back from {name}."),
    }
}

/// What the other one reads.
pub fn shared(author: &Person, (_, words): (&Share, &UserText)) -> Message {
    let name = mention(&author.user);
    Message::new("An entry of a journal, for you")
        .block(say(format!("*{name} shares something they wrote for themselves.*")))
        .block(quote("From their journal", words))
        .block(small(
            "They chose to show you this one. No reply is owed; a line that you read it is worth a lot.",
        ))
}

/// What stands there once it was taken back.
pub fn taken_back(author: &Person) -> Message {
    let words = format!("{} took back what stood here.", mention(&author.user));
    Message::new("Something shared was taken back").block(small(words))
}

/// It is saved.
pub fn saved() -> View {
    done("Saved, for you alone. `/mentor journal` opens it again.")
}

/// One entry is erased.
pub fn erased_one() -> View {
    done(
        "It is erased, and I keep nothing of it. If you had shared it, the message says that you took it back.",
    )
}

/// Everything is erased.
pub fn erased() -> View {
    done(
        "Your journal is empty, and I keep nothing of it. Where you had shared something, the message says that you took it \
         back.",
    )
}

/// Pages under it show what was there before, so they close with it.
fn done(words: &str) -> View {
    Modal::new(Form::Page.id(), TITLE).close("Close").clear_on_close().block(say(words)).into()
}

/// The programme has none, and they wrote nothing before.
pub fn none_here() -> String {
    "Your programme has no journals at the moment. A lead can turn them on with `/mentor journal`."
        .to_owned()
}

/// Somebody who is and was in no pair.
pub fn not_in_a_pair() -> String {
    "A journal is for mentors and mentees, and you are not in a pair yet. `/mentor help` shows what you can do.".to_owned()
}

/// The other one's account was closed.
pub fn partner_left(partner: &Person) -> String {
    format!("{} can't be reached here any more, so nothing was shared.", mention(&partner.user))
}
