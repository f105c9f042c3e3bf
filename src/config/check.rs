//! What each setting must look like.
//!
//! Every function takes the text of one setting, adds what is wrong with it to the problems and answers `None` then.
//! Whether Slack accepts a token, or a port is free, is found out later and elsewhere.

use std::{
    fs,
    net::{IpAddr, SocketAddr},
    path::{Path, PathBuf},
    time::Duration,
};

use secrecy::SecretString;
use url::{Host, Url};

use super::{Config, Rehearsal, problem::Problems, source::Source};
use crate::{domain::ids::SlackUser, telemetry};

const API_URL: &str = "https://slack.com/api";
const LISTEN: SocketAddr = SocketAddr::new(IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 3000);
const LOG: &str = "info";
/// Slack's own have 32; anything this short was cut off when it was copied.
const SHORTEST_SECRET: usize = 16;

/// Checks all settings, so that all problems are found; `None` when one of them is needed and wrong.
pub(super) fn everything(source: &Source, problems: &mut Problems) -> Option<Config> {
    let bot_token = bot_token(source, problems);
    let signing_secrets = signing_secrets(source, problems);
    let api_url = api_url(source, problems);
    let listen = listen(source, problems);
    let database = database(source, problems);
    let leads = leads(source, problems);
    let tzdir = tzdir(source, problems);
    let log = log(source, problems);
    let rehearsal = rehearsal(source, problems);
    Some(Config {
        bot_token: bot_token?,
        signing_secrets: signing_secrets?,
        api_url: api_url?,
        listen: listen?,
        database: database?,
        leads,
        tzdir,
        log: log?,
        rehearsal,
    })
}

fn bot_token(source: &Source, problems: &mut Problems) -> Option<SecretString> {
    let name = "SLACK_BOT_TOKEN";
    let Some(token) = source.get(name) else {
        problems.add(name, "is not set");
        return None;
    };
    let wrong = match token.split('-').next() {
        Some("xoxb")
            if token.len() > "xoxb-".len() && token.bytes().all(|b| b.is_ascii_graphic()) =>
        {
            return Some(token.into());
        }
        Some("xapp") => {
            "is an app-level token (xapp-), which opens sockets; the bot token is another one"
        }
        Some("xoxp") => "is a person's token (xoxp-), which would let the bot speak as that person",
        Some("xoxe" | "xoxe.xoxb") => {
            "is a token that expires (token rotation); switch rotation off in the app"
        }
        _ => "is not a bot token",
    };
    problems.add(name, wrong);
    None
}

fn signing_secrets(source: &Source, problems: &mut Problems) -> Option<Vec<SecretString>> {
    let name = "SLACK_SIGNING_SECRET";
    let Some(secrets) = source.get(name) else {
        problems.add(name, "is not set");
        return None;
    };
    let secrets: Vec<&str> = secrets.split(',').map(str::trim).collect();
    if secrets.len() > 2 {
        problems.add(name, "holds more than two secrets");
        return None;
    }
    if secrets.iter().any(|s| s.len() < SHORTEST_SECRET || !s.bytes().all(|b| b.is_ascii_graphic()))
    {
        problems
            .add(name, "is not a signing secret: Slack's are 32 characters from 0 to 9 and a to f");
        return None;
    }
    Some(secrets.into_iter().map(SecretString::from).collect())
}

fn api_url(source: &Source, problems: &mut Problems) -> Option<String> {
    let name = "SLACK_API_URL";
    let given = source.get(name).unwrap_or(API_URL);
    let Ok(url) = Url::parse(given) else {
        problems.add(name, "is not a URL");
        return None;
    };
    let wrong = if given.ends_with('/') {
        "ends with a slash"
    } else if !url.username().is_empty() || url.password().is_some() {
        "holds a name or a password"
    } else if url.query().is_some() || url.fragment().is_some() {
        "holds a ? or a #"
    } else if url.path() == "/" {
        "lacks the path, which is /api for Slack"
    } else if url.scheme() != "https" && !(url.scheme() == "http" && is_loopback(&url)) {
        "must be https unless it is on this machine"
    } else {
        return Some(given.to_owned());
    };
    problems.add(name, wrong);
    None
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    }
}

fn listen(source: &Source, problems: &mut Problems) -> Option<SocketAddr> {
    let name = "TRELLIS_LISTEN";
    let Some(given) = source.get(name) else { return Some(LISTEN) };
    let parsed = given.parse().ok();
    if parsed.is_none() {
        problems.add(name, format!("is {given:?}, which is not an IP address with a port"));
    }
    parsed
}

/// Checks `TRELLIS_DATABASE`.
pub(super) fn database(source: &Source, problems: &mut Problems) -> Option<PathBuf> {
    let name = "TRELLIS_DATABASE";
    let Some(given) = source.get(name) else {
        problems.add(name, "is not set");
        return None;
    };
    let path = PathBuf::from(given);
    let directory = match path.parent() {
        Some(parent) if parent.as_os_str().is_empty() => Path::new("."),
        Some(parent) => parent,
        None => Path::new("/"),
    };
    if !directory.is_dir() {
        problems.add(name, format!("is {given:?}, whose directory does not exist"));
        return None;
    }
    if path.is_dir() || given.ends_with('/') {
        problems.add(name, format!("is {given:?}, which is a directory and not a file"));
        return None;
    }
    Some(path)
}

fn leads(source: &Source, problems: &mut Problems) -> Vec<SlackUser> {
    let name = "TRELLIS_LEADS";
    let mut leads = Vec::new();
    for id in source.get(name).unwrap_or_default().split(',').map(str::trim) {
        if id.is_empty() {
            continue;
        }
        match SlackUser::parse(id) {
            Some(lead) => leads.push(lead),
            None => problems.add(name, format!("holds {id:?}, which is not a member id")),
        }
    }
    leads
}

fn tzdir(source: &Source, problems: &mut Problems) -> Option<PathBuf> {
    let name = "TRELLIS_TZDIR";
    let given = source.get(name)?;
    let path = PathBuf::from(given);
    let holds_zones = ["UTC", "Etc/UTC"]
        .iter()
        .any(|zone| fs::read(path.join(zone)).is_ok_and(|bytes| bytes.starts_with(b"TZif")));
    if holds_zones {
        return Some(path);
    }
    let wrong = if path.is_dir() { "holds no compiled zone files" } else { "is not a directory" };
    problems.add(name, format!("is {given:?}, which {wrong}"));
    None
}

/// Checks `TRELLIS_LOG`.
pub(super) fn log(source: &Source, problems: &mut Problems) -> Option<String> {
    let name = "TRELLIS_LOG";
    let given = source.get(name).unwrap_or(LOG);
    match telemetry::filter(given) {
        Ok(_) => Some(given.to_owned()),
        Err(_) => {
            problems.add(name, format!("is {given:?}, which is not a log filter"));
            None
        }
    }
}

fn rehearsal(source: &Source, problems: &mut Problems) -> Option<Rehearsal> {
    let name = "TRELLIS_REHEARSAL";
    let given = source.get(name)?;
    let local = source
        .get("SLACK_API_URL")
        .and_then(|url| Url::parse(url).ok())
        .is_some_and(|url| is_loopback(&url));
    if !local {
        problems.add(
            name,
            "is only for a SLACK_API_URL on this machine: people are never asked at a made-up time",
        );
        return None;
    }
    let parsed = parse_rehearsal(given);
    if parsed.is_none() {
        problems.add(name, format!("is {given:?}, which is not BASE@SINCExSPEED"));
    }
    parsed
}

fn parse_rehearsal(text: &str) -> Option<Rehearsal> {
    let (base, pace) = text.split_once('@')?;
    let (since, speed) = pace.split_once('x')?;
    Some(Rehearsal {
        base: base.parse().ok()?,
        since: Duration::from_millis(since.parse().ok()?),
        speed: speed.parse().ok()?,
    })
}
