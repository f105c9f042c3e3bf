//! What an operator reads about a roster. Nothing a cell says is repeated: lines and columns are named instead.

use crate::domain::{
    cohort::{MAX_MEMBERS, MAX_NAME},
    roster::{BadLine, Column, Fate, FileProblem, Judged, LARGEST, MOST, Named, Problem},
};

use super::Run;

/// So many lines that are left as they are are named one by one.
const MOST_NAMED: usize = 20;

/// A roster was taken, or would be.
pub fn taken(run: Run, judged: &Judged) -> String {
    let first = match (run, count(judged)) {
        (_, 0) => "There is nobody to ask.".to_owned(),
        (Run::Real, 1) => "1 pair is being asked: each of the two gets a message in their own working hours when the bot \
                           runs again, and the pair begins when both have said yes."
            .to_owned(),
        (Run::Real, many) => format!(
            "{many} pairs are being asked: each of the two gets a message in their own working hours when the bot runs \
             again, and a pair begins when both have said yes."
        ),
        (Run::Dry, 1) => "1 pair would be asked, each of the two in their own working hours.".to_owned(),
        (Run::Dry, many) => {
            format!("{many} pairs would be asked, each of the two in their own working hours.")
        }
    };
    let last = match run {
        Run::Real => "",
        Run::Dry => " Nothing has changed: this was a dry run.",
    };
    let cohorts = match has_cohort(judged) {
        true => {
            " Whoever has a cohort is in it once their pair begins; `/mentor cohort` gives each one its channel."
        }
        false => "",
    };
    format!("{first}{cohorts}{}{last}", left(judged))
}

/// Whether a cohort is named for any of those who are asked.
fn has_cohort(judged: &Judged) -> bool {
    judged.good.iter().any(|(_, fate)| matches!(fate, Fate::Asked { cohort: Some(_), .. }))
}

/// How many pairs are asked.
fn count(judged: &Judged) -> usize {
    judged.good.iter().filter(|(_, fate)| matches!(fate, Fate::Asked { .. })).count()
}

/// What is left as it is, and why.
fn left(judged: &Judged) -> String {
    let lines = |which: &Fate| -> Vec<usize> {
        judged.good.iter().filter(|(_, fate)| fate == which).map(|(line, _)| *line).collect()
    };
    let there = match lines(&Fate::There) {
        none if none.is_empty() => String::new(),
        some => format!(
            " Left as they are, because the two are a pair or are being asked already: {}.",
            named(&some)
        ),
    };
    let before = match lines(&Fate::Before) {
        none if none.is_empty() => String::new(),
        some => format!(
            " Left as they are, because the two were a pair before or one of them said no: {}. `/mentor pair` asks them \
             again.",
            named(&some)
        ),
    };
    format!("{there}{before}")
}

fn named(lines: &[usize]) -> String {
    let first: Vec<String> = lines.iter().take(MOST_NAMED).map(ToString::to_string).collect();
    let word = if lines.len() == 1 { "line" } else { "lines" };
    let more = match lines.len().saturating_sub(MOST_NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("{word} {}{more}", first.join(", "))
}

/// Lines that cannot be taken, each with what is wrong with it and what to do; and what would come of the others.
pub fn bad_lines(judged: &Judged) -> String {
    let lines: Vec<String> = judged.bad.iter().map(|it| format!("- {}", bad_line(*it))).collect();
    let first = match judged.bad.len() {
        1 => "One thing in the roster is not right, so nothing has changed:".to_owned(),
        more => format!("{more} things in the roster are not right, so nothing has changed:"),
    };
    let rest = match (judged.good.is_empty(), count(judged)) {
        (true, _) => String::new(),
        (false, 0) => format!("\nThe other lines are fine; they ask nobody.{}", left(judged)),
        (false, 1) => {
            format!("\nThe other lines are fine: 1 pair would be asked.{}", left(judged))
        }
        (false, many) => {
            format!("\nThe other lines are fine: {many} pairs would be asked.{}", left(judged))
        }
    };
    format!("{first}\n{}{rest}", lines.join("\n"))
}

fn bad_line(BadLine { number, column, problem }: BadLine) -> String {
    let place = match column {
        Some(column) => format!("line {number}, {}", column.as_str()),
        None => format!("line {number}"),
    };
    let words = match problem {
        Problem::Cells(count) => format!(
            "It has {count} cells, more than the first line. Put text that has commas in it in double quotes."
        ),
        Problem::NotUtf8 => {
            "It is not written in UTF-8. Save the file as CSV in UTF-8.".to_owned()
        }
        Problem::Formula => "It begins like a formula (=, +, -, @ or a tab), and a roster has none. Write the plain text."
            .to_owned(),
        Problem::Blank => {
            "Nobody is named. Write their e-mail address or their member id (U…).".to_owned()
        }
        Problem::NotAPerson => "It is no e-mail address and no member id. A member id stands in the person's Slack \
                                profile under ⋮ and looks like U012ABCDEF."
            .to_owned(),
        Problem::CohortTooLong(chars) => {
            format!("The name has {chars} characters, and {MAX_NAME} fit. Shorten it.")
        }
        Problem::CohortBlank => {
            "The name has no letter and no digit. Write one that can be read, or leave it empty.".to_owned()
        }
        Problem::OtherCohort => "The mentee is in another cohort already, or is asked to be. Correct it, or leave it empty."
            .to_owned(),
        Problem::CohortFull => {
            format!("More than {MAX_MEMBERS} people would be in it. Make two cohorts of it.")
        }
        Problem::CohortLines => "The name has more than one line. Write it in one.".to_owned(),
        Problem::NotADay => "It is no day. Write it like 2026-11-30, or leave it empty.".to_owned(),
        Problem::TooFar => {
            "The day is more than a year away. Correct it, or leave it empty.".to_owned()
        }
        Problem::Unknown => "Slack knows nobody by it in this workspace. Look for a slip, or use the member id."
            .to_owned(),
        Problem::Bot => "It is a bot. Name a person.".to_owned(),
        Problem::Guest => "It is a guest, and only members of this workspace can be in a pair. Name somebody else, or \
                           have them made a member."
            .to_owned(),
        Problem::Deactivated => {
            "The account is deactivated. Name somebody else, or take the line out.".to_owned()
        }
        Problem::SamePerson => {
            "It is the mentor again. A pair needs two different people.".to_owned()
        }
        Problem::SameAs(before) => format!("It says the same as line {before}. Keep one of them."),
        Problem::TwoMentors(before) => format!(
            "Line {before} has another mentor for the same mentee. A mentee has one mentor at a time: keep one of the two."
        ),
        Problem::HasPair => "They have another mentor already, or are being asked about one. Take the line out; \
                             `/mentor rematch` in Slack finds another mentor."
            .to_owned(),
        Problem::AtCapacity(capacity) => format!(
            "With the lines before, they would have more than {capacity} mentees, which is the most one mentor takes on \
             here. Choose another mentor."
        ),
    };
    format!("{place}: {words}")
}

/// A file that is no roster.
pub fn bad_file(problem: FileProblem) -> String {
    let columns = Column::ALL.map(Column::as_str).join(",");
    match problem {
        FileProblem::TooLarge => format!(
            "The file is larger than {} MiB, which is no roster; nothing has changed.",
            LARGEST / (1024 * 1024)
        ),
        FileProblem::NoHeader => format!(
            "The first line must name the columns, with commas between: {columns}. mentor and mentee must be there, in any \
             order; nothing has changed."
        ),
        FileProblem::UnknownColumns(1) => format!(
            "The first line names a column that a roster does not have. It has {columns}; take the other one out. Nothing \
             has changed."
        ),
        FileProblem::UnknownColumns(more) => format!(
            "The first line names {more} columns that a roster does not have. It has {columns}; take the others out. \
             Nothing has changed."
        ),
        FileProblem::Twice(column) => format!(
            "The first line names the column {} twice. Keep one of them; nothing has changed.",
            column.as_str()
        ),
        FileProblem::TooMany => format!(
            "The file has more than {MOST} lines, which is the most one roster has. Cut it into several; nothing has \
             changed."
        ),
        FileProblem::Empty => {
            format!(
                "There is no pair in the file. Under the first line ({columns}), give each pair a line; nothing has changed."
            )
        }
        FileProblem::Unreadable(line) => format!(
            "The file cannot be read from line {line} on. Export it again; nothing has changed."
        ),
    }
}

/// `--lead` names nobody in a way that can be read.
pub fn lead_is_no_name() -> String {
    "--lead needs the e-mail address or the member id of a lead; nothing has changed.".to_owned()
}

/// Nobody is named as the lead.
pub fn nobody_leads() -> String {
    "Somebody has to propose the pairs. Name a lead with --lead and their e-mail address or member id, or set \
     TRELLIS_LEADS; nothing has changed."
        .to_owned()
}

/// Slack does not know the lead.
pub fn unknown_lead() -> String {
    "Slack knows nobody by the name of the lead in this workspace. Look at --lead, or at the first id in TRELLIS_LEADS; \
     nothing has changed."
        .to_owned()
}

/// Who is named as the lead leads nothing.
pub fn no_lead() -> String {
    "Whoever proposes the pairs must be a lead: somebody TRELLIS_LEADS names or, while it is not set, an admin of the \
     workspace; nothing has changed."
        .to_owned()
}

/// The app may not ask.
pub fn missing_scope(named: &Named) -> String {
    let (scope, instead) = match named {
        Named::Email(_) => ("users:read.email", ", or name people by their member ids"),
        Named::Member(_) => ("users:read", ""),
    };
    format!(
        "The Slack app may not look people up: it lacks the scope {scope}. Give it the scopes of manifest.yml and install \
         it again{instead}; nothing has changed."
    )
}

/// Slack says no.
pub fn slack_refuses(code: &str) -> String {
    format!("Slack does not say who people are ({code}), so nothing has changed.")
}

/// Slack says nothing.
pub fn slack_is_silent() -> String {
    "Slack didn't answer when it was asked who people are, so nothing has changed. Please try again in a few minutes."
        .to_owned()
}
