//! A file of challenges: comma-separated, with the first line `link,title,label,context`.
//!
//! Every line is looked at, and each that is no challenge is named with what is wrong with it; none is dropped without a
//! word. What a cell says is text and nothing else, also where a spreadsheet would calculate. Which of them are on a list
//! already is not known here.

use std::collections::HashMap;

use csv::{ByteRecord, ReaderBuilder};

use super::{MAX_CONTEXT, MAX_NAME, MOST, Posed};
use crate::domain::{
    kept::{TagProblem, tags},
    table::{self, Lines},
    text::{Link, LinkProblem, TextProblem, UserText},
};

/// The largest file that is read, in bytes.
pub const LARGEST: usize = 16 * 1024 * 1024;

/// The columns, as the first line names them.
pub const COLUMNS: [&str; 4] = ["link", "title", "label", "context"];

/// What a file holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Listed {
    /// The challenges, each with the line it begins in.
    pub good: Vec<(usize, Posed)>,
    /// The lines that are none.
    pub bad: Vec<BadLine>,
}

/// A line that is no challenge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadLine {
    /// Which line it begins in, counted from 1.
    pub number: usize,
    /// What is wrong with it.
    pub problem: LineProblem,
}

/// Why a line is no challenge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineProblem {
    /// It has so many cells, which is more than the first line.
    Cells(usize),
    /// It is not written in UTF-8.
    NotUtf8,
    /// Its link is none.
    Link(LinkProblem),
    /// Its title does not fit, or there is none.
    Title(TextProblem),
    /// Its labels do not fit.
    Label(TagProblem),
    /// Its context does not fit.
    Context(TextProblem),
    /// This line before has the same link.
    SameAs(usize),
}

/// Why a file is no list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileProblem {
    /// It is larger than [`LARGEST`].
    TooLarge,
    /// Its first line does not name the columns.
    NoHeader,
    /// It has more than [`MOST`] lines of challenges.
    TooMany,
    /// Nothing stands under its first line.
    Empty,
    /// It cannot be read from this line on.
    Unreadable(usize),
}

/// Reads a file. Lines in which every cell is empty are no lines.
///
/// # Errors
///
/// When it is no list at all; single lines that are no challenges are part of the answer.
pub fn read(file: &[u8]) -> Result<Listed, FileProblem> {
    if file.len() > LARGEST {
        return Err(FileProblem::TooLarge);
    }
    let file = table::without_mark(file);
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(file);
    let mut lines = Lines::of(file);
    let (mut row, mut columns) = (ByteRecord::new(), None);
    let (mut listed, mut seen) = (Listed::default(), HashMap::new());
    loop {
        let begins = lines.number_at(reader.position().byte());
        match reader.read_byte_record(&mut row) {
            Ok(true) => {}
            Ok(false) => break,
            Err(_) => return Err(FileProblem::Unreadable(begins)),
        }
        let Some(columns) = columns else {
            columns = Some(Columns::read(&row).ok_or(FileProblem::NoHeader)?);
            continue;
        };
        if row.iter().all(|cell| cell.trim_ascii().is_empty()) {
            continue;
        }
        if listed.good.len() + listed.bad.len() == MOST {
            return Err(FileProblem::TooMany);
        }
        match columns.posed(&row) {
            Ok(posed) => match seen.get(posed.link.as_str()) {
                Some(before) => {
                    let problem = LineProblem::SameAs(*before);
                    listed.bad.push(BadLine { number: begins, problem });
                }
                None => {
                    seen.insert(posed.link.as_str().to_owned(), begins);
                    listed.good.push((begins, posed));
                }
            },
            Err(problem) => listed.bad.push(BadLine { number: begins, problem }),
        }
    }
    match (columns, listed.good.is_empty() && listed.bad.is_empty()) {
        (None, _) => Err(FileProblem::NoHeader),
        (Some(_), true) => Err(FileProblem::Empty),
        (Some(_), false) => Ok(listed),
    }
}

/// Where the columns stand, as the first line says.
#[derive(Debug, Clone, Copy)]
struct Columns {
    link: usize,
    title: usize,
    label: Option<usize>,
    context: Option<usize>,
    count: usize,
}

impl Columns {
    fn read(first: &ByteRecord) -> Option<Self> {
        let names: Vec<String> =
            first.iter().map(|it| String::from_utf8_lossy(it).trim().to_lowercase()).collect();
        let known = |name: &String| COLUMNS.contains(&name.as_str());
        if !names
            .iter()
            .all(|name| known(name) && names.iter().filter(|it| it == &name).count() == 1)
        {
            return None;
        }
        let at = |column: &str| names.iter().position(|name| name == column);
        let [link, title, label, context] = COLUMNS.map(at);
        Some(Self { link: link?, title: title?, label, context, count: names.len() })
    }

    fn posed(self, row: &ByteRecord) -> Result<Posed, LineProblem> {
        if row.len() > self.count {
            return Err(LineProblem::Cells(row.len()));
        }
        let cell = |at: Option<usize>| {
            let cell = at.and_then(|at| row.get(at)).unwrap_or_default();
            std::str::from_utf8(cell).map_err(|_| LineProblem::NotUtf8)
        };
        let link = Link::parse(cell(Some(self.link))?).map_err(LineProblem::Link)?;
        let title =
            UserText::parse(cell(Some(self.title))?, MAX_NAME).map_err(LineProblem::Title)?;
        let labels = tags(cell(self.label)?).map_err(LineProblem::Label)?;
        let context = UserText::parse_optional(cell(self.context)?, MAX_CONTEXT)
            .map_err(LineProblem::Context)?;
        Ok(Posed { title, link, labels, context })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(file: &str) -> Vec<String> {
        let listed = read(file.as_bytes()).unwrap();
        let good = listed.good.iter().map(|(line, it)| {
            let labels: Vec<&str> = it.labels.iter().map(UserText::expose).collect();
            let context = it.context.as_ref().map_or("", UserText::expose);
            format!(
                "{line} {} {} [{}] {context}",
                it.link.as_str(),
                it.title.expose(),
                labels.join("|")
            )
        });
        let bad = listed.bad.iter().map(|it| format!("{} {:?}", it.number, it.problem));
        good.chain(bad).collect()
    }

    #[test]
    fn marks_line_ends_quotes_and_any_order_of_columns_are_fine() {
        let file = "\u{feff}Title,LINK,context,label\r\n\"A day, off\",https://example.com/1,\"Two\r\nlines \"\"here\"\"\",\"Bug; First\"\r\n\r\nSlow,https://example.com/2\r\n,,,\r\n";
        assert_eq!(
            shown(file),
            [
                "2 https://example.com/1 A day, off [bug|first] Two\nlines \"here\"",
                "5 https://example.com/2 Slow [] ",
            ]
        );
    }

    #[test]
    fn every_line_that_is_none_is_named() {
        let long = "x".repeat(MAX_NAME + 1);
        let file = format!(
            "link,title,label,context\nhttps://example.com/1,One,,\nhttp://example.com/2,Two,,\n,Three,,\n\
             https://example.com/4,,,\nhttps://example.com/5,{long},,\nhttps://example.com/6,Six,a,b,c\n\
             https://EXAMPLE.com/1,Again,,\nhttps://example.com/8,Eight,{},\nhttps://example.com/9,Nine,,{}\n\
             \n\nhttps://example.com/12,Twelve,,\n",
            "y".repeat(31),
            "z".repeat(MAX_CONTEXT + 1),
        );
        assert_eq!(
            shown(&file),
            [
                "2 https://example.com/1 One [] ",
                "13 https://example.com/12 Twelve [] ",
                "3 Link(NotHttps)",
                "4 Link(NotAnAddress)",
                "5 Title(Blank)",
                "6 Title(TooLong { chars: 151, max: 150 })",
                "7 Cells(5)",
                "8 SameAs(2)",
                "9 Label(TooLong(31))",
                "10 Context(TooLong { chars: 2001, max: 2000 })",
            ]
        );
    }

    #[test]
    fn a_cell_a_spreadsheet_would_calculate_is_its_own_words() {
        let file = "link,title,label,context\nhttps://example.com/1,\"=HYPERLINK(\"\"https://evil.example\"\")\",+1,@SUM(A1)\n";
        assert_eq!(
            shown(file),
            ["2 https://example.com/1 =HYPERLINK(\"https://evil.example\") [+1] @SUM(A1)"]
        );
    }

    #[test]
    fn what_is_no_list_says_so() {
        for (file, problem) in [
            (&b""[..], FileProblem::NoHeader),
            (b"https://example.com/1,One", FileProblem::NoHeader),
            (b"link;title;label;context\n", FileProblem::NoHeader),
            (b"link,title,title\n", FileProblem::NoHeader),
            (b"link,title,score\n", FileProblem::NoHeader),
            (b"link,title,label,context\n\n,,\n", FileProblem::Empty),
        ] {
            assert_eq!(read(file), Err(problem));
        }
        let latin = b"link,title\nhttps://example.com/1,One\nhttps://example.com/2,Fa\xe7ade\n";
        let listed = read(latin).unwrap();
        assert_eq!(listed.bad, [BadLine { number: 3, problem: LineProblem::NotUtf8 }]);
        let unclosed = "link,title,label,context\nhttps://example.com/1,One,,\"never\nhttps://example.com/2,Two,,";
        assert_eq!(
            read(unclosed.as_bytes()).unwrap().good.len(),
            1,
            "one row to the end of the file"
        );
        assert_eq!(read(&vec![b' '; LARGEST + 1]), Err(FileProblem::TooLarge));
    }

    #[test]
    fn five_thousand_are_taken_and_no_more() {
        let line = |n: usize| format!("https://example.com/{n},Number {n},bug,\n");
        let file: String = std::iter::once("link,title,label,context\n".to_owned())
            .chain((0..MOST).map(line))
            .collect();
        let listed = read(file.as_bytes()).unwrap();
        assert_eq!((listed.good.len(), listed.bad.len()), (MOST, 0));
        assert_eq!(listed.good.last().unwrap().0, MOST + 1);
        assert_eq!(read((file + &line(MOST)).as_bytes()), Err(FileProblem::TooMany));
    }
}
