//! The real program as a process: started, killed, asked to end.
//!
//! What it reports is read from its standard error by a thread, so that it never waits for its reader.

use std::{
    io::{BufRead, BufReader},
    net::SocketAddr,
    path::Path,
    process::{Child, Command, ExitStatus, Stdio},
    sync::mpsc,
    thread,
};

use crate::lab::{Lab, SIGNING_SECRET};

/// A running program.
pub(crate) struct Bot {
    child: Child,
}

impl Bot {
    /// The program on the lab's database, not started.
    pub(crate) fn command(lab: &Lab) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_trellis"));
        command
            .arg("serve")
            .env_clear()
            .env("SLACK_BOT_TOKEN", lab.workspace.bot_token())
            .env("SLACK_SIGNING_SECRET", SIGNING_SECRET)
            .env("SLACK_API_URL", lab.workspace.api_url())
            .env("TRELLIS_LISTEN", "127.0.0.1:0")
            .env("TRELLIS_DATABASE", &lab.database)
            .env("TRELLIS_LOG", "off,trellis::cli=info")
            .env("TRELLIS_REHEARSAL", &lab.rehearsal)
            .stderr(Stdio::piped())
            .stdout(Stdio::null());
        command
    }

    /// Starts it and waits until it listens; the workspace knows where.
    pub(crate) fn start(lab: &Lab) -> Self {
        let mut child = Self::command(lab).spawn().unwrap();
        let lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let (heard, listening) = mpsc::channel();
        thread::spawn(move || {
            let mut said = Vec::new();
            for line in lines.map_while(Result::ok) {
                if let Some(address) = address(&line) {
                    drop(heard.send(Ok(address)));
                }
                said.push(line);
            }
            drop(heard.send(Err(said)));
        });
        match listening.recv().unwrap() {
            Ok(address) => lab.workspace.connect(&format!("http://{address}"), SIGNING_SECRET),
            Err(said) => panic!("it did not start: {said:#?}"),
        }
        Self { child }
    }

    /// `kill -9`, and nothing of it is left.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// SIGTERM, and waits for its end.
    pub(crate) fn terminate(mut self) -> ExitStatus {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        self.child.wait().unwrap()
    }
}

impl Drop for Bot {
    /// A run that fails leaves no program behind.
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// The address in the line that says where it listens.
fn address(line: &str) -> Option<SocketAddr> {
    let line = line.contains("listening").then_some(line)?;
    let (_, rest) = line.split_once("127.0.0.1:")?;
    let port: String = rest.chars().take_while(char::is_ascii_digit).collect();
    format!("127.0.0.1:{port}").parse().ok()
}

/// Removes a database with everything beside it.
pub(crate) fn remove(database: &Path) {
    for ending in ["", "-wal", "-shm", ".lock"] {
        drop(std::fs::remove_file(format!("{}{ending}", database.display())));
    }
}
