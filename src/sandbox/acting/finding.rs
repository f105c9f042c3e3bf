//! Finding what can be pressed, as somebody who looks through their messages would.

use serde_json::Value;

use crate::sandbox::workspace::Workspace;

impl Workspace {
    /// The newest message before this person that holds a control with this `action_id`: its conversation and time
    /// stamp.
    pub fn find_control(&self, user: &str, action: &str) -> Option<(String, String)> {
        self.find_message(user, |blocks| {
            let elements = |block: &Value| {
                let elements = block["elements"].as_array().into_iter().flatten();
                elements.into_iter().any(|element| element["action_id"] == action)
            };
            blocks.iter().any(elements)
        })
    }

    /// The newest message before this person, replies in threads left out, whose blocks are like this.
    pub fn find_message(
        &self,
        user: &str,
        is_it: impl Fn(&[Value]) -> bool,
    ) -> Option<(String, String)> {
        self.carry_out_late_calls();
        self.look(|state| {
            let mine = state.conversations.values().filter(|place| place.has(user));
            let found = mine.flat_map(|place| {
                let posts = place.posts.iter().filter(|post| post.parent.is_none());
                let found = posts.filter(|post| post.blocks.as_array().is_some_and(|it| is_it(it)));
                found.map(|post| (&post.ts, &place.id))
            });
            found.max().map(|(ts, channel)| (channel.clone(), ts.to_string()))
        })
    }
}
