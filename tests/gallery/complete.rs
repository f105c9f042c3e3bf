//! Nothing the bot says is left out: every public function of every file of sentences is called in the gallery.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// What is called here stands in these files.
const GALLERY: [&str; 27] = [
    include_str!("agendas.rs"),
    include_str!("agreements.rs"),
    include_str!("ahead.rs"),
    include_str!("archive.rs"),
    include_str!("beginnings.rs"),
    include_str!("calendar.rs"),
    include_str!("calls.rs"),
    include_str!("cohorts.rs"),
    include_str!("commons.rs"),
    include_str!("debts.rs"),
    include_str!("letters.rs"),
    include_str!("meetings.rs"),
    include_str!("office.rs"),
    include_str!("parting.rs"),
    include_str!("questions.rs"),
    include_str!("reviews.rs"),
    include_str!("rematches.rs"),
    include_str!("rooms.rs"),
    include_str!("rounds.rs"),
    include_str!("figures.rs"),
    include_str!("goals.rs"),
    include_str!("hall.rs"),
    include_str!("keeping.rs"),
    include_str!("practice.rs"),
    include_str!("programme.rs"),
    include_str!("turns.rs"),
    include_str!("typed.rs"),
];

#[test]
fn no_sentence_is_left_out() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = files(&top.join("src/features"));
    files.push(top.join("src/server/views.rs"));
    let mut missing = Vec::new();
    let mut count = 0;
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        for name in names(&text) {
            count += 1;
            let called = format!("{}::{name}", folder(&file));
            if !GALLERY.iter().any(|room| room.contains(&called)) {
                missing.push(called);
            }
        }
    }
    assert!(count > 60, "the sentences were not found");
    assert_eq!(missing, Vec::<String>::new(), "these are said and nobody can see them here");
}

/// Every file that holds sentences: `views.rs`, what is in a folder `views`, and the labels all share.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let in_views = folder.ends_with("views") && name != "mod.rs";
        if path.is_dir() {
            found.extend(files(&path));
        } else if in_views || name == "views.rs" || name == "bodies.rs" {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// What the gallery calls a file: its own name, or its folder's when it is simply called `views.rs`.
fn folder(file: &Path) -> String {
    let named = if file.ends_with("views.rs") { file.parent().unwrap() } else { file };
    named.file_stem().unwrap().to_str().unwrap().to_owned()
}

/// The names of a file's public functions.
fn names(text: &str) -> Vec<&str> {
    let lines = text.lines().filter_map(|line| line.strip_prefix("pub fn "));
    lines.filter_map(|line| line.split(['(', '<']).next()).collect()
}

#[test]
fn a_function_is_found_and_a_private_one_is_not() {
    let text = "pub fn one(x: u8) {}\nfn two() {}\npub fn three<T>() {}\n    pub fn four() {}";
    assert_eq!(names(text), ["one", "three"]);
    assert_eq!(folder(Path::new("src/features/reply/views.rs")), "reply");
    assert_eq!(folder(Path::new("src/features/checkin/views/post.rs")), "post");
}
