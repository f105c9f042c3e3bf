//! What follows when the search for another mentor goes on or ends: who is told, and whose messages show something else.
//!
//! A pair can end while somebody is suggested, so this stands beside everything else that stops with a pair. It neither
//! ends a pair nor begins one.

use crate::{
    domain::{
        ids::{PersonId, RematchId},
        outgoing::Outgoing,
        pair::Pair,
        post::Subject,
        rematch::{Outcome, Rematch, Suggestion},
    },
    features::{Cx, Error, access},
    store::{
        outbox::{self, Timing},
        people, posts, rematches,
    },
};

/// A pair is over: nobody looks for another mentor in it any more.
pub async fn stop(cx: &mut Cx<'_>, pair: &Pair) -> Result<(), Error> {
    let Some(rematch) = rematches::find_open(cx.tx, pair.id).await? else { return Ok(()) };
    let rematch = settle(cx, (pair, &rematch), Outcome::PairOver).await?;
    close(cx, (pair, &rematch)).await
}

/// The suggestion that is open is settled like this; the search as it stands afterwards. Nothing when none is open.
pub async fn settle(
    cx: &mut Cx<'_>,
    (pair, rematch): (&Pair, &Rematch),
    outcome: Outcome,
) -> Result<Rematch, Error> {
    let round = rematch.round;
    let (Ok(suggestion), Ok(after)) = (rematch.suggestion(round), rematch.settle(round, outcome))
    else {
        return Ok(rematch.clone());
    };
    rematches::update(cx.tx, &after, cx.now).await?;
    rematches::update_outcome(cx.tx, (rematch.id, round), outcome, cx.now).await?;
    if !after.is_open() {
        rematches::delete_words(cx.tx, rematch.id).await?;
    }
    for to in told(pair, suggestion, outcome) {
        tell(cx, (rematch.id, round), to).await?;
    }
    refresh(cx, pair, (&after, suggestion, round)).await?;
    Ok(after)
}

/// Somebody is told what became of the suggestion of a round.
pub async fn tell(
    cx: &mut Cx<'_>,
    (rematch, round): (RematchId, u32),
    to: PersonId,
) -> Result<(), Error> {
    say(cx, &Outgoing::RematchSettled { rematch, round, to }, to).await
}

/// It is said to somebody when their window is open.
async fn say(cx: &mut Cx<'_>, message: &Outgoing, to: PersonId) -> Result<(), Error> {
    let person = cx.person(to).await?;
    let ready_at = person.availability.next_open(cx.now).unwrap_or(cx.now);
    outbox::insert(cx.tx, message, Timing::from(ready_at)).await?;
    Ok(())
}

/// Nobody looks any more: whoever asked is told, and the words for the leads go. Nothing when it is over already.
pub async fn close(cx: &mut Cx<'_>, (pair, rematch): (&Pair, &Rematch)) -> Result<(), Error> {
    let Ok(after) = rematch.close() else { return Ok(()) };
    rematches::update(cx.tx, &after, cx.now).await?;
    rematches::delete_words(cx.tx, rematch.id).await?;
    for ask in rematches::list_asks(cx.tx, rematch.id).await? {
        tell_closed(cx, (rematch.id, ask.nth), ask.person).await?;
    }
    show_leads(cx, pair, &after).await
}

/// Whoever asked is told that their wish is closed.
pub async fn tell_closed(
    cx: &mut Cx<'_>,
    (rematch, nth): (RematchId, u32),
    to: PersonId,
) -> Result<(), Error> {
    say(cx, &Outgoing::RematchClosed { rematch, nth, to }, to).await
}

/// Who gets a message of their own: those who had said yes to what does not happen, the mentor whose mentee goes on or
/// stays, and the lead, unless they suggested themselves. Everybody else sees it where they were asked.
fn told(pair: &Pair, suggestion: &Suggestion, outcome: Outcome) -> Vec<PersonId> {
    let lead = Some(suggestion.by).filter(|by| *by != suggestion.mentor);
    let mentor = suggestion.mentor_in.map(|_| suggestion.mentor);
    let mentee = suggestion.mentee_in.as_ref().map(|_| pair.mentee);
    let told = match outcome {
        Outcome::Begun => vec![Some(pair.mentor), lead],
        Outcome::Declined | Outcome::Full | Outcome::Gone => {
            vec![mentee, mentor, Some(pair.mentor), lead]
        }
        Outcome::Stays => vec![mentor, Some(pair.mentor), lead],
        Outcome::TakenBack => vec![mentee, mentor, Some(pair.mentor)],
        // The two of the pair know.
        Outcome::PairOver => vec![mentor, lead],
    };
    let declined = (outcome == Outcome::Declined).then_some(suggestion.mentor);
    unique(told.into_iter().flatten().filter(|person| Some(*person) != declined))
}

/// Everybody a suggestion was put before.
pub fn concerned(pair: &Pair, suggestion: &Suggestion) -> Vec<PersonId> {
    unique([suggestion.mentor, pair.mentee, pair.mentor, suggestion.by].into_iter())
}

fn unique(people: impl Iterator<Item = PersonId>) -> Vec<PersonId> {
    let mut unique: Vec<PersonId> = Vec::new();
    for person in people {
        if !unique.contains(&person) {
            unique.push(person);
        }
    }
    unique
}

/// Every message about a suggestion shows how it stands.
pub async fn refresh(
    cx: &mut Cx<'_>,
    pair: &Pair,
    (rematch, suggestion, round): (&Rematch, &Suggestion, u32),
) -> Result<(), Error> {
    for to in concerned(pair, suggestion) {
        let shown = Outgoing::RematchSuggestedRefresh { rematch: rematch.id, round, to };
        outbox::insert(cx.tx, &shown, Timing::now(cx.now)).await?;
    }
    show_leads(cx, pair, rematch).await
}

/// What the leads were told shows how the search stands.
pub async fn show_leads(cx: &mut Cx<'_>, pair: &Pair, rematch: &Rematch) -> Result<(), Error> {
    for ask in rematches::list_asks(cx.tx, rematch.id).await? {
        show_wish(cx, pair, (rematch.id, ask.nth)).await?;
    }
    Ok(())
}

/// The same for one wish: with everybody who leads now, and wherever it was brought to somebody who led then.
pub async fn show_wish(
    cx: &mut Cx<'_>,
    pair: &Pair,
    (rematch, nth): (RematchId, u32),
) -> Result<(), Error> {
    let leads = access::known_leads(cx, &[pair.mentor, pair.mentee]).await?;
    let mut readers: Vec<PersonId> = leads.iter().map(|lead| lead.id).collect();
    for (channel, _) in posts::list(cx.tx, &Subject::RematchAsked(rematch, nth)).await? {
        readers.extend(people::find_by_dm(cx.tx, &channel).await?);
    }
    for lead in unique(readers.into_iter()) {
        let shown = Outgoing::RematchAskedRefresh { rematch, nth, lead };
        outbox::insert(cx.tx, &shown, Timing::now(cx.now)).await?;
    }
    Ok(())
}
