//! A pair that is complete: the room hears it, the mentee takes their record along, and is asked whether they would mentor.

use insta::assert_snapshot;
use serde_json::json;

use trellis::sandbox::faults::Misbehaviour;

use crate::world::{World, a_good_week, calling::a_call, questioning::a_quick_one};

const LISBON: &str = "Europe/Lisbon";
const NEW_YORK: &str = "America/New_York";

/// Words that would like to be more than words.
const HOSTILE: &str = "<script>alert(1)</script> [go](javascript:alert) # *stars*";

/// A pair without a schedule any more, that has written something.
async fn seasoned() -> World {
    let world = World::with_a_growing_pair_on("2026-11-02T09:00:00Z", (LISBON, NEW_YORK)).await;
    world.until(LISBON, "2026-11-06 15:30").await;
    world.has_a_checkin(a_good_week()).await;
    world.has_a_question("quick", a_quick_one()).await;
    world.types(&world.ines, "/ask", "debug").await;
    world.types_into(&world.ines, "asked", "Why is it None?").await;
    world.presses_in_modal(&world.ines, "solved_writing").await;
    world.stage.workspace.close_all(&world.ines).await.unwrap();
    for who in [&world.ines, &world.noah] {
        world.types(who, "/mentor", "decide").await;
        let decided =
            json!({ "title": HOSTILE, "choice": "UTC.", "why": format!("{who} says so.") });
        world.sends(who, decided).await;
        world.stage.workspace.close_all(who).await.unwrap();
    }
    world.changes_the_file("update pairs set phase = 'ad_hoc'").await;
    world.until(NEW_YORK, "2026-11-10 10:00").await;
    world.everybody_reads();
    world
}

async fn graduates(world: &World) {
    world.presses_at_phase(&world.ines, "be_peers").await;
    world.minutes(2).await;
    assert!(world.sees(&world.noah, "be_peers"), "he is asked, too");
    world.presses(&world.noah, "be_peers").await;
    world.minutes(2).await;
}

#[tokio::test]
async fn two_who_both_say_so_go_on_as_peers_and_the_mentee_takes_the_record_along() {
    let world = seasoned().await;
    graduates(&world).await;
    assert_eq!(
        world.value("select ending from pairs where id = 1").await.as_deref(),
        Some("completed")
    );
    assert_snapshot!(world.in_room().last().unwrap(), @r"
        # You go on as peers
        @Inês and @Noah, from Mon 2 Nov 2026 to Tue 10 Nov 2026 you two were a pair. @Inês stands alone now, and you both said so. Well done, both of you.
        Check-ins: 1. Questions: 2; solved without help: 1. Calls: 0.
        I ask nothing more here. What stands here stays, and so does the room.
        ");
    let dm = |who: &str| {
        world.dm(who).into_iter().rfind(|it| it.contains("go on as peers")).unwrap_or_default()
    };
    assert_snapshot!(dm(&world.ines), @r"
        You and @Noah go on as peers. Your growth record comes here in two files, the same as a text and as a page: what you did and wrote, what you two aimed at and practised on, and of your mentor's own words only what was published. It is yours; I keep no copy of it. Everything you two wrote stays: `/checkin history`, `/mentor search`, App Home.
        [Send it again]
        ");
    assert_snapshot!(dm(&world.noah), @"You and @Inês go on as peers. That they don't need a mentor any more is what you two made of it. Nothing is owed, and everything you two wrote stays: `/mentor search`, App Home.");
    assert_snapshot!(world.last_dm(&world.lena), @"The pair of @Noah and @Inês is complete: both said that they go on as peers. What they wrote stays with the two of them.");
    let files = world.files_in_dm(&world.ines);
    assert_eq!(files.len(), 2);
    assert_snapshot!(files[0], @r"
        # The growth record of Inês Duarte

        **With**

        > Noah Reed

        From Mon 2 Nov 2026 to Tue 10 Nov 2026.

        ## In counts

        Check-ins written: 1

        Questions asked: 2, solved without help: 1

        Questions of others answered: 0

        Calls: 0

        ## Goals

        ### One bug fix alone

        Still open.

        **How we knew**

        > A fix of mine is merged\, and I found the way there myself\: where to look\, what to try\, whom to ask\.

        ## Decisions I wrote down

        ### \<script\>alert\(1\)\<\/script\> \[go\]\(javascript\:alert\) \# \*stars\*

        Fri 6 Nov 2026

        **Decided**

        > UTC\.

        **Because**

        > U000000001 says so\.
        ");
    assert!(files[1].contains("&lt;script&gt;alert(1)"), "{}", files[1]);
    assert!(!files[1].contains("<script"), "nothing in it does anything");
    assert!(
        files.iter().all(|file| !file.contains(&format!("{} says so", world.noah))),
        "his words are his"
    );
    // What they looked back at stays theirs to read.
    world.types(&world.ines, "/mentor", "review").await;
    assert!(
        world.modal(&world.ines).contains("== Looking back =="),
        "{}",
        world.modal(&world.ines)
    );
    world.closes(&world.ines).await;
    let home = world.home(&world.ines).await;
    assert!(home.contains("You and @Noah have been peers since Tue 10 Nov"), "{home}");
    world.ends_unread().await;
}

#[tokio::test]
async fn a_record_that_did_not_get_through_is_sent_again() {
    let world = seasoned().await;
    let place = "files.getUploadURLExternal";
    world.stage.workspace.misbehave(Misbehaviour::ErrorCode("file_uploads_disabled"), place, 2);
    graduates(&world).await;
    assert_eq!(world.files_in_dm(&world.ines).len(), 0);
    assert_snapshot!(world.last_dm(&world.ines), @r"
        Slack did not take your growth record, or did not say that it did. If a file of it is not here, have it sent again in a while.
        [Send it again]
        ");
    world.presses(&world.ines, "send_record").await;
    world.minutes(2).await;
    assert_eq!(world.files_in_dm(&world.ines).len(), 2);
    world.ends_unread().await;
}

#[tokio::test]
async fn a_call_that_ends_with_the_pair_was_called_off_by_nobody() {
    let world = seasoned().await;
    world.has_a_call(a_call("2026-11-11T15:00:00Z")).await;
    graduates(&world).await;
    world.until(NEW_YORK, "2026-11-11 09:30").await;
    let off = world.in_room().into_iter().find(|it| it.contains("because your pair"));
    assert_snapshot!(off.unwrap_or_default(), @"Your call of *Wed 11 Nov, 15:00* is off, because your pair has ended.");
    let kept = "select count(*) from call_changes";
    assert_eq!(world.value(kept).await.as_deref(), Some("0"), "no late notice is anybody's");
    world.ends_unread().await;
}

#[tokio::test]
async fn whoever_stands_alone_is_asked_once_whether_they_would_mentor_others() {
    let world = seasoned().await;
    graduates(&world).await;
    assert!(!world.sees(&world.ines, "would_mentor"), "not on the same day");
    world.until(LISBON, "2026-11-11 09:01").await;
    let (channel, ts) = world.find(&world.ines, "would_mentor").unwrap();
    assert_snapshot!(world.message_at(&channel, &ts), @r"
        # Would you like to mentor somebody?
        You know what helped you, and what would have. It takes about three hours a month, calls included. If you like, I tell a lead of the programme; before anything begins, you are asked again.
        [I'd like to mentor] [Not now] [Why am I seeing this?]
        ");
    world.presses(&world.ines, "would_mentor").await;
    world.minutes(2).await;
    assert_snapshot!(world.message_at(&channel, &ts), @r"
        # Would you like to mentor somebody?
        You would, and a lead of the programme hears of it.
        ");
    assert_snapshot!(world.last_dm(&world.lena), @"@Inês has completed their pair and would like to mentor somebody. `/mentor pair @mentor @mentee` asks two people.");
    world.days(60).await;
    let asked = world.ledger().await.into_iter().filter(|it| it.kind() == "mentor-asked");
    assert_eq!(asked.count(), 1);
    world.ends_unread().await;
}

#[tokio::test]
async fn not_now_is_quiet_and_one_alone_completes_nothing() {
    let world = seasoned().await;
    world.presses_at_phase(&world.ines, "be_peers").await;
    world.minutes(2).await;
    world.presses(&world.noah, "stay_as_we_are").await;
    assert_eq!(
        world.value("select state from pairs where id = 1").await.as_deref(),
        Some("active")
    );
    graduates(&world).await;
    world.until(LISBON, "2026-11-11 09:01").await;
    let lena = world.dm(&world.lena).len();
    world.presses(&world.ines, "not_as_mentor").await;
    world.minutes(2).await;
    assert!(!world.sees(&world.ines, "would_mentor"));
    assert_eq!(world.dm(&world.lena).len(), lena);
    world.ends_unread().await;
}

/// Inês is in a cohort whose channel is open.
async fn in_a_cohort(world: &World) -> String {
    let workspace = &world.stage.workspace;
    let channel = workspace.add_channel("autumn", &[&world.lena, workspace.bot_user()]);
    world.types(&world.lena, "/mentor", "cohort create").await;
    let filled = json!({ "name": "Autumn 2026", "starts_on": "2026-11-09", "channel": channel,
        "members": [world.ines] });
    world.sends(&world.lena, filled).await;
    workspace.close_all(&world.lena).await.unwrap();
    world.minutes(2).await;
    world.everybody_reads();
    channel
}

#[tokio::test]
async fn the_cohort_hears_of_it_once_both_want_that() {
    let world = seasoned().await;
    let channel = in_a_cohort(&world).await;
    graduates(&world).await;
    let there = || world.show(&world.stage.workspace.messages(&channel));
    assert_eq!(there().len(), 1, "it is not told unasked");
    world.presses(&world.noah, "tell_cohort").await;
    world.minutes(2).await;
    assert_eq!(there().len(), 1, "one of the two is not both");
    let asked = |who: &str| {
        world.dm(who).into_iter().rfind(|it| it.contains("go on as peers")).unwrap_or_default()
    };
    assert_snapshot!(asked(&world.noah), @r"
        You and @Inês go on as peers. That they don't need a mentor any more is what you two made of it. Nothing is owed, and everything you two wrote stays: `/mentor search`, App Home.
        You would like the cohort *Autumn 2026* to know. I tell it once @Inês wants that, too.
        ");
    assert_snapshot!(asked(&world.ines), @r"
        You and @Noah go on as peers. Your growth record comes here in two files, the same as a text and as a page: what you did and wrote, what you two aimed at and practised on, and of your mentor's own words only what was published. It is yours; I keep no copy of it. Everything you two wrote stays: `/checkin history`, `/mentor search`, App Home.
        [Send it again]
        @Noah would like the cohort *Autumn 2026* to know. I tell it once you want that, too.
        [Tell the cohort]
        ");
    world.presses(&world.ines, "tell_cohort").await;
    world.minutes(2).await;
    assert_snapshot!(there().last().unwrap(), @":seedling: @Inês stands alone now. The pair with @Noah is complete, and the two go on as peers; both wanted you to know.");
    assert!(asked(&world.ines).contains("hears of it, as you both wanted"));
    assert!(asked(&world.noah).contains("hears of it, as you both wanted"));
    assert_eq!(there().len(), 2);
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn a_cohort_that_is_over_by_then_is_told_nothing() {
    let world = seasoned().await;
    let channel = in_a_cohort(&world).await;
    graduates(&world).await;
    world.presses(&world.noah, "tell_cohort").await;
    world.stage.workspace.archive(&channel);
    world.minutes(2).await;
    world.presses(&world.ines, "tell_cohort").await;
    let told = world.whisper(&world.ines);
    assert!(told.starts_with("There is no cohort to tell any more"), "{told}");
    world.everybody_reads();
    world.ends().await;
}
