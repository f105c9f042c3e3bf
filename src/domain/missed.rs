//! Weeks missed in a row, and how many of them are too many to say nothing.
//!
//! A week is missed when it was asked for and the next one has fallen due with nothing written. Writing ends a run: a
//! whole check-in, one line, or one that closes the week too. What says nothing about whether somebody stopped writing
//! neither adds to a run nor ends it: a skipped week, a week of leave, and a week whose request never reached them.
//! No sentence is here, and nobody is judged: a run only decides who could help.

use jiff::Timestamp;

use super::{
    availability::Availability,
    rhythm::{Lived, Outcome, was_away},
    week::Week,
};

/// After so many missed weeks the mentee is offered to write one line.
pub const FOR_THE_MENTEE: usize = 2;

/// After so many the mentor is told.
pub const FOR_THE_MENTOR: usize = 3;

/// After so many the leads are told.
pub const FOR_THE_LEADS: usize = 4;

/// The weeks that are missed in a row at `now`, oldest first. `lived` holds a pair's weeks, oldest first.
pub fn in_a_row(lived: &[Lived], mentee: &Availability, now: Timestamp) -> Vec<Week> {
    let mut run = Vec::new();
    for (i, it) in lived.iter().enumerate().rev() {
        match it.outcome {
            Outcome::Written(_) | Outcome::Covered => break,
            Outcome::Skipped | Outcome::Unasked => {}
            Outcome::Unwritten => {
                let next = lived.get(i + 1).filter(|next| next.due_at <= now);
                run.extend(next.filter(|next| !is_away(it, next, mentee)).map(|_| it.week));
            }
        }
    }
    run.reverse();
    run
}

fn is_away(it: &Lived, next: &Lived, mentee: &Availability) -> bool {
    let date = |at| mentee.zone().date(at);
    was_away((date(it.due_at), date(next.due_at)), mentee)
}

/// Whether the request for `week` is the first to reach the mentee since they missed the second week in a row: the one
/// that offers one line.
pub fn offers_one_line(lived: &[Lived], run: &[Week], week: Week) -> bool {
    let [_, second] = run else { return false };
    let between = lived.iter().filter(|it| it.week > *second && it.week < week);
    between.into_iter().all(|it| it.outcome == Outcome::Unasked)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::{
        working_hours::{DateRange, WorkingHours},
        zone::Zones,
    };
    use super::*;

    /// Weeks from 2026-W45 on, each due on its Friday at 15:00 UTC.
    fn lived(outcomes: &[Outcome]) -> Vec<Lived> {
        let first: Week = "2026-W45".parse().unwrap();
        let due = |week: Week| {
            format!("{}T15:00:00Z", week.sunday().saturating_sub(jiff::Span::new().days(2)))
        };
        let one = |(outcome, i): (&Outcome, i32)| {
            let week = first.plus(i);
            Lived { week, due_at: due(week).parse().unwrap(), outcome: *outcome }
        };
        outcomes.iter().zip(0..).map(one).collect()
    }

    fn mentee(leave: Option<(i8, i8)>) -> Availability {
        let lisbon = Zones::bundled().find("Europe/Lisbon").unwrap();
        let range = |(from, to)| DateRange::new(date(2026, 11, from), date(2026, 11, to)).unwrap();
        Availability::new(lisbon, WorkingHours::default(), leave.map(range).into_iter().collect())
    }

    fn missed(outcomes: &[Outcome], leave: Option<(i8, i8)>) -> Vec<String> {
        let lived = lived(outcomes);
        let now = lived.last().unwrap().due_at;
        in_a_row(&lived, &mentee(leave), now)
            .iter()
            .map(|week| week.to_string()[5..].to_owned())
            .collect()
    }

    const NO: Outcome = Outcome::Unwritten;
    const SKIP: Outcome = Outcome::Skipped;
    const ALSO: Outcome = Outcome::Covered;
    const MUTE: Outcome = Outcome::Unasked;
    const YES: Outcome = Outcome::Written(Timestamp::UNIX_EPOCH);

    #[test]
    fn a_week_is_missed_once_the_next_one_is_due() {
        assert!(missed(&[NO], None).is_empty());
        assert_eq!(missed(&[NO, NO], None), ["W45"]);
        assert_eq!(missed(&[NO, NO, NO], None), ["W45", "W46"]);
    }

    #[test]
    fn what_was_written_ends_a_run_and_what_says_nothing_does_not() {
        assert!(missed(&[NO, NO, YES], None).is_empty(), "written before it was due");
        assert_eq!(missed(&[NO, YES, NO, NO], None), ["W47"]);
        assert_eq!(missed(&[NO, ALSO, NO, NO], None), ["W47"]);
        assert_eq!(missed(&[NO, SKIP, NO, NO], None), ["W45", "W47"]);
        assert_eq!(missed(&[NO, MUTE, NO, NO], None), ["W45", "W47"]);
        // Away from the day after W46 was asked for until the day W47 was.
        assert_eq!(missed(&[NO, NO, NO, NO], Some((14, 19))), ["W45", "W47"]);
        assert_eq!(missed(&[NO, NO, NO, NO], Some((14, 18))), ["W45", "W46", "W47"]);
    }

    #[test]
    fn one_line_is_offered_once_in_a_run() {
        let offers = |outcomes: &[Outcome]| {
            let lived = lived(outcomes);
            let last = lived.last().unwrap();
            offers_one_line(&lived, &in_a_row(&lived, &mentee(None), last.due_at), last.week)
        };
        assert!(!offers(&[NO, MUTE]));
        assert!(offers(&[NO, NO, MUTE]));
        assert!(offers(&[NO, NO, MUTE, MUTE]), "the week before never reached them");
        assert!(!offers(&[NO, NO, SKIP, MUTE]), "it was offered, and that week was skipped");
        assert!(!offers(&[NO, NO, NO, MUTE]), "three are more than two");
    }
}
