//! The words of the check-in form that stand nowhere else; the labels it shares are in `features::bodies`.

use crate::domain::{
    checkin::{MAX_ANSWER, MAX_QUESTIONS},
    week::Week,
};

/// The modal's title.
pub const TITLE: &str = "Check-in";
/// The button of a new check-in.
pub const SEND: &str = "Send";
/// The button of an edit.
pub const SAVE: &str = "Save changes";
/// The button that closes without sending.
pub const CLOSE: &str = "Not now";
/// Above the choice of weeks.
pub const WEEK: &str = "Week of";
/// Above the boxes of earlier weeks.
pub const COVERS: &str = "More than one week?";
/// Help for them.
pub const COVERS_HINT: &str =
    "One form is enough after time away. Nothing more is asked for a week it closes.";
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

/// So many questions that were asked before wait for this check-in.
pub fn going_along(count: usize) -> Option<String> {
    match count {
        0 => None,
        1 => Some("The question you kept for this check-in goes along with it.".to_owned()),
        more => Some(format!("The {more} questions you kept for this check-in go along with it.")),
    }
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

/// A week that is not open yet.
pub fn future_week() -> String {
    "That week isn't open yet: a check-in opens four days before it is due. Choose one of the weeks in the list."
        .to_owned()
}

/// A week that was due too long ago, when nothing is typed yet.
pub fn over(week: Week) -> String {
    format!(
        "The week of {} is closed: a check-in is taken until 14 days after it was due. What mattered in it fits into the \
         one that is open now: type `/checkin`.",
        week.human()
    )
}

/// The same in a form that was open for too long.
pub fn over_by_now(week: Week) -> String {
    format!(
        "The week of {} closed while this was open, 14 days after it was due. Your words are still here: choose another \
         week, or copy them and type `/checkin` again.",
        week.human()
    )
}

/// The box of an earlier week.
pub fn covers_week(week: Week) -> String {
    format!("This closes the week of {} too", week.human())
}

/// A box for a week after the one that was chosen.
pub fn only_earlier(week: Week) -> String {
    format!(
        "A check-in can close earlier weeks only, and the week of {} is later. Choose that week above, or untick it.",
        week.human()
    )
}

/// A box for a week that does not wait.
pub fn cannot_cover() -> String {
    "One of these weeks is not open any more. Untick it, and send again; your words are still here."
        .to_owned()
}

/// Something typed to the bot has no place beside what stands in the form.
pub fn no_room() -> String {
    format!(
        "One field of a check-in takes {MAX_ANSWER} characters, and beside what you have written there is no room for \
         this. Shorten it by editing your message, or send it as a note, which goes whole."
    )
}

/// Every place for a question is taken.
pub fn no_question_left() -> String {
    format!(
        "Your check-in holds {MAX_QUESTIONS} questions already, so this one has no place. Send it as a note, or ask it \
         next week."
    )
}
