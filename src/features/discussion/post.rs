//! What is said about a discussion: to those who are asked to lead it, in the channel on its day, and afterwards.
//!
//! Everything is rendered from the state of the moment, so what was decided meanwhile is not said.

use super::{plan::is_open, views};
use crate::{
    domain::{
        discussion::{Discussion, State, Turn},
        ids::{DiscussionId, PersonId, SlackChannel},
        outgoing::{Outgoing, cohort::CohortNews},
        post::Subject,
    },
    features::{
        Cx, Error,
        channel::{in_cohort, in_thread},
        letter::{Destination, Letter, Verdict, change, outside_hours, wait_for},
        schedule::{cohorts, discussions},
    },
    slack::{action::discussion::DiscussionTurn, blocks::Message},
    store::{discussions as kept, posts},
};

/// Renders it.
pub async fn render(cx: &mut Cx<'_>, news: &CohortNews) -> Result<Verdict, Error> {
    match news {
        CohortNews::TurnAsked { discussion, nth, to } => {
            let Some((talk, message)) = shown(cx, (*discussion, *nth)).await? else {
                return Ok(Verdict::Drop("no turn"));
            };
            if !is_open(&talk, *nth) {
                return Ok(Verdict::Drop("went on"));
            }
            to_one(cx, *to, message).await
        }
        CohortNews::TurnRefresh { discussion, nth, to } => {
            let Some((_, message)) = shown(cx, (*discussion, *nth)).await? else {
                return Ok(Verdict::Drop("no turn"));
            };
            let subject = Subject::DiscussionTurn(*discussion, *nth);
            let (discussion, nth, to) = (*discussion, *nth, *to);
            let original = Outgoing::Cohort(CohortNews::TurnAsked { discussion, nth, to });
            change(cx, (&subject, &original), message).await
        }
        CohortNews::SwapAsked { .. }
        | CohortNews::SwapRefresh { .. }
        | CohortNews::SwapAnswered { .. } => swap(cx, news).await,
        CohortNews::LeaderReminded { discussion, nth, to } => {
            let talk = discussions::find(cx, *discussion).await?;
            if !talk.is_ahead() || talk.leader() != Some(*to) {
                return Ok(Verdict::Drop("went on"));
            }
            let cohort = cohorts::find(cx, talk.cohort).await?;
            let carries = DiscussionTurn { discussion: talk.id, nth: *nth };
            to_one(cx, *to, views::reminder(&cohort, (&talk, &carries))).await
        }
        CohortNews::Discussion { discussion } => opens(cx, *discussion).await,
        CohortNews::NoteAsked { discussion, to } => note_asked(cx, *discussion, *to).await,
        CohortNews::NoteRefresh { discussion, to } => {
            let talk = discussions::find(cx, *discussion).await?;
            let (discussion, to) = (*discussion, *to);
            let original = Outgoing::Cohort(CohortNews::NoteAsked { discussion, to });
            let message = match talk.state {
                State::Noted => views::note_kept(&talk),
                State::Ahead | State::Near | State::Held | State::Asked | State::Over => {
                    views::note_asked(&talk)
                }
            };
            change(cx, (&Subject::DiscussionNote(discussion), &original), message).await
        }
        CohortNews::DiscussionNote { discussion } => note(cx, *discussion).await,
        _ => Ok(Verdict::Drop("not ours")),
    }
}

/// The channel it is opened in.
pub async fn place(cx: &mut Cx<'_>, id: DiscussionId) -> Result<Option<SlackChannel>, Error> {
    let talk = discussions::find(cx, id).await?;
    let cohort = cohorts::find(cx, talk.cohort).await?;
    Ok(cohort.bound.map(|bound| bound.channel))
}

/// What a change belongs to, if it still waits for its reader.
pub async fn still_asks(cx: &mut Cx<'_>, change: &CohortNews) -> Result<Option<CohortNews>, Error> {
    match change {
        CohortNews::TurnRefresh { discussion, nth, to } => {
            let talk = discussions::find(cx, *discussion).await?;
            let (discussion, nth, to) = (*discussion, *nth, *to);
            let asking = CohortNews::TurnAsked { discussion, nth, to };
            Ok(is_open(&talk, nth).then_some(asking))
        }
        CohortNews::NoteRefresh { discussion, to } => {
            let talk = discussions::find(cx, *discussion).await?;
            let asking = CohortNews::NoteAsked { discussion: *discussion, to: *to };
            Ok((talk.state == State::Asked).then_some(asking))
        }
        _ => Ok(None),
    }
}

async fn to_one(cx: &mut Cx<'_>, to: PersonId, message: Message) -> Result<Verdict, Error> {
    let reader = cx.person(to).await?;
    match outside_hours(&reader.availability, cx.now) {
        Some(not_now) => Ok(not_now),
        None => Ok(Verdict::Say(Letter { to: Destination::Person(to), message })),
    }
}

/// A turn, as whoever was asked sees it; `None` if there is none.
async fn shown(
    cx: &mut Cx<'_>,
    (id, nth): (DiscussionId, u32),
) -> Result<Option<(Discussion, Message)>, Error> {
    let talk = discussions::find(cx, id).await?;
    let Some(turn) = kept::find_turn(cx.tx, (id, nth)).await? else { return Ok(None) };
    let cohort = cohorts::find(cx, talk.cohort).await?;
    let message = if is_open(&talk, nth) {
        let asked = match talk.open_swap() {
            Some(swap) => Some(cx.person(swap.person).await?),
            None => None,
        };
        views::turn(&cohort, (&talk, turn), asked.as_ref())
    } else {
        let now = leader_after(cx, &talk, turn).await?;
        views::turn_over((&talk, turn), now.as_ref())
    };
    Ok(Some((talk, message)))
}

/// Who leads it now that somebody else does not.
async fn leader_after(
    cx: &mut Cx<'_>,
    talk: &Discussion,
    turn: Turn,
) -> Result<Option<crate::domain::person::Person>, Error> {
    match talk.leader().filter(|leader| *leader != turn.person) {
        Some(leader) => Ok(Some(cx.person(leader).await?)),
        None => Ok(None),
    }
}

async fn swap(cx: &mut Cx<'_>, news: &CohortNews) -> Result<Verdict, Error> {
    let (CohortNews::SwapAsked { discussion, nth, to }
    | CohortNews::SwapRefresh { discussion, nth, to }
    | CohortNews::SwapAnswered { discussion, nth, to }) = news
    else {
        return Ok(Verdict::Drop("not ours"));
    };
    let (discussion, nth, to) = (*discussion, *nth, *to);
    let talk = discussions::find(cx, discussion).await?;
    let Some(swap) = kept::find_swap(cx.tx, (discussion, nth)).await? else {
        return Ok(Verdict::Drop("no swap"));
    };
    let cohort = cohorts::find(cx, talk.cohort).await?;
    let turn = kept::find_turn(cx.tx, (discussion, swap.turn)).await?;
    let Some(turn) = turn else { return Ok(Verdict::Drop("no turn")) };
    let is_asked = talk.is_ahead() && talk.open_swap() == Some(swap);
    match news {
        CohortNews::SwapAsked { .. } => {
            let by = cx.person(turn.person).await?;
            if !is_asked {
                return Ok(Verdict::Drop("went on"));
            }
            to_one(cx, to, views::swap_asked(&cohort, (&talk, swap), &by)).await
        }
        CohortNews::SwapAnswered { .. } => {
            let other = cx.person(swap.person).await?;
            to_one(cx, to, views::swap_answered((&talk, swap), &other)).await
        }
        _ => {
            let by = cx.person(turn.person).await?;
            let message = match is_asked {
                true => views::swap_asked(&cohort, (&talk, swap), &by),
                false => views::swap_settled((&talk, swap), &by),
            };
            let original = Outgoing::Cohort(CohortNews::SwapAsked { discussion, nth, to });
            change(cx, (&Subject::DiscussionSwap(discussion, nth), &original), message).await
        }
    }
}

async fn opens(cx: &mut Cx<'_>, id: DiscussionId) -> Result<Verdict, Error> {
    let talk = discussions::find(cx, id).await?;
    let Some(leader) = talk.led_by else { return Ok(Verdict::Drop("nobody leads")) };
    let cohort = cohorts::find(cx, talk.cohort).await?;
    let leader = cx.person(leader).await?;
    in_cohort(cx, &cohort, views::opens(&talk, &leader)).await
}

/// Whether it stands in the channel; nobody is asked about what was never posted.
async fn note_asked(cx: &mut Cx<'_>, id: DiscussionId, to: PersonId) -> Result<Verdict, Error> {
    let talk = discussions::find(cx, id).await?;
    let stands = posts::list(cx.tx, &Subject::Discussion(id)).await?;
    if talk.state != State::Asked || stands.is_empty() {
        return Ok(Verdict::Drop("nothing to note"));
    }
    to_one(cx, to, views::note_asked(&talk)).await
}

async fn note(cx: &mut Cx<'_>, id: DiscussionId) -> Result<Verdict, Error> {
    let talk = discussions::find(cx, id).await?;
    let (Some(note), Some(leader)) = (&talk.note, talk.led_by) else {
        return Ok(Verdict::Drop("nothing was noted"));
    };
    let opening = Outgoing::Cohort(CohortNews::Discussion { discussion: id });
    if let Some(wait) = wait_for(cx, &opening).await? {
        return Ok(wait);
    }
    let leader = cx.person(leader).await?;
    let stands = posts::list(cx.tx, &Subject::Discussion(id)).await?.into_iter().next();
    in_thread(cx, stands, views::note(note, &leader)).await
}
