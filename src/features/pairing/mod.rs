//! How a pair begins: a lead proposes it, both are asked, and it starts when both have said yes.
//!
//! Nobody is enrolled by somebody else (forced adoption fails), so each is told what they will get and how often
//! before anything else is sent. Capacity is checked again inside the transaction that accepts.

use jiff::{SignedDuration, Timestamp};

use super::{
    Cx, Error, PLANNED_AT_ONCE, Reaction, Who, access,
    letter::{Destination, Letter, Verdict, change_of_missing},
    proposing, refused,
    schedule::{self, cohorts},
};
use crate::{
    domain::{
        access::Act,
        cohort::Cohort,
        ids::{PairId, PersonId, SlackUser},
        outgoing::{Outgoing, Place},
        pair::{Pair, PairState, Room, Side},
        person::Person,
        post::Subject,
        programme::Programme,
    },
    slack::{action::read_id, inbound::Click},
    store::{
        Fault,
        outbox::{self, Timing},
        pairs, people, posts, programmes,
    },
    telemetry::field,
};

pub mod views;

/// How long a pair whose rows cannot be read is left alone.
const PUT_OFF: SignedDuration = SignedDuration::from_hours(1);

/// Proposes a pair.
pub async fn command(
    cx: &mut Cx<'_>,
    who: &Who,
    (mentor, mentee): (&SlackUser, &SlackUser),
) -> Result<Reaction, Error> {
    let lead = access::lead(cx.config, who, Act::ProposePair)?;
    let asked = proposing::propose(cx, lead, (mentor, mentee), None).await?;
    Ok(Reaction::say(proposing::views::proposed(&asked, cx.now)))
}

/// A yes.
pub async fn join(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let (mut pair, side) = proposal(cx, who, click).await?;
    let first_day = first_day(cx, &pair).await?;
    let begins_now = first_day.is_none_or(|at| at <= cx.now);
    let state = pair
        .state
        .accept_for(side, (cx.now, begins_now))
        .map_err(|_| Error::Refused(views::closed()))?;
    let programme = programme(cx, &pair).await?;
    // Whoever is only asked about takes no place: of two who were, the one who says yes first has the last one.
    if pairs::count_active_of_mentor(cx.tx, pair.mentor).await? >= programme.mentor_capacity {
        return refused(views::filled_up());
    }
    pair.state = state;
    pairs::update_state(cx.tx, &pair, cx.now).await?;
    if let PairState::Active { began_at } = pair.state {
        begin(cx, &pair, (began_at, cx.now)).await?;
    }
    if let Some(at) = first_day.filter(|_| pair.state.awaits_its_day()) {
        pairs::update_starts_at(cx.tx, pair.id, at).await?;
    }
    refresh_requests(cx, &pair).await?;
    Ok(Reaction::done())
}

/// The first instant of the day a pair is to begin on, if one was named.
async fn first_day(cx: &mut Cx<'_>, pair: &Pair) -> Result<Option<Timestamp>, Error> {
    let Some(day) = pair.starts_on else { return Ok(None) };
    Ok(Some(cx.person(pair.mentee).await?.zone.start_of(day)))
}

/// Begins the pairs whose first day has come. True when there may be more.
pub async fn plan(cx: &mut Cx<'_>) -> Result<bool, Error> {
    let due = pairs::list_to_start(cx.tx, cx.now, PLANNED_AT_ONCE).await?;
    for id in &due {
        match its_day_has_come(cx, *id).await {
            // One row that cannot be read must not keep everybody else's messages back.
            Err(Error::Fault(Fault::Unreadable(what))) => {
                tracing::error!(
                    { field::PAIR } = id.0,
                    { field::REASON } = what,
                    "a pair could not begin"
                );
                let later = cx.now.saturating_add(PUT_OFF).unwrap_or(cx.now);
                pairs::update_starts_at(cx.tx, *id, later).await?;
            }
            other => other?,
        }
    }
    Ok(!due.is_empty())
}

/// A pair begins on its day. A mentor who has filled up in the meantime, or somebody whose account was closed, begins nothing:
/// the suggestion is closed, and the lead is told.
async fn its_day_has_come(cx: &mut Cx<'_>, id: PairId) -> Result<(), Error> {
    let (mut pair, mentor, mentee) = both(cx, id).await?;
    let programme = programme(cx, &pair).await?;
    let mentees = pairs::count_active_of_mentor(cx.tx, pair.mentor).await?;
    let are_there = mentor.account.may_take_part() && mentee.account.may_take_part();
    let begins = mentees < programme.mentor_capacity && are_there && pair.state.awaits_its_day();
    pair.state = match begins {
        true => PairState::Active { began_at: cx.now },
        false => PairState::Declined,
    };
    pairs::update_state(cx.tx, &pair, cx.now).await?;
    // It is the night of their first day for one of them, and the lead has done nothing just now.
    let lead = cx.person(pair.proposed_by).await?;
    let told_at = lead.availability.next_open(cx.now).unwrap_or(cx.now);
    match pair.state {
        PairState::Active { began_at } => begin(cx, &pair, (began_at, told_at)).await?,
        PairState::Proposed { .. } | PairState::Declined | PairState::Ended { .. } => {
            cohorts::pair_declined(cx, pair.mentee).await?;
            let settled = Outgoing::ProposalSettled { pair: pair.id };
            outbox::insert(cx.tx, &settled, Timing::from(told_at)).await?;
        }
    }
    refresh_requests(cx, &pair).await
}

/// A no.
pub async fn decline(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let (mut pair, side) = proposal(cx, who, click).await?;
    let other = pair.person(side.other());
    let told_other = matches!(
        (&pair.state, side),
        (PairState::Proposed { mentee_in: Some(_), .. }, Side::Mentor)
            | (PairState::Proposed { mentor_in: Some(_), .. }, Side::Mentee)
    );
    pair.state = pair.state.decline().map_err(|_| Error::Refused(views::closed()))?;
    pairs::update_state(cx.tx, &pair, cx.now).await?;
    cohorts::pair_declined(cx, pair.mentee).await?;
    let settled = Outgoing::ProposalSettled { pair: pair.id };
    outbox::insert(cx.tx, &settled, Timing::now(cx.now)).await?;
    if told_other {
        let dropped = Outgoing::ProposalDropped { pair: pair.id, person: other };
        outbox::insert(cx.tx, &dropped, Timing::now(cx.now)).await?;
    }
    refresh_requests(cx, &pair).await?;
    Ok(Reaction::done())
}

async fn proposal(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<(Pair, Side), Error> {
    let id: PairId =
        read_id(&click.value).map_err(|_| Error::Refused(access::NOT_YOURS.to_owned()))?;
    let access = access::pair(cx, who, (id, Act::AnswerProposal)).await?;
    Ok((access.object, access.side))
}

/// Both are in: the first check-in is scheduled, the room greeted, the lead told.
async fn begin(
    cx: &mut Cx<'_>,
    pair: &Pair,
    (began_at, lead_told_at): (Timestamp, Timestamp),
) -> Result<(), Error> {
    schedule::start(cx, pair, began_at).await?;
    let greeting = Outgoing::Greeting { pair: pair.id, to: Place::Room };
    outbox::insert(cx.tx, &greeting, Timing::now(cx.now)).await?;
    let settled = Outgoing::ProposalSettled { pair: pair.id };
    outbox::insert(cx.tx, &settled, Timing::from(lead_told_at)).await?;
    Ok(())
}

/// The requests show what has become of them.
async fn refresh_requests(cx: &mut Cx<'_>, pair: &Pair) -> Result<(), Error> {
    for person in [pair.mentor, pair.mentee] {
        let answered = Outgoing::ConsentAnswered { pair: pair.id, person };
        outbox::insert(cx.tx, &answered, Timing::now(cx.now)).await?;
    }
    Ok(())
}

/// Renders what is said about a pair's beginning.
pub async fn render(cx: &mut Cx<'_>, message: &Outgoing) -> Result<Verdict, Error> {
    match message {
        Outgoing::Consent { pair, person } => consent(cx, *pair, *person).await,
        Outgoing::ConsentAnswered { pair, person } => consent_answered(cx, *pair, *person).await,
        Outgoing::ProposalSettled { pair } => {
            let (pair, mentor, mentee) = both(cx, *pair).await?;
            let next = crate::store::weeks::find_next(cx.tx, pair.id).await?;
            let message = views::settled((&pair, &mentor, &mentee), next.map(|next| next.due_at));
            Ok(Verdict::Say(Letter { to: Destination::Person(pair.proposed_by), message }))
        }
        Outgoing::ProposalDropped { pair, person } => {
            let (_, mentor, mentee) = both(cx, *pair).await?;
            let other = if mentor.id == *person { &mentee } else { &mentor };
            Ok(Verdict::Say(Letter {
                to: Destination::Person(*person),
                message: views::dropped(other),
            }))
        }
        Outgoing::Greeting { pair, to } => greeting(cx, *pair, *to).await,
        _ => Ok(Verdict::Drop("not ours")),
    }
}

async fn programme(cx: &mut Cx<'_>, pair: &Pair) -> Result<Programme, Error> {
    let programme = programmes::find(cx.tx, cx.zones, pair.programme).await?;
    Ok(programme.ok_or(Fault::Unreadable("programme"))?)
}

async fn both(cx: &mut Cx<'_>, pair: PairId) -> Result<(Pair, Person, Person), Error> {
    let pair = pairs::find(cx.tx, pair).await?.ok_or(Fault::Unreadable("pair"))?;
    let (mentor, mentee) = (cx.person(pair.mentor).await?, cx.person(pair.mentee).await?);
    Ok((pair, mentor, mentee))
}

async fn consent(cx: &mut Cx<'_>, pair: PairId, person: PersonId) -> Result<Verdict, Error> {
    let (pair, mentor, mentee) = both(cx, pair).await?;
    if !matches!(pair.state, PairState::Proposed { .. }) {
        return Ok(Verdict::Drop("answered"));
    }
    let (reader, other) = if mentor.id == person { (&mentor, &mentee) } else { (&mentee, &mentor) };
    match reader.availability.next_open(cx.now) {
        Some(at) if at > cx.now => return Ok(Verdict::Wait(at)),
        Some(_) | None => {}
    }
    let lead = cx.person(pair.proposed_by).await?;
    let side = pair.side(person).unwrap_or(Side::Mentee);
    let programme = programme(cx, &pair).await?;
    let cohort = cohort_of(cx, (&pair, side)).await?;
    let with = (&programme, cohort.as_ref());
    let message = views::consent((&pair, side), (reader, other, &lead), with);
    Ok(Verdict::Say(Letter { to: Destination::Person(person), message }))
}

/// The cohort a yes counts for, too.
async fn cohort_of(cx: &mut Cx<'_>, (pair, side): (&Pair, Side)) -> Result<Option<Cohort>, Error> {
    match side {
        Side::Mentee => cohorts::expected(cx, pair.mentee).await,
        Side::Mentor => Ok(None),
    }
}

async fn consent_answered(
    cx: &mut Cx<'_>,
    pair: PairId,
    person: PersonId,
) -> Result<Verdict, Error> {
    let (pair, mentor, mentee) = both(cx, pair).await?;
    let side = pair.side(person).unwrap_or(Side::Mentee);
    let (me, other) = if side == Side::Mentor { (&mentor, &mentee) } else { (&mentee, &mentor) };
    let asked = Outgoing::Consent { pair: pair.id, person };
    let Some(dm) = people::find_dm(cx.tx, person).await? else {
        return change_of_missing(cx, &asked).await;
    };
    let request = posts::list(cx.tx, &Subject::Consent(pair.id)).await?;
    let Some((channel, ts)) = request.into_iter().find(|(channel, _)| *channel == dm) else {
        return change_of_missing(cx, &asked).await;
    };
    let lead = cx.person(pair.proposed_by).await?;
    let programme = programme(cx, &pair).await?;
    let message = match &pair.state {
        PairState::Proposed { mentor_in, mentee_in } => {
            let mine = if side == Side::Mentor { mentor_in } else { mentee_in };
            match mine {
                Some(_) if pair.state.awaits_its_day() => views::awaits_its_day(&pair, other),
                Some(_) => views::waiting_for(other),
                None => {
                    let cohort = cohort_of(cx, (&pair, side)).await?;
                    let with = (&programme, cohort.as_ref());
                    views::consent((&pair, side), (me, other, &lead), with)
                }
            }
        }
        PairState::Active { .. } => views::begun(other),
        PairState::Declined | PairState::Ended { .. } => views::declined(),
    };
    Ok(Verdict::Say(Letter { to: Destination::Change(channel, ts), message }))
}

async fn greeting(cx: &mut Cx<'_>, pair: PairId, to: Place) -> Result<Verdict, Error> {
    let (pair, mentor, mentee) = both(cx, pair).await?;
    if !pair.is_active() {
        return Ok(Verdict::Drop("over"));
    }
    let next = crate::store::weeks::find_next(cx.tx, pair.id).await?.map(|next| next.due_at);
    let (to, ready_at, message) = match (to, &pair.room) {
        (Place::Room, Room::Refused) => {
            let alone = [pair.mentor, pair.mentee]
                .map(|person| Outgoing::Greeting { pair: pair.id, to: Place::Alone(person) });
            return Ok(Verdict::Instead(alone.into()));
        }
        (Place::Room, Room::Open(_) | Room::Unopened) => {
            let message = views::greeting((&mentor, &mentee), next);
            let ready_at = mentee.availability.first_for_both(&mentor.availability, cx.now);
            (Destination::Room(pair.id), ready_at, message)
        }
        (Place::Alone(person), _) => {
            let (reader, other) =
                if person == mentor.id { (&mentor, &mentee) } else { (&mentee, &mentor) };
            let message = views::greeting_alone((reader, other), next);
            (Destination::Person(person), reader.availability.next_open(cx.now), message)
        }
    };
    match ready_at {
        Some(at) if at > cx.now => Ok(Verdict::Wait(at)),
        Some(_) | None => Ok(Verdict::Say(Letter { to, message })),
    }
}
