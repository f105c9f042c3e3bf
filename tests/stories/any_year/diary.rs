//! What happened in a life, for whoever reads a failure. Nothing is decided by it.

/// How much of it a failure shows.
const LINES: usize = 60;

/// Lines in the order they happened; printed when the story fails.
pub(super) struct Diary {
    seed: u64,
    lines: Vec<String>,
}

impl Diary {
    pub(super) fn new(seed: u64) -> Self {
        Self { seed, lines: Vec::new() }
    }

    pub(super) fn note(&mut self, line: String) {
        self.lines.push(line);
    }
}

impl Drop for Diary {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let last = self.lines.len().saturating_sub(LINES);
            eprintln!("seed {}, in the end:\n{}", self.seed, self.lines[last..].join("\n"));
        }
    }
}
