//! The pieces our own sentences are made of: mentions, dates in the reader's zone, names, and the one cut.
//!
//! What a person wrote never passes through here; it is shown by [`super::quote`] and [`super::code`] only.

use std::num::NonZeroU8;

use jiff::Timestamp;

use crate::domain::{
    ids::{SlackChannel, SlackUser},
    text::Link,
};

/// `<@U…>`, which Slack shows as the person's current name.
///
/// An id with anything but letters and digits in it is no id, and becomes the word "somebody": nothing that came
/// from outside can close the bracket.
pub fn mention(user: &SlackUser) -> String {
    let id = user.as_str();
    if !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric()) {
        format!("<@{id}>")
    } else {
        "somebody".to_owned()
    }
}

/// `<#C…>`, which Slack shows as the channel's current name; "the channel" for what is no id.
pub fn channel_mention(channel: &SlackChannel) -> String {
    let id = channel.as_str();
    if !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric()) {
        format!("<#{id}>")
    } else {
        "the channel".to_owned()
    }
}

/// Words of ours that lead to an address we made or had from Slack; only the words where the address could end the token early.
pub fn leads_to(link: &Link, words: &str) -> String {
    let url = link.as_str();
    let ends_early = url.contains(['|', '<', '>']);
    if ends_early { words.to_owned() } else { format!("<{}|{words}>", url.replace('&', "&amp;")) }
}

/// The day and minute of an instant, in the zone of whoever reads it; `fallback` is for clients that cannot.
pub fn when(at: Timestamp, fallback: &str) -> String {
    date(at, "{date_short_pretty} at {time}", fallback)
}

/// The weekday, day and minute of an appointment, in the zone of whoever reads it; `fallback` is for clients that cannot.
pub fn appointment(at: Timestamp, fallback: &str) -> String {
    date(at, "{date_long_pretty} at {time}", fallback)
}

/// The day of an instant with its year, in the zone of whoever reads it; `fallback` is for clients that cannot. It never
/// reads "today", so it can follow "on".
pub fn day(at: Timestamp, fallback: &str) -> String {
    date(at, "{date_short}", fallback)
}

/// How often something comes that comes every so many weeks: "every week", "every two weeks".
pub fn every(weeks: NonZeroU8) -> String {
    match weeks.get() {
        1 => "every week".to_owned(),
        2 => "every two weeks".to_owned(),
        3 => "every three weeks".to_owned(),
        4 => "every four weeks".to_owned(),
        more => format!("every {more} weeks"),
    }
}

/// The minute of an instant, in the zone of whoever reads it; `fallback` is for clients that cannot.
pub fn minute(at: Timestamp, fallback: &str) -> String {
    date(at, "{time}", fallback)
}

fn date(at: Timestamp, shape: &str, fallback: &str) -> String {
    // The bar separates the parts of the token, and no escape exists for it.
    let fallback = escape(fallback).replace('|', "/");
    format!("<!date^{}^{shape}|{fallback}>", at.as_second())
}

/// How often: "once", "twice", "3 times".
pub fn times(count: u32) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        more => format!("{more} times"),
    }
}

/// A name (of a person, a programme) as plain words inside mrkdwn.
///
/// `&`, `<` and `>` become entities. mrkdwn has no escape for its marks, so `*`, `_`, `~` and the backtick become
/// the look-alikes nobody formats by. Control and bidi characters and line breaks go. Headers, labels and buttons
/// are plain text and take a name as it is.
pub fn escape(name: &str) -> String {
    let mut words = String::with_capacity(name.len());
    for c in still(name).chars() {
        match c {
            '&' => words.push_str("&amp;"),
            '<' => words.push_str("&lt;"),
            '>' => words.push_str("&gt;"),
            '*' => words.push('\u{2217}'),
            '_' => words.push('\u{ff3f}'),
            '~' => words.push('\u{223c}'),
            '`' => words.push('\u{02cb}'),
            '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => words.push(' '),
            c if c.is_control() || is_bidi(c) => {}
            c => words.push(c),
        }
    }
    words
}

/// A name in which no `:word:` becomes an emoji: its first colon becomes the look-alike nobody reads as one. Headers and
/// other plain text take a name like this.
pub fn still(name: &str) -> String {
    let parts: Vec<&str> = name.split(':').collect();
    let is_word = |part: &str| {
        let fits = |c: char| c.is_alphanumeric() || matches!(c, '_' | '+' | '-' | '\'');
        !part.is_empty() && part.chars().all(fits) && !part.chars().all(|c| c.is_ascii_digit())
    };
    let mut words = parts.first().copied().unwrap_or_default().to_owned();
    for (nth, part) in parts.iter().enumerate().skip(1) {
        let begins_emoji = nth + 1 < parts.len() && is_word(part);
        words.push(if begins_emoji { '\u{2236}' } else { ':' });
        words.push_str(part);
    }
    words
}

fn is_bidi(c: char) -> bool {
    matches!(c, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The one place where our words are cut: at most `max` characters, the last one an ellipsis if anything went.
pub fn fit(words: &str, max: usize) -> String {
    if words.chars().count() <= max {
        return words.to_owned();
    }
    let mut kept: String = words.chars().take(max.saturating_sub(1)).collect();
    // Half a `<…>` token or half an entity would be shown as rubbish, so the cut moves before it.
    if let Some(open) = kept.rfind('<').filter(|open| !kept[*open..].contains('>')) {
        kept.truncate(open);
    }
    if let Some(open) =
        kept.rfind('&').filter(|open| !kept[*open..].contains(';') && kept.len() - open < 5)
    {
        kept.truncate(open);
    }
    kept.truncate(kept.trim_end().len());
    kept.push('…');
    kept
}
