//! Builders for Block Kit.
use serde_json::Value;

/// A message.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Message {
    /// The notification and what screen readers read; never user text.
    pub text: String,
    /// What is shown.
    pub blocks: Vec<Block>,
}

impl Message {
    /// The blocks as Slack wants them.
    pub fn blocks_json(&self) -> Value {
        Value::Array(self.blocks.iter().map(|b| b.0.clone()).collect())
    }
}

/// One block.
#[derive(Debug, Clone, PartialEq)]
pub struct Block(Value);

/// A modal or App Home.
#[derive(Debug, Clone, PartialEq)]
pub struct View(Value);

impl View {
    /// The view as Slack wants it.
    pub fn to_json(&self) -> Value {
        self.0.clone()
    }
}
