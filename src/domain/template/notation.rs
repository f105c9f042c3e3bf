//! A template as lines that anybody can edit: `# Part`, then a question a line, `* name: What people read | a hint`.
//!
//! The star means that an answer is needed. The name may be left out; it is then made from the label. What is read is
//! taken whole or not at all, with every problem named by its line. Nothing here says it in sentences.

use std::collections::BTreeSet;

use super::{
    Content, MAX_HINT, MAX_LABEL, MAX_MONTHLY, MAX_NAME, MAX_PLANNED, MAX_QUESTIONS, MAX_TITLE,
    Need, Part, Question,
};
use crate::domain::{reply::ReplyPart, text::UserText};

/// At most so many characters in one place, which is what Slack's text input takes.
pub const MAX_CHARS: usize = 3000;

/// Names that belong to the rest of the form.
const RESERVED: [&str; 7] =
    ["week", "covers", "blocked", "works_well", "could_improve", "once_a_month", "form"];

/// The same, with a number behind them.
const RESERVED_NUMBERED: [&str; 6] =
    ["plan_", "question_", "kind_", "action_", "action_for_", "became_"];

/// Where in a template a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The questions about the week that was.
    LookingBack,
    /// The plan.
    LookingAhead,
    /// What a reply asks.
    Reply,
    /// What the check-in asks once a month.
    Monthly,
    /// What the mentor's reply asks once a month.
    MonthlyReply,
}

impl Place {
    /// Every place, in the order of the form.
    pub const ALL: [Self; 5] =
        [Self::LookingBack, Self::LookingAhead, Self::Reply, Self::Monthly, Self::MonthlyReply];

    /// Whose form it is; names are one's own in each.
    fn form(self) -> Form {
        match self {
            Self::LookingBack | Self::LookingAhead | Self::Monthly => Form::Checkin,
            Self::Reply | Self::MonthlyReply => Form::Reply,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Form {
    Checkin,
    Reply,
}

/// Something that keeps a text from being a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    /// Where.
    pub place: Place,
    /// In which line, counted from one; `None` when it is about all of them.
    pub line: Option<usize>,
    /// What it is.
    pub problem: Problem,
}

/// What can be wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// A question stands before the first heading.
    NoPart,
    /// A heading has no words.
    NoTitle,
    /// A heading has so many characters.
    LongTitle(usize),
    /// A heading has no question under it.
    EmptyPart,
    /// A heading stands where there are no parts.
    NoParts,
    /// A question has no label.
    NoLabel,
    /// A label has so many characters.
    LongLabel(usize),
    /// A hint has so many characters.
    LongHint(usize),
    /// No name was given, and none can be made from the label.
    NoName,
    /// A name has so many characters.
    LongName(usize),
    /// Another question has this name.
    TakenName(String),
    /// The form itself uses this name.
    ReservedName(String),
    /// An answer is needed where none can be.
    NeverRequired,
    /// A reply has no part of this name.
    UnknownPart(String),
    /// So many questions a week.
    TooMany(usize),
    /// So many questions make the plan.
    TooManyPlanned(usize),
    /// So many questions take turns.
    TooManyMonthly(usize),
    /// No question must be answered.
    NothingRequired,
    /// No question makes the plan.
    NothingPlanned,
    /// A reply asks nothing.
    NoReply,
    /// Written out, it has so many characters.
    TooLong(usize),
}

/// A template as the lines of one place.
pub fn write(content: &Content, place: Place) -> String {
    match place {
        Place::LookingBack => write_parts(&content.looking_back),
        Place::LookingAhead => write_parts(&content.looking_ahead),
        Place::Reply => write_questions(&content.reply),
        Place::Monthly => write_questions(&content.monthly),
        Place::MonthlyReply => write_questions(&content.monthly_reply),
    }
}

fn write_parts(parts: &[Part]) -> String {
    let part = |part: &Part| format!("# {}\n{}", part.title, write_questions(&part.questions));
    parts.iter().map(part).collect::<Vec<_>>().join("\n\n")
}

fn write_questions(questions: &[Question]) -> String {
    let question = |question: &Question| {
        let star = match question.need {
            Need::Required => "* ",
            Need::Optional => "",
        };
        let hint = question.hint.iter().map(|hint| format!(" | {hint}")).collect::<String>();
        format!("{star}{}: {}{hint}", question.name, question.label)
    };
    questions.iter().map(question).collect::<Vec<_>>().join("\n")
}

/// Reads what was typed in each place.
///
/// # Errors
/// Everything that keeps it from being a template, in the order of the form.
pub fn read<'a>(typed: impl Fn(Place) -> &'a str) -> Result<Content, Vec<Misfit>> {
    let mut reading = Reading::default();
    let content = Content {
        looking_back: reading.parts(Place::LookingBack, typed(Place::LookingBack)),
        looking_ahead: reading.parts(Place::LookingAhead, typed(Place::LookingAhead)),
        reply: reading.list(Place::Reply, typed(Place::Reply)),
        monthly: reading.list(Place::Monthly, typed(Place::Monthly)),
        monthly_reply: reading.list(Place::MonthlyReply, typed(Place::MonthlyReply)),
    };
    reading.count(&content);
    let mut misfits = reading.misfits;
    misfits.sort_by_key(|misfit| (misfit.place, misfit.line));
    if misfits.is_empty() { Ok(content) } else { Err(misfits) }
}

#[derive(Default)]
struct Reading {
    names: BTreeSet<(Form, String)>,
    misfits: Vec<Misfit>,
}

/// A line that says something.
struct Line {
    place: Place,
    number: usize,
    words: String,
}

impl Reading {
    fn parts(&mut self, place: Place, typed: &str) -> Vec<Part> {
        let mut parts: Vec<(Line, Part)> = Vec::new();
        for line in lines(place, typed) {
            if let Some(title) = line.words.strip_prefix('#') {
                let part = Part { title: title.trim().to_owned(), questions: Vec::new() };
                self.end_part(parts.last());
                self.title(&line, &part.title);
                parts.push((line, part));
                continue;
            }
            let question = self.question(&line);
            match parts.last_mut() {
                Some((_, part)) => part.questions.extend(question),
                // Once is enough: one heading above them mends it for all.
                None if self.is_told(place) => {}
                None => self.add(&line, Problem::NoPart),
            }
        }
        self.end_part(parts.last());
        parts.into_iter().map(|(_, part)| part).collect()
    }

    fn title(&mut self, line: &Line, title: &str) {
        match title.chars().count() {
            0 => self.add(line, Problem::NoTitle),
            chars if chars > MAX_TITLE => self.add(line, Problem::LongTitle(chars)),
            _ => {}
        }
    }

    /// Nothing more comes in a part; a question in it that was refused is a problem of its own.
    fn end_part(&mut self, part: Option<&(Line, Part)>) {
        if let Some((line, part)) = part
            && part.questions.is_empty()
            && !self.is_told(line.place)
        {
            self.add(line, Problem::EmptyPart);
        }
    }

    fn list(&mut self, place: Place, typed: &str) -> Vec<Question> {
        let mut questions = Vec::new();
        for line in lines(place, typed) {
            if line.words.starts_with('#') {
                self.add(&line, Problem::NoParts);
                continue;
            }
            let question = self.question(&line);
            if question.as_ref().is_some_and(|it| it.need == Need::Required) {
                self.add(&line, Problem::NeverRequired);
            }
            questions.extend(question);
        }
        questions
    }

    fn question(&mut self, line: &Line) -> Option<Question> {
        let (need, words) = match line.words.strip_prefix('*') {
            Some(rest) => (Need::Required, rest.trim()),
            None => (Need::Optional, line.words.as_str()),
        };
        let (name, words) = split_name(words);
        let (label, hint) = match words.split_once('|') {
            Some((label, hint)) => (label.trim(), Some(hint.trim()).filter(|it| !it.is_empty())),
            None => (words, None),
        };
        let hint_chars = hint.map_or(0, |hint| hint.chars().count());
        let problem = match label.chars().count() {
            0 => Some(Problem::NoLabel),
            chars if chars > MAX_LABEL => Some(Problem::LongLabel(chars)),
            _ if hint_chars > MAX_HINT => Some(Problem::LongHint(hint_chars)),
            _ => None,
        };
        if let Some(problem) = problem {
            self.add(line, problem);
            return None;
        }
        let name = self.name(line, name.map_or_else(|| name_from(label), str::to_owned))?;
        let (label, hint) = (label.to_owned(), hint.map(str::to_owned));
        Some(Question { name, label, hint, need })
    }

    fn name(&mut self, line: &Line, name: String) -> Option<String> {
        let problem = match name.chars().count() {
            0 => Some(Problem::NoName),
            chars if chars > MAX_NAME => Some(Problem::LongName(chars)),
            _ if is_reserved(&name) => Some(Problem::ReservedName(name.clone())),
            _ if line.place == Place::Reply && ReplyPart::read(&name).is_none() => {
                Some(Problem::UnknownPart(name.clone()))
            }
            _ if !self.names.insert((line.place.form(), name.clone())) => {
                Some(Problem::TakenName(name.clone()))
            }
            _ => None,
        };
        match problem {
            Some(problem) => {
                self.add(line, problem);
                None
            }
            None => Some(name),
        }
    }

    /// What is about a whole place.
    fn count(&mut self, content: &Content) {
        let (weekly, planned) = (content.weekly().count(), content.planned().count());
        let required = content.weekly().any(|it| it.need == Need::Required);
        let (back, ahead) = (self.is_told(Place::LookingBack), self.is_told(Place::LookingAhead));
        if weekly > MAX_QUESTIONS {
            let place =
                if planned > MAX_PLANNED { Place::LookingAhead } else { Place::LookingBack };
            self.add_whole(place, Problem::TooMany(weekly));
        } else if planned > MAX_PLANNED {
            self.add_whole(Place::LookingAhead, Problem::TooManyPlanned(planned));
        }
        // What a refused line would have been is not known, so nothing is missing before it is mended.
        if planned == 0 && !ahead {
            self.add_whole(Place::LookingAhead, Problem::NothingPlanned);
        }
        if !required && !back && !ahead {
            self.add_whole(Place::LookingBack, Problem::NothingRequired);
        }
        if content.reply.is_empty() && !self.is_told(Place::Reply) {
            self.add_whole(Place::Reply, Problem::NoReply);
        }
        let lists =
            [(Place::Monthly, &content.monthly), (Place::MonthlyReply, &content.monthly_reply)];
        for (place, list) in lists {
            if list.len() > MAX_MONTHLY {
                self.add_whole(place, Problem::TooManyMonthly(list.len()));
            }
        }
        for place in Place::ALL {
            let chars = write(content, place).chars().count();
            if chars > MAX_CHARS && !self.is_told(place) {
                self.add_whole(place, Problem::TooLong(chars));
            }
        }
    }

    fn is_told(&self, place: Place) -> bool {
        self.misfits.iter().any(|misfit| misfit.place == place)
    }

    fn add_whole(&mut self, place: Place, problem: Problem) {
        self.misfits.push(Misfit { place, line: None, problem });
    }

    fn add(&mut self, line: &Line, problem: Problem) {
        self.misfits.push(Misfit { place: line.place, line: Some(line.number), problem });
    }
}

/// The lines that say something, without what cannot be seen.
fn lines(place: Place, typed: &str) -> impl Iterator<Item = Line> {
    typed.lines().enumerate().filter_map(move |(i, line)| {
        let words = UserText::parse(line, usize::MAX).ok()?;
        Some(Line { place, number: i + 1, words: words.expose().replace('\n', " ") })
    })
}

/// `name: words`, if what stands before the colon could be a name; a label may hold a colon too.
fn split_name(words: &str) -> (Option<&str>, &str) {
    match words.split_once(':') {
        Some((name, rest)) if is_name(name.trim()) => (Some(name.trim()), rest.trim()),
        Some(_) | None => (None, words),
    }
}

fn is_name(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| c == '_' || (c.is_alphanumeric() && !c.is_uppercase()))
}

/// `What I learned` is `what_i_learned`.
fn name_from(label: &str) -> String {
    let lower = label.to_lowercase();
    let words = lower.split(|c: char| !is_name(c.encode_utf8(&mut [0; 4])));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let name: String = words.join("_").chars().take(MAX_NAME).collect();
    name.trim_matches('_').to_owned()
}

fn is_reserved(name: &str) -> bool {
    let is_number = |rest: &str| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit());
    RESERVED.contains(&name)
        || RESERVED_NUMBERED.iter().any(|it| name.strip_prefix(it).is_some_and(is_number))
}

#[cfg(test)]
mod tests;
