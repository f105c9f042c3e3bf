//! Who may do what: every button, form and command, by everybody, with ids that are not theirs.
//!
//! Who may stands in `table`. Whoever may not is told so, and not one row of the database changes.

use serde_json::{Value, json};
use trellis::{
    sandbox::acting::Forged,
    slack::{
        action::{Action, Form, Shortcut},
        command::Asked,
    },
};

use self::{
    cast::Cast,
    commands::{Changes, command},
    filled::submission,
    table::{Actor, EVERYBODY, NOT_YOURS, PAIR, Row, button, form, refusal, shortcut},
};
use crate::world::evidence::Dump;

mod cast;
mod commands;
mod filled;
mod table;

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
    // Each value comes with every button and form, and each of those from every one of them in turn.
    let actors = [Actor::Mentee, Actor::Mentor, Actor::Lead];
    for (nth, value) in made_up.into_iter().enumerate() {
        let actions = Action::ALL.into_iter().filter(|it| button(*it).is_some());
        for (action, turn) in actions.zip(nth..) {
            let actor = actors[turn % actors.len()];
            let told = cast.told_pressing(actor, action, value).await;
            assert_eq!(told, NOT_YOURS, "{actor:?} {action:?} {value:?}");
        }
        for (known, turn) in Form::ALL.into_iter().zip(nth..) {
            let actor = actors[turn % actors.len()];
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
    assert_eq!(cast.dump().await, before, "nothing changed");
    cast.world.ends_unread().await;
}

#[tokio::test]
async fn whoever_may_can() {
    let cast = Cast::gather().await;
    // Only who meets every two weeks can meet less often.
    cast.world.changes_the_file("update call_settings set rhythm = 'two_weeks'").await;
    let draft = "insert into drafts select id, 'checkin', '1/2026-W46', 'V', '{}', unixepoch() * 1000 from people";
    cast.world.changes_the_file(draft).await;
    for (action, nth) in Action::ALL.into_iter().zip(1..) {
        let Some(Row { carries, allowed }) = button(action) else { continue };
        // Slack opens a hundred modals a minute.
        if nth % 30 == 0 {
            cast.world.minutes(1).await;
        }
        for actor in allowed {
            let before = cast.dump().await;
            let press = Forged::Press { action: action.id().to_owned(), value: carries.to_owned() };
            let id = cast.id(*actor);
            let whispers = || cast.world.stage.workspace.ephemerals(id).len();
            let heard = whispers();
            cast.forge(*actor, press).await;
            let opened = cast.world.stage.workspace.modal(id).is_some();
            if opened {
                cast.world.stage.workspace.close_all(id).await.unwrap();
            }
            // After the first of two has decided, the other is told that it is settled; nobody is missed by both; and the call
            // they have agreed on is not skipped.
            let answers = [
                "This suggestion has been settled",
                "One of you has decided",
                "Your next call is arranged already",
                "What became of this call is written down already",
                "This is settled already",
                "You've asked already",
                // Both have stepped down and back up before, and nobody is a peer in their second week.
                "That was about an earlier step",
            ];
            let settled = answers.iter().any(|it| cast.world.whisper(id).starts_with(it));
            let told = action == Action::Stats && whispers() > heard;
            let done = opened || settled || told || cast.dump().await != before;
            let said = cast.world.whisper(id);
            assert!(done, "{actor:?} could not {action:?}: {said}");
        }
    }
    let forms = [
        Form::ReadMore,
        Form::Reply,
        Form::SeeDifferently,
        Form::Skip,
        Form::OneLine,
        Form::Checkin,
        Form::Seen,
        Form::Answer,
        Form::Question,
        Form::Publish,
        Form::SomethingOff,
        Form::AskGently,
        Form::Settings,
        // Before their hours change.
        Form::Agenda,
        Form::CallOff,
        Form::Call,
        Form::CallSettings,
        Form::Away,
        Form::Hours,
        Form::Holidays,
        Form::Template,
        Form::OfficeHours,
        Form::HelpChannel,
        Form::Decision,
        Form::Resource,
        Form::WriteUp,
        Form::Challenge,
        Form::Challenges,
        Form::HowItWas,
        Form::CallNotes,
        Form::Review,
        Form::Goal,
        Form::GoalMet,
        Form::GoalDropped,
        Form::GoalsDecided,
        Form::SignAgreement,
        Form::Agreement,
        Form::Guide,
        Form::FirstWeek,
        Form::Entry,
        Form::JournalSwitch,
        Form::Suggest,
        Form::GoalAreas,
        Form::Rematch,
        Form::SuggestMentor,
        Form::TakeMentor,
        Form::EndNow,
        Form::Setup,
    ];
    // Three calls may be open at a time, and each side proposes one.
    cast.world.changes_the_file("delete from calls where id = 2").await;
    for known in forms {
        let Some((Row { carries, allowed }, mut values)) = form(known) else { continue };
        for actor in allowed {
            if known == Form::SuggestMentor {
                values = json!({ "suggested": cast.id(Actor::OtherMentee) });
            }
            // The same link is put on a list once.
            if known == Form::Challenge {
                values["link"] = json!(format!("https://example.com/{actor:?}"));
            }
            if known == Form::EndNow {
                // Either of them ends it while it runs.
                for sql in ["delete from endings", "update pairs set state = 'active' where id = 1"]
                {
                    cast.world.changes_the_file(sql).await;
                }
            }
            if (known, actor) == (Form::SignAgreement, &Actor::Mentor) {
                let turned = "update agreements set mentor_signed_at = null, stood = null";
                cast.world.changes_the_file(turned).await;
            }
            let before = cast.dump().await;
            // By then the mentee has proposed, and the mentor's form shows that.
            let carries = match (known, actor) {
                (Form::Publish, Actor::Mentor) => format!("{carries}:3"),
                // The mentee has called the first one off.
                (Form::CallOff, Actor::Mentor) => "7+3".to_owned(),
                // By then the first one stands otherwise, and the other two are settled.
                (Form::Goal, _) => PAIR.to_owned(),
                (Form::GoalMet, Actor::Mentor) => "4".to_owned(),
                (Form::GoalDropped, Actor::Mentor) => "5".to_owned(),
                // The mentee has proposed another version.
                (Form::Agreement, Actor::Mentor) => "1+2".to_owned(),
                // The one before was settled, and a lead has suggested Otto once more.
                (Form::TakeMentor, _) => "1+2".to_owned(),
                _ => carries.to_owned(),
            };
            // What the mentee has set is set otherwise.
            let values = match (known, actor) {
                (Form::CallSettings, Actor::Mentor) => json!({ "rhythm": "none", "minutes": "15" }),
                (Form::GoalsDecided, Actor::Mentor) => json!({ "outcome_7": "drop" }),
                (Form::CallNotes, Actor::Mentor) => json!({ "words": "And the export." }),
                (Form::Agreement, Actor::Mentor) => {
                    let mut changed = values.clone();
                    changed["budget"] = json!("5");
                    changed
                }
                _ => values.clone(),
            };
            let answer = cast.forge(*actor, submission(known, &carries, &values)).await;
            let refused = answer["response_action"] == "errors";
            assert!(!refused, "{actor:?} could not send {known:?}: {answer}");
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
async fn a_shortcut_opens_its_form_for_whom_it_is_and_tells_everybody_else() {
    let cast = Cast::gather().await;
    let before = cast.dump().await;
    let message = json!({ "type": "message", "user": cast.world.noah, "text": "zebracrossing",
        "ts": "1794000000.000100" });
    for known in Shortcut::ALL {
        for actor in EVERYBODY {
            let used = Forged::Shortcut {
                shortcut: known.id().to_owned(),
                channel: cast.world.room().unwrap(),
                message: message.clone(),
            };
            cast.forge(actor, used).await;
            let (id, shown) = (cast.id(actor), cast.world.modal(cast.id(actor)));
            let is_form = shown.contains("zebracrossing");
            assert_eq!(is_form, shortcut(known).contains(&actor), "{actor:?} {known:?}: {shown}");
            assert!(!shown.is_empty(), "{actor:?} {known:?} was told nothing");
            cast.world.stage.workspace.close_all(id).await.unwrap();
        }
    }
    assert_eq!(cast.dump().await, before, "nothing changed");
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
        ("/ask", String::new()),
        ("/ask", "debug".to_owned()),
        ("/ask", "help".to_owned()),
        ("/mentor", "search lifetimes".to_owned()),
        ("/mentor", "search pair:p1 lifetimes".to_owned()),
        ("/mentor", "help".to_owned()),
        ("/mentor", "owed".to_owned()),
        ("/mentor", "stats".to_owned()),
        ("/mentor", "decide".to_owned()),
        ("/mentor", "decisions".to_owned()),
        ("/mentor", "goals".to_owned()),
        ("/mentor", "areas".to_owned()),
        ("/mentor", "resource".to_owned()),
        ("/mentor", "resource add".to_owned()),
        ("/mentor", "resource find lifetimes".to_owned()),
        ("/mentor", "template".to_owned()),
        ("/mentor", "questions".to_owned()),
        ("/mentor", "office-hours".to_owned()),
        ("/mentor", "challenges".to_owned()),
        ("/mentor", "challenge add https://example.com/3".to_owned()),
        ("/mentor", "call".to_owned()),
        ("/mentor", "calls".to_owned()),
        ("/mentor", "agreement".to_owned()),
        ("/mentor", "review".to_owned()),
        ("/mentor", "rematch".to_owned()),
        ("/mentor", format!("rematch <@{ines}>")),
        ("/mentor", "end".to_owned()),
        ("/mentor", "phase".to_owned()),
        ("/mentor", format!("history <@{ines}>")),
        ("/mentor", format!("day Mon 10:00 <@{ines}>")),
        ("/mentor", "day Mon 10:00".to_owned()),
        ("/mentor", "hours Mon-Fri 10:00-12:00".to_owned()),
        ("/mentor", "away 2026-12-21".to_owned()),
        ("/mentor", "away".to_owned()),
        ("/mentor", "hours".to_owned()),
        ("/mentor", "holidays".to_owned()),
        ("/mentor", "back".to_owned()),
        ("/mentor", "mute for 3 days".to_owned()),
        ("/mentor", "mute off".to_owned()),
        ("/mentor", "settings".to_owned()),
        ("/mentor", "guide".to_owned()),
        ("/mentor", "guide edit".to_owned()),
        ("/mentor", "journal".to_owned()),
        ("/mentor", "suggest".to_owned()),
        ("/mentor", "setup".to_owned()),
        ("/mentor", "pair".to_owned()),
        ("/mentor", format!("pair <@{noah}> <@{ines}>")),
    ];
    for actor in EVERYBODY {
        let is_theirs = matches!(actor, Actor::Mentee | Actor::Mentor);
        let mut before = cast.dump().await;
        for (name, text) in &typed {
            let answer = cast.world.types_raw(cast.id(actor), name, text).await;
            let shown = format!("{answer}{}", cast.world.modal(cast.id(actor)));
            if !is_theirs {
                assert!(!shown.contains("borrow"), "{actor:?} read somebody else's words: {shown}");
            }
            if cast.world.stage.workspace.modal(cast.id(actor)).is_some() {
                cast.world.stage.workspace.close_all(cast.id(actor)).await.unwrap();
            }
            let after = cast.dump().await;
            let changed = cast.changed_by(actor, &before, &after).await;
            before = after;
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
                ("people" | "attention" | "kinds_off", _) => !differs(table, &person),
                ("leaves", _) => true,
                ("pairs" | "schedules", Actor::Mentee) => !differs(table, "1"),
                ("pairs" | "schedules", Actor::OtherMentee) => !differs(table, "2"),
                // What is planned for oneself moves with one's hours.
                (
                    "asked_weeks" | "outbox" | "owed_nudges" | "challenges_due" | "first_weeks",
                    _,
                ) => true,
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
