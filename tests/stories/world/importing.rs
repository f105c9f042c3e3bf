//! An operator at a terminal: a roster is imported by the program itself, beside a bot that was stopped.

use std::{
    fs,
    process::{Command, Output, Stdio},
    time::{SystemTime, UNIX_EPOCH},
};

use super::World;

impl World {
    /// Imports a roster while the bot is stopped: the exit code, and what the program said.
    pub(crate) async fn imports(&mut self, roster: &str, more: &[&str]) -> (i32, String) {
        self.bot_stops().await;
        let said = self.imports_beside_the_bot(roster, more).await;
        self.bot_starts().await;
        said
    }

    /// The same without stopping it.
    pub(crate) async fn imports_beside_the_bot(
        &self,
        roster: &str,
        more: &[&str],
    ) -> (i32, String) {
        let file = self.database.with_extension("csv");
        fs::write(&file, roster).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_trellis"));
        command
            .env_clear()
            .env("SLACK_BOT_TOKEN", self.stage.workspace.bot_token())
            .env("SLACK_SIGNING_SECRET", "8f742231b10e8888abcd99yyyzzz85a5")
            .env("SLACK_API_URL", self.stage.workspace.api_url())
            .env("TRELLIS_DATABASE", &self.database)
            .env("TRELLIS_LOG", "trace")
            .env("TRELLIS_REHEARSAL", self.same_hour())
            .arg("import")
            .arg(&file)
            .args(more)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let output = tokio::task::spawn_blocking(move || command.output()).await.unwrap().unwrap();
        fs::remove_file(&file).unwrap();
        (output.status.code().unwrap(), said(&output))
    }

    /// The program lives in the hour of this world, at the pace of the machine.
    #[expect(clippy::disallowed_methods, reason = "another process is told what its clock shows")]
    fn same_hour(&self) -> String {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis();
        format!("{}@{since}x1", self.now())
    }
}

/// What the program said at the end, with no address in it or in anything it logged.
fn said(output: &Output) -> String {
    let all = String::from_utf8(output.stderr.clone()).unwrap();
    assert!(!all.contains("@example"), "an address is private: {all}");
    let lines =
        all.lines().filter_map(|line| match serde_json::from_str::<serde_json::Value>(line) {
            Ok(logged) if logged["level"] == "INFO" => {
                Some(logged["message"].as_str().unwrap().to_owned())
            }
            Ok(_) => None,
            Err(_) => Some(line.to_owned()),
        });
    lines.collect::<Vec<_>>().join("\n")
}
