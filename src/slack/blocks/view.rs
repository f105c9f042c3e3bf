//! Modals and App Home.
//!
//! They only hold what is shown. Which modal it is, and what its hidden words mean, is known by whoever opens it.

use super::{Block, Kind, View, input::AFRESH, limits, words::fit};

/// A modal. It becomes a [`View`] by `.into()`.
#[derive(Debug, Clone, PartialEq)]
pub struct Modal {
    pub(super) callback_id: String,
    pub(super) title: String,
    pub(super) submit: Option<String>,
    pub(super) close: Option<String>,
    pub(super) metadata: String,
    pub(super) notify_on_close: bool,
    pub(super) clear_on_close: bool,
    pub(super) blocks: Vec<Block>,
}

impl Modal {
    /// An empty modal; `callback_id` comes back with everything that happens in it.
    pub fn new(callback_id: impl Into<String>, title: impl AsRef<str>) -> Self {
        Self {
            callback_id: callback_id.into(),
            title: fit(title.as_ref(), limits::MODAL_LABEL),
            submit: None,
            close: None,
            metadata: String::new(),
            notify_on_close: false,
            clear_on_close: false,
            blocks: Vec::new(),
        }
    }

    /// The label of the button that sends it; a modal with inputs must have one.
    pub fn submit(mut self, label: impl AsRef<str>) -> Self {
        self.submit = Some(fit(label.as_ref(), limits::MODAL_LABEL));
        self
    }

    /// The label of the button that closes it.
    pub fn close(mut self, label: impl AsRef<str>) -> Self {
        self.close = Some(fit(label.as_ref(), limits::MODAL_LABEL));
        self
    }

    /// What it carries unseen: ids that select, never a word anybody wrote.
    pub fn metadata(mut self, metadata: impl Into<String>) -> Self {
        self.metadata = metadata.into();
        self
    }

    /// Slack says so when it is closed without being sent.
    pub fn notify_on_close(mut self) -> Self {
        self.notify_on_close = true;
        self
    }

    /// The modals under it close with it: what they show is not so any more.
    pub fn clear_on_close(mut self) -> Self {
        self.clear_on_close = true;
        self
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

    /// The form for the place of one that was sent, the `nth` time: what is written into its fields beforehand counts, and
    /// not what was typed or left empty in the same fields before. Call it last.
    pub fn afresh(mut self, nth: u32) -> Self {
        for block in &mut self.blocks {
            if let Kind::Input(input) = &mut block.0 {
                input.block_id = format!("{}{AFRESH}{nth}", input.block_id);
            }
        }
        self
    }
}

impl From<Modal> for View {
    fn from(modal: Modal) -> Self {
        Self::Modal(modal)
    }
}

/// A person's App Home. It becomes a [`View`] by `.into()`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Home {
    pub(super) metadata: String,
    pub(super) blocks: Vec<Block>,
}

impl Home {
    /// An empty Home.
    pub fn new() -> Self {
        Self::default()
    }

    /// What it carries unseen: ids that select, never a word anybody wrote.
    pub fn metadata(mut self, metadata: impl Into<String>) -> Self {
        self.metadata = metadata.into();
        self
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
}

impl From<Home> for View {
    fn from(home: Home) -> Self {
        Self::Home(home)
    }
}
