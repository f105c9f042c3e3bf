//! The rules of a mentorship programme, pure: no IO, no async, nothing of this crate outside this folder.
//! Every function takes `now` and returns a decision; the caller acts on it.
//!
//! # Glossary
//!
//! - **Pair**: a mentor and a mentee; its **room** is the group DM of the two and the bot.
//! - **Check-in**: what a mentee writes once a week; a week is an ISO week on the mentee's calendar.
//! - **Prompt**: the message that asks for it. **Nudge**: a repeat or reminder of a prompt.
//! - **Window**: somebody's own working hours on their working days. **Leave** and a programme's **holidays** close it.
//! - **Missed**: a week that was asked for, when the next one is due and nothing was written. A week can be **covered**: closed
//!   with the check-in of a later one.
//! - **Aside**: what somebody writes for one reader alone; it is in no record and is forgotten once it is delivered.
//! - **Promise**: when a reply is owed, in working time of the one who owes it. What it **allows** is the working time from
//!   the submission to that deadline; an answer is **measured** once, under the promise its question was asked under.
//! - **Standing**: how something that was asked stands: waiting, overdue or answered. **Too early**: fewer than five answers,
//!   too few for a figure.
//! - **Sign**: something in a pair's questions and answers that could go better; told to the mentor, who decides.
//! - **Question**: what a mentee asks outside the check-in, in **rounds**: the mentor is asked once, and again after each
//!   *Not yet*. **Answerable**: what a mentor answers, a check-in or a question.
//! - **Memory**: what was written before, when a question is about to be asked. A **shelf** is where it stands: a pair's own,
//!   or its programme's.
//! - **Action**: something one of a pair set out to do, asked about until it is done or dropped.
//! - **Template**: what a programme asks in its forms, in versions; an answer is shown with the words of its own.
//! - **Unasked**: what the bot says by itself, rather than in answer to something; it is counted, and can be switched off.
//! - **Card**: several unasked messages as one.
//! - **Office hours**: a window a mentor holds for everybody, every week or two, in the help channel. A **session** is one of
//!   them; who comes stands in its **line**.
//! - **Challenge**: a real bug or an exercise that a pair may be given every second week, as an **assignment**; the mentee may
//!   **write up** how they went about it.
//! - **Lead**: who answers for the programme; sees states and counts, never text.
//! - **Typed**: what somebody wrote to the bot itself. **Offer**: the question what it shall become. **Note**: words for
//!   the other one of a pair that owe no reply.
//! - **Kept**: what one of a pair saved to find it again, a **decision** with its reason or a **resource**.
//! - **Call**: thirty minutes at most, at a time both agreed to. **Rhythm**: how often a pair meets.
//! - **Invitation**: a call as it stands in a calendar: its title, its times and the call link.
//! - **Comfort hours**: somebody's window, when it is about calls. **Call hours**: those in which they take a call if need
//!   be, never fewer. A **slot** is a start and a length inside both people's call hours; its **burden** for a side is by how
//!   many minutes it reaches outside that side's comfort hours. The **openings** of a week are the slots to propose in it.
//! - **Turn**: whose turn it is to have an early or late hour; the **ledger** holds who had it. A **gift** is one taken out of
//!   turn: it is shown, and does not count.
//! - **Agenda**: what a pair could talk about at a call: what the two wrote for it, and what the record has since the last one.
//! - **Meeting**: what was said about a call when it began and afterwards. **Account**: what one side says became of it; the
//!   newest stands. **No-show**: somebody who was told in time did not come; who could not make it and says so is none.
//! - **Agreement**: what the two of a pair signed, in **versions**; the newest that both signed is **in force**.
//! - **Phase**: how much of the programme a running pair still needs. **Terms**: what is in force between the two.
//! - **Parting**: how a pair came to its end; of one that ended early with the kind of a reason.
//! - **Step**: a change of a pair's phase, which both choose; a **talk** is one time at which it is talked about.
//! - **Picture**: how far somebody has come towards standing alone, in trends and never as a score.
//! - **Occasion**: something that comes up in the life of a pair on a day of its own.
//! - **Goal**: what a pair aims at, with how they will know and a day, in an **area** and for a **quarter**; its **milestones**
//!   are done, dropped or open. **Undecided**: an open goal whose quarter is over.
//! - **Guide**: what a programme tells its people before they begin. **First week**: the list each side of a new pair gets.
//! - **Tip**: one thing to try, a sentence long. **Journal**: what somebody writes for themselves; an **entry** is one of it, and a
//!   **share** is one its author showed the other one of a pair.
//! - **Cohort**: people who start together and share one channel; its **members** are mentees. It is **at home** in the zone
//!   most of them live in.
//! - **Discussion**: the talk of a cohort once a month, led by the one whose **turn** it is; a **swap** exchanges two turns.
//! - **Peer review**: every two weeks, members of a cohort read something small of each other's.
//! - **Outgoing**: something the bot may say later, as ids.

pub mod access;
pub mod agenda;
pub mod agreement;
pub mod answer;
pub mod answerable;
pub mod aside;
pub mod attention;
pub mod availability;
pub mod cadence;
pub mod call;
pub mod call_signs;
pub mod challenge;
pub mod checkin;
pub mod cohort;
pub mod delivery;
pub mod difference;
pub mod discussion;
pub mod draft;
pub mod ending;
pub mod fairness;
pub mod first_week;
pub mod follow_up;
pub mod goal;
pub mod growth_record;
pub mod guide;
pub mod help_channel;
pub mod hints;
pub mod holidays;
pub mod ids;
pub mod independence;
pub mod invitation;
pub mod journal;
pub mod kept;
pub mod learning;
pub mod leave;
pub mod meeting;
pub mod memory;
pub mod missed;
pub mod nudge;
pub mod occasion;
pub mod office_hours;
pub mod outgoing;
pub mod overlap;
pub mod owed;
pub mod pair;
pub mod peer_review;
pub mod person;
pub mod post;
pub mod preview;
pub mod programme;
pub mod promise;
pub mod publication;
pub mod question;
pub mod rematch;
pub mod reply;
pub mod review;
pub mod rhythm;
pub mod roster;
pub mod rotation;
pub mod round;
pub mod search;
pub mod setup;
pub mod signs;
pub mod stats;
pub mod step;
pub mod suggestion;
pub mod table;
pub mod template;
pub mod terms;
pub mod text;
pub mod tip;
pub mod topic;
pub mod typed;
pub mod week;
pub mod working_hours;
pub mod zone;
