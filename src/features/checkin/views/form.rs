//! The words of the check-in form that stand nowhere else; the labels it shares are in `features::bodies`.

use crate::domain::week::Week;

/// The modal's title.
pub const TITLE: &str = "Weekly check-in";
/// The button of a new check-in.
pub const SEND: &str = "Send";
/// The button of an edit.
pub const SAVE: &str = "Save changes";
/// The button that closes without sending.
pub const CLOSE: &str = "Not now";
/// Above the choice of weeks.
pub const WEEK: &str = "Week of";
/// Beside each planned item.
pub const PLAN_OUTCOME: &str = "How did it go?";
/// Above the blocker's box.
pub const BLOCKED: &str = "Am I blocked?";
/// What the feedback is for.
pub const FEEDBACK_INTRO: &str = "Your mentor reads this too. It is how mentoring gets better.";

/// Who reads what is written here.
pub fn who_reads(mentor: &str) -> String {
    format!(
        "{mentor} reads this and answers it in writing. Nobody else reads it: leads see that you wrote, never the words. \
         About 15 minutes is right."
    )
}

/// A week to choose.
pub fn week(week: Week) -> String {
    week.human()
}

/// The label of a question's kind.
pub fn kind(i: usize) -> String {
    format!("Question {} is about", i + 1)
}

/// A week that was not offered.
pub fn bad_week() -> String {
    "Choose one of the weeks in the list.".to_owned()
}

/// A week that has not come.
pub fn future_week() -> String {
    "That week hasn't begun yet. Choose this week or an open earlier one.".to_owned()
}
