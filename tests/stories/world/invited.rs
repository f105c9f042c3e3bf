//! Calendar files, as the two of a pair find them.

use trellis::{domain::ids::CallId, sandbox::acting::Forged};

use super::World;

impl World {
    /// The calendar files in the thread of the call, oldest first.
    pub(crate) fn files_in_thread(&self) -> Vec<String> {
        let (channel, ts) = self.says_the_call().unwrap();
        self.files_of(&self.stage.workspace.thread(channel.as_str(), ts.as_str()))
    }

    /// The calendar files in somebody's DM.
    pub(crate) fn files_in_dm(&self, who: &str) -> Vec<String> {
        let dm = self.stage.workspace.app_dm(who);
        self.files_of(&self.stage.workspace.messages(&dm))
    }

    /// The calendar files among these messages.
    pub(crate) fn files_of(&self, messages: &[serde_json::Value]) -> Vec<String> {
        let files = messages.iter().filter_map(|it| it["files"].as_array()).flatten();
        let read = |id: &str| String::from_utf8(self.stage.workspace.file(id).unwrap()).unwrap();
        files.map(|file| read(file["id"].as_str().unwrap())).collect()
    }

    /// Somebody presses *Send the calendar file*, wherever they see it.
    pub(crate) async fn asks_for_the_file(&self, who: &str, call: CallId) {
        let action = "send_call_file".to_owned();
        let press = Forged::Press { action, value: call.to_string() };
        self.stage.workspace.forge(who, &press).await.unwrap();
        self.stage.workspace.settle().await;
    }
}
