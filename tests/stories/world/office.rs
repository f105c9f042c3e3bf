//! Office hours, as people hold them and come to them.

use serde_json::{Value, json};

use super::{World, commons::Commons};

/// Thursdays at ten, New York, for three quarters of an hour.
pub(crate) fn on_thursdays() -> Value {
    json!({ "day_of_week": "Thursday", "begins": "10:00", "length": "45", "every": "1" })
}

impl World {
    /// A help channel in which mentors may hold office hours.
    pub(crate) async fn allows_office_hours(&self) -> Commons {
        let commons = self.has_a_help_channel("0").await;
        let said = self.chooses_help_channel(json!({ "peers": "0", "office": ["yes"] })).await;
        assert!(said.contains("Mentors can hold office hours there"), "{said}");
        commons
    }

    /// Noah sets his office hours; what he reads then.
    pub(crate) async fn sets_office_hours(&self, values: Value) -> String {
        self.types(&self.noah, "/mentor", "office-hours").await;
        let submitted = self.sends(&self.noah, values).await;
        let shown = format!("{submitted:?}\n{}", self.modal(&self.noah));
        self.stage.workspace.close_all(&self.noah).await.unwrap();
        shown
    }

    /// The same with Noah's office hours on Thursdays at ten.
    pub(crate) async fn holds_office_hours(&self) -> Commons {
        let commons = self.allows_office_hours().await;
        let said = self.sets_office_hours(on_thursdays()).await;
        assert!(said.contains("Saved. The next: Thu 5 Nov, 10:00 to 10:45, in #help."), "{said}");
        commons
    }

    /// What somebody is told who presses a button of the newest message in the channel, and gets nothing else.
    pub(crate) async fn is_told_there(&self, who: &str, commons: &Commons, action: &str) -> String {
        let before = self.dump().await;
        self.presses_there(who, commons, action).await;
        let mut after = self.dump().await;
        after.insert("inbox".to_owned(), before["inbox"].clone());
        assert_eq!(after, before, "nothing happened");
        self.whisper(who)
    }
}
