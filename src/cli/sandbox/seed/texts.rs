//! What the people of the sandbox's programme wrote in the weeks before the visitor comes.

use serde_json::{Value, json};

pub(super) fn yuki_first() -> Value {
    json!({
        "tasks": "Set up the project and got the test suite to run on my machine. Read the onboarding pages.",
        "learned": "The build has two stages, and only the second one needs the database.",
        "tried": "The tests failed with a socket error. I compared my settings with the example file line by line.",
        "happened": "It was the port. I wrote it down for the next person.",
        "primary": "Fix my first small bug (the typo in the invoice mail)",
        "secondary": "Ask somebody to show me the review process",
    })
}

pub(super) fn samir_first() -> Value {
    json!({
        "feedback": "Writing the port down for the next person is what good colleagues do. Put it in the setup page itself.",
        "question": "What would the error message have had to say so that you find it in one minute?",
    })
}

pub(super) fn yuki_skips() -> Value {
    json!({ "reason": "Company training all week." })
}

pub(super) fn yuki_third() -> Value {
    json!({
        "plan_0": "done",
        "plan_1": "done_alone",
        "tasks": "The typo in the invoice mail is fixed and released. I also found where the mail templates are tested.",
        "learned": "A review is a conversation: I can answer a comment with a question.",
        "tried": "I wanted to write a test for the mail, and could not see how to stop it from being sent.",
        "happened": "I found the fake mailer in another test and used the same one.",
        "question_0": "How do you decide that something is tested enough?",
        "kind_0": "process",
        "primary": "Take a bug from the list that nobody told me how to fix",
    })
}

pub(super) fn arjun_first() -> Value {
    json!({
        "tasks": "Moved the settings page to the new layout. Two reviews done for others.",
        "learned": "CSS grid areas make the small-screen version almost free.",
        "tried": "The sidebar jumped when the page loaded. I tried fixed heights and then a placeholder.",
        "happened": "The placeholder works, but it feels like cheating.",
        "question_0": "Is a placeholder the right way, or is there a cause I should look for?",
        "kind_0": "technical",
        "primary": "Finish the notifications part of the settings page",
        "secondary": "Measure how long the page takes to load",
        "stretch": "Explain the layout in the Thursday meeting",
        "works_well": "Short answers with one link.",
    })
}

pub(super) const MAYA_FIRST: &str = "Placeholders are not cheating, they are how you tell the browser what you know. \
    The cause is the font that arrives late: look at the network tab and see which request the jump follows.";

pub(super) fn arjun_second() -> Value {
    json!({
        "plan_0": "done_alone",
        "plan_1": "not_done",
        "plan_2": "done",
        "tasks": "Notifications are done. Explained the layout on Thursday; three people asked questions.",
        "learned": "You were right about the font. Preloading it removed the jump and the placeholder.",
        "tried": "Measuring: every run gave another number, between 0.8 and 2.1 s.",
        "happened": "I stopped, because I did not know which number to believe.",
        "question_0": "How do you measure something that changes every time?",
        "kind_0": "technical",
        "primary": "Get a number for the load time that I believe",
        "secondary": "Write down how I measured it",
        "works_well": "That you asked me to look instead of telling me.",
    })
}

pub(super) fn maya_second() -> Value {
    json!({
        "feedback": "Stopping when you did not trust the number was the right call. Most people publish the best run.",
        "example": "https://docs.example.com/measuring/median-and-spread",
        "question": "What is different between the run with 0.8 s and the one with 2.1 s?",
        "progress": "A month ago you would have asked me which tool to install.",
    })
}

pub(super) fn arjun_third() -> Value {
    json!({
        "plan_0": "done",
        "plan_1": "done_alone",
        "tasks": "Thirty runs each, cold and warm, median and spread. It is 1.1 s cold and 0.7 s warm.",
        "learned": "The slow runs were the ones where the cache had expired. The spread was the interesting number.",
        "tried": "Convincing myself that 30 is enough. I split the runs in halves and compared them.",
        "primary": "Make the cold load faster by one thing only",
        "stretch": "Show the before and after to the team",
    })
}

pub(super) fn ines_first() -> Value {
    json!({
        "tasks": "Paired on the import screen and wrote its first tests.",
        "learned": "Why the parser keeps a reference instead of a copy.",
        "tried": "Read the chapter on lifetimes twice and drew the arrows on paper.",
        "happened": "The drawing helped more than the chapter.",
        "question_0": "When is cloning fine?",
        "kind_0": "technical",
        "primary": "Finish the import screen",
        "secondary": "Fix the flaky date test",
        "stretch": "Review somebody else's pull request",
    })
}

pub(super) fn noah_first() -> Value {
    json!({
        "feedback": "Cloning is fine whenever nobody would notice: short strings, once per request. Make it work, then look.",
        "question": "Which of your clones would hurt if there were a million rows?",
        "progress": "You drew the arrows before you asked. That is the step most people skip.",
    })
}

pub(super) fn ines_second() -> Value {
    json!({
        "plan_0": "done",
        "plan_1": "done_alone",
        "plan_2": "not_done",
        "tasks": "The import screen is in review. The date test was flaky because it used today's date.",
        "learned": "Time is an input, not something a function goes and gets.",
        "tried": "To find out which clone would hurt. I counted calls with a print, then with the profiler.",
        "happened": "Only one matters: the one inside the loop over rows.",
        "primary": "Get the import screen merged",
        "secondary": "Write the export screen's first test",
        "works_well": "Questions that I can find out by myself.",
        "could_improve": "I would like to see how you read a profile.",
    })
}

pub(super) const NOAH_SECOND: &str = "Time as an input: that sentence is worth the whole week. I will record two \
    minutes of how I read a profile and put the link here tomorrow.";

pub(super) fn ines_third() -> Value {
    json!({
        "plan_0": "done_alone",
        "plan_1": "done",
        "tasks": "The import screen is merged. The export screen has its first test and a failing one I understand.",
        "learned": "Reading a profile from the bottom up, from your recording.",
        "tried": "Writing the export with an iterator instead of a loop. Three versions.",
        "happened": "The third one reads like the sentence I would say aloud.",
        "question_0": "How do I know when to stop making it nicer?",
        "kind_0": "process",
        "primary": "Finish the export screen",
        "secondary": "Review Tomás' pull request",
        "stretch": "Show import and export in the team meeting",
    })
}

pub(super) fn noah_third() -> Value {
    json!({
        "feedback": "Stop when the next reader would not need you in the room. Your third version passes.",
        "progress": "You merged the import screen without me. Three weeks ago we paired on its first test.",
    })
}

pub(super) fn ines_asks() -> Value {
    json!({
        "asked": "Write the customers' dates of birth into the export as they were typed in.",
        "tried": "Formatting them as an instant in UTC, because the rest of the export does that.",
        "happened": "left:  \"1990-03-24\"\nright: \"1990-03-25\"",
        "theory": "Somewhere between midnight in Lisbon and midnight in UTC a day gets lost.",
        "topics": ["skills"],
    })
}

pub(super) fn noah_answers() -> Value {
    json!({
        "words": "Your guess is right. A date of birth is a date, not an instant: it has no midnight, so keep it as a date all \
                  the way.",
        "link": "https://docs.example.com/time/dates-and-instants",
        "link_kind": "doc",
        "question_back": "Which other columns of the export are dates and not instants?",
    })
}

pub(super) fn arjun_asks() -> Value {
    json!({ "asked": "Who decides how long the cache may live: we, or the people who run the servers?" })
}
