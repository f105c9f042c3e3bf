//! What the notation takes, and what it refuses with which problem in which line.

use proptest::prelude::*;

use super::*;

const BACK: &str = "# Accomplished\n* tasks: Tasks I finished | Two or three is plenty.\n\
                    * learned: What I learned\n\n# Struggled\ntried: Something hard: what I tried | If any | all";
const REPLY: &str = "feedback: Feedback on the work\nexample: Or a link";
const AHEAD: &str = "# Next week\n* primary: The one thing\nstretch: A stretch: something big";

fn typed(places: [&str; 5]) -> Result<Content, Vec<Misfit>> {
    read(|place| places[place as usize])
}

fn problems(places: [&str; 5]) -> Vec<(Place, Option<usize>, Problem)> {
    let misfits = typed(places).unwrap_err().into_iter();
    misfits.map(|it| (it.place, it.line, it.problem)).collect()
}

#[test]
fn what_is_written_reads_back() {
    let content =
        typed([BACK, AHEAD, REPLY, "risk: A risk I took | However it ended.", "A story"]).unwrap();
    assert_eq!(write(&content, Place::LookingBack), BACK);
    assert_eq!(write(&content, Place::LookingAhead), AHEAD);
    assert_eq!(write(&content, Place::MonthlyReply), "a_story: A story");
    assert_eq!(content.weekly().count(), 5);
    assert_eq!(content.looking_back[1].questions[0].label, "Something hard: what I tried");
    assert_eq!(content.looking_back[1].questions[0].hint.as_deref(), Some("If any | all"));
}

#[test]
fn a_name_is_made_from_the_label_when_none_is_given() {
    let content =
        typed(["# Part\n*What I learned, at last!\n  Größe 2: x\n質問", AHEAD, REPLY, "", ""]);
    let names: Vec<String> =
        content.unwrap().looking_back[0].questions.iter().map(|it| it.name.clone()).collect();
    assert_eq!(names, ["what_i_learned_at_last", "größe_2_x", "質問"]);
}

#[test]
fn every_misfit_is_named_by_its_line() {
    use Place::{LookingAhead, LookingBack, Monthly, MonthlyReply};
    let long = "x".repeat(300);
    let of = |line: &str| problems([&format!("# Part\n* ok: Fine\n{line}"), AHEAD, REPLY, "", ""]);
    let third = |problem| vec![(LookingBack, Some(3), problem)];
    assert_eq!(of("ok: Again"), third(Problem::TakenName("ok".to_owned())));
    assert_eq!(of("Ok"), third(Problem::TakenName("ok".to_owned())));
    assert_eq!(
        of("primary: x"),
        vec![(LookingAhead, Some(2), Problem::TakenName("primary".to_owned()))]
    );
    assert_eq!(of("Week"), third(Problem::ReservedName("week".to_owned())));
    assert_eq!(of("plan_0: x"), third(Problem::ReservedName("plan_0".to_owned())));
    assert_eq!(of("*"), third(Problem::NoLabel));
    assert_eq!(of("x: | hint"), third(Problem::NoLabel));
    assert_eq!(of("🎉"), third(Problem::NoName));
    assert_eq!(of(&long), third(Problem::LongLabel(300)));
    assert_eq!(of(&format!("x | {long}")), third(Problem::LongHint(300)));
    assert_eq!(of(&format!("{long}: x")), third(Problem::LongName(300)));
    assert_eq!(of("#"), vec![(LookingBack, Some(3), Problem::NoTitle),]);
    assert_eq!(of("# Empty"), third(Problem::EmptyPart));
    assert_eq!(of("# Empty\n\n# More\nx"), third(Problem::EmptyPart));
    assert_eq!(of(&format!("# {long}\nx")), third(Problem::LongTitle(300)));
    assert_eq!(problems(["* x", AHEAD, REPLY, "", ""]), [(LookingBack, Some(1), Problem::NoPart)]);
    assert_eq!(
        problems([BACK, AHEAD, REPLY, "# Part\n* x", "* y"]),
        [
            (Monthly, Some(1), Problem::NoParts),
            (Monthly, Some(2), Problem::NeverRequired),
            (MonthlyReply, Some(1), Problem::NeverRequired),
        ]
    );
}

#[test]
fn a_reply_asks_for_the_parts_it_can_have_and_names_them_apart_from_the_check_in() {
    let of = |reply: &str| problems([BACK, AHEAD, reply, "", ""]);
    let misfit = |line, problem| vec![(Place::Reply, line, problem)];
    assert_eq!(of(" "), misfit(None, Problem::NoReply));
    assert_eq!(of("* question: x"), misfit(Some(1), Problem::NeverRequired));
    assert_eq!(of("praise: x"), misfit(Some(1), Problem::UnknownPart("praise".to_owned())));
    let twice = misfit(Some(2), Problem::TakenName("question".to_owned()));
    assert_eq!(of("question: x\nquestion: y"), twice);
    let back = "# Back\n* progress: Where I am";
    assert!(typed([back, AHEAD, "progress: Where you are", "story: x", "story: y"]).is_ok());
}

#[test]
fn a_form_nobody_would_keep_writing_is_refused() {
    use Place::{LookingAhead, LookingBack, Monthly};
    let many = |count: usize| (0..count).map(|i| format!("q{i}x\n")).collect::<String>();
    let back = format!("# Part\n*{}", many(200));
    assert_eq!(
        problems([&back, AHEAD, REPLY, "", ""]),
        [(LookingBack, None, Problem::TooMany(202))]
    );
    assert!(
        typed([&format!("# Part\n{}", many(10)), AHEAD, REPLY, "", ""]).is_ok(),
        "twelve are fine"
    );
    let ahead = format!("# Next\n{}", many(4));
    assert_eq!(
        problems([BACK, &ahead, REPLY, "", ""]),
        [(LookingAhead, None, Problem::TooManyPlanned(4))]
    );
    assert_eq!(
        problems([BACK, "", REPLY, "", ""]),
        [(LookingAhead, None, Problem::NothingPlanned)]
    );
    assert_eq!(
        problems(["# Part\nx", "# Part\ny", REPLY, "", ""]),
        [(LookingBack, None, Problem::NothingRequired)]
    );
    assert_eq!(
        problems([BACK, AHEAD, REPLY, &many(13), ""]),
        [(Monthly, None, Problem::TooManyMonthly(13))]
    );
    let long: String =
        (0..10).map(|i| format!("q{i}: {} | {}\n", "l".repeat(120), "h".repeat(200))).collect();
    let long = problems([&format!("# Part\n*{long}"), AHEAD, REPLY, "", ""]);
    assert!(matches!(long[..], [(LookingBack, None, Problem::TooLong(3001..))]), "{long:?}");
}

proptest! {
    #[test]
    fn whatever_is_taken_reads_back_as_it_was_taken(
        back in "(# ?[a-z*#|:]{0,5}\n|[*] ?|[a-zA-Z_]{1,6}|: ?| ?[|] ?|\n|\r|\u{2028}){0,24}",
        ahead in "(# [a-z]{1,3}\n)?([*] )?[a-z]{1,5}(: | [|] )[a-zA-Z:|]{0,6}",
    ) {
        if let Ok(content) = typed([&back, &ahead, REPLY, "", ""]) {
            let [one, two] = [Place::LookingBack, Place::LookingAhead].map(|it| write(&content, it));
            prop_assert_eq!(typed([&one, &two, REPLY, "", ""]), Ok(content));
        }
    }
}
