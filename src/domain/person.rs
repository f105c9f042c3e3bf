//! A person as the programme sees them: where they are, when they work, when they are away.

use super::{
    availability::Availability,
    ids::{PersonId, SlackUser},
    learning::Learning,
    overlap::CallHours,
    working_hours::DayWindow,
    zone::Zone,
};

/// Somebody in the workspace.
#[derive(Debug, Clone)]
pub struct Person {
    /// Our id.
    pub id: PersonId,
    /// Slack's id; the only name by which somebody is recognised.
    pub user: SlackUser,
    /// What they are called; for reading only.
    pub name: String,
    /// The zone their hours are counted in.
    pub zone: Zone,
    /// Where that zone comes from.
    pub zone_source: ZoneSource,
    /// Working hours, working days and leave, in that zone.
    pub availability: Availability,
    /// The hours of a working day in which they take a call if need be: [`DayWindow::STRETCHED`] unless they say
    /// otherwise. A call can be in their working hours in any case.
    pub call_window: DayWindow,
    /// What kind of account it is.
    pub account: Account,
    /// How they take things in best, if they have said so.
    pub learns_by: Option<Learning>,
}

impl Person {
    /// When a call with them can be.
    pub fn call_hours(&self) -> CallHours {
        CallHours::new(self.availability.clone(), self.call_window)
    }
}

/// Who told us somebody's zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ZoneSource {
    /// Their Slack profile.
    Profile,
    /// Nobody; it is the programme's.
    Programme,
    /// Nobody, and the programme has none either: UTC.
    Nobody,
}

/// What kind of account somebody has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Account {
    /// A member of the workspace.
    Member,
    /// A workspace admin or owner.
    Admin,
    /// A guest, or somebody from another organisation.
    Guest,
    /// A bot.
    Bot,
    /// Deactivated.
    Deactivated,
}

impl Account {
    /// Whether somebody with this account can be in a pair.
    pub fn may_take_part(self) -> bool {
        match self {
            Self::Member | Self::Admin => true,
            Self::Guest | Self::Bot | Self::Deactivated => false,
        }
    }
}
