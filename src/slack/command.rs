//! The text after a slash, as one of a closed list. What the help says of each stands in [`usage`].
//!
//! Nothing here decides whether somebody may; an unknown word is an answer too (usage), never an error.

use jiff::civil::Date;

use crate::domain::{
    attention::{Mute, USUAL_MUTE},
    ids::{SlackChannel, SlackUser},
    question::Kind,
    working_hours::WorkingHours,
};

pub mod usage;

/// What somebody asked for.
#[derive(Debug, Clone, PartialEq)]
pub enum Asked {
    /// `/checkin`.
    WriteCheckin,
    /// `/ask`, with the kind if it is known.
    Ask(Option<Kind>),
    /// `/ask help`: how to ask.
    AskHelp,
    /// `/checkin history`.
    History,
    /// `/mentor owed`.
    Owed,
    /// `/mentor stats`: how long answers take.
    Stats,
    /// `/mentor search <words>`.
    Search(String),
    /// `/mentor decide`: a decision to be written down.
    Decide,
    /// `/mentor decisions`.
    Decisions,
    /// `/mentor resource add`.
    AddResource,
    /// `/mentor resource find <words>`; without words, all of them.
    FindResource(String),
    /// `/mentor goals`.
    Goals,
    /// `/mentor areas`: what the goals of a programme are about.
    Areas,
    /// `/mentor pair @mentor @mentee`.
    Pair {
        /// The mentor.
        mentor: SlackUser,
        /// The mentee.
        mentee: SlackUser,
    },
    /// `/mentor template`: what the programme asks.
    Template,
    /// `/mentor questions`: where questions may be asked.
    Questions,
    /// `/mentor challenges`: what a programme has to give for practice, or what one was given.
    Challenges,
    /// `/mentor challenge add <link>`; the link may be empty.
    AddChallenge(String),
    /// `/mentor office-hours`: when a mentor is there for everybody.
    OfficeHours,
    /// `/mentor rematch`: another mentor for a mentee, whom a lead names.
    Rematch(Option<SlackUser>),
    /// `/mentor call`: a time for a call.
    Call,
    /// `/mentor calls`: what is coming, and how the pair meets.
    Calls,
    /// `/mentor agreement`: what the pair agrees on.
    Agreement,
    /// `/mentor day <weekday> <time>`: when the pair's check-in is due.
    Day(String),
    /// `/mentor hours`, where they are still to be chosen.
    ChooseHours,
    /// `/mentor hours …`.
    Hours(WorkingHours),
    /// `/mentor away`, where the days are still to be chosen.
    ChooseAway,
    /// `/mentor away <first day> <last day>`.
    Away(Date, Date),
    /// `/mentor back`.
    Back,
    /// `/mentor holidays`.
    Holidays,
    /// `/mentor mute …`: nothing unasked for a while.
    Mute(Mute),
    /// `/mentor review`.
    Review,
    /// `/mentor settings`.
    Settings,
    /// `/mentor guide`: what the programme tells its people.
    Guide,
    /// `/mentor guide edit`.
    EditGuide,
    /// `/mentor journal`: what somebody writes for themselves.
    Journal,
    /// `/mentor suggest`: something for the leads.
    Suggest,
    /// `/mentor phase`: how far a pair has come, and what is next.
    Phase,
    /// `/mentor end`: a pair is to end.
    End,
    /// `/mentor cohort`: all of them for a lead, one's own for a member.
    Cohorts,
    /// `/mentor win`.
    Win,
    /// `/mentor cohort create <name> <#channel>`; both may be left out.
    CreateCohort {
        /// What it is to be called.
        name: String,
        /// Its channel.
        channel: Option<SlackChannel>,
    },
    /// `/mentor setup`: a programme is set up, step by step.
    SetUp,
    /// `/mentor pair` without names: who could be a pair.
    SuggestPairs,
    /// `/mentor preview [@somebody] [days]`: what is ahead.
    Preview(Option<SlackUser>, Option<u32>),
    /// `/mentor help`, or nothing.
    Help,
    /// Something else; the sentence says what was not understood.
    NotUnderstood(String),
}

impl Asked {
    /// Reads what stood after the slash. `name` is the command's word with its slash.
    pub fn read(name: &str, text: &str) -> Self {
        let text = text.trim();
        let (word, rest) = match text.split_once(char::is_whitespace) {
            Some((word, rest)) => (word.to_lowercase(), rest.trim()),
            None => (text.to_lowercase(), ""),
        };
        match (name, word.as_str()) {
            ("/checkin", "") => Self::WriteCheckin,
            ("/checkin", "history") => Self::History,
            ("/ask", "") => Self::Ask(None),
            ("/ask", "help") => Self::AskHelp,
            ("/mentor", "ask") if rest.is_empty() => Self::Ask(None),
            ("/mentor", "ask") if rest.eq_ignore_ascii_case("help") => Self::AskHelp,
            ("/ask", kind) => Kind::read(kind).map_or_else(
                || {
                    Self::NotUnderstood(
                        "Type `/ask` alone and write the question in the form.".to_owned(),
                    )
                },
                |kind| Self::Ask(Some(kind)),
            ),
            ("/mentor" | "/checkin", "help") | ("/mentor", "") => Self::Help,
            ("/mentor", "history") => Self::History,
            ("/mentor", "owed") => Self::Owed,
            ("/mentor", "stats") => Self::Stats,
            ("/mentor", "search") => Self::Search(rest.to_owned()),
            ("/mentor", "decide") => Self::Decide,
            ("/mentor", "decisions") => Self::Decisions,
            ("/mentor", "goal" | "goals") => Self::Goals,
            ("/mentor", "areas") => Self::Areas,
            ("/mentor", "resource" | "resources") => read_resource(rest),
            ("/mentor", "pair") => read_pair(rest),
            ("/mentor", "template") => Self::Template,
            ("/mentor", "questions") => Self::Questions,
            ("/mentor", "challenge" | "challenges") => read_challenge(rest),
            ("/mentor", "call") => Self::Call,
            ("/mentor", "calls") => Self::Calls,
            ("/mentor", "agreement") => Self::Agreement,
            ("/mentor", "review" | "reviews") => Self::Review,
            ("/mentor", "rematch") => read_rematch(rest),
            ("/mentor", "office-hours") => Self::OfficeHours,
            ("/mentor", "day") => Self::Day(rest.to_owned()),
            ("/mentor", "hours") if rest.is_empty() => Self::ChooseHours,
            ("/mentor", "hours") => read_hours(rest),
            ("/mentor", "away") if rest.is_empty() => Self::ChooseAway,
            ("/mentor", "away") => read_away(rest),
            ("/mentor", "holidays") => Self::Holidays,
            ("/mentor", "back") => Self::Back,
            ("/mentor", "mute") => read_mute(rest),
            ("/mentor", "settings") => Self::Settings,
            ("/mentor", "guide") if rest.is_empty() => Self::Guide,
            ("/mentor", "guide") if rest.eq_ignore_ascii_case("edit") => Self::EditGuide,
            ("/mentor", "journal") => Self::Journal,
            ("/mentor", "suggest") => Self::Suggest,
            ("/mentor", "phase") => Self::Phase,
            ("/mentor", "end") => Self::End,
            ("/mentor", "cohort" | "cohorts") => read_cohort(rest),
            ("/mentor", "win" | "wins") => Self::Win,
            ("/mentor", "setup") => Self::SetUp,
            ("/mentor", "preview") => read_preview(rest),
            _ => Self::NotUnderstood("I don't know that one.".to_owned()),
        }
    }
}

fn read_resource(rest: &str) -> Asked {
    let (word, rest) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    match word.to_lowercase().as_str() {
        "add" => Asked::AddResource,
        "find" | "" => Asked::FindResource(rest.trim().to_owned()),
        _ => Asked::NotUnderstood(
            "Type `/mentor resource add` to save something, or `/mentor resource find diagram lifetimes` to look for it."
                .to_owned(),
        ),
    }
}

fn read_challenge(rest: &str) -> Asked {
    let (word, rest) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    match word.to_lowercase().as_str() {
        "" => Asked::Challenges,
        "add" => Asked::AddChallenge(read_address(rest.trim())),
        _ => Asked::NotUnderstood(
            "Type `/mentor challenge add https://…` to put something on the list, or `/mentor challenges` to look at it."
                .to_owned(),
        ),
    }
}

fn read_cohort(rest: &str) -> Asked {
    let (word, rest) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let rest = rest.trim();
    match word.to_lowercase().as_str() {
        "" => Asked::Cohorts,
        "create" => {
            let (before, last) = rest.rsplit_once(char::is_whitespace).unwrap_or(("", rest));
            match read_channel(last) {
                Some(channel) => {
                    Asked::CreateCohort { name: before.trim().to_owned(), channel: Some(channel) }
                }
                None => Asked::CreateCohort { name: rest.to_owned(), channel: None },
            }
        }
        _ => Asked::NotUnderstood(
            "Type `/mentor cohort` to see the cohorts, or `/mentor cohort create Autumn 2026 #cohort-autumn` to make one."
                .to_owned(),
        ),
    }
}

/// `<#C123|name>` or `<#C123>`, as Slack escapes a channel.
fn read_channel(word: &str) -> Option<SlackChannel> {
    let inner = word.strip_prefix("<#")?.strip_suffix('>')?;
    let id = inner.split('|').next().unwrap_or(inner);
    let is_id = id.starts_with('C') && id.chars().all(|c| c.is_ascii_alphanumeric());
    is_id.then(|| SlackChannel::from(id))
}

/// `<https://…|label>` or `<https://…>`, as Slack escapes an address, or what else was typed.
fn read_address(typed: &str) -> String {
    let inner = typed.strip_prefix('<').and_then(|it| it.strip_suffix('>'));
    let address = inner.map_or(typed, |inner| inner.split('|').next().unwrap_or(inner));
    address.replace("&amp;", "&")
}

fn read_pair(rest: &str) -> Asked {
    let users: Option<Vec<SlackUser>> = rest.split_whitespace().map(read_mention).collect();
    match users.as_deref() {
        Some([]) => Asked::SuggestPairs,
        Some([mentor, mentee]) => Asked::Pair { mentor: mentor.clone(), mentee: mentee.clone() },
        _ => Asked::NotUnderstood(
            "Name two people, the mentor first: `/mentor pair @mentor @mentee`. Pick both from the list that opens \
             when you type @, or type `/mentor pair` alone to see who could be one."
                .to_owned(),
        ),
    }
}

fn read_rematch(rest: &str) -> Asked {
    match (rest, read_mention(rest)) {
        ("", _) => Asked::Rematch(None),
        (_, Some(mentee)) => Asked::Rematch(Some(mentee)),
        (_, None) => Asked::NotUnderstood(
            "Type `/mentor rematch` alone. A lead names the mentee: `/mentor rematch @mentee`, picked from the list that \
             opens when you type @."
                .to_owned(),
        ),
    }
}

fn read_preview(rest: &str) -> Asked {
    let words: Vec<&str> = rest.split_whitespace().collect();
    let asked = match words.as_slice() {
        [] => Some((None, None)),
        [one] => match (read_mention(one), one.parse()) {
            (Some(user), _) => Some((Some(user), None)),
            (None, Ok(days)) => Some((None, Some(days))),
            (None, Err(_)) => None,
        },
        [one, days] => {
            read_mention(one).zip(days.parse().ok()).map(|(user, days)| (Some(user), Some(days)))
        }
        _ => None,
    };
    match asked {
        Some((user, days)) => Asked::Preview(user, days),
        None => Asked::NotUnderstood(
            "Type `/mentor preview`, `/mentor preview 30` for so many days, or, as a lead, `/mentor preview @somebody 30`."
                .to_owned(),
        ),
    }
}

/// `<@U123|name>` or `<@U123>`, as Slack escapes a mention.
fn read_mention(word: &str) -> Option<SlackUser> {
    let inner = word.strip_prefix("<@")?.strip_suffix('>')?;
    let id = inner.split('|').next().unwrap_or(inner);
    let is_id = id.starts_with(['U', 'W']) && id.chars().all(|c| c.is_ascii_alphanumeric());
    is_id.then(|| SlackUser::from(id))
}

fn read_hours(rest: &str) -> Asked {
    match rest.parse() {
        Ok(hours) => Asked::Hours(hours),
        Err(problem) => Asked::NotUnderstood(format!(
            "Those hours don't work: {problem} Try `/mentor hours Mon-Fri 09:00-17:00`, or \
             `/mentor hours Mon-Thu 08:30-16:00, Sat 10:00-12:00`."
        )),
    }
}

fn read_away(rest: &str) -> Asked {
    let dates: Option<Vec<Date>> = rest.split_whitespace().map(|word| word.parse().ok()).collect();
    match dates.as_deref() {
        Some([from, to]) if from <= to => Asked::Away(*from, *to),
        Some([day]) => Asked::Away(*day, *day),
        Some([_, _]) => Asked::NotUnderstood(
            "That leave ends before it starts. The first day comes first: `/mentor away 2026-12-21 2027-01-01`."
                .to_owned(),
        ),
        _ => Asked::NotUnderstood(
            "Give the first and the last day as year-month-day: `/mentor away 2026-12-21 2027-01-01`.".to_owned(),
        ),
    }
}

/// Nothing, `off`, `until 2026-12-01`, `for 3 days`; the small words may be left out.
fn read_mute(rest: &str) -> Asked {
    let rest = rest.to_lowercase();
    let words: Vec<&str> = rest.split_whitespace().collect();
    let mute = match words.as_slice() {
        [] => Some(Mute::Days(USUAL_MUTE)),
        ["off"] => Some(Mute::Off),
        ["until", day] | [day] if day.contains('-') => day.parse().ok().map(Mute::Until),
        ["for", days, "day" | "days"] | [days, "day" | "days"] => days.parse().ok().map(Mute::Days),
        _ => None,
    };
    mute.map_or_else(
        || {
            Asked::NotUnderstood(
                "Say for how long: `/mentor mute for 3 days`, `/mentor mute until 2026-12-01`, or `/mentor mute off`; \
                 nothing has changed."
                    .to_owned(),
            )
        },
        Asked::Mute,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_come_as_escaped_mentions_only() {
        let asked = Asked::read("/mentor", "pair <@U1|ana> <@W2>");
        assert_eq!(asked, Asked::Pair { mentor: "U1".into(), mentee: "W2".into() });
        for typed in [
            "pair @ana @ben",
            "pair <@U1>",
            "pair <@U1> <@U2> <@U3>",
            "pair <#C1> <@U2>",
            "pair <@U1;x> <@U2>",
        ] {
            assert!(matches!(Asked::read("/mentor", typed), Asked::NotUnderstood(_)), "{typed}");
        }
    }

    #[test]
    fn unknown_words_are_not_understood_and_nothing_is_help() {
        assert_eq!(Asked::read("/mentor", "   "), Asked::Help);
        assert_eq!(Asked::read("/checkin", ""), Asked::WriteCheckin);
        assert_eq!(Asked::read("/checkin", "HISTORY"), Asked::History);
        assert!(matches!(Asked::read("/mentor", "dance"), Asked::NotUnderstood(_)));
    }

    #[test]
    fn an_address_is_taken_as_it_was_typed() {
        for (typed, address) in [
            (
                "challenge add <https://example.com/1?a=1&amp;b=2|example.com>",
                "https://example.com/1?a=1&b=2",
            ),
            ("challenges ADD https://example.com/1", "https://example.com/1"),
            ("challenge add", ""),
        ] {
            let asked = Asked::read("/mentor", typed);
            assert_eq!(asked, Asked::AddChallenge(address.to_owned()), "{typed}");
        }
        assert_eq!(Asked::read("/mentor", "challenge"), Asked::Challenges);
        assert!(matches!(Asked::read("/mentor", "challenge me"), Asked::NotUnderstood(_)));
    }

    #[test]
    fn a_mute_is_days_or_a_day() {
        let day: Date = "2026-12-01".parse().unwrap();
        for (typed, mute) in [
            ("mute", Mute::Days(7)),
            ("mute for 3 days", Mute::Days(3)),
            ("MUTE 1 Day", Mute::Days(1)),
            ("mute until 2026-12-01", Mute::Until(day)),
            ("mute 2026-12-01", Mute::Until(day)),
            ("mute off", Mute::Off),
        ] {
            assert_eq!(Asked::read("/mentor", typed), Asked::Mute(mute), "{typed}");
        }
        for typed in [
            "mute on",
            "mute for ever",
            "mute 3",
            "mute -3 days",
            "mute until 2026-13-01",
            "mute x y z w",
        ] {
            assert!(matches!(Asked::read("/mentor", typed), Asked::NotUnderstood(_)), "{typed}");
        }
    }

    #[test]
    fn a_leave_that_ends_before_it_starts_is_not_understood() {
        assert!(matches!(
            Asked::read("/mentor", "away 2026-12-24 2026-12-20"),
            Asked::NotUnderstood(_)
        ));
        assert!(matches!(Asked::read("/mentor", "away tomorrow"), Asked::NotUnderstood(_)));
        let day: Date = "2026-12-24".parse().unwrap();
        assert_eq!(Asked::read("/mentor", "away 2026-12-24"), Asked::Away(day, day));
    }
}
