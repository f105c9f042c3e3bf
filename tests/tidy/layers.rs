//! Which part may know which: the table, and what breaks it.

use std::collections::BTreeSet;

use crate::code;

/// Each part of the crate and the other parts it may name. A part that is missing here is an error.
///
/// `config`, `clock` and `telemetry` stand beside the layers; `app` is what `features` and everything right of it share.
const MAY_NAME: &[(&str, &[&str])] = &[
    ("clock", &[]),
    ("clock_check", &["clock", "slack", "telemetry"]),
    ("domain", &[]),
    ("telemetry", &[]),
    ("process_lock", &[]),
    ("pace", &[]),
    ("turns", &["clock", "pace"]),
    ("previews", &["domain"]),
    ("drafts", &["domain"]),
    ("config", &["domain", "telemetry"]),
    ("store", &["domain", "telemetry"]),
    ("slack", &["clock", "domain", "telemetry"]),
    (
        "app",
        &[
            "clock",
            "clock_check",
            "config",
            "domain",
            "drafts",
            "previews",
            "slack",
            "store",
            "turns",
        ],
    ),
    (
        "features",
        &[
            "app",
            "clock",
            "config",
            "domain",
            "drafts",
            "pace",
            "previews",
            "slack",
            "store",
            "telemetry",
        ],
    ),
    ("scheduler", DOORS),
    ("outbox", DOORS),
    ("server", DOORS),
    (
        "preview",
        &[
            "app",
            "clock",
            "clock_check",
            "config",
            "domain",
            "drafts",
            "features",
            "outbox",
            "previews",
            "scheduler",
            "slack",
            "store",
            "telemetry",
            "turns",
        ],
    ),
    ("sandbox", &["clock", "telemetry"]),
    (
        "cli",
        &[
            "app",
            "clock",
            "config",
            "domain",
            "drafts",
            "features",
            "outbox",
            "preview",
            "previews",
            "process_lock",
            "sandbox",
            "scheduler",
            "server",
            "slack",
            "store",
            "telemetry",
            "turns",
        ],
    ),
    ("main", &["cli"]),
];

const DOORS: &[&str] =
    &["app", "clock", "config", "domain", "features", "pace", "slack", "store", "telemetry"];

/// Files of `features/` that every feature stands on, rather than features.
const FRAME: &[&str] = &[
    "access",
    "agendas",
    "answering",
    "bodies",
    "channel",
    "carried",
    "draft",
    "first_week",
    "follow_ups",
    "held",
    "invitations",
    "letter",
    "modes",
    "open",
    "own",
    "owing",
    "partners",
    "people",
    "proposing",
    "schedule",
    "terms",
];

/// Files of `features/` that hold the lists of all features, as `features/mod.rs` does, and so name each of them.
const LISTS: &[&str] = &["clicks", "dispatch", "occasions", "planners", "saying", "submits"];

/// The parts that there are.
pub(crate) struct Layers<'a> {
    features: BTreeSet<&'a str>,
}

impl<'a> Layers<'a> {
    /// Finds the features among the files of `src/`.
    pub(crate) fn of(paths: impl Iterator<Item = &'a str>) -> Self {
        let features = paths
            .filter_map(|path| match module(path)[..] {
                ["features", feature, ..] if !is_shared(feature) => Some(feature),
                _ => None,
            })
            .collect();
        Self { features }
    }

    /// What in a file names something it may not know.
    pub(crate) fn broken(&self, path: &str, text: &str) -> Vec<String> {
        let here = module(path);
        let Some(&part) = here.first() else { return Vec::new() };
        let Some((_, others)) = MAY_NAME.iter().find(|(name, _)| *name == part) else {
            return vec![format!("{path}: {part} is not in the table of tests/tidy/layers.rs")];
        };
        let bare = code::bare(text).replace("trellis::", "crate::");
        code::paths(&bare, &here)
            .into_iter()
            .filter(|(_, to)| self.is_broken(&here, others, to))
            .map(|(line, to)| format!("{path}:{line} names {}", to.join("::")))
            .collect()
    }

    fn is_broken(&self, here: &[&str], others: &[&str], to: &[String]) -> bool {
        let to: Vec<&str> = to.iter().map(String::as_str).collect();
        match (here, &to[..]) {
            (_, []) => false,
            (["features", own, ..], ["features", other, ..]) => {
                own != other && self.features.contains(other) && !LISTS.contains(own)
            }
            ([part, ..], [other, ..]) => part != other && !others.contains(other),
            ([], _) => false,
        }
    }
}

/// Whether a file of `features/` is no feature.
fn is_shared(name: &str) -> bool {
    FRAME.contains(&name) || LISTS.contains(&name)
}

/// `src/a/b/mod.rs` and `src/a/b.rs` are both `a`, `b`; the root is nothing.
fn module(path: &str) -> Vec<&str> {
    let path = path.strip_prefix("src/").unwrap_or(path).trim_end_matches(".rs");
    let path = path.strip_suffix("/mod").unwrap_or(path);
    path.split('/').filter(|name| *name != "lib").collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(path: &str, text: &str) -> Vec<String> {
        let files = [
            "src/features/mod.rs",
            "src/features/checkin/mod.rs",
            "src/features/help.rs",
            "src/features/access.rs",
        ];
        Layers::of(files.into_iter()).broken(path, text)
    }

    #[test]
    fn naming_to_the_left_is_fine() {
        assert!(broken("src/store/outbox.rs", "use crate::domain::ids::PairId;").is_empty());
        assert!(broken("src/features/help.rs", "use super::{Cx, access::Authorized};").is_empty());
        assert!(
            broken("src/features/mod.rs", "mod checkin; use self::checkin::prompt;").is_empty()
        );
        assert!(
            broken("src/features/checkin/prompt.rs", "use super::views; use crate::slack::blocks;")
                .is_empty()
        );
        assert!(broken("src/features/dispatch.rs", "use super::{checkin, help};").is_empty());
        assert!(broken("src/main.rs", "use trellis::cli::{self, Cli};").is_empty());
        assert!(broken("src/lib.rs", "pub use crate::server::Door;").is_empty());
    }

    #[test]
    fn naming_to_the_right_is_found() {
        let found = broken("src/domain/pair.rs", "//! x\nuse crate::store::pairs;");
        assert_eq!(found, ["src/domain/pair.rs:2 names store::pairs"]);
        assert_eq!(
            broken("src/store/pairs.rs", "fn f(s: &crate::slack::client::Slack) {}").len(),
            1
        );
        assert_eq!(
            broken("src/features/help.rs", "use crate::{app::App, server::{Door, Limits}};").len(),
            2
        );
        assert_eq!(broken("src/main.rs", "use trellis::server;").len(), 1);
        for part in ["slack", "store", "features", "domain"] {
            assert_eq!(
                broken("src/sandbox/web_api/views.rs", &format!("use crate::{part}::x;")).len(),
                1,
                "{part}"
            );
        }
    }

    #[test]
    fn a_feature_that_names_another_one_is_found() {
        for text in [
            "use crate::features::help;",
            "use super::help::text;",
            "use crate::features::{Cx, help::text};",
        ] {
            assert_eq!(broken("src/features/checkin/mod.rs", text).len(), 1, "{text}");
        }
        assert_eq!(
            broken("src/features/access.rs", "use super::checkin;").len(),
            1,
            "the frame stands on no feature"
        );
    }

    #[test]
    fn a_part_nobody_has_placed_is_found() {
        assert_eq!(broken("src/novelty.rs", "").len(), 1);
    }
}
