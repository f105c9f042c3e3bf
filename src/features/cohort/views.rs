//! Every sentence about a cohort itself but those of making one; what it says every week stands elsewhere.

use crate::{
    domain::{
        cohort::{Belonging, Bound, Cohort, USUAL_SIZE},
        help_channel::Standing,
        ids::{CohortId, ProgrammeId, SlackUser},
        person::Person,
        zone::{Zone, words::short_day_year},
    },
    slack::{
        action::{Action, Form},
        blocks::{
            Button, Message, buttons, divider, facts, header, say, small,
            view::Modal,
            words::{channel_mention, escape, mention, still},
        },
    },
};

pub mod making;

/// So many people of a cohort are named.
const MOST_NAMED: usize = 20;

/// So many cohorts stand on one page.
const MOST_LISTED: usize = 20;

/// The name of a cohort within a sentence.
fn name(cohort: &Cohort) -> String {
    format!("*{}*", escape(cohort.name.as_str()))
}

/// Who is in it, by name: a mention would ring at each of them.
fn named(members: &[Person]) -> String {
    let some: Vec<String> =
        members.iter().take(MOST_NAMED).map(|person| escape(&person.name)).collect();
    match members.len().saturating_sub(some.len()) {
        0 => some.join(", "),
        more => format!("{} and {more} more", some.join(", ")),
    }
}

/// The city of a zone, as far as its name has one: `Europe/Lisbon` is Lisbon.
fn city(home: &Zone) -> String {
    let name = home.name();
    escape(&name.rsplit('/').next().unwrap_or(name).replace('_', " "))
}

/// In its channel, once.
pub fn hello(cohort: &Cohort, (members, home): (&[Person], &Zone), by: &Person) -> Message {
    let who = match members {
        [] => "Nobody is in it yet.".to_owned(),
        some => format!("In it: {}.", named(some)),
    };
    Message::new("This channel belongs to a cohort now")
        .block(header(format!("Hello, {}", still(cohort.name.as_str()))))
        .block(say(format!(
            "{} made this the channel of your cohort, which starts on {}. {who}",
            mention(&by.user),
            short_day_year(cohort.starts_on)
        )))
        .block(say(format!(
            "*What I post here:* every Thursday at 10:00 in {0}, one question with a thread for your answers; every Monday \
             at 10:00, one digest of it. Nobody has to answer, nobody is ranked, and nobody is pinged.",
            city(home)
        )))
        .block(small(
            "Everybody in this workspace can read this channel. Of what is written in the threads of my own messages I \
             keep who answered and where; the rest I pass over. Nothing from check-ins, replies or questions comes here.",
        ))
}

/// To somebody in no pair, who is asked.
pub fn invited(cohort: &Cohort, by: &Person) -> Message {
    let id = cohort.id.to_string();
    Message::new("Would you like to be in a cohort?")
        .block(say(format!(
            "{} would like to have you in {}, a cohort of the mentorship programme: people who start together and help \
             each other, from {} on. {}",
            mention(&by.user),
            name(cohort),
            short_day_year(cohort.starts_on),
            what_happens(cohort)
        )))
        .block(buttons(
            "cohort_invited",
            [
                Button::new("Join", Action::JoinCohort.id(), id.clone()).primary(),
                Button::new("No, thanks", Action::DeclineCohort.id(), id),
            ],
        ))
        .block(small("You can leave at any time. Nothing comes to you before you say yes."))
}

fn what_happens(cohort: &Cohort) -> String {
    let place = match &cohort.bound {
        Some(bound) => channel_mention(&bound.channel),
        None => "its channel".to_owned(),
    };
    format!(
        "Once a week I ask in {place} for one thing you learned and one you struggled with, and once a week I post a digest. \
         Everybody in this workspace can read it there; nobody has to answer."
    )
}

/// What became of that.
pub fn invitation_answered(cohort: &Cohort, belonging: Belonging) -> Message {
    let words = match (belonging, cohort.ended_at) {
        (_, Some(_)) => format!("The cohort {} has ended.", name(cohort)),
        (Belonging::In(_), None) => format!("You are in {}.", name(cohort)),
        (Belonging::Asked | Belonging::Expected, None) => {
            return Message::new("A cohort").block(say("You are asked again below."));
        }
        (Belonging::Out, None) => {
            format!("You are not in {}. A lead can ask you again if that changes.", name(cohort))
        }
    };
    Message::new("Your answer about a cohort").block(say(words))
}

/// To somebody who is in it now.
pub fn welcome(
    (cohort, reader): (&Cohort, &Person),
    (members, home): (&[Person], &Zone),
) -> Message {
    let others: Vec<Person> =
        members.iter().filter(|person| person.id != reader.id).cloned().collect();
    let with = match others.as_slice() {
        [] => "You are the first in it.".to_owned(),
        some => format!("With you in it: {}.", named(some)),
    };
    Message::new("You are in a cohort")
        .block(say(format!(
            "You are in the cohort {}, which starts on {}. {with} {}",
            name(cohort),
            short_day_year(cohort.starts_on),
            what_happens(cohort)
        )))
        .block(buttons("cohort_welcome", [leave(cohort.id)]))
        .block(small(format!(
            "Its week is that of {}. `/mentor cohort` shows it again.",
            city(home)
        )))
}

fn leave(cohort: CohortId) -> Button {
    Button::new("Leave the cohort", Action::LeaveCohort.id(), cohort.to_string()).confirm(
        "Leave the cohort?",
        "Its questions and turns pass you by from now on. Your pair, if you have one, stays as it is.",
        "Leave",
        "Stay",
    )
}

/// Why somebody was told.
pub fn why_welcome() -> String {
    "Whoever becomes a member of a cohort is told once what comes of it.".to_owned()
}

/// To a lead: its channel is closed.
pub fn closed(cohort: &Cohort, bound: &Bound) -> Message {
    Message::new("The channel of a cohort is closed to me")
        .block(say(format!(
            "I can't post for the cohort {} any more. {}",
            name(cohort),
            closed_because(bound)
        )))
        .block(buttons(
            "cohort_closed",
            [Button::new("Open the cohort", Action::OpenCohort.id(), cohort.id.to_string())],
        ))
}

fn closed_because(bound: &Bound) -> String {
    let channel = channel_mention(&bound.channel);
    let why = match bound.standing {
        Standing::Open => return String::new(),
        Standing::Uninvited => {
            format!("I am not in {channel}. Invite me there with `/invite @Trellis`")
        }
        Standing::NotPublic => format!(
            "{channel} is not public any more, or I can't see it, so I can't tell who would read along. Make it public again"
        ),
        Standing::Archived => format!("{channel} is archived. Unarchive it"),
        Standing::SharedOutside => format!(
            "People of another organisation read {channel}, too, so I keep quiet there. Unshare it"
        ),
        Standing::Gone => {
            format!("Slack does not let me write in {channel}. Invite me with `/invite @Trellis`")
        }
    };
    format!("{why}, or choose another channel. Until then nothing is posted, and nothing is lost.")
}

/// The cohorts of a programme, for a lead.
pub fn list(programme: ProgrammeId, cohorts: &[(Cohort, usize)]) -> Modal {
    let mut modal = Modal::new(Form::Page.id(), "Cohorts").close("Close");
    if cohorts.is_empty() {
        modal = modal.block(say(
            "There is no cohort yet. A cohort is people who start together: they share one channel, answer one question a \
             week there, and help each other. Four to twelve is a good size.",
        ));
    }
    for (cohort, members) in cohorts.iter().take(MOST_LISTED) {
        let open = Button::new("Open", Action::OpenCohort.id(), cohort.id.to_string());
        modal = modal
            .block(say(format!("{}: {}", name(cohort), in_short(cohort, *members))))
            .block(buttons(format!("cohort_{}", cohort.id), [open]));
    }
    if cohorts.len() > MOST_LISTED {
        modal = modal
            .block(small(format!("{} older ones are not listed.", cohorts.len() - MOST_LISTED)));
    }
    let make =
        Button::new("Make a cohort", Action::MakeCohort.id(), programme.to_string()).primary();
    modal.block(divider()).block(buttons("make_cohort", [make]))
}

fn in_short(cohort: &Cohort, members: usize) -> String {
    let members = match members {
        0 => "nobody in it yet".to_owned(),
        1 => "1 member".to_owned(),
        many => format!("{many} members"),
    };
    let place = match &cohort.bound {
        None => "no channel yet".to_owned(),
        Some(bound) if bound.standing == Standing::Open => channel_mention(&bound.channel),
        Some(bound) => format!(":warning: {} is closed to me", channel_mention(&bound.channel)),
    };
    format!("{members}, {place}, first day {}", short_day_year(cohort.starts_on))
}

/// Somebody in a cohort, as a lead sees them.
#[derive(Debug, Clone)]
pub struct Shown {
    /// Who.
    pub person: Person,
    /// Whether they have said yes.
    pub belonging: Belonging,
    /// Their mentor, if they have one.
    pub mentor: Option<SlackUser>,
}

/// One cohort, for a lead.
pub fn page(cohort: &Cohort, members: &[Shown], home: &Zone) -> Modal {
    let place = match &cohort.bound {
        None => "none yet: nothing is posted".to_owned(),
        Some(bound) => channel_mention(&bound.channel),
    };
    let warning = cohort.bound.as_ref().filter(|bound| bound.standing != Standing::Open);
    let id = cohort.id.to_string();
    let end = Button::new("End the cohort", Action::EndCohort.id(), id.clone()).danger().confirm(
        "End the cohort?",
        "I post nothing more in its channel, and nobody is in it any more. What stands there stays, and so do the pairs.",
        "End it",
        "Keep it",
    );
    let mut lines = Vec::new();
    for member in members {
        let with = match &member.mentor {
            Some(mentor) => format!("with {}", mention(mentor)),
            None => "in no pair".to_owned(),
        };
        let asked = match member.belonging {
            Belonging::In(_) => "",
            Belonging::Asked => " (asked, no answer yet)",
            Belonging::Expected => " (in it once the pair begins)",
            Belonging::Out => " (not in it)",
        };
        lines.push(format!("{} {with}{asked}", mention(&member.person.user)));
    }
    let who = match lines.as_slice() {
        [] => say("*Nobody is in it yet.* Press *Change* to add people."),
        some => say(some.join("\n")),
    };
    let size = (!members.is_empty() && !USUAL_SIZE.contains(&members.len())).then(|| {
        small(format!(
            "{} to {} people is a good size: enough to learn from, few enough to know each other.",
            USUAL_SIZE.start(),
            USUAL_SIZE.end()
        ))
    });
    Modal::new(Form::Page.id(), "Cohort")
        .close("Close")
        .block(header(still(cohort.name.as_str())))
        .block(facts([
            ("Starts", short_day_year(cohort.starts_on)),
            ("Channel", place),
            ("Its week is that of", city(home)),
        ]))
        .blocks(warning.map(|bound| say(format!(":warning: {}", closed_because(bound)))))
        .block(who)
        .blocks(size)
        .block(buttons(
            "cohort",
            [
                Button::new("Change", Action::EditCohort.id(), id.clone()).primary(),
                Button::new("What it does in turn", Action::CohortTurns.id(), id),
                end,
            ],
        ))
}

/// One cohort, for one of its members.
pub fn own((cohort, reader): (&Cohort, &Person), members: &[Person], home: &Zone) -> Modal {
    let others: Vec<Person> =
        members.iter().filter(|person| person.id != reader.id).cloned().collect();
    let with = match others.as_slice() {
        [] => "You are the only one in it so far.".to_owned(),
        some => format!("With you: {}.", named(some)),
    };
    Modal::new(Form::Page.id(), "Your cohort")
        .close("Close")
        .block(header(still(cohort.name.as_str())))
        .block(say(format!("{with} {}", what_happens(cohort))))
        .block(small(format!(
            "It starts on {}, and its week is that of {}.",
            short_day_year(cohort.starts_on),
            city(home)
        )))
        .block(buttons("own_cohort", [leave(cohort.id)]))
}

/// Somebody in no cohort.
pub fn in_none() -> String {
    "You are in no cohort. A lead of the programme can ask you to be in one; `/mentor help` shows what you can do now."
        .to_owned()
}

/// It is over.
pub fn ended(cohort: &Cohort) -> Modal {
    Modal::new(Form::Page.id(), "Ended").close("Close").block(say(format!(
        "{} has ended. Nothing more is posted in its channel, which another cohort can have now. What stands there stays.",
        name(cohort)
    )))
}

/// Somebody has left, in a message.
pub fn left(cohort: &Cohort) -> Message {
    Message::new("You have left your cohort").block(say(you_left(cohort)))
}

/// The same, on the page they left it from.
pub fn left_page(cohort: &Cohort) -> Modal {
    Modal::new(Form::Page.id(), "You have left").close("Close").block(say(you_left(cohort)))
}

fn you_left(cohort: &Cohort) -> String {
    format!(
        "You have left {}. Nothing of it comes to you any more; leave its channel in Slack, too, if you like.",
        name(cohort)
    )
}
