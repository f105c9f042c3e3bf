//! The growth record: what somebody who stands alone now takes along, as a text that any editor shows and as a page.
//!
//! It holds what they did and what they wrote, and what the two aimed at and practised on, whoever found the words for it;
//! of anybody else's words besides only those that were published with their consent.
//! People's words stand in it as they were written, and nothing in them does anything: in the page every one of them is
//! text, and in Markdown every mark is escaped. It is made when it is sent and kept nowhere.

use std::fmt::Write;

use jiff::civil::Date;

use super::{
    challenge::{Posed, Process},
    goal::{Aim, Reached, State},
    kept::Decided,
    text::UserText,
    zone::words::short_day_year,
};

/// How the file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// A text with marks.
    Markdown,
    /// A page for a browser.
    Html,
}

/// What somebody takes along.
#[derive(Debug, Clone, PartialEq)]
pub struct GrowthRecord {
    /// Their name.
    pub mentee: String,
    /// The name of who went with them.
    pub mentor: String,
    /// The first day of the pair, and its last.
    pub days: (Date, Date),
    /// What there was, in counts.
    pub counts: Counts,
    /// What they aimed at and how it stood in the end, oldest first.
    pub goals: Vec<(Aim, State)>,
    /// What they practised on, with how they went about it, oldest first.
    pub challenges: Vec<(Posed, Process)>,
    /// What was asked and answered, and published with the consent of both, oldest first.
    pub published: Vec<(Vec<UserText>, UserText)>,
    /// What they decided, oldest first, with the day.
    pub decisions: Vec<(Date, Decided)>,
}

/// What there was, in counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Check-ins written.
    pub checkins: usize,
    /// Questions written down: sent, or solved while they were being written.
    pub asked: usize,
    /// Of what was settled, what they solved themselves.
    pub self_solved: usize,
    /// Questions of others they answered.
    pub helped: usize,
    /// Calls that took place.
    pub calls: usize,
}

impl Format {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Markdown, Self::Html];

    /// The word it is keyed by.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Markdown => "markdown",
            Self::Html => "html",
        }
    }
}

/// A piece of the record, however it is written.
enum Piece<'a> {
    Title(&'a str),
    Heading(&'static str),
    Name(&'a str),
    /// Our own words, with nobody else's in them.
    Line(String),
    Words(&'static str, &'a str),
}

impl GrowthRecord {
    /// The file.
    pub fn file(&self, format: Format) -> String {
        let pieces = self.pieces();
        match format {
            Format::Markdown => markdown(&pieces),
            Format::Html => html(&pieces),
        }
    }

    fn pieces(&self) -> Vec<Piece<'_>> {
        let (from, to) = self.days;
        let Counts { checkins, asked, self_solved, helped, calls } = self.counts;
        let mut pieces = vec![
            Piece::Title(&self.mentee),
            Piece::Words("With", &self.mentor),
            Piece::Line(format!("From {} to {}.", short_day_year(from), short_day_year(to))),
            Piece::Heading("In counts"),
            Piece::Line(format!("Check-ins written: {checkins}")),
            Piece::Line(format!("Questions asked: {asked}, solved without help: {self_solved}")),
            Piece::Line(format!("Questions of others answered: {helped}")),
            Piece::Line(format!("Calls: {calls}")),
        ];
        if !self.goals.is_empty() {
            pieces.push(Piece::Heading("Goals"));
        }
        for (aim, state) in &self.goals {
            pieces.push(Piece::Name(aim.title.expose()));
            let progress = aim.progress();
            let steps = match progress.of {
                0 => String::new(),
                of => format!(" Milestones: {} of {of}.", progress.done),
            };
            pieces.push(Piece::Line(format!("{}{steps}", became(state))));
            pieces.push(Piece::Words("How we knew", aim.how_we_know.expose()));
        }
        if !self.challenges.is_empty() {
            pieces.push(Piece::Heading("Challenges, and how I went about them"));
        }
        for (posed, process) in &self.challenges {
            pieces.push(Piece::Name(posed.title.expose()));
            pieces.push(Piece::Words("Where", posed.link.as_str()));
            pieces.push(Piece::Words("What I tried", process.tried.expose()));
            let more = [
                ("How I narrowed it down", &process.narrowed),
                ("What I would do differently", &process.differently),
            ];
            for (label, words) in more {
                pieces.extend(words.iter().map(|words| Piece::Words(label, words.expose())));
            }
            pieces
                .extend(process.link.iter().map(|it| Piece::Words("What came of it", it.as_str())));
        }
        if !self.published.is_empty() {
            pieces.push(Piece::Heading("Published, for others to find"));
        }
        for (asked, answer) in &self.published {
            pieces.extend(asked.iter().map(|words| Piece::Words("Asked", words.expose())));
            pieces.push(Piece::Words("Answered", answer.expose()));
        }
        if !self.decisions.is_empty() {
            pieces.push(Piece::Heading("Decisions I wrote down"));
        }
        for (on, decision) in &self.decisions {
            pieces.push(Piece::Name(decision.title.expose()));
            pieces.push(Piece::Line(short_day_year(*on)));
            pieces.push(Piece::Words("Decided", decision.choice.expose()));
            pieces.push(Piece::Words("Because", decision.why.expose()));
        }
        pieces
    }
}

fn became(state: &State) -> &'static str {
    match state {
        State::Open => "Still open.",
        State::Met { how: Reached::Alone, .. } => "Met, without help.",
        State::Met { how: Reached::Together, .. } => "Met.",
        State::Dropped { .. } => "Dropped, which is as good an outcome as any.",
    }
}

fn markdown(pieces: &[Piece<'_>]) -> String {
    let mut out = String::new();
    for piece in pieces {
        let written = match piece {
            Piece::Title(name) => {
                format!("# The growth record of {}\n\n", in_markdown(name, " "))
            }
            Piece::Heading(words) => format!("## {words}\n\n"),
            Piece::Name(words) => format!("### {}\n\n", in_markdown(words, " ")),
            Piece::Line(words) => format!("{words}\n\n"),
            Piece::Words(label, words) => {
                format!("**{label}**\n\n> {}\n\n", in_markdown(words, "\n>\n> "))
            }
        };
        out.push_str(&written);
    }
    out
}

const HEAD: &str = "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>Growth record</title>\n<style>body{font:1rem/1.5 sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem}blockquote{margin-left:1rem}</style>\n</head>\n<body>\n";

fn html(pieces: &[Piece<'_>]) -> String {
    let mut out = HEAD.to_owned();
    for piece in pieces {
        let done = match piece {
            Piece::Title(name) => {
                writeln!(out, "<h1>The growth record of {}</h1>", in_html(name))
            }
            Piece::Heading(words) => writeln!(out, "<h2>{words}</h2>"),
            Piece::Name(words) => writeln!(out, "<h3>{}</h3>", in_html(words)),
            Piece::Line(words) => writeln!(out, "<p>{words}</p>"),
            Piece::Words(label, words) => {
                writeln!(
                    out,
                    "<p><strong>{label}</strong></p>\n<blockquote>{}</blockquote>",
                    in_html(words)
                )
            }
        };
        // A string takes whatever is written into it.
        let _ = done;
    }
    out.push_str("</body>\n</html>\n");
    out
}

/// Whether a character would be seen by nobody and could turn others around. What joins letters, or keeps them apart, is seen
/// in them.
fn is_unseen(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Words as text of a page: nothing in them is a mark.
pub fn in_html(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars().filter(|c| !is_unseen(*c)) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' => out.push_str("<br>\n"),
            c => out.push(c),
        }
    }
    out
}

/// Words as text of Markdown: each mark is escaped, and lines are joined by `between`, so that none begins a block.
pub fn in_markdown(words: &str, between: &str) -> String {
    let lines = words.lines().map(|line| {
        let mut out = String::with_capacity(line.len());
        for c in line.trim().chars().filter(|c| !is_unseen(*c)) {
            if c.is_ascii_punctuation() {
                out.push('\\');
            }
            out.push(c);
        }
        out
    });
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join(between)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::super::goal::{Area, Reach, quarter::Quarter};
    use super::super::text::Link;
    use super::*;

    fn record(words: &str) -> GrowthRecord {
        let text = || UserText::from_stored(words.to_owned());
        let link = Link::parse("https://example.com/?a=1&b=<2>").ok();
        let posed = Posed {
            title: text(),
            link: Link::parse("https://example.com/1").unwrap(),
            labels: Vec::new(),
            context: None,
        };
        let process =
            Process { tried: text(), narrowed: Some(text()), differently: Some(text()), link };
        let decision = Decided { title: text(), choice: text(), why: text(), link: None };
        GrowthRecord {
            mentee: words.to_owned(),
            mentor: words.to_owned(),
            days: (date(2026, 11, 2), date(2027, 11, 1)),
            counts: Counts::default(),
            goals: vec![(aim(text), State::Open)],
            challenges: vec![(posed, process)],
            published: vec![(vec![text()], text())],
            decisions: vec![(date(2027, 1, 4), decision)],
        }
    }

    fn aim(text: impl Fn() -> UserText) -> Aim {
        Aim {
            area: Area(text()),
            title: text(),
            how_we_know: text(),
            due_on: date(2027, 2, 1),
            quarter: Quarter::of(date(2027, 2, 1)),
            topics: Vec::new(),
            reach: Reach::Usual,
            milestones: Vec::new(),
        }
    }

    /// Everything between a `<` and the next `>`.
    fn tags(page: &str) -> Vec<&str> {
        page.split('<').skip(1).map(|rest| rest.split('>').next().unwrap()).collect()
    }

    const HOSTILE: &str = "<script>alert(1)</script> \"><img src=x onerror=alert(1)> ' &lt; [a](javascript:x) \
                           ![](https://x.y) # h\n* i\n1. j\n```\n> q\n<!-- c --> \u{202e}abc | t | @everyone https://a.b";

    fn hostile() -> impl Strategy<Value = String> {
        let mark = prop_oneof![
            Just("<script>"),
            Just("</blockquote>"),
            Just("&#x3c;"),
            Just("\n# "),
            Just("```"),
            Just("](javascript:"),
            Just("<!--"),
            Just("\u{202e}"),
            Just("\0"),
            Just("\\"),
            Just("\\<b>"),
            Just("\n\n    "),
            Just("  \n"),
            Just("\"onload='x'"),
            Just("![x](y)"),
            Just("https://a.b/?c=d&e"),
            Just("\r\n- "),
            Just("|-|"),
            Just("a"),
        ];
        prop_oneof![
            proptest::collection::vec(mark, 0..12).prop_map(|marks| marks.concat()),
            any::<String>(),
        ]
    }

    #[test]
    fn nothing_that_people_wrote_is_a_mark_of_the_page() {
        let plain = record("words").file(Format::Html);
        let page = record(HOSTILE).file(Format::Html);
        let without_breaks = |page: &str| {
            tags(page).into_iter().filter(|tag| *tag != "br").map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(without_breaks(&page), without_breaks(&plain));
        assert!(!page.contains('\u{202e}'));
    }

    #[test]
    fn what_joins_letters_is_part_of_a_word() {
        for word in [
            "\u{645}\u{6cc}\u{200c}\u{62e}\u{648}\u{627}\u{647}\u{645}",
            "\u{1f469}\u{200d}\u{1f4bb}",
        ] {
            assert_eq!(in_html(word), word);
            assert_eq!(in_markdown(word, " "), word);
        }
    }

    proptest! {
        #[test]
        fn in_a_page_words_are_words(words in hostile()) {
            let plain = record("words").file(Format::Html);
            let page = record(&words).file(Format::Html);
            let of = |page: &str| tags(page).into_iter().filter(|tag| *tag != "br").map(str::to_owned).collect::<Vec<_>>();
            prop_assert_eq!(of(&page), of(&plain));
            let escaped = in_html(&words);
            let back = escaped.replace("<br>\n", "\n").replace("&lt;", "<").replace("&gt;", ">")
                .replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&");
            let seen: String = words.chars().filter(|c| !is_unseen(*c)).collect();
            prop_assert_eq!(back, seen, "and nothing of them is lost");
        }

        #[test]
        fn in_markdown_every_mark_is_escaped(words in hostile()) {
            let mut marks = false;
            for c in in_markdown(&words, " ").chars() {
                if marks {
                    prop_assert!(c.is_ascii_punctuation(), "{c} is escaped for nothing");
                    marks = false;
                } else if c.is_ascii_punctuation() {
                    prop_assert_eq!(c, '\\');
                    marks = true;
                }
            }
            prop_assert!(!marks, "an escape that escapes nothing");
            // Each line of a quotation begins as one, whatever somebody wrote.
            for line in in_markdown(&words, "\n>\n> ").lines().skip(1) {
                prop_assert!(line.starts_with('>'), "{line}");
            }
        }
    }
}
