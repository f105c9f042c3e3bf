//! A programme's guide: what this is, how it goes, where to meet, what to read. Its leads write it, its people read it.
//!
//! Tools and readings are written as lines, a name and an address each, and taken whole or not at all, with every line
//! that is none named by its number. What a guide begins with is not known here, and no sentence is written here.

use serde::{Deserialize, Serialize};

use super::text::{Link, LinkProblem, UserText};

/// The most characters of one text of a guide.
pub const MAX_TEXT: usize = 2000;

/// The most characters of one list of lines, which is what Slack's text input takes.
pub const MAX_LINES: usize = 3000;

/// How many lines one list has at most.
pub const MOST: usize = 12;

/// The most characters of a name.
pub const MAX_NAME: usize = 80;

/// A programme's guide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guide {
    /// What this programme is.
    pub about: UserText,
    /// How it goes, week by week.
    pub structure: UserText,
    /// What the first week is for.
    pub first_week: UserText,
    /// Where one meets, draws, writes.
    pub tools: Vec<Place>,
    /// What is worth reading for mentees.
    pub for_mentees: Vec<Place>,
    /// What is worth reading for mentors.
    pub for_mentors: Vec<Place>,
}

/// A place with a name: a tool, something to read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// What it is called.
    pub name: UserText,
    /// Where it is.
    pub link: Link,
}

/// A line that names no place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadLine {
    /// Which one, counted from 1, empty ones too.
    pub line: usize,
    /// What is wrong.
    pub problem: LineProblem,
}

/// What can be wrong with a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineProblem {
    /// No name stands before the address.
    NoName,
    /// The name has so many characters.
    LongName(usize),
    /// What stands at the end is no address we show.
    Link(LinkProblem),
    /// It is one more than a list has.
    TooMany,
}

/// Reads lines as people write them: a name, a blank, an address. Empty lines do not count.
///
/// # Errors
///
/// Every line that is none, in their order.
pub fn read(typed: &str) -> Result<Vec<Place>, Vec<BadLine>> {
    let (mut places, mut bad) = (Vec::new(), Vec::new());
    let lines = typed.lines().zip(1..).filter(|(text, _)| !text.trim().is_empty());
    for ((text, line), nth) in lines.zip(1..) {
        let place = if nth > MOST { Err(LineProblem::TooMany) } else { read_line(text) };
        match place {
            Ok(place) => places.push(place),
            Err(problem) => bad.push(BadLine { line, problem }),
        }
    }
    if bad.is_empty() { Ok(places) } else { Err(bad) }
}

fn read_line(text: &str) -> Result<Place, LineProblem> {
    let text = text.trim();
    let (name, address) = text.rsplit_once(char::is_whitespace).unwrap_or(("", text));
    let link = Link::parse(address).map_err(LineProblem::Link)?;
    let Ok(name) = UserText::parse(name, usize::MAX) else { return Err(LineProblem::NoName) };
    match name.chars() {
        chars if chars > MAX_NAME => Err(LineProblem::LongName(chars)),
        _ => Ok(Place { name, link }),
    }
}

/// The same lines, to be edited; `None` where there are none.
pub fn write(places: &[Place]) -> Option<UserText> {
    let line = |place: &Place| format!("{} {}", place.name.expose(), place.link.as_str());
    let lines: Vec<String> = places.iter().map(line).collect();
    (!lines.is_empty()).then(|| UserText::from_stored(lines.join("\n")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_read_back_as_they_were_written() {
        let typed =
            "Video calls https://meet.example.com/a?b=1\n\n  Board\thttps://board.example.com/  ";
        let places = read(typed).unwrap();
        let names: Vec<&str> = places.iter().map(|it| it.name.expose()).collect();
        assert_eq!(names, ["Video calls", "Board"]);
        assert_eq!(read(write(&places).unwrap().expose()).unwrap(), places);
        assert_eq!(read(" \n ").unwrap(), []);
        assert_eq!(write(&[]), None);
    }

    #[test]
    fn every_line_that_is_none_is_named() {
        let long = "x".repeat(81);
        let typed = format!(
            "Chat https://example.com\n\nhttps://example.com\nBoard http://example.com\n{long} https://example.com\nNothing"
        );
        let bad = |line, problem| BadLine { line, problem };
        assert_eq!(
            read(&typed).unwrap_err(),
            [
                bad(3, LineProblem::NoName),
                bad(4, LineProblem::Link(LinkProblem::NotHttps)),
                bad(5, LineProblem::LongName(81)),
                bad(6, LineProblem::Link(LinkProblem::NotAnAddress)),
            ]
        );
        let many = "Chat https://example.com\n".repeat(MOST + 2);
        let too_many = [MOST + 1, MOST + 2].map(|line| bad(line, LineProblem::TooMany));
        assert_eq!(read(&many).unwrap_err(), too_many);
    }
}
