//! Times as a reader wants them: percentiles, ratios, and one way to print a line. It judges nothing.

use std::time::Duration;

/// Times of one kind, kept whole, so that the worst is the worst and no bucket rounds it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Times(Vec<Duration>);

impl Times {
    pub(crate) fn add(&mut self, time: Duration) {
        self.0.push(time);
    }

    pub(crate) fn count(&self) -> usize {
        self.0.len()
    }

    /// The time that this share of all times, in thousandths, does not exceed; zero when there are none.
    pub(crate) fn at(&self, thousandths: usize) -> Duration {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        let rank = (sorted.len() * thousandths).div_ceil(1000).max(1);
        sorted.get(rank - 1).copied().unwrap_or_default()
    }

    pub(crate) fn median(&self) -> Duration {
        self.at(500)
    }
}

impl FromIterator<Duration> for Times {
    fn from_iter<I: IntoIterator<Item = Duration>>(times: I) -> Self {
        Self(times.into_iter().collect())
    }
}

/// The middle, the tail and the worst, in milliseconds.
impl std::fmt::Display for Times {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [p50, p99, worst] = [500, 990, 1000].map(|share| ms(self.at(share)));
        write!(f, "p50 {p50} · p99 {p99} · max {worst}")
    }
}

/// Milliseconds, as precise as anybody can use them.
pub(crate) fn ms(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1000.0)
}

/// How many times the second the first is.
pub(crate) fn ratio(one: Duration, other: Duration) -> String {
    format!("{:.3}", one.as_secs_f64() / other.as_secs_f64())
}

/// How many in a second.
pub(crate) fn per_second(count: usize, span: Duration) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX)) / span.as_secs_f64()
}

/// The heading of a part.
pub(crate) fn head(text: &str) {
    println!("\n{text}");
}

/// A figure and what it is.
pub(crate) fn line(what: &str, figure: impl std::fmt::Display) {
    println!("  {what:<44} {figure}");
}
