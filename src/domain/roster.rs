//! A roster: who is to be whose mentor, as a comma-separated file with the first line `mentor,mentee,cohort,start`.
//!
//! Every line is looked at, and each that cannot be taken is named with its column and what is wrong with it. What a cell
//! says is never repeated, because it may be an e-mail address, and never calculated, because it may have been made to be.
//! Who the people are is not known while a file is read; what becomes of each line is then decided by [`judge`].

mod judge;

use std::fmt;

use csv::{ByteRecord, ReaderBuilder};
use jiff::civil::Date;

pub use self::judge::{Fate, Found, Judged, judge};
use super::{
    cohort::{CohortName, NoName},
    ids::SlackUser,
    table::{self, Lines},
};

/// The largest file that is read, in bytes.
pub const LARGEST: usize = 4 * 1024 * 1024;

/// The most lines a roster has.
pub const MOST: usize = 5_000;

/// The most characters of an e-mail address.
const MAX_EMAIL: usize = 254;

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// Who answers.
    Mentor,
    /// Who writes.
    Mentee,
    /// With whom they begin.
    Cohort,
    /// From which day on.
    Start,
}

/// Somebody as a cell names them.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Named {
    /// By their e-mail address.
    Email(Email),
    /// By their member id.
    Member(SlackUser),
}

/// An e-mail address, in small letters. It is private: `Debug` shows none of it.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Email(String);

/// A line that can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Which line it begins in, counted from 1.
    pub line: usize,
    /// The mentor.
    pub mentor: Named,
    /// The mentee.
    pub mentee: Named,
    /// From which day on, if it says.
    pub start: Option<Date>,
    /// With whom they begin, if it says.
    pub cohort: Option<CohortName>,
}

/// What a file holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Roster {
    /// The lines that can be read, in order.
    pub rows: Vec<Row>,
    /// What is wrong with the others.
    pub bad: Vec<BadLine>,
}

/// Something wrong with a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadLine {
    /// Which line it begins in, counted from 1.
    pub number: usize,
    /// In which column; `None` where it is the line as a whole.
    pub column: Option<Column>,
    /// What is wrong.
    pub problem: Problem,
}

/// What can be wrong with a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// It has so many cells, which is more than the first line.
    Cells(usize),
    /// It is not written in UTF-8.
    NotUtf8,
    /// A spreadsheet would calculate it.
    Formula,
    /// Nobody is named.
    Blank,
    /// It is neither an e-mail address nor a member id.
    NotAPerson,
    /// The cohort's name has nothing in it that can be read.
    CohortBlank,
    /// The cohort's name has so many characters.
    CohortTooLong(usize),
    /// The cohort's name has more than one line.
    CohortLines,
    /// It is no day as `2026-11-30` is one.
    NotADay,
    /// The day is more than a year away, before or after.
    TooFar,
    /// Slack knows nobody by it.
    Unknown,
    /// It is a bot.
    Bot,
    /// It is a guest, or somebody from another organisation.
    Guest,
    /// The account is deactivated.
    Deactivated,
    /// The mentor and the mentee are one person.
    SamePerson,
    /// This line before says the same.
    SameAs(usize),
    /// This line before has another mentor for the same mentee.
    TwoMentors(usize),
    /// The mentee has another mentor already, or is being asked about one.
    HasPair,
    /// The mentee is in another cohort, or is asked to be.
    OtherCohort,
    /// With the lines before, the cohort would have more people than a cohort has.
    CohortFull,
    /// With the lines before, the mentor would have more mentees than this many.
    AtCapacity(i64),
}

/// Why a file is no roster.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileProblem {
    /// It is larger than [`LARGEST`].
    TooLarge,
    /// Its first line does not name the columns.
    NoHeader,
    /// The first line names this many columns that a roster does not have.
    UnknownColumns(usize),
    /// The first line names this column twice.
    Twice(Column),
    /// It has more than [`MOST`] lines.
    TooMany,
    /// Nothing stands under its first line, or in it at all.
    Empty,
    /// It cannot be read from this line on.
    Unreadable(usize),
}

impl Column {
    /// Every column, in the order in which they are explained.
    pub const ALL: [Self; 4] = [Self::Mentor, Self::Mentee, Self::Cohort, Self::Start];

    /// Its name in the first line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Mentor => "mentor",
            Self::Mentee => "mentee",
            Self::Cohort => "cohort",
            Self::Start => "start",
        }
    }
}

impl Email {
    /// Reads an address: something, an `@`, and a host with a dot in it. Whether anybody has it is Slack's to say.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (name, host) = text.split_once('@')?;
        let inner = host.split('.').all(|part| !part.is_empty()) && host.contains('.');
        let plain = |it: char| !it.is_whitespace() && !it.is_control() && it != '@';
        let good = !name.is_empty() && inner && name.chars().chain(host.chars()).all(plain);
        (good && text.chars().count() <= MAX_EMAIL).then(|| Self(text.to_lowercase()))
    }

    /// The address itself. Every use of this is a place where it leaves the house.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Email(…)")
    }
}

impl Named {
    /// Reads how somebody is named: by their e-mail address or their member id.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        SlackUser::parse(text).map(Self::Member).or_else(|| Email::parse(text).map(Self::Email))
    }
}

/// Reads a file. Lines in which every cell is empty are no lines.
///
/// # Errors
///
/// When it is no roster at all; what is wrong with single lines is part of the answer.
pub fn read(file: &[u8]) -> Result<Roster, FileProblem> {
    if file.len() > LARGEST {
        return Err(FileProblem::TooLarge);
    }
    let file = table::without_mark(file);
    if file.trim_ascii().is_empty() {
        return Err(FileProblem::Empty);
    }
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(file);
    let mut lines = Lines::of(file);
    let (mut cells, mut columns) = (ByteRecord::new(), None);
    let (mut roster, mut count) = (Roster::default(), 0);
    loop {
        let line = lines.number_at(reader.position().byte());
        match reader.read_byte_record(&mut cells) {
            Ok(true) => {}
            Ok(false) => break,
            Err(_) => return Err(FileProblem::Unreadable(line)),
        }
        let Some(columns) = &columns else {
            columns = Some(Columns::read(&cells)?);
            continue;
        };
        if cells.iter().all(|cell| cell.trim_ascii().is_empty()) {
            continue;
        }
        count += 1;
        if count > MOST {
            return Err(FileProblem::TooMany);
        }
        match columns.row(&cells, line) {
            Ok(row) => roster.rows.push(row),
            Err(bad) => roster.bad.extend(bad),
        }
    }
    match (columns, count) {
        (None, _) => Err(FileProblem::NoHeader),
        (Some(_), 0) => Err(FileProblem::Empty),
        (Some(_), _) => Ok(roster),
    }
}

/// Where the columns stand, as the first line says.
struct Columns {
    at: Vec<Column>,
}

impl Columns {
    fn read(first: &ByteRecord) -> Result<Self, FileProblem> {
        let mut at = Vec::new();
        let mut unknown = 0;
        for cell in first {
            let name = String::from_utf8_lossy(cell).trim().to_lowercase();
            match Column::ALL.into_iter().find(|column| column.as_str() == name) {
                Some(column) if at.contains(&column) => return Err(FileProblem::Twice(column)),
                Some(column) => at.push(column),
                None => unknown += 1,
            }
        }
        match (at.contains(&Column::Mentor) && at.contains(&Column::Mentee), unknown) {
            (false, _) => Err(FileProblem::NoHeader),
            (true, 0) => Ok(Self { at }),
            (true, more) => Err(FileProblem::UnknownColumns(more)),
        }
    }

    fn row(&self, cells: &ByteRecord, line: usize) -> Result<Row, Vec<BadLine>> {
        if cells.len() > self.at.len() {
            let problem = Problem::Cells(cells.len());
            return Err(vec![BadLine { number: line, column: None, problem }]);
        }
        let cell = |column: Column| {
            let at = self.at.iter().position(|it| *it == column);
            let bytes = at.and_then(|at| cells.get(at)).unwrap_or_default();
            match std::str::from_utf8(bytes) {
                Ok(text) if is_formula(text) => Err(Problem::Formula),
                Ok(text) => Ok(text.trim()),
                Err(_) => Err(Problem::NotUtf8),
            }
        };
        let mentor = cell(Column::Mentor).and_then(person);
        let mentee = cell(Column::Mentee).and_then(person);
        let cohort = cell(Column::Cohort).and_then(cohort_name);
        let start = cell(Column::Start).and_then(day);
        match (mentor, mentee, cohort, start) {
            (Ok(mentor), Ok(mentee), Ok(cohort), Ok(start)) => {
                Ok(Row { line, mentor, mentee, start, cohort })
            }
            (mentor, mentee, cohort, start) => {
                let problems = [mentor.err(), mentee.err(), cohort.err(), start.err()];
                let named = Column::ALL.into_iter().zip(problems);
                let bad = named.filter_map(|(column, problem)| {
                    Some(BadLine { number: line, column: Some(column), problem: problem? })
                });
                Err(bad.collect())
            }
        }
    }
}

/// Whether a spreadsheet would calculate this cell.
fn is_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r'])
        || cell.trim_start().starts_with(['=', '+', '-', '@'])
}

fn person(cell: &str) -> Result<Named, Problem> {
    match (cell.is_empty(), Named::parse(cell)) {
        (true, _) => Err(Problem::Blank),
        (false, Some(named)) => Ok(named),
        (false, None) => Err(Problem::NotAPerson),
    }
}

fn cohort_name(cell: &str) -> Result<Option<CohortName>, Problem> {
    match CohortName::parse(cell) {
        _ if cell.is_empty() => Ok(None),
        _ if cell.contains(['\n', '\r']) => Err(Problem::CohortLines),
        Ok(name) => Ok(Some(name)),
        Err(NoName::Blank) => Err(Problem::CohortBlank),
        Err(NoName::TooLong(chars)) => Err(Problem::CohortTooLong(chars)),
    }
}

fn day(cell: &str) -> Result<Option<Date>, Problem> {
    if cell.is_empty() {
        return Ok(None);
    }
    // The parser also takes an hour after the day, which nobody can mean here.
    let shaped = cell.len() == "2026-11-30".len();
    cell.parse().ok().filter(|_| shaped).map(Some).ok_or(Problem::NotADay)
}

#[cfg(test)]
mod tests;
