//! How the bot reports on itself: log lines on standard error, compact on a terminal, JSON everywhere else.
//!
//! What people write must not get here. Two things in this file hold that from outside: crates that are not ours may
//! log warnings and errors only, whatever `TRELLIS_LOG` asks for, because their debug output holds requests and
//! statements; and a panic is reported by its place alone, because its message can quote the text it stumbled over.
//! There are no metrics here and no spans that outlive a request.

use std::{
    io::{self, IsTerminal},
    panic,
};

use tracing::{Level, Metadata, Subscriber, level_filters::LevelFilter};
use tracing_subscriber::{
    EnvFilter, Layer, filter, filter::ParseError, fmt::MakeWriter, layer::SubscriberExt,
    util::SubscriberInitExt,
};

/// The names of the fields that log lines carry, so that a search finds them all under one spelling.
///
/// They are written `{ field::KIND } = …` in a log macro.
pub mod field {
    /// What kind of thing came in or was sent: a closed set of words, never content.
    pub const KIND: &str = "kind";
    /// Which path of the server a request came to.
    pub const ROUTE: &str = "route";
    /// Why something was not done, from a closed set of words.
    pub const REASON: &str = "reason";
    /// How long something took, in whole milliseconds.
    pub const MILLIS: &str = "millis";
    /// The id of a row of the outbox.
    pub const OUTBOX: &str = "outbox";
    /// The id of a call.
    pub const CALL: &str = "call";
    /// The id of a pair.
    pub const PAIR: &str = "pair";
    /// The id of a person: our number, not their name.
    pub const PERSON: &str = "person";
    /// How many of what the line speaks of.
    pub const COUNT: &str = "count";
    /// An error of ours; its text holds nothing a person wrote.
    pub const ERROR: &str = "error";
    /// A place in the source: `file:line:column`.
    pub const PLACE: &str = "place";
    /// A socket address.
    pub const ADDRESS: &str = "address";
}

/// The process already reports to somebody else.
#[derive(Debug, thiserror::Error)]
#[error("logging was set up twice")]
pub struct StartedTwice;

/// Reads `TRELLIS_LOG`.
///
/// # Errors
/// When the text is not a list of `tracing` directives.
pub fn filter(text: &str) -> Result<EnvFilter, ParseError> {
    EnvFilter::builder().with_default_directive(LevelFilter::INFO.into()).parse(text)
}

/// Sends log lines to standard error from here on, and panics with them.
///
/// # Errors
/// [`StartedTwice`] when this process has a subscriber already.
pub fn start(asked: EnvFilter) -> Result<(), StartedTwice> {
    let started = match io::stderr().is_terminal() {
        true => {
            let lines = tracing_subscriber::fmt::layer().with_writer(io::stderr).compact();
            let lines = lines.with_filter(filter::filter_fn(may_be_heard));
            tracing_subscriber::registry().with(asked).with(lines).try_init()
        }
        false => json_lines(asked, io::stderr).try_init(),
    };
    started.map_err(|_| StartedTwice)?;
    report_panics();
    Ok(())
}

/// What writes our lines as JSON to `writer`: to standard error when that is no terminal, and to whoever checks them.
pub fn json_lines<W>(asked: EnvFilter, writer: W) -> impl Subscriber + Send + Sync
where
    W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
{
    let lines = tracing_subscriber::fmt::layer().with_writer(writer);
    let lines = lines.json().flatten_event(true).with_current_span(false);
    tracing_subscriber::registry()
        .with(asked)
        .with(lines.with_filter(filter::filter_fn(may_be_heard)))
}

/// Reports every panic of this process from here on by its place alone.
pub fn report_panics() {
    panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!({ field::PLACE } = place, "a task panicked");
    }));
}

/// Our own lines, and what others warn of.
fn may_be_heard(line: &Metadata<'_>) -> bool {
    let ours = line.target() == "trellis" || line.target().starts_with("trellis::");
    ours || *line.level() <= Level::WARN
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;

    /// Collects what would have gone to standard error.
    #[derive(Clone, Default)]
    struct Page(Arc<Mutex<Vec<u8>>>);

    impl io::Write for Page {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl<'a> MakeWriter<'a> for Page {
        type Writer = Page;

        fn make_writer(&'a self) -> Page {
            self.clone()
        }
    }

    fn heard(asked: &str, speak: impl FnOnce()) -> String {
        let page = Page::default();
        let subscriber = json_lines(filter(asked).unwrap(), page.clone());
        tracing::subscriber::with_default(subscriber, speak);
        let bytes = page.0.lock().unwrap().clone();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn other_crates_may_only_warn_whatever_is_asked_for() {
        let page = heard("trace,hyper::proto=trace,sqlx=debug,slack_morphism=trace", || {
            tracing::trace!(target: "hyper::proto::h1", "a body");
            tracing::debug!(target: "sqlx::query", "a statement");
            tracing::info!(target: "slack_morphism::client", "an answer");
            tracing::info!(target: "trellis_lookalike", "not us");
            tracing::warn!(target: "hyper", "trouble");
            tracing::debug!(target: "trellis::outbox", "ours");
        });
        let lines: Vec<&str> = page.lines().collect();
        assert_eq!(lines.len(), 2, "{page}");
        assert!(lines[0].contains("trouble") && lines[1].contains("ours"), "{page}");
    }

    #[test]
    fn a_field_is_called_by_its_listed_name() {
        let page = heard("info", || {
            tracing::info!({ field::KIND } = "app_rate_limited", "unknown");
        });
        assert!(page.contains("\"kind\":\"app_rate_limited\""), "{page}");
    }

    #[test]
    fn words_that_are_no_filter_are_refused() {
        assert!(filter("trellis=chatty").is_err());
        assert!(filter("info,trellis::outbox=debug").is_ok());
    }
}
