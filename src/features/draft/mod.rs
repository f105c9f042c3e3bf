//! Drafts: what every form stands on that keeps what is typed into it.
//!
//! A change is remembered in memory and nothing else happens while Slack waits; [`keep`] writes down what is remembered,
//! under the name of whoever typed it and only where they may write. An open form is never updated, because somebody is
//! typing in it. What a form asks, and what its fields are called, is not known here.

use std::{collections::BTreeMap, time::Duration};

use jiff::Timestamp;

use super::{Cx, Error, Reaction, RefreshHome, Show, Who, access, refused};
use crate::{
    app::App,
    domain::{
        access::Act,
        draft::{About, Draft, Entry, KEPT, MAX_CHARS, Typing},
        ids::{PersonId, SlackTs, SlackUser},
        text::UserText,
        week::Week,
    },
    drafts::{Heard, Newest, OpenForm},
    slack::{
        action::{
            Action, CheckinForm, Form, Helped, ReplyForm, agreement::PairVersion, goal::GoalForm,
            journal::EntryForm, meeting::CallVersion, question::QuestionForm, read_id,
            review::ReviewForm,
        },
        answer::Answer,
        inbound::{Click, Close, Field, Submit, ViewState},
    },
    store::{
        Fault,
        drafts::{self, Kept},
        people,
    },
    telemetry::field,
};

pub mod views;

/// How long the writer is waited for. What cannot be written down now stays in memory.
const PATIENCE: Duration = Duration::from_millis(1500);

/// How many forms are written down in one transaction.
const BATCH: usize = 50;

/// How far from the present week a check-in may be that has a draft.
const WEEKS_AROUND: i32 = 52;

/// How many of somebody's drafts are looked at.
const MOST: i64 = 20;

/// How the names of lists begin in which nothing is chosen until somebody says how it went: with a plan, with an action,
/// with a goal, between the two, and how sure they are.
const OUTCOMES: [&str; 5] = ["plan_", "became_", "fit_", "says_", "sure_"];

fn opens_empty(field: &str) -> bool {
    OUTCOMES.iter().any(|name| field.starts_with(name))
}

/// Remembers what a press says about an open form. It looks at nothing but the press, so it takes no time.
pub fn pressed(app: &App, action: Action, click: &Click) {
    if let (Action::ChangeQuestion, Some(view)) = (action, &click.view) {
        app.drafts.opened_again(&view.id, &click.user);
    }
    let is_about_a_draft = matches!(
        action,
        Action::Typed
            | Action::ChangeAsking
            | Action::SaveDraft
            | Action::DiscardDraft
            | Action::SolvedWriting
            | Action::SolvedByMemory
    );
    if !is_about_a_draft {
        return;
    }
    let typed_at = SlackTs::from(click.action_ts.as_str()).instant();
    if let Some(view) = click.view.as_ref().filter(|view| !view.fields.is_empty())
        && let Some(typing) = typing(&click.user, view)
    {
        app.drafts.typed(&view.id, typing, (typed_at, app.clock.monotonic()));
    }
    let about = match (action, click.value.parse::<Helped>()) {
        (Action::DiscardDraft | Action::SolvedWriting, _) => click.value.parse().ok(),
        (Action::SolvedByMemory, Ok(helped)) => Some(About::Question(helped.pair, None)),
        (_, _) => None,
    };
    if let Some(about) = about {
        app.drafts.discarded((&click.user, about), typed_at);
    }
}

/// Remembers what was sent, in case it cannot be taken and the form stays open.
pub fn sending(app: &App, submit: &Submit) {
    if let Some(typing) = typing(&submit.user, &submit.view) {
        app.drafts.typed(&submit.view.id, typing, (None, app.clock.monotonic()));
    }
}

/// It was taken: what was typed in that form is no draft any more. A form that is shown once more in answer was not, and
/// whoever fills it in types on; only a review comes page by page, and each page that is answered with the next was taken.
pub fn sent(app: &App, (submit, answer): (&Submit, &Answer)) {
    let id = &submit.view.callback_id;
    let goes_on = matches!(answer, Answer::Replace(view) if view.callback_id() == Some(id));
    let has_pages = Form::read(id) == Some(Form::Review);
    if goes_on && !has_pages {
        return;
    }
    if let Some(typing) = typing(&submit.user, &submit.view) {
        let typing = Typing { draft: Draft::default(), ..typing };
        app.drafts.sent(&submit.view.id, typing, app.clock.monotonic());
    }
    if goes_on {
        app.drafts.opened_again(&submit.view.id, &submit.user);
    }
}

/// A form was closed. True when it has to be written down what stood in it.
pub fn closed(app: &App, close: &Close) -> bool {
    let typing = typing(&close.user, &close.view);
    typing.is_some_and(|it| app.drafts.closed(&close.view.id, it, app.clock.monotonic()))
}

fn typing(user: &SlackUser, view: &ViewState) -> Option<Typing> {
    let about = match Form::read(&view.callback_id)? {
        Form::Checkin => {
            let CheckinForm { about, .. } = view.private_metadata.parse().ok()?;
            About::Checkin(about.pair, about.week)
        }
        Form::Reply => {
            let ReplyForm { checkin, .. } = view.private_metadata.parse().ok()?;
            About::Reply(checkin)
        }
        Form::Question => {
            let carried: QuestionForm = view.private_metadata.parse().ok()?;
            carried.about()
        }
        Form::Answer => About::Answer(read_id(&view.private_metadata).ok()?),
        Form::WriteUp => About::WriteUp(read_id(&view.private_metadata).ok()?),
        Form::Agenda => About::Agenda(read_id(&view.private_metadata).ok()?),
        Form::Review => {
            let ReviewForm { review, .. } = view.private_metadata.parse().ok()?;
            About::Review(review)
        }
        Form::CallNotes => {
            let CallVersion { call, .. } = view.private_metadata.parse().ok()?;
            About::Notes(call)
        }
        Form::Goal => {
            let GoalForm { pair, edits } = view.private_metadata.parse().ok()?;
            About::Goal(pair, edits.map(|(goal, _)| goal))
        }
        Form::Agreement => {
            let PairVersion { pair, .. } = view.private_metadata.parse().ok()?;
            About::Agreement(pair)
        }
        Form::Entry => {
            let EntryForm { edits, .. } = view.private_metadata.parse().ok()?;
            About::Journal(edits)
        }
        Form::Skip
        | Form::Setup
        | Form::SuggestPairs
        | Form::Seen
        | Form::ReadMore
        | Form::SeeDifferently
        | Form::OneLine
        | Form::SomethingOff
        | Form::End
        | Form::EndNow
        | Form::AskGently
        | Form::Away
        | Form::Hours
        | Form::Holidays
        | Form::HelpChannel
        | Form::OfficeHours
        | Form::Publish
        | Form::Template
        | Form::Settings
        | Form::AskAnyway
        | Form::Decision
        | Form::Resource
        | Form::Challenges
        | Form::Challenge
        | Form::Call
        | Form::CallOff
        | Form::CallSettings
        | Form::HowItWas
        | Form::GoalMet
        | Form::GoalDropped
        | Form::GoalsDecided
        | Form::SignAgreement
        | Form::Guide
        | Form::FirstWeek
        | Form::JournalSwitch
        | Form::Suggest
        | Form::GoalAreas
        | Form::Rematch
        | Form::SuggestMentor
        | Form::TakeMentor
        | Form::Cohort
        | Form::Round
        | Form::Win
        | Form::CohortTurns
        | Form::SwapTurn
        | Form::Topic
        | Form::DiscussionNote
        | Form::Page => return None,
    };
    Some(Typing { user: user.clone(), about, draft: read(view) })
}

/// What stands in a form, as it was typed.
pub fn read(view: &ViewState) -> Draft {
    let begun = Entry::Chosen(view.private_metadata.clone());
    let begun = Draft::default().with(drafts::FORM, (!view.fields.is_empty()).then_some(begun));
    view.fields.iter().fold(begun, |draft, (name, field)| {
        let entry = match field {
            Field::Text(text) => {
                let text = text.as_deref().and_then(|it| UserText::unfinished(it, MAX_CHARS));
                text.map(Entry::Text)
            }
            Field::Choice(chosen) => chosen.clone().map(Entry::Chosen),
            Field::Choices(ticked) => Some(Entry::Ticked(ticked.clone())),
            Field::Date(day) => day.as_ref().and_then(|day| day.parse().ok()).map(Entry::Day),
        };
        draft.with(name, entry)
    })
}

/// What stands in a draft, as the fields of its form hold it.
pub fn fields(draft: &Draft) -> BTreeMap<String, Field> {
    let field = |entry: &Entry| match entry {
        Entry::Text(text) => Field::Text(Some(text.expose().to_owned())),
        Entry::Chosen(chosen) => Field::Choice(Some(chosen.clone())),
        Entry::Ticked(ticked) => Field::Choices(ticked.clone()),
        Entry::Day(day) => Field::Date(Some(day.to_string())),
    };
    draft.fields().map(|(name, entry)| (name.to_owned(), field(entry))).collect()
}

/// Writes down what is remembered of these forms. What cannot be written down now stays remembered.
pub async fn keep(app: &App, forms: Vec<OpenForm>) -> Result<(), Error> {
    for batch in forms.chunks(BATCH) {
        let mut tx = app.db.write_within(PATIENCE).await?;
        let mut cx = Cx::new(&mut tx, app.clock.now(), (&app.config, &app.zones));
        let mut written = Vec::new();
        // What is newest is asked for now that nobody else writes: it may have been sent or discarded in between.
        for (form, newest) in batch.iter().filter_map(|it| Some((it, app.drafts.newest(it)?))) {
            write(&mut cx, &newest).await?;
            written.push((form, newest));
        }
        tx.commit().await.map_err(Fault::from)?;
        for (form, newest) in written {
            app.drafts.written(form, &newest, app.clock.monotonic());
        }
    }
    Ok(())
}

/// Writes one state down, unless its writer may not write there or has sent it since.
async fn write(cx: &mut Cx<'_>, newest: &Newest) -> Result<(), Error> {
    let Typing { user, about, draft } = &newest.typing;
    let person = people::find_by_user(cx.tx, cx.zones, user, cx.now).await?;
    let who = Who { user: user.clone(), person };
    let person = match may_write(cx, &who, *about).await {
        Ok(person) => person,
        // It cannot be sent any more, and is theirs to read all the same.
        Err(Error::Over(_)) => own(&who)?,
        Err(Error::Refused(_) | Error::Fields(_)) => return Ok(()),
        Err(Error::Fault(fault)) => return Err(fault.into()),
    };
    if newest.heard == Heard::Ending {
        // A form that nobody typed in says what stood in it, too. Only one that has a draft has been typed in.
        let known = find(cx, person, *about).await?;
        if known.is_none_or(|known| known.view_id != newest.view) {
            return Ok(());
        }
    }
    put(cx, (person, &newest.view), (*about, draft.clone())).await
}

/// Puts a draft in the place of the one before, unless the modal it stands in was sent in the meantime.
async fn put(
    cx: &mut Cx<'_>,
    (person, view): (PersonId, &str),
    (about, draft): (About, Draft),
) -> Result<(), Error> {
    if drafts::find_sent(cx.tx, about, view).await? {
        return Ok(());
    }
    if !draft.is_worth_keeping(opens_empty) {
        drafts::delete(cx.tx, person, about).await?;
        return Ok(());
    }
    let kept = Kept { about, draft, view_id: view.to_owned(), saved_at: cx.now };
    Ok(drafts::update(cx.tx, person, &kept).await?)
}

/// Whoever speaks, if they may write what the draft is about.
async fn may_write(cx: &mut Cx<'_>, who: &Who, about: About) -> Result<PersonId, Error> {
    Ok(match about {
        About::Checkin(pair, week) => {
            let access = access::pair(cx, who, (pair, Act::WriteCheckin)).await?;
            let present = Week::of(access.person.zone.date(cx.now));
            // Which weeks are open is the check-in's matter; a week far away is nobody's.
            if week < present.plus(-WEEKS_AROUND) || week > present.plus(WEEKS_AROUND) {
                return refused(access::NOT_YOURS);
            }
            access.person.id
        }
        About::Reply(checkin) => {
            access::checkin(cx, who, (checkin, Act::ReplyToCheckin)).await?.person.id
        }
        About::Question(pair, None) => {
            access::pair(cx, who, (pair, Act::AskQuestion)).await?.person.id
        }
        About::Question(pair, Some(question)) => {
            let access = access::question(cx, who, (question, Act::AskQuestion)).await?;
            if access.object.0.id != pair {
                return refused(access::NOT_YOURS);
            }
            access.person.id
        }
        About::Answer(question) => {
            access::question(cx, who, (question, Act::AnswerQuestion)).await?.person.id
        }
        About::Agenda(call) => access::call(cx, who, (call, Act::WriteAgenda)).await?.person.id,
        About::WriteUp(assignment) => {
            let of = (assignment, Act::WriteUp);
            access::challenges::assignment(cx, who, of).await?.person.id
        }
        About::Notes(call) => access::call(cx, who, (call, Act::Meet)).await?.person.id,
        About::Review(review) => {
            access::reviews::review(cx, who, (review, Act::Review)).await?.person.id
        }
        About::Goal(pair, None) => access::pair(cx, who, (pair, Act::SetGoals)).await?.person.id,
        About::Goal(pair, Some(goal)) => {
            let access = access::goals::goal(cx, who, (goal, Act::SetGoals)).await?;
            if access.object.0.id != pair {
                return refused(access::NOT_YOURS);
            }
            access.person.id
        }
        About::Agreement(pair) => access::pair(cx, who, (pair, Act::Agree)).await?.person.id,
        About::Journal(None) => access::journal::writer(cx, who).await?.id,
        About::Journal(Some(entry)) => {
            access::journal::writer(cx, who).await?;
            access::journal::entry(cx, who, entry).await?.author
        }
    })
}

/// Somebody's draft, unless it is too old. One that this version cannot read is as good as none: nobody is kept from
/// writing by what they wrote before.
pub async fn find(cx: &mut Cx<'_>, person: PersonId, about: About) -> Result<Option<Kept>, Error> {
    match drafts::find(cx.tx, (person, about), oldest(cx.now)).await {
        Err(Fault::Unreadable(what)) => {
            tracing::error!({ field::KIND } = what, "a draft cannot be read");
            Ok(None)
        }
        found => Ok(found?),
    }
}

/// What somebody's drafts are about, the newest first.
pub async fn list(cx: &mut Cx<'_>, person: PersonId) -> Result<Vec<About>, Error> {
    let since = oldest(cx.now);
    Ok(drafts::list(cx.tx, person, (since, MOST)).await?)
}

/// What was not touched since then is deleted.
pub fn oldest(now: Timestamp) -> Timestamp {
    now.saturating_sub(KEPT).unwrap_or(Timestamp::MIN)
}

/// *Save draft*: what stands in the form is written down before this returns. The form is left alone; a page that says
/// so is laid on top of it.
pub async fn save(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let about = about(click)?;
    let (person, page) = match may_write(cx, who, about).await {
        Ok(person) => (person, views::saved()),
        Err(Error::Over(_)) => (own(who)?, views::saved_after_the_end()),
        Err(other) => return Err(other),
    };
    if let Some(view) = click.view.as_ref().filter(|view| !view.fields.is_empty()) {
        put(cx, (person, &view.id), (about, read(view))).await?;
    }
    Ok(Reaction { refresh_home: RefreshHome::Yes, ..Reaction::open(page) })
}

/// *Read it*: a draft that was left when its pair ended, with the way to get rid of it.
pub async fn open(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    match find(cx, own(who)?, about(click)?).await? {
        Some(kept) => Ok(Reaction::open(views::unsent(&kept))),
        None => refused(access::NOT_YOURS),
    }
}

/// *Start afresh*: the draft is deleted, and the form it was deleted in makes room for a page that says so.
pub async fn discard(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let about = about(click)?;
    // Whoever may not write there any more still gets rid of what they wrote.
    if !drafts::delete(cx.tx, own(who)?, about).await? {
        may_write(cx, who, about).await?;
    }
    let page = click.view.as_ref().and_then(|view| {
        // On a page its words were only shown.
        let is_page = Form::read(&view.callback_id) == Some(Form::Page);
        let is_form = typing(&who.user, view).is_some();
        is_page.then(views::deleted).or_else(|| is_form.then(views::discarded))
    });
    let page = page.map(|page| Show::Replace(page.into()));
    Ok(Reaction { show: page, ..Reaction::done() })
}

/// Whoever speaks: a draft is its writer's and nobody else's.
fn own(who: &Who) -> Result<PersonId, Error> {
    who.person.as_ref().map(|person| person.id).ok_or_else(access::not_yours)
}

fn about(click: &Click) -> Result<About, Error> {
    click.value.parse().map_err(|_| Error::Refused(access::NOT_YOURS.to_owned()))
}
