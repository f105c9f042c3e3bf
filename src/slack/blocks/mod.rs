//! Block Kit as a small vocabulary, so that a view file reads like the sentence it says.
//!
//! Our own words are mrkdwn; what a person wrote is [`UserText`] and has exactly two ways in, [`quote`] and
//! [`code`], which show it as inert rich text. It has no `Display`, so it cannot be formatted into a sentence, and it
//! is never part of a message's fallback text. Constructors cut our words to Slack's limits; what must not be cut
//! (values, ids, counts) is found by [`check`]. Nothing here knows what a check-in is.

pub mod chart;
pub mod check;
pub mod input;
pub mod limits;
pub mod parts;
pub mod preview;
pub mod view;
mod wire;
pub mod words;

use serde_json::Value;

use self::{
    chart::Chart,
    input::Input,
    view::{Home, Modal},
    words::fit,
};
use crate::domain::text::{Link, UserText};

/// What is posted into a conversation.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Message {
    /// The notification and what screen readers read: our own words, never what a person wrote.
    pub text: String,
    /// What is shown. The text is shown instead if there are none.
    pub blocks: Vec<Block>,
}

impl Message {
    /// A message with no blocks yet; `text` is what its notification says.
    pub fn new(text: impl AsRef<str>) -> Self {
        Self { text: fit(text.as_ref(), limits::MESSAGE_TEXT), blocks: Vec::new() }
    }

    /// Adds a block.
    pub fn block(mut self, block: impl Into<Block>) -> Self {
        self.blocks.push(block.into());
        self
    }

    /// Adds blocks.
    pub fn blocks(mut self, blocks: impl IntoIterator<Item = Block>) -> Self {
        self.blocks.extend(blocks);
        self
    }

    /// Adds a button to its last row of buttons; without one, in a row of its own under `block_id`.
    pub fn button(mut self, block_id: &str, button: Button) -> Self {
        let row = self.blocks.iter_mut().rev().find_map(|block| match &mut block.0 {
            Kind::Buttons { buttons, .. } => Some(buttons),
            Kind::Say(_)
            | Kind::Header(_)
            | Kind::Small(_)
            | Kind::Divider
            | Kind::Facts(_)
            | Kind::Quote { .. }
            | Kind::Code { .. }
            | Kind::Link { .. }
            | Kind::Image { .. }
            | Kind::Chart(_)
            | Kind::Input(_) => None,
        });
        match row {
            Some(row) if row.len() < limits::BUTTONS => row.push(button),
            Some(_) | None => self.blocks.push(buttons(block_id, [button])),
        }
        self
    }

    /// How many characters people wrote are in it; long texts are divided into parts by this.
    pub fn user_chars(&self) -> usize {
        self.blocks.iter().map(Block::user_chars).sum()
    }

    /// The blocks as Slack wants them.
    pub fn blocks_json(&self) -> Value {
        wire::blocks(&self.blocks)
    }
}

/// A modal, or a person's App Home.
#[derive(Debug, Clone, PartialEq)]
pub enum View {
    /// A form or a page that stands over the conversation.
    Modal(Modal),
    /// The Home tab of one person.
    Home(Home),
}

impl View {
    /// The view as Slack wants it.
    pub fn to_json(&self) -> Value {
        wire::view(self)
    }

    /// What comes back as its `callback_id`; `None` for the Home tab.
    pub fn callback_id(&self) -> Option<&str> {
        match self {
            Self::Modal(modal) => Some(&modal.callback_id),
            Self::Home(_) => None,
        }
    }

    /// What it shows.
    pub fn blocks(&self) -> &[Block] {
        match self {
            Self::Modal(modal) => &modal.blocks,
            Self::Home(home) => &home.blocks,
        }
    }
}

/// One block. It is made by the functions of this module and by the inputs of [`input`].
#[derive(Debug, Clone, PartialEq)]
pub struct Block(Kind);

/// The closed list of what we show; how each looks on the wire stands in `wire`.
#[derive(Debug, Clone, PartialEq)]
enum Kind {
    Say(String),
    Header(String),
    Small(String),
    Divider,
    Facts(Vec<(String, String)>),
    Quote { label: String, text: UserText },
    Code { label: String, text: UserText },
    Link { label: String, link: Link },
    Buttons { block_id: String, buttons: Vec<Button> },
    Image { url: String, alt: String },
    Chart(Chart),
    Input(Input),
}

impl Block {
    /// How many characters a person wrote are in it.
    pub fn user_chars(&self) -> usize {
        match &self.0 {
            Kind::Quote { text, .. } | Kind::Code { text, .. } => text.expose().chars().count(),
            Kind::Link { link, .. } => link.as_str().chars().count(),
            Kind::Say(_)
            | Kind::Header(_)
            | Kind::Small(_)
            | Kind::Divider
            | Kind::Facts(_)
            | Kind::Buttons { .. }
            | Kind::Image { .. }
            | Kind::Chart(_)
            | Kind::Input(_) => 0,
        }
    }
}

impl Block {
    /// The same under an id of its own, so that the like of it can stand in one message several times.
    pub fn numbered(mut self, number: usize) -> Self {
        if let Kind::Buttons { block_id, .. } = &mut self.0 {
            *block_id = format!("{block_id}_{number}");
        }
        self
    }
}

/// Our own words, in mrkdwn.
pub fn say(words: impl AsRef<str>) -> Block {
    Block(Kind::Say(fit(words.as_ref(), limits::SECTION)))
}

/// A heading, in plain text.
pub fn header(words: impl AsRef<str>) -> Block {
    Block(Kind::Header(fit(words.as_ref(), limits::HEADER)))
}

/// A line in small grey print, in mrkdwn.
pub fn small(words: impl AsRef<str>) -> Block {
    Block(Kind::Small(fit(words.as_ref(), limits::CONTEXT)))
}

/// A line across.
pub fn divider() -> Block {
    Block(Kind::Divider)
}

/// Up to ten labelled facts in two columns; label and value are our own words, in mrkdwn.
pub fn facts<L: AsRef<str>, V: AsRef<str>>(facts: impl IntoIterator<Item = (L, V)>) -> Block {
    let facts = facts.into_iter().map(|(label, value)| {
        let label = fit(label.as_ref(), limits::FIELD / 4);
        // The label stands between two stars and above a line break.
        let room = limits::FIELD - label.chars().count() - 3;
        (label, fit(value.as_ref(), room))
    });
    Block(Kind::Facts(facts.collect()))
}

/// What a person wrote, line breaks and all, under a bold label of ours.
pub fn quote(label: impl AsRef<str>, text: &UserText) -> Block {
    Block(Kind::Quote { label: fit(label.as_ref(), limits::HEADER), text: text.clone() })
}

/// What a person wrote in a fixed-width frame, such as an error message, under a bold label of ours.
pub fn code(label: impl AsRef<str>, text: &UserText) -> Block {
    Block(Kind::Code { label: fit(label.as_ref(), limits::HEADER), text: text.clone() })
}

/// A checked address under a bold label of ours. What is shown is the whole address, so it cannot pretend.
pub fn link(label: impl AsRef<str>, link: &Link) -> Block {
    Block(Kind::Link { label: fit(label.as_ref(), limits::HEADER), link: link.clone() })
}

/// A row of buttons.
pub fn buttons(block_id: impl Into<String>, buttons: impl Into<Vec<Button>>) -> Block {
    Block(Kind::Buttons { block_id: block_id.into(), buttons: buttons.into() })
}

/// A picture of ours; `alt` says what is on it.
pub fn image(url: impl Into<String>, alt: impl AsRef<str>) -> Block {
    Block(Kind::Image { url: url.into(), alt: fit(alt.as_ref(), limits::ALT_TEXT) })
}

/// A button in a message, a modal or App Home.
#[derive(Debug, Clone, PartialEq)]
pub struct Button {
    label: String,
    action_id: String,
    value: String,
    tone: Tone,
    confirm: Option<Confirm>,
}

/// How loud a button is.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Tone {
    Quiet,
    Primary,
    Danger,
}

/// The question a button asks before it acts.
#[derive(Debug, Clone, PartialEq)]
struct Confirm {
    title: String,
    text: String,
    yes: String,
    no: String,
}

impl Button {
    /// A button that sends `action_id` with `value`. The value only selects; it never says who pressed.
    pub fn new(label: impl AsRef<str>, action_id: &str, value: impl Into<String>) -> Self {
        Self {
            label: fit(label.as_ref(), limits::BUTTON_LABEL),
            action_id: action_id.to_owned(),
            value: value.into(),
            tone: Tone::Quiet,
            confirm: None,
        }
    }

    /// The one thing most people will want to do here.
    pub fn primary(mut self) -> Self {
        self.tone = Tone::Primary;
        self
    }

    /// Something that cannot be undone.
    pub fn danger(mut self) -> Self {
        self.tone = Tone::Danger;
        self
    }

    /// Asks once more before it acts; all four are plain text.
    pub fn confirm(mut self, title: &str, text: &str, yes: &str, no: &str) -> Self {
        self.confirm = Some(Confirm {
            title: fit(title, limits::CONFIRM_TITLE),
            text: fit(text, limits::CONFIRM_TEXT),
            yes: fit(yes, limits::CONFIRM_BUTTON),
            no: fit(no, limits::CONFIRM_BUTTON),
        });
        self
    }
}

#[cfg(test)]
mod tests;
