//! Files that are rosters, files that are none, and what becomes of their lines.

use super::*;
use crate::domain::{ids::PersonId, person::Account};
use std::collections::HashMap;

fn shown(file: &str) -> Vec<String> {
    let roster = read(file.as_bytes()).unwrap();
    let who = |named: &Named| match named {
        Named::Email(email) => email.expose().to_owned(),
        Named::Member(user) => user.to_string(),
    };
    let good = roster.rows.iter().map(|row| {
        let cohort = row.cohort.as_ref().map_or("-", CohortName::as_str);
        let start = row.start.map_or("-".to_owned(), |day| day.to_string());
        format!("{} {} {} {cohort} {start}", row.line, who(&row.mentor), who(&row.mentee))
    });
    good.chain(roster.bad.iter().map(bad)).collect()
}

fn bad(it: &BadLine) -> String {
    let column = it.column.map_or("-", Column::as_str);
    format!("{} {column} {:?}", it.number, it.problem)
}

#[test]
fn marks_line_ends_quotes_and_any_order_of_columns_are_fine() {
    let file = "\u{feff}Start,MENTEE, Mentor ,cohort\r\n2026-11-30,Ines@Example.com,U0NOAH,\"Autumn, 2026\"\r\n\r\n\
                ,W0BO,noah@example.com,\r\n,,,\r\n";
    assert_eq!(
        shown(file),
        ["2 U0NOAH ines@example.com Autumn, 2026 2026-11-30", "4 noah@example.com W0BO - -",]
    );
    assert_eq!(shown("mentor,mentee\nU1,U2"), ["2 U1 U2 - -"], "cohort and start may be left out");
}

#[test]
fn everything_wrong_in_every_line_is_named() {
    let long = "x".repeat(61);
    let file = format!(
        "mentor,mentee,cohort,start\nnoah,,,tomorrow\n=U1,+U2,-x,@y\nU1,U2,{long},2026-13-01\nU1,U2,\"a\nb\",30.11.2026\n\
         U1,U2,,,,\nU1,a@b,,2026-11-30T09:00\n\"\tU1\",\" =U2\",,\nU1,U2,fine,2026-11-30\n"
    );
    assert_eq!(
        shown(&file),
        [
            "10 U1 U2 fine 2026-11-30",
            "2 mentor NotAPerson",
            "2 mentee Blank",
            "2 start NotADay",
            "3 mentor Formula",
            "3 mentee Formula",
            "3 cohort Formula",
            "3 start Formula",
            "4 cohort CohortTooLong(61)",
            "4 start NotADay",
            "5 cohort CohortLines",
            "5 start NotADay",
            "7 - Cells(6)",
            "8 mentee NotAPerson",
            "8 start NotADay",
            "9 mentor Formula",
            "9 mentee Formula",
        ]
    );
    let latin = b"mentor,mentee,cohort\nU1,U2,Fa\xe7ade\n";
    assert_eq!(read(latin).unwrap().bad[0].problem, Problem::NotUtf8);
}

#[test]
fn what_is_no_roster_says_so() {
    for (file, problem) in [
        (&b""[..], FileProblem::Empty),
        (b"\xef\xbb\xbf\r\n", FileProblem::Empty),
        (b"U1,U2\n", FileProblem::NoHeader),
        (b"mentor;mentee\nU1;U2\n", FileProblem::NoHeader),
        (b"mentor,cohort\nU1,x\n", FileProblem::NoHeader),
        (b"mentor,mentee,salary,\nU1,U2,1,\n", FileProblem::UnknownColumns(2)),
        (b"mentor,mentee,Mentor\n", FileProblem::Twice(Column::Mentor)),
        (b"mentor,mentee\n\n,\n", FileProblem::Empty),
    ] {
        assert_eq!(read(file), Err(problem));
    }
    assert_eq!(read(&vec![b' '; LARGEST + 1]), Err(FileProblem::TooLarge));
}

#[test]
fn five_thousand_lines_are_taken_and_no_more() {
    let line = |n: usize| format!("mentor{n}@example.com,mentee{n}@example.com\r\n");
    let file: String =
        std::iter::once("mentor,mentee\r\n".to_owned()).chain((0..MOST).map(line)).collect();
    let roster = read(file.as_bytes()).unwrap();
    assert_eq!((roster.rows.len(), roster.bad.len()), (MOST, 0));
    assert_eq!(roster.rows.last().unwrap().line, MOST + 1);
    let judged = judge(&roster.rows, &HashMap::new(), 2);
    assert_eq!(judged.bad.len(), 2 * MOST, "nobody is known");
    assert_eq!(read((file + &line(MOST)).as_bytes()), Err(FileProblem::TooMany));
}

#[test]
fn an_address_is_not_shown() {
    let email = Email::parse(" Noah@Example.COM ").unwrap();
    assert_eq!(format!("{:?} {}", email, email.expose()), "Email(…) noah@example.com");
    for no in ["", "noah", "@example.com", "noah@", "noah@host", "a b@c.de", "a@b@c.de", "a@.de"] {
        assert_eq!(Email::parse(no), None, "{no}");
    }
}

fn found(user: &str, account: Account) -> (Named, Found) {
    let found = Found {
        user: user.into(),
        account,
        today: "2026-11-22".parse().unwrap(),
        person: None,
        mentor: None,
        mentors_before: Vec::new(),
        mentees: 0,
        cohort: None,
    };
    (Named::Member(user.into()), found)
}

fn fates(file: &str, known: HashMap<Named, Found>) -> Vec<String> {
    let judged = judge(&read(file.as_bytes()).unwrap().rows, &known, 2);
    let good = judged.good.iter().map(|(line, fate)| match fate {
        Fate::Asked { mentor, mentee, starts_on: None, .. } => format!("{line} {mentor} {mentee}"),
        Fate::Asked { mentor, mentee, starts_on: Some(day), .. } => {
            format!("{line} {mentor} {mentee} {day}")
        }
        Fate::There | Fate::Before => format!("{line} {fate:?}"),
    });
    good.chain(judged.bad.iter().map(bad)).collect()
}

#[test]
fn of_two_lines_that_cannot_both_be_the_first_one_stands() {
    let mut known: HashMap<Named, Found> =
        ["UA", "UB", "U1", "U2", "U3", "U4"].map(|it| found(it, Account::Member)).into();
    let again = known[&Named::Member("U1".into())].clone();
    known.insert(Named::parse("one@example.com").unwrap(), again);
    let file = "mentor,mentee\nUA,U1\nUA,U1\nUB,one@example.com\nUA,U2\nUA,U3\nUB,U4\nU4,UB\nUB,UB\nU9,U9\n\
                U9,x@example.com\nU9,x@example.com\n";
    assert_eq!(
        fates(file, known),
        [
            "2 UA U1",
            "5 UA U2",
            "7 UB U4",
            "8 U4 UB",
            "3 - SameAs(2)",
            "4 mentee TwoMentors(2)",
            "6 mentor AtCapacity(2)",
            "9 mentee SamePerson",
            "10 mentee SamePerson",
            "11 mentor Unknown",
            "11 mentee Unknown",
            "12 - SameAs(11)",
        ]
    );
}

#[test]
fn what_is_known_of_people_counts() {
    let mut known: HashMap<Named, Found> = [
        found("UA", Account::Admin),
        found("UB", Account::Bot),
        found("UC", Account::Deactivated),
        found("UG", Account::Guest),
        found("U1", Account::Member),
        found("U2", Account::Member),
        found("U3", Account::Member),
        found("U4", Account::Member),
        found("U5", Account::Member),
    ]
    .into();
    let mut one = |user: &str, change: &dyn Fn(&mut Found)| {
        change(known.get_mut(&Named::Member(user.into())).unwrap());
    };
    one("UA", &|it| (it.person, it.mentees) = (Some(PersonId(1)), 1));
    one("U1", &|it| it.mentor = Some(PersonId(1)));
    one("U2", &|it| it.mentor = Some(PersonId(7)));
    one("U3", &|it| it.mentors_before = vec![PersonId(1)]);
    let file = "mentor,mentee\nUA,U1\nUA,U2\nUA,U3\nUA,U4\nUA,U5\nUB,UC\nUG,U5\n";
    assert_eq!(
        fates(file, known.clone()),
        [
            "2 There",
            "4 Before",
            "5 UA U4",
            "3 mentee HasPair",
            "6 mentor AtCapacity(2)",
            "7 mentor Bot",
            "7 mentee Deactivated",
            "8 mentee TwoMentors(6)",
        ]
    );
    let file = "mentor,mentee,start\nUA,U4,2026-11-22\nU1,U5,2026-11-23\nUG,UA,2025-11-21\nU5,U1,2027-11-23\n";
    assert_eq!(
        fates(file, known),
        ["2 UA U4", "3 U1 U5 2026-11-23", "4 mentor Guest", "4 start TooFar", "5 start TooFar",]
    );
}

#[test]
fn a_cohort_is_one_somebody_can_be_in() {
    let mut known: HashMap<Named, Found> =
        ["UA", "U1", "U2"].map(|it| found(it, Account::Member)).into();
    for (user, name) in [("U1", "AUTUMN 2026"), ("U2", "Spring")] {
        let one = known.get_mut(&Named::Member(user.into())).unwrap();
        one.cohort = CohortName::parse(name).ok();
    }
    let file = "mentor,mentee,cohort\nUA,U1,Autumn 2026\nUA,U2,Autumn 2026\nUA,U2,***\n";
    assert_eq!(fates(file, known), ["2 UA U1", "3 cohort OtherCohort"]);
    assert_eq!(bad(&read(file.as_bytes()).unwrap().bad[0]), "4 cohort CohortBlank");
    let many: Vec<(Named, Found)> =
        (0..42).map(|nth| found(&format!("U{nth}"), Account::Member)).collect();
    let mentors = (0..42).map(|nth| found(&format!("W{nth}"), Account::Member));
    let lines = (0..42).map(|nth| format!("W{nth},U{nth},Autumn\n")).collect::<String>();
    let fates = fates(&format!("mentor,mentee,cohort\n{lines}"), mentors.chain(many).collect());
    assert_eq!(fates.iter().filter(|it| it.contains("CohortFull")).count(), 2);
}
