//! What is said about a peer review: who reads whose work, once in the channel, and to each of them how.
//!
//! Whoever left meanwhile is not named.

use super::views;
use crate::{
    domain::{
        ids::{PeerReviewId, PersonId, SlackChannel},
        outgoing::{Outgoing, cohort::CohortNews},
        peer_review::PeerReview,
        person::Person,
        post::Subject,
    },
    features::{
        Cx, Error,
        channel::in_cohort,
        letter::{Destination, Letter, Verdict, change, outside_hours},
        schedule::cohorts,
    },
    slack::blocks::Message,
    store::{Fault, peer_reviews as kept},
};

/// Renders it.
pub async fn render(cx: &mut Cx<'_>, news: &CohortNews) -> Result<Verdict, Error> {
    match news {
        CohortNews::PeerReview { review } => opens(cx, *review).await,
        CohortNews::PeerTask { review, to } => {
            let reader = cx.person(*to).await?;
            if let Some(not_now) = outside_hours(&reader.availability, cx.now) {
                return Ok(not_now);
            }
            Ok(match shown(cx, *review, *to).await? {
                Some(message) => Verdict::Say(Letter { to: Destination::Person(*to), message }),
                None => Verdict::Drop("one of them has left"),
            })
        }
        CohortNews::PeerTaskRefresh { review, to } => {
            let (review, to) = (*review, *to);
            let original = Outgoing::Cohort(CohortNews::PeerTask { review, to });
            match shown(cx, review, to).await? {
                Some(message) => {
                    change(cx, (&Subject::PeerTask(review, to), &original), message).await
                }
                None => Ok(Verdict::Drop("one of them has left")),
            }
        }
        _ => Ok(Verdict::Drop("not ours")),
    }
}

/// The channel it is named in.
pub async fn place(cx: &mut Cx<'_>, id: PeerReviewId) -> Result<Option<SlackChannel>, Error> {
    let review = load(cx, id).await?;
    let cohort = cohorts::find(cx, review.cohort).await?;
    Ok(cohort.bound.map(|bound| bound.channel))
}

/// What a change belongs to, if it still waits for its reader.
pub async fn still_asks(cx: &mut Cx<'_>, change: &CohortNews) -> Result<Option<CohortNews>, Error> {
    let CohortNews::PeerTaskRefresh { review, to } = change else { return Ok(None) };
    let read = load(cx, *review).await?.of(*to);
    let waits = read.is_some_and(|read| read.answer.is_none());
    Ok(waits.then_some(CohortNews::PeerTask { review: *review, to: *to }))
}

async fn load(cx: &mut Cx<'_>, id: PeerReviewId) -> Result<PeerReview, Error> {
    Ok(kept::find(cx.tx, id).await?.ok_or(Fault::Unreadable("peer review"))?)
}

async fn opens(cx: &mut Cx<'_>, id: PeerReviewId) -> Result<Verdict, Error> {
    let review = load(cx, id).await?;
    let cohort = cohorts::find(cx, review.cohort).await?;
    let members = cohorts::members(cx, cohort.id).await?;
    let mut groups: Vec<Vec<&Person>> = Vec::new();
    let mut last = None;
    for read in &review.reads {
        let Some(person) = members.iter().find(|person| person.id == read.reader) else { continue };
        match groups.last_mut().filter(|_| last == Some(read.together)) {
            Some(group) => group.push(person),
            None => groups.push(vec![person]),
        }
        last = Some(read.together);
    }
    groups.retain(|group| group.len() > 1);
    if groups.is_empty() {
        return Ok(Verdict::Drop("nobody is left"));
    }
    in_cohort(cx, &cohort, views::opens(&groups, review.away)).await
}

/// What somebody reads, as they see it; `None` once they or the other is not in the cohort any more.
async fn shown(
    cx: &mut Cx<'_>,
    id: PeerReviewId,
    reader: PersonId,
) -> Result<Option<Message>, Error> {
    let review = load(cx, id).await?;
    let members = cohorts::members(cx, review.cohort).await?;
    let find = |id: PersonId| members.iter().find(|person| person.id == id);
    let read_by = review.reads.iter().find(|read| read.author == reader);
    let read_by = read_by.and_then(|read| find(read.reader));
    let Some(read) = review.of(reader).filter(|_| find(reader).is_some()) else {
        return Ok(None);
    };
    Ok(find(read.author).map(|author| views::task(&review, read, (author, read_by))))
}
