//! What is ahead, as a modal and as plain text. Who, when and what kind; never a word that anybody wrote.

use jiff::{Timestamp, civil::Date};

use super::{Delay, End, Expected, Forecast, To};
use crate::{
    domain::{
        ids::{SlackChannel, SlackUser},
        person::Person,
        preview::{Days, Wanted},
        zone::{Zone, words::short_day_year},
    },
    slack::{
        action::{Action, Form},
        blocks::{
            Button, buttons, say, small,
            view::Modal,
            words::{channel_mention, mention},
        },
    },
};

pub mod labels;

/// So many sections stand on one page, beside what stands around them.
const SECTIONS: usize = 40;

/// So many characters of lines stand in one section.
const SECTION: usize = 2_600;

const TITLE: &str = "What is ahead";

/// While it is worked out.
pub fn working() -> Modal {
    Modal::new(Form::Page.id(), TITLE).close("Close").block(say(
        "Working it out: I go through the coming days on a copy, and show here what I would say. It takes a moment.",
    ))
}

/// When too many wait.
pub fn busy() -> Modal {
    notice("Several people are looking ahead just now. Close this and try again in a minute.")
}

/// When it could not be worked out.
pub fn failed() -> Modal {
    notice(
        "I could not work out what is ahead. Nothing has changed, and nothing was sent. Try again in a minute; if it \
         stays like this, whoever runs Trellis finds the reason in its log.",
    )
}

fn notice(words: &str) -> Modal {
    Modal::new(Form::Page.id(), TITLE).close("Close").block(say(words))
}

/// A number of days that cannot be looked ahead at.
pub fn bad_days() -> String {
    format!(
        "I can look ahead from 1 to {} days: `/mentor preview`, `/mentor preview 30`, or, for a lead, `/mentor preview \
         @somebody 30`.",
        Days::MOST
    )
}

/// Somebody the bot has not met.
pub fn unknown(user: &SlackUser) -> String {
    format!(
        "I have not met {}, so I have nothing to say to them. Whoever is in a pair, or was asked to be, can be looked up.",
        mention(user)
    )
}

/// One page of what is ahead.
pub fn page(forecast: &Forecast, wanted: Wanted) -> Modal {
    let mut modal = Modal::new(Form::Page.id(), TITLE).close("Close");
    let sections = sections(forecast);
    let pages = sections.len().div_ceil(SECTIONS).max(1);
    let page = usize::from(wanted.page).min(pages - 1);
    modal = modal.block(say(format!("*{}*", summary(forecast, &MRKDWN))));
    modal = modal.blocks(sections.into_iter().skip(page * SECTIONS).take(SECTIONS).map(say));
    if let Some(more) = more(forecast) {
        modal = modal.block(small(more));
    }
    modal = modal.block(small(assumed(forecast)));
    if pages == 1 {
        return modal;
    }
    let turn = |label: &str, action: Action, page: usize| {
        let page = u16::try_from(page).unwrap_or(u16::MAX);
        Button::new(label, action.id(), Wanted { page, ..wanted }.to_string())
    };
    let earlier = page.checked_sub(1).map(|page| turn("Earlier", Action::PreviewEarlier, page));
    let later = (page + 1 < pages).then(|| turn("Later", Action::PreviewLater, page + 1));
    let row: Vec<Button> = earlier.into_iter().chain(later).collect();
    modal.block(small(format!("Page {} of {pages}", page + 1))).block(buttons("preview", row))
}

/// All of it as plain text, for a terminal.
pub fn plain(forecast: &Forecast) -> String {
    let mut text = format!("{}\n", summary(forecast, &PLAIN));
    for (day, lines) in days(forecast, &PLAIN) {
        text.push_str(&format!("\n{}\n", short_day_year(day)));
        for line in lines {
            text.push_str(&format!("  {line}\n"));
        }
    }
    if let Some(more) = more(forecast) {
        text.push_str(&format!("\n{more}\n"));
    }
    text.push_str(&format!("\n{}\n", assumed(forecast)));
    text
}

/// How people and channels are written.
struct Names {
    person: fn(&Person) -> String,
    channel: fn(&SlackChannel) -> String,
}

const MRKDWN: Names = Names { person: |person| mention(&person.user), channel: channel_mention };

/// A name stands in a terminal, so nothing in it may move the cursor.
const PLAIN: Names = Names {
    person: |person| match person.name.trim() {
        "" => person.user.to_string(),
        name => name.chars().filter(|c| !c.is_control()).collect(),
    },
    channel: |channel| format!("channel {channel}"),
};

fn summary(forecast: &Forecast, names: &Names) -> String {
    let whom = match &forecast.reader {
        Some(reader) => format!(" to {}", (names.person)(reader)),
        None => String::new(),
    };
    let span = match forecast.days.count() {
        1 => "the next day".to_owned(),
        days => format!("the next {days} days"),
    };
    match forecast.expected.len() {
        0 => format!(
            "Nothing: unless somebody writes or presses something, I say nothing{whom} in {span}."
        ),
        1 => format!("One message{whom} in {span}"),
        count => format!("{count} messages{whom} in {span}"),
    }
}

fn more(forecast: &Forecast) -> Option<String> {
    match forecast.end {
        End::Reached => None,
        End::TooMuch(at) => Some(format!(
            "And more: this is too much to go through to the end, so it stops on {} (UTC). Look at fewer days, or at one \
             person.",
            Zone::utc().weekday_time_year(at)
        )),
    }
}

/// What is taken for granted, said once.
fn assumed(forecast: &Forecast) -> String {
    let changes = match forecast.changes {
        0 => String::new(),
        1 => " Besides, one message that stands already would be brought up to date.".to_owned(),
        count => {
            format!(
                " Besides, messages that stand already would be brought up to date {count} times."
            )
        }
    };
    let channels = match forecast.reader {
        Some(_) => " What is said in channels is not listed for one person.",
        None => "",
    };
    format!(
        "Nothing was sent, and nothing has changed. I assume that nobody writes or presses anything, that Slack takes \
         every message and opens every conversation, and that channels and threads are as I last saw them. Every time is \
         the reader's own; in a channel it is the programme's.{channels}{changes}"
    )
}

fn sections(forecast: &Forecast) -> Vec<String> {
    let mut sections = Vec::new();
    for (day, lines) in days(forecast, &MRKDWN) {
        let mut section = format!("*{}*", short_day_year(day));
        for line in lines {
            if section.chars().count() + line.chars().count() > SECTION {
                sections.push(std::mem::take(&mut section));
            }
            if !section.is_empty() {
                section.push('\n');
            }
            section.push_str(&line);
        }
        sections.push(section);
    }
    sections
}

/// The lines of each local day, in the order of their local times.
fn days(forecast: &Forecast, names: &Names) -> Vec<(Date, Vec<String>)> {
    let mut expected: Vec<&Expected> = forecast.expected.iter().collect();
    expected.sort_by_key(|it| {
        let local = it.to.zone().local(it.at);
        (local.date(), local.hour(), local.minute(), it.at)
    });
    let mut days: Vec<(Date, Vec<String>)> = Vec::new();
    for it in expected {
        let (day, line) = (it.to.zone().date(it.at), line(it, names));
        match days.last_mut() {
            Some((last, lines)) if *last == day => lines.push(line),
            Some(_) | None => days.push((day, vec![line])),
        }
    }
    days
}

/// "15:00", or "Fri 20 Nov, 15:00" on another day.
fn on_or_before(zone: &Zone, since: Timestamp, at: Timestamp) -> String {
    if zone.date(since) == zone.date(at) { zone.time(since) } else { zone.weekday_time(since) }
}

/// "09:00 Lisbon, @Inês: the request for a check-in"
fn line(it: &Expected, names: &Names) -> String {
    let (zone, person) = (it.to.zone(), names.person);
    let here = format!("{} {}", zone.time(it.at), zone.city());
    let (time, whom) = match &it.to {
        To::Person(reader) => (here, person(reader)),
        To::Room { mentor, mentee } => {
            let there = format!("{} {}", mentor.zone.time_beside(it.at, zone), mentor.zone.city());
            let time = if mentor.zone == *zone { here } else { format!("{here} ({there})") };
            (time, format!("the room of {} and {}", person(mentee), person(mentor)))
        }
        To::Channel(channel, _) => (here, (names.channel)(channel)),
    };
    let mut what: Vec<&str> = it.says.iter().map(labels::label).collect();
    what.dedup();
    let what = match it.says.len() {
        0 | 1 => what.join(", "),
        count => format!("{count} things in one message: {}", what.join(", ")),
    };
    let since = match it.delay {
        Delay::None => String::new(),
        Delay::Waited(due) => {
            format!(" (due {}; waits for their hours)", on_or_before(zone, due, it.at))
        }
        Delay::Held(due) => {
            format!(" (due {}; waits until they take more)", on_or_before(zone, due, it.at))
        }
    };
    format!("{time}, {whom}: {what}{since}")
}
