//! The weekly check-in: written, postponed, skipped, edited by the mentee.
//!
//! How it is asked for stands in `prompt`, how it is shown in `post`, how its form looks in `form`, how one closes several
//! weeks in `covers`, what follows when weeks are missed in `missed` and `one_line`. What the mentor does with it belongs
//! to `reply`.

use std::num::NonZeroU8;

use jiff::civil::{Time, Weekday};

use super::{
    Cx, Error, Reaction, Who,
    access::{self, not_yours},
    agendas, bodies,
    draft::{self, views::Sent},
    follow_ups, held,
    open::{self, Openness},
    owing, own, refused, schedule, terms,
};
use crate::{
    domain::{
        access::Act,
        cadence::Rule,
        checkin::{Answers, Planned, open_since},
        draft::{About, Draft},
        follow_up::{FollowUps, Source},
        ids::{CheckinId, PairId},
        nudge,
        outgoing::{Outgoing, Place},
        pair::{Pair, Side},
        person::Person,
        programme::Programme,
        search::Shelf,
        template::{self, Template, once_a_month},
        text::UserText,
        typed::TypedState,
        week::Week,
    },
    slack::{
        action::{CheckinForm, PairWeek, PlanSource, read_id},
        answer::Answer,
        inbound::{Click, Submit},
    },
    store::{
        Fault,
        checkins::{self, Checkin, NewCheckin, Saved},
        drafts::{self, Kept},
        outbox::{self, Timing},
        pairs, people, programmes,
        records::{self, Item, Record},
        templates,
        weeks::{self, AskedState, AskedWeek, Scheduled},
    },
};

mod covers;
pub mod form;
pub mod missed;
pub mod one_line;
pub mod post;
pub mod prompt;
pub mod typed;
pub mod views;

/// `/checkin`: where a draft was left, else the oldest week that waits to be written, else the newest one that was.
pub async fn command(cx: &mut Cx<'_>, who: &Who) -> Result<Reaction, Error> {
    let Some(person) = &who.person else { return refused(views::prompt::no_pair()) };
    let pair = pairs::find_open_of_mentee(cx.tx, person.id).await?.filter(Pair::is_active);
    let Some(pair) = pair else { return refused(views::prompt::no_pair()) };
    match find_next_week(cx, (&pair, person)).await? {
        Some(week) => open_form(cx, who, (PairWeek { pair: pair.id, week }, None)).await,
        None => Err(nothing_open(cx, (&pair, person)).await?),
    }
}

/// Where a draft was left, else the oldest week that waits to be written, else the newest one that was.
async fn find_next_week(
    cx: &mut Cx<'_>,
    (pair, mentee): (&Pair, &Person),
) -> Result<Option<Week>, Error> {
    match drafted_week(cx, (pair, mentee)).await? {
        Some(week) => Ok(Some(week)),
        None => Ok(open::list(cx, (pair, mentee)).await?.to_write()),
    }
}

/// No week can be written now; the sentence says when one can.
async fn nothing_open(cx: &mut Cx<'_>, (pair, mentee): (&Pair, &Person)) -> Result<Error, Error> {
    let opens_at = open::find_next_opening(cx, (pair, mentee)).await?;
    Ok(Error::Refused(views::prompt::nothing_open(opens_at, mentee)))
}

/// The week somebody was writing about last and has not sent. Changes of what was sent stand back behind what is asked
/// for.
async fn drafted_week(
    cx: &mut Cx<'_>,
    (pair, mentee): (&Pair, &Person),
) -> Result<Option<Week>, Error> {
    for about in draft::list(cx, mentee.id).await? {
        match about {
            About::Checkin(id, week)
                if id == pair.id
                    && open::find(cx, (pair, mentee), week).await? == Openness::Open
                    && checkins::find_by_week(cx.tx, id, week).await?.is_none() =>
            {
                return Ok(Some(week));
            }
            About::Checkin(..)
            | About::Reply(_)
            | About::Question(..)
            | About::Answer(_)
            | About::Agenda(_)
            | About::Notes(_)
            | About::Journal(_)
            | About::Review(_)
            | About::WriteUp(_)
            | About::Goal(..)
            | About::Agreement(_) => {}
        }
    }
    Ok(None)
}

/// The *Write check-in* button.
pub async fn write(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    open_form(cx, who, (about(&click.value)?, None)).await
}

/// The *Edit* button of the writer's copy.
pub async fn edit(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let id: CheckinId = read_id(&click.value).map_err(|_| not_yours())?;
    let access = access::checkin(cx, who, (id, Act::WriteCheckin)).await?;
    let (pair, checkin) = access.object;
    open_form(cx, who, (PairWeek { pair: pair.id, week: checkin.week }, None)).await
}

/// Opens the form as it stands, with something typed added to it if there is any.
async fn open_form(
    cx: &mut Cx<'_>,
    who: &Who,
    (about, added): (PairWeek, Option<typed::Added>),
) -> Result<Reaction, Error> {
    let access = access::pair(cx, who, (about.pair, Act::WriteCheckin)).await?;
    match open::find(cx, (&access.object, &access.person), about.week).await? {
        Openness::Open => {}
        Openness::Over => return refused(views::form::over(about.week)),
        Openness::Ahead | Openness::Foreign => return Err(not_yours()),
    }
    let mentor = cx.person(access.object.mentor).await?;
    let programme = programme(cx, &access.object).await?;
    let written = checkins::find_by_week(cx.tx, about.pair, about.week).await?;
    let waiting = open::list(cx, (&access.object, &access.person)).await?.all();
    let (weeks, sent) = match &written {
        Some(_) => (vec![about.week], Sent::Before),
        None => (choices(&waiting, about.week), Sent::Never),
    };
    let newest_week = weeks.last().copied().unwrap_or(about.week);
    let what = About::Checkin(about.pair, about.week);
    let kept = draft::find(cx, access.person.id, what).await?;
    let before = checkins::find_before(cx.tx, about.pair, about.week).await?;
    let before = before.map(|it| PlanSource { checkin: it.id, version: it.version });
    // A draft goes on in the form it was begun in, whatever the form would ask or show by now.
    let begun: Option<CheckinForm> = kept.as_ref().and_then(Kept::form);
    let plan = begun.as_ref().map_or(before, |begun| begun.plan);
    let in_it = begun.as_ref().map(|begun| begun.added.clone()).unwrap_or_default();
    let in_it = in_it.with(added.as_ref().map(|added| added.id));
    let begun = match begun {
        Some(begun) => templates::find(cx.tx, access.object.programme, begun.template).await?,
        None => None,
    };
    let (template, filled) = match (begun, &written) {
        (Some(template), _) => (template, Draft::default()),
        (None, Some(checkin)) => {
            (checkin.template.clone(), form::filled(&checkin.answers, &checkin.template.content))
        }
        (None, None) => (newest(cx, &programme).await?, Draft::default()),
    };
    let source = written.as_ref().map(|it| Source::Checkin(it.id));
    let said = match source {
        Some(source) => follow_ups::find(cx, source).await?,
        None => FollowUps::default(),
    };
    let actions = follow_ups::asked(cx, (about.pair, Side::Mentee), &said).await?;
    let from = kept.as_ref().map(|kept| (kept, &access.person));
    let around = draft::views::around(what, from, sent);
    let filled = match &kept {
        Some(kept) => kept.draft.clone(),
        None => follow_ups::filled(filled, &said),
    };
    let filled = match &added {
        Some(added) => added.to(&filled, &template.content)?,
        None => filled,
    };
    let every = terms::of(cx, &access.object).await?.weeks();
    let opening = form::Opening {
        around,
        about,
        monthly: monthly(&template, (about.week, every), &filled),
        template: &template,
        weeks,
        earlier: waiting.into_iter().filter(|week| *week < newest_week).collect(),
        mentor: &mentor.user,
        last_plan: shown_plan(cx, (about.pair, plan)).await?,
        plan,
        sent,
        actions,
        going_along: held::count(cx, about.pair).await?,
        filled,
        added: in_it,
    };
    Ok(Reaction::open(form::view(&opening)))
}

async fn programme(cx: &mut Cx<'_>, pair: &Pair) -> Result<Programme, Error> {
    let programme = programmes::find(cx.tx, cx.zones, pair.programme).await?;
    Ok(programme.ok_or(Fault::Unreadable("programme"))?)
}

/// What a form asks that is opened now.
async fn newest(cx: &mut Cx<'_>, programme: &Programme) -> Result<Template, Error> {
    let template = templates::find_newest(cx.tx, programme.id).await?;
    Ok(template.ok_or(Fault::Unreadable("template"))?)
}

/// What the form asks once a month: what was answered before can be edited, even if it is another month's turn by now.
fn monthly<'a>(
    template: &'a Template,
    (week, every): (Week, NonZeroU8),
    filled: &Draft,
) -> Option<&'a template::Question> {
    let turns = &template.content.monthly;
    let answered = turns.iter().find(|question| filled.text(&question.name).is_some());
    answered.or_else(|| once_a_month(turns, week, every.get()))
}

/// The week the form opened for and every one that waits; none twice.
fn choices(waiting: &[Week], about: Week) -> Vec<Week> {
    let mut weeks = [waiting, &[about]].concat();
    weeks.sort_unstable();
    weeks.dedup();
    weeks
}

/// The plan that stands at the top of a form, even if it was edited or another week was chosen since.
async fn shown_plan(
    cx: &mut Cx<'_>,
    (pair, plan): (PairId, Option<PlanSource>),
) -> Result<Vec<Planned>, Error> {
    let Some(PlanSource { checkin, version }) = plan else { return Ok(Vec::new()) };
    let saved = checkins::find_version(cx.tx, pair, (checkin, version)).await?;
    let (template, answers) = saved.ok_or_else(not_yours)?;
    Ok(answers.plan(&template.content))
}

/// *Later today*, or *Next working morning*.
pub async fn later(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let about = about(&click.value)?;
    let access = access::pair(cx, who, (about.pair, Act::WriteCheckin)).await?;
    let mut asked = open_week(cx, &access.person, about).await?;
    let Some(later) = nudge::later(cx.now, &access.person.availability) else {
        return refused(views::prompt::no_later());
    };
    asked.times_snoozed += 1;
    asked.nudge = Some((nudge::Nudge::Again, later.at()));
    weeks::update(cx.tx, &asked).await?;
    prompt::refresh(cx, about).await?;
    Ok(Reaction::done())
}

/// *Skip this week*: asks for a reason first, which may stay empty.
pub async fn ask_skip(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let about = about(&click.value)?;
    let access = access::pair(cx, who, (about.pair, Act::WriteCheckin)).await?;
    open_week(cx, &access.person, about).await?;
    Ok(Reaction::open(views::prompt::skip_modal(about)))
}

/// The week is skipped, which is not missing it.
pub async fn skip(cx: &mut Cx<'_>, who: &Who, submit: &Submit) -> Result<Reaction, Error> {
    let about = about(&submit.view.private_metadata)?;
    let access = access::pair(cx, who, (about.pair, Act::WriteCheckin)).await?;
    let mut asked = open_week(cx, &access.person, about).await?;
    let typed = submit.view.typed(views::prompt::REASON);
    let reason = UserText::parse_optional(typed, views::prompt::MAX_REASON).map_err(|problem| {
        Error::Fields(vec![(views::prompt::REASON.to_owned(), bodies::problem(problem))])
    })?;
    asked.state = AskedState::Skipped;
    asked.nudge = None;
    weeks::update(cx.tx, &asked).await?;
    let reason = reason.as_ref().map(UserText::expose);
    weeks::update_skip_reason(cx.tx, about.pair, about.week, reason).await?;
    prompt::refresh(cx, about).await?;
    Ok(Reaction::done())
}

/// A week that was asked for and can still be postponed or skipped.
async fn open_week(cx: &mut Cx<'_>, mentee: &Person, about: PairWeek) -> Result<AskedWeek, Error> {
    let asked = weeks::find(cx.tx, about.pair, about.week).await?.ok_or_else(not_yours)?;
    match asked.state {
        AskedState::Asking | AskedState::Asked | AskedState::NotAsked => {
            if asked.due_at < open_since(cx.now, &mentee.availability) {
                return refused(views::form::over(about.week));
            }
            Ok(asked)
        }
        AskedState::Skipped => refused(views::prompt::skipped_already()),
        AskedState::Covered(_) => refused(views::prompt::covered_already()),
        AskedState::Written => refused(views::prompt::written_already()),
    }
}

/// A check-in is sent or saved again. It is written down before this returns; Slack is answered after the commit.
pub async fn submit(cx: &mut Cx<'_>, who: &Who, submit: &Submit) -> Result<Reaction, Error> {
    let carried = form::read_about(&submit.view)?;
    let about = carried.about;
    let access = access::pair(cx, who, (about.pair, Act::WriteCheckin)).await?;
    match open::find(cx, (&access.object, &access.person), about.week).await? {
        Openness::Open => {}
        Openness::Foreign => return Err(form::about_the_week(views::form::bad_week())),
        Openness::Ahead => return Err(form::about_the_week(views::form::future_week())),
        Openness::Over => return Err(form::about_the_week(views::form::over_by_now(about.week))),
    }
    // A form that was open while the template changed is read by what it asked.
    let template = templates::find(cx.tx, access.object.programme, carried.template).await?;
    let template = template.ok_or_else(not_yours)?;
    let plan = shown_plan(cx, (about.pair, carried.plan)).await?;
    let answers = form::read(&submit.view, &template.content, plan)?;
    let actions = follow_ups::read(&submit.view, Side::Mentee)?;
    let covers = covers::read(cx, (&access.object, &access.person), (about, &submit.view)).await?;
    let opened = form::carried(&submit.view)?;
    let typed = About::Checkin(opened.about.pair, opened.about.week);
    drafts::delete(cx.tx, access.person.id, typed).await?;
    own::used(cx, (access.person.id, &opened.added), TypedState::Checkin).await?;
    let saved = Saved { view_id: &submit.view.id, template: &template, answers: &answers };
    let people = (&access.object, &access.person);
    let (id, change) = save(cx, people, (about, saved), &actions).await?;
    covers::close(cx, (id, about), (&covers, change)).await?;
    Ok(Reaction::done())
}

/// Saves a check-in for the first time or again, with everything that follows from it.
async fn save(
    cx: &mut Cx<'_>,
    (pair, mentee): (&Pair, &Person),
    (about, saved): (PairWeek, Saved<'_>),
    actions: &follow_ups::Read,
) -> Result<(CheckinId, Change), Error> {
    let known = checkins::find_by_week(cx.tx, about.pair, about.week).await?;
    let (id, submitted_at, (change, said)) = match known {
        Some(known) => {
            (known.id, known.submitted_at, save_again(cx, &known, (saved, actions)).await?)
        }
        None => {
            let id = save_first(cx, (pair, mentee), (about, saved)).await?;
            let (source, nothing) = (Source::Checkin(id), FollowUps::default());
            let said = follow_ups::save(cx, (about.pair, source), (&nothing, actions)).await?;
            (id, cx.now, (Change::First, said))
        }
    };
    // A replay says nothing new and changes nothing.
    if change != Change::None {
        let item = Item::Checkin(id);
        let (shelf, author) = (Shelf::Pair(about.pair), pair.mentee);
        let record = Record { shelf, item, author, said_at: submitted_at };
        let words = words((saved.answers, saved.template), &said);
        records::update(cx.tx, &record, &words).await?;
        close_week(cx, about).await?;
        agendas::refresh_recent(cx, about.pair).await?;
    }
    Ok((id, change))
}

async fn save_first(
    cx: &mut Cx<'_>,
    (pair, mentee): (&Pair, &Person),
    (about, saved): (PairWeek, Saved<'_>),
) -> Result<CheckinId, Error> {
    let mentor = cx.person(pair.mentor).await?;
    let owed = terms::of(cx, pair).await?.reply.owe(cx.now, &mentor.availability);
    let new = NewCheckin { pair: pair.id, week: about.week, author: mentee.id, owed };
    let id = checkins::insert(cx.tx, new, saved, cx.now).await?;
    let open_at = mentor.availability.next_open(cx.now).unwrap_or(cx.now);
    let post = Outgoing::CheckinPost { checkin: id, to: Place::Room };
    outbox::insert(cx.tx, &post, Timing::from(open_at)).await?;
    outbox::insert(cx.tx, &Outgoing::Receipt { checkin: id }, Timing::now(cx.now)).await?;
    owing::reckon(cx, &mentor).await?;
    held::go_along(cx, pair.id).await?;
    Ok(id)
}

/// Whether a submission said anything new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Change {
    First,
    Again,
    None,
}

/// The same modal sent twice is one version; a new modal is a new one.
async fn save_again(
    cx: &mut Cx<'_>,
    known: &Checkin,
    (saved, actions): (Saved<'_>, &follow_ups::Read),
) -> Result<(Change, FollowUps), Error> {
    let source = Source::Checkin(known.id);
    let before = follow_ups::find(cx, source).await?;
    let said = follow_ups::save(cx, (known.pair, source), (&before, actions)).await?;
    match checkins::find_saved(cx.tx, known.id, saved.view_id).await? {
        Some(same) if said == before && same == *saved.answers => return Ok((Change::None, said)),
        Some(_) => checkins::update_version(cx.tx, known.id, saved, cx.now).await?,
        None => checkins::update_answers(cx.tx, known.id, saved, cx.now).await?,
    }
    for refresh in [
        Outgoing::CheckinRefresh { checkin: known.id },
        Outgoing::ReceiptRefresh { checkin: known.id },
    ] {
        outbox::insert(cx.tx, &refresh, Timing::now(cx.now)).await?;
    }
    if known.posted_at.is_some() {
        post::edited(cx, known.id).await?;
    }
    post::tell_of_edit(cx, known).await?;
    Ok((Change::Again, said))
}

fn words((answers, template): (&Answers, &Template), said: &FollowUps) -> String {
    let texts = answers.texts(&template.content).into_iter();
    let mut texts: Vec<&str> = texts.map(UserText::expose).collect();
    texts.extend(said.texts());
    texts.join("\n")
}

/// Nothing is asked for any more in a week that is written.
async fn close_week(cx: &mut Cx<'_>, about: PairWeek) -> Result<(), Error> {
    let known = weeks::find(cx.tx, about.pair, about.week).await?;
    let due_at = match &known {
        Some(known) => Some(known.due_at),
        None => weeks::find_next(cx.tx, about.pair).await?.map(|next| next.due_at),
    };
    let due_at = due_at.unwrap_or(cx.now);
    weeks::update_written(cx.tx, Scheduled { pair: about.pair, week: about.week, due_at }).await?;
    // The check-in that had closed it does so no more.
    if let Some(AskedState::Covered(by)) = known.map(|known| known.state) {
        let refresh = Outgoing::CheckinRefresh { checkin: by };
        outbox::insert(cx.tx, &refresh, Timing::now(cx.now)).await?;
    }
    prompt::refresh(cx, about).await
}

/// `/mentor day Fri 15:00`: the mentee moves the day and hour their check-in is asked for.
pub async fn day(cx: &mut Cx<'_>, who: &Who, text: &str) -> Result<Reaction, Error> {
    let Some(person) = &who.person else { return refused(views::prompt::no_pair()) };
    let pair = pairs::find_open_of_mentee(cx.tx, person.id).await?.filter(Pair::is_active);
    let Some(pair) = pair else { return refused(views::prompt::no_pair()) };
    let pair = access::pair(cx, who, (pair.id, Act::WriteCheckin)).await?.object;
    let Some((weekday, time)) = read_day(text) else { return refused(views::prompt::bad_day()) };
    let rule = schedule::rule(cx, &pair).await?;
    let rule = Rule::weekly(weekday, time, rule.every_weeks(), rule.anchor())
        .map_err(|_| Error::Refused(views::prompt::bad_day()))?;
    pairs::update_rule(cx.tx, pair.id, Some(rule.expression())).await?;
    let person = people::find(cx.tx, cx.zones, person.id, cx.now).await?;
    let person = person.ok_or(Fault::Unreadable("person"))?;
    schedule::moved(cx, &person).await?;
    let next = schedule::find_next_asked(cx, (&pair, &person)).await?;
    let answer = Answer::Ephemeral(views::prompt::day_set(next, (weekday, time), &person));
    Ok(Reaction { answer, ..Reaction::done() })
}

fn read_day(text: &str) -> Option<(Weekday, Time)> {
    let (day, time) = text.split_once(char::is_whitespace)?;
    let name = day.to_lowercase();
    let is_named = |known: &Weekday| {
        let known = crate::domain::zone::words::weekday_name(*known).to_lowercase();
        name.len() >= 3 && known.starts_with(&name)
    };
    let weekday = Weekday::Monday.cycle_forward().take(7).find(is_named)?;
    let (hour, minute) = time.trim().split_once(':')?;
    Some((weekday, Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()?))
}

fn about(carried: &str) -> Result<PairWeek, Error> {
    carried.parse().map_err(|_| not_yours())
}
