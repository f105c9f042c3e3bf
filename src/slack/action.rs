//! The typed ids of every button and every form, and what they carry. No string literal of these stands elsewhere.
//!
//! What a control carries only *selects*: a pair, a week, a check-in. Who pressed it comes from the signed envelope,
//! and whether they may is asked of `features::access` each time.

pub use carried::{
    Foreign, Helped, PairPage, PairWeek, SwitchKind, Turn, TypedTo, read_id, read_version,
};
pub use form::{Form, Shortcut};
pub use writing::{CheckinForm, PlanSource, ReplyForm};

/// A closed list of names that travel through Slack.
macro_rules! names {
    ($($(#[$doc:meta])* $list:ident { $($(#[$what:meta])* $name:ident => $id:literal,)+ })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $list {
            $($(#[$what])* $name,)+
        }

        impl $list {
            /// Every one, for tables that must be total.
            pub const ALL: [Self; [$($id),+].len()] = [$(Self::$name),+];

            /// The name it travels under.
            pub fn id(self) -> &'static str {
                match self {
                    $(Self::$name => $id,)+
                }
            }

            /// The one with this name, if it is one of ours.
            pub fn read(id: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|it| it.id() == id)
            }
        }
    )+};
}

pub mod added;
pub mod agreement;
pub mod call;
mod carried;
pub mod challenge;
pub mod cohort;
pub mod discussion;
pub mod first_week;
mod form;
pub mod goal;
pub mod journal;
pub mod meeting;
pub mod off;
pub mod publish;
pub mod question;
pub mod rematch;
pub mod review;
pub mod setup;
pub mod shelf;
pub mod step;
pub mod suggestion;
pub mod turn;
mod writing;

names! {
    /// Everything that can be pressed or chosen: the `action_id`s.
    Action {
        /// "I'm in".
        Join => "join",
        /// "No, thanks".
        Decline => "decline",
        /// *Write check-in*; carries a pair and a week.
        WriteCheckin => "write_checkin",
        /// *Later today*; carries a pair and a week.
        Later => "later",
        /// *Skip this week*; carries a pair and a week.
        Skip => "skip",
        /// *Edit*; carries a check-in.
        EditCheckin => "edit_checkin",
        /// *Reply*; carries a check-in.
        Reply => "reply",
        /// *Read, more on …*; carries a check-in.
        ReadMore => "read_more",
        /// *I see it differently*; carries a reply.
        SeeDifferently => "see_differently",
        /// Opens the whole of a check-in with its replies; carries a check-in.
        OpenCheckin => "open_checkin",
        /// Opens or turns the pages of a pair's history; carries a pair and how many weeks to leave out.
        History => "history",
        /// Chooses whose history to show, in the history itself.
        HistoryOf => "history_of",
        /// *Make it my check-in*; carries something typed and a pair.
        MakeCheckin => "make_checkin",
        /// *Ask it in my check-in*; carries something typed and a pair.
        AskInCheckin => "ask_in_checkin",
        /// *Make it a question*; carries something typed and a pair.
        MakeQuestion => "make_question",
        /// *Make it my reply*; carries something typed and a check-in.
        MakeReply => "make_reply",
        /// *Send it as a note*; carries something typed and a pair.
        SendNote => "send_note",
        /// *Take it back*; carries something typed.
        TakeNoteBack => "take_note_back",
        /// *Never mind*; carries something typed.
        NeverMind => "never_mind",
        /// *I'll be away*; carries the person it is for.
        Away => "away",
        /// *Take it back*; carries a leave.
        TakeBackLeave => "take_back_leave",
        /// *My working hours*; carries the person they are of.
        Hours => "hours",
        /// Something changed in a text of a form that keeps drafts.
        Typed => "typed",
        /// *Save draft*; carries what the form is about.
        SaveDraft => "save_draft",
        /// *Read it*, of a draft of a pair that has ended; carries what the form was about.
        ReadDraft => "read_draft",
        /// *Start afresh*; carries what the form is about.
        DiscardDraft => "discard_draft",
        /// *Write one line*; carries a pair and a week.
        OneLine => "one_line",
        /// *Something is off*; carries a pair.
        SomethingOff => "something_off",
        /// *Ask how it is going*, for a mentor; carries a pair.
        AskGently => "ask_gently",
        /// *Suggest a hard topic*, for a mentor; carries a pair.
        SuggestTopic => "suggest_topic",
        /// Shows how long answers take; carries a pair.
        Stats => "stats",
        /// *Why am I seeing this?*; carries the key of an unasked message.
        Why => "why",
        /// Switches a kind of unasked message off or on; carries the kind and the message it was asked about.
        Switch => "switch",
        /// Opens somebody's settings; carries the person.
        Settings => "settings",
        /// Opens the form of a new question; carries a pair.
        AskQuestion => "ask_question",
        /// The kind of a question, or whether it is urgent, was chosen in its form.
        ChangeAsking => "change_asking",
        /// *Solved it while writing*; carries what the form is about.
        SolvedWriting => "solved_writing",
        /// *This solved it*, of something written before; carries a pair and what helped.
        SolvedByMemory => "solved_by_memory",
        /// *Change the question*, before it is sent; carries what the form is about.
        ChangeQuestion => "change_question",
        /// *Edit*; carries a question.
        EditQuestion => "edit_question",
        /// *Answer*; carries a question.
        Answer => "answer",
        /// *Seen, back by …*; carries a question.
        Seen => "seen",
        /// *Solved*; carries a question.
        Solved => "solved",
        /// *Not yet*; carries a question.
        NotYet => "not_yet",
        /// *Solved it myself*; carries a question.
        SolvedAlone => "solved_alone",
        /// *Follow up*; carries a question.
        FollowUp => "follow_up",
        /// *Publish…*, or *Agree…* of the other one; carries a question.
        Publish => "publish",
        /// *No, thanks*; carries a publication.
        NoPublish => "no_publish",
        /// Opens something that a programme shares; carries a question.
        OpenPublished => "open_published",
        /// *Take it back*; carries a publication.
        TakeBackPublished => "take_back_published",
        /// *Solved*, pressed in the help channel; carries a question.
        SolvedThere => "solved_there",
        /// *Ask it now*, of a question that waits for a check-in; carries the question.
        AskNow => "ask_now",
        /// *Take a place*, in the line of open office hours; carries the session.
        TakePlace => "take_place",
        /// *Leave the line*; carries the session.
        LeaveLine => "leave_line",
        /// *Next*, for the mentor who holds them; carries the session and how often the turn went on.
        CallNext => "call_next",
        /// *Send the calendar file*; carries a call.
        SendCallFile => "send_call_file",
        /// *Arrange a call*; carries a pair, and what it is for and how long, if that is known.
        ProposeCall => "propose_call",
        /// One of the times the mentee is asked about; carries a call, its round and which time.
        ChooseSlot => "choose_slot",
        /// *No call this time*; carries a call and its round.
        SkipCall => "skip_call",
        /// *Another time*; carries a call and its round.
        OtherTime => "other_time",
        /// *Confirm*; carries a call and its round.
        ConfirmCall => "confirm_call",
        /// *Not this time*; carries a call and its round.
        DeclineCall => "decline_call",
        /// *Take it back*, of a time that was proposed; carries a call and its round.
        TakeBackCall => "take_back_call",
        /// *Move*; carries a call that both agreed to.
        MoveCall => "move_call",
        /// *Call off*; carries a call that both agreed to.
        CallOff => "call_off",
        /// *Calls*; carries a pair.
        Calls => "calls",
        /// *How we meet*; carries a pair.
        CallSettings => "call_settings",
        /// *I'm here*; carries a call and its sequence.
        Here => "here",
        /// *Running late*; carries a call and its sequence.
        RunningLate => "running_late",
        /// *Could not make it*; carries a call and its sequence.
        CouldNotMakeIt => "could_not_make_it",
        /// *Nobody came*; carries a call and its sequence.
        NobodyCame => "nobody_came",
        /// *It did not*; carries a call and its sequence.
        ItDidNot => "it_did_not",
        /// *It happened*; carries a call and its sequence.
        ItHappened => "it_happened",
        /// *That's not how it was*; carries a call and its sequence.
        NotHowItWas => "not_how_it_was",
        /// *Worth a call*; carries a call and its sequence.
        WorthACall => "worth_a_call",
        /// *Could have been written*; carries a call and its sequence.
        CouldBeWritten => "could_be_written",
        /// *Notes and actions*; carries a call.
        CallNotes => "call_notes",
        /// Opens what is kept of a call; carries it.
        OpenCallNotes => "open_call_notes",
        /// *Skip the next*, or *Write the next one*; carries a call and the sign it made hold.
        SkipNextCall => "skip_next_call",
        /// *Go monthly*; carries a call and the sign it made hold.
        GoMonthly => "go_monthly",
        /// Opens the whole of a question with its answers; carries a question.
        OpenQuestion => "open_question",
        /// *Decisions*; carries a pair.
        Decisions => "decisions",
        /// Opens a decision; carries it.
        OpenDecision => "open_decision",
        /// *Edit*; carries a decision.
        EditDecision => "edit_decision",
        /// *Remove*; carries a decision.
        RemoveDecision => "remove_decision",
        /// *Resources*; carries a pair.
        Resources => "resources",
        /// *Keep it as a note*, of what was found while a question was being written; carries a pair.
        KeepFound => "keep_found",
        /// Opens a resource; carries it.
        OpenResource => "open_resource",
        /// *Edit*; carries a resource.
        EditResource => "edit_resource",
        /// *Remove*; carries a resource.
        RemoveResource => "remove_resource",
        /// Turns the pages of a programme's challenges; carries the programme and how many to leave out.
        Challenges => "challenges",
        /// *Newer ones*, of a programme's challenges; carries the same.
        NewerChallenges => "newer_challenges",
        /// *What I was given*; carries a pair in which whoever keeps the list is the mentee.
        MyChallenges => "my_challenges",
        /// *Edit*; carries a challenge.
        EditChallenge => "edit_challenge",
        /// *Take it off the list*; carries a challenge and the page it stands on.
        RetireChallenge => "retire_challenge",
        /// *Write up how I went about it*; carries an assignment.
        WriteUp => "write_up",
        /// Opens a challenge with what was written about it; carries an assignment.
        OpenWriteUp => "open_write_up",
        /// *Not this one*; carries an assignment.
        NotThisOne => "not_this_one",
        /// Asks the leads for another mentor, or mentee, in one of several pairs; carries the pair.
        AskRematch => "ask_rematch",
        /// *Suggest a mentor*, for a lead; carries a pair.
        SuggestMentor => "suggest_mentor",
        /// *Close it*, for a lead, or *Never mind*, for whoever asked; carries a rematch.
        CloseRematch => "close_rematch",
        /// *I'm in*, of a suggested mentor; carries a rematch and its round.
        JoinRematch => "join_rematch",
        /// *Yes, this mentor*, of the mentee; carries the same.
        TakeMentor => "take_mentor",
        /// *Yes, they may*: the present mentor's replies may travel; carries the same.
        LetRepliesTravel => "let_replies_travel",
        /// *No*: they stay; carries the same.
        KeepReplies => "keep_replies",
        /// *No, thanks*, of a suggested mentor; carries the same.
        DeclineRematch => "decline_rematch",
        /// *No, I'll stay*, of the mentee; carries the same.
        StayWithMentor => "stay_with_mentor",
        /// *Take it back*, of a lead, whoever suggested somebody; carries the same.
        TakeBackSuggestion => "take_back_suggestion",
        /// *Write the agenda*, or *Change the agenda*; carries a call.
        WriteAgenda => "write_agenda",
        /// Opens the agenda of a call, to be read; carries the call.
        OpenAgenda => "open_agenda",
        /// *Look back*, or *Change what I said*; carries a review.
        LookBack => "look_back",
        /// Opens or turns the pages of a pair's reviews; carries a pair and how many to leave out.
        Reviews => "reviews",
        /// Opens a review, to be read; carries it.
        OpenReview => "open_review",
        /// *Goals*; carries a pair.
        Goals => "goals",
        /// Turns the pages of the goals a pair has settled, to older ones; carries the pair and how many to leave out.
        OlderGoals => "older_goals",
        /// The same, to newer ones.
        NewerGoals => "newer_goals",
        /// Opens a goal; carries it.
        OpenGoal => "open_goal",
        /// *Add a goal*; carries a pair.
        AddGoal => "add_goal",
        /// *Edit*; carries a goal.
        EditGoal => "edit_goal",
        /// *Met*; carries a goal.
        MeetGoal => "meet_goal",
        /// *Drop it*; carries a goal.
        DropGoal => "drop_goal",
        /// *Done*, of a milestone; carries a goal and the milestone's number.
        MilestoneDone => "milestone_done",
        /// *Drop*; carries the same.
        MilestoneDropped => "milestone_dropped",
        /// *Open again*; carries the same.
        MilestoneOpen => "milestone_open",
        /// *Decide what goes on*, once a quarter is over; carries a pair.
        DecideGoals => "decide_goals",
        /// *Our agreement*, *Read and sign*: whatever there is to do about it; carries a pair.
        Agreement => "agreement",
        /// *Change it*, *Propose a change*: the form; carries a pair.
        FillAgreement => "fill_agreement",
        /// Opens a version of an agreement; carries a pair and the version.
        ReadAgreement => "read_agreement",
        /// *Read the guide*; carries a pair.
        Guide => "guide",
        /// *Open the list*, of one's first week; carries a pair.
        FirstWeek => "first_week",
        /// Ticks one thing on it; carries a pair and what.
        TickFirstWeek => "tick_first_week",
        /// Opens or turns the pages of one's journal; carries the person and how many entries to leave out.
        Journal => "journal",
        /// *Write*, in one's journal; carries the person.
        WriteEntry => "write_entry",
        /// Opens an entry; carries it.
        OpenEntry => "open_entry",
        /// *Edit*; carries an entry.
        EditEntry => "edit_entry",
        /// *Erase*; carries an entry.
        EraseEntry => "erase_entry",
        /// *Erase everything*, of a journal; carries the person.
        EraseJournal => "erase_journal",
        /// *Share it*; carries an entry and a pair.
        ShareEntry => "share_entry",
        /// *The way ahead*; carries a pair.
        Phase => "phase",
        /// *See the whole picture*; carries a pair.
        Picture => "picture",
        /// *Step down to …*; carries a pair and the talk it is about.
        StepDown => "step_down",
        /// *Step back up to …*; carries the same.
        StepUp => "step_up",
        /// *We are peers now*; carries the same.
        BePeers => "be_peers",
        /// *Stay as we are*; carries the same.
        StayAsWeAre => "stay_as_we_are",
        /// *I'd like to mentor*; carries the pair that is complete.
        WouldMentor => "would_mentor",
        /// *Not now*; carries the same.
        NotAsMentor => "not_as_mentor",
        /// *End this pair*; carries it.
        EndPair => "end_pair",
        /// *Open*, of a cohort; carries it.
        OpenCohort => "open_cohort",
        /// *Make a cohort*; carries the programme.
        MakeCohort => "make_cohort",
        /// *Change*, of a cohort; carries it.
        EditCohort => "edit_cohort",
        /// *End the cohort*; carries it.
        EndCohort => "end_cohort",
        /// *Join*, of somebody who was asked to be in a cohort; carries it.
        JoinCohort => "join_cohort",
        /// *No, thanks*; carries the same.
        DeclineCohort => "decline_cohort",
        /// *Leave the cohort*; carries it.
        LeaveCohort => "leave_cohort",
        /// *Tell the cohort*; carries the pair that is complete.
        TellCohort => "tell_cohort",
        /// *Answer*, of a cohort's weekly question; carries the round.
        AnswerRound => "answer_round",
        /// *Take it back*, of one's answer to it; carries the same.
        TakeBackRound => "take_back_round",
        /// *Take it back*, of something that went well; carries the win.
        TakeBackWin => "take_back_win",
        /// *Send it again*, of a growth record; carries the pair that is complete.
        SendRecord => "send_record",
        /// *Back*, in the form that sets a programme up; carries the step it goes back to.
        SetupBack => "setup_back",
        /// *Ask these two*, for a lead; carries a mentor and a mentee.
        AskThese => "ask_these",
        /// *Earlier*, of what is ahead; carries whose, how many days, and the page.
        PreviewEarlier => "preview_earlier",
        /// *Later*; carries the same.
        PreviewLater => "preview_later",
        /// *What it does in turn*, of a cohort; carries it.
        CohortTurns => "cohort_turns",
        /// *I'll do it*, of a discussion; carries it and which turn that is.
        LeadDiscussion => "lead_discussion",
        /// *Swap with…*; carries the same.
        SwapTurn => "swap_turn",
        /// *Skip this time*; carries the same.
        SkipTurn => "skip_turn",
        /// *Choose a topic*; carries the same.
        ChooseTopic => "choose_topic",
        /// *I'll take it*, of somebody else's turn; carries a discussion and which swap that is.
        TakeTurn => "take_turn",
        /// *I'd rather not*; carries the same.
        LeaveTurn => "leave_turn",
        /// *Write a note*, of what came of a discussion; carries it.
        NoteDiscussion => "note_discussion",
        /// *Done*, of somebody's work that was read; carries the peer review.
        PeerRead => "peer_read",
        /// *Not this time*; carries the same.
        PeerNotNow => "peer_not_now",
    }
}

#[cfg(test)]
mod tests;
