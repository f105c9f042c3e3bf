//! The guide that every programme begins with, until a lead writes another one.
//!
//! The tools are free ones that need no account, so that a pair can begin today; the readings are short, public, and
//! have stood where they are for years.

use crate::domain::{
    guide::{Guide, Place},
    text::{Link, UserText},
};

const ABOUT: &str = "A mentor and a mentee who work apart learn together in writing. The mentee drives: they write, ask and \
                     bring what they need. The mentor answers when they said they would. Nobody gets up early, nobody is \
                     ranked, and asking something small is what this is for.";

const STRUCTURE: &str = "Every week the mentee writes a check-in and the mentor replies to it in writing.\n\
                         Questions can be asked at any time with /ask; each one says by when its answer comes.\n\
                         Every second week there is a call of thirty minutes at most, with an agenda.\n\
                         Every four weeks the two look back at the goals.\n\
                         After six and after twelve months it becomes less, because less is needed.";

const FIRST_WEEK: &str = "Choose your working hours, so that nothing reaches you outside them. Say how you learn best. Agree \
                          on what you two want, and put it in writing. Find one small bug that the mentee can fix alone by \
                          day 14, and see that they have access to everything it takes. Ask one small question, have one \
                          short call to get to know each other, and write one check-in. That is plenty.";

const TOOLS: [(&str, &str); 5] = [
    ("Video calls", "https://meet.jit.si/"),
    ("Whiteboard", "https://excalidraw.com/"),
    ("Shared documents", "https://cryptpad.fr/"),
    ("Time zones side by side", "https://www.timeanddate.com/worldclock/meeting.html"),
    ("Chat: help with Slack", "https://slack.com/help"),
];

const FOR_MENTEES: [(&str, &str); 5] = [
    ("How to ask good questions (Julia Evans)", "https://jvns.ca/blog/good-questions/"),
    (
        "A small example that shows the problem (Stack Overflow)",
        "https://stackoverflow.com/help/minimal-reproducible-example",
    ),
    (
        "Getting a change through review (Google)",
        "https://google.github.io/eng-practices/review/developer/",
    ),
    (
        "Working when others sleep (GitLab)",
        "https://handbook.gitlab.com/handbook/company/culture/all-remote/asynchronous/",
    ),
    (
        "Being new, with a mentor far away (Google Summer of Code)",
        "https://google.github.io/gsocguides/student/",
    ),
];

const FOR_MENTORS: [(&str, &str); 5] = [
    (
        "How to give great feedback (Exercism)",
        "https://exercism.org/docs/mentoring/how-to-give-great-feedback",
    ),
    (
        "How to write review comments (Google)",
        "https://google.github.io/eng-practices/review/reviewer/comments.html",
    ),
    (
        "Mentoring from far away (Google Summer of Code)",
        "https://google.github.io/gsocguides/mentor/",
    ),
    ("Four rules for a place to learn in (Recurse Center)", "https://www.recurse.com/social-rules"),
    (
        "Opening doors, not only answering (Lara Hogan)",
        "https://larahogan.me/blog/what-sponsorship-looks-like/",
    ),
];

/// The guide.
pub fn guide() -> Guide {
    let text = |words: &str| UserText::from_stored(words.to_owned());
    Guide {
        about: text(ABOUT),
        structure: text(STRUCTURE),
        first_week: text(FIRST_WEEK),
        tools: places(&TOOLS),
        for_mentees: places(&FOR_MENTEES),
        for_mentors: places(&FOR_MENTORS),
    }
}

fn places(named: &[(&str, &str)]) -> Vec<Place> {
    let place = |(name, address): &(&str, &str)| {
        let link = Link::parse(address).ok()?;
        Some(Place { name: UserText::from_stored((*name).to_owned()), link })
    };
    named.iter().filter_map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::guide::{MAX_LINES, MAX_TEXT, read, write};

    #[test]
    fn what_all_begin_with_is_a_guide_that_a_lead_could_have_written() {
        let Guide { about, structure, first_week, tools, for_mentees, for_mentors } = guide();
        for text in [about, structure, first_week] {
            assert_eq!(UserText::parse(text.expose(), MAX_TEXT).unwrap(), text);
        }
        for places in [tools, for_mentees, for_mentors] {
            assert_eq!(places.len(), 5, "every address is one");
            let lines = write(&places).unwrap();
            assert!(lines.chars() <= MAX_LINES);
            assert_eq!(read(lines.expose()).unwrap(), places);
        }
    }
}
