//! A file of challenges that an operator adds to the list.
//!
//! All of it is taken or nothing; a dry run says the same and takes nothing.

use jiff::Timestamp;
use sqlx::SqliteConnection;

use super::views::file as words;
use crate::{
    domain::{
        challenge::{MOST, file},
        zone::Zones,
    },
    features::{Error, refused},
    store::{Fault, challenges as kept, programmes},
};

/// Whether a file is taken, or only looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Run {
    /// It is taken.
    Real,
    /// It is looked at.
    Dry,
}

/// Takes a file into the list of the one programme there is, and says what came of it. It is for whoever holds the file
/// everything is kept in, so nobody is asked whether they may.
pub async fn import(
    tx: &mut SqliteConnection,
    (zones, now): (&Zones, Timestamp),
    (file, run): (&[u8], Run),
) -> Result<String, Error> {
    let programme =
        programmes::find_first(tx, zones).await?.ok_or(Fault::Unreadable("programme"))?;
    let listed = file::read(file).or_else(|problem| refused(words::bad_file(problem)))?;
    if !listed.bad.is_empty() {
        return refused(words::bad_lines(&listed));
    }
    let (mut new, mut known) = (Vec::new(), Vec::new());
    for (number, posed) in listed.good {
        match kept::find_by_link(tx, programme.id, &posed.link).await? {
            Some(there) if !there.is_retired => known.push(number),
            Some(_) | None => new.push(posed),
        }
    }
    let count = usize::try_from(kept::count(tx, programme.id).await?).unwrap_or(usize::MAX);
    if count.saturating_add(new.len()) > MOST {
        return refused(words::too_many());
    }
    if run == Run::Real {
        for posed in &new {
            kept::insert(tx, programme.id, (None, posed), now).await?;
        }
    }
    Ok(words::taken(run, (new.len(), &known)))
}
