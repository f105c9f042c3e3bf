//! Whether a command or a press looks at the file, changes it, or neither: what `dispatch` opens a transaction by.
//!
//! Submissions always act and shortcuts always look, so they have no list here.

use crate::slack::{action::Action, command::Asked};

/// Whether something is done with a look at the file, changes it, or has nothing to do with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// A read transaction.
    Look,
    /// A write transaction.
    Act,
    /// Neither: it was remembered at the door.
    Remember,
}

/// What a command does with it.
pub fn command_mode(asked: &Asked) -> Mode {
    match asked {
        Asked::WriteCheckin
        | Asked::Ask(_)
        | Asked::AskHelp
        | Asked::History
        | Asked::Owed
        | Asked::Stats
        | Asked::Search(_)
        | Asked::Decide
        | Asked::Decisions
        | Asked::Goals
        | Asked::Areas
        | Asked::AddResource
        | Asked::FindResource(_)
        | Asked::ChooseHours
        | Asked::ChooseAway
        | Asked::Holidays
        | Asked::Template
        | Asked::Questions
        | Asked::OfficeHours
        | Asked::Challenges
        | Asked::AddChallenge(_)
        | Asked::Call
        | Asked::Calls
        | Asked::Agreement
        | Asked::Review
        | Asked::Rematch(_)
        | Asked::Settings
        | Asked::Guide
        | Asked::EditGuide
        | Asked::Journal
        | Asked::Suggest
        | Asked::End
        | Asked::Cohorts
        | Asked::CreateCohort { .. }
        | Asked::Win
        | Asked::Phase
        | Asked::SetUp
        | Asked::SuggestPairs
        | Asked::Preview(..)
        | Asked::Help
        | Asked::NotUnderstood(_) => Mode::Look,
        Asked::Pair { .. }
        | Asked::Day(_)
        | Asked::Hours(_)
        | Asked::Away(..)
        | Asked::Back
        | Asked::Mute(_) => Mode::Act,
    }
}

/// What a press does with it.
pub fn click_mode(action: Action) -> Mode {
    match action {
        Action::Typed => Mode::Remember,
        Action::Join
        | Action::Decline
        | Action::Later
        | Action::SaveDraft
        | Action::DiscardDraft
        | Action::TakeBackLeave
        | Action::SendNote
        | Action::TakeNoteBack
        | Action::NeverMind
        | Action::Switch
        | Action::SolvedWriting
        | Action::SolvedByMemory
        | Action::Solved
        | Action::NotYet
        | Action::SolvedAlone
        | Action::SolvedThere
        | Action::TakePlace
        | Action::LeaveLine
        | Action::CallNext
        | Action::SendCallFile
        | Action::SkipCall
        | Action::TakeBackCall
        | Action::ConfirmCall
        | Action::DeclineCall
        | Action::NoPublish
        | Action::TakeBackPublished
        | Action::FollowUp
        | Action::RemoveDecision
        | Action::RemoveResource
        | Action::RetireChallenge
        | Action::NotThisOne
        | Action::Here
        | Action::RunningLate
        | Action::CouldNotMakeIt
        | Action::NobodyCame
        | Action::ItHappened
        | Action::ItDidNot
        | Action::WorthACall
        | Action::CouldBeWritten
        | Action::SkipNextCall
        | Action::GoMonthly
        | Action::MilestoneDone
        | Action::MilestoneDropped
        | Action::MilestoneOpen
        | Action::TickFirstWeek
        | Action::EraseEntry
        | Action::EraseJournal
        | Action::ShareEntry
        | Action::CloseRematch
        | Action::TakeBackSuggestion
        | Action::JoinRematch
        | Action::DeclineRematch
        | Action::StayWithMentor
        | Action::LetRepliesTravel
        | Action::KeepReplies
        | Action::StepDown
        | Action::StepUp
        | Action::BePeers
        | Action::StayAsWeAre
        | Action::WouldMentor
        | Action::SendRecord
        | Action::NotAsMentor
        | Action::AskNow
        | Action::EndCohort
        | Action::JoinCohort
        | Action::DeclineCohort
        | Action::LeaveCohort
        | Action::TellCohort
        | Action::TakeBackRound
        | Action::TakeBackWin
        | Action::SetupBack
        | Action::AskThese
        | Action::LeadDiscussion
        | Action::SkipTurn
        | Action::TakeTurn
        | Action::LeaveTurn
        | Action::PeerRead
        | Action::PeerNotNow => Mode::Act,
        Action::WriteCheckin
        | Action::Skip
        | Action::EditCheckin
        | Action::Reply
        | Action::ReadMore
        | Action::SeeDifferently
        | Action::OpenCheckin
        | Action::History
        | Action::HistoryOf
        | Action::Away
        | Action::Hours
        | Action::OneLine
        | Action::SomethingOff
        | Action::AskGently
        | Action::SuggestTopic
        | Action::Stats
        | Action::MakeCheckin
        | Action::AskInCheckin
        | Action::MakeQuestion
        | Action::MakeReply
        | Action::Why
        | Action::Settings
        | Action::AskQuestion
        | Action::ChangeAsking
        | Action::ChangeQuestion
        | Action::EditQuestion
        | Action::Answer
        | Action::Seen
        | Action::Publish
        | Action::OpenPublished
        | Action::OpenQuestion
        | Action::ProposeCall
        | Action::OtherTime
        | Action::ChooseSlot
        | Action::MoveCall
        | Action::CallOff
        | Action::Calls
        | Action::CallSettings
        | Action::Decisions
        | Action::KeepFound
        | Action::OpenDecision
        | Action::EditDecision
        | Action::Resources
        | Action::OpenResource
        | Action::EditResource
        | Action::Challenges
        | Action::NewerChallenges
        | Action::MyChallenges
        | Action::EditChallenge
        | Action::WriteUp
        | Action::OpenWriteUp
        | Action::WriteAgenda
        | Action::OpenAgenda
        | Action::Goals
        | Action::OlderGoals
        | Action::NewerGoals
        | Action::OpenGoal
        | Action::AddGoal
        | Action::EditGoal
        | Action::MeetGoal
        | Action::DropGoal
        | Action::DecideGoals
        | Action::AskRematch
        | Action::SuggestMentor
        | Action::TakeMentor
        | Action::NotHowItWas
        | Action::CallNotes
        | Action::Guide
        | Action::FirstWeek
        | Action::Journal
        | Action::WriteEntry
        | Action::OpenEntry
        | Action::EditEntry
        | Action::OpenCallNotes
        | Action::Agreement
        | Action::FillAgreement
        | Action::ReadAgreement
        | Action::LookBack
        | Action::Reviews
        | Action::OpenReview
        | Action::Phase
        | Action::Picture
        | Action::EndPair
        | Action::ReadDraft
        | Action::OpenCohort
        | Action::MakeCohort
        | Action::EditCohort
        | Action::AnswerRound
        | Action::PreviewEarlier
        | Action::PreviewLater
        | Action::CohortTurns
        | Action::SwapTurn
        | Action::ChooseTopic
        | Action::NoteDiscussion => Mode::Look,
    }
}
