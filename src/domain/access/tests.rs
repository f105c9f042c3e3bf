//! The table of who may do what, by its edges: nobody reads, answers or decides for somebody else.

use super::*;

#[test]
fn a_lead_reads_nobodys_words_and_answers_for_nobody() {
    let allowed: Vec<Act> = Act::ALL.into_iter().filter(|act| may(Role::Lead, *act)).collect();
    let theirs = [
        Act::ProposePair,
        Act::SetHolidays,
        Act::ReadHolidays,
        Act::ChangeTemplate,
        Act::SetHelpChannel,
        Act::SetChallenges,
        Act::AddChallenge,
        Act::EditGuide,
        Act::SetJournal,
        Act::SetAreas,
        Act::SuggestMentor,
        Act::KeepCohorts,
        Act::Oversee,
    ];
    assert_eq!(allowed, theirs);
}

#[test]
fn what_somebody_typed_is_used_by_nobody_else() {
    let roles = [Role::Mentee, Role::Mentor, Role::Lead, Role::Author, Role::Suggested];
    let allowed: Vec<Role> = roles.into_iter().filter(|role| may(*role, Act::UseTyped)).collect();
    assert_eq!(allowed, [Role::Author]);
}

#[test]
fn a_journal_is_its_authors_alone() {
    let roles = [Role::Mentee, Role::Mentor, Role::Lead];
    assert!(roles.into_iter().all(|role| !may(role, Act::KeepJournal)));
    assert!(may(Role::Author, Act::KeepJournal));
}

#[test]
fn who_is_suggested_as_a_mentor_only_answers() {
    let allowed: Vec<Act> = Act::ALL.into_iter().filter(|act| may(Role::Suggested, *act)).collect();
    assert_eq!(allowed, [Act::AnswerRematch]);
}

#[test]
fn only_the_mentee_asks_and_only_the_mentor_answers() {
    assert!(may(Role::Mentee, Act::AskQuestion) && !may(Role::Mentor, Act::AskQuestion));
    assert!(may(Role::Mentor, Act::AnswerQuestion) && !may(Role::Mentee, Act::AnswerQuestion));
}

#[test]
fn only_the_mentee_writes_and_only_the_mentor_replies() {
    assert!(may(Role::Mentee, Act::WriteCheckin) && !may(Role::Mentor, Act::WriteCheckin));
    assert!(may(Role::Mentor, Act::ReplyToCheckin) && !may(Role::Mentee, Act::ReplyToCheckin));
}
