//! Settings as a person would write them, right and wrong.

use std::{
    fs,
    path::{Path, PathBuf},
};

use secrecy::ExposeSecret;

use super::{Config, Problems, Upkeep};

const TOKEN: &str = "xoxb-not-a-real-one";
const SECRET: &str = "0123456789abcdef0123456789abcdef";

/// A directory that goes away with the test.
struct Place(PathBuf);

impl Place {
    fn new(name: &str) -> Self {
        let path =
            std::env::temp_dir().join(format!("trellis-config-{}-{name}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self, name: &str, text: impl AsRef<[u8]>) -> String {
        let path = self.0.join(name);
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}

fn read(changes: &[(&str, &str)]) -> Result<Config, Problems> {
    Config::read(|name| {
        let usual = match name {
            "SLACK_BOT_TOKEN" => Some(TOKEN),
            "SLACK_SIGNING_SECRET" => Some(SECRET),
            "TRELLIS_DATABASE" => Some("trellis.db"),
            _ => None,
        };
        let changed = changes.iter().find(|(changed, _)| *changed == name).map(|(_, value)| *value);
        changed.or(usual).map(str::to_owned)
    })
}

fn wrong(changes: &[(&str, &str)]) -> String {
    read(changes).unwrap_err().to_string()
}

#[test]
fn three_settings_are_enough() {
    let config = read(&[]).unwrap();
    assert_eq!(config.bot_token.expose_secret(), TOKEN);
    assert_eq!(config.signing_secrets.len(), 1);
    assert_eq!(config.api_url, "https://slack.com/api");
    assert_eq!(config.listen.to_string(), "127.0.0.1:3000");
    assert_eq!(config.database, Path::new("trellis.db"));
    assert_eq!(config.log, "info");
    assert!(config.leads.is_empty() && config.tzdir.is_none() && config.rehearsal.is_none());
}

#[test]
fn secrets_are_not_in_the_debug_output() {
    let shown = format!("{:?}", read(&[]).unwrap());
    assert!(!shown.contains(TOKEN) && !shown.contains(SECRET), "{shown}");
}

#[test]
fn everything_that_is_wrong_is_said_at_once() {
    let problems = Config::read(|name| {
        let value = match name {
            "SLACK_API_URL" => "https://slack.com/api/",
            "TRELLIS_LISTEN" => "3000",
            "TRELLIS_LEADS" => "U012AB3CD, @ines",
            "TRELLIS_TZDIR" => "/nowhere/at/all",
            "TRELLIS_LOG" => "trellis=chatty",
            "TRELLIS_REHEARSAL" => "soon",
            _ => return None,
        };
        Some(value.to_owned())
    })
    .unwrap_err();
    let named: Vec<&str> = problems.iter().map(|problem| problem.setting.as_str()).collect();
    assert_eq!(named, super::SETTINGS, "each setting is named once, in their order");
    let message = problems.to_string();
    for words in
        ["9 problems", "Bot User OAuth Token", "Signing Secret", "\"@ines\"", "Copy member ID"]
    {
        assert!(message.contains(words), "{words} is missing in:\n{message}");
    }
}

#[test]
fn two_problems_with_one_setting_share_its_advice() {
    let message = wrong(&[("TRELLIS_LEADS", "@ines,U012AB3CD,@rui")]);
    assert!(
        message.contains("@ines") && message.contains("@rui") && message.contains("2 problems"),
        "{message}"
    );
    assert_eq!(message.matches("Copy member ID").count(), 1, "{message}");
}

#[test]
fn a_token_of_another_kind_gets_its_own_hint_and_is_not_repeated() {
    for (token, hint) in [
        ("xapp-1-secretpart", "app-level token"),
        ("xoxp-secretpart", "a person's token"),
        ("xoxe.xoxb-1-secretpart", "rotation"),
        ("secretpart", "not a bot token"),
        ("xoxb-", "not a bot token"),
        ("xoxb-secret part", "not a bot token"),
    ] {
        let message = wrong(&[("SLACK_BOT_TOKEN", token)]);
        assert!(message.contains(hint), "{token}: {message}");
        assert!(!message.contains("secret part") && !message.contains("secretpart"), "{message}");
    }
}

#[test]
fn two_signing_secrets_are_taken_while_one_replaces_the_other() {
    let both = format!("{SECRET},{}", SECRET.replace('0', "f"));
    assert_eq!(read(&[("SLACK_SIGNING_SECRET", &both)]).unwrap().signing_secrets.len(), 2);
    for bad in ["tooshort", &format!("{SECRET},"), &format!("{both},{SECRET}")] {
        assert!(read(&[("SLACK_SIGNING_SECRET", bad)]).is_err(), "{bad}");
    }
}

#[test]
fn the_api_url_is_https_or_on_this_machine() {
    for good in [
        "http://127.0.0.1:4000/api",
        "http://localhost:1/api",
        "http://[::1]:1/api",
        "https://slack-gov.com/api",
    ] {
        assert_eq!(read(&[("SLACK_API_URL", good)]).unwrap().api_url, good);
    }
    for bad in [
        "http://slack.com/api",
        "https://slack.com",
        "https://slack.com/api/",
        "slack.com/api",
        "ftp://localhost/api",
        "https://me:pw@slack.com/api",
        "https://slack.com/api?x=1",
        "http://localhost.example.com/api",
    ] {
        assert!(read(&[("SLACK_API_URL", bad)]).is_err(), "{bad}");
    }
}

#[test]
fn a_rehearsal_needs_a_workspace_on_this_machine() {
    let words = "2026-03-02T09:00:00Z@1770000000000x300";
    let local = ("SLACK_API_URL", "http://127.0.0.1:4000/api");
    let rehearsal = read(&[local, ("TRELLIS_REHEARSAL", words)]).unwrap().rehearsal.unwrap();
    assert_eq!(rehearsal.base.to_string(), "2026-03-02T09:00:00Z");
    assert_eq!((rehearsal.since.as_millis(), rehearsal.speed), (1_770_000_000_000, 300));
    assert!(wrong(&[("TRELLIS_REHEARSAL", words)]).contains("made-up time"));
    for bad in [
        "2026-03-02T09:00:00Z",
        "2026-03-02@1x1",
        "2026-03-02T09:00:00Z@-1x1",
        "2026-03-02T09:00:00Z@1x",
    ] {
        assert!(wrong(&[local, ("TRELLIS_REHEARSAL", bad)]).contains("TRELLIS_REHEARSAL"), "{bad}");
    }
}

#[test]
fn the_file_speaks_where_the_environment_is_silent() {
    let place = Place::new("file");
    let path = place
        .file("trellis.toml", "trellis_log = \"debug\"\ntrellis_leads = [\"U111\", \"W222\"]\n");
    let config = read(&[("TRELLIS_CONFIG", &path), ("TRELLIS_LOG", "warn")]).unwrap();
    assert_eq!(config.log, "warn", "the environment wins");
    assert_eq!(config.leads, ["U111".into(), "W222".into()]);
}

#[test]
fn an_empty_setting_is_an_unset_one() {
    let place = Place::new("empty");
    let path = place.file("trellis.toml", "trellis_listen = \"\"\ntrellis_log = \"debug\"\n");
    let config = read(&[("TRELLIS_CONFIG", &path), ("TRELLIS_LOG", " ")]).unwrap();
    assert_eq!((config.listen.port(), config.log.as_str()), (3000, "debug"));
}

#[test]
fn a_bad_file_is_described_without_being_quoted() {
    let place = Place::new("bad");
    let path =
        place.file("keys.toml", "slack_bot_tokn = \"xoxb-private\"\ntrellis_listen = 3000\n");
    let message = wrong(&[("TRELLIS_CONFIG", &path)]);
    assert!(
        message.contains("slack_bot_tokn in the file") && message.contains("quotation marks"),
        "{message}"
    );
    assert!(!message.contains("xoxb-private"), "{message}");

    let path = place.file("form.toml", "trellis_log = \"info\"\nslack_bot_token = xoxb-private\n");
    let message = wrong(&[("TRELLIS_CONFIG", &path)]);
    assert!(
        message.contains("not TOML (line 2)") && !message.contains("xoxb-private"),
        "{message}"
    );

    assert!(wrong(&[("TRELLIS_CONFIG", "/nowhere/trellis.toml")]).contains("cannot be read"));
}

#[test]
fn a_zone_directory_must_hold_zones() {
    let place = Place::new("zones");
    let directory = place.0.to_str().unwrap();
    assert!(wrong(&[("TRELLIS_TZDIR", directory)]).contains("no compiled zone files"));
    place.file("UTC", b"TZif2 and so on");
    assert_eq!(read(&[("TRELLIS_TZDIR", directory)]).unwrap().tzdir, Some(place.0.clone()));
}

#[test]
fn the_database_needs_a_directory_to_lie_in() {
    let place = Place::new("database");
    let directory = place.0.to_str().unwrap();
    assert!(read(&[("TRELLIS_DATABASE", &format!("{directory}/trellis.db"))]).is_ok());
    assert!(wrong(&[("TRELLIS_DATABASE", directory)]).contains("is a directory"));
    assert!(
        wrong(&[("TRELLIS_DATABASE", &format!("{directory}/no/trellis.db"))])
            .contains("does not exist")
    );
}

#[test]
fn upkeep_needs_no_secrets() {
    let upkeep = Upkeep::read(|name| (name == "TRELLIS_DATABASE").then(|| "trellis.db".to_owned()));
    assert_eq!(upkeep.unwrap().log, "info");
    assert!(Upkeep::read(|_| None).unwrap_err().to_string().contains("TRELLIS_DATABASE"));
}
