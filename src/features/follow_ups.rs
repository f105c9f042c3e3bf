//! Actions in the forms of check-ins and replies: asked about, written down, shown with what they were written with.
//!
//! The notes of a call take actions of both. All use the same fields, so that an action looks the same wherever it was set.
//! Who may send a form is decided by whoever takes it; here only the owner's own actions of that pair can be answered.

use super::{Cx, Error, agendas, bodies, draft::views::DID_NOT_FIT};
use crate::{
    domain::{
        draft::{Draft, Entry},
        follow_up::{
            ASKED_AT_ONCE, FollowUp, FollowUps, MAX_ACTION, NewAction, OF_A_CALL, Outcome, Source,
            room,
        },
        ids::{FollowUpId, PairId},
        pair::Side,
        text::UserText,
    },
    slack::{
        action::Action,
        blocks::{
            Block,
            input::{Choice, Select, TextInput},
            quote,
        },
        inbound::{Field, ViewState},
    },
    store::follow_ups,
};

fn words_field(place: usize) -> String {
    format!("action_{place}")
}

fn owner_field(place: usize) -> String {
    format!("action_for_{place}")
}

fn became_field(action: FollowUpId) -> String {
    format!("became_{action}")
}

fn owner_key(side: Side) -> &'static str {
    match side {
        Side::Mentee => "mentee",
        Side::Mentor => "mentor",
    }
}

/// The actions a form asks about: those it has asked about already, as `said` before, and the open ones.
pub async fn asked(
    cx: &mut Cx<'_>,
    (pair, side): (PairId, Side),
    said: &FollowUps,
) -> Result<Vec<FollowUp>, Error> {
    let mut asked: Vec<_> = said.became.iter().map(|(action, _)| action.clone()).collect();
    let limit = i64::try_from(ASKED_AT_ONCE + said.new.len()).unwrap_or(i64::MAX);
    for action in follow_ups::list_open(cx.tx, (pair, side), limit).await? {
        let is_known = |known: &FollowUp| known.id == action.id;
        if !asked.iter().any(is_known) && !said.new.iter().any(is_known) {
            asked.push(action);
        }
    }
    asked.sort_by_key(|action| action.id);
    asked.truncate(ASKED_AT_ONCE);
    Ok(asked)
}

/// What a check-in or a reply says about actions.
pub async fn find(cx: &mut Cx<'_>, source: Source) -> Result<FollowUps, Error> {
    let became = follow_ups::list_answered(cx.tx, source).await?;
    Ok(FollowUps { became, new: follow_ups::list(cx.tx, source).await? })
}

/// What stands in the fields when a form opens again.
pub fn filled(draft: Draft, said: &FollowUps) -> Draft {
    let draft = said.new.iter().fold(draft, |draft, action| {
        draft.with(words_field(action.place), Some((&action.words).into())).with(
            owner_field(action.place),
            Some(Entry::Chosen(owner_key(action.owner).to_owned())),
        )
    });
    said.became.iter().fold(draft, |draft, (action, outcome)| {
        draft.with(became_field(action.id), Some(Entry::Chosen(outcome.key().to_owned())))
    })
}

/// The fields of a form that `writer` fills in.
pub fn fields(writer: Side, asked: &[FollowUp], filled: &Draft) -> Vec<Block> {
    let mut blocks = Vec::new();
    for action in asked {
        let field = became_field(action.id);
        let choice = |it: Outcome| Choice::new(it.key(), bodies::outcome(it));
        let choices: Vec<Choice> = Outcome::ALL.into_iter().map(choice).collect();
        let select = Select::new(&field, bodies::BECAME, choices).optional();
        let select = select.dispatch(Action::Typed.id());
        blocks.push(quote(bodies::ACTION_OF_YOURS, &action.words));
        blocks.push(match filled.chosen(&field) {
            Some(outcome) => select.initial(outcome).into(),
            None => select.into(),
        });
    }
    for place in 0..room(writer) {
        let (words, owner) = (words_field(place), owner_field(place));
        let text = TextInput::new(&words, bodies::NEW_ACTION).optional();
        let text = text.max(MAX_ACTION).dispatch(Action::Typed.id());
        let rest = filled.text(&words).and_then(|text| text.after(MAX_ACTION));
        let choice = |side| Choice::new(owner_key(side), bodies::whose(writer, side));
        let chosen = filled.chosen(&owner).unwrap_or(owner_key(Side::Mentee));
        let select =
            Select::new(&owner, bodies::FOR_WHOM, [Side::Mentee, Side::Mentor].map(choice));
        blocks.extend(rest.map(|rest| quote(DID_NOT_FIT, &rest)));
        blocks.push(text.initial(filled.text(&words)).into());
        let select = select.optional().initial(chosen).dispatch(Action::Typed.id());
        blocks.push(select.into());
    }
    blocks
}

/// The fields of the notes of a call, which both fill in; `name` is what whoever owns an action is called.
pub fn fields_of_call<'a>(filled: &Draft, name: impl Fn(Side) -> &'a str) -> Vec<Block> {
    let (mut blocks, mut named) = (Vec::new(), None);
    for (place, owner) in OF_A_CALL.into_iter().enumerate() {
        let words = words_field(place);
        let label = match named == Some(owner) {
            true => format!("{} also", name(owner)),
            false => format!("{} sets out to", name(owner)),
        };
        named = Some(owner);
        let text = TextInput::new(&words, label).optional();
        let text = text.max(MAX_ACTION).dispatch(Action::Typed.id());
        let rest = filled.text(&words).and_then(|text| text.after(MAX_ACTION));
        blocks.extend(rest.map(|rest| quote(DID_NOT_FIT, &rest)));
        blocks.push(text.initial(filled.text(&words)).into());
    }
    blocks
}

/// What was filled in: the actions, and what became of those that were asked about.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Read {
    places: Vec<(usize, Option<NewAction>)>,
    became: Vec<(FollowUpId, Option<Outcome>)>,
}

impl Read {
    /// Whether no field about actions was filled in.
    pub fn is_silent(&self) -> bool {
        self.places.iter().all(|(_, action)| action.is_none())
            && self.became.iter().all(|(_, outcome)| outcome.is_none())
    }
}

/// Reads the fields of a form that `writer` filled in.
pub fn read(state: &ViewState, writer: Side) -> Result<Read, Error> {
    let mut problems = Vec::new();
    let mut places = Vec::new();
    for place in 0..room(writer) {
        let field = words_field(place);
        let typed = state.typed(&field);
        match UserText::parse_optional(typed, MAX_ACTION) {
            Ok(words) => {
                let is_mentors =
                    choice(state, &owner_field(place)) == Some(owner_key(Side::Mentor));
                let owner = if is_mentors { Side::Mentor } else { Side::Mentee };
                places.push((place, words.map(|words| NewAction { place, owner, words })));
            }
            Err(problem) => problems.push((field, bodies::problem(problem))),
        }
    }
    let became = state.fields.keys().filter_map(|field| {
        let id = field.strip_prefix("became_")?.parse::<i64>().ok()?;
        Some((FollowUpId(id), choice(state, field).and_then(Outcome::read)))
    });
    let became = became.collect();
    if problems.is_empty() { Ok(Read { places, became }) } else { Err(Error::Fields(problems)) }
}

/// Reads the actions in the notes of a call.
pub fn read_of_call(state: &ViewState) -> Result<Read, Error> {
    let mut problems = Vec::new();
    let mut places = Vec::new();
    for (place, owner) in OF_A_CALL.into_iter().enumerate() {
        let field = words_field(place);
        match UserText::parse_optional(state.typed(&field), MAX_ACTION) {
            Ok(words) => {
                places.push((place, words.map(|words| NewAction { place, owner, words })));
            }
            Err(problem) => problems.push((field, bodies::problem(problem))),
        }
    }
    let became = Vec::new();
    if problems.is_empty() { Ok(Read { places, became }) } else { Err(Error::Fields(problems)) }
}

fn choice<'a>(state: &'a ViewState, field: &str) -> Option<&'a str> {
    match state.fields.get(field) {
        Some(Field::Choice(Some(value))) => Some(value),
        Some(Field::Choice(None) | Field::Text(_) | Field::Choices(_) | Field::Date(_)) | None => {
            None
        }
    }
}

/// Writes down what a form says about actions over what was said `before`; returns what is said now. A form that says the
/// same writes nothing.
pub async fn save(
    cx: &mut Cx<'_>,
    (pair, source): (PairId, Source),
    (before, read): (&FollowUps, &Read),
) -> Result<FollowUps, Error> {
    for (place, action) in &read.places {
        let known = before.new.iter().find(|known| known.place == *place);
        match (known, action) {
            (None, None) => {}
            (Some(known), Some(new)) if known.says(new) => {}
            (_, Some(new)) => follow_ups::update(cx.tx, (pair, source), new, cx.now).await?,
            (Some(_), None) => follow_ups::delete(cx.tx, source, *place).await?,
        }
    }
    let asked = match source.writer() {
        Some(writer) if !read.became.is_empty() => asked(cx, (pair, writer), before).await?,
        Some(_) | None => Vec::new(),
    };
    // Only what this form asks about can be answered with it, whatever fields a payload names.
    for action in asked {
        let said = read.became.iter().find(|(id, _)| *id == action.id);
        let known = before.became.iter().find(|(it, _)| it.id == action.id).map(|(_, said)| *said);
        // What is said as before changes nothing: later words about the same action stand.
        if let Some((_, outcome)) = said
            && *outcome != known
        {
            follow_ups::update_answer(cx.tx, source, (action.id, *outcome)).await?;
            follow_ups::update_state(cx.tx, action.id, Outcome::state(*outcome)).await?;
        }
    }
    if read.is_silent() && *before == FollowUps::default() {
        return Ok(FollowUps::default());
    }
    let said = find(cx, source).await?;
    if said != *before {
        agendas::refresh_recent(cx, pair).await?;
    }
    Ok(said)
}
