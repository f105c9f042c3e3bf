//! The real bot as a child: `trellis serve` with its own loops, on a town's file and by a town's clock.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::Duration,
};

use trellis::clock::Clock;

use crate::{
    RealTime,
    town::{SECRET, Town},
};

/// A running bot. It is killed when this is dropped.
pub(crate) struct Bot {
    child: Child,
    /// Where it listens: `http://127.0.0.1:…`.
    pub(crate) origin: String,
    warnings: Arc<AtomicUsize>,
}

impl Bot {
    /// Starts the bot of a town, lets both clocks run at the same speed from the same instant, and waits until it
    /// listens.
    pub(crate) fn start(town: &Town, speed: u32, time: &RealTime) -> Self {
        town.clock.run_at(speed);
        let rehearsal = format!("{}@{}x{speed}", town.clock.now(), time.now().as_millisecond());
        let mut child = Command::new(env!("CARGO_BIN_EXE_trellis"))
            .arg("serve")
            .env_clear()
            .env("SLACK_BOT_TOKEN", town.workspace.bot_token())
            .env("SLACK_SIGNING_SECRET", SECRET)
            .env("SLACK_API_URL", town.workspace.api_url())
            .env("TRELLIS_LISTEN", "127.0.0.1:0")
            .env("TRELLIS_DATABASE", town.database())
            .env("TRELLIS_REHEARSAL", rehearsal)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let address = loop {
            let line = lines.next().expect("the bot ended before it listened").unwrap();
            let Ok(line) = serde_json::from_str::<serde_json::Value>(&line) else { continue };
            if line["message"] == "listening" {
                break line["address"].as_str().unwrap().to_owned();
            }
        };
        let warnings = Arc::new(AtomicUsize::new(0));
        let counted = warnings.clone();
        // Reads to the end of the child's life, so that its log never fills the pipe and holds it up.
        thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                if ["WARN", "ERROR"].iter().any(|level| line.contains(level)) {
                    counted.fetch_add(1, Ordering::Relaxed);
                }
            }
        });
        let origin = format!("http://{address}");
        town.workspace.connect(&origin, SECRET);
        Self { child, origin, warnings }
    }

    /// Log lines that warn or worse.
    pub(crate) fn warnings(&self) -> usize {
        self.warnings.load(Ordering::Relaxed)
    }

    /// Processor time used since the start, by the program and by the kernel for it; `None` where `/proc` does not say.
    ///
    /// It is the figure that other work on the same machine disturbs least.
    pub(crate) fn cpu(&self) -> Option<Duration> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())).ok()?;
        // The name, which may hold spaces, ends with the last parenthesis; times come in hundredths of a second.
        let fields = stat.rsplit_once(") ")?.1.split(' ').skip(11).take(2);
        let hundredths: u64 = fields.map(|field| field.parse::<u64>().unwrap_or_default()).sum();
        Some(Duration::from_millis(10 * hundredths))
    }

    /// Resident memory in megabytes (of a million bytes); `None` where `/proc` does not say.
    pub(crate) fn memory(&self) -> Option<f64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
        let kibibytes: f64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
        Some(kibibytes * 1024.0 / 1e6)
    }
}

impl Drop for Bot {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
