//! Who may do what, as a table: every button, form and command, by everybody, with ids that are not theirs.
//!
//! Each of the three lists is matched without `_`, so a new button, form or command does not compile until it has a
//! row here. Whoever may not is told so, and not one row of the database changes.

use cast::{Actor, Cast, EVERYBODY, submission};
use serde_json::{Value, json};
use trellis::{
    sandbox::acting::Forged,
    slack::{
        action::{Action, Form},
        command::Asked,
    },
};

use crate::world::{a_good_week, evidence::Dump};

mod cast;

const NOT_YOURS: &str =
    "That's not yours to change, so nothing happened. Type `/mentor help` to see what you can do.";

const NO_LEAD: &str = "Only a lead of the mentorship programme can do that. Ask whoever set Trellis up here; `/mentor \
                       help` shows what you can do.";

/// What a control or a form carries, and who may use it.
struct Row {
    carries: &'static str,
    allowed: &'static [Actor],
}

/// Pair 1 is Inês's and Noah's. Check-in 1 is theirs, and they are asked for another one in week 46.
const PAIR: &str = "1";
const CHECKIN: &str = "1";
/// Inês, by the bot's own number, and her leave.
const INES: &str = "3";
const LEAVE: &str = "1";
const PROGRAMME: &str = "1";
const OPEN_WEEK: &str = "1/2026-W46";
/// What Inês typed to the bot besides the first thing; the second is Noah's.
const TYPED_TOO: &str = "3";
/// What Otto typed, and made a note to Mia, who is not there.
const WAITING_NOTE: &str = "4";
/// The pair that has not been answered for.
const PROPOSED: &str = "4";

/// What *Save draft* and *Start afresh* carry in the form for that week.
const OPEN_DRAFT: &str = "checkin/1/2026-W46";

/// `None` for what is not pressed: a change in a form is heard without a word, and kept for nobody who may not write there.
fn button(action: Action) -> Option<Row> {
    use Actor::{Asked, Mentee, Mentor, OtherMentee, OtherMentor};
    let (carries, allowed): (_, &[Actor]) = match action {
        Action::Join | Action::Decline => (PROPOSED, &[Asked, OtherMentor]),
        Action::WriteCheckin | Action::Later | Action::Skip => (OPEN_WEEK, &[Mentee]),
        Action::EditCheckin => (CHECKIN, &[Mentee]),
        Action::Reply | Action::ReadMore => (CHECKIN, &[Mentor]),
        Action::OpenCheckin => (CHECKIN, &[Mentee, Mentor]),
        Action::History => ("1+0", &[Mentee, Mentor]),
        Action::HistoryOf | Action::SomethingOff => (PAIR, &[Mentee, Mentor]),
        Action::MakeCheckin | Action::AskInCheckin | Action::SendNote => ("1>1", &[Mentee]),
        Action::MakeReply => ("2>1", &[Mentor]),
        Action::TakeNoteBack => (WAITING_NOTE, &[OtherMentee]),
        Action::NeverMind => (TYPED_TOO, &[Mentee]),
        Action::Away | Action::Hours => (INES, &[Mentee]),
        Action::TakeBackLeave => (LEAVE, &[Mentee]),
        Action::SaveDraft | Action::DiscardDraft => (OPEN_DRAFT, &[Mentee]),
        Action::Typed => return None,
        Action::OneLine => (OPEN_WEEK, &[Mentee]),
        Action::AskGently => (PAIR, &[Mentor]),
    };
    Some(Row { carries, allowed })
}

/// `None` for what is only read and holds nothing.
fn form(form: Form) -> Option<(Row, Value)> {
    use Actor::{Lead, Mentee, Mentor};
    let (carries, allowed, values): (_, &[Actor], _) = match form {
        Form::Checkin => (OPEN_WEEK, &[Mentee], a_good_week()),
        Form::Skip => (OPEN_WEEK, &[Mentee], json!({ "reason": "A trip." })),
        Form::Reply => (CHECKIN, &[Mentor], json!({ "feedback": "Well done." })),
        Form::ReadMore => (CHECKIN, &[Mentor], json!({ "day": "2026-11-17" })),
        Form::Away => {
            let days = json!({ "from": "2026-12-21", "to": "2026-12-24", "reason": "A trip." });
            (INES, &[Mentee], days)
        }
        Form::Hours => (INES, &[Mentee], json!({ "Monday": "9-17" })),
        Form::Holidays => (PROGRAMME, &[Lead], json!({ "add": "2026-12-25 Christmas Day" })),
        Form::Template => ("1", &[Actor::Lead], a_template()),
        Form::OneLine => (OPEN_WEEK, &[Mentee], json!({ "line": "Slowly." })),
        Form::SomethingOff => {
            let values = json!({ "to": "partner", "words": "The calls are too long." });
            ("1@", &[Mentee, Mentor], values)
        }
        Form::AskGently => (PAIR, &[Mentor], json!({ "words": "How are you?" })),
        Form::Page => return None,
    };
    Some((Row { carries, allowed }, values))
}

/// A template that differs from the one there is.
fn a_template() -> Value {
    json!({
        "looking_back": "# Back\n* learned: New to me",
        "looking_ahead": "# Next\nFirst",
        "reply": "question: One question",
    })
}

/// What somebody is told who sends a form that is not theirs: what only leads do is nobody's thing.
fn refusal(form: Form, actor: Actor) -> &'static str {
    let is_for_leads = matches!(form, Form::Template | Form::Holidays);
    if is_for_leads && actor != Actor::Lead { NO_LEAD } else { NOT_YOURS }
}

/// Whose data a command may change.
#[derive(Debug, PartialEq, Eq)]
enum Changes {
    Nothing,
    /// Only rows of whoever types it: their own hours, leave, or their own pair's day.
    OneselfOnly,
    /// Pairs, and only for a lead.
    PairsByLeads,
}

fn command(asked: &Asked) -> Changes {
    match asked {
        Asked::WriteCheckin
        | Asked::History
        | Asked::Search(_)
        | Asked::ChooseHours
        | Asked::ChooseAway
        | Asked::Holidays
        | Asked::Template
        | Asked::Help
        | Asked::NotUnderstood(_) => Changes::Nothing,
        Asked::Day(_) | Asked::Hours(_) | Asked::Away(..) | Asked::Back => Changes::OneselfOnly,
        Asked::Pair { .. } => Changes::PairsByLeads,
    }
}

#[tokio::test]
async fn nobody_uses_a_button_or_a_form_of_somebody_else() {
    let cast = Cast::gather().await;
    let before = cast.dump().await;
    for action in Action::ALL {
        let Some(Row { carries, allowed }) = button(action) else { continue };
        for actor in EVERYBODY.into_iter().filter(|actor| !allowed.contains(actor)) {
            let told = cast.told_pressing(actor, action, carries).await;
            assert_eq!(told, NOT_YOURS, "{actor:?} {action:?}");
        }
    }
    for known in Form::ALL {
        let Some((Row { carries, allowed }, values)) = form(known) else {
            for actor in EVERYBODY {
                let nothing = submission(known, PAIR, &json!({ "feedback": "x" }));
                assert_eq!(cast.forge(actor, nothing).await, Value::Null);
            }
            continue;
        };
        for actor in EVERYBODY.into_iter().filter(|actor| !allowed.contains(actor)) {
            let told = cast.told_sending(actor, known, (carries, &values)).await;
            assert_eq!(told, refusal(known, actor), "{actor:?} {known:?}");
        }
    }
    assert_eq!(cast.dump().await, before, "nothing changed");
    cast.world.ends_unread().await;
}

#[tokio::test]
async fn ids_that_nobody_has_are_nobodys() {
    let cast = Cast::gather().await;
    let before = cast.dump().await;
    let made_up = [
        "",
        " ",
        "x",
        "0",
        "-1",
        "999999",
        "9223372036854775808",
        "1 or 1=1",
        "1/",
        "/2026-W46",
        "1/2026-W99",
        "999999/2026-W46",
        "1/2019-W01",
        "1/2030-W01",
        "1+",
        "1+-1",
        "1>",
        ">1",
        "1>x",
        "999999>1",
        "9~1",
        "999999+0",
        "1\0",
        "\u{661}",
        "null",
    ];
    for value in made_up {
        for actor in [Actor::Mentee, Actor::Mentor, Actor::Lead] {
            for action in Action::ALL.into_iter().filter(|it| button(*it).is_some()) {
                let told = cast.told_pressing(actor, action, value).await;
                assert_eq!(told, NOT_YOURS, "{actor:?} {action:?} {value:?}");
            }
            for known in Form::ALL {
                let Some((_, values)) = form(known) else { continue };
                let told = cast.told_sending(actor, known, (value, &values)).await;
                let week = actor == Actor::Mentee && known == Form::Checkin;
                let expected = match value {
                    "1/2019-W01" if week => "Choose one of the weeks in the list.",
                    "1/2030-W01" if week => {
                        "That week isn't open yet: a check-in opens four days before it is due. Choose one of the weeks \
                         in the list."
                    }
                    _ => refusal(known, actor),
                };
                assert_eq!(told, expected, "{actor:?} {known:?} {value:?}");
            }
        }
    }
    assert_eq!(cast.dump().await, before, "nothing changed");
    cast.world.ends_unread().await;
}

#[tokio::test]
async fn whoever_may_can() {
    let cast = Cast::gather().await;
    let draft = "insert into drafts select id, 'checkin', '1/2026-W46', 'V', '{}', unixepoch() * 1000 from people";
    cast.world.changes_the_file(draft).await;
    for action in Action::ALL {
        let Some(Row { carries, allowed }) = button(action) else { continue };
        for actor in allowed {
            let before = cast.dump().await;
            let press = Forged::Press { action: action.id().to_owned(), value: carries.to_owned() };
            cast.forge(*actor, press).await;
            let id = cast.id(*actor);
            let opened = cast.world.stage.workspace.modal(id).is_some();
            if opened {
                cast.world.stage.workspace.close_all(id).await.unwrap();
            }
            // After the first of two has declined, the other is told that it is settled.
            let settled = cast.world.whisper(id).starts_with("This suggestion has been settled");
            let done = opened || settled || cast.dump().await != before;
            assert!(done, "{actor:?} could not {action:?}");
        }
    }
    let forms = [
        Form::ReadMore,
        Form::Reply,
        Form::Skip,
        Form::OneLine,
        Form::Checkin,
        Form::SomethingOff,
        Form::AskGently,
        Form::Away,
        Form::Hours,
        Form::Holidays,
        Form::Template,
    ];
    for known in forms {
        let Some((Row { carries, allowed }, values)) = form(known) else { continue };
        for actor in allowed {
            let before = cast.dump().await;
            let answer = cast.forge(*actor, submission(known, carries, &values)).await;
            assert_ne!(answer["response_action"], "errors", "{actor:?} could not send {known:?}");
            assert_ne!(
                cast.dump().await,
                before,
                "{actor:?} sent {known:?} and nothing came of it"
            );
        }
    }
    cast.world.ends_unread().await;
}

#[tokio::test]
async fn a_command_changes_nobody_elses_data_and_shows_nobody_elses_words() {
    let cast = Cast::gather().await;
    let (ines, noah) = (cast.world.ines.clone(), cast.world.noah.clone());
    let typed = [
        ("/checkin", String::new()),
        ("/checkin", "history".to_owned()),
        ("/checkin", "1".to_owned()),
        ("/mentor", "search lifetimes".to_owned()),
        ("/mentor", "search pair:p1 lifetimes".to_owned()),
        ("/mentor", "help".to_owned()),
        ("/mentor", "template".to_owned()),
        ("/mentor", format!("history <@{ines}>")),
        ("/mentor", format!("day Mon 10:00 <@{ines}>")),
        ("/mentor", "day Mon 10:00".to_owned()),
        ("/mentor", "hours Mon-Fri 10:00-12:00".to_owned()),
        ("/mentor", "away 2026-12-21".to_owned()),
        ("/mentor", "away".to_owned()),
        ("/mentor", "hours".to_owned()),
        ("/mentor", "holidays".to_owned()),
        ("/mentor", "back".to_owned()),
        ("/mentor", format!("pair <@{noah}> <@{ines}>")),
    ];
    for actor in EVERYBODY {
        let is_theirs = matches!(actor, Actor::Mentee | Actor::Mentor);
        for (name, text) in &typed {
            let before = cast.dump().await;
            let answer = cast.world.types_raw(cast.id(actor), name, text).await;
            let after = cast.dump().await;
            let shown = format!("{answer}{}", cast.world.modal(cast.id(actor)));
            if !is_theirs {
                assert!(!shown.contains("borrow"), "{actor:?} read somebody else's words: {shown}");
            }
            if cast.world.stage.workspace.modal(cast.id(actor)).is_some() {
                cast.world.stage.workspace.close_all(cast.id(actor)).await.unwrap();
            }
            let changed = cast.changed_by(actor, &before, &after).await;
            let expected = match command(&Asked::read(name, text)) {
                Changes::Nothing => Changed::Nothing,
                Changes::PairsByLeads if actor == Actor::Lead => continue,
                Changes::PairsByLeads => Changed::Nothing,
                Changes::OneselfOnly if changed == Changed::Nothing => continue,
                Changes::OneselfOnly => Changed::Own,
            };
            assert_eq!(changed, expected, "{actor:?} {name} {text}");
            let may = !matches!(actor, Actor::Stranger | Actor::Guest | Actor::Gone);
            assert!(may || changed == Changed::Nothing, "{actor:?} {name} {text}");
        }
    }
    cast.world.ends_unread().await;
}

/// Whose rows are different.
#[derive(Debug, PartialEq, Eq)]
enum Changed {
    Nothing,
    Own,
    Others(String),
}

impl Cast {
    async fn changed_by(&self, actor: Actor, before: &Dump, after: &Dump) -> Changed {
        let differs = |table: &str, key: &str| {
            let rows = |dump: &Dump| {
                let others = dump[table].iter().filter(|row| !row.starts_with(&format!("{key}, ")));
                others.cloned().collect::<Vec<_>>()
            };
            rows(before) != rows(after)
        };
        let person = self.row_of(actor, after);
        let mut found = Changed::Nothing;
        for table in before.keys() {
            // What was taken in is noted for everybody, so that a replay has no effect.
            if before[table] == after[table] || table == "inbox" {
                continue;
            }
            let own = match (table.as_str(), actor) {
                ("people", _) => !differs("people", &person),
                ("leaves", _) => true,
                ("pairs" | "schedules", Actor::Mentee) => !differs(table, "1"),
                ("pairs" | "schedules", Actor::OtherMentee) => !differs(table, "2"),
                // What is planned for oneself moves with one's hours.
                ("asked_weeks" | "outbox", _) => true,
                _ => false,
            };
            match own {
                true => found = Changed::Own,
                false => return Changed::Others(table.clone()),
            }
        }
        found
    }

    fn row_of(&self, actor: Actor, dump: &Dump) -> String {
        let quoted = format!("'{}'", self.id(actor));
        let row = dump["people"].iter().find(|row| row.contains(&quoted));
        row.and_then(|row| row.split(", ").next()).unwrap_or("nobody").to_owned()
    }
}
