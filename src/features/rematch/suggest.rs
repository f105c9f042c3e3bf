//! A lead suggests another mentor to a mentee who has one, asked to or not, and may take that back.
//!
//! Capacity is looked at here and again when both have said yes, so a suggestion holds no place.

use super::{
    chosen, not_yours,
    views::suggestion::{self as words, MENTOR},
};
use crate::{
    domain::{
        access::Act,
        ids::{PairId, SlackUser},
        outgoing::Outgoing,
        pair::Pair,
        person::Person,
        rematch::{Outcome, Rematch, State},
    },
    features::{Cx, Error, Reaction, Who, access, refused, schedule::rematches as search},
    slack::{
        action::{read_id, rematch::RematchRound},
        inbound::{Click, Submit, ViewState},
    },
    store::{
        Fault,
        outbox::{self, Timing},
        pairs, people, programmes, rematches,
    },
};

/// `/mentor rematch @mentee`.
pub async fn command(cx: &mut Cx<'_>, who: &Who, mentee: &SlackUser) -> Result<Reaction, Error> {
    access::lead(cx.config, who, Act::SuggestMentor)?;
    let person = people::find_by_user(cx.tx, cx.zones, mentee, cx.now).await?;
    let pair = match &person {
        Some(person) => pairs::find_open_of_mentee(cx.tx, person.id).await?,
        None => None,
    };
    let Some(pair) = pair.filter(Pair::is_active) else {
        return refused(words::no_mentee(mentee));
    };
    let led = access::rematches::led_pair(cx, who, pair.id).await;
    match led {
        Ok((pair, _)) => form(cx, &pair).await,
        Err(Error::Refused(_)) => refused(words::one_of_the_two()),
        Err(other) => Err(other),
    }
}

/// *Suggest a mentor*.
pub async fn ask(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let id: PairId = read_id(&click.value).map_err(|_| not_yours())?;
    let (pair, _) = access::rematches::led_pair(cx, who, id).await?;
    form(cx, &pair).await
}

async fn form(cx: &mut Cx<'_>, pair: &Pair) -> Result<Reaction, Error> {
    let open = find_open(cx, pair).await?;
    if let Some((it, by, mentor)) = in_the_way(cx, open.as_ref()).await? {
        return Ok(Reaction::tell(words::take_back_first(it, [&by, &mentor])));
    }
    let (mentor, mentee) = (cx.person(pair.mentor).await?, cx.person(pair.mentee).await?);
    Ok(Reaction::open(words::form(pair.id, (&mentor, &mentee))))
}

/// The open search, if there is one; refused when the pair is over.
async fn find_open(cx: &mut Cx<'_>, pair: &Pair) -> Result<Option<Rematch>, Error> {
    if !pair.is_active() {
        return refused(words::pair_over());
    }
    Ok(rematches::find_open(cx.tx, pair.id).await?)
}

/// The suggestion that is still to be answered, with the lead and whom they suggested. One whose mentor's account was closed
/// can come to nothing, so it is in nobody's way.
async fn in_the_way(
    cx: &mut Cx<'_>,
    open: Option<&Rematch>,
) -> Result<Option<(RematchRound, Person, Person)>, Error> {
    let Some(Rematch { id, round, state: State::Suggested(suggestion), .. }) = open else {
        return Ok(None);
    };
    let (by, mentor) = (cx.person(suggestion.by).await?, cx.person(suggestion.mentor).await?);
    let it = RematchRound { rematch: *id, round: *round };
    Ok(mentor.account.may_take_part().then_some((it, by, mentor)))
}

/// Somebody is suggested.
pub async fn submit(cx: &mut Cx<'_>, who: &Who, submit: &Submit) -> Result<Reaction, Error> {
    access::lead(cx.config, who, Act::SuggestMentor)?;
    let id: PairId = read_id(&submit.view.private_metadata).map_err(|_| not_yours())?;
    let (pair, lead) = access::rematches::led_pair(cx, who, id).await?;
    let open = find_open(cx, &pair).await?;
    if let Some((_, by, mentor)) = in_the_way(cx, open.as_ref()).await? {
        return refused(words::somebody_is((&by, &mentor)));
    }
    let Some(user) = suggested(&submit.view) else {
        return Err(about(words::nobody_chosen()));
    };
    let mentor = new_mentor(cx, (&pair, &user)).await?;
    let open = match open {
        // Nothing is settled where nobody is suggested.
        Some(open) => search::settle(cx, (&pair, &open), Outcome::Gone).await?,
        None => {
            let id = rematches::insert(cx.tx, pair.id, cx.now).await?;
            Rematch { id, pair: pair.id, round: 0, state: State::Looking }
        }
    };
    let after = open.suggest((mentor.id, lead.id)).map_err(|_| Error::Refused(words::settled()))?;
    rematches::update(cx.tx, &after, cx.now).await?;
    put(cx, &pair, &after).await?;
    Ok(Reaction::done())
}

/// Whom a lead has chosen in the form.
pub fn suggested(state: &ViewState) -> Option<SlackUser> {
    chosen(state, MENTOR).map(SlackUser::from)
}

/// Somebody who could be the mentee's mentor now.
async fn new_mentor(cx: &mut Cx<'_>, (pair, user): (&Pair, &SlackUser)) -> Result<Person, Error> {
    let Some(person) = people::find_by_user(cx.tx, cx.zones, user, cx.now).await? else {
        return Err(about(words::unknown()));
    };
    if person.id == pair.mentee {
        return Err(about(words::is_the_mentee(&person)));
    }
    if person.id == pair.mentor {
        return Err(about(words::is_the_mentor(&person)));
    }
    if !person.account.may_take_part() {
        return Err(about(words::cannot_take_part(&person)));
    }
    let capacity = capacity(cx, pair).await?;
    if pairs::count_of_mentor(cx.tx, person.id).await? >= capacity {
        return Err(about(words::at_capacity(&person, capacity)));
    }
    Ok(person)
}

/// How many mentees one mentor takes on in the programme of a pair.
pub async fn capacity(cx: &mut Cx<'_>, pair: &Pair) -> Result<i64, Error> {
    let programme = programmes::find(cx.tx, cx.zones, pair.programme).await?;
    Ok(programme.ok_or(Fault::Unreadable("programme"))?.mentor_capacity)
}

/// Each is asked in their own hours; the lead sees at once how it stands.
async fn put(cx: &mut Cx<'_>, pair: &Pair, rematch: &Rematch) -> Result<(), Error> {
    let Ok(suggestion) = rematch.suggestion(rematch.round) else { return Ok(()) };
    for to in search::concerned(pair, suggestion) {
        let person = cx.person(to).await?;
        let is_asked = to != suggestion.by || to == suggestion.mentor;
        let ready_at = person.availability.next_open(cx.now).filter(|_| is_asked);
        let asked = Outgoing::RematchSuggested { rematch: rematch.id, round: rematch.round, to };
        outbox::insert(cx.tx, &asked, Timing::from(ready_at.unwrap_or(cx.now))).await?;
    }
    search::show_leads(cx, pair, rematch).await
}

/// *Take it back*, of any lead. Whoever suggested it and did not press is told.
pub async fn take_back(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let it: RematchRound = click.value.parse().map_err(|_| not_yours())?;
    let (pair, rematch, lead) = access::rematches::led(cx, who, it.rematch).await?;
    let Ok(suggestion) = rematch.suggestion(it.round) else { return refused(words::settled()) };
    search::settle(cx, (&pair, &rematch), Outcome::TakenBack).await?;
    if ![lead.id, suggestion.mentor].contains(&suggestion.by) {
        search::tell(cx, (rematch.id, it.round), suggestion.by).await?;
    }
    Ok(Reaction::done())
}

fn about(sentence: String) -> Error {
    Error::Fields(vec![(MENTOR.to_owned(), sentence)])
}
