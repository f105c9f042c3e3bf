//! What is wrong with the settings, as one message a person can act on.
//!
//! A problem says what is wrong in a sentence; where a setting comes from is said once, here, for all of them. The
//! value of a secret is never repeated.

use std::fmt;

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The setting as the environment names it, or a key of the file nobody knows.
    pub setting: String,
    /// What is wrong with it, to be read after its name: "is not set".
    pub wrong: String,
}

/// Everything that is wrong, in the order in which it was found.
#[derive(Debug, Clone, Default, PartialEq, Eq, thiserror::Error)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// Adds a problem; `wrong` is read after the setting's name.
    pub(super) fn add(&mut self, setting: &str, wrong: impl Into<String>) {
        self.0.push(Problem { setting: setting.to_owned(), wrong: wrong.into() });
    }

    /// True when nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Each problem.
    pub fn iter(&self) -> impl Iterator<Item = &Problem> {
        self.0.iter()
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.0.len();
        let noun = if count == 1 { "problem" } else { "problems" };
        writeln!(f, "Trellis cannot start: {count} {noun} in the settings.")?;
        for (problem, next) in self.0.iter().zip(self.0.iter().skip(1).map(Some).chain([None])) {
            let Problem { setting, wrong } = problem;
            write!(f, "\n  {setting} {wrong}.\n")?;
            // Two problems with one setting stand together and need its advice once.
            let is_last = next.is_none_or(|next| next.setting != *setting);
            if let Some(advice) = advice(setting).filter(|_| is_last) {
                writeln!(f, "    {advice}")?;
            }
        }
        write!(
            f,
            "\nSet these in the environment, or in lower case in a TOML file named by TRELLIS_CONFIG; the environment wins."
        )
    }
}

/// Where a setting comes from.
fn advice(setting: &str) -> Option<&'static str> {
    Some(match setting {
        "SLACK_BOT_TOKEN" => {
            "Get it at api.slack.com/apps: your app, \"OAuth & Permissions\", \"Bot User OAuth Token\"; it starts with xoxb-."
        }
        "SLACK_SIGNING_SECRET" => {
            "Get it at api.slack.com/apps: your app, \"Basic Information\", \"App Credentials\", \"Signing Secret\"; while you replace it, give new,old."
        }
        "SLACK_API_URL" => "Leave it unset for Slack itself: https://slack.com/api.",
        "TRELLIS_LISTEN" => {
            "An address and a port on this machine, such as 127.0.0.1:3000 (the default) behind a proxy that does TLS."
        }
        "TRELLIS_DATABASE" => {
            "The path of the database file, such as /var/lib/trellis/trellis.db; the file is made when missing, its directory is not."
        }
        "TRELLIS_LEADS" => {
            "Slack member ids with commas between them, such as U012AB3CD,U045EF6GH: open a profile in Slack, the three dots, \"Copy member ID\". Unset: every workspace admin is a lead."
        }
        "TRELLIS_TZDIR" => {
            "A directory of compiled IANA zone files, such as /usr/share/zoneinfo. Unset: the data that came with this version."
        }
        "TRELLIS_LOG" => {
            "A level (error, warn, info, debug, trace) or a list such as info,trellis::outbox=debug. Unset: info."
        }
        "TRELLIS_REHEARSAL" => {
            "BASE@SINCExSPEED, such as 2026-03-02T09:00:00Z@1770000000000x300: an instant, the machine's Unix milliseconds at which it was true, and how many times faster time passes."
        }
        "TRELLIS_CONFIG" => {
            "The path of a TOML file with settings in lower case, such as slack_bot_token = \"xoxb-…\". Unset: only the environment is read."
        }
        _ => return None,
    })
}
