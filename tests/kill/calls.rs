//! Calls whose calendar files go out while the bot is killed: a file stands once or not at all, and where nobody knows, its
//! button brings it.

use jiff::{SignedDuration, Timestamp};
use trellis::{
    domain::{
        call::{About, Purpose},
        ids::PairId,
        outgoing::{Outgoing, Place},
        overlap::{Burden, Minutes, Slot},
        pair::Side,
    },
    sandbox::acting::Press,
    store::{
        Tx, calls,
        outbox::{self, Timing},
    },
};

use crate::{UNSETTLED, bot::Bot, lab::Lab};

/// Both of a pair have agreed to a call in a week, and nobody has been told yet.
pub(crate) async fn agree(tx: &mut Tx, pair: PairId, now: Timestamp) {
    let view = format!("V{pair}");
    let call = calls::insert_proposed(tx, (pair, &view), now).await.unwrap().unwrap();
    let starts = now + SignedDuration::from_hours(24 * 7);
    let slot = Slot { starts, minutes: Minutes(30), mentor: Burden::NONE, mentee: Burden::NONE };
    let about = About { purpose: Purpose::Career, topics: Vec::new() };
    let offered = call.propose(Side::Mentee, (slot, about), now).unwrap();
    let agreed = offered.confirm(Side::Mentor, slot, now).unwrap();
    calls::update(tx, &agreed, None).await.unwrap();
    let said = Outgoing::CallAgreed { call: call.id, sequence: 0, to: Place::Room };
    outbox::insert(tx, &said, Timing::now(now)).await.unwrap();
}

/// The calls whose file came, as far as the bot knows, and those of which it knows nothing.
const CAME: &str = "select key from outbox where key like 'call-file/%/0/0' and state = 'sent'";
const UNKNOWN: &str =
    "select key from outbox where key like 'call-file/%/0/0' and reason = 'unknown_upload'";

impl Lab {
    /// How many files stand under the message about a call.
    pub(crate) fn files_under(&self, call: &str) -> usize {
        let Some((channel, ts)) = self.find_post(&format!("call/{call}/0")) else { return 0 };
        let thread = self.workspace.thread(&channel, &ts);
        thread.iter().filter(|message| message["files"].is_array()).count()
    }

    async fn calls(&self, query: &'static str) -> Vec<String> {
        let mut db = self.read().await;
        let keys: Vec<String> = sqlx::query_scalar(query).fetch_all(&mut db).await.unwrap();
        keys.iter().map(|key| key.split('/').nth(1).unwrap().to_owned()).collect()
    }

    /// Whoever is not sure to have their file presses *Send the calendar file*, and so does somebody who has it: each gets
    /// one, and nothing is added where it was to stand.
    pub(crate) async fn ask_for_files(&self) -> usize {
        let unknown = self.calls(UNKNOWN).await;
        let came = self.calls(CAME).await;
        let asked: Vec<&String> = unknown.iter().chain(came.first()).collect();
        let bot = Bot::start(self);
        let before: Vec<usize> = asked.iter().map(|call| self.files_under(call)).collect();
        for call in &asked {
            let (room, ts) = self.find_post(&format!("call/{call}/0")).unwrap();
            let press = Press::in_message(&room, &ts, "send_call_file");
            self.workspace.click(self.mentee_of(call), press).await.unwrap();
        }
        while self.number(UNSETTLED).await > 0 {
            self.wait(5).await;
        }
        assert_eq!(bot.terminate().code(), Some(0));
        let after: Vec<usize> = asked.iter().map(|call| self.files_under(call)).collect();
        assert_eq!(after, before, "a file was brought again by itself");
        for call in &asked {
            let dm = self.workspace.app_dm(self.mentee_of(call));
            let messages = self.workspace.messages(&dm);
            let files = messages.iter().filter(|message| message["files"].is_array());
            assert_eq!(files.count(), 1, "call {call}");
        }
        unknown.len()
    }

    /// Calls are agreed pair by pair from the first on, so they are counted alike.
    fn mentee_of(&self, call: &str) -> &str {
        &self.mentees[call.parse::<usize>().unwrap() - 1]
    }
}
