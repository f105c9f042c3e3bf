//! Answer memory: before a question goes, what was written before and may answer it is shown, once.
//!
//! It is looked up beside the submission, and only helps: where it finds nothing, breaks or takes too long, the question
//! goes its way. The form is put aside as a draft while its writer looks, and the words that are sent come from there.
//! What ranks, and by which words, stands in `domain::memory`.

use super::{
    added_to, along, away_until, form, mentor, new_form, not_yours, put,
    views::memory::{self as words, Offered},
    would_be_owed_by,
};
use crate::{
    domain::{
        access::Act,
        answerable::Answerable,
        draft::About,
        ids::{CallId, CheckinId, DecisionId, PairId, QuestionId, ResourceId},
        memory::{Ranking, Words},
        pair::Pair,
        reply::Standing,
        search::Shelf,
        text::UserText,
        typed::TypedState,
    },
    features::{
        Cx, Error, Reaction, RefreshHome, Show, Who, access, channel,
        draft::{self, views::Sent},
        held, own, refused,
    },
    slack::{
        action::{Helped, question::QuestionForm},
        answer::Answer,
        inbound::{Click, Submit, ViewState},
    },
    store::{
        drafts::{self, Kept},
        inbox,
        memory::{self, Candidate},
        questions,
        records::{self, Item, Record},
        replies,
    },
};

/// What leads to one and the same answer: a question and its answers, a check-in and its replies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Lead {
    Checkin(CheckinId),
    Question(QuestionId),
    Published(QuestionId),
    Decision(DecisionId),
    Resource(ResourceId),
    Notes(CallId),
}

/// What may answer the question that is being sent; `None` when nothing does, or when that was shown for this form.
pub async fn look(
    cx: &mut Cx<'_>,
    who: &Who,
    submit: &Submit,
) -> Result<Option<Vec<Offered>>, Error> {
    let Ok(QuestionForm { pair, edits: None, .. }) = submit.view.private_metadata.parse() else {
        return Ok(None);
    };
    let access = access::pair(cx, who, (pair, Act::AskQuestion)).await?;
    let content = form::read(&submit.view, None)?;
    let (Some(words), false) = (Words::of(&content), is_over(cx, &submit.view.id).await?) else {
        return Ok(None);
    };
    let found = find(cx, &access.object, &words).await?;
    Ok((!found.is_empty()).then_some(found))
}

/// Whether a form was shown what there is before, or sent.
async fn is_over(cx: &mut Cx<'_>, view_id: &str) -> Result<bool, Error> {
    Ok(inbox::find(cx.tx, &shown_key(view_id)).await?
        || questions::find_saved(cx.tx, view_id).await?.is_some())
}

fn shown_key(view_id: &str) -> String {
    format!("memory/{view_id}")
}

/// Where a mentee's question may be answered already: in the record of the pair, and on their programme's shelf.
fn shelves(pair: &Pair) -> [Shelf; 2] {
    [Shelf::Pair(pair.id), Shelf::Programme(pair.programme)]
}

/// The best answers there are for a mentee of this pair, the best first.
pub async fn find(cx: &mut Cx<'_>, pair: &Pair, words: &Words) -> Result<Vec<Offered>, Error> {
    let mut heard = Vec::new();
    for shelf in shelves(pair) {
        let size = memory::find_size(cx.tx, shelf).await?;
        let mut of_shelf = Vec::new();
        for word in words.all().iter().filter(|_| size.rows > 0) {
            of_shelf.push(memory::find_heard(cx.tx, shelf, word).await?);
        }
        heard.push((size, of_shelf));
    }
    let Some(ranking) = Ranking::of(words, &heard) else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    for (shelf, (_, heard)) in shelves(pair).into_iter().zip(&heard) {
        let closest = ranking.closest(heard);
        found.extend(memory::list_candidates(cx.tx, shelf, &closest).await?);
    }
    let found: Vec<(Lead, Candidate)> =
        found.into_iter().filter_map(|it| Some((lead(&it)?, it))).collect();
    let is_own = |id| found.iter().any(|(lead, _)| *lead == Lead::Question(id));
    let led = found.iter().map(|(lead, it)| match lead {
        // What the pair itself published is in its own record, too.
        Lead::Published(id) if is_own(*id) => (Lead::Question(*id), it.held, it.record.said_at),
        lead => (*lead, it.held, it.record.said_at),
    });
    let mut offered = Vec::new();
    for lead in ranking.best(led) {
        let of_lead = found.iter().filter(|(it, _)| *it == lead).map(|(_, it)| it);
        offered.extend(offer_of(cx, (lead, of_lead), &ranking).await?);
    }
    Ok(offered)
}

/// Where something leads; `None` for what was asked and not answered, in a question or in a check-in.
fn lead(candidate: &Candidate) -> Option<Lead> {
    match candidate.record.item {
        Item::Checkin(id) => candidate.is_answered.then_some(Lead::Checkin(id)),
        Item::Question(id) => candidate.is_answered.then_some(Lead::Question(id)),
        Item::Reply(_) | Item::Difference(_) => {
            let question = candidate.question.map(Lead::Question);
            question.or(candidate.checkin.map(Lead::Checkin))
        }
        Item::Decision(id) => Some(Lead::Decision(id)),
        Item::Resource(id) => Some(Lead::Resource(id)),
        Item::Notes(id) => Some(Lead::Notes(id)),
        Item::Published(id) => Some(Lead::Published(id)),
        // How one went about an exercise answers nothing.
        Item::WriteUp(_) => None,
        // It says what is to be talked about, or what the two say of working together, and answers nothing.
        Item::Agenda(_) | Item::Review(_) => None,
        // It asks for something.
        Item::Goal(_) => None,
        // It says how the two work together, and answers no question.
        Item::Agreement(_) => None,
    }
}

/// What is shown of it: the words that answer, from where they hold what was asked for.
async fn offer_of(
    cx: &mut Cx<'_>,
    (lead, candidates): (Lead, impl Iterator<Item = &Candidate>),
    ranking: &Ranking,
) -> Result<Option<Offered>, Error> {
    let is_question = |it: &&Candidate| matches!(it.record.item, Item::Question(_));
    let answers: Vec<&Candidate> = candidates.filter(|it| !is_question(it)).collect();
    // What was replied to a check-in answers before the check-in does.
    let rank = |it: &&Candidate| {
        let is_replied = !matches!(it.record.item, Item::Checkin(_));
        (is_replied, ranking.score(it.held), it.record.said_at)
    };
    let best = answers.into_iter().max_by_key(rank);
    let item = match (best, lead) {
        (Some(best), _) => Some(best.record.item),
        (None, Lead::Question(id)) => newest_answer(cx, id).await?,
        (
            None,
            Lead::Checkin(_)
            | Lead::Published(_)
            | Lead::Decision(_)
            | Lead::Resource(_)
            | Lead::Notes(_),
        ) => None,
    };
    let Some(item) = item else { return Ok(None) };
    let Some((record, text)) = records::find(cx.tx, item).await? else { return Ok(None) };
    let excerpt = UserText::unfinished(&ranking.excerpt(&text, words::EXCERPT), words::EXCERPT);
    let Some(excerpt) = excerpt else { return Ok(None) };
    let opens = match lead {
        Lead::Checkin(id) => Some(Answerable::Checkin(id)),
        Lead::Question(id) => Some(Answerable::Question(id)),
        Lead::Published(_) | Lead::Decision(_) | Lead::Resource(_) | Lead::Notes(_) => None,
    };
    let author = cx.person(record.author).await?;
    Ok(Some(Offered { record, author, excerpt, opens }))
}

async fn newest_answer(cx: &mut Cx<'_>, question: QuestionId) -> Result<Option<Item>, Error> {
    let answers = replies::list(cx.tx, Answerable::Question(question)).await?;
    let stands = answers.iter().rev().find(|it| it.standing == Standing::Stands);
    Ok(stands.map(|it| Item::Reply(it.id)))
}

/// Shows what was found instead of sending; what was typed is a draft by then. `None` when this form was shown something
/// before: then it is sent.
pub async fn offer(
    cx: &mut Cx<'_>,
    who: &Who,
    (submit, found): (&Submit, &[Offered]),
) -> Result<Option<Reaction>, Error> {
    let carried: QuestionForm = submit.view.private_metadata.parse().map_err(|_| not_yours())?;
    let (pair, about) = (carried.pair, carried.about());
    if carried.edits.is_some() {
        return Err(not_yours());
    }
    let access = access::pair(cx, who, (pair, Act::AskQuestion)).await?;
    let mentor = mentor(cx, &access.object).await?;
    if !inbox::insert(cx.tx, &shown_key(&submit.view.id), cx.now).await? {
        return Ok(None);
    }
    let filled = draft::read(&submit.view);
    let along = held::find_next(cx, &access.object, (&mentor, &access.person)).await?;
    let help = channel::help(cx, &access.object).await?;
    let people = (&access.object, &mentor, &access.person);
    let by = would_be_owed_by(cx, people, (&filled, along, help.as_ref())).await?;
    let along = along.filter(|_| form::goes_along(&filled)).map(|along| (along.with, along.until));
    let when = words::When { by, away_until: away_until(cx, &mentor), along };
    let view_id = submit.view.id.clone();
    let kept = Kept { about, draft: filled, view_id, saved_at: cx.now };
    drafts::update(cx.tx, access.person.id, &kept).await?;
    let view = words::step((pair, found), (&access.person, &mentor), when);
    let answer = Answer::Replace(view);
    Ok(Some(Reaction { answer, show: None, refresh_home: RefreshHome::Yes }))
}

/// *Ask …*: nothing of it helped, so the question goes as it was typed, with the promise of this moment.
pub async fn ask_anyway(cx: &mut Cx<'_>, who: &Who, submit: &Submit) -> Result<Reaction, Error> {
    let about: About = submit.view.private_metadata.parse().map_err(|_| not_yours())?;
    let About::Question(pair, None) = about else { return Err(not_yours()) };
    let access = access::pair(cx, who, (pair, Act::AskQuestion)).await?;
    let view_id = submit.view.id.as_str();
    if let Some((sent, _)) = questions::find_saved(cx.tx, view_id).await? {
        access::question(cx, who, (sent, Act::AskQuestion)).await?;
        return Ok(Reaction::done());
    }
    let mentor = mentor(cx, &access.object).await?;
    let kept = draft::find(cx, access.person.id, about).await?;
    let Some(kept) = kept.filter(|kept| kept.view_id == view_id) else {
        return refused(words::not_as_shown());
    };
    let state = ViewState { fields: draft::fields(&kept.draft), ..submit.view.clone() };
    let content = form::read(&state, None).map_err(|why| match why {
        // There is no field here to say it under.
        Error::Fields(_) => Error::Refused(words::not_as_shown()),
        Error::Refused(_) | Error::Over(_) | Error::Fault(_) => why,
    })?;
    let added = added_to(Some(&kept));
    own::used(cx, (access.person.id, &added), TypedState::Question).await?;
    drafts::delete(cx.tx, access.person.id, about).await?;
    let along = along(cx, (&access.object, &mentor, &access.person), &kept.draft).await?;
    put(cx, (&access.object, &mentor, along), (view_id, &content)).await?;
    Ok(Reaction::done())
}

/// *Change the question*: its form again, in the place of what was found, and as it was left.
pub async fn change(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let about: About = click.value.parse().map_err(|_| not_yours())?;
    let About::Question(pair, None) = about else { return Err(not_yours()) };
    let access = access::pair(cx, who, (pair, Act::AskQuestion)).await?;
    let mentor = mentor(cx, &access.object).await?;
    let kept = draft::find(cx, access.person.id, about).await?;
    let carries = QuestionForm { pair, edits: None, added: added_to(kept.as_ref()) };
    let filled = kept.map(|kept| kept.draft).unwrap_or_default();
    let around = draft::views::around(about, None, Sent::Never);
    let people = (&access.object, &mentor, &access.person);
    Ok(Reaction::replace(new_form(cx, people, (carries, around, filled)).await?))
}

/// *This solved it*: the draft is closed, it counts as a win, and whoever wrote what helped sees that it did.
pub async fn solved(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let helped: Helped = click.value.parse().map_err(|_| not_yours())?;
    let access = access::pair(cx, who, (helped.pair, Act::AskQuestion)).await?;
    let record = readable(cx, &access.object, &helped).await?;
    let form = click.view.as_ref().map_or(&click.action_ts, |view| &view.id);
    if questions::find_saved(cx.tx, form).await?.is_some() {
        return refused(words::sent_already());
    }
    let (pair, person): (PairId, _) = (helped.pair, access.person.id);
    let about = About::Question(pair, None);
    let added = added_to(draft::find(cx, person, about).await?.as_ref());
    own::used(cx, (person, &added), TypedState::Dropped).await?;
    drafts::delete(cx.tx, person, about).await?;
    memory::insert_solved(cx.tx, (pair, person), (&record, form), cx.now).await?;
    let count = memory::count_solved(cx.tx, pair).await?;
    let author = cx.person(record.author).await?;
    // Whose shared answer it is stands with the answer, if they want that.
    let is_named = author.id != person && !matches!(record.item, Item::Published(_));
    let credits = is_named.then_some(&author);
    let page = Show::Replace(words::solved(count, credits));
    Ok(Reaction { show: Some(page), refresh_home: RefreshHome::Yes, ..Reaction::nothing() })
}

/// What helped, if it stands where this pair may read it. A question answers none.
async fn readable(cx: &mut Cx<'_>, pair: &Pair, helped: &Helped) -> Result<Record, Error> {
    let item = Item::read(&helped.subject, helped.id).ok_or_else(not_yours)?;
    let found = records::find(cx.tx, item).await?.map(|(record, _)| record);
    let is_offered =
        |it: &Record| shelves(pair).contains(&it.shelf) && !matches!(it.item, Item::Question(_));
    found.filter(is_offered).ok_or_else(not_yours)
}
