//! Finding what can be pressed, as somebody who looks through their messages would.

use serde_json::Value;

use crate::sandbox::workspace::Workspace;

impl Workspace {
    /// The newest message before this person that holds a control with this `action_id`: its conversation and time
    /// stamp.
    pub fn find_control(&self, user: &str, action: &str) -> Option<(String, String)> {
        let mut found = Vec::new();
        for channel in self.conversations_of(user) {
            for message in self.messages(&channel) {
                if let (true, Some(ts)) =
                    (holds(&message["blocks"], action), message["ts"].as_str())
                {
                    found.push((ts.to_owned(), channel.clone()));
                }
            }
        }
        found.into_iter().max().map(|(ts, channel)| (channel, ts))
    }
}

fn holds(blocks: &Value, action: &str) -> bool {
    let blocks = blocks.as_array().into_iter().flatten();
    let mut elements = blocks.flat_map(|block| block["elements"].as_array().into_iter().flatten());
    elements.any(|element| element["action_id"] == action)
}
