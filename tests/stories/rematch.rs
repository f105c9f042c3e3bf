//! Another mentor: asked for in confidence, suggested by a lead, and begun when the mentee and the new mentor have both
//! said yes.
//!
//! Everybody is in Lisbon, Lena in Berlin and Noah in New York.

use insta::assert_snapshot;
use serde_json::json;
use trellis::sandbox::{acting::Submitted, people::NewPerson};

use crate::world::World;

const LISBON: &str = "Europe/Lisbon";
const MARK: &str = "Kanarienvogel";

/// What is shown, with Mia's name for her id.
fn named(mia: &str, texts: &[String]) -> String {
    texts.join("\n\n").replace(mia, "Mia")
}

#[tokio::test]
async fn from_a_wish_to_another_mentor() {
    let world = World::with_a_pair().await;
    let mia = world.has_mia();
    world.until(LISBON, "2026-11-03 10:00").await;
    world.types(&world.ines, "/mentor", "rematch").await;
    assert_snapshot!(world.modal(&world.ines), @r"
        == Another pair ==
        Changing is a normal part of mentorship, and asking ends nothing: nothing changes until a lead has found somebody and both the mentee and the new mentor have said yes.
        What comes closest?*: ____
        For the leads only, if you like: ____
        *Who reads it:* @Lena, with your name on it, and nobody else. The other one of your pair is not told that you asked; they are told when somebody is suggested. It is in no record and no search, and I delete your words, here and in my message to the leads, once this is settled.
        [[Ask the leads]]
        ");
    let wish = json!({ "closest": "time", "words": format!("Our hours never meet, {MARK}.") });
    world.sends_well(&world.ines, wish).await;
    assert_snapshot!(named(&mia, &world.reads(&world.ines)), @r"
        Thank you for saying it. Your wish is on its way to the leads.
        • @Lena gets it now.
        You and @Noah go on as before meanwhile, and they are not told that you asked. When a lead has found somebody, I tell you.
        [Never mind]
        ");
    assert_snapshot!(named(&mia, &world.reads(&world.lena)), @r"
        *@Inês would like another mentor* than @Noah, and asked me in confidence to tell the leads.
        What comes closest: _We find too little time in common_
        In their words
        Our hours never meet, Kanarienvogel.
        [Suggest a mentor] [Close it]
        @Noah has not been told. Nothing changes before the mentee and the new mentor have both said yes.
        ");
    assert!(world.reads(&world.noah).is_empty(), "it was asked in confidence");

    world.presses(&world.lena, "suggest_mentor").await;
    assert_snapshot!(world.modal(&world.lena), @r"
        == Suggest a mentor ==
        @Inês is in a pair with @Noah. Whom do you suggest instead?
        The new mentor*: ____
        I ask the new mentor and @Inês, and tell @Noah, each inside their own working hours. Nothing changes before the first two have both said yes. You see who has answered, and never what anybody wrote.
        [[Ask them]]
        ");
    world.sends_well(&world.lena, json!({ "suggested": mia })).await;
    assert_snapshot!(named(&mia, &world.reads(&world.lena)), @r"
        *You suggest @Mia as the mentor of @Inês.* I ask each of them inside their own working hours, and tell @Noah, too.
        • @Mia has not answered yet
        • @Inês has not answered yet
        [Take it back]
        Nothing changes before both have said yes. I tell you what became of it.
        ");
    assert_snapshot!(named(&mia, &world.reads(&mia)), @r"
        # Would you like to be a mentor?
        @Lena suggests you as the mentor of @Inês, who has been in the programme for a while and may go on with somebody new. If you both say yes:
        • once a week @Inês writes a short check-in, and I bring it to you when your working day is open
        • you answer in writing within two working days; days you don't work don't count
        • in all it takes about three hours a month, calls included
        I only write to you Mon-Fri 09:00-17:00 (Europe/Lisbon). @Inês decides what they bring along; nothing else of what they wrote before is shown to you. What you two write is read by you two; leads see that something was written and when, never the words. You can stop at any time.
        [I'm in] [No, thanks]
        ");
    assert_snapshot!(named(&mia, &world.reads(&world.ines)), @r"
        # Another mentor?
        @Lena suggests @Mia as your mentor from now on, in place of @Noah. It's yours to decide: nothing changes before you and @Mia have both said yes, and if you'd rather stay, everything stays as it is.
        [Yes, this mentor…] [No, I'll stay]
        With a yes you choose what @Mia may see of what is there so far; nothing is chosen for you. @Noah has been told that somebody is suggested. Leads see that you answered, never what you bring along.
        ");
    assert!(world.reads(&world.noah).is_empty(), "it is night in New York");
    world.until("America/New_York", "2026-11-03 09:00").await;
    assert_snapshot!(named(&mia, &world.reads(&world.noah)), @r"
        *@Lena suggests that @Inês goes on with @Mia.* That is a normal step in mentorship, and nobody is to blame for it. Nothing changes before @Inês and @Mia have both said yes; until then you two go on as before.
        One question: if @Inês brings their check-ins along, may @Mia read your replies to them, too? If you say nothing, they stay with you two.
        [Yes, they may] [No]
        ");

    world.presses(&mia, "join_rematch").await;
    assert_snapshot!(named(&mia, &world.dm(&mia)), @"You're in. I'll tell you as soon as @Inês has decided, too.");
    world.presses(&world.ines, "take_mentor").await;
    assert_snapshot!(named(&mia, &[world.modal(&world.ines)]), @r"
        == Another mentor ==
        As soon as you and @Mia have both said yes, your pair with @Noah ends in good order, and the one with @Mia begins.
        You two have written nothing yet that you could bring along, so you begin afresh.
        [[Yes, this mentor]]
        ");
    world.sends_well(&world.ines, json!({})).await;

    assert_snapshot!(named(&mia, &[world.last_dm(&world.ines)]), @"You and @Mia are a pair now. I'll open a room for the two of you and say hello there.");
    assert_snapshot!(named(&mia, &world.reads(&world.noah)), @"*@Inês goes on with @Mia from now on.* Thank you for the way you two went together: it is part of what @Inês can do today. Your pair ends in good order; I ask neither of you for anything more in it, and what you two wrote stays readable for both with `/checkin history`. You have a place for another mentee whenever you like; a lead can start that.");
    assert_snapshot!(named(&mia, &world.reads(&world.lena)), @"@Mia and @Inês have both said yes and are a pair now. The one with @Noah has ended in good order.");
    assert_snapshot!(named(&mia, &world.in_room_with(&mia)), @r"
        # Welcome to your room
        Hello @Inês and @Mia. This room is for the two of you.
        *What happens here.* I'll ask @Inês for the first check-in on Fri 6 Nov, 15:00. It is posted here as a thread as soon as @Mia's working day is open, and @Mia answers in that thread, with the form or by simply writing. Everything stays findable with `/mentor search`.
        You two read what is written here, and nobody else. Leads see that something was written and when, never the words. Whoever operates this server could read its database.
        ");
    let pairs = "select group_concat(state || '/' || coalesce(ending, '-') || '/' || phase, ' ') from pairs";
    assert_eq!(world.value(pairs).await.unwrap(), "ended/early/weekly active/-/weekly");
    assert!(!world.is_kept(MARK).await, "the words for the leads are deleted");
    assert!(!world.dm(&world.lena).join("").contains(MARK), "from the leads' messages, too");

    // The new one lives as every pair does, and nothing is asked in the old one.
    let before = world.in_room().len();
    world.until(LISBON, "2026-11-06 15:00").await;
    assert!(world.sees(&world.ines, "write_checkin"));
    world.days(21).await;
    assert_eq!(world.in_room().len(), before, "nothing comes to the old room any more");
    world.reads(&mia);
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn the_other_one_may_ask_too_and_learns_of_nobodys_wish() {
    let world = World::with_a_pair().await;
    world.until(LISBON, "2026-11-03 15:00").await;
    world.wishes_for_another(&world.ines, "").await;
    world.wishes_for_another(&world.noah, "I change jobs.").await;
    let (wishes, receipt) = (world.reads(&world.lena), world.reads(&world.noah).join("\n"));
    assert_eq!(wishes.len(), 2, "each wish is one message");
    assert!(receipt.starts_with("Thank you for saying it."), "{receipt}");
    assert!(!receipt.contains("already"));
    assert_eq!(
        world.types(&world.noah, "/mentor", "rematch").await,
        "You've asked already, and the leads have it; I tell you when somebody is suggested. *Never mind*, under my \
         receipt, takes it back."
    );
    world.presses(&world.noah, "close_rematch").await;
    let shown = world.dm(&world.lena);
    assert!(shown.iter().any(|it| it.contains("has taken it back")), "{shown:?}");
    assert!(world.sees(&world.lena, "suggest_mentor"), "Inês's wish stands");
    assert!(!world.is_kept("I change jobs.").await);
    let noahs = world.reads(&world.noah).join("\n");
    assert!(noahs.contains("is closed, so you and @Inês go on as before"), "{noahs}");
    // Whoever changes their mind once more is heard once more.
    world.wishes_for_another(&world.noah, "I do change jobs.").await;
    assert!(world.reads(&world.noah).join("\n").starts_with("Thank you for saying it."));
    let shown = world.dm(&world.lena);
    assert!(shown.last().unwrap().contains("I do change jobs."), "{shown:?}");
    assert_eq!(shown.iter().filter(|it| it.contains("has taken it back")).count(), 1, "{shown:?}");
    world.presses(&world.noah, "close_rematch").await;
    assert_eq!(world.reads(&world.noah).join("\n"), noahs);
    world.reads(&world.ines);
    world.presses(&world.ines, "close_rematch").await;
    let told = world.reads(&world.ines).join("\n");
    assert_eq!(told.replace("@Noah", "@Inês"), noahs, "nobody learns whether the other one asked");
    assert!(!world.sees(&world.lena, "suggest_mentor"));
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn who_is_in_two_pairs_says_which_and_a_lead_in_the_other_one_is_no_obstacle() {
    let mut world = World::with_a_pair().await;
    let ada = NewPerson::named("Ada Admin").zone(LISBON).admin();
    let ada = world.mentors_too(ada, "Ada Admin").await;
    world.until("America/New_York", "2026-11-05 10:00").await;
    world.everybody_reads();
    assert_snapshot!(world.types(&world.noah, "/mentor", "rematch").await, @r"
        About which of your pairs would you like to ask the leads?
        [Inês Duarte]
        [Ada Admin]
        ");
    assert_eq!(world.presses_stale(&world.noah, "ask_rematch", "1").await, "");
    assert!(
        world.modal(&world.noah).replace(&ada, "Ada").contains("*Who reads it:* @Lena and @Ada")
    );
    world.stage.workspace.close_all(&world.noah).await.unwrap();
    assert_eq!(world.presses_stale(&world.noah, "ask_rematch", "2").await, "");
    assert!(world.modal(&world.noah).contains("*Who reads it:* @Lena, with your name on it"));
    world.sends_well(&world.noah, json!({ "closest": "time" })).await;
    let told = world.reads(&world.lena).join("\n").replace(&ada, "Ada");
    assert!(told.contains("*@Noah would like @Ada to have another mentor*"), "{told}");
    assert!(!world.dm(&ada).join("\n").contains("another pair"), "it is about her");
    world.reads(&world.noah);
    world.ends_unread().await;
}

#[tokio::test]
async fn a_lead_may_suggest_themselves() {
    let world = World::with_a_pair().await;
    let lena = world.lena.clone();
    world.until(LISBON, "2026-11-03 15:00").await;
    world.has_suggested(&lena).await;
    world.everybody_reads();
    world.presses(&world.ines, "stay_with_mentor").await;
    assert_eq!(world.reads(&lena), Vec::<String>::new(), "she had said nothing to be thanked for");
    assert_eq!(world.last_dm(&lena), "This suggestion is closed, and nothing more comes of it.");
    world.has_suggested(&lena).await;
    world.everybody_reads();
    world.takes_the_mentor(&[]).await;
    world.presses(&lena, "join_rematch").await;
    world.minutes(5).await;
    assert_eq!(
        world.last_dm(&lena),
        "You and @Inês are a pair now. I'll open a room for the two of you and say hello there."
    );
    assert!(!world.dm(&lena).join("\n").contains("doesn't start"));
    assert!(world.in_room_with(&lena)[0].contains("Welcome to your room"));
    world.everybody_reads();
    world.ends().await;
}

#[tokio::test]
async fn a_lead_begins_without_being_asked_and_takes_it_back() {
    let world = World::with_a_pair().await;
    let mia = world.has_mia();
    world.until(LISBON, "2026-11-03 15:00").await;
    world.has_suggested(&mia).await;
    world.everybody_reads();
    world.reads(&mia);
    world.presses(&mia, "join_rematch").await;
    assert!(world.last_dm(&world.lena).contains("has said yes"), "{}", world.last_dm(&world.lena));
    world.presses(&world.lena, "take_back_suggestion").await;
    assert_snapshot!(named(&mia, &world.reads(&mia)), @"Thank you for saying yes. This pair doesn't start: a lead has taken the suggestion back. It says nothing about you, and there is nothing to do.");
    assert_snapshot!(named(&mia, &world.reads(&world.noah)), @"Nothing comes of the suggestion that @Inês goes on with @Mia. You two go on as before.");
    assert_eq!(
        world.reads(&world.ines),
        Vec::<String>::new(),
        "who has not answered sees it there"
    );
    let closed = "This suggestion is closed, and nothing more comes of it.";
    assert_eq!(world.last_dm(&world.ines), closed);
    let settled = "This suggestion has been settled already, so nothing has changed.";
    for (who, action) in [
        (&mia, "join_rematch"),
        (&mia, "decline_rematch"),
        (&world.ines, "take_mentor"),
        (&world.ines, "stay_with_mentor"),
        (&world.noah, "let_replies_travel"),
        (&world.noah, "keep_replies"),
        (&world.lena, "take_back_suggestion"),
    ] {
        assert_eq!(world.presses_stale(who, action, "1+1").await, settled, "{action}");
    }
    assert_eq!(world.value("select state from pairs").await.unwrap(), "active");
    world.ends().await;
}

#[tokio::test]
async fn a_mentee_stays_and_nobody_is_hurt() {
    let world = World::with_a_pair().await;
    let mia = world.has_mia();
    world.until(LISBON, "2026-11-03 15:00").await;
    world.has_suggested(&mia).await;
    world.presses(&mia, "join_rematch").await;
    world.everybody_reads();
    world.reads(&mia);
    world.presses(&world.ines, "stay_with_mentor").await;
    let told = [&mia, &world.noah, &world.lena].map(|who| named(&mia, &world.reads(who)));
    assert_snapshot!(told.join("\n\n"), @r"
        Thank you for saying yes. This pair doesn't start: @Inês goes on with their mentor. It says nothing about you, and there is nothing to do.

        @Inês stays with you, so nothing has changed and you two go on as before. If you can't, tell the leads with `/mentor rematch`.

        @Mia and @Inês won't be a pair: @Inês stays with @Noah. There is nothing more to do.
        ");
    // Another day somebody else may be suggested.
    assert_eq!(world.suggests(&world.lena, &mia).await, Submitted::Closed);
    world.presses(&mia, "decline_rematch").await;
    let told = [&world.noah, &world.lena].map(|who| named(&mia, &world.reads(who)));
    assert_snapshot!(told.join("\n\n"), @r"
        This suggestion is closed, and nothing more comes of it.

        Nothing comes of the suggestion that @Inês goes on with @Mia. You two go on as before.

        This suggestion is closed, and nothing more comes of it.

        @Mia and @Inês won't be a pair: @Mia can't take this on at the moment. @Inês and @Noah go on as before.
        [Suggest a mentor]
        ");
    world.reads(&mia);
    world.everybody_reads();
    world.ends().await;
}
