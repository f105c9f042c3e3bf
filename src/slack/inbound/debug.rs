//! `Debug` without what people wrote, so that an [`Inbound`](super::Inbound) that ends up in a log tells ids and
//! lengths and nothing else. Nothing here is meant to be read back.

use std::fmt::{Debug, Formatter, Result};

use super::{Click, Command, Field, MessageAction, Said};

/// Words by their number of characters.
struct Length<'a>(&'a str);

impl Debug for Length<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        write!(f, "{} characters", self.0.chars().count())
    }
}

impl Debug for Command {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.debug_struct("Command")
            .field("user", &self.user)
            .field("name", &self.name)
            .field("text", &Length(&self.text))
            .finish_non_exhaustive()
    }
}

impl Debug for Click {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        // The value may be what was typed into an input that dispatches.
        f.debug_struct("Click")
            .field("user", &self.user)
            .field("action_id", &self.action_id)
            .field("value", &Length(&self.value))
            .field("action_ts", &self.action_ts)
            .field("message", &self.message)
            .field("view", &self.view)
            .finish_non_exhaustive()
    }
}

impl Debug for MessageAction {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.debug_struct("MessageAction")
            .field("user", &self.user)
            .field("callback_id", &self.callback_id)
            .field("channel", &self.channel)
            .field("said", &self.said)
            .finish_non_exhaustive()
    }
}

impl Debug for Said {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.debug_struct("Said")
            .field("ts", &self.ts)
            .field("thread", &self.thread)
            .field("edited", &self.edited)
            .field("author", &self.author)
            .field("text", &Length(&self.text))
            .field("files", &self.files)
            .finish()
    }
}

impl Debug for Field {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Text(text) => f.debug_tuple("Text").field(&text.as_deref().map(Length)).finish(),
            Self::Choice(choice) => f.debug_tuple("Choice").field(choice).finish(),
            Self::Choices(choices) => f.debug_tuple("Choices").field(choices).finish(),
            Self::Date(date) => f.debug_tuple("Date").field(date).finish(),
        }
    }
}
