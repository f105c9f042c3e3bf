//! Which weeks are call weeks: counted from the week a pair began in, so many apart, and never by the numbers of weeks.
//!
//! When somebody is asked about one of them is not known here.

use jiff::{ToSpan, civil::Date};

use crate::domain::week::Week;

/// Goals are reviewed after so many days, and after as many again.
const REVIEW: i32 = 28;

/// The week of a pair's first call: the one after they began.
pub fn first(began_on: Date) -> Week {
    Week::of(began_on).next()
}

/// The first call week after another week, where they lie `every` weeks apart.
pub fn next(began_on: Date, (every, after): (u8, Week)) -> Week {
    let first = first(began_on);
    let gone = after.weeks_since(first);
    if gone < 0 {
        return first;
    }
    let every = i32::from(every.max(1));
    first.plus((gone / every + 1) * every)
}

/// Whether of all call weeks, which lie `every` weeks apart, this is the one nearest a goal review: day 28 of the pair, and
/// every 28 days after it.
pub fn is_review(began_on: Date, (every, week): (u8, Week)) -> bool {
    let thursday = week.monday().saturating_add(3.days());
    let day = began_on.until(thursday).map_or(0, |span| span.get_days());
    // A review belongs to the call at most half the way to the next one off, so to one call only.
    let half = i32::from(every.max(1)) * 7 / 2;
    (day - half + 1..=day + half).any(|day| day > 0 && day % REVIEW == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn calls_are_counted_from_the_beginning_and_a_longer_rhythm_keeps_to_the_same_weeks() {
        let began_on = date("2026-12-16");
        let first = first(began_on);
        assert_eq!(first.to_string(), "2026-W52");
        assert_eq!(next(began_on, (2, first.plus(-1))), first);
        // A year of 53 weeks makes no difference.
        assert_eq!(next(began_on, (2, first)).to_string(), "2027-W01");
        assert_eq!(next(began_on, (4, first.plus(1))).to_string(), "2027-W03");
        for weeks in 0..60 {
            let after = first.plus(weeks);
            let monthly = next(began_on, (4, after));
            assert!(after < monthly && monthly <= after.plus(4));
            assert_eq!(next(began_on, (2, monthly.plus(-1))), monthly, "also with the shorter one");
        }
    }

    #[test]
    fn every_review_has_one_call() {
        for day in 1..=7 {
            let began_on = date("2026-11-01").saturating_add(day.days());
            for every in [2, 4] {
                let (mut week, mut reviews) = (first(began_on), 0);
                while week.weeks_since(first(began_on)) < 52 {
                    reviews += i32::from(is_review(began_on, (every, week)));
                    week = next(began_on, (every, week));
                }
                // The thirteenth is on day 364, which may be nearer to a call of the next year.
                assert!((12..=13).contains(&reviews), "{reviews}: {began_on}, every {every} weeks");
            }
        }
        let began_on = date("2026-11-02");
        let third_week = first(began_on).plus(2);
        assert!(
            is_review(began_on, (2, third_week)) != is_review(began_on, (2, third_week.plus(2)))
        );
    }
}
