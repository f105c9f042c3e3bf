//! Every tip there is: one thing to do, which somebody can try this week.

use crate::{
    domain::pair::Side,
    slack::blocks::{Message, say, small},
};

/// For mentees; the first three are about asking.
const FOR_MENTEES: [&str; 26] = [
    "Ask one question today that you think is too small. Write what you want to do, what you tried, and what you think is going on.",
    "Before you ask, write the error down word for word. Half of all questions answer themselves while you copy the message.",
    "Say by when you need an answer. \"No hurry, by Thursday\" is a gift to somebody in another time zone.",
    "When an answer helped, write back what you did with it. One line tells your mentor what to do again.",
    "Keep a file with what you learned this week. On Friday your check-in is nearly written.",
    "Draw the part you don't understand, boxes and arrows, and send a photo of it. The missing arrow is your question.",
    "Read your own change from top to bottom before you ask anybody to review it. Mend the first thing you'd remark on.",
    "Tell your mentor one thing in the last reply that you did not understand. \"I got lost at …\" is enough.",
    "Take the first quarter of an hour of a bug to make it happen again on purpose. Write down the steps.",
    "Bring one topic to your next call that is not about code: how somebody decides, or says no.",
    "When you are stuck for an hour, write what you have ruled out. Then change one thing, and one thing only.",
    "Read a change of somebody whose code you like. Note one thing you would have done differently, and ask why they didn't.",
    "Explain something you learned to a colleague in five sentences. Where you slow down is what to look up.",
    "Ask your mentor how they found the answer, not only what it is.",
    "Cut your next change in two before you send it. A small one is reviewed the same day.",
    "Write down a guess before you run the code. Wrong guesses show where your picture of it is wrong.",
    "Say no to one thing this week, with a reason and another time. Tell your mentor how it went.",
    "Look at a goal of yours and write the next step so small that it fits into tomorrow morning.",
    "Answer a question of somebody newer than you, in public. Say what you are not sure of.",
    "When a review stings, wait until tomorrow. Then thank for one remark and ask about one other.",
    "Write a test before you mend the next bug. Watch it fail first.",
    "Ask your mentor for a story of something that went wrong for them. Ask what they changed afterwards.",
    "Put one hour in your calendar for something you want to be better at, and defend it for two weeks.",
    "Write the message of a commit for somebody who reads it in a year: what was wrong, and why this mends it.",
    "Choose a part of the code nobody likes to touch. Write down three questions about it, and ask one.",
    "Look at a question you asked half a year ago. Tell your mentor what you would ask today.",
];

/// For mentors.
const FOR_MENTORS: [&str; 26] = [
    "Begin your next reply with what went well, and name the line or the sentence. \"Good job\" teaches nothing.",
    "Answer the next question with a question first: what would you expect to happen here?",
    "Say how long you looked for the answer yourself. Ten minutes of searching by a senior comforts a junior.",
    "Tell a mistake of your own of this month, in three sentences, with what it cost and what you changed.",
    "Send an example instead of a rule: a change, a test, a paragraph you like.",
    "Write why, once, for every thing you ask to be changed. Without a reason it is an order.",
    "If you can't answer today, say when you will. *Read, more on …* takes one tap.",
    "Give one thing to work on, not five. Keep the other four for later.",
    "Ask your mentee to explain your last answer back to you, in their own words. Listen for the gap.",
    "Leave the last step to them: point to the file, not to the line.",
    "Write about the code, never about the person: \"this function does two things\", not \"you always\".",
    "Ask what would make your replies more useful, and change one thing because of the answer.",
    "Mark what is taste. \"I would name it otherwise, leave it if you like\" frees somebody from guessing.",
    "Be silent for ten seconds after you asked something in a call. They are thinking.",
    "Name a strength of your mentee to somebody who decides things, and tell your mentee that you did.",
    "When a question comes up for the second time, write the answer where others find it, or ask your mentee to.",
    "Open your own unfinished work once and think aloud. Dead ends are the part nobody shows them.",
    "Ask about energy, not only about progress: what was fun this week, and what drained you?",
    "Let a plan you would not have chosen go ahead, if it can be undone. Talk about it afterwards.",
    "Hand over something real with your name still on it: a review, a demo, a decision.",
    "Look up a word you use every day and they don't. Explain it in your next reply, unasked.",
    "Ask which of your answers they did not use, and why. You learn more from that than from thanks.",
    "Introduce your mentee to one person they should know, with a sentence on why.",
    "Write what they can do now that they could not do three months ago. Be specific, and send it.",
    "Count who spoke in your last call. If it was mostly you, bring nothing but questions to the next one.",
    "Ask what they would do if you were on leave for a month. Then agree on what they can decide alone.",
];

/// A tip by its number, from 1; `None` where there is none.
pub fn tip(side: Side, number: u32) -> Option<Message> {
    let words = words(side, number)?;
    let title = match side {
        Side::Mentee => "Something to try",
        Side::Mentor => "Something to try as a mentor",
    };
    Some(Message::new(title).block(say(format!("*{title}:* {words}"))))
        .map(|message| message.block(small("Just something to try; nobody asks about it.")))
}

/// What a tip says.
pub fn words(side: Side, number: u32) -> Option<&'static str> {
    let nth = usize::try_from(number).ok()?.checked_sub(1)?;
    match side {
        Side::Mentee => FOR_MENTEES.get(nth).copied(),
        Side::Mentor => FOR_MENTORS.get(nth).copied(),
    }
}

/// Which rule it comes from.
pub fn why(side: Side, number: u32) -> String {
    let whom = match side {
        Side::Mentee => "mentees: one a week for the first three, then one every second week",
        Side::Mentor => "mentors: one every second week",
    };
    format!(
        "These are tips for {whom}, and every fourth once your check-ins are monthly. This is number {number}."
    )
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::domain::tip::COUNT;

    #[test]
    fn a_tip_is_short_and_there_are_no_two_alike() {
        let all: Vec<&str> = FOR_MENTEES.into_iter().chain(FOR_MENTORS).collect();
        for words in &all {
            assert!(words.chars().count() <= 200, "{} characters: {words}", words.chars().count());
        }
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
        for side in [Side::Mentee, Side::Mentor] {
            assert!(tip(side, COUNT).is_some() && tip(side, 1).is_some());
            assert!(tip(side, 0).is_none() && tip(side, COUNT + 1).is_none());
        }
    }
}
