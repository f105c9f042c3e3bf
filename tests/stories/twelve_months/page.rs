//! What a year brought, as lines on a page. It knows nothing of what the messages mean.

use std::{collections::BTreeMap, fmt::Write as _};

use serde_json::Value;
use trellis::domain::zone::Zones;

use crate::world::World;

/// The zone of everything on the page.
const LISBON: &str = "Europe/Lisbon";

/// Every message so far, a week under its number, and how many there were for whom.
pub(super) struct Page {
    seen: usize,
    week: String,
    text: String,
    counts: BTreeMap<String, usize>,
}

impl Page {
    pub(super) fn new() -> Self {
        Self { seen: 0, week: String::new(), text: String::new(), counts: BTreeMap::new() }
    }

    /// Whatever became visible since the last look.
    pub(super) fn add(&mut self, world: &World) {
        let zone = Zones::bundled().find(LISBON).unwrap();
        for post in world.stage.workspace.posts().into_iter().skip(self.seen) {
            self.seen += 1;
            let local = zone.local(post.at);
            let week = local.strftime("%G-W%V").to_string();
            if self.week != week {
                writeln!(self.text, "{}{week}", if self.week.is_empty() { "" } else { "\n" })
                    .unwrap();
                self.week = week;
            }
            let place = place(world, &post.channel);
            let thread = if post.thread_ts.is_some() { " (thread)" } else { "" };
            let said = said(world, &post.channel, (post.thread_ts.as_deref(), &post.ts));
            let when = local.strftime("%a %e %b %H:%M");
            writeln!(self.text, "  {when}  {place}{thread}: {said}").unwrap();
            *self.counts.entry(place).or_default() += 1;
        }
    }

    /// The page, with the counts under it.
    pub(super) fn text(&self) -> String {
        let mut text = self.text.clone();
        for (place, count) in &self.counts {
            write!(text, "\n{place}: {count} messages").unwrap();
        }
        text
    }
}

fn place(world: &World, channel: &str) -> String {
    if world.room().as_deref() == Some(channel) {
        return "room".to_owned();
    }
    let people = [&world.ines, &world.noah, &world.lena];
    let dm_of = people.into_iter().find(|who| world.stage.workspace.app_dm(who) == channel);
    dm_of.map_or_else(|| channel.to_owned(), |who| world.name(who))
}

/// What its notification says, which is never anybody's private words.
fn said(world: &World, channel: &str, (thread, ts): (Option<&str>, &str)) -> String {
    let around = match thread {
        Some(thread) => world.stage.workspace.thread(channel, thread),
        None => world.stage.workspace.messages(channel),
    };
    let it = around.iter().find(|it| it["ts"] == ts);
    match it.map(|it| (it["text"].as_str().unwrap_or_default(), &it["files"])) {
        Some(("", Value::Array(files))) => {
            format!("a file, {}", files[0]["name"].as_str().unwrap_or_default())
        }
        Some((text, _)) => text.lines().next().unwrap_or_default().to_owned(),
        None => "gone again".to_owned(),
    }
}
