//! What becomes of each line of a roster, once it is known who the people are.
//!
//! It is decided line by line in the order of the file, so that of two lines that cannot both be, the first one stands.
//! Nothing is looked up and nothing is changed here.

use std::collections::HashMap;

use jiff::{ToSpan, civil::Date};

use super::{BadLine, Column, Named, Problem, Row};
use crate::domain::{
    cohort::{CohortName, MAX_MEMBERS},
    ids::{PersonId, SlackUser},
    person::Account,
};

/// Somebody a roster names, as Slack and the file everything is kept in know them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Slack's id.
    pub user: SlackUser,
    /// What kind of account it is.
    pub account: Account,
    /// The day it is where they are.
    pub today: Date,
    /// Our id, if the bot has met them.
    pub person: Option<PersonId>,
    /// The mentor they have, or are being asked about.
    pub mentor: Option<PersonId>,
    /// Every mentor they ever had or were asked about.
    pub mentors_before: Vec<PersonId>,
    /// How many mentees they have, or are being asked about.
    pub mentees: i64,
    /// The cohort they are in, or are to be.
    pub cohort: Option<CohortName>,
}

/// What becomes of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// The two are asked.
    Asked {
        /// The mentor.
        mentor: SlackUser,
        /// The mentee.
        mentee: SlackUser,
        /// From which day on, if that is still to come.
        starts_on: Option<Date>,
        /// The cohort the mentee is in from then on, which is made if there is none of this name.
        cohort: Option<CohortName>,
    },
    /// The two are a pair already, or are being asked.
    There,
    /// The two were a pair before, or one of them said no. A file is no reason to ask them again.
    Before,
}

/// What becomes of a roster.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Judged {
    /// The lines that can be taken, each with what becomes of it, in order.
    pub good: Vec<(usize, Fate)>,
    /// What is wrong with the others.
    pub bad: Vec<BadLine>,
}

/// One person under whichever name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Key<'a> {
    User(&'a SlackUser),
    Named(&'a Named),
}

/// Decides what becomes of each line. Whom `known` does not hold, Slack does not know; a mentor takes `capacity` mentees.
pub fn judge(rows: &[Row], known: &HashMap<Named, Found>, capacity: i64) -> Judged {
    let (by_mentee, added, in_cohort) = Default::default();
    let mut judge = Judge { known, capacity, by_mentee, added, in_cohort };
    let mut judged = Judged::default();
    for row in rows {
        match judge.line(row) {
            Ok(fate) => judged.good.push((row.line, fate)),
            Err(problems) => {
                judged.bad.extend(problems.into_iter().map(|(column, problem)| BadLine {
                    number: row.line,
                    column,
                    problem,
                }))
            }
        }
    }
    judged
}

type Problems = Vec<(Option<Column>, Problem)>;

struct Judge<'a> {
    known: &'a HashMap<Named, Found>,
    capacity: i64,
    /// The first line of each mentee, with their mentor in it.
    by_mentee: HashMap<Key<'a>, (usize, Key<'a>)>,
    /// How many mentees each mentor gets by the lines before.
    added: HashMap<&'a SlackUser, i64>,
    /// How many people each cohort gets by the lines before, by its name in small letters.
    in_cohort: HashMap<String, usize>,
}

impl<'a> Judge<'a> {
    fn line(&mut self, row: &'a Row) -> Result<Fate, Problems> {
        let (mentor, mentee) = (self.key(&row.mentor), self.key(&row.mentee));
        if mentor == mentee {
            return Err(vec![(Some(Column::Mentee), Problem::SamePerson)]);
        }
        if let Some((line, other)) = self.by_mentee.get(&mentee).copied() {
            return Err(vec![if other == mentor {
                (None, Problem::SameAs(line))
            } else {
                (Some(Column::Mentee), Problem::TwoMentors(line))
            }]);
        }
        self.by_mentee.insert(mentee, (row.line, mentor));
        let (mentor, mentee) = self.people(row)?;
        if let Some(theirs) = mentee.mentor {
            return if Some(theirs) == mentor.person {
                Ok(Fate::There)
            } else {
                Err(vec![(Some(Column::Mentee), Problem::HasPair)])
            };
        }
        if mentor.person.is_some_and(|mentor| mentee.mentors_before.contains(&mentor)) {
            return Ok(Fate::Before);
        }
        self.check_cohort(row.cohort.as_ref(), mentee)?;
        let added = self.added.entry(&mentor.user).or_default();
        if mentor.mentees.saturating_add(*added) >= self.capacity {
            return Err(vec![(Some(Column::Mentor), Problem::AtCapacity(self.capacity))]);
        }
        *added += 1;
        Ok(Fate::Asked {
            mentor: mentor.user.clone(),
            mentee: mentee.user.clone(),
            starts_on: row.start.filter(|day| *day > mentee.today),
            cohort: row.cohort.clone(),
        })
    }

    /// Whether the mentee can be in the cohort of this name, which has one more person then.
    fn check_cohort(&mut self, name: Option<&CohortName>, mentee: &Found) -> Result<(), Problems> {
        let Some(name) = name else { return Ok(()) };
        let wrong = |problem| Err(vec![(Some(Column::Cohort), problem)]);
        let known_as = |name: &CohortName| name.as_str().to_lowercase();
        match &mentee.cohort {
            Some(other) if known_as(other) != known_as(name) => wrong(Problem::OtherCohort),
            Some(_) => Ok(()),
            None => {
                let people = self.in_cohort.entry(known_as(name)).or_default();
                *people += 1;
                if *people > MAX_MEMBERS { wrong(Problem::CohortFull) } else { Ok(()) }
            }
        }
    }

    /// The two, if both can be in a pair and the day is one on which it can begin.
    fn people(&self, row: &'a Row) -> Result<(&'a Found, &'a Found), Problems> {
        let mentor = self.participant(&row.mentor);
        let mentee = self.participant(&row.mentee);
        let mut wrong = Vec::new();
        wrong.extend(mentor.err().map(|problem| (Some(Column::Mentor), problem)));
        wrong.extend(mentee.err().map(|problem| (Some(Column::Mentee), problem)));
        if let (Some(start), Some(mentee)) = (row.start, self.known.get(&row.mentee)) {
            let problem = misplaced(start, mentee.today);
            wrong.extend(problem.map(|problem| (Some(Column::Start), problem)));
        }
        match (mentor, mentee, wrong.is_empty()) {
            (Ok(mentor), Ok(mentee), true) => Ok((mentor, mentee)),
            (_, _, _) => Err(wrong),
        }
    }

    fn participant(&self, named: &Named) -> Result<&'a Found, Problem> {
        let found = self.known.get(named).ok_or(Problem::Unknown)?;
        match found.account {
            Account::Member | Account::Admin => Ok(found),
            Account::Guest => Err(Problem::Guest),
            Account::Bot => Err(Problem::Bot),
            Account::Deactivated => Err(Problem::Deactivated),
        }
    }

    fn key(&self, named: &'a Named) -> Key<'a> {
        match (self.known.get(named), named) {
            (Some(found), _) => Key::User(&found.user),
            (None, Named::Member(user)) => Key::User(user),
            (None, Named::Email(_)) => Key::Named(named),
        }
    }
}

/// What is wrong with a day to begin on. It is counted on the mentee's calendar, as everything they do is.
fn misplaced(start: Date, today: Date) -> Option<Problem> {
    let year = 1.year();
    let is_near = (today.saturating_sub(year)..=today.saturating_add(year)).contains(&start);
    (!is_near).then_some(Problem::TooFar)
}
