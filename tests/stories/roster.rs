//! A programme that begins with a spreadsheet: every line is looked at, all of them are taken or none, and each two are
//! asked as if a lead had proposed them one by one.

use trellis::sandbox::{
    faults::Misbehaviour,
    people::{NewPerson, Standing},
};

use crate::world::World;

/// A world in which people have e-mail addresses.
async fn world() -> World {
    let world = World::new().await;
    for name in ["ana", "bo", "cy", "dee"] {
        world.joins(
            NewPerson::named(name).zone("Europe/Lisbon").email(&format!("{name}@example.com")),
        );
    }
    world
}

#[tokio::test]
async fn everybody_of_a_roster_is_asked_once() {
    let mut world = world().await;
    let lena = world.lena.clone();
    let roster = format!(
        "\u{feff}Mentee,Cohort,MENTOR\r\n{},\"Autumn, 2026\",{}\r\n\r\nANA@example.com,,bo@example.com\r\n",
        world.ines, world.noah
    );
    let before = world.dump().await;
    assert_eq!(
        world.imports(&roster, &["--dry-run", "--lead", &lena]).await,
        (
            0,
            "2 pairs would be asked, each of the two in their own working hours. Whoever has a cohort is in it once their \
             pair begins; `/mentor cohort` gives each one its channel. Nothing has changed: this was a dry run."
                .to_owned()
        )
    );
    assert_eq!(world.dump().await, before);
    assert_eq!(
        world.imports(&roster, &["--lead", &lena]).await,
        (
            0,
            "pairs are proposed\n2 pairs are being asked: each of the two gets a message in their own working hours when \
             the bot runs again, and a pair begins when both have said yes. Whoever has a cohort is in it once their pair \
             begins; `/mentor cohort` gives each one its channel."
                .to_owned()
        )
    );
    let pairs = world.dump().await["pairs"].clone();
    assert_eq!(pairs.len(), 2);
    assert_eq!(
        world.imports(&roster, &["--lead", &lena]).await,
        (
            0,
            "There is nobody to ask. Left as they are, because the two are a pair or are being asked already: lines 2, 4."
                .to_owned()
        )
    );
    assert_eq!(world.dump().await["pairs"], pairs);
    world.minutes(1).await;
    let asked = world.reads(&world.ines);
    assert_eq!(asked.len(), 1);
    assert!(asked[0].contains("@Lena suggests @Noah as your mentor."), "{asked:?}");
    assert!(asked[0].contains("With it you would be in the cohort *Autumn, 2026*"), "{asked:?}");
    let standing =
        "select with_pair || coalesce(joined_at, ' not in') || coalesce(left_at > 0, ' not out')
        from cohort_members";
    assert_eq!(world.value(standing).await.as_deref(), Some("1 not in not out"));
    world.presses(&world.ines, "join").await;
    world.until("America/New_York", "2026-11-02 09:01").await;
    world.presses(&world.noah, "decline").await;
    let again = world.imports(&roster, &["--lead", &lena]).await;
    assert_eq!(
        again.1,
        "There is nobody to ask. Left as they are, because the two are a pair or are being asked already: line 4. Left as \
         they are, because the two were a pair before or one of them said no: line 2. `/mentor pair` asks them again."
    );
    let standing = world.value(standing).await.unwrap();
    assert_eq!(standing, "1 not in1", "no pair, no cohort");
    assert_eq!(world.dump().await["pairs"].len(), 2, "nobody who said no is asked again by a file");
    world.ends_unread().await;
}

#[tokio::test]
async fn every_bad_line_is_named_and_nothing_is_written() {
    let mut world = world().await;
    let lena = world.lena.clone();
    let guest = world.joins(NewPerson::named("Gil Guest").standing(Standing::Guest));
    let gone = world.joins(NewPerson::named("Gone").email("gone@example.com"));
    world.stage.workspace.deactivate(&gone).await.unwrap();
    let (bot, noah) = (world.stage.workspace.bot_user(), world.noah.clone());
    let roster = format!(
        "mentor,mentee,cohort,start\n\
         bo@example.com,ana@example.com,Autumn,2026-11-02\n\
         bo@example.com,ana@example.com,Autumn,2026-11-02\n\
         {noah},ana@example.com,,\n\
         {noah},{noah},,\n\
         =HYPERLINK(\"evil\"),+cy@example.com,@SUM(A1),-1\n\
         nobody@example.com,{gone},,\n\
         {bot},{guest},,2027-12-24\n\
         bo@example.com,cy@example.com,,2025-11-01\n\
         cy,,,soon\n\
         {noah},gone@example.com,,\n\
         U0NOBODY,cy@example.com,,\n"
    );
    let before = world.dump().await;
    let (code, said) = world.imports(&roster, &["--dry-run", "--lead", &lena]).await;
    assert_eq!(code, 1);
    insta::assert_snapshot!(said, @r"
        18 things in the roster are not right, so nothing has changed:
        - line 3: It says the same as line 2. Keep one of them.
        - line 4, mentee: Line 2 has another mentor for the same mentee. A mentee has one mentor at a time: keep one of the two.
        - line 5, mentee: It is the mentor again. A pair needs two different people.
        - line 6, mentor: It begins like a formula (=, +, -, @ or a tab), and a roster has none. Write the plain text.
        - line 6, mentee: It begins like a formula (=, +, -, @ or a tab), and a roster has none. Write the plain text.
        - line 6, cohort: It begins like a formula (=, +, -, @ or a tab), and a roster has none. Write the plain text.
        - line 6, start: It begins like a formula (=, +, -, @ or a tab), and a roster has none. Write the plain text.
        - line 7, mentor: Slack knows nobody by it in this workspace. Look for a slip, or use the member id.
        - line 7, mentee: The account is deactivated. Name somebody else, or take the line out.
        - line 8, mentor: It is a bot. Name a person.
        - line 8, mentee: It is a guest, and only members of this workspace can be in a pair. Name somebody else, or have them made a member.
        - line 8, start: The day is more than a year away. Correct it, or leave it empty.
        - line 9, start: The day is more than a year away. Correct it, or leave it empty.
        - line 10, mentor: It is no e-mail address and no member id. A member id stands in the person's Slack profile under ⋮ and looks like U012ABCDEF.
        - line 10, mentee: Nobody is named. Write their e-mail address or their member id (U…).
        - line 10, start: It is no day. Write it like 2026-11-30, or leave it empty.
        - line 11, mentee: Slack knows nobody by it in this workspace. Look for a slip, or use the member id.
        - line 12, mentee: Line 9 has another mentor for the same mentee. A mentee has one mentor at a time: keep one of the two.
        The other lines are fine: 1 pair would be asked.
        ");
    assert_eq!(world.imports(&roster, &["--lead", &lena]).await, (1, said));
    assert_eq!(world.dump().await, before);
    world.ends().await;
}

#[tokio::test]
async fn a_pair_with_a_day_begins_on_it() {
    let mut world = world().await;
    let (lena, ines, noah) = (world.lena.clone(), world.ines.clone(), world.noah.clone());
    let roster = format!("mentor,mentee,start\n{noah},{ines},2026-11-12\n");
    let (code, said) = world.imports(&roster, &["--lead", &lena]).await;
    assert_eq!(code, 0, "{said}");
    world.until("America/New_York", "2026-11-02 09:01").await;
    let asked = world.reads(&ines);
    let day = "If you both say yes, you begin on Thu 12 Nov 2026 at the earliest:";
    assert!(asked[0].contains(day), "{asked:?}");
    world.presses(&ines, "join").await;
    world.presses(&noah, "join").await;
    assert_eq!(
        world.last_dm(&ines),
        "You and @Noah are both in. You begin on Thu 12 Nov 2026; I'll open a room for the two of you then and say hello \
         there.\n[I can't after all]"
    );
    world.until("Europe/Lisbon", "2026-11-11 23:59").await;
    assert_eq!(world.value("select state from pairs").await.unwrap(), "proposed");
    assert_eq!(world.room(), None);
    world.until("Europe/Lisbon", "2026-11-12 00:01").await;
    assert_eq!(world.value("select state from pairs").await.unwrap(), "active");
    assert!(world.reads(&lena).is_empty(), "nobody is told at night");
    world.until("Europe/Berlin", "2026-11-12 09:01").await;
    let told = world.reads(&lena);
    assert!(told[0].contains("the first check-in on Fri 13 Nov, 15:00"), "{told:?}");
    world.until("Europe/Lisbon", "2026-11-12 15:00").await;
    assert!(world.room().is_some());
    world.ends_unread().await;
}

#[tokio::test]
async fn whoever_cannot_after_all_says_so_before_the_day() {
    let mut world = world().await;
    let (lena, ines, noah) = (world.lena.clone(), world.ines.clone(), world.noah.clone());
    let roster = format!("mentor,mentee,start\n{noah},{ines},2026-11-12\n");
    world.imports(&roster, &["--lead", &lena]).await;
    world.until("America/New_York", "2026-11-02 09:01").await;
    for who in [&ines, &noah] {
        world.presses(who, "join").await;
    }
    world.everybody_reads();
    world.presses(&noah, "decline").await;
    assert_eq!(world.reads(&ines).len(), 1, "the other one is told");
    assert!(world.reads(&lena)[0].contains("won't be a pair"));
    world.until("Europe/Lisbon", "2026-11-13 12:00").await;
    assert_eq!(world.value("select state from pairs").await.unwrap(), "declined");
    world.ends().await;
}

#[tokio::test]
async fn a_mentor_is_not_filled_beyond_what_one_takes_here() {
    let mut world = world().await;
    let lena = world.lena.clone();
    world.types(&lena, "/mentor", "pair @Noah Reed @Inês Duarte").await;
    world.everybody_reads();
    let noah = world.noah.clone();
    let roster = format!(
        "mentor,mentee\n{noah},ana@example.com\n{noah},bo@example.com\ncy@example.com,{}\n",
        world.ines
    );
    let (code, said) = world.imports(&roster, &["--lead", &lena]).await;
    assert_eq!(code, 1);
    insta::assert_snapshot!(said, @r"
        2 things in the roster are not right, so nothing has changed:
        - line 3, mentor: With the lines before, they would have more than 2 mentees, which is the most one mentor takes on here. Choose another mentor.
        - line 4, mentee: They have another mentor already, or are being asked about one. Take the line out; `/mentor rematch` in Slack finds another mentor.
        The other lines are fine: 1 pair would be asked.
        ");
    assert_eq!(world.dump().await["pairs"].len(), 1);
    world.ends_unread().await;
}

#[tokio::test]
async fn what_stands_in_the_way_is_said() {
    let mut world = world().await;
    let (lena, ines) = (world.lena.clone(), world.ines.clone());
    let roster = "mentor,mentee\nana@example.com,bo@example.com\n";
    let before = world.dump().await;
    for (file, more, expected) in [
        (roster, &[][..], "Somebody has to propose the pairs."),
        (roster, &["--lead", "lena"], "--lead needs the e-mail address or the member id of a lead"),
        (roster, &["--lead", "U0NOBODY"], "Slack knows nobody by the name of the lead"),
        (roster, &["--lead", &ines], "Whoever proposes the pairs must be a lead"),
        ("", &["--lead", &lena], "There is no pair in the file."),
        ("mentor;mentee\n", &["--lead", &lena], "The first line must name the columns"),
        ("mentor,mentee,pay\n", &["--lead", &lena], "The first line names a column that a roster"),
    ] {
        let (code, said) = world.imports(file, more).await;
        assert_eq!(code, 1, "{said}");
        assert!(said.starts_with(expected), "{said}");
    }
    let workspace = world.stage.workspace.clone();
    workspace.misbehave(Misbehaviour::ErrorCode("missing_scope"), "users.lookupByEmail", 1);
    let (code, said) = world.imports(roster, &["--lead", &lena]).await;
    assert_eq!(code, 1);
    assert!(said.contains("it lacks the scope users:read.email. Give it the scopes of"), "{said}");
    workspace.misbehave(Misbehaviour::ErrorCode("account_inactive"), "users.lookupByEmail", 1);
    let (_, said) = world.imports(roster, &["--lead", &lena]).await;
    assert!(said.starts_with("Slack does not say who people are (account_inactive)"), "{said}");
    assert_eq!(world.dump().await, before);
    world.ends().await;
}

#[tokio::test]
async fn slack_is_asked_as_slowly_as_it_wants() {
    let mut world = world().await;
    let lena = world.lena.clone();
    let workspace = world.stage.workspace.clone();
    workspace.misbehave(Misbehaviour::ServerError(500), "users.lookupByEmail", 1);
    let (code, said) =
        world.imports("mentor,mentee\nana@example.com,bo@example.com\n", &["--lead", &lena]).await;
    assert_eq!(code, 0, "{said}");
    assert_eq!(workspace.calls("users.lookupByEmail"), 3, "each once, and once again");
    world.ends_unread().await;
}
