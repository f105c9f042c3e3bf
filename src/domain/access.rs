//! Who may do what: one table, default deny.
//!
//! Ids in payloads only select an object; the role is looked up from the signed envelope's user and that object.
//! A new act without a row does not compile.

use super::pair::PairState;

/// What somebody is to the thing they want to act on. A person who is nothing to it has no role and may do nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The mentee of the pair it belongs to.
    Mentee,
    /// The mentor of the pair it belongs to.
    Mentor,
    /// A lead of this instance.
    Lead,
    /// The one who typed it to the bot, where nobody else has read it.
    Author,
    /// Somebody who is suggested as the mentor of a mentee who has one.
    Suggested,
}

/// What can be done to something that belongs to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Propose a pair.
    ProposePair,
    /// Keep the programme's holidays.
    SetHolidays,
    /// Read the holidays of one's own pair's programme.
    ReadHolidays,
    /// Say yes or no to taking part.
    AnswerProposal,
    /// Write, postpone, skip or edit a check-in.
    WriteCheckin,
    /// Reply to a check-in, or say when.
    ReplyToCheckin,
    /// Ask the mentor something, edit it, or say what became of it.
    AskQuestion,
    /// Answer a question, or say when.
    AnswerQuestion,
    /// Propose to publish an answer, agree to it, or take it back.
    Publish,
    /// See a reply differently.
    SeeDifferently,
    /// Read what a pair wrote.
    ReadRecord,
    /// See how long a pair's answers took.
    ReadStats,
    /// Send the other one of a pair a note.
    SendNote,
    /// Decide what something typed to the bot becomes.
    UseTyped,
    /// Change what the programme asks.
    ChangeTemplate,
    /// Choose where mentees may ask so that others can help, too.
    SetHelpChannel,
    /// Say that something is off, to the other one or to the leads.
    SaySomethingIsOff,
    /// Ask the mentee how it is going.
    AskMentee,
    /// Say when one holds office hours.
    SetOfficeHours,
    /// Let the next one in the line have their turn.
    CallNext,
    /// Have the calendar file of a call sent once more.
    TakeCallFile,
    /// Propose a call, answer what is proposed, move it or call it off.
    ArrangeCall,
    /// Say who was at a call, what became of it, and what is kept of it.
    Meet,
    /// Save a decision or a resource, or change one's own.
    Keep,
    /// Remove one's own.
    RemoveKept,
    /// Say whether pairs are given challenges.
    SetChallenges,
    /// Put a challenge on the programme's list, change or retire it.
    AddChallenge,
    /// Write up how one went about a challenge, or say *Not this one*.
    WriteUp,
    /// Write one's part of the agenda of a call.
    WriteAgenda,
    /// Look back, every four weeks.
    Review,
    /// Make, change or settle a goal.
    SetGoals,
    /// Propose what a pair agrees on, or sign it.
    Agree,
    /// Change the programme's guide.
    EditGuide,
    /// Look at the list of one's first week, and tick what is done.
    FollowFirstWeek,
    /// Say whether people have a journal.
    SetJournal,
    /// Read and erase what one wrote in one's own journal.
    KeepJournal,
    /// Share an entry with the other one of a pair.
    ShareEntry,
    /// Suggest something to the leads.
    Suggest,
    /// Choose the areas a programme's goals stand in.
    SetAreas,
    /// Ask for another mentor, or mentee.
    AskRematch,
    /// Suggest another mentor to a mentee who has one, and take that back.
    SuggestMentor,
    /// Say yes or no to that, as the mentee or as the suggested mentor.
    AnswerRematch,
    /// Say whether one's replies go along with the mentee.
    LetRepliesTravel,
    /// End a pair before its two are peers.
    EndPair,
    /// Say what one would like to become of a pair's check-ins.
    ChooseStep,
    /// Have one's growth record sent again and say whether one would mentor others, once one stands alone.
    AnswerAsAlumnus,
    /// See what is ahead for others.
    Preview,
}

impl Act {
    /// Every act, for the table's test.
    pub const ALL: [Self; 47] = [
        Self::ProposePair,
        Self::SetHolidays,
        Self::ReadHolidays,
        Self::AnswerProposal,
        Self::WriteCheckin,
        Self::ReplyToCheckin,
        Self::AskQuestion,
        Self::AnswerQuestion,
        Self::Publish,
        Self::SeeDifferently,
        Self::ReadRecord,
        Self::ReadStats,
        Self::SendNote,
        Self::UseTyped,
        Self::ChangeTemplate,
        Self::SetHelpChannel,
        Self::SaySomethingIsOff,
        Self::AskMentee,
        Self::SetOfficeHours,
        Self::CallNext,
        Self::TakeCallFile,
        Self::ArrangeCall,
        Self::Meet,
        Self::Keep,
        Self::RemoveKept,
        Self::SetChallenges,
        Self::AddChallenge,
        Self::WriteUp,
        Self::WriteAgenda,
        Self::Review,
        Self::SetGoals,
        Self::Agree,
        Self::EditGuide,
        Self::FollowFirstWeek,
        Self::SetJournal,
        Self::KeepJournal,
        Self::ShareEntry,
        Self::Suggest,
        Self::SetAreas,
        Self::AskRematch,
        Self::SuggestMentor,
        Self::AnswerRematch,
        Self::LetRepliesTravel,
        Self::EndPair,
        Self::ChooseStep,
        Self::AnswerAsAlumnus,
        Self::Preview,
    ];
}

/// Whether somebody in `role` may do `act`.
///
/// A lead sees states and counts, never text, so a lead reads no record and answers for nobody.
pub fn may(role: Role, act: Act) -> bool {
    match (act, role) {
        (
            Act::ProposePair
            | Act::SetHolidays
            | Act::ChangeTemplate
            | Act::SetHelpChannel
            | Act::SetAreas
            | Act::SetChallenges,
            Role::Lead,
        ) => true,
        (
            Act::ProposePair
            | Act::SetHolidays
            | Act::ChangeTemplate
            | Act::SetHelpChannel
            | Act::SetAreas
            | Act::SetChallenges,
            Role::Mentee | Role::Mentor,
        ) => false,
        (Act::EditGuide | Act::SetJournal | Act::Preview, Role::Lead) => true,
        (Act::EditGuide | Act::SetJournal | Act::Preview, Role::Mentee | Role::Mentor) => false,
        (Act::FollowFirstWeek | Act::ShareEntry | Act::Suggest, Role::Mentee | Role::Mentor) => {
            true
        }
        (Act::FollowFirstWeek | Act::ShareEntry | Act::Suggest, Role::Lead) => false,
        (Act::ReadHolidays, Role::Mentee | Role::Mentor | Role::Lead) => true,
        (Act::AddChallenge, Role::Mentor | Role::Lead) => true,
        (Act::AddChallenge, Role::Mentee) => false,
        (
            Act::AnswerProposal | Act::ReadRecord | Act::ReadStats | Act::SendNote | Act::Publish,
            Role::Mentee | Role::Mentor,
        ) => true,
        (
            Act::AnswerProposal | Act::ReadRecord | Act::ReadStats | Act::SendNote | Act::Publish,
            Role::Lead,
        ) => false,
        (
            Act::WriteCheckin | Act::AskQuestion | Act::SeeDifferently | Act::WriteUp,
            Role::Mentee,
        ) => true,
        (
            Act::WriteCheckin | Act::AskQuestion | Act::SeeDifferently | Act::WriteUp,
            Role::Mentor | Role::Lead,
        ) => false,
        (
            Act::SaySomethingIsOff
            | Act::EndPair
            | Act::ChooseStep
            | Act::ArrangeCall
            | Act::TakeCallFile
            | Act::Meet
            | Act::Keep
            | Act::RemoveKept,
            Role::Mentee | Role::Mentor,
        ) => true,
        (
            Act::SaySomethingIsOff
            | Act::EndPair
            | Act::ChooseStep
            | Act::ArrangeCall
            | Act::TakeCallFile
            | Act::Meet
            | Act::Keep
            | Act::RemoveKept,
            Role::Lead,
        ) => false,
        (
            Act::WriteAgenda | Act::SetGoals | Act::Agree | Act::Review,
            Role::Mentee | Role::Mentor,
        ) => true,
        (Act::WriteAgenda | Act::SetGoals | Act::Agree | Act::Review, Role::Lead) => false,
        (Act::AskRematch, Role::Mentee | Role::Mentor) => true,
        (Act::AskRematch, Role::Lead) => false,
        (Act::SuggestMentor, Role::Lead) => true,
        (Act::SuggestMentor, Role::Mentee | Role::Mentor) => false,
        (Act::AnswerRematch, Role::Mentee | Role::Suggested) => true,
        (Act::AnswerRematch, Role::Mentor | Role::Lead) => false,
        (Act::LetRepliesTravel, Role::Mentor) => true,
        (Act::LetRepliesTravel, Role::Mentee | Role::Lead) => false,
        (Act::AskMentee | Act::SetOfficeHours | Act::CallNext, Role::Mentor) => true,
        (Act::AskMentee | Act::SetOfficeHours | Act::CallNext, Role::Mentee | Role::Lead) => false,
        (Act::ReplyToCheckin | Act::AnswerQuestion, Role::Mentor) => true,
        (Act::ReplyToCheckin | Act::AnswerQuestion, Role::Mentee | Role::Lead) => false,
        (Act::AnswerAsAlumnus, Role::Mentee) => true,
        (Act::AnswerAsAlumnus, Role::Mentor | Role::Lead) => false,
        (Act::UseTyped | Act::KeepJournal, Role::Author) => true,
        (
            Act::UseTyped | Act::KeepJournal,
            Role::Mentee | Role::Mentor | Role::Lead | Role::Suggested,
        ) => false,
        (Act::AnswerRematch, Role::Author) => false,
        (
            Act::ProposePair
            | Act::SetHolidays
            | Act::ReadHolidays
            | Act::ChangeTemplate
            | Act::SetHelpChannel
            | Act::AnswerProposal
            | Act::ReadRecord
            | Act::ReadStats
            | Act::SendNote
            | Act::Publish
            | Act::WriteCheckin
            | Act::ReplyToCheckin
            | Act::AskQuestion
            | Act::AnswerQuestion
            | Act::SeeDifferently
            | Act::SaySomethingIsOff
            | Act::AskMentee
            | Act::SetOfficeHours
            | Act::CallNext
            | Act::TakeCallFile
            | Act::ArrangeCall
            | Act::Meet
            | Act::Keep
            | Act::RemoveKept
            | Act::SetChallenges
            | Act::AddChallenge
            | Act::WriteUp
            | Act::WriteAgenda
            | Act::SetGoals
            | Act::Agree
            | Act::EditGuide
            | Act::FollowFirstWeek
            | Act::SetJournal
            | Act::ShareEntry
            | Act::Suggest
            | Act::SetAreas
            | Act::Review
            | Act::AskRematch
            | Act::SuggestMentor
            | Act::LetRepliesTravel
            | Act::EndPair
            | Act::ChooseStep
            | Act::AnswerAsAlumnus
            | Act::Preview,
            Role::Author | Role::Suggested,
        ) => false,
    }
}

/// Whether an act has its time in this part of a pair's life: nobody writes for a pair that has not begun, or is over.
pub fn has_its_time(act: Act, state: &PairState) -> bool {
    match (act, state) {
        // Whoever answers too late is told that it is settled, by whoever takes the answer.
        (Act::AnswerProposal | Act::AnswerRematch | Act::LetRepliesTravel, _) => true,
        // Whoever looks back at a pair that is over is told so, and keeps what they wrote.
        (
            Act::SaySomethingIsOff | Act::Suggest | Act::Review,
            PairState::Active { .. } | PairState::Ended { .. },
        ) => true,
        (
            Act::SaySomethingIsOff | Act::Suggest | Act::Review,
            PairState::Proposed { .. } | PairState::Declined,
        ) => false,
        (Act::FollowFirstWeek | Act::ShareEntry, PairState::Active { .. }) => true,
        (
            Act::FollowFirstWeek | Act::ShareEntry,
            PairState::Proposed { .. } | PairState::Declined | PairState::Ended { .. },
        ) => false,
        (
            Act::AskMentee
            | Act::EndPair
            | Act::ChooseStep
            | Act::SetOfficeHours
            | Act::AddChallenge
            | Act::WriteUp
            | Act::WriteAgenda
            | Act::SetGoals
            | Act::Agree
            | Act::AskRematch,
            PairState::Active { .. },
        ) => true,
        (
            Act::AskMentee
            | Act::EndPair
            | Act::ChooseStep
            | Act::SetOfficeHours
            | Act::AddChallenge
            | Act::WriteUp
            | Act::WriteAgenda
            | Act::SetGoals
            | Act::Agree
            | Act::AskRematch,
            PairState::Proposed { .. } | PairState::Declined | PairState::Ended { .. },
        ) => false,
        (
            Act::WriteCheckin
            | Act::ReplyToCheckin
            | Act::AskQuestion
            | Act::AnswerQuestion
            | Act::SeeDifferently
            | Act::SendNote
            | Act::Publish
            | Act::ArrangeCall
            | Act::Meet
            | Act::Keep
            | Act::ReadHolidays,
            PairState::Active { .. },
        ) => true,
        (
            Act::ReadRecord | Act::ReadStats | Act::TakeCallFile | Act::RemoveKept,
            PairState::Active { .. } | PairState::Ended { .. },
        ) => true,
        (
            Act::WriteCheckin
            | Act::ReplyToCheckin
            | Act::AskQuestion
            | Act::AnswerQuestion
            | Act::SeeDifferently
            | Act::ReadRecord
            | Act::ReadStats
            | Act::SendNote
            | Act::Publish
            | Act::ArrangeCall
            | Act::Meet
            | Act::Keep
            | Act::TakeCallFile
            | Act::RemoveKept
            | Act::ReadHolidays,
            PairState::Proposed { .. } | PairState::Declined,
        ) => false,
        (
            Act::WriteCheckin
            | Act::ReplyToCheckin
            | Act::AskQuestion
            | Act::AnswerQuestion
            | Act::SeeDifferently
            | Act::SendNote
            | Act::Publish
            | Act::ArrangeCall
            | Act::Meet
            | Act::Keep
            | Act::ReadHolidays,
            PairState::Ended { .. },
        ) => false,
        (Act::AnswerAsAlumnus, PairState::Ended { .. }) => true,
        (
            Act::AnswerAsAlumnus,
            PairState::Proposed { .. } | PairState::Declined | PairState::Active { .. },
        ) => false,
        // These are not about a pair.
        (
            Act::ProposePair
            | Act::SetHolidays
            | Act::ChangeTemplate
            | Act::SetHelpChannel
            | Act::SetChallenges
            | Act::SetAreas
            | Act::UseTyped
            | Act::EditGuide
            | Act::SetJournal
            | Act::KeepJournal
            | Act::SuggestMentor
            | Act::Preview
            | Act::CallNext,
            _,
        ) => false,
    }
}

#[cfg(test)]
mod tests;
