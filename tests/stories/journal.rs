//! The journal: written for oneself, read by nobody else, shared one entry at a time, and erased for good.

use insta::assert_snapshot;
use serde_json::json;
use trellis::{
    sandbox::{faults::Misbehaviour, people::NewPerson},
    slack::answer::Answer,
};

use crate::world::{World, evidence::Dump};

const LISBON: &str = "Europe/Lisbon";
const NEW_YORK: &str = "America/New_York";

/// Stands in what is written, so that it can be looked for.
const MARK: &str = "Kanarienvogel";

/// The tables in which words of these are written down.
async fn kept_in(world: &World, words: &str) -> Vec<String> {
    let dump: Dump = world.dump().await;
    let hex: String = words.to_lowercase().bytes().map(|byte| format!("{byte:02X}")).collect();
    let holds = |rows: &[String]| rows.iter().any(|row| row.contains(words) || row.contains(&hex));
    dump.iter().filter(|(_, rows)| holds(rows)).map(|(table, _)| table.clone()).collect()
}

async fn ends(world: World) {
    world.everybody_reads();
    world.ends_unread().await;
}

#[tokio::test]
async fn a_lead_turns_journals_on_and_nobody_is_told() {
    let world = World::with_a_pair().await;
    assert_snapshot!(world.opens_page(&world.ines, "journal").await, @"Your programme has no journals at the moment. A lead can turn them on with `/mentor journal`.");
    world.types(&world.lena, "/mentor", "journal").await;
    assert_snapshot!(world.modal(&world.lena), @r"
        == Journals ==
        A place to think in writing: what was hard, what to try, what to bring up. Nobody is asked to write, and nobody but its author reads a word or learns whether there is one; you don't, either.
        Journals: ____
        [[Save]]
        ");
    world.sends(&world.lena, json!({ "on": ["yes"] })).await;
    assert_snapshot!(world.modal(&world.lena), @r"
        == Journals ==
        Saved. `/mentor journal` opens it, for mentors and mentees alike. Nobody is told; the help shows it.
        ");
    world.stage.workspace.close_all(&world.lena).await.unwrap();
    world.days(2).await;
    assert!(world.reads(&world.ines).is_empty() && world.reads(&world.noah).is_empty());
    let empty = world.opens_page(&world.ines, "journal").await;
    assert_snapshot!(empty, @r"
        == Your journal ==
        Who reads it: only you. Whoever operates the server could read the file it is kept in.
        [Write]
        *Nothing is written yet.* A line is plenty: what was hard today, what you would like to try, what you want to bring up and don't know how.
        ");
    assert_eq!(world.opens_page(&world.noah, "journal").await, empty, "either side has one");
    let tom = world.joins(NewPerson::named("Tom Newman"));
    assert_snapshot!(world.opens_page(&tom, "journal").await, @"A journal is for mentors and mentees, and you are not in a pair yet. `/mentor help` shows what you can do.");
    world.ends().await;
}

#[tokio::test]
async fn what_is_written_is_its_authors_alone() {
    let world = World::with_journals().await;
    world.types(&world.ines, "/mentor", "journal").await;
    world.presses_in_modal(&world.ines, "write_entry").await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == Your journal ==
        Who reads it: only you. Whoever operates the server could read the file it is kept in.
        What is on your mind?*: ____
        While you write, this is kept as a draft that only you can read. It is deleted when you send it, or 30 days after your last change.
        [Save draft] [Start afresh]
        [[Save]]
        ");
    // What is being written is a draft of hers; once it is saved it stands in her journal and nowhere else.
    world.types_into(&world.ines, "words", &format!("I was afraid to ask, {MARK}.")).await;
    world.closes(&world.ines).await;
    world.minutes(1).await;
    assert_eq!(kept_in(&world, MARK).await, ["drafts"]);
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.types(&world.ines, "/mentor", "journal").await;
    assert!(world.modal(&world.ines).contains("[Go on writing]"));
    world.presses_in_modal(&world.ines, "write_entry").await;
    assert!(world.modal(&world.ines).contains(MARK), "{}", world.modal(&world.ines));
    world.sends(&world.ines, json!({})).await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == Your journal ==
        Saved, for you alone. `/mentor journal` opens it again.
        ");
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.minutes(1).await;
    assert_eq!(kept_in(&world, MARK).await, ["journal_entries"]);
    world.types(&world.ines, "/mentor", "journal").await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == Your journal ==
        Who reads it: only you. Whoever operates the server could read the file it is kept in.
        [Write]
        *One entry.*
        Mon 2 Nov
        I was afraid to ask, Kanarienvogel.
        [Open]
        [Erase everything]
        ");
    world.presses_in_modal(&world.ines, "open_entry").await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == Your journal ==
        What you wrote
        I was afraid to ask, Kanarienvogel.
        Written Mon 2 Nov, 14:01.
        [Edit] [Erase]
        [Share it with Noah Reed]
        Who reads it: only you. Whoever operates the server could read the file it is kept in.
        ");
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    // Nobody finds it, not even she does with her own search, and nobody opens it by its number.
    for who in [&world.ines, &world.noah, &world.lena] {
        let found = world.opens_page(who, &format!("search {MARK}")).await;
        assert!(!found.contains("afraid"), "{found}");
    }
    for who in [&world.noah, &world.lena] {
        for (action, value) in [
            ("open_entry", "1"),
            ("edit_entry", "1"),
            ("erase_entry", "1"),
            ("share_entry", "1>1"),
            ("journal", "3+0"),
            ("erase_journal", "3+0"),
            ("write_entry", "3"),
        ] {
            let told = world.presses_forged(who, action, value).await;
            assert!(told.starts_with("That's not yours"), "{action}: {told}");
        }
    }
    assert_eq!(kept_in(&world, MARK).await, ["journal_entries"], "it is still there");
    for (place, shown) in world.everything_shown() {
        let is_hers = place.contains(&world.ines);
        assert!(is_hers || !shown.to_string().contains("afraid"), "{place}");
    }
    ends(world).await;
}

#[tokio::test]
async fn it_is_changed_and_erased_for_good() {
    let world = World::with_journals().await;
    world.writes_entry(&world.ines, &format!("One, {MARK}.")).await;
    world.writes_entry(&world.ines, "Two.").await;
    // Empty and too long words are not taken.
    world.types(&world.ines, "/mentor", "journal").await;
    world.presses_in_modal(&world.ines, "write_entry").await;
    let form = world.form_left_open(&world.ines);
    for (words, problem) in [
        ("\u{200b}".to_owned(), "Write a few words here; one honest sentence is enough."),
        (
            "x".repeat(3001),
            "This is 1 characters too long (3001 of 3000). Nothing is lost: shorten it and send again.",
        ),
    ] {
        match world.sends_left_open(&world.ines, &form, &[("words", &words)]).await {
            Answer::FieldErrors(errors) => assert_eq!(errors["words"], problem),
            other => panic!("{other:?}"),
        }
    }
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.types(&world.ines, "/mentor", "journal").await;
    world.presses_in_modal_row(&world.ines, ("entry_1", "open_entry")).await;
    world.presses_in_modal(&world.ines, "edit_entry").await;
    world.sends(&world.ines, json!({ "words": "One, and calmer now." })).await;
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    assert!(!world.is_kept(MARK).await, "what it said before is overwritten");
    assert!(world.stands_in_the_file("calmer"));
    let told = world.presses_forged(&world.ines, "erase_entry", "1").await;
    assert_snapshot!(told, @r"
        == Your journal ==
        It is erased, and I keep nothing of it. If you had shared it, the message says that you took it back.
        ");
    assert!(!world.is_kept("calmer").await);
    for words in [MARK, "calmer"] {
        assert!(!world.stands_in_the_file(words), "nor is a byte of it left in the log");
    }
    let again = world.presses_forged(&world.ines, "erase_entry", "1").await;
    assert!(again.starts_with("That's not yours"), "erased twice: {again}");
    let told = world.presses_forged(&world.ines, "erase_journal", "3+0").await;
    assert_snapshot!(told, @r"
        == Your journal ==
        Your journal is empty, and I keep nothing of it. Where you had shared something, the message says that you took it back.
        ");
    let rows = world.value("select count(*) from journal_entries").await;
    assert_eq!(rows.as_deref(), Some("0"));
    ends(world).await;
}

#[tokio::test]
async fn a_form_sent_again_neither_doubles_an_entry_nor_brings_it_back() {
    let world = World::with_journals().await;
    world.types(&world.ines, "/mentor", "journal").await;
    world.presses_in_modal(&world.ines, "write_entry").await;
    let form = world.form_left_open(&world.ines);
    world.sends(&world.ines, json!({ "words": MARK })).await;
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    for _ in 0..2 {
        world.sends_left_open(&world.ines, &form, &[("words", MARK)]).await;
        let rows = world.value("select count(*) from journal_entries").await;
        assert_eq!(rows.as_deref(), Some("1"));
        let changed = world.value("select count(edited_at) from journal_entries").await;
        assert_eq!(changed.as_deref(), Some("0"), "the same words are no change");
    }
    // What was changed in another form since is not undone by the first one.
    world.types(&world.ines, "/mentor", "journal").await;
    world.presses_in_modal(&world.ines, "open_entry").await;
    world.presses_in_modal(&world.ines, "edit_entry").await;
    world.sends(&world.ines, json!({ "words": "Calmer." })).await;
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.sends_left_open(&world.ines, &form, &[("words", MARK)]).await;
    assert!(world.is_kept("Calmer.").await && !world.is_kept(MARK).await);
    world.presses_forged(&world.ines, "erase_entry", "1").await;
    world.sends_left_open(&world.ines, &form, &[("words", MARK)]).await;
    world.minutes(1).await;
    assert!(!world.is_kept(MARK).await);
    ends(world).await;
}

#[tokio::test]
async fn a_page_that_is_not_so_any_more_does_not_stay_underneath() {
    let world = World::with_journals().await;
    world.writes_entry(&world.ines, "One.").await;
    world.types(&world.ines, "/mentor", "journal").await;
    world.presses_in_modal(&world.ines, "open_entry").await;
    world.presses_in_modal(&world.ines, "edit_entry").await;
    world.sends(&world.ines, json!({ "words": "Two." })).await;
    assert!(world.modal(&world.ines).contains("Saved"));
    world.closes(&world.ines).await;
    assert_eq!(world.modal(&world.ines), "");
    world.types(&world.ines, "/mentor", "journal").await;
    world.presses_in_modal(&world.ines, "open_entry").await;
    world.presses_in_modal(&world.ines, "erase_entry").await;
    assert!(world.modal(&world.ines).contains("It is erased"));
    world.closes(&world.ines).await;
    assert_eq!(world.modal(&world.ines), "");
    ends(world).await;
}

#[tokio::test]
async fn two_hundred_entries_are_read_page_by_page() {
    let world = World::with_journals().await;
    let many = "insert into journal_entries (person_id, written_at, words)
        with recursive n (i) as (select 1 union all select i + 1 from n where i < 200)
        select 3, 1793600000000 + i * 86400000, 'Entry ' || i from n";
    world.changes_the_file(many).await;
    world.types(&world.ines, "/mentor", "journal").await;
    let first = world.modal(&world.ines);
    assert!(first.contains("*200 entries*") && first.contains("Entry 200\n"), "{first}");
    assert!(first.contains("Entry 191\n") && !first.contains("Entry 190\n"));
    let mut pages = 1;
    while world.modal(&world.ines).contains("[Older ones]") {
        world.presses_in_modal_row(&world.ines, ("older", "journal")).await;
        pages += 1;
    }
    assert_eq!(pages, 20);
    assert!(first.contains("2027\nEntry 200\n"), "another year says so: {first}");
    let last = world.modal(&world.ines);
    assert!(!last.contains("2026\nEntry 1\n"), "{last}");
    assert!(last.contains("Entry 1\n") && last.contains("[Newer ones]"), "{last}");
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    ends(world).await;
}

#[tokio::test]
async fn one_entry_is_shared_by_choice_and_taken_back_when_it_is_erased() {
    let world = World::with_journals().await;
    // It is night in New York.
    world.until(NEW_YORK, "2026-11-02 18:00").await;
    world.everybody_reads();
    world.writes_entry(&world.ines, &format!("I was afraid to ask, {MARK}.")).await;
    world.writes_entry(&world.ines, "Something else.").await;
    let page = world.presses_forged(&world.ines, "share_entry", "1>1").await;
    assert_snapshot!(page, @r"
        == Your journal ==
        What you wrote
        I was afraid to ask, Kanarienvogel.
        Written Mon 2 Nov, 23:00.
        On its way to @Noah, who gets it when their working day is open: Tue 3 Nov, 14:00.
        [Edit] [Erase]
        Who reads it: only you. Whoever operates the server could read the file it is kept in.
        ");
    let before = world.in_room().len();
    assert_eq!(kept_in(&world, MARK).await, ["journal_entries", "journal_shares"]);
    // Pressed twice it is shared once; and what is changed after that is not shared.
    world.presses_forged(&world.ines, "share_entry", "1>1").await;
    world.until(NEW_YORK, "2026-11-03 09:01").await;
    assert_eq!(world.in_room().len(), before + 1);
    assert_snapshot!(world.in_room().pop().unwrap(), @r"
        *@Inês shares something they wrote for themselves.*
        From their journal
        I was afraid to ask, Kanarienvogel.
        They chose to show you this one. No reply is owed; a line that you read it is worth a lot.
        ");
    assert_eq!(kept_in(&world, MARK).await, ["journal_entries"]);
    assert_snapshot!(world.presses_forged(&world.ines, "open_entry", "1").await, @r"
        == Your journal ==
        What you wrote
        I was afraid to ask, Kanarienvogel.
        Written Mon 2 Nov, 23:00.
        You shared it with @Noah on Mon 2 Nov, as it was then.
        [Edit] [Erase]
        Who reads it: only you. Whoever operates the server could read the file it is kept in.
        ");
    assert!(world.reads(&world.lena).is_empty());
    world.presses_forged(&world.ines, "erase_entry", "1").await;
    world.minutes(1).await;
    assert_eq!(world.in_room().len(), before + 1);
    assert_snapshot!(world.in_room().pop().unwrap(), @"@Inês took back what stood here.");
    assert!(!world.is_kept(MARK).await, "in no table");
    assert!(world.is_kept("Something else.").await, "the other one is still there");
    ends(world).await;
}

#[tokio::test]
async fn what_is_erased_before_it_arrives_never_arrives() {
    let world = World::with_journals().await;
    world.until(NEW_YORK, "2026-11-02 18:00").await;
    world.writes_entry(&world.ines, MARK).await;
    world.presses_forged(&world.ines, "share_entry", "1>1").await;
    world.presses_forged(&world.ines, "erase_journal", "3+0").await;
    let before = world.in_room().len();
    world.until(NEW_YORK, "2026-11-03 12:00").await;
    assert_eq!(world.in_room().len(), before);
    assert!(!world.is_kept(MARK).await);
    assert_snapshot!(world.not_sent().await.join("\n"), @r"
        journal/1: skipped taken back
        journal-refresh/1: skipped never posted
        ");
    ends(world).await;
}

#[tokio::test]
async fn without_a_room_it_comes_to_the_other_one_alone_and_is_taken_back_there() {
    let world = World::new().await;
    world.types(&world.lena, "/mentor", "pair @Noah Reed @Inês Duarte").await;
    world.presses(&world.ines, "join").await;
    world.until(NEW_YORK, "2026-11-02 09:00").await;
    let refusal = Misbehaviour::ErrorCode("restricted_action");
    world.stage.workspace.misbehave(refusal, "conversations.open", 1);
    world.presses(&world.noah, "join").await;
    world.gives_journals(true).await;
    world.everybody_reads();
    world.writes_entry(&world.noah, MARK).await;
    world.presses_forged(&world.noah, "share_entry", "1>1").await;
    world.minutes(1).await;
    assert!(world.last_dm(&world.ines).contains(MARK));
    assert!(!world.last_dm(&world.noah).contains(MARK), "he knows what he wrote");
    world.presses_forged(&world.noah, "erase_entry", "1").await;
    world.minutes(1).await;
    assert_eq!(world.last_dm(&world.ines), "@Noah took back what stood here.");
    assert!(!world.is_kept(MARK).await);
    ends(world).await;
}

#[tokio::test]
async fn whoever_is_in_no_running_pair_keeps_what_they_wrote_and_shares_nothing() {
    let world = World::with_journals().await;
    world.until(NEW_YORK, "2026-11-02 18:00").await;
    world.writes_entry(&world.ines, "Mine.").await;
    world.presses_forged(&world.ines, "share_entry", "1>1").await;
    world
        .changes_the_file(
            "update pairs set state = 'ended', closed_at = began_at, ending = 'early'",
        )
        .await;
    let told = world.presses_forged(&world.ines, "share_entry", "1>1").await;
    assert!(
        told.contains("has ended, so nothing has changed"),
        "shared after the pair ended: {told}"
    );
    let before = world.in_room().len();
    world.until(NEW_YORK, "2026-11-03 12:00").await;
    assert_eq!(world.in_room().len(), before, "what was on its way does not come");
    assert_snapshot!(world.opens_page(&world.ines, "journal").await, @r"
        == Your journal ==
        Who reads it: only you. Whoever operates the server could read the file it is kept in.
        You can't write here at the moment; what you wrote is yours to read and to erase.
        *One entry.*
        Mon 2 Nov
        Mine.
        [Open]
        [Erase everything]
        ");
    assert_snapshot!(world.presses_forged(&world.ines, "open_entry", "1").await, @r"
        == Your journal ==
        What you wrote
        Mine.
        Written Mon 2 Nov, 23:00.
        It could not be brought to @Noah, and I kept no copy of it for that.
        [Erase]
        Who reads it: only you. Whoever operates the server could read the file it is kept in.
        ");
    for (action, value) in [("write_entry", "3"), ("edit_entry", "1")] {
        let told = world.presses_forged(&world.ines, action, value).await;
        assert!(told.starts_with("That's not yours"), "{action}: {told}");
    }
    world.presses_forged(&world.ines, "erase_entry", "1").await;
    assert!(!world.is_kept("Mine.").await);
    ends(world).await;
}

#[tokio::test]
async fn turned_off_again_nobody_writes_and_everybody_keeps_theirs() {
    let world = World::with_journals().await;
    world.writes_entry(&world.noah, "Less telling.").await;
    world.types(&world.ines, "/mentor", "journal").await;
    world.presses_in_modal(&world.ines, "write_entry").await;
    world.types_into(&world.ines, "words", MARK).await;
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    world.minutes(1).await;
    world.gives_journals(false).await;
    let told = world.presses_forged(&world.noah, "share_entry", "1>1").await;
    assert!(told.starts_with("That's not yours"), "shared where there are no journals: {told}");
    let entry = world.presses_forged(&world.noah, "open_entry", "1").await;
    assert!(!entry.contains("Share it"), "{entry}");
    // Who only began something erases that, too, be it buried under other drafts.
    let others = "insert into drafts
        with recursive n (i) as (select 1 union all select i + 1 from n where i < 20)
        select person_id, 'reply', i, 'V', '{}', saved_at + 1 from drafts, n";
    world.changes_the_file(others).await;
    assert_snapshot!(world.opens_page(&world.ines, "journal").await, @r"
        == Your journal ==
        Who reads it: only you. Whoever operates the server could read the file it is kept in.
        You can't write here at the moment; what you wrote is yours to read and to erase.
        *No entries.* What you began and did not save is kept as a draft.
        [Erase everything]
        ");
    world.presses_forged(&world.ines, "erase_journal", "3+0").await;
    assert!(!world.is_kept(MARK).await && !world.stands_in_the_file(MARK));
    let read = world.opens_page(&world.noah, "journal").await;
    assert!(
        read.contains("You can't write here at the moment") && read.contains("Less telling."),
        "{read}"
    );
    assert!(
        world
            .opens_page(&world.ines, "journal")
            .await
            .starts_with("Your programme has no journals")
    );
    world.presses_forged(&world.noah, "erase_journal", "2+0").await;
    assert!(!world.is_kept("Less telling.").await);
    world.until(LISBON, "2026-11-03 10:00").await;
    ends(world).await;
}
