//! What stands in Slack of a pair that is over: whatever still asked one of the two for something shows that it does not any
//! more.
//!
//! Only what is open is changed, and only the newest of it; what was answered stays as it is, and whoever presses there is
//! told. How each of them looks then is its feature's.

use crate::{
    domain::{challenge::State, outgoing::Outgoing, pair::Pair, post::Subject},
    features::{Cx, Error},
    store::{
        agreements, challenges, checkins,
        outbox::{self, Timing},
        posts, publications, questions, reviews, weeks, write_ups,
    },
};

/// So many of the newest of each kind follow; older ones have scrolled away.
const NEWEST: i64 = 8;

/// Whatever is open shows that the pair is over.
pub async fn follow(cx: &mut Cx<'_>, pair: &Pair) -> Result<(), Error> {
    let mut changes = Vec::new();
    for checkin in checkins::list_unanswered(cx.tx, pair.id).await? {
        changes.push(Outgoing::CheckinRefresh { checkin: checkin.id });
        changes.push(Outgoing::ReceiptRefresh { checkin: checkin.id });
    }
    for question in questions::list_unanswered(cx.tx, pair.id).await? {
        changes.push(Outgoing::QuestionRefresh { question: question.id });
        changes.push(Outgoing::QuestionReceiptRefresh { question: question.id });
    }
    changes.extend(requests(cx, pair).await?);
    changes.extend(review(cx, pair).await?);
    changes.extend(agreement(cx, pair).await?);
    changes.extend(practice(cx, pair).await?);
    for publication in publications::list_proposed(cx.tx, pair.id, NEWEST).await? {
        let asked =
            [pair.mentor, pair.mentee].into_iter().find(|to| *to != publication.proposed_by);
        let publication = publication.id;
        changes.extend(asked.map(|to| Outgoing::PublishAnswered { publication, to }));
    }
    for change in &changes {
        outbox::insert(cx.tx, change, Timing::now(cx.now)).await?;
    }
    Ok(())
}

/// What asks the mentee for a check-in.
async fn requests(cx: &mut Cx<'_>, pair: &Pair) -> Result<Vec<Outgoing>, Error> {
    let mut changes = Vec::new();
    let asked = weeks::list(cx.tx, pair.id, NEWEST).await?.into_iter();
    for week in asked.filter(|it| it.state.is_open()).map(|it| it.week) {
        let posts = posts::list(cx.tx, &Subject::Prompt(pair.id, week)).await?.into_iter();
        let pair = pair.id;
        changes.extend(posts.map(|(channel, ts)| Outgoing::PromptAnswered {
            pair,
            week,
            channel,
            ts,
        }));
    }
    Ok(changes)
}

/// What asks the two to look back. Nobody does any more; it is not closed, since nobody shall read what one of them said
/// before both had.
async fn review(cx: &mut Cx<'_>, pair: &Pair) -> Result<Vec<Outgoing>, Error> {
    let mut changes = Vec::new();
    let Some(open) = reviews::find_open(cx.tx, pair.id).await? else { return Ok(changes) };
    let review = open.id;
    for to in [pair.mentee, pair.mentor] {
        let posts = posts::list(cx.tx, &Subject::ReviewAsked(review, to)).await?.into_iter();
        changes.extend(posts.map(|(channel, ts)| Outgoing::ReviewAnswered {
            review,
            to,
            channel,
            ts,
        }));
    }
    Ok(changes)
}

/// What asks the two to sign what they agree on.
async fn agreement(cx: &mut Cx<'_>, pair: &Pair) -> Result<Vec<Outgoing>, Error> {
    let agreement = agreements::find(cx.tx, pair.id).await?;
    let (of, mut changes) = (pair.id, Vec::new());
    if agreement.in_force.is_none() {
        let both = [pair.mentee, pair.mentor];
        changes.extend(both.map(|to| Outgoing::AgreementAskRefresh { pair: of, to }));
    }
    if let Some(open) = agreement.open {
        let (version, to) = (open.number, pair.person(open.by.other()));
        changes.push(Outgoing::AgreementProposedRefresh { pair: of, version, to });
    }
    Ok(changes)
}

/// The lists of the first week, and what the mentee was given to practise on and has not written about.
async fn practice(cx: &mut Cx<'_>, pair: &Pair) -> Result<Vec<Outgoing>, Error> {
    let of = pair.id;
    let mut changes =
        [pair.mentee, pair.mentor].map(|to| Outgoing::FirstWeekRefresh { pair: of, to }).to_vec();
    for (given, _) in challenges::list_given(cx.tx, of, NEWEST).await? {
        if given.state == State::Given && write_ups::find(cx.tx, given.id).await?.is_none() {
            changes.push(Outgoing::ChallengeRefresh { pair: of, week: given.week });
        }
    }
    Ok(changes)
}
