//! The program as a service manager sees it: what it exits with, that only one runs on a database, and that it ends when
//! it is asked to.
//!
//! The real binary runs here, each in an environment of its own; no Slack answers at the address it is given.

use std::{
    fs,
    io::{BufRead, BufReader},
    path::PathBuf,
    process::{Child, ChildStderr, Command, Output, Stdio},
    sync::atomic::{AtomicU32, Ordering},
};

use trellis::process_lock::ProcessLock;

/// A directory for one test's database.
struct Place(PathBuf);

impl Place {
    fn new() -> Self {
        static PLACES: AtomicU32 = AtomicU32::new(0);
        let number = PLACES.fetch_add(1, Ordering::Relaxed);
        let place =
            std::env::temp_dir().join(format!("trellis-process-{}-{number}", std::process::id()));
        drop(fs::remove_dir_all(&place));
        fs::create_dir_all(&place).unwrap();
        Self(place)
    }

    fn database(&self) -> PathBuf {
        self.0.join("trellis.db")
    }

    /// `trellis serve` on this place's database and any free port.
    fn serve(&self) -> Command {
        let mut command = trellis(&["serve"]);
        command
            .env("SLACK_BOT_TOKEN", "xoxb-not-a-real-one")
            .env("SLACK_SIGNING_SECRET", "0123456789abcdef0123456789abcdef")
            .env("SLACK_API_URL", "http://127.0.0.1:9/api")
            .env("TRELLIS_LISTEN", "127.0.0.1:0")
            .env("TRELLIS_DATABASE", self.database());
        command
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}

fn trellis(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_trellis"));
    command.args(arguments).env_clear().stderr(Stdio::piped()).stdout(Stdio::piped());
    command
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Reads what a process reports until it listens; `None` when it ends before.
fn until_it_listens(child: &mut Child) -> Option<BufReader<ChildStderr>> {
    let mut lines = BufReader::new(child.stderr.take().unwrap());
    let mut line = String::new();
    while lines.read_line(&mut line).unwrap() > 0 {
        if line.contains("listening") {
            return Some(lines);
        }
        line.clear();
    }
    None
}

fn ask_to_end(child: &Child, signal: &str) {
    assert!(
        Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap().success()
    );
}

#[test]
fn wrong_settings_are_all_named_and_the_exit_code_is_2() {
    let output = trellis(&["serve"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    for setting in ["SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "TRELLIS_DATABASE"] {
        assert!(said(&output).contains(&format!("{setting} is not set")), "{}", said(&output));
    }
}

#[test]
fn a_second_process_on_the_same_database_exits_with_3() {
    let place = Place::new();
    let _first = ProcessLock::take(&place.database()).unwrap();
    for mut second in [place.serve(), {
        let mut migrate = trellis(&["migrate"]);
        migrate.env("TRELLIS_DATABASE", place.database());
        migrate
    }] {
        let output = second.output().unwrap();
        assert_eq!(output.status.code(), Some(3));
        assert!(said(&output).contains("another Trellis is running on"), "{}", said(&output));
    }
}

#[test]
fn of_five_started_together_one_serves() {
    let place = Place::new();
    let mut children: Vec<Child> = (0..5).map(|_| place.serve().spawn().unwrap()).collect();
    let mut serving = Vec::new();
    for child in &mut children {
        match until_it_listens(child) {
            Some(lines) => serving.push((child.id(), lines)),
            None => assert_eq!(child.wait().unwrap().code(), Some(3)),
        }
    }
    assert_eq!(serving.len(), 1);
    for child in &mut children {
        if child.id() == serving[0].0 {
            ask_to_end(child, "-TERM");
            assert_eq!(child.wait().unwrap().code(), Some(0));
        }
    }
}

#[test]
fn it_ends_cleanly_when_asked_and_starts_again() {
    let place = Place::new();
    for signal in ["-TERM", "-INT"] {
        let mut child = place.serve().spawn().unwrap();
        let _lines = until_it_listens(&mut child).expect("it did not start");
        ask_to_end(&child, signal);
        assert_eq!(child.wait().unwrap().code(), Some(0));
    }
}

#[test]
fn a_killed_process_leaves_the_database_to_the_next_one() {
    let place = Place::new();
    let mut first = place.serve().spawn().unwrap();
    let _lines = until_it_listens(&mut first).expect("it did not start");
    ask_to_end(&first, "-KILL");
    first.wait().unwrap();
    let mut next = place.serve().spawn().unwrap();
    let _lines = until_it_listens(&mut next).expect("it did not start again");
    ask_to_end(&next, "-TERM");
    assert_eq!(next.wait().unwrap().code(), Some(0));
}

#[test]
fn migrating_needs_no_secrets() {
    let place = Place::new();
    let output = trellis(&["migrate"]).env("TRELLIS_DATABASE", place.database()).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
}

#[test]
fn looking_ahead_needs_no_secrets_and_only_reads_beside_the_bot() {
    let place = Place::new();
    let database = place.database();
    let preview = |more: &[&str]| {
        let mut command = trellis(&["preview"]);
        command.args(more).arg("--database").arg(&database).output().unwrap()
    };
    let output = preview(&[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("there is no database at"), "{}", said(&output));
    assert!(!database.exists(), "nothing is created");
    trellis(&["migrate"]).env("TRELLIS_DATABASE", &database).output().unwrap();
    let before = fs::read(&database).unwrap();
    let _bot = ProcessLock::take(&database).unwrap();
    let output = preview(&["--days", "30"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.starts_with("Nothing: unless somebody writes or presses something"), "{text}");
    for (more, expected) in [
        (&["--days", "0"][..], "--days takes 1 to 92"),
        (&["--days", "1000"], "--days takes 1 to 92"),
        (&["--person", "Nobody"], "Trellis knows nobody called \"Nobody\""),
    ] {
        let output = preview(more);
        assert_eq!(output.status.code(), Some(1));
        assert!(said(&output).contains(expected), "{}", said(&output));
    }
    assert_eq!(fs::read(&database).unwrap(), before, "it only reads");
    let broken = place.0.join("broken.db");
    fs::write(&broken, "no database").unwrap();
    let output = trellis(&["preview", "--database"]).arg(&broken).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(fs::read(&broken).unwrap(), b"no database");
}

#[test]
fn a_calendar_file_is_imported_beside_no_bot() {
    let place = Place::new();
    let (file, database) = (place.0.join("days.ics"), place.database());
    let import = || {
        let mut command = trellis(&["holidays", "import"]);
        command.arg(&file).arg("--database").arg(&database).output().unwrap()
    };
    let output = import();
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("days.ics cannot be read"), "{}", said(&output));
    fs::write(&file, "hello").unwrap();
    let output = import();
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).starts_with("The file is no calendar"), "{}", said(&output));
    let yearly = "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20201225\nRRULE:FREQ=YEARLY\nEND:VEVENT\n";
    fs::write(&file, format!("BEGIN:VCALENDAR\n{yearly}END:VCALENDAR\n")).unwrap();
    let output = import();
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(
        said(&output).contains("holidays of the file are on the list now"),
        "{}",
        said(&output)
    );
    let _bot = ProcessLock::take(&database).unwrap();
    assert_eq!(import().status.code(), Some(3), "the bot has the database");
}

#[test]
fn a_roster_is_imported_beside_no_bot() {
    let place = Place::new();
    let file = place.0.join("roster.csv");
    let import = || {
        let mut command = place.serve();
        let mut import = trellis(&["import"]);
        import.arg(&file).arg("--dry-run").envs(
            command
                .env("TRELLIS_LEADS", "U1")
                .get_envs()
                .filter_map(|(name, value)| Some((name.to_owned(), value?.to_owned()))),
        );
        import.output().unwrap()
    };
    let output = import();
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("roster.csv cannot be read"), "{}", said(&output));
    fs::write(&file, "mentor;mentee\n").unwrap();
    let output = import();
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).starts_with("The first line must name the columns"), "{}", said(&output));
    fs::write(&file, "mentor,mentee\nU1,U2\n").unwrap();
    let output = import();
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("Slack didn't answer"), "{}", said(&output));
    let bot = ProcessLock::take(&place.database()).unwrap();
    assert_eq!(import().status.code(), Some(3), "the bot has the database");
    drop(bot);
    let unset = trellis(&["import"]).arg(&file).output().unwrap();
    assert_eq!(unset.status.code(), Some(2), "{}", said(&unset));
}

#[test]
fn a_file_of_challenges_is_added_beside_no_bot() {
    let place = Place::new();
    let (file, database) = (place.0.join("bugs.csv"), place.database());
    let add = |more: &[&str]| {
        let mut command = trellis(&["challenges", "add"]);
        command.arg(&file).args(more).arg("--database").arg(&database).output().unwrap()
    };
    fs::write(&file, "link,title\nhttp://example.com/1,One\n").unwrap();
    for more in [&["--dry-run"][..], &[]] {
        let output = add(more);
        assert_eq!(output.status.code(), Some(1));
        assert!(said(&output).contains("- line 2: link: Only addresses"), "{}", said(&output));
    }
    fs::write(&file, "link,title\r\nhttps://example.com/1,One\r\n").unwrap();
    for (more, expected) in [
        (&["--dry-run"][..], "Would be put on the list: 1."),
        (&[], "Put on the list: 1."),
        (&[], "Put on the list: 0. On it already, and left as they are: line 2."),
    ] {
        let output = add(more);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        assert!(said(&output).contains(expected), "{}", said(&output));
    }
    let _bot = ProcessLock::take(&database).unwrap();
    assert_eq!(add(&[]).status.code(), Some(3), "the bot has the database");
}
