//! The list of what a programme has to give: looked at, added to, changed, taken off, and given out or not.
//!
//! Leads keep all of it, mentors what they put there; mentees see here what they were given, and so does whoever keeps the
//! list and is a mentee, too.

use super::views::{given as given_words, list as words};
use crate::{
    domain::{
        access::Act,
        challenge::{MAX_CONTEXT, MAX_NAME, MOST, Posed},
        ids::{ChallengeId, PairId, ProgrammeId},
        kept::tags,
        text::{Link, UserText},
    },
    features::{
        Cx, Error, Reaction, Show, Who,
        access::{self, challenges::Keeper},
        bodies, refused,
    },
    slack::{
        action::{
            challenge::{ChallengeForm, ListPage, Listed},
            read_id,
        },
        answer::Answer,
        blocks::View,
        inbound::{Click, Field, Submit, ViewState},
    },
    store::{challenges as kept, pairs, write_ups},
};

/// How many stand on a page of the list.
const PAGE: u32 = 15;

/// How many of those they were given a mentee sees.
const GIVEN: i64 = 10;

/// `/mentor challenges`: the list, for whoever keeps it; for a mentee what they were given.
pub async fn command(cx: &mut Cx<'_>, who: &Who) -> Result<Reaction, Error> {
    match access::challenges::keeper(cx, who, None).await? {
        Some(keeper) => Ok(Reaction::open(shown(cx, (&keeper, 0)).await?)),
        None => given(cx, who).await,
    }
}

/// What a mentee was given.
async fn given(cx: &mut Cx<'_>, who: &Who) -> Result<Reaction, Error> {
    let reader = access::participant(who)?;
    let (mut entries, mut has_mentor) = (Vec::new(), false);
    for pair in pairs::list_of(cx.tx, reader.id).await? {
        if !pair.is_active() || pair.mentee != reader.id {
            continue;
        }
        access::pair(cx, who, (pair.id, Act::WriteUp)).await?;
        has_mentor = true;
        for (assignment, challenge) in kept::list_given(cx.tx, pair.id, GIVEN).await? {
            let is_written = write_ups::find(cx.tx, assignment.id).await?.is_some();
            entries.push(given_words::Given { assignment, challenge, is_written });
        }
    }
    if has_mentor {
        Ok(Reaction::open(given_words::yours(&entries)))
    } else {
        refused(words::not_yours_to_keep())
    }
}

/// *What I was given*, of whoever keeps the list and is a mentee.
pub async fn own(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let pair: PairId = read_id(&click.value).or_else(|_| refused(access::NOT_YOURS))?;
    access::pair(cx, who, (pair, Act::WriteUp)).await?;
    given(cx, who).await
}

/// A page of the list was turned.
pub async fn page(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let page: ListPage = click.value.parse().or_else(|_| refused(access::NOT_YOURS))?;
    let keeper = keeper(cx, who, page.programme).await?;
    Ok(Reaction::replace(shown(cx, (&keeper, page.skip)).await?))
}

async fn keeper(cx: &mut Cx<'_>, who: &Who, of: ProgrammeId) -> Result<Keeper, Error> {
    match access::challenges::keeper(cx, who, Some(of)).await? {
        Some(keeper) => Ok(keeper),
        None => refused(access::NOT_YOURS),
    }
}

/// The list as it is now, from `skip` on.
async fn shown(cx: &mut Cx<'_>, (keeper, skip): (&Keeper, u32)) -> Result<View, Error> {
    let programme = keeper.programme;
    let count = kept::count(cx.tx, programme).await?;
    // The last one of a page may have been taken off.
    let skip = if i64::from(skip) < count { skip } else { skip.saturating_sub(PAGE) };
    let asked_for = (i64::from(PAGE) + 1, i64::from(skip));
    let mut found = kept::list(cx.tx, programme, asked_for).await?;
    let has_older = found.len() > usize::try_from(PAGE).unwrap_or(usize::MAX);
    found.truncate(usize::try_from(PAGE).unwrap_or(usize::MAX));
    let mut entries = Vec::new();
    for challenge in found {
        let by = match challenge.added_by {
            Some(person) => Some(cx.person(person).await?),
            None => None,
        };
        let is_theirs = keeper.keeps(&challenge);
        entries.push(words::Entry { challenge, by, is_theirs });
    }
    let page = |skip| ListPage { programme, skip };
    let pairs = pairs::list_of(cx.tx, keeper.person).await?;
    let mentee_in = pairs.iter().find(|it| it.is_active() && it.mentee == keeper.person);
    let mentee_in = mentee_in.map(|pair| pair.id);
    Ok(words::list(&words::List {
        page: page(skip),
        role: keeper.role,
        is_on: kept::find_is_on(cx.tx, programme).await?,
        count,
        through: kept::count_through(cx.tx, programme).await?,
        entries: &entries,
        newer: (skip > 0).then(|| page(skip.saturating_sub(PAGE))),
        older: has_older.then(|| page(skip.saturating_add(PAGE))),
        mentee_in,
    }))
}

/// A lead says whether pairs are given challenges.
pub async fn submit_switch(cx: &mut Cx<'_>, who: &Who, submit: &Submit) -> Result<Reaction, Error> {
    access::lead(cx.config, who, Act::SetChallenges)?;
    let id: ProgrammeId =
        read_id(&submit.view.private_metadata).or_else(|_| refused(access::NOT_YOURS))?;
    let keeper = keeper(cx, who, id).await?;
    let is_on = match submit.view.fields.get(words::ON) {
        Some(Field::Choices(ticked)) => !ticked.is_empty(),
        Some(Field::Choice(_) | Field::Text(_) | Field::Date(_)) | None => false,
    };
    kept::update_is_on(cx.tx, keeper.programme, is_on).await?;
    let count = kept::count(cx.tx, keeper.programme).await?;
    Ok(replaced(words::switched(is_on, count)))
}

/// `/mentor challenge add <link>`.
pub async fn add(cx: &mut Cx<'_>, who: &Who, link: &str) -> Result<Reaction, Error> {
    let Some(keeper) = access::challenges::keeper(cx, who, None).await? else {
        return refused(words::not_yours_to_keep());
    };
    let carries = ChallengeForm { programme: keeper.programme, edits: None };
    let link = UserText::unfinished(link, words::MAX_LINK);
    Ok(Reaction::open(words::form(carries, &words::Filled { link, ..words::Filled::default() })))
}

/// *Edit*.
pub async fn edit(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let (keeper, challenge) = access::challenges::challenge(cx, who, id(&click.value)?).await?;
    if challenge.is_retired {
        return refused(words::retired());
    }
    let carries = ChallengeForm { programme: keeper.programme, edits: Some(challenge.id) };
    Ok(Reaction::open(words::form(carries, &words::Filled::from(&challenge.content))))
}

/// *Take it off the list*: who had it keeps it, and nobody gets it any more.
pub async fn retire(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let listed: Listed = click.value.parse().or_else(|_| refused(access::NOT_YOURS))?;
    let (keeper, challenge) = access::challenges::challenge(cx, who, listed.challenge).await?;
    kept::update_retired(cx.tx, challenge.id, cx.now).await?;
    let page = Show::Replace(shown(cx, (&keeper, listed.skip)).await?);
    Ok(Reaction { show: Some(page), ..Reaction::nothing() })
}

/// A challenge is put on the list, or changed.
pub async fn submit(cx: &mut Cx<'_>, who: &Who, submit: &Submit) -> Result<Reaction, Error> {
    let carried = submit.view.private_metadata.parse();
    let carried: ChallengeForm = carried.or_else(|_| refused(access::NOT_YOURS))?;
    match carried.edits {
        None => {
            let keeper = keeper(cx, who, carried.programme).await?;
            let content = read(&submit.view)?;
            insert(cx, &keeper, &content).await?;
        }
        Some(id) => {
            let (keeper, challenge) = access::challenges::challenge(cx, who, id).await?;
            let content = read(&submit.view)?;
            if challenge.is_retired {
                return Err(under(words::LINK, words::retired()));
            }
            let same = kept::find_by_link(cx.tx, keeper.programme, &content.link).await?;
            match same.filter(|it| it.id != id) {
                Some(other) if other.is_retired && keeper.keeps(&other) => {
                    return Err(under(words::LINK, words::was_there()));
                }
                Some(other) if other.is_retired => {
                    return Err(under(words::LINK, words::was_taken_off()));
                }
                Some(_) => return Err(under(words::LINK, words::there_already())),
                None => kept::update_content(cx.tx, id, &content).await?,
            }
        }
    }
    Ok(replaced(words::saved()))
}

/// Puts one on the list. The same form sent twice puts it there once.
async fn insert(cx: &mut Cx<'_>, keeper: &Keeper, content: &Posed) -> Result<(), Error> {
    match kept::find_by_link(cx.tx, keeper.programme, &content.link).await? {
        Some(there) if !there.is_retired => {
            let is_sent_twice = there.added_by == Some(keeper.person) && there.content == *content;
            return if is_sent_twice {
                Ok(())
            } else {
                Err(under(words::LINK, words::there_already()))
            };
        }
        // What somebody else put there and was taken off is not theirs to bring back.
        Some(there) if !keeper.keeps(&there) => {
            return Err(under(words::LINK, words::was_taken_off()));
        }
        Some(_) | None => {}
    }
    let count = kept::count(cx.tx, keeper.programme).await?;
    if usize::try_from(count).is_ok_and(|count| count >= MOST) {
        return Err(under(words::LINK, words::full()));
    }
    let by = (Some(keeper.person), content);
    Ok(kept::insert(cx.tx, keeper.programme, by, cx.now).await?)
}

/// What a submission says.
fn read(state: &ViewState) -> Result<Posed, Error> {
    let mut problems = Vec::new();
    let mut problem = |field: &str, words: String| problems.push((field.to_owned(), words));
    let link = Link::parse(state.typed(words::LINK))
        .map_err(|it| problem(words::LINK, words::bad_link(it)));
    let title = UserText::parse(state.typed(words::TITLE), MAX_NAME)
        .map_err(|it| problem(words::TITLE, bodies::problem(it)));
    let labels = tags(state.typed(words::LABELS))
        .map_err(|it| problem(words::LABELS, words::bad_labels(it)));
    let context = UserText::parse_optional(state.typed(words::CONTEXT), MAX_CONTEXT)
        .map_err(|it| problem(words::CONTEXT, bodies::problem(it)));
    match (link, title, labels, context) {
        (Ok(link), Ok(title), Ok(labels), Ok(context)) => {
            Ok(Posed { title, link, labels, context })
        }
        (_, _, _, _) => Err(Error::Fields(problems)),
    }
}

fn id(carried: &str) -> Result<ChallengeId, Error> {
    read_id(carried).or_else(|_| refused(access::NOT_YOURS))
}

fn under(field: &str, sentence: String) -> Error {
    Error::Fields(vec![(field.to_owned(), sentence)])
}

fn replaced(view: View) -> Reaction {
    Reaction { answer: Answer::Replace(view), ..Reaction::nothing() }
}
