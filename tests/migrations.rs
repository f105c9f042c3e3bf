//! Every migration is applied on top of the sample rows of the ones before it, and this version reads what comes out.
//!
//! A migration that has shipped is never edited, and a new one brings a file of sample rows under
//! `tests/data/migrations` with its own name.

use std::path::{Path, PathBuf};

use jiff::{Timestamp, civil::date};
use sqlx::{AssertSqlSafe, Connection, Executor, SqliteConnection, sqlite::SqliteConnectOptions};
use trellis::{
    domain::{
        agenda::Has,
        answerable::Answerable,
        call::{About, Purpose},
        call_signs::{CallSign, CallStep},
        draft::About as Drafted,
        first_week::Item,
        follow_up::{Outcome, Source},
        goal::{self, Area, Change, MilestoneState, Progress, Reached, quarter::Quarter},
        ids::{
            AsideId, CallId, CheckinId, DecisionId, EntryId, GoalId, PairId, PersonId, QuestionId,
            ReplyId, ResourceId, ShareId, TypedId,
        },
        journal::ShareState,
        kept::Readers,
        leave::Step,
        meeting::{Happened, Lasted, OfBoth, Worth},
        pair::{Pair, Phase, Side},
        promise::{Reminder, WorkingMinutes},
        question::State,
        rematch::Brought,
        review,
        search::{Shelf, Terms},
        signs::Sign,
        stats::Type,
        step::Wish,
        template::Version,
        zone::Zones,
    },
    store::{
        Db, agendas, agreements, asides, calls, cards, challenges,
        checkins::{self, Checkin},
        decisions, differences, drafts, first_weeks, follow_ups, goals, guides, journal, leaves,
        lived,
        meetings::{self, Agreed},
        outbox, owed, pairs, people,
        programmes::{self, NewProgramme},
        questions, records, rematches, replies, resources, reviews, signs, stats, steps, templates,
        tips, typed, weeks, write_ups,
    },
};

/// What was learned, under the words that asked for it.
fn learned(checkin: &Checkin) -> (&str, &str) {
    let asked = checkin.template.content.weekly().find(|it| it.name == "learned").unwrap();
    (&asked.label, checkin.answers.to(asked).unwrap().expose())
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// The migrations' file names, in order.
fn migrations() -> Vec<String> {
    let entries = std::fs::read_dir(folder("migrations")).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.filter(|name| name.ends_with(".sql")).collect();
    names.sort();
    names
}

#[test]
fn every_migration_comes_with_sample_rows() {
    for name in migrations() {
        let rows = folder("tests/data/migrations").join(&name);
        assert!(rows.is_file(), "{name} needs sample rows in tests/data/migrations/{name}");
    }
}

#[tokio::test]
async fn a_programme_begun_later_asks_what_the_first_one_began_with() {
    let database = PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
        .join(format!("programmes-{}.db", std::process::id()));
    let _ = std::fs::remove_file(&database);
    let db = Db::open(&database).await.unwrap();
    let new = NewProgramme {
        name: "Another".to_owned(),
        zone: None,
        checkin_rule: "0 15 * * FRI".to_owned(),
        checkin_every_weeks: 1,
        reply_owed_hours: 48,
        mentor_capacity: 2,
    };
    let now = "2026-11-16T09:00:00Z".parse().unwrap();
    let mut tx = db.write().await.unwrap();
    let id = programmes::insert(&mut tx, &new, now).await.unwrap();
    let asked = templates::find_newest(&mut tx, id).await.unwrap().unwrap();
    let first = programmes::find_first(&mut tx, &Zones::bundled()).await.unwrap().unwrap();
    let before = templates::find(&mut tx, first.id, Version::FIRST).await.unwrap().unwrap();
    assert_eq!(asked, before);
    sqlx::query("delete from templates").execute(&mut *tx).await.unwrap();
    assert!(programmes::insert(&mut tx, &new, now).await.is_err(), "none that asks nothing");
    tx.rollback().await.unwrap();
    db.close().await;
    std::fs::remove_file(&database).unwrap();
}

#[tokio::test]
async fn sample_rows_survive_every_later_migration() {
    let database = PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
        .join(format!("migrations-{}.db", std::process::id()));
    let _ = std::fs::remove_file(&database);
    // The real opening applies all migrations; the rows of each are inserted where they belong, between them.
    let migrator = sqlx::migrate!("./migrations");
    let options =
        SqliteConnectOptions::new().filename(&database).create_if_missing(true).foreign_keys(true);
    let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
    for (migration, name) in migrator.iter().zip(migrations()) {
        migrator.run_to(migration.version, &mut connection).await.unwrap();
        let rows = std::fs::read_to_string(folder("tests/data/migrations").join(name)).unwrap();
        connection.execute(AssertSqlSafe(rows)).await.unwrap();
    }
    connection.close().await.unwrap();

    let db = Db::open(&database).await.unwrap();
    assert_eq!(
        db.salt(),
        "00112233445566778899aabbccddeeff",
        "the salt stays, or nothing sent is found again"
    );
    let (zones, now) = (Zones::bundled(), "2026-11-16T09:00:00Z".parse().unwrap());
    let mut tx = db.read().await.unwrap();
    let pair = pairs::find(&mut tx, PairId(1)).await.unwrap().unwrap();
    assert!(pair.is_active());
    let rematch = rematches::find_open(&mut tx, pair.id).await.unwrap().unwrap();
    let suggestion = rematch.suggestion(2).unwrap();
    assert_eq!(suggestion.brought(), [Brought::Goals, Brought::History]);
    assert!(suggestion.replies_travel());
    assert_eq!(rematches::list_asks(&mut tx, rematch.id).await.unwrap().len(), 2);
    let mentor = people::find(&mut tx, &zones, pair.mentor, now).await.unwrap().unwrap();
    assert_eq!(mentor.availability.hours().to_string(), "Mon-Thu 10:00-18:00");
    let to_tell = leaves::list_to_tell(&mut tx, pair.mentor).await.unwrap();
    assert_eq!(to_tell[0].next.unwrap().0, Step::Ahead, "leave of old is told, too");
    for (day, is_off) in [(date(2026, 12, 24), true), (date(2027, 1, 2), false)] {
        assert_eq!(mentor.availability.is_day_off(day), is_off, "{day}");
    }
    let mentee = people::find(&mut tx, &zones, pair.mentee, now).await.unwrap().unwrap();
    let off: Vec<_> = mentee.availability.days_off().iter().map(|range| range.first()).collect();
    assert_eq!(off, [date(2026, 12, 24), date(2026, 12, 28)], "the holiday, and the leave");
    assert_eq!(weeks::list(&mut tx, pair.id, 10).await.unwrap().len(), 3);
    let recorded = lived::list_recorded(&mut tx, pair.id, (10, 0)).await.unwrap();
    let [newer, _, older, _] = recorded[..] else { panic!("{} weeks", recorded.len()) };
    let newer = checkins::find_by_week(&mut tx, pair.id, newer).await.unwrap().unwrap();
    let older = checkins::find_by_week(&mut tx, pair.id, older).await.unwrap().unwrap();
    assert_eq!(learned(&older), ("What I learned", "Lifetimes"));
    assert_eq!(older.answers.plan(&older.template.content)[0].item.expose(), "Export");
    assert_eq!((older.answers.said.len(), older.answers.blocked), (4, false));
    assert_eq!(learned(&newer), ("New to me", "Iterators"));
    let newest = templates::find_newest(&mut tx, pair.programme).await.unwrap().unwrap();
    assert_eq!(newest, newer.template);
    let first = templates::find(&mut tx, pair.programme, Version::FIRST).await.unwrap().unwrap();
    assert_eq!(first, older.template);
    let (shelf, terms) = (Shelf::Pair(pair.id), Terms::parse("lifetimes").unwrap());
    let hits = records::list(&mut tx, shelf, &terms, 5).await.unwrap();
    assert_eq!(hits.len(), 1);
    let kept = typed::find(&mut tx, TypedId(1)).await.unwrap().unwrap();
    assert_eq!(kept.text().unwrap().expose(), "Where is the style guide?");
    assert_eq!(outbox::count(&mut tx).await.unwrap().sent, 3);
    for (reader, count) in [(pair.mentee, 2), (pair.mentor, 2), (PersonId(3), 1)] {
        let waiting = cards::list_waiting_for(&mut tx, reader, now).await.unwrap();
        assert_eq!(waiting.len(), count, "what was on its way before knows its reader {reader}");
    }
    let about = Drafted::Checkin(PairId(1), "2026-W47".parse().unwrap());
    let since = "2026-11-01T00:00:00Z".parse().unwrap();
    let draft = drafts::find(&mut tx, (pair.mentee, about), since).await.unwrap().unwrap();
    assert_eq!(draft.draft.text("tasks").unwrap().expose(), "Half of ");
    assert_eq!(draft.draft.chosen("week"), Some("2026-W47"));
    let question = questions::find(&mut tx, QuestionId(1)).await.unwrap().unwrap();
    assert_eq!((question.round.nth, question.state()), (2, State::Open));
    assert_eq!(question.content.happened.unwrap().expose(), "error[E0502]");
    let (one, other) = (Answerable::Checkin(older.id), Answerable::Question(question.id));
    for (what, replies_to) in [(one, 1), (other, 1)] {
        assert_eq!(replies::list(&mut tx, what).await.unwrap().len(), replies_to, "{what}");
    }
    assert_eq!(
        differences::list(&mut tx, older.id).await.unwrap().len(),
        1,
        "and what hangs on it"
    );
    let card = owed::list(&mut tx, (pair.mentor, date(2026, 11, 10), 0)).await.unwrap();
    assert_eq!(card, [one, other]);
    let measured = stats::list(&mut tx, pair.id, (now, 10)).await.unwrap();
    let of = |of: Type| measured.iter().find(|item| item.of == of && item.answer.is_some());
    let taken = of(Type::Checkin).unwrap().answer.unwrap().1.taken;
    let first = replies::find_first(&mut tx, one, Timestamp::UNIX_EPOCH).await.unwrap().unwrap();
    assert_eq!(taken, first.1, "what was measured with the reply before");
    assert_eq!(of(Type::Urgent).unwrap().allowed, Some(WorkingMinutes(480)));
    let told = signs::find(&mut tx, pair.id, Sign::Slow).await.unwrap().unwrap();
    assert_eq!((told.week.to_string().as_str(), told.over_at), ("2026-W46", None));
    let debts = owed::list_debts(&mut tx, pair.mentor).await.unwrap();
    let said = debts.iter().map(|(what, debt)| (*what, debt.said));
    let said: Vec<_> = said.filter(|(what, _)| [one, other].contains(what)).collect();
    assert_eq!(said, [(other, Some(Reminder::ThreeQuarters))], "the newest card of its round");
    let talk = steps::find_newest(&mut tx, pair.id).await.unwrap().unwrap();
    assert_eq!((talk.nth, talk.mentee), (2, Some(Wish::To(Phase::Weekly))));
    let decision = decisions::find(&mut tx, DecisionId(1)).await.unwrap().unwrap();
    assert_eq!(decision.content.choice.expose(), "We store UTC and a zone.");
    assert!(decisions::find(&mut tx, DecisionId(2)).await.unwrap().is_none(), "removed");
    let given = challenges::list_given(&mut tx, pair.id, 5).await.unwrap();
    let [(assignment, challenge)] = &given[..] else { panic!("{} given", given.len()) };
    assert_eq!(challenge.content.title.expose(), "The date is a day off");
    let write_up = write_ups::find(&mut tx, assignment.id).await.unwrap().unwrap();
    assert_eq!(write_up.content.tried.expose(), "A test that fails");
    let next = challenges::find_next(&mut tx, pair.programme, pair.id).await.unwrap();
    assert!(next.is_none(), "one was had, the other is off the list");
    let resource = resources::find(&mut tx, ResourceId(1)).await.unwrap().unwrap();
    assert_eq!((resource.readers, resource.kept.content.tags.len()), (Readers::Programme, 1));
    let [mentees, mentors] = &agendas::list(&mut tx, CallId(2)).await.unwrap()[..] else {
        panic!()
    };
    assert_eq!((mentees.side, mentees.version, mentees.notes.texts().len()), (Side::Mentee, 2, 2));
    assert_eq!((mentors.side, mentors.notes.texts()), (Side::Mentor, vec!["The talk in March"]));
    goals_survive(&mut tx, &pair).await;
    calls_survive(&mut tx, pair.id).await;
    let agreement = agreements::find(&mut tx, pair.id).await.unwrap();
    let (agreed, open) = (agreement.in_force.unwrap(), agreement.open.unwrap());
    assert_eq!((agreed.number, agreed.content.texts().len()), (1, 2));
    assert_eq!((open.number, open.signed.mentee), (2, None));
    assert_eq!(agreed.before.unwrap().changes(&agreed.content).len(), 7, "what it had changed");
    beginnings_survive(&mut tx, &pair).await;
    reviews_survive(&mut tx, pair.id).await;
    drop(tx);
    db.close().await;
    std::fs::remove_file(&database).unwrap();
}

/// What the two aim at, with its versions, and the areas of their programme.
async fn goals_survive(tx: &mut SqliteConnection, pair: &Pair) {
    let areas = goals::list_areas(tx, pair.programme).await.unwrap();
    assert_eq!(areas.iter().map(Area::name).collect::<Vec<_>>(), ["Technical", "Writing"]);
    let [open] = &goals::list_open(tx, pair.id, 5).await.unwrap()[..] else { panic!() };
    assert_eq!(
        (open.id, open.made_by, open.aim.progress()),
        (GoalId(1), None, Progress { done: 1, of: 1 })
    );
    let [met] = &goals::list_settled(tx, pair.id, (5, 0)).await.unwrap()[..] else { panic!() };
    assert_eq!(met.aim.how_we_know.expose(), "Nobody asks back");
    assert!(matches!(met.state, goal::State::Met { how: Reached::Together, .. }));
    let versions = goals::list_versions(tx, open.id, (5, 0)).await.unwrap();
    let to = MilestoneState::Done;
    assert_eq!((versions.len(), versions[0].change), (2, Change::Marked { nth: 1, to }));
    assert_eq!(goals::find_saved(tx, "V61").await.unwrap(), Some((GoalId(2), 2)));
    let quarter = Quarter::of(date(2027, 1, 1));
    let undecided = goals::list_undecided(tx, (pair.id, quarter), 5).await.unwrap();
    assert_eq!(undecided, std::slice::from_ref(open));
    let counts = goals::Counts { open: 1, met: 1, dropped: 0 };
    assert_eq!(goals::count(tx, pair.id).await.unwrap(), counts);
}

/// What a pair begins with, what people wrote for themselves, and what they suggested.
async fn beginnings_survive(tx: &mut SqliteConnection, pair: &Pair) {
    let guide = guides::find_newest(tx, pair.programme).await.unwrap().unwrap();
    assert_eq!((guide.version, guide.content.tools.len()), (Version(2), 1));
    let of = (pair.id, Side::Mentee);
    assert_eq!(first_weeks::list_ticked(tx, of).await.unwrap(), [Item::Guide].into());
    assert_eq!(first_weeks::find_shown(tx, of).await.unwrap(), [Item::Hours].into());
    let known = first_weeks::find_known(tx, (pair, Side::Mentor)).await.unwrap();
    assert!(known.contains(&Item::Hours) && known.contains(&Item::FirstReply), "{known:?}");
    let tip = tips::find(tx, (pair.mentee, Side::Mentee)).await.unwrap().unwrap();
    assert_eq!((tip.number, tip.on), (2, date(2026, 11, 16)));
    let suggested = asides::find(tx, AsideId(3)).await.unwrap().unwrap();
    assert_eq!(suggested.words.unwrap().expose(), "A book on naming.");
    let question = asides::find(tx, AsideId(2)).await.unwrap().unwrap();
    assert_eq!(question.words.unwrap().expose(), "How is it going?", "what hung on it before");
    assert!(journal::find_is_on(tx, pair.programme).await.unwrap());
    assert_eq!(journal::count(tx, pair.mentee).await.unwrap(), 1);
    let entry = journal::find(tx, EntryId(1)).await.unwrap().unwrap();
    assert_eq!(entry.words.expose(), "I asked early today.");
    let erased = journal::find_share(tx, ShareId(2)).await.unwrap().unwrap();
    assert_eq!(erased.state, ShareState::TakenBack);
}

/// What two people said looking back.
async fn reviews_survive(tx: &mut SqliteConnection, pair: PairId) {
    let open = reviews::find_open(tx, pair).await.unwrap().unwrap();
    assert_eq!(open.turn.begins_on, date(2026, 12, 7));
    let [part] = &reviews::list_said(tx, open.id).await.unwrap()[..] else { panic!() };
    assert!(!part.answers.is_whole());
    let [_, closed] = reviews::list(tx, pair, (5, 0)).await.unwrap()[..] else { panic!() };
    let said = reviews::list_said(tx, closed.id).await.unwrap();
    let gaps = review::gaps(review::whole(&said));
    assert_eq!((gaps.len(), gaps[0].mentor.get(), gaps[0].mentee.get()), (1, 5, 2));
    let confidence = reviews::list_confidence(tx, pair).await.unwrap();
    assert_eq!((confidence.len(), confidence[0].1[0].0.name()), (1, "Technical"));
}

/// What was arranged, said and kept of calls, and the actions that were copied for them.
async fn calls_survive(tx: &mut SqliteConnection, pair: PairId) {
    let call = calls::find(tx, CallId(2)).await.unwrap().unwrap();
    let purpose = |about: &About| about.purpose;
    assert_eq!(call.about.as_ref().map(purpose), Some(Purpose::Career));
    assert_eq!(call.offered_about().map(purpose), Some(Purpose::GoalReview), "not agreed yet");
    let source = Source::Reply(ReplyId(1));
    let [action] = &follow_ups::list(tx, source).await.unwrap()[..] else { panic!() };
    assert_eq!(action.words.expose(), "Read chapter four");
    let answered = follow_ups::list_answered(tx, Source::Checkin(CheckinId(1))).await.unwrap();
    assert_eq!(answered, [(action.clone(), Outcome::Still)], "with what became of it");
    let [action] = &follow_ups::list(tx, Source::Call(CallId(1))).await.unwrap()[..] else {
        panic!()
    };
    assert_eq!(action.words.expose(), "Try the other parser");
    let held = meetings::find(tx, Agreed { call: CallId(1), sequence: 0 }).await.unwrap();
    assert_eq!(held.happened(), Some(Happened::Held));
    assert_eq!(held.worth, OfBoth { mentor: Some(Worth::Call), mentee: Some(Worth::Written) });
    let missed = meetings::find(tx, Agreed { call: CallId(2), sequence: 1 }).await.unwrap();
    assert_eq!(missed.happened(), Some(Happened::NoShow(Side::Mentee)));
    let kept = meetings::find_notes(tx, CallId(1)).await.unwrap().unwrap();
    assert_eq!((kept.version, kept.view_id.as_str()), (1, "V1"));
    assert_eq!(kept.notes.words.unwrap().expose(), "The parser");
    assert_eq!(kept.notes.lasted, Some(Lasted::Thirty));
    let told = meetings::find_sign(tx, (pair, CallSign::Written)).await.unwrap().unwrap();
    assert_eq!(told.step, Some((CallStep::SkipNext, Side::Mentee)));
    let lisbon = Zones::bundled().find("Europe/Lisbon").unwrap();
    let held = meetings::list_held(tx, (pair, None), (&lisbon, 5)).await.unwrap();
    let [held] = &held[..] else { panic!("{held:?}") };
    assert_eq!((held.call, held.agenda), (CallId(1), Some(Has::Nothing)));
    let told = meetings::find_sign(tx, (pair, CallSign::Empty)).await.unwrap();
    assert_eq!(told.unwrap().call, held.call);
}
