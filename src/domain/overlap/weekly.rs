//! How much comfortable time two people share in an ordinary week, and how often calls should be for that. Whether the two
//! want it so is theirs to say.

use jiff::{SignedDuration, Timestamp, ToSpan};

use super::{Sides, Span, WEEKS_AHEAD, spans};

/// From so many comfortable minutes a week on, a call every two weeks finds its place.
pub const ENOUGH: i64 = 120;

/// How often calls should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Suggested {
    /// Every two weeks.
    EveryTwoWeeks,
    /// Every four weeks, since there is little comfortable time.
    Monthly,
}

impl Suggested {
    /// What so many comfortable minutes a week suggest.
    pub fn by(weekly_overlap: i64) -> Self {
        if weekly_overlap < ENOUGH { Self::Monthly } else { Self::EveryTwoWeeks }
    }
}

impl Sides<'_> {
    /// The minutes a week that both people's comfort hours share, as the mean of the [`WEEKS_AHEAD`] weeks that begin with
    /// today on the mentee's calendar. Days off and other calls are left out of it.
    pub fn weekly_overlap(self, now: Timestamp) -> i64 {
        let zone = self.mentee.hours.zone();
        let today = zone.date(now);
        let end = today.saturating_add(WEEKS_AHEAD.weeks());
        let span = Span { from: zone.start_of(today), to: zone.start_of(end) };
        let [mentor, mentee] =
            [self.mentor, self.mentee].map(|side| spans::comfort(&side.hours.ordinary(), span));
        let shared: SignedDuration = spans::both(&mentor, &mentee)
            .into_iter()
            .map(|shared| shared.to.duration_since(shared.from))
            .sum();
        shared.as_mins() / i64::from(WEEKS_AHEAD)
    }
}
