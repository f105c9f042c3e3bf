//! `trellis import`: the pairs of a roster are proposed, as `/mentor pair` proposes one.
//!
//! Nothing is written unless every line can be taken; then 50 lines at a time are, and each line is judged again by what
//! proposes it. A roster that was imported changes nothing when it is imported again. It is for whoever holds the file
//! everything is kept in, and for them it runs without the bot; the lead it is done for is named.

mod facts;
mod lookup;
pub mod views;

use jiff::civil::Date;

use super::{Cx, Error, access, people, proposing, refused, schedule::cohorts};
use crate::{
    app::App,
    domain::{
        cohort::CohortName,
        ids::SlackUser,
        roster::{self, Fate, Judged, Named},
    },
    slack::inbound::Profile,
    store::Fault,
    telemetry::field,
};
use facts::Known;

/// How many lines are written down in one transaction.
const AT_ONCE: usize = 50;

/// Whether a roster is taken, or only looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Run {
    /// It is taken.
    Real,
    /// It is looked at.
    Dry,
}

/// What to do with which file, for whom.
#[derive(Debug, Clone, Copy)]
pub struct Order<'a> {
    /// The file.
    pub file: &'a [u8],
    /// The lead the pairs are proposed by, as an e-mail address or a member id; without it the first one the settings name.
    pub lead: Option<&'a str>,
    /// Whether it is taken.
    pub run: Run,
}

/// Proposes the pairs of a roster, or says what is wrong with it, and answers with what came of it.
///
/// # Errors
///
/// A sentence when a line cannot be taken, when there is nobody to propose, or when Slack does not say who people are.
pub async fn import(app: &App, order: Order<'_>) -> Result<String, Error> {
    let lead = lead(app, order.lead)?;
    let read = roster::read(order.file).or_else(|problem| refused(views::bad_file(problem)))?;
    let mut names: Vec<Named> = vec![lead.clone()];
    names.extend(read.rows.iter().flat_map(|row| [row.mentor.clone(), row.mentee.clone()]));
    let profiles = lookup::profiles(app, names).await?;
    let Some(leading) = profiles.get(&lead) else { return refused(views::unknown_lead()) };
    if !access::leads(&app.config, (&leading.user, people::account(leading))) {
        return refused(views::no_lead());
    }
    let Known { people: known, capacity } = facts::known(app, &profiles).await?;
    let mut judged = roster::judge(&read.rows, &known, capacity);
    judged.bad.extend(read.bad);
    judged.bad.sort_by_key(|bad| (bad.number, bad.column));
    if !judged.bad.is_empty() {
        return refused(views::bad_lines(&judged));
    }
    if order.run == Run::Real {
        take(app, (leading, &profiles.by_user()), &judged).await?;
    }
    Ok(views::taken(order.run, &judged))
}

/// Who proposes.
fn lead(app: &App, given: Option<&str>) -> Result<Named, Error> {
    match (given, app.config.leads.first()) {
        (Some(given), _) => Named::parse(given).ok_or(Error::Refused(views::lead_is_no_name())),
        (None, Some(first)) => Ok(Named::Member(first.clone())),
        (None, None) => refused(views::nobody_leads()),
    }
}

/// Two who are to be asked.
struct Asked<'a> {
    mentor: &'a SlackUser,
    mentee: &'a SlackUser,
    starts_on: Option<Date>,
    cohort: Option<&'a CohortName>,
}

/// Proposes what is to be proposed.
async fn take(
    app: &App,
    (lead, profiles): (&Profile, &lookup::ByUser),
    judged: &Judged,
) -> Result<(), Error> {
    let asked: Vec<Asked<'_>> = judged
        .good
        .iter()
        .filter_map(|(_, fate)| match fate {
            Fate::Asked { mentor, mentee, starts_on, cohort } => {
                Some(Asked { mentor, mentee, starts_on: *starts_on, cohort: cohort.as_ref() })
            }
            Fate::There | Fate::Before => None,
        })
        .collect();
    let mut done = 0;
    for lines in asked.chunks(AT_ONCE) {
        let mut tx = app.db.write().await?;
        let mut cx = Cx::new(&mut tx, app.clock.now(), (&app.config, &app.zones));
        let by = people::update(&mut cx, lead).await?;
        for it in lines {
            for user in [it.mentor, it.mentee] {
                if let Some(profile) = profiles.get(user) {
                    people::update(&mut cx, profile).await?;
                }
            }
            // Before they are asked: a yes to the pair counts for the cohort, too.
            if let Some(name) = it.cohort {
                cohorts::add_by_name(&mut cx, (name, it.starts_on), (it.mentee, by)).await?;
            }
            proposing::propose(&mut cx, by, (it.mentor, it.mentee), it.starts_on).await?;
        }
        tx.commit().await.map_err(Fault::from)?;
        done += lines.len();
        tracing::info!({ field::COUNT } = done, "pairs are proposed");
    }
    Ok(())
}
