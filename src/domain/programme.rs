//! A programme: the rhythm and the defaults its pairs share.

use super::{ids::ProgrammeId, zone::Zone};

/// The defaults of a programme; most can be overridden for a pair.
#[derive(Debug, Clone)]
pub struct Programme {
    /// Our id.
    pub id: ProgrammeId,
    /// What it is called.
    pub name: String,
    /// The zone for people whose own is unknown.
    pub zone: Option<Zone>,
    /// When check-ins are asked for, as a cron expression on the mentee's local calendar.
    pub checkin_rule: String,
    /// Every how many weeks a check-in is asked for.
    pub checkin_every_weeks: u8,
    /// Within how many hours a reply is owed; they stand still on days the mentor does not work.
    pub reply_owed_hours: u16,
    /// How many mentees a mentor takes on at most.
    pub mentor_capacity: i64,
}

impl Programme {
    /// Within how many days the mentor works a reply is owed, the last one counted whole.
    pub fn reply_days(&self) -> u8 {
        u8::try_from(self.reply_owed_hours.div_ceil(24)).unwrap_or(u8::MAX)
    }
}
