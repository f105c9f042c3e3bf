//! What somebody may look ahead at: whose messages, and how many days of them.

use std::{fmt, str::FromStr};

use super::ids::PersonId;

/// How many days are looked ahead at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days(u8);

impl Days {
    /// Unless somebody says otherwise: two weeks, in which everything weekly comes twice.
    pub const USUAL: Self = Self(14);
    /// A quarter.
    pub const MOST: u8 = 92;

    /// From one day to a quarter; `None` for anything else.
    pub fn new(days: u32) -> Option<Self> {
        let days = u8::try_from(days).ok()?;
        (1..=Self::MOST).contains(&days).then_some(Self(days))
    }

    /// How many.
    pub fn count(self) -> u8 {
        self.0
    }
}

/// Whose messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Everybody's.
    Everybody,
    /// Those that one person reads, alone or in a room of theirs.
    One(PersonId),
}

/// A page of what is ahead; written `all/14/0` or `12/14/1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// Whose.
    pub scope: Scope,
    /// For how long.
    pub days: Days,
    /// Which page, from 0.
    pub page: u16,
}

/// Text that is no [`Wanted`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not something to look ahead at")]
pub struct NotWanted;

impl fmt::Display for Wanted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.scope {
            Scope::Everybody => write!(f, "all/{}/{}", self.days.0, self.page),
            Scope::One(person) => write!(f, "{person}/{}/{}", self.days.0, self.page),
        }
    }
}

impl FromStr for Wanted {
    type Err = NotWanted;

    fn from_str(text: &str) -> Result<Self, NotWanted> {
        let parts: Vec<&str> = text.split('/').collect();
        let &[scope, days, page] = parts.as_slice() else { return Err(NotWanted) };
        let scope = match scope {
            "all" => Scope::Everybody,
            id => Scope::One(PersonId(id.parse().map_err(|_| NotWanted)?)),
        };
        let days = days.parse().ok().and_then(Days::new).ok_or(NotWanted)?;
        let wanted = Self { scope, days, page: page.parse().map_err(|_| NotWanted)? };
        // It is read in the one way it is written.
        if wanted.to_string() == text { Ok(wanted) } else { Err(NotWanted) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn from_a_day_to_a_quarter() {
        assert_eq!(Days::new(0), None);
        assert_eq!(Days::new(1).map(Days::count), Some(1));
        assert_eq!(Days::new(92).map(Days::count), Some(92));
        assert_eq!(Days::new(93), None);
        assert_eq!(Days::new(1000), None);
    }

    #[test]
    fn what_is_wanted_comes_back_as_it_went() {
        for scope in [Scope::Everybody, Scope::One(PersonId(12))] {
            let wanted = Wanted { scope, days: Days::USUAL, page: 3 };
            assert_eq!(wanted.to_string().parse(), Ok(wanted));
        }
        for foreign in
            ["", "all", "all/0/0", "all/93/0", "some/14/0", "all/14/0/0", "1/14/-1", "+1/14/0"]
        {
            assert_eq!(foreign.parse::<Wanted>(), Err(NotWanted), "{foreign}");
        }
    }
}
