//! What an operator reads about a file of challenges.

use super::list::{bad_labels, bad_link};
use crate::{
    domain::{
        challenge::{
            MAX_CONTEXT, MAX_NAME, MOST,
            file::{BadLine, COLUMNS, FileProblem, LineProblem, Listed},
        },
        text::TextProblem,
    },
    features::challenges::file::Run,
};

/// So many lines that were known are named one by one.
const MOST_NAMED: usize = 20;

/// A file was taken, or would be.
pub fn taken(run: Run, (new, known): (usize, &[usize])) -> String {
    let known = match known {
        [] => String::new(),
        lines => format!(" On it already, and left as they are: {}.", named(lines)),
    };
    match run {
        Run::Real => format!("Put on the list: {new}.{known} `/mentor challenges` shows them."),
        Run::Dry => format!(
            "Would be put on the list: {new}.{known} Nothing has changed: this was a dry run."
        ),
    }
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

/// Lines that are no challenges, each with what is wrong with it.
pub fn bad_lines(listed: &Listed) -> String {
    let lines: Vec<String> = listed.bad.iter().map(|it| format!("- {}", bad_line(*it))).collect();
    let first = match listed.bad.len() {
        1 => "One line is no challenge, so nothing has changed:".to_owned(),
        more => format!("{more} lines are no challenges, so nothing has changed:"),
    };
    let rest = match listed.good.len() {
        0 => String::new(),
        fine => format!("\nAs they should be: {fine}."),
    };
    format!("{first}\n{}{rest}", lines.join("\n"))
}

fn bad_line(BadLine { number, problem }: BadLine) -> String {
    let problem = match problem {
        LineProblem::Cells(count) => format!(
            "It has {count} cells, more than the first line. Put text that has commas in it in double quotes."
        ),
        LineProblem::NotUtf8 => {
            "It is not written in UTF-8. Save the file as CSV in UTF-8.".to_owned()
        }
        LineProblem::Link(problem) => format!("link: {}", bad_link(problem)),
        LineProblem::Title(problem) => format!("title: {}", bad_text(problem)),
        LineProblem::Label(problem) => format!("label: {}", bad_labels(problem)),
        LineProblem::Context(problem) => format!("context: {}", bad_text(problem)),
        LineProblem::SameAs(before) => {
            format!("It has the same link as line {before}. Keep one of them.")
        }
    };
    format!("line {number}: {problem}")
}

fn bad_text(problem: TextProblem) -> String {
    match problem {
        TextProblem::Blank => "There is none. Say in a line what it is.".to_owned(),
        TextProblem::TooLong { chars, max } => {
            format!("It has {chars} characters, and {max} fit.")
        }
    }
}

/// A file that is no list.
pub fn bad_file(problem: FileProblem) -> String {
    match problem {
        FileProblem::TooLarge => {
            "The file is larger than 16 MiB, which is no list of challenges; nothing has changed."
                .to_owned()
        }
        FileProblem::NoHeader => format!(
            "The first line must name the columns, with commas between: {}. link and title must be there, label and context \
             may be left out, and there are no others; nothing has changed.",
            COLUMNS.join(",")
        ),
        FileProblem::TooMany => {
            format!(
                "The file has more than {MOST} lines, which is what a list holds; nothing has changed."
            )
        }
        FileProblem::Empty => format!(
            "Nothing stands under the first line. Give each challenge a line with its link, a title of up to {MAX_NAME} \
             characters, its labels and up to {MAX_CONTEXT} characters of context; nothing has changed."
        ),
        FileProblem::Unreadable(line) => {
            format!(
                "The file cannot be read from line {line} on. Export it again; nothing has changed."
            )
        }
    }
}

/// More than the list holds.
pub fn too_many() -> String {
    format!(
        "That would be more than {MOST} on the list. Take something off it first; nothing has changed."
    )
}
