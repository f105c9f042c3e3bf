//! A call as calendars take it: the text of its `.ics` file (RFC 5545), and links that open a calendar with it filled in.
//!
//! It carries what the call is called, when it is, and the call link; nothing else of it leaves this way. There are no
//! names, topics or other words in it, nobody is listed as invited, and nothing can be answered. Times are UTC: a
//! calendar shows them on its reader's own clock. How a file is brought into Slack is not decided here.

use icalendar::{Calendar, Component, Event, EventLike, Property};
use jiff::{SignedDuration, Timestamp};
use ring::digest;
use url::Url;

use super::{ids::CallId, overlap::Minutes, text::Link};

/// What every call is called in a calendar.
pub const TITLE: &str = "Mentorship call";

/// What the file is called.
pub const FILE_NAME: &str = "mentorship-call.ics";

/// Who made the file, as the format wants it said.
const PRODUCT: &str = "-//Trellis//Calls//EN";

/// The longest line of the file in octets, its end not counted.
const LINE: usize = 75;

/// The longest address of a calendar, in octets, so that both stand in one line of a message with room to spare.
const ADDRESS: usize = 1_200;

/// Where Google Calendar takes a new event.
const GOOGLE: &str = "https://calendar.google.com/calendar/render";

/// Where Outlook on the web takes a new event.
const OUTLOOK: &str = "https://outlook.office.com/calendar/0/deeplink/compose";

/// Whether the call takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It does.
    Confirmed,
    /// It was called off.
    Cancelled,
}

/// By what a calendar knows a call again: the same for the same call of the same database, and meaningless otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Uid(String);

impl Uid {
    /// The one of a call, by the salt of the database it is in.
    pub fn of(salt: &str, call: CallId) -> Self {
        let hash = digest::digest(&digest::SHA256, format!("{salt}\ncall/{call}").as_bytes());
        let hex: String = hash.as_ref().iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        Self(format!("{hex}@trellis"))
    }

    /// As it stands in the file.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A call as it stands in a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// By what calendars know it again.
    pub uid: Uid,
    /// How often it was changed; a calendar takes the highest.
    pub sequence: u32,
    /// When it begins.
    pub starts: Timestamp,
    /// How long it is.
    pub minutes: Minutes,
    /// Where it is held, if the pair has a link for it.
    pub link: Option<Link>,
    /// Whether it takes place.
    pub standing: Standing,
    /// When this was made.
    pub stamped_at: Timestamp,
}

impl Invitation {
    /// The text of the file.
    pub fn file(&self) -> String {
        let (method, status) = match self.standing {
            Standing::Confirmed => ("PUBLISH", "CONFIRMED"),
            Standing::Cancelled => ("CANCEL", "CANCELLED"),
        };
        let mut event = Event::new();
        event
            .uid(self.uid.as_str())
            .summary(TITLE)
            .add_property("SEQUENCE", self.sequence.to_string())
            .add_property("DTSTAMP", compact(self.stamped_at))
            .add_property("DTSTART", compact(self.starts))
            .add_property("DTEND", compact(self.ends()))
            .add_property("STATUS", status);
        if let Some(link) = self.link.as_ref().map(in_file) {
            event.location(&link).url(&link);
        }
        let mut calendar = Calendar::empty();
        for (name, value) in
            [("VERSION", "2.0"), ("PRODID", PRODUCT), ("CALSCALE", "GREGORIAN"), ("METHOD", method)]
        {
            calendar.append_property(Property::new(name, value));
        }
        calendar.push(event.done());
        within_75(&calendar.to_string())
    }

    /// A link that opens Google Calendar with the call filled in.
    pub fn google_link(&self) -> Option<Link> {
        let times = format!("{}/{}", compact(self.starts), compact(self.ends()));
        let told = [("action", "TEMPLATE"), ("text", TITLE), ("dates", times.as_str())];
        self.filled_in(GOOGLE, &told)
    }

    /// A link that opens Outlook on the web with the call filled in.
    pub fn outlook_link(&self) -> Option<Link> {
        let (starts, ends) = (plain(self.starts), plain(self.ends()));
        let told = [
            ("path", "/calendar/action/compose"),
            ("rru", "addevent"),
            ("subject", TITLE),
            ("startdt", starts.as_str()),
            ("enddt", ends.as_str()),
        ];
        self.filled_in(OUTLOOK, &told)
    }

    /// A call link that would make the address longer than [`ADDRESS`] is left out of it; it stands in the message.
    fn filled_in(&self, address: &str, told: &[(&str, &str)]) -> Option<Link> {
        let mut url = Url::parse(address).ok()?;
        url.query_pairs_mut().extend_pairs(told);
        let bare = Link::parse(url.as_str()).ok();
        let Some(link) = &self.link else { return bare };
        url.query_pairs_mut().append_pair("location", link.as_str());
        let whole = Link::parse(url.as_str()).ok().filter(|it| it.as_str().len() <= ADDRESS);
        whole.or(bare)
    }

    /// When it ends.
    pub fn ends(&self) -> Timestamp {
        let length = SignedDuration::from_mins(self.minutes.0.into());
        self.starts.saturating_add(length).unwrap_or(Timestamp::MAX)
    }
}

/// A link in the form in which the file has it. Addresses in there are not escaped, and a backslash, which none should
/// hold, is taken for the beginning of an escape by some programs.
fn in_file(link: &Link) -> String {
    link.as_str().replace('\\', "%5C")
}

/// Folds what the writer left one octet too long: it forgets the space before the last piece of a folded line.
fn within_75(file: &str) -> String {
    let mut folded = String::with_capacity(file.len() + 8);
    for line in file.split_terminator("\r\n") {
        let (line, rest) = line.split_at(line.floor_char_boundary(LINE));
        folded.extend([line, "\r\n"]);
        if !rest.is_empty() {
            folded.extend([" ", rest, "\r\n"]);
        }
    }
    folded
}

/// `20261124T160000Z`
fn compact(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// `2026-11-24T16:00:00Z`
fn plain(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

#[cfg(test)]
mod tests;
