//! How things are hung: as plain text under a name, after a look at Slack's limits.

use trellis::slack::blocks::{
    Message, View,
    check::{check, check_view},
    preview::{preview, preview_view},
};

/// The text of the gallery so far, and what Slack would refuse.
#[derive(Default)]
pub(crate) struct Gallery {
    pub(crate) text: String,
    pub(crate) problems: Vec<String>,
}

impl Gallery {
    /// A part of the bot's life.
    pub(crate) fn part(&mut self, name: &str) {
        self.text.push_str(&format!("\n######## {name}\n"));
    }

    /// A message in a conversation.
    pub(crate) fn message(&mut self, name: &str, message: &Message) {
        self.strain(name, message);
        self.hang(name, &preview(message));
    }

    /// A modal or App Home.
    pub(crate) fn view(&mut self, name: &str, view: &View) {
        self.strain_view(name, view);
        self.hang(name, &preview_view(view));
    }

    /// A sentence that stands under a field or alone in a notice.
    pub(crate) fn sentence(&mut self, name: &str, sentence: &str) {
        if sentence.trim().is_empty() {
            self.problems.push(format!("{name}: says nothing"));
        }
        self.hang(name, sentence);
    }

    /// A message with the longest words there can be, of which nobody needs to read more than that it fits.
    pub(crate) fn strain(&mut self, name: &str, message: &Message) {
        self.problems.extend(check(message).into_iter().map(|it| format!("{name}: {it}")));
    }

    /// The same for a modal or App Home.
    pub(crate) fn strain_view(&mut self, name: &str, view: &View) {
        self.problems.extend(check_view(view).into_iter().map(|it| format!("{name}: {it}")));
    }

    fn hang(&mut self, name: &str, text: &str) {
        self.text.push_str(&format!("\n---- {name}\n{text}\n"));
    }
}
