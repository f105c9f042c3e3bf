//! Nothing that was acknowledged is lost: what people wrote last can be found and read again at the end.

use jiff::{SignedDuration, Timestamp};

use super::{Life, Who};

/// A check-in as its writer knows it.
pub(super) struct Written {
    /// When it was sent first.
    pub(super) first_at: Timestamp,
    /// A word that stands in its newest version only.
    pub(super) word: String,
}

/// Something the mentor said in a thread.
pub(super) struct Reply {
    pub(super) ts: String,
    pub(super) word: String,
}

impl Life {
    /// A word nobody has written before.
    pub(super) fn new_word(&mut self) -> String {
        self.words += 1;
        format!("word{}x", self.words)
    }

    /// Every check-in and every reply that stands is found by its word, and shows it when it is read.
    pub(super) async fn everything_is_kept(&mut self) {
        let written: Vec<String> = self.written.values().map(|it| it.word.clone()).collect();
        for word in written {
            self.reads_again(Who::Mentee, &word).await;
        }
        let said = self.replies.iter().map(|it| it.word.clone());
        let said: Vec<String> = said.chain(self.form_replies.clone()).collect();
        for word in said {
            self.reads_again(Who::Mentor, &word).await;
        }
        for word in std::mem::take(&mut self.taken_back) {
            let noah = self.world.noah.clone();
            self.world.types(&noah, "/mentor", &format!("search {word}")).await;
            let found = self.world.modal(&noah);
            assert!(found.contains("Nothing"), "{word} was taken back, and is kept: {found}");
            self.close_all(Who::Mentor).await;
        }
    }

    async fn reads_again(&mut self, who: Who, word: &str) {
        let id = self.id_of(who);
        self.world.types(&id, "/mentor", &format!("search {word}")).await;
        let found = self.world.modal(&id);
        assert!(found.contains("[Read]"), "{word} is not found: {found}");
        self.world.presses_in_modal(&id, "open_checkin").await;
        assert!(self.world.modal(&id).contains(word), "{word} does not stand in the history");
        self.close_all(who).await;
        // Nobody opens so many forms in one minute, and Slack would not let the bot.
        self.world.stage.workspace.advance(SignedDuration::from_secs(5)).await;
    }

    /// Every note that was sent has reached the other one.
    pub(super) fn every_note_has_arrived(&self) {
        for (reader, word) in &self.notes {
            let in_room = self.world.in_room();
            let in_dm = self.world.dm(&self.id_of(*reader));
            let mut messages = in_room.iter().chain(&in_dm);
            assert!(messages.any(|it| it.contains(word)), "the note {word} was lost");
        }
    }
}
