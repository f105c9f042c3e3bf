//! A mentor who simply writes in the thread of a check-in or a question has answered it.
//!
//! Only a human message of the mentor counts: never a bot's, a join notice, an emoji-only line, or the mentee's own.
//! Editing it adds a version; deleting it, or editing it into something that is no reply, removes the text and starts the
//! clock again unless another reply stands. Events overtake each other: the newest text counts, by Slack's own stamps.
//! What was written while the bot was away is read from the threads themselves, with Slack's own time.

use jiff::{SignedDuration, Timestamp};

use super::peers;
use crate::{
    app::App,
    clock,
    domain::{
        answerable::Answerable,
        ids::{PairId, SlackChannel, SlackTs, SlackUser},
        pair::{Pair, Room},
        post::Subject,
        promise::time_taken,
        reply::{Edition, Reply, SaidReply, Standing},
        text::{UserText, is_emoji_only},
    },
    features::{Cx, Error, answering},
    slack::{
        client::outcome::{Outcome, Verdict},
        inbound::{Message, MessageChange, Said, deletion_key},
        plain::plain,
    },
    store::{
        Fault, Tx, channels, checkins, inbox, instance, pairs, people, posts, questions,
        replies::{self, NewReply, Source},
    },
    telemetry::field,
};

/// Longer messages than Slack itself takes do not come; this only bounds what a forged one could store.
const MAX_SAID: usize = 40_000;

/// Threads of what was sent in this time are read again even when they were answered.
const RECENT: SignedDuration = SignedDuration::from_hours(14 * 24);

/// How often Slack may ask us to wait for one thread.
const MOST_WAITS: usize = 5;

/// How many pairs are looked at in one transaction when threads are read again.
const PAGE: i64 = 50;

/// Whether a message can have been written in a thread of ours by a person at all. Everything the bot says comes back to
/// it as an event, and must not cost a commit each.
pub fn may_concern(message: &Message) -> bool {
    let Said { thread, author, .. } = &message.said;
    match message.change {
        MessageChange::Posted => thread.is_some() && author.is_some(),
        MessageChange::Edited => thread.is_some() || author.is_some(),
        MessageChange::Deleted => true,
    }
}

/// Whether what happened in a thread happened in one of ours. What was not said in a thread, as far as Slack tells, may
/// still be about one.
pub async fn concerns(cx: &mut Cx<'_>, message: &Message) -> Result<bool, Error> {
    let Some(thread) = &message.said.thread else { return Ok(true) };
    Ok(posts::find_subject(cx.tx, &message.channel, thread).await?.is_some())
}

/// Something was written, edited or deleted where the bot can hear it.
pub async fn heard(cx: &mut Cx<'_>, message: &Message) -> Result<(), Error> {
    let told = Some(&*message.event_ts).filter(|stamp| !stamp.is_empty()).map(SlackTs::from);
    let edition = Edition { edited: message.said.edited.clone(), told };
    match message.change {
        MessageChange::Posted => posted(cx, &message.channel, (&message.said, edition)).await,
        MessageChange::Edited => edited(cx, &message.channel, (&message.said, edition)).await,
        MessageChange::Deleted => deleted(cx, &message.channel, &message.said.ts).await,
    }
}

async fn posted(
    cx: &mut Cx<'_>,
    channel: &SlackChannel,
    (said, edition): (&Said, Edition),
) -> Result<(), Error> {
    let (Some(thread), Some(author)) = (&said.thread, &said.author) else { return Ok(()) };
    let subject = posts::find_subject(cx.tx, channel, thread).await?;
    let Some(what) = subject.as_ref().and_then(Answerable::shown_by) else { return Ok(()) };
    let Some(asked) = answering::find(cx, what).await? else { return Ok(()) };
    let Some(pair) = pairs::find(cx.tx, asked.pair).await? else { return Ok(()) };
    let author = people::find_by_user(cx.tx, cx.zones, author, cx.now).await?;
    // Events overtake each other: this one may be about a message that is gone already.
    if let Some(key) = deletion_key(channel, &said.ts)
        && inbox::find(cx.tx, &key).await?
    {
        return Ok(());
    }
    let author = match (author, subject) {
        (Some(author), Some(Subject::ChannelQuestion(_))) if author.id == pair.mentor => author,
        (author, Some(Subject::ChannelQuestion(question))) => {
            return peers::said(cx, (question, &pair, author), (channel, said, edition)).await;
        }
        // Without a room the other would never see what is typed under the mentor's own copy.
        (Some(author), _) if author.id == pair.mentor && pair.room != Room::Refused => author,
        (_, _) => return Ok(()),
    };
    let content = content(cx, &pair, said).await?;
    // What was edited into no reply is remembered, because the event of the words it was before may still be on its way.
    if content.is_none() && edition.edited.is_none() {
        return Ok(());
    }
    let said_at = said.ts.instant().unwrap_or(cx.now);
    let since = answering::since(cx, &asked, said_at).await?;
    let new = NewReply {
        to: what,
        author: author.id,
        said_at,
        taken: time_taken(since, said_at, &author.availability),
        source: Source::Thread(channel.clone(), said.ts.clone(), edition),
    };
    let reply = replies::insert(cx.tx, &new, content.as_ref(), cx.now).await?;
    match (reply, content) {
        (Some(reply), Some(content)) => {
            let record = answering::record(&asked, reply, (author.id, said_at));
            answering::stands(cx, &record, (&asked, &content)).await
        }
        (Some(_), None) | (None, _) => Ok(()),
    }
}

async fn edited(
    cx: &mut Cx<'_>,
    channel: &SlackChannel,
    (said, edition): (&Said, Edition),
) -> Result<(), Error> {
    let Some(known) = replies::find_by_message(cx.tx, channel, &said.ts).await? else {
        // An edit can turn an emoji into a reply, or come before the message itself.
        return posted(cx, channel, (said, edition)).await;
    };
    if known.standing == Standing::Deleted {
        return Ok(());
    }
    let Some(edition) = edition.following(&known.edition) else { return Ok(()) };
    let Some(asked) = answering::find(cx, known.to).await? else { return Ok(()) };
    let Some(pair) = pairs::find(cx.tx, asked.pair).await? else { return Ok(()) };
    if edition != known.edition {
        replies::update_edition(cx.tx, known.id, &edition).await?;
    }
    match (content(cx, &pair, said).await?, known.standing) {
        (Some(content), _) if known.content.as_ref() == Some(&content) => Ok(()),
        (Some(content), before) => {
            replies::update_content(cx.tx, known.id, &content, cx.now).await?;
            let record = answering::record(&asked, known.id, (known.author, known.said_at));
            match before {
                Standing::Stands => answering::index(cx, &record, &content).await,
                Standing::NoReply | Standing::Deleted => {
                    answering::stands(cx, &record, (&asked, &content)).await
                }
            }
        }
        (None, Standing::Stands) => answering::stands_no_more(cx, &known, Standing::NoReply).await,
        (None, Standing::NoReply | Standing::Deleted) => Ok(()),
    }
}

async fn deleted(cx: &mut Cx<'_>, channel: &SlackChannel, ts: &SlackTs) -> Result<(), Error> {
    let Some(known) = replies::find_by_message(cx.tx, channel, ts).await? else {
        return Ok(channels::delete_answer(cx.tx, (channel, ts)).await?);
    };
    match known.standing {
        Standing::Stands => answering::stands_no_more(cx, &known, Standing::Deleted).await,
        Standing::NoReply => Ok(replies::delete_content(cx.tx, known.id, Standing::Deleted).await?),
        Standing::Deleted => Ok(()),
    }
}

/// What a message says, if it is a reply at all.
async fn content(cx: &mut Cx<'_>, pair: &Pair, said: &Said) -> Result<Option<Reply>, Error> {
    if is_emoji_only(&said.text) && said.files == 0 {
        return Ok(None);
    }
    let both = [cx.person(pair.mentor).await?, cx.person(pair.mentee).await?];
    let name = |user: &SlackUser| {
        both.iter().find(|person| person.user == *user).map(|person| person.name.clone())
    };
    let text = UserText::parse_optional(&plain(&said.text, name), MAX_SAID).ok().flatten();
    let is_something = text.is_some() || said.files > 0;
    Ok(is_something.then_some(Reply::Said(SaidReply { text, files: said.files })))
}

/// What trying to read a thread came to.
enum Sight {
    /// It was read, or never will be.
    Over,
    /// Slack could not be asked; it may be later.
    NotNow,
}

/// A thread to be read again.
struct Thread {
    what: Answerable,
    pair: PairId,
    channel: SlackChannel,
    ts: SlackTs,
}

/// Reads the threads that still wait for a reply, and those of the last two weeks, because events may have been lost
/// while the bot was away: what was written, edited or deleted meanwhile is taken in. Of a pair with very many, the newest
/// are read; those that have waited longer are read before the mentor is next asked about them.
///
/// Its cost follows the number of recent check-ins and questions. Slack is waited for when it asks for that. False when something is
/// left to read, because Slack or the file could not be used.
pub async fn catch_up(app: &App) -> bool {
    let (mut after, mut all) = (PairId(0), true);
    loop {
        let threads = match open_threads(app, after).await {
            Ok((threads, Some(last))) => {
                after = last;
                threads
            }
            Ok((_, None)) => return all,
            Err(error) => {
                tracing::error!({ field::ERROR } = ?error, "threads could not be listed");
                return false;
            }
        };
        for thread in threads {
            match read_thread(app, &thread).await {
                Ok(Sight::Over) => {}
                Ok(Sight::NotNow) => all = false,
                Err(error) => {
                    tracing::error!({ field::ERROR } = ?error, "a thread could not be taken in");
                    all = false;
                }
            }
        }
    }
}

/// Reads one thread again: what it hangs under stood in the room for a while before the bot knew, and somebody may have answered.
/// If that cannot be done now, it stays on disk that threads are to be read.
pub async fn read_again(app: &App, what: Answerable) {
    let threads = async {
        let mut tx = app.db.read().await?;
        let mut cx = Cx::new(&mut tx, app.clock.now(), (&app.config, &app.zones));
        match answering::find(&mut cx, what).await? {
            Some(asked) => match pairs::find(&mut tx, asked.pair).await? {
                Some(pair) => threads_of(&mut tx, what, &pair).await,
                None => Ok(Vec::new()),
            },
            None => Ok(Vec::new()),
        }
    };
    let read = match threads.await {
        Ok(threads) => read_all(app, &threads).await,
        Err(error) => Err(error),
    };
    let later = match read {
        Ok(Sight::Over) => return,
        Ok(Sight::NotNow) => miss(app).await,
        Err(error) => {
            tracing::error!({ field::ERROR } = ?error, "a thread could not be taken in");
            miss(app).await
        }
    };
    if let Err(fault) = later {
        tracing::error!(%fault, "a thread was not read, and may not be before the next start");
    }
}

/// Keeps on disk that threads are to be read again.
async fn miss(app: &App) -> Result<(), Fault> {
    let mut tx = app.db.write().await?;
    instance::update_missed(&mut tx, app.clock.now()).await?;
    Ok(tx.commit().await?)
}

async fn open_threads(app: &App, after: PairId) -> Result<(Vec<Thread>, Option<PairId>), Error> {
    let since = app.clock.now().saturating_sub(RECENT).unwrap_or(Timestamp::MIN);
    let mut tx = app.db.read().await?;
    let pairs = pairs::list_active_after(&mut tx, after, PAGE).await?;
    let last = pairs.last().map(|pair| pair.id);
    let mut threads = Vec::new();
    for pair in pairs {
        let checkins = checkins::list_recent(&mut tx, pair.id, since).await?;
        let questions = questions::list_recent(&mut tx, pair.id, since).await?;
        let checkins = checkins.into_iter().map(|it| Answerable::Checkin(it.id));
        for what in checkins.chain(questions.into_iter().map(|it| Answerable::Question(it.id))) {
            threads.extend(threads_of(&mut tx, what, &pair).await?);
        }
    }
    Ok((threads, last))
}

/// The threads under the messages that show something, as far as they stand: in the room, and of a question in the help
/// channel.
async fn threads_of(tx: &mut Tx, what: Answerable, pair: &Pair) -> Result<Vec<Thread>, Error> {
    let in_room = match pair.room {
        Room::Open(_) => Some(what.subject()),
        Room::Unopened | Room::Refused => None,
    };
    let in_channel = match what {
        Answerable::Checkin(_) => None,
        Answerable::Question(question) => Some(Subject::ChannelQuestion(question)),
    };
    let mut threads = Vec::new();
    for subject in in_room.into_iter().chain(in_channel) {
        let post = posts::list(tx, &subject).await?.into_iter().next();
        threads.extend(post.map(|(channel, ts)| Thread { what, pair: pair.id, channel, ts }));
    }
    Ok(threads)
}

async fn read_all(app: &App, threads: &[Thread]) -> Result<Sight, Error> {
    let mut sight = Sight::Over;
    for thread in threads {
        if let Sight::NotNow = read_thread(app, thread).await? {
            sight = Sight::NotNow;
        }
    }
    Ok(sight)
}

async fn read_thread(app: &App, thread: &Thread) -> Result<Sight, Error> {
    // What is written after this may be missing in what is read, and has not been deleted.
    let mut tx = app.db.read().await?;
    let mut known = replies::list_messages(&mut tx, thread.what, &thread.channel).await?;
    if let Answerable::Question(id) = thread.what {
        let others = channels::list_answers(&mut tx, id).await?.into_iter();
        known.extend(
            others.map(|it| it.at).filter(|(there, _)| *there == thread.channel).map(|it| it.1),
        );
    }
    drop(tx);
    let said = match said_in(app, thread).await {
        Ok(said) => said,
        Err(sight) => return Ok(sight),
    };
    let now = app.clock.now();
    let mut tx = app.db.write().await?;
    let mut cx = Cx::new(&mut tx, now, (&app.config, &app.zones));
    for message in said.iter().filter(|said| said.ts != thread.ts) {
        let message = Said { thread: Some(thread.ts.clone()), ..message.clone() };
        let edition = Edition { edited: message.edited.clone(), told: None };
        edited(&mut cx, &thread.channel, (&message, edition)).await?;
    }
    // The thread was read to its end: a reply that is not in it any more was deleted.
    for ts in known {
        if said.iter().all(|said| said.ts != ts) {
            deleted(&mut cx, &thread.channel, &ts).await?;
        }
    }
    tx.commit().await.map_err(Fault::from)?;
    Ok(Sight::Over)
}

/// Everything in a thread, or whether it can be had later.
async fn said_in(app: &App, thread: &Thread) -> Result<Vec<Said>, Sight> {
    for _ in 0..MOST_WAITS {
        match app.slack.thread(&thread.channel, &thread.ts).await {
            Outcome::Done(said) => return Ok(said),
            Outcome::RetryAfter(wait) => clock::pause(&*app.clock, wait).await,
            other @ (Outcome::Refused(_) | Outcome::NotSent(_) | Outcome::Unknown(_)) => {
                let (pair, reason) = (thread.pair.0, other.kind());
                tracing::warn!(
                    { field::PAIR } = pair,
                    { field::REASON } = reason,
                    "a thread could not be read"
                );
                return Err(if is_final(&other) { Sight::Over } else { Sight::NotNow });
            }
        }
    }
    Err(Sight::NotNow)
}

fn is_final(outcome: &Outcome<Vec<Said>>) -> bool {
    match outcome {
        Outcome::Refused(refusal) => match refusal.verdict() {
            Verdict::Permanent | Verdict::Ours | Verdict::Gone | Verdict::Stale => true,
            Verdict::Workspace | Verdict::Later => false,
        },
        Outcome::Done(_) | Outcome::RetryAfter(_) | Outcome::NotSent(_) | Outcome::Unknown(_) => {
            false
        }
    }
}
