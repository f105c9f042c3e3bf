//! The form of a question and what comes back from it.
//!
//! Choosing another kind changes which fields there are and loses no word: a field that holds text stays, whatever the
//! kind, because what was typed is the mentee's. What is typed is refused with a sentence under its field or taken whole.

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date};

use super::{
    Error, kind_of,
    views::{asking as words, commons},
};
use crate::{
    domain::{
        draft::{About, Draft, Entry},
        help_channel::{HelpChannel, Sharing, Standing},
        person::Person,
        question::{Content, Kind, MAX_PART, Part, Urgency},
        template::Need,
        text::{TextProblem, UserText},
        topic::Topic,
    },
    features::{bodies, draft::views::Around, held::Along},
    slack::{
        action::{Action, Form, question::QuestionForm},
        blocks::{
            Block, Button, View, buttons,
            input::{Checkboxes, Choice, Select, TextInput},
            say, small,
            view::Modal,
        },
        inbound::{Field, ViewState},
    },
};

/// The field of the kind.
pub const KIND: &str = "kind";
const URGENT: &str = "urgent";
const BLOCKED: &str = "blocked";
const TOPICS: &str = "topics";
const WHERE: &str = "where";
const BROUGHT: &str = "brought";
const ALONG: &str = "along";
const NOW: &str = "now";
const YES: &str = "yes";

/// What the form shows when it opens.
#[derive(Debug, Clone)]
pub struct Opening<'a> {
    /// A new question in a pair, or one that is edited, and what was typed to the bot that stands in it.
    pub carries: QuestionForm,
    /// Who answers.
    pub mentor: &'a Person,
    /// What is said around its fields about the draft.
    pub around: Around,
    /// By when the answer comes if it is sent now; `None` when the mentor never works.
    pub promised: Option<Timestamp>,
    /// How it can go along with the next check-in, if one is to come.
    pub along: Option<Along>,
    /// The last day off of the mentor, while they are away.
    pub away_until: Option<Date>,
    /// Where others can help too, if the programme has such a place; for a question that was sent, where it stands.
    pub help: Option<&'a HelpChannel>,
    /// What stands in it when it opens.
    pub filled: Draft,
}

/// What was asked, as it stood in the form.
pub fn filled(content: &Content) -> Draft {
    let topics = content.topics.iter().map(|topic| topic.key().to_owned()).collect();
    let parts = Part::ALL.into_iter();
    let filled = parts.fold(Draft::default(), |filled, part| {
        filled.with(part.name(), content.part(part).map(Entry::from))
    });
    filled
        .with(KIND, Some(Entry::Chosen(content.kind.key().to_owned())))
        .with(BLOCKED, content.blocked.as_ref().map(Entry::from))
        .with(TOPICS, Some(Entry::Ticked(topics)))
}

/// The same draft as a question of this kind.
pub fn of_kind(filled: &Draft, kind: Kind) -> Draft {
    filled.clone().with(KIND, Some(Entry::Chosen(kind.key().to_owned())))
}

/// The same draft, as urgent as the question was when it was asked, and asked where it was: neither a promise nor who
/// reads it changes afterwards.
pub fn as_urgent_as(filled: Draft, asked: &Content) -> Draft {
    let ticked = match asked.urgency() {
        Urgency::Usual => Vec::new(),
        Urgency::Urgent => vec![YES.to_owned()],
    };
    let sharing = Entry::Chosen(asked.sharing.key().to_owned());
    filled.with(URGENT, Some(Entry::Ticked(ticked))).with(WHERE, Some(sharing))
}

/// Where it is asked, as far as the form says and the programme allows. Only what does not work goes to a channel.
pub fn sharing(filled: &Draft, help: Option<&HelpChannel>) -> Sharing {
    let chosen = filled.chosen(WHERE).and_then(Sharing::read).unwrap_or_default();
    of_that_kind(kind_of(filled), chosen).within(help)
}

fn of_that_kind(kind: Kind, sharing: Sharing) -> Sharing {
    match kind {
        Kind::Debug => sharing,
        Kind::Quick | Kind::Concept => Sharing::Room,
    }
}

/// How soon an answer is needed, as far as the form says.
pub fn urgency(filled: &Draft) -> Urgency {
    if filled.ticked(URGENT).is_empty() { Urgency::Usual } else { Urgency::Urgent }
}

/// Whether what the form says goes along with the next check-in: it is how that kind is brought, unless the mentee wants
/// an answer sooner.
pub fn goes_along(filled: &Draft) -> bool {
    let may_wait = kind_of(filled) == Kind::Concept && urgency(filled) == Urgency::Usual;
    may_wait && filled.chosen(BROUGHT) != Some(NOW)
}

/// The form, for the mentee who reads it.
pub fn view(opening: &Opening<'_>, mentee: &Person) -> View {
    let (kind, filled) = (kind_of(&opening.filled), &opening.filled);
    let is_new = opening.carries.edits.is_none();
    let modal = Modal::new(Form::Question.id(), words::TITLE)
        .submit(if is_new { words::SEND } else { words::SAVE })
        .close(words::CLOSE)
        .metadata(opening.carries.to_string())
        .notify_on_close()
        .block(small(who_reads(opening)))
        .blocks(opening.around.top.clone())
        .block(kinds(kind))
        .block(small(words::welcome(kind)))
        .blocks(is_new.then(|| place(opening)).flatten());
    let modal = Part::ALL.into_iter().fold(modal, |modal, part| {
        let typed = filled.text(part.name());
        match (kind.asks(part), typed) {
            (Some(need), _) => modal.block(field((kind, part), need, filled)),
            // Typed under another kind: it stays before its writer, and goes along.
            (None, Some(_)) => modal.block(field((Kind::Debug, part), Need::Optional, filled)),
            (None, None) => modal,
        }
    });
    let modal = modal.block(topics(filled)).blocks(is_new.then(|| urgent(filled)));
    let modal = match urgency(filled) {
        Urgency::Urgent => modal.block(blocked(filled)),
        Urgency::Usual => modal,
    };
    let along = opening.along.filter(|_| is_new && kind == Kind::Concept);
    let along = along.filter(|_| urgency(filled) == Urgency::Usual);
    let modal = modal.blocks(along.map(|_| brought(filled).into()));
    let when = (opening.promised, opening.away_until);
    let promised = words::promised(opening.mentor, mentee, when);
    let goes_along = along
        .filter(|_| goes_along(filled))
        .map(|along| small(words::goes_along(mentee, (along.with, along.until))));
    let solved = is_new.then(|| solved_writing(opening.carries.about()));
    let first = match (is_new, sharing(filled, opening.help), opening.help) {
        (true, Sharing::PeersFirst, Some(help)) => help.peers_first,
        (_, _, _) => None,
    };
    let first = first.map(|hours| say(commons::others_first(opening.mentor, hours)));
    modal
        .blocks(first)
        .block(say(promised))
        .blocks(goes_along)
        .blocks(solved)
        .blocks(opening.around.bottom.clone())
        .into()
}

fn who_reads(opening: &Opening<'_>) -> String {
    match (sharing(&opening.filled, opening.help), opening.help) {
        (Sharing::Room, _) | (_, None) => words::who_reads(opening.mentor),
        (Sharing::Channel | Sharing::PeersFirst, Some(help)) => {
            commons::everybody_reads(opening.mentor, &help.channel)
        }
    }
}

/// The choice where it is asked, if there is one.
fn place(opening: &Opening<'_>) -> Option<Block> {
    let help = opening.help.filter(|help| help.standing == Standing::Open)?;
    let offered = Sharing::ALL.into_iter().filter(|it| it.within(Some(help)) == *it);
    let choice = |it: Sharing| Choice::new(it.key(), commons::place(it, help.peers_first));
    let choices: Vec<Choice> = offered.map(choice).collect();
    let select = Select::new(WHERE, commons::WHERE, choices);
    let select = select.initial(sharing(&opening.filled, Some(help)).key());
    let is_offered = kind_of(&opening.filled) == Kind::Debug;
    is_offered.then(|| select.dispatch(Action::ChangeAsking.id()).into())
}

fn kinds(chosen: Kind) -> Select {
    let choice = |kind: Kind| Choice::new(kind.key(), bodies::kind(kind));
    let choices: Vec<Choice> = Kind::ALL.into_iter().map(choice).collect();
    let select = Select::new(KIND, words::KIND, choices).initial(chosen.key());
    select.dispatch(Action::ChangeAsking.id())
}

fn field((kind, part): (Kind, Part), need: Need, filled: &Draft) -> TextInput {
    let field = text(part.name(), bodies::part(kind, part), filled);
    let field = match words::hint(kind, part) {
        Some(hint) => field.hint(hint),
        None => field,
    };
    match need {
        Need::Required => field,
        Need::Optional => field.optional(),
    }
}

fn text(field: &str, label: &str, filled: &Draft) -> TextInput {
    let input = TextInput::new(field, label).multiline().max(MAX_PART);
    input.dispatch(Action::Typed.id()).initial(filled.text(field))
}

fn topics(filled: &Draft) -> Checkboxes {
    let choice = |topic: Topic| Choice::new(topic.key(), bodies::topic(topic));
    let boxes = Checkboxes::new(TOPICS, words::TOPICS, Topic::ALL.map(choice));
    boxes.ticked(filled.ticked(TOPICS)).dispatch(Action::Typed.id())
}

fn urgent(filled: &Draft) -> Block {
    let boxes = Checkboxes::new(URGENT, words::URGENT, [Choice::new(YES, words::IS_URGENT)]);
    boxes.ticked(filled.ticked(URGENT)).dispatch(Action::ChangeAsking.id()).into()
}

fn brought(filled: &Draft) -> Select {
    let choices = [Choice::new(ALONG, words::ALONG), Choice::new(NOW, words::NOW)];
    let chosen = filled.chosen(BROUGHT).unwrap_or(ALONG);
    Select::new(BROUGHT, words::BROUGHT, choices)
        .initial(chosen)
        .dispatch(Action::ChangeAsking.id())
}

fn blocked(filled: &Draft) -> TextInput {
    text(BLOCKED, bodies::BLOCKED_BY_IT, filled).hint(words::BLOCKED_HINT)
}

fn solved_writing(about: About) -> Block {
    let button = Button::new(words::SOLVED_WRITING, Action::SolvedWriting.id(), about.to_string());
    buttons("solved_writing", [button])
}

/// What a submission asks; `was` is what it asked before, when it is edited.
pub fn read(state: &ViewState, was: Option<&Content>) -> Result<Content, Error> {
    let kind = choice(state, KIND).and_then(Kind::read);
    let kind = kind.or(was.map(|was| was.kind)).unwrap_or(Kind::Quick);
    let urgency = was.map_or_else(|| read_urgency(state), Content::urgency);
    let mut reading = Reading { state, problems: BTreeMap::new() };
    let asked = reading.required(Part::Asked.name());
    let [tried, happened, theory] =
        [Part::Tried, Part::Happened, Part::Theory].map(|part| match kind.asks(part) {
            Some(Need::Required) => reading.required(part.name()),
            Some(Need::Optional) | None => reading.optional(part.name()),
        });
    let blocked = match urgency {
        Urgency::Urgent => reading.required(BLOCKED),
        Urgency::Usual => None,
    };
    match asked {
        Some(asked) if reading.problems.is_empty() => {
            let topics = read_topics(state);
            let chosen = choice(state, WHERE).and_then(Sharing::read).unwrap_or_default();
            let sharing = was.map_or(of_that_kind(kind, chosen), |was| was.sharing);
            Ok(Content { kind, asked, tried, happened, theory, blocked, topics, sharing })
        }
        Some(_) | None => Err(Error::Fields(reading.problems.into_iter().collect())),
    }
}

fn read_urgency(state: &ViewState) -> Urgency {
    match state.fields.get(URGENT) {
        Some(Field::Choices(ticked)) if !ticked.is_empty() => Urgency::Urgent,
        Some(Field::Choices(_) | Field::Choice(_) | Field::Text(_) | Field::Date(_)) | None => {
            Urgency::Usual
        }
    }
}

fn read_topics(state: &ViewState) -> Vec<Topic> {
    let ticked = match state.fields.get(TOPICS) {
        Some(Field::Choices(ticked)) => ticked.as_slice(),
        Some(Field::Choice(_) | Field::Text(_) | Field::Date(_)) | None => &[],
    };
    Topic::ALL.into_iter().filter(|topic| ticked.iter().any(|it| it == topic.key())).collect()
}

fn choice<'a>(state: &'a ViewState, field: &str) -> Option<&'a str> {
    match state.fields.get(field) {
        Some(Field::Choice(Some(value))) => Some(value),
        Some(Field::Choice(None) | Field::Text(_) | Field::Choices(_) | Field::Date(_)) | None => {
            None
        }
    }
}

/// Reads the text fields of a submission and collects what is wrong with them.
struct Reading<'a> {
    state: &'a ViewState,
    problems: BTreeMap<String, String>,
}

impl Reading<'_> {
    fn required(&mut self, field: &str) -> Option<UserText> {
        self.keep(field, UserText::parse(self.state.typed(field), MAX_PART))
    }

    fn optional(&mut self, field: &str) -> Option<UserText> {
        self.keep(field, UserText::parse_optional(self.state.typed(field), MAX_PART)).flatten()
    }

    fn keep<T>(&mut self, field: &str, read: Result<T, TextProblem>) -> Option<T> {
        read.map_err(|it| self.problems.insert(field.to_owned(), bodies::problem(it))).ok()
    }
}
