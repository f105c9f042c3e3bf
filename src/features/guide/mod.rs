//! The programme's guide: read by its people, written by its leads, with one to begin with.
//!
//! A version that a lead wrote is kept, with who and when; the newest is shown. What a new pair does in its first week
//! stands in [`first_week`].

use super::{Cx, Error, Reaction, Who, access, bodies, refused};
use crate::{
    domain::{
        access::Act,
        guide::{Guide, MAX_LINES, MAX_TEXT, Place, read, write},
        ids::{PairId, ProgrammeId},
        pair::PairState,
        template::Version,
        text::{TextProblem, UserText},
    },
    slack::{
        action::{read_id, read_version},
        answer::Answer,
        blocks::View,
        inbound::{Click, Submit, ViewState},
    },
    store::{
        Fault,
        guides::{self, Written},
        pairs, programmes,
    },
};
use views::guide as words;

pub mod first_week;
pub mod views;

/// `/mentor guide`: for whoever is asked into a pair, is in one or was, and for leads.
pub async fn command(cx: &mut Cx<'_>, who: &Who) -> Result<Reaction, Error> {
    let Some(person) = &who.person else { return refused(words::not_in_a_pair()) };
    let mut pairs = pairs::list_of(cx.tx, person.id).await?;
    pairs.retain(|pair| match pair.state {
        PairState::Proposed { .. } | PairState::Active { .. } | PairState::Ended { .. } => true,
        PairState::Declined => false,
    });
    let is_lead = access::is_lead(cx.config, person);
    let programme = match pairs.last() {
        Some(pair) if person.account.may_take_part() => pair.programme,
        Some(_) | None if is_lead => first_programme(cx).await?,
        Some(_) | None => return refused(words::not_in_a_pair()),
    };
    let editing = if is_lead { words::Editing::Possible } else { words::Editing::Never };
    shown(cx, programme, editing).await
}

/// *Read the guide*.
pub async fn open(cx: &mut Cx<'_>, who: &Who, click: &Click) -> Result<Reaction, Error> {
    let id: PairId = read_id(&click.value).or_else(|_| refused(access::NOT_YOURS))?;
    let pair = access::pair(cx, who, (id, Act::ReadRecord)).await?.object;
    shown(cx, pair.programme, words::Editing::Never).await
}

async fn shown(
    cx: &mut Cx<'_>,
    programme: ProgrammeId,
    editing: words::Editing,
) -> Result<Reaction, Error> {
    let written = guides::find_newest(cx.tx, programme).await?;
    let by = match &written {
        Some(written) => Some((cx.person(written.made_by).await?, written.made_at)),
        None => None,
    };
    let guide = written.map_or_else(views::usual::guide, |it| it.content);
    Ok(Reaction::open(words::page(&guide, by.as_ref(), editing)))
}

/// `/mentor guide edit`.
pub async fn edit(cx: &mut Cx<'_>, who: &Who) -> Result<Reaction, Error> {
    access::lead(cx.config, who, Act::EditGuide)?;
    let programme = first_programme(cx).await?;
    let written = guides::find_newest(cx.tx, programme).await?;
    let version = version(written.as_ref());
    let guide = written.map_or_else(views::usual::guide, |it| it.content);
    Ok(Reaction::open(words::form(version, &guide)))
}

/// The guide is sent: taken whole as a new version, or not at all.
pub async fn submit(cx: &mut Cx<'_>, who: &Who, submit: &Submit) -> Result<Reaction, Error> {
    let lead = access::lead(cx.config, who, Act::EditGuide)?;
    let seen = read_version(&submit.view.private_metadata);
    let seen = seen.or_else(|_| refused(access::NOT_YOURS))?;
    let programme = first_programme(cx).await?;
    let written = guides::find_newest(cx.tx, programme).await?;
    let newest = version(written.as_ref());
    if !(Version::FIRST..=newest).contains(&seen) {
        return refused(access::NOT_YOURS);
    }
    let content = typed(&submit.view)?;
    // What is sent twice, by whomever, is one version.
    let before = written.map_or_else(views::usual::guide, |it| it.content);
    if content != before {
        if seen != newest {
            return Err(under(words::ABOUT, words::changed_meanwhile()));
        }
        guides::insert(cx.tx, programme, (newest.next(), &content, lead), cx.now).await?;
    }
    Ok(replaced(words::saved()))
}

/// The version that stands, where the first is the one nobody wrote.
fn version(written: Option<&Written>) -> Version {
    written.map_or(Version::FIRST, |it| it.version)
}

async fn first_programme(cx: &mut Cx<'_>) -> Result<ProgrammeId, Error> {
    let programme = programmes::find_first(cx.tx, cx.zones).await?;
    Ok(programme.ok_or(Fault::Unreadable("programme"))?.id)
}

/// What a submission says.
fn typed(state: &ViewState) -> Result<Guide, Error> {
    let mut problems = Vec::new();
    let mut text = |field: &str| -> Option<UserText> {
        let read = UserText::parse(state.typed(field), MAX_TEXT);
        read.map_err(|it| problems.push((field.to_owned(), bodies::problem(it)))).ok()
    };
    let texts = (text(words::ABOUT), text(words::STRUCTURE), text(words::FIRST_WEEK));
    let mut places = |field: &str| -> Option<Vec<Place>> {
        let told = |problem: String| problems.push((field.to_owned(), problem));
        let places = read(state.typed(field)).map_err(|bad| words::bad_lines(&bad));
        places.and_then(fits).map_err(told).ok()
    };
    let lists = (places(words::TOOLS), places(words::FOR_MENTEES), places(words::FOR_MENTORS));
    match (texts, lists) {
        (
            (Some(about), Some(structure), Some(first_week)),
            (Some(tools), Some(for_mentees), Some(for_mentors)),
        ) => Ok(Guide { about, structure, first_week, tools, for_mentees, for_mentors }),
        (_, _) => Err(Error::Fields(problems)),
    }
}

/// An address may be written longer than it was typed, and the form has to hold it when the guide is changed the next time.
fn fits(places: Vec<Place>) -> Result<Vec<Place>, String> {
    match write(&places).map_or(0, |lines| lines.chars()) {
        chars if chars > MAX_LINES => {
            Err(bodies::problem(TextProblem::TooLong { chars, max: MAX_LINES }))
        }
        _ => Ok(places),
    }
}

fn under(field: &str, sentence: String) -> Error {
    Error::Fields(vec![(field.to_owned(), sentence)])
}

fn replaced(view: View) -> Reaction {
    Reaction { answer: Answer::Replace(view), ..Reaction::nothing() }
}
