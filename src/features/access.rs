//! The one place where it is decided whether somebody may do something to something.
//!
//! The object is selected by an id from a payload; the person comes from the signed envelope; the role is looked
//! up; `domain::access` holds the table. An [`Authorized`] value can be made here only, so a function that takes one
//! cannot be reached around the check.

use super::{Cx, Error, Who, refused};
use crate::{
    config::Config,
    domain::{
        access::{Act, Role, has_its_time, may},
        answerable::Answerable,
        attention::Reader,
        call::Call,
        ids::{
            CallId, CheckinId, LeaveId, PairId, PersonId, ProgrammeId, QuestionId, ReplyId,
            SessionId, SlackChannel, SlackTs, SlackUser, TypedId,
        },
        leave::{Leave, LeaveState},
        office_hours::Session,
        outgoing::Outgoing,
        pair::{Pair, Side},
        person::{Account, Person},
        post::Subject,
        publication::Publication,
        question::Question,
        reply::Standing,
        typed::Typed,
    },
    slack::action::read_id,
    store::{
        calls,
        checkins::{self, Checkin},
        leaves, office_hours, outbox, pairs, people, posts, publications, questions,
        replies::{self, StoredReply},
        typed,
    },
};

pub mod challenges;
pub mod cohorts;
pub mod goals;
pub mod journal;
pub mod kept;
pub mod rematches;
pub mod reviews;
pub mod turns;

/// More leads than this are not written to one by one.
const MOST_LEADS: usize = 20;

/// Said to everybody who presses, or forges, what is somebody else's. It does not say whether the thing exists.
pub const NOT_YOURS: &str =
    "That's not yours to change, so nothing happened. Type `/mentor help` to see what you can do.";

/// Said to whoever decides a second time about what they typed.
pub const DECIDED: &str = "You've decided about that already, so nothing has changed. Type it again to make something \
                           else of it.";

/// Said to whoever wants to do what only leads do.
pub const NO_LEAD: &str = "Only a lead of the mentorship programme can do that. Ask whoever set Trellis up here; \
                           `/mentor help` shows what you can do.";

/// Said to somebody the bot does not look after, so that there is nothing of theirs to set.
pub const NOT_MET: &str = "You are not in a pair yet, so I don't write to you at all. A lead of the programme can \
                           start a pair for you; then you can set your hours and leave here.";

/// Something `person` may do the asked-for act to.
#[derive(Debug, Clone)]
pub struct Authorized<T> {
    /// The thing.
    pub object: T,
    /// Who may.
    pub person: Person,
    /// On which side of the pair they are.
    pub side: Side,
    _checked: Checked,
}

#[derive(Debug, Clone)]
struct Checked;

/// The pair with this id, for somebody who may do `act` to it.
pub async fn pair(
    cx: &mut Cx<'_>,
    who: &Who,
    (id, act): (PairId, Act),
) -> Result<Authorized<Pair>, Error> {
    let Some(person) = active(who) else { return refused(NOT_YOURS) };
    let Some(pair) = pairs::find(cx.tx, id).await? else { return refused(NOT_YOURS) };
    match pair.side(person.id) {
        Some(side) if may(role(side), act) && has_its_time(act, &pair.state) => {
            Ok(Authorized { object: pair, person: person.clone(), side, _checked: Checked })
        }
        // It was theirs to do until the pair ended, so they are told that.
        Some(side) if may(role(side), act) && pair.is_over() => {
            Err(Error::Over(cx.person(pair.person(side.other())).await?.user))
        }
        Some(_) | None => refused(NOT_YOURS),
    }
}

/// The check-in with this id and its pair, for somebody who may do `act` to it.
pub async fn checkin(
    cx: &mut Cx<'_>,
    who: &Who,
    (id, act): (CheckinId, Act),
) -> Result<Authorized<(Pair, Checkin)>, Error> {
    let Some(checkin) = checkins::find(cx.tx, id).await? else { return refused(NOT_YOURS) };
    let Authorized { object, person, side, _checked } = pair(cx, who, (checkin.pair, act)).await?;
    Ok(Authorized { object: (object, checkin), person, side, _checked })
}

/// The question with this id and its pair, for somebody who may do `act` to it.
pub async fn question(
    cx: &mut Cx<'_>,
    who: &Who,
    (id, act): (QuestionId, Act),
) -> Result<Authorized<(Pair, Question)>, Error> {
    let Some(question) = questions::find(cx.tx, id).await? else { return refused(NOT_YOURS) };
    let Authorized { object, person, side, _checked } = pair(cx, who, (question.pair, act)).await?;
    Ok(Authorized { object: (object, question), person, side, _checked })
}

/// The call with this id and its pair, for somebody who may do `act` to it.
pub async fn call(
    cx: &mut Cx<'_>,
    who: &Who,
    (id, act): (CallId, Act),
) -> Result<Authorized<(Pair, Call)>, Error> {
    let Some(call) = calls::find(cx.tx, id).await? else { return refused(NOT_YOURS) };
    let Authorized { object, person, side, _checked } = pair(cx, who, (call.pair, act)).await?;
    Ok(Authorized { object: (object, call), person, side, _checked })
}

/// The reply to a check-in with this id, if it stands, with its pair and the check-in, for somebody who may do `act` to
/// it.
pub async fn reply(
    cx: &mut Cx<'_>,
    who: &Who,
    (id, act): (ReplyId, Act),
) -> Result<Authorized<(Pair, Checkin, StoredReply)>, Error> {
    let reply = replies::find(cx.tx, id).await?.filter(|it| it.standing == Standing::Stands);
    let Some(reply) = reply else { return refused(NOT_YOURS) };
    // Whether an answer to a question helped is said otherwise.
    let Answerable::Checkin(of) = reply.to else { return refused(NOT_YOURS) };
    let Authorized { object, person, side, _checked } = checkin(cx, who, (of, act)).await?;
    Ok(Authorized { object: (object.0, object.1, reply), person, side, _checked })
}

/// What is published of this question, with the pair it is of, for somebody in the same programme.
pub async fn published(
    cx: &mut Cx<'_>,
    who: &Who,
    id: QuestionId,
) -> Result<(Pair, Publication), Error> {
    let Some(person) = active(who) else { return refused(NOT_YOURS) };
    let Some(publication) = publications::find_published(cx.tx, id).await? else {
        return refused(NOT_YOURS);
    };
    let Some(question) = questions::find(cx.tx, id).await? else { return refused(NOT_YOURS) };
    let Some(pair) = pairs::find(cx.tx, question.pair).await? else { return refused(NOT_YOURS) };
    let theirs = pairs::list_of(cx.tx, person.id).await?;
    let takes_part = theirs
        .iter()
        .any(|it| it.programme == pair.programme && has_its_time(Act::ReadRecord, &it.state));
    if takes_part { Ok((pair, publication)) } else { refused(NOT_YOURS) }
}

/// Something the person who typed it may decide about.
#[derive(Debug, Clone)]
pub struct Own {
    /// What they typed.
    pub typed: Typed,
    /// Who.
    pub person: Person,
    _checked: Checked,
}

/// What was typed to the bot under this id, for whoever typed it.
pub async fn typed(cx: &mut Cx<'_>, who: &Who, id: TypedId) -> Result<Own, Error> {
    let Some(person) = active(who) else { return refused(NOT_YOURS) };
    match typed::find(cx.tx, id).await? {
        Some(typed) if typed.person == person.id && may(Role::Author, Act::UseTyped) => {
            Ok(Own { typed, person: person.clone(), _checked: Checked })
        }
        Some(_) | None => refused(NOT_YOURS),
    }
}

/// The unasked message with this key, for the one it is for.
pub async fn told<'w>(
    cx: &mut Cx<'_>,
    who: &'w Who,
    key: &str,
) -> Result<(Outgoing, &'w Person), Error> {
    let Some(person) = active(who) else { return refused(NOT_YOURS) };
    let Some(message) = outbox::find(cx.tx, key).await? else { return refused(NOT_YOURS) };
    let reader = match (&message, message.unasked().map(|unasked| unasked.reader)) {
        (Outgoing::Card { person, .. }, _) => Some(*person),
        (_, Some(Reader::Person(person))) => Some(person),
        (_, Some(Reader::Mentee(pair))) => pairs::find(cx.tx, pair).await?.map(|pair| pair.mentee),
        (_, Some(Reader::Mentor(pair))) => pairs::find(cx.tx, pair).await?.map(|pair| pair.mentor),
        (_, Some(Reader::Back(leave))) => leaves::find(cx.tx, leave).await?.map(|it| it.person),
        (_, None) => None,
    };
    if reader == Some(person.id) { Ok((message, person)) } else { refused(NOT_YOURS) }
}

/// Somebody who can be in a pair, for what is their own.
pub fn participant(who: &Who) -> Result<&Person, Error> {
    active(who).ok_or_else(|| Error::Refused(NOT_MET.to_owned()))
}

/// The same, where a control says whose it is: nobody else's hand may use it.
pub fn oneself<'a>(who: &'a Who, carried: &str) -> Result<&'a Person, Error> {
    match (active(who), read_id::<PersonId>(carried)) {
        (Some(person), Ok(id)) if person.id == id => Ok(person),
        (_, _) => refused(NOT_YOURS),
    }
}

/// Somebody who may do `act` as a mentor, and where they are one; `None` for everybody else.
pub async fn mentor(
    cx: &mut Cx<'_>,
    who: &Who,
    act: Act,
) -> Result<Option<(Person, Vec<ProgrammeId>)>, Error> {
    let Some(person) = active(who) else { return Ok(None) };
    let mut programmes: Vec<ProgrammeId> = pairs::list_of(cx.tx, person.id)
        .await?
        .into_iter()
        .filter(|pair| pair.mentor == person.id && may(Role::Mentor, act))
        .filter(|pair| has_its_time(act, &pair.state))
        .map(|pair| pair.programme)
        .collect();
    programmes.sort();
    programmes.dedup();
    Ok((!programmes.is_empty()).then(|| (person.clone(), programmes)))
}

/// The office hours with this id, for the mentor who holds them.
pub async fn own_session(cx: &mut Cx<'_>, who: &Who, id: SessionId) -> Result<Session, Error> {
    match (active(who), office_hours::find_session(cx.tx, id).await?) {
        (Some(person), Some(session))
            if session.mentor == person.id && may(Role::Mentor, Act::CallNext) =>
        {
            Ok(session)
        }
        (_, _) => refused(NOT_YOURS),
    }
}

/// The office hours with this id, for anybody who pressed where they stand: the channel is everybody's.
pub async fn session_here(
    cx: &mut Cx<'_>,
    id: SessionId,
    pressed: Option<&(SlackChannel, SlackTs)>,
) -> Result<Session, Error> {
    let Some(here) = pressed else { return refused(NOT_YOURS) };
    let stands = posts::list(cx.tx, &Subject::Office(id)).await?;
    match office_hours::find_session(cx.tx, id).await? {
        Some(session) if stands.contains(here) => Ok(session),
        Some(_) | None => refused(NOT_YOURS),
    }
}

/// Somebody's own leave that stands.
pub async fn leave(cx: &mut Cx<'_>, who: &Who, id: LeaveId) -> Result<(Person, Leave), Error> {
    let Some(person) = active(who) else { return refused(NOT_YOURS) };
    match leaves::find(cx.tx, id).await? {
        Some(leave) if leave.person == person.id && leave.state == LeaveState::Stands => {
            Ok((person.clone(), leave))
        }
        Some(_) | None => refused(NOT_YOURS),
    }
}

/// Somebody who may do `act` as a lead.
pub fn lead(config: &Config, who: &Who, act: Act) -> Result<PersonId, Error> {
    match active(who) {
        Some(person) if is_lead(config, person) && may(Role::Lead, act) => Ok(person.id),
        Some(_) | None => refused(NO_LEAD),
    }
}

/// Whether somebody is a lead: named in the settings, or, while nobody is, any admin of the workspace.
pub fn is_lead(config: &Config, person: &Person) -> bool {
    leads(config, (&person.user, person.account))
}

/// The same for somebody the bot has not met.
pub fn leads(config: &Config, (user, account): (&SlackUser, Account)) -> bool {
    match config.leads.as_slice() {
        [] => account == Account::Admin,
        leads => account.may_take_part() && leads.contains(user),
    }
}

/// The leads the bot can write to, because it has met them, in the order of their ids; `besides` are left out.
pub async fn known_leads(cx: &mut Cx<'_>, besides: &[PersonId]) -> Result<Vec<Person>, Error> {
    let mut leads = Vec::new();
    if cx.config.leads.is_empty() {
        for id in people::list_admins(cx.tx, MOST_LEADS).await? {
            leads.push(cx.person(id).await?);
        }
    }
    for user in cx.config.leads.iter().take(MOST_LEADS) {
        leads.extend(people::find_by_user(cx.tx, cx.zones, user, cx.now).await?);
    }
    leads.retain(|lead| is_lead(cx.config, lead) && !besides.contains(&lead.id));
    leads.sort_by_key(|lead| lead.id);
    Ok(leads)
}

/// The lead who hears of a pair: whoever proposed it, while they lead, else the first one the bot can write to. Whether it
/// is one of the two themselves is the caller's matter.
pub async fn lead_of(cx: &mut Cx<'_>, pair: &Pair) -> Result<Option<Person>, Error> {
    let proposer = cx.person(pair.proposed_by).await?;
    if is_lead(cx.config, &proposer) {
        return Ok(Some(proposer));
    }
    Ok(known_leads(cx, &[pair.mentor, pair.mentee]).await?.into_iter().next())
}

/// Whether it is worth asking Slack who somebody is: false when the settings name others.
pub fn could_lead(config: &Config, user: &SlackUser) -> bool {
    config.leads.is_empty() || config.leads.contains(user)
}

/// The refusal of what is somebody else's.
pub fn not_yours() -> Error {
    Error::Refused(NOT_YOURS.to_owned())
}

fn role(side: Side) -> Role {
    match side {
        Side::Mentor => Role::Mentor,
        Side::Mentee => Role::Mentee,
    }
}

/// The person, unless their account is closed or not a human's.
fn active(who: &Who) -> Option<&Person> {
    who.person.as_ref().filter(|person| person.account.may_take_part())
}
