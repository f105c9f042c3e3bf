//! The rules of the house that no lint knows, each with its reason.
//!
//! What clippy can hold stands in `.clippy.toml`. The rules are plain functions over text in [`rules`], so that each is
//! also shown to find what it looks for: a check that cannot fail is not a check.

mod code;
mod layers;
mod rules;

use std::{
    fs,
    path::{Path, PathBuf},
};

use layers::Layers;

/// A source file: its path from the top of the project, and its text.
struct Source {
    path: String,
    text: String,
}

/// Every file under `folder` whose name ends in one of `endings`, in a fixed order.
fn files(folder: &str, endings: &[&str]) -> Vec<Source> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut folders = vec![top.join(folder)];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for path in entries.map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if endings.iter().any(|ending| path.to_str().unwrap().ends_with(ending)) {
                found.push(read(top, path));
            }
        }
    }
    found.sort_by(|one, two| one.path.cmp(&two.path));
    found
}

fn read(top: &Path, path: PathBuf) -> Source {
    let text = fs::read_to_string(&path).unwrap();
    Source { path: path.strip_prefix(top).unwrap().to_str().unwrap().to_owned(), text }
}

fn rust_files() -> Vec<Source> {
    let files: Vec<_> =
        ["src", "tests", "migrations"].iter().flat_map(|f| files(f, &[".rs"])).collect();
    assert!(files.len() > 10, "the sources were not found");
    files
}

/// Where in a file a rule is broken.
fn places(file: &Source, rule: fn(&str) -> Vec<usize>) -> Vec<String> {
    rule(&file.text).iter().map(|line| format!("{}:{line}", file.path)).collect()
}

/// Fails with all of `broken` and the reason for the rule.
fn hold(reason: &str, broken: impl IntoIterator<Item = String>) {
    let broken: Vec<String> = broken.into_iter().collect();
    assert!(broken.is_empty(), "\n{reason}\n\n  {}\n", broken.join("\n  "));
}

#[test]
fn every_file_says_what_it_is() {
    hold(
        "A file opens with `//!`: what it is, and what it deliberately does not do. Readers decide there whether to read on.",
        rust_files()
            .iter()
            .filter(|file| !rules::says_what_it_is(&file.text))
            .map(|file| file.path.clone()),
    );
}

#[test]
fn nothing_imports_to_the_right() {
    let sources = files("src", &[".rs"]);
    let layers = Layers::of(sources.iter().map(|file| file.path.as_str()));
    hold(
        "domain <- store, slack <- features <- scheduler, outbox, server, sandbox, cli <- main: what stands left is \
         understood and tested without what stands right. Features do not know each other, so that each can be deleted; \
         the sandbox does not know the bot, so that it cannot share its mistakes. `tests/tidy/layers.rs` has the table.",
        sources.iter().flat_map(|file| layers.broken(&file.path, &file.text)),
    );
}

#[test]
fn no_file_has_a_name_that_says_nothing() {
    hold(
        "`utils`, `helpers`, `manager`, `service` and `common` fit everything, so everything ends up in them. Name the \
         file after what it holds.",
        rust_files()
            .iter()
            .filter(|file| rules::name_says_nothing(&file.path))
            .map(|file| file.path.clone()),
    );
}

#[test]
fn sql_is_in_the_store() {
    hold(
        "SQL stands in src/store/ only: who wants to know what is asked of a table, or to change one, looks in one place.",
        files("src", &[".rs"])
            .iter()
            .filter(|file| !file.path.starts_with("src/store/"))
            .flat_map(|file| places(file, rules::sql)),
    );
}

#[test]
fn no_file_is_too_long() {
    let sources = rust_files();
    for (file, lines) in sources.iter().map(|file| (file, file.text.lines().count())) {
        if lines >= rules::LONG {
            eprintln!("{} has {lines} lines: ask what it is two of", file.path);
        }
    }
    hold(
        "Past 500 lines a file is two things; split it by meaning.",
        sources.iter().filter(|file| rules::is_too_long(&file.text)).map(|file| file.path.clone()),
    );
}

#[test]
fn chrono_is_for_cron_expressions_only() {
    let allowed = ["src/domain/cadence", "src/domain/zone"];
    hold(
        "Instants are `jiff::Timestamp`. `chrono` is what the `cron` crate speaks and `chrono-tz` a list of names, whose \
         zone rules are out of date: both stay in domain/cadence.rs and domain/zone.rs.",
        files("src", &[".rs"])
            .iter()
            .filter(|file| !allowed.iter().any(|allowed| file.path.starts_with(allowed)))
            .flat_map(|file| places(file, rules::chrono)),
    );
}

#[test]
fn no_text_names_a_place_on_somebodys_machine() {
    let endings =
        [".rs", ".md", ".toml", ".yml", ".sql", ".js", ".css", ".html", ".snap", ".ci/run"];
    let folders = ["src", "tests", "migrations", "deploy", ".ci"];
    let mut sources: Vec<_> = folders.iter().flat_map(|folder| files(folder, &endings)).collect();
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    for name in
        ["README.md", "CHANGELOG.md", "Cargo.toml", "manifest.yml", ".deny.toml", ".clippy.toml"]
    {
        if top.join(name).exists() {
            sources.push(read(top, top.join(name)));
        }
    }
    hold(
        "A path from one machine means nothing on another one.",
        sources.iter().flat_map(|file| places(file, rules::machine_paths)),
    );
}
