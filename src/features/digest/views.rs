//! How the digest of a cohort's week looks.

use jiff::civil::Date;

use crate::{
    domain::{
        cohort::Cohort,
        discussion::Topic,
        person::Person,
        round::{Answer, How, Words},
        text::UserText,
        week::Week,
        zone::words::short_day_year,
    },
    features::schedule::rounds::is_told,
    slack::blocks::{
        Block, Message, header, link,
        parts::parts,
        quote, say, small,
        words::{escape, leads_to, still},
    },
};

/// As many characters of a text as the digest shows; the whole of a longer one stands in its thread.
const GLIMPSE: usize = 300;

/// Everything a digest shows.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The cohort.
    pub cohort: Cohort,
    /// The week it is about.
    pub week: Week,
    /// What went well, in the order in which it was said.
    pub wins: Vec<(Person, UserText)>,
    /// What was answered, in the order in which it was.
    pub answers: Vec<(Person, Answer)>,
    /// What lies ahead.
    pub ahead: Vec<Block>,
    /// How the cohort is doing, where it is large enough.
    pub counts: Option<Counts>,
}

/// How a cohort is doing, in counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// How many answered, of how many who were there; `None` when the question was never posted.
    pub answered: Option<(usize, usize)>,
    /// How many check-ins its members wrote for the week.
    pub checkins: usize,
    /// How many calls its members have agreed to in the week that begins.
    pub calls: usize,
}

impl Shown {
    /// Whether there is anything to tell.
    pub fn has_something(&self) -> bool {
        !self.wins.is_empty() || self.answers.iter().any(|(_, answer)| is_told(answer))
    }

    fn written(&self) -> impl Iterator<Item = (&Person, &Words)> {
        self.answers.iter().filter_map(|(author, answer)| match &answer.how {
            How::Written(words) => Some((author, words)),
            How::Typed(..) | How::TakenBack => None,
        })
    }

    fn learned(&self) -> impl Iterator<Item = (&Person, &UserText)> {
        self.written().filter_map(|(author, words)| Some((author, words.learned.as_ref()?)))
    }

    fn struggles(&self) -> impl Iterator<Item = (&Person, &UserText)> {
        self.written().filter_map(|(author, words)| Some((author, words.open_struggle()?)))
    }
}

/// The digest in the channel: its first page.
pub fn digest(shown: &Shown) -> Message {
    let mut pages = pages(shown).into_iter();
    let first = pages.next().unwrap_or_default();
    let more = pages.next().is_some();
    let nothing = first.is_empty().then(|| say("What stood here was taken back."));
    Message::new("The digest of your cohort's week")
        .block(header(format!("{}, {}", still(shown.cohort.name.as_str()), shown.week.human())))
        .blocks(nothing)
        .blocks(first)
        .blocks(more.then(|| small("What is too long for here goes on in the thread.")))
}

/// A further page, in its thread; `None` when it has no such page.
pub fn page(shown: &Shown, page: u32) -> Option<Message> {
    let pages = pages(shown);
    let blocks = pages.get(usize::try_from(page).ok()?)?.clone();
    let title = format!("Digest, part {} of {}", page + 1, pages.len());
    Some(Message::new(&title).block(small(title)).blocks(blocks))
}

/// In the place of a page the digest has no more.
pub fn no_page() -> Message {
    Message::new("Part of a digest").block(small("What stood here is not in the digest any more."))
}

/// On how many pages it stands.
pub fn count_pages(shown: &Shown) -> u32 {
    u32::try_from(pages(shown).len()).unwrap_or(u32::MAX)
}

/// Who leads the next discussion, on which day where the cohort is at home, and about what, once that is chosen.
pub fn next_discussion((who, on): (&Person, Date), topic: Option<&Topic>) -> Vec<Block> {
    let words =
        format!("*The next discussion:* {} leads it on {}.", escape(&who.name), short_day_year(on));
    let about = topic.map(|topic| quote("About", &topic.words.glimpse(GLIMPSE)));
    let read = topic.and_then(|topic| topic.link.as_ref()).map(|it| link("To read before", it));
    [say(words)].into_iter().chain(about).chain(read).collect()
}

/// In the digest's thread: somebody answered after it.
pub fn late(author: &Person) -> Message {
    Message::new("The digest has one more answer")
        .block(small(format!("With an answer of {}, who wrote later.", escape(&author.name))))
}

/// All of it: what is in short on as many pages as that takes, then the long texts as a whole.
fn pages(shown: &Shown) -> Vec<Vec<Block>> {
    let mut pages = parts(in_short(shown));
    pages.extend(parts(in_full(shown)));
    pages
}

fn in_short(shown: &Shown) -> Vec<Block> {
    let wins = shown.wins.iter().map(|(who, words)| (who, words));
    let mut blocks = section("*Wins*", wins);
    blocks.extend(section("*What people learned*", shown.learned()));
    let struggles = section("*Where somebody could help*", shown.struggles());
    if !struggles.is_empty() {
        blocks.extend(struggles);
        blocks.push(small("If you can, write to them, or in the thread of the weekly question."));
    }
    blocks.extend(in_thread(shown).map(say));
    blocks.extend(shown.ahead.iter().cloned());
    blocks.extend(shown.counts.and_then(counts).map(small));
    blocks
}

fn section<'a>(title: &str, texts: impl Iterator<Item = (&'a Person, &'a UserText)>) -> Vec<Block> {
    let quotes: Vec<Block> =
        texts.map(|(who, text)| quote(&who.name, &text.glimpse(GLIMPSE))).collect();
    if quotes.is_empty() {
        return quotes;
    }
    [say(title)].into_iter().chain(quotes).collect()
}

fn in_full(shown: &Shown) -> Vec<Block> {
    let wins = shown.wins.iter().map(|(who, text)| (who, text, "went well"));
    let learned = shown.learned().map(|(who, text)| (who, text, "learned"));
    let struggles = shown.struggles().map(|(who, text)| (who, text, "struggled with"));
    let all = wins.chain(learned).chain(struggles);
    all.filter(|(_, text, _)| text.chars() > GLIMPSE)
        .map(|(who, text, what)| quote(format!("{} ({what})", who.name), text))
        .collect()
}

/// Who answered in the thread, where their words are; each once.
fn in_thread(shown: &Shown) -> Option<String> {
    let mut named: Vec<(&Person, String)> = Vec::new();
    for (author, answer) in &shown.answers {
        let How::Typed(_, link) = &answer.how else { continue };
        if named.iter().any(|(known, _)| known.id == author.id) {
            continue;
        }
        let name = escape(&author.name);
        let shown = match link {
            Some(link) => leads_to(link, &name.replace('|', "/")),
            None => name,
        };
        named.push((author, shown));
    }
    let names: Vec<String> = named.into_iter().map(|(_, shown)| shown).collect();
    (!names.is_empty())
        .then(|| format!("*In the thread, in their own words:* {}", names.join(", ")))
}

/// The counts in a line; `None` when there is nothing to count.
fn counts(counts: Counts) -> Option<String> {
    let many = |count: usize, one: &str, more: &str| match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        count => Some(format!("{count} {more}")),
    };
    let answered = counts.answered.map(|(answered, of)| format!("{answered} of {of} answered"));
    let checkins = many(counts.checkins, "check-in written", "check-ins written");
    let calls = many(counts.calls, "call agreed for this week", "calls agreed for this week");
    let line: Vec<String> = [answered, checkins, calls].into_iter().flatten().collect();
    (!line.is_empty()).then(|| format!("{}.", line.join(", ")))
}
