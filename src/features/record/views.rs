//! How a pair's record looks when it is read again.

use crate::{
    domain::{
        ids::{CheckinId, PairId},
        person::Person,
        reply::Reply,
        search::Terms,
        text::UserText,
        week::Week,
    },
    features::bodies,
    slack::{
        action::{Action, Form, PairPage},
        blocks::{
            Block, Button, View, buttons, divider,
            input::{Choice, Select},
            quote, say, small,
            view::Modal,
            words::{mention, when},
        },
    },
    store::{checkins::Checkin, records::Hit, replies::StoredReply},
};

/// The question whose answer a line of the history shows.
const LEARNED: &str = "learned";

/// The most characters of what somebody wrote that a line of the history shows.
const GLIMPSE: usize = 160;

/// A page of a pair's history.
pub struct History<'a> {
    /// Which page.
    pub page: PairPage,
    /// The other one of the pair.
    pub partner: &'a Person,
    /// Who reads.
    pub reader: &'a Person,
    /// Every pair the reader could choose, with their partner.
    pub choices: &'a [(PairId, Person)],
    /// What stands on the page, newest first.
    pub entries: &'a [Entry],
    /// The page after this one, if there is more.
    pub older: Option<PairPage>,
}

/// One week of the record.
pub enum Entry {
    /// Its check-in.
    Written(Box<Checkin>),
    /// It was skipped, and why, if the mentee said so.
    Skipped(Week, Option<UserText>),
}

/// A page of the history.
pub fn history(history: &History<'_>) -> View {
    let mut modal = Modal::new(Form::Page.id(), "Check-ins so far").close("Close").block(small(
        format!("You and {}. Only you two can read this.", mention(&history.partner.user)),
    ));
    if history.choices.len() > 1 {
        let choice = |(id, partner): &(PairId, Person)| {
            // An option cannot be empty, and not every profile has a name.
            let name = if partner.name.is_empty() { "Somebody" } else { &partner.name };
            Choice::new(id.to_string(), name)
        };
        let choices: Vec<Choice> = history.choices.iter().map(choice).collect();
        let select = Select::new("pair", "With", choices).initial(history.page.pair.to_string());
        // Slack opens no modal that has a choice in it and nothing to send.
        modal = modal.submit("Done").block(select.dispatch(Action::HistoryOf.id()).optional());
    }
    if history.entries.is_empty() {
        modal = modal.block(say(
            "Nothing here yet. The first check-in you two exchange will be the first entry.",
        ));
    }
    for entry in history.entries {
        modal = modal.blocks(match entry {
            Entry::Written(checkin) => written(checkin, history.reader),
            Entry::Skipped(week, reason) => skipped(*week, reason.as_ref()),
        });
    }
    if let Some(older) = history.older {
        let button = Button::new("Older weeks", Action::History.id(), older.to_string());
        modal = modal.block(buttons("pages", [button]));
    }
    modal.into()
}

fn written(checkin: &Checkin, reader: &Person) -> Vec<Block> {
    let id = checkin.id.to_string();
    let reply = match (checkin.replied_at, checkin.owed_by) {
        (Some(at), _) => format!("replied {}", when(at, &reader.zone.weekday_time(at))),
        (None, Some(at)) => format!("reply owed by {}", when(at, &reader.zone.weekday_time(at))),
        (None, None) => "no reply yet".to_owned(),
    };
    let mut blocks = vec![say(format!("*Week of {}*  ·  {reply}", checkin.week.human()))];
    blocks.extend(glimpsed(checkin).map(|(label, text)| quote(label, &glimpse(text))));
    blocks
        .push(buttons(format!("open_{id}"), [Button::new("Read", Action::OpenCheckin.id(), &*id)]));
    blocks
}

/// What was learned; where the programme does not ask that, what was said first.
fn glimpsed(checkin: &Checkin) -> Option<(&str, &UserText)> {
    let weekly = checkin.template.content.weekly();
    let said = weekly.filter_map(|asked| Some((asked, checkin.answers.to(asked)?)));
    // Learned comes before everything else; among equals the first stays first.
    let (asked, text) = said.min_by_key(|(asked, _)| asked.name != LEARNED)?;
    Some((&asked.label, text))
}

fn glimpse(text: &UserText) -> UserText {
    let words = text.expose();
    match words.char_indices().nth(GLIMPSE) {
        Some((end, _)) => UserText::from_stored(format!("{}…", &words[..end])),
        None => text.clone(),
    }
}

fn skipped(week: Week, reason: Option<&UserText>) -> Vec<Block> {
    let mut blocks = vec![say(format!("*Week of {}*  ·  skipped", week.human()))];
    blocks.extend(reason.map(|reason| quote("Because", reason)));
    blocks
}

/// One check-in with its replies.
pub fn checkin(
    (mentor, mentee): (&Person, &Person),
    checkin: &Checkin,
    replies: &[StoredReply],
) -> View {
    let mut modal = Modal::new(Form::Page.id(), "Check-in")
        .close("Close")
        .block(say(format!(
            "*{}, week of {}*, sent {}",
            mention(&mentee.user),
            checkin.week.human(),
            when(checkin.submitted_at, &mentee.zone.weekday_time(checkin.submitted_at))
        )))
        .blocks(bodies::checkin(&checkin.template.content, &checkin.answers));
    if replies.is_empty() {
        modal = modal.block(small("No reply yet."));
    }
    for reply in replies {
        let said = when(reply.said_at, &mentor.zone.weekday_time(reply.said_at));
        modal = modal
            .block(say(format!("*{} replied* {said}", mention(&mentor.user))))
            .blocks(replied(reply));
    }
    modal.into()
}

fn replied(reply: &StoredReply) -> Vec<Block> {
    match &reply.content {
        Some(Reply::Form(form)) => bodies::reply(form),
        Some(Reply::Said(said)) => {
            let mut blocks: Vec<Block> =
                said.text.iter().map(|text| quote("In the thread", text)).collect();
            blocks.extend(
                (said.files > 0).then(|| small("With an attachment, which stays in Slack.")),
            );
            blocks
        }
        None => Vec::new(),
    }
}

/// Something a search found.
pub struct Found {
    /// The hit.
    pub hit: Hit,
    /// Who wrote it.
    pub author: Person,
    /// The check-in it belongs to.
    pub checkin: CheckinId,
    /// That check-in's week.
    pub week: Week,
}

/// What a search found.
pub fn results(terms: &Terms, found: &[Found]) -> View {
    let count = match found.len() {
        0 => "Nothing found with all of these words. Fewer words, or the beginning of one, find more.".to_owned(),
        1 => "One place, in what you and your partner wrote.".to_owned(),
        n => format!("{n} places, newest first, in what you and your partner wrote."),
    };
    let mut modal = Modal::new(Form::Page.id(), "Search")
        .close("Close")
        .block(quote("You looked for", &UserText::from_stored(terms.words().join(" "))))
        .block(small(count))
        .block(divider());
    for (i, found) in found.iter().enumerate() {
        let excerpt = UserText::from_stored(found.hit.excerpt.clone());
        let what = format!("Week of {}", found.week.human());
        let id = found.checkin.to_string();
        modal = modal
            .block(say(format!("{} wrote", mention(&found.author.user))))
            .block(quote(what, &excerpt))
            .block(buttons(
                format!("open_{i}"),
                [Button::new("Read", Action::OpenCheckin.id(), id)],
            ));
    }
    modal.into()
}

/// Nobody's record.
pub fn no_record() -> String {
    "You are not in a pair yet, so there is nothing to read. `/mentor help` shows what you can do."
        .to_owned()
}

/// A search for nothing.
pub fn nothing_to_find() -> String {
    "Give me a word or two to look for: `/mentor search lifetimes`.".to_owned()
}
