//! Challenges: a real, labelled bug or an exercise for each pair every second week, off until a lead turns them on.
//!
//! A programme's list is kept in `list`, by leads and mentors, or comes from a file; `given` gives each pair the next one it
//! has not had, in the mentee's own week; in `write_up` the mentee says how they went about it, for their mentor. Nobody is
//! reminded, nothing is scored, and no lead reads what was written.

use super::{Cx, Error, access, refused};
use crate::{
    domain::{
        challenge::{Assignment, Challenge},
        ids::AssignmentId,
    },
    slack::action::read_id,
    store::{Fault, challenges as kept},
};

pub mod file;
pub mod given;
pub mod list;
pub mod views;
pub mod write_up;

/// The challenge that was given, on its list or not any more.
async fn challenge(cx: &mut Cx<'_>, of: &Assignment) -> Result<Challenge, Error> {
    let found = kept::find(cx.tx, of.challenge).await?;
    Ok(found.ok_or(Fault::Unreadable("challenge"))?)
}

fn assignment_id(carried: &str) -> Result<AssignmentId, Error> {
    read_id(carried).or_else(|_| refused(access::NOT_YOURS))
}
