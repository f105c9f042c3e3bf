//! App Home: your pair, what is owed by whom and by when, the next dates in your own time, and the buttons for it.
//!
//! It is published when it is opened and after the person's own act, not on every change. It is useful to strangers
//! too. What stands in it comes from the state of the moment; nothing is kept for it.

use std::time::Duration;

use super::{
    Cx, Error, access, draft, first_week, open,
    schedule::{self, office},
    terms,
};
use crate::{
    app::App,
    domain::{
        agreement::due::due_on,
        availability::Availability,
        draft::About,
        goal,
        ids::{PairId, SlackUser},
        pair::{Pair, PairState, Side},
        person::Person,
        review::whole,
        rhythm::{self, Mark},
        week::Week,
    },
    pace::Pace,
    slack::{blocks::View, client::outcome::Outcome},
    store::{
        agreements, attention, calls, challenges, checkins, decisions, endings, follow_ups,
        goals as kept, leaves, lived, memory, pairs, people, questions, resources, reviews,
    },
    telemetry::field,
};

pub mod views;

/// How fast App Homes are published: Slack takes a hundred a minute.
pub const PACE: Pace = Pace { every: Duration::from_millis(750), burst: 20 };

/// Publishes somebody's App Home beside whatever is going on, when its turn comes.
pub fn publish(app: &App, user: SlackUser) {
    let Some(turn) = app.homes.ask(user) else { return };
    let home = app.clone();
    app.spawn(async move {
        let (user, _turn) = turn.wait(&*home.clock).await;
        match view(&home, &user).await {
            Ok(view) => {
                let outcome = home.slack.publish_home(&user, &view).await;
                if !matches!(outcome, Outcome::Done(())) {
                    tracing::warn!(
                        { field::REASON } = outcome.kind(),
                        "App Home was not published"
                    );
                }
            }
            Err(error) => tracing::error!({ field::ERROR } = ?error, "App Home was not made"),
        }
    });
}

async fn view(app: &App, user: &SlackUser) -> Result<View, Error> {
    let now = app.clock.now();
    let mut tx = app.db.read().await?;
    let mut cx = Cx::new(&mut tx, now, (&app.config, &app.zones));
    let person = people::find_by_user(cx.tx, cx.zones, user, now).await?;
    let Some(person) = person else {
        drop(tx);
        return Ok(views::stranger(leads_unmet(app, user).await));
    };
    let leading = leading(access::is_lead(cx.config, &person));
    let drafts = drafts(&mut cx, &person).await?;
    let mut sections = Vec::new();
    for pair in pairs::list_of(cx.tx, person.id).await? {
        if let Some(section) = section(&mut cx, (&person, &pair), &drafts).await? {
            sections.push(section);
        }
    }
    // A mentor reads of their own office hours once, however many mentees they have.
    let own = sections.iter_mut().rev().filter(|it| it.side == Side::Mentor && it.office.is_some());
    own.skip(1).for_each(|section| section.office = None);
    let today = person.zone.date(now);
    let leave = leaves::list_from(cx.tx, person.id, today).await?.into_iter().next();
    let leave = leave.map(|leave| leave.range);
    let allowed = attention::find(cx.tx, person.id).await?;
    let quiet = views::Quiet { muted_until: allowed.muted_until(&person.zone, now), allowed };
    let helped = helped(&mut cx, &person).await?;
    Ok(views::home(&person, (&sections, leave, helped), (leading, &quiet)))
}

/// How often what somebody wrote has answered a question in this month of theirs that was about to be asked.
async fn helped(cx: &mut Cx<'_>, person: &Person) -> Result<Option<views::Helped>, Error> {
    let month = person.zone.start_of(person.zone.date(cx.now).first_of_month());
    let said_at = memory::find_helpful(cx.tx, person.id, month).await?;
    let times = memory::count_helpful(cx.tx, person.id, month).await?;
    Ok(said_at.map(|said_at| views::Helped { said_at, times }))
}

/// Whether somebody the bot has not met leads here, so that the one who set it up is told what to do first.
async fn leads_unmet(app: &App, user: &SlackUser) -> views::Leading {
    if !app.config.leads.is_empty() {
        return leading(app.config.leads.contains(user));
    }
    match app.slack.person(user).await {
        Outcome::Done(profile) => leading(profile.is_admin && !profile.is_deleted),
        Outcome::RetryAfter(_)
        | Outcome::NotSent(_)
        | Outcome::Refused(_)
        | Outcome::Unknown(_) => views::Leading::No,
    }
}

fn leading(is_lead: bool) -> views::Leading {
    if is_lead { views::Leading::Yes } else { views::Leading::No }
}

/// What somebody sees of one of their pairs; `None` for one that never began.
async fn section(
    cx: &mut Cx<'_>,
    (person, pair): (&Person, &Pair),
    drafts: &[(PairId, (About, Option<Week>))],
) -> Result<Option<views::Section>, Error> {
    let Some(side) = pair.side(person.id) else { return Ok(None) };
    let partner = cx.person(pair.person(side.other())).await?;
    let state = match &pair.state {
        PairState::Proposed { .. } => views::State::Proposed,
        PairState::Active { .. } => views::State::Active,
        PairState::Ended { at, how, .. } => {
            let parting = endings::find(cx.tx, pair.id).await?;
            let why = parting.as_ref().and_then(|parting| parting.read_by(side));
            let words = why.and_then(|why| why.words.clone());
            views::State::Ended(views::Over { at: *at, how: *how, words })
        }
        PairState::Declined => return Ok(None),
    };
    let mentee = if side == Side::Mentee { person } else { &partner };
    let (mut waiting, mut write, mut next_due) = (open::Waiting::default(), None, None);
    let mut way = (None, None);
    if state == views::State::Active {
        let every = terms::of(cx, pair).await?.checkin_every;
        way = (every, schedule::steps::find_next(cx, pair, mentee).await?);
        waiting = open::list(cx, (pair, mentee)).await?;
        write = waiting.to_write();
        waiting.asked.reverse();
        next_due = schedule::find_next_asked(cx, (pair, mentee)).await?;
    }
    let mut questions = questions::list_unsettled(cx.tx, pair.id, views::QUESTIONS).await?;
    // What others have first is not the mentor's yet.
    questions.retain(|question| side == Side::Mentee || question.has_risen(cx.now));
    let mentor = if side == Side::Mentor { person } else { &partner };
    let office = match state {
        views::State::Active => office::coming(cx, mentor).await?,
        views::State::Proposed | views::State::Ended(_) => None,
    };
    let first_week = match state {
        views::State::Active => first_week::progress(cx, (pair, side)).await?,
        views::State::Proposed | views::State::Ended(_) => None,
    };
    let coming = calls::list_coming(cx.tx, pair.id, cx.now).await?;
    let call = coming.iter().find_map(|call| Some((call.id, call.agreed()?.starts)));
    Ok(Some(views::Section {
        pair: pair.id,
        call: call.filter(|_| state == views::State::Active),
        office,
        side,
        state,
        write,
        early: waiting.early,
        open: waiting.asked,
        marks: marks(cx, pair.id, &mentee.availability).await?,
        owed: checkins::list_unanswered(cx.tx, pair.id).await?,
        questions,
        actions: follow_ups::list_open_of_both(cx.tx, pair.id, views::ACTIONS).await?,
        now: cx.now,
        next_due,
        partner_away_until: partner.availability.day_off_until(partner.zone.date(cx.now)),
        goals: goals(cx, pair, mentee).await?,
        agreed: agreed(cx, (person, mentee), (pair, side)).await?,
        shelf: shelf(cx, pair.id).await?,
        first_week,
        review: review(cx, (pair, side)).await?,
        way,
        drafts: drafts.iter().filter(|(of, _)| *of == pair.id).map(|(_, draft)| *draft).collect(),
        partner,
    }))
}

/// The review that is open in a running pair.
async fn review(
    cx: &mut Cx<'_>,
    (pair, side): (&Pair, Side),
) -> Result<Option<views::Review>, Error> {
    let open = reviews::find_open(cx.tx, pair.id).await?.filter(|_| pair.is_active());
    let Some(open) = open else { return Ok(None) };
    let said = reviews::list_said(cx.tx, open.id).await?;
    let has_answered = whole(&said).of(side).is_some();
    Ok(Some(views::Review { id: open.id, until: open.turn.last_day(), has_answered }))
}

/// What a pair aims at: how far it is, area by area in the order of the next day.
async fn goals(
    cx: &mut Cx<'_>,
    pair: &Pair,
    mentee: &Person,
) -> Result<views::goals::Goals, Error> {
    let most = i64::try_from(goal::MOST_OPEN).unwrap_or(i64::MAX);
    let open = kept::list_open(cx.tx, pair.id, most).await?;
    let today = mentee.zone.date(cx.now);
    Ok(views::goals::Goals {
        areas: goal::by_area(&open),
        undecided: open.iter().filter(|goal| goal.is_undecided(today)).count(),
        counts: kept::count(cx.tx, pair.id).await?,
    })
}

/// What a pair agreed on, and how much of the mentor's month its calls took.
async fn agreed(
    cx: &mut Cx<'_>,
    (reader, mentee): (&Person, &Person),
    (pair, side): (&Pair, Side),
) -> Result<views::agreement::Agreed, Error> {
    let agreement = agreements::find(cx.tx, pair.id).await?;
    let due_on = match pair.state {
        PairState::Active { began_at } => {
            let due_on = due_on(mentee.zone.date(began_at));
            (due_on >= mentee.zone.date(cx.now)).then_some(due_on)
        }
        PairState::Proposed { .. } | PairState::Declined | PairState::Ended { .. } => None,
    };
    let called = match side {
        Side::Mentor => Some(schedule::calls::held_this_month(cx, (pair, reader), cx.now).await?),
        Side::Mentee => None,
    };
    Ok(views::agreement::Agreed { agreement, due_on, called })
}

/// What a pair keeps.
async fn shelf(cx: &mut Cx<'_>, pair: PairId) -> Result<views::shelf::Shelf, Error> {
    let decision = decisions::list(cx.tx, pair, 1).await?.into_iter().next();
    let decision = decision.map(|it| (it.saved_at, it.author));
    let resource = resources::list(cx.tx, pair, 1).await?.into_iter().next();
    let resource = resource.map(|it| (it.kept.saved_at, it.kept.author));
    let newest = match decision.max(resource) {
        Some((at, author)) => Some((cx.person(author).await?, at)),
        None => None,
    };
    Ok(views::shelf::Shelf {
        decisions: decisions::count(cx.tx, pair).await?,
        resources: resources::count(cx.tx, pair).await?,
        newest,
    })
}

/// How the newest weeks of a pair count, oldest first.
async fn marks(
    cx: &mut Cx<'_>,
    pair: PairId,
    mentee: &Availability,
) -> Result<Vec<(Week, Mark)>, Error> {
    let lived = lived::list_lived(cx.tx, pair, views::MARKED_WEEKS).await?;
    Ok(lived.iter().map(|it| (it.week, rhythm::mark(it, mentee, cx.now))).collect())
}

/// What somebody was writing and has not sent: the pair, and the week it is about, if it is about one.
async fn drafts(
    cx: &mut Cx<'_>,
    person: &Person,
) -> Result<Vec<(PairId, (About, Option<Week>))>, Error> {
    let mut found = Vec::new();
    for about in draft::list(cx, person.id).await? {
        let of = match about {
            About::Checkin(of, week) => Some((of, Some(week))),
            About::Reply(checkin) => checkins::find(cx.tx, checkin)
                .await?
                .map(|checkin| (checkin.pair, Some(checkin.week))),
            About::Question(of, _) => Some((of, None)),
            About::Answer(question) => {
                questions::find(cx.tx, question).await?.map(|question| (question.pair, None))
            }
            About::Agenda(call) => calls::find(cx.tx, call).await?.map(|call| (call.pair, None)),
            About::WriteUp(assignment) => challenges::find_assignment(cx.tx, assignment)
                .await?
                .map(|assignment| (assignment.pair, None)),
            About::Notes(call) => calls::find(cx.tx, call).await?.map(|call| (call.pair, None)),
            About::Review(review) => {
                reviews::find(cx.tx, review).await?.map(|review| (review.pair, None))
            }
            About::Goal(of, _) => Some((of, None)),
            About::Agreement(of) => Some((of, None)),
            // It is of no pair; the journal itself leads back to it.
            About::Journal(_) => None,
        };
        found.extend(of.map(|(of, week)| (of, (about, week))));
    }
    Ok(found)
}
