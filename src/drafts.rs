//! What people are typing at this moment: the newest state of each open form, until it is written down.
//!
//! Slack tells of every change of a form with everything that stands in it, so a newer state simply takes the place of an
//! older one. Nothing is decided here about who may write, and nothing waits: whoever writes the states down asks for
//! what is due and says afterwards what was written. Forms that nobody touches are forgotten after a while, and there
//! is room for a limited number of them, so that memory does not grow with how much people type.

use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use jiff::Timestamp;

use crate::domain::{
    draft::{About, Typing},
    ids::SlackUser,
};

/// A form is written down at most this often while somebody types.
const PACE: Duration = Duration::from_secs(1);

/// How long an untouched form is remembered once it is written down: events that come late are late by seconds.
const REMEMBERED: Duration = Duration::from_secs(60 * 60);

/// How many forms are remembered at most.
const MOST: usize = 500;

/// The states of open forms. Cheap to clone; clones share them.
#[derive(Clone, Default)]
pub struct Drafts {
    forms: Arc<Mutex<HashMap<OpenForm, Entry>>>,
}

/// A form before somebody: who it is, and the id of the view. Nobody can say anything about somebody else's.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OpenForm {
    user: SlackUser,
    view: String,
}

impl OpenForm {
    fn of(view: &str, typing: &Typing) -> Self {
        Self { user: typing.user.clone(), view: view.to_owned() }
    }
}

/// The newest state of one form.
struct Entry {
    typing: Typing,
    heard: Heard,
    life: Life,
    /// When Slack says the newest change was made.
    typed_at: Option<Timestamp>,
    /// How often it has changed, and which change is written down.
    changes: u64,
    written: u64,
    written_at: Option<Duration>,
    touched_at: Duration,
}

/// What can still come from a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Life {
    /// It is open.
    Open,
    /// It was closed or sent: what comes from now on was typed before that.
    Over,
}

/// How it is known that somebody typed into a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// A change of it was told.
    Changing,
    /// Only its end was told, to a process that heard of no change before; perhaps nothing was typed.
    Ending,
}

/// A state that is to be written down.
#[derive(Debug, Clone)]
pub struct Newest {
    /// The id of the view.
    pub view: String,
    /// The state.
    pub typing: Typing,
    /// How it came.
    pub heard: Heard,
    change: u64,
}

impl Drafts {
    /// Something changed in a view. `typed_at` is Slack's time of the change: of two changes that have one the later
    /// counts, whichever comes first. Without one, the later to come counts.
    pub fn typed(
        &self,
        view: &str,
        typing: Typing,
        (typed_at, now): (Option<Timestamp>, Duration),
    ) {
        let (mut forms, form) = (self.forms(), OpenForm::of(view, &typing));
        let Some(entry) = forms.get_mut(&form) else {
            make_room(&mut forms, now);
            let entry = Entry::new(typing, (Heard::Changing, Life::Open), now);
            forms.insert(form, Entry { typed_at, ..entry });
            return;
        };
        let is_old = typed_at.zip(entry.typed_at).is_some_and(|(this, last)| this < last);
        if entry.life == Life::Open && !is_old {
            entry.take(typing, now);
            entry.typed_at = typed_at.or(entry.typed_at);
        }
    }

    /// A view was closed, with what stood in it if Slack said so. True when something was typed in it, or may have been.
    pub fn closed(&self, view: &str, typing: Typing, now: Duration) -> bool {
        let (mut forms, form) = (self.forms(), OpenForm::of(view, &typing));
        match forms.get_mut(&form) {
            Some(entry) if entry.life == Life::Over => false,
            // A close without values says nothing of what was typed, and the last change may still be on its way.
            Some(_) if typing.draft.is_empty() => true,
            Some(entry) => {
                entry.take(typing, now);
                entry.life = Life::Over;
                true
            }
            None if typing.draft.is_empty() => false,
            None => {
                make_room(&mut forms, now);
                let entry = Entry::new(typing, (Heard::Ending, Life::Over), now);
                forms.insert(form, entry);
                true
            }
        }
    }

    /// A view was sent: there is nothing to write down, and nothing that comes late changes that.
    pub fn sent(&self, view: &str, typing: Typing, now: Duration) {
        let (mut forms, form) = (self.forms(), OpenForm::of(view, &typing));
        make_room(&mut forms, now);
        let entry = Entry::new(typing, (Heard::Ending, Life::Over), now);
        forms.insert(form, Entry { written: entry.changes, ..entry });
    }

    /// A view that was sent shows its form again: what is typed in it from now on counts.
    pub fn opened_again(&self, view: &str, user: &SlackUser) {
        self.forms()
            .retain(|form, entry| form.view != view || form.user != *user || entry.is_unwritten());
    }

    /// Nothing this person typed about this until then, by Slack's time, is to be written down any more. What they type
    /// afterwards is, because then the form is still before them.
    pub fn discarded(&self, (user, about): (&SlackUser, About), typed_at: Option<Timestamp>) {
        for entry in self.forms().values_mut() {
            if entry.typing.user == *user && entry.typing.about == about {
                entry.written = entry.changes;
                entry.typed_at = typed_at.max(entry.typed_at);
            }
        }
    }

    /// The forms that are to be written down now: changed, and not written down in the last second.
    pub fn due(&self, now: Duration) -> Vec<OpenForm> {
        self.unwritten(|entry| entry.written_at.is_none_or(|at| at + PACE <= now))
    }

    /// The forms with something that is not written down.
    pub fn all_unwritten(&self) -> Vec<OpenForm> {
        self.unwritten(|_| true)
    }

    /// The same of one person.
    pub fn unwritten_of(&self, user: &SlackUser) -> Vec<OpenForm> {
        self.unwritten(|entry| entry.typing.user == *user)
    }

    fn unwritten(&self, also: impl Fn(&Entry) -> bool) -> Vec<OpenForm> {
        let forms = self.forms();
        let found = forms.iter().filter(|(_, entry)| entry.is_unwritten() && also(entry));
        found.map(|(form, _)| form.clone()).collect()
    }

    /// What is to be written down of a form; `None` when nothing is.
    pub fn newest(&self, form: &OpenForm) -> Option<Newest> {
        let forms = self.forms();
        let entry = forms.get(form).filter(|entry| entry.is_unwritten())?;
        let (typing, heard) = (entry.typing.clone(), entry.heard);
        Some(Newest { view: form.view.clone(), typing, heard, change: entry.changes })
    }

    /// This state of a form stands in the file.
    pub fn written(&self, form: &OpenForm, newest: &Newest, now: Duration) {
        if let Some(entry) = self.forms().get_mut(form) {
            entry.written = entry.written.max(newest.change);
            entry.written_at = Some(now);
        }
    }

    fn forms(&self) -> MutexGuard<'_, HashMap<OpenForm, Entry>> {
        self.forms.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Entry {
    fn new(typing: Typing, (heard, life): (Heard, Life), now: Duration) -> Self {
        Self {
            typing,
            heard,
            life,
            typed_at: None,
            changes: 1,
            written: 0,
            written_at: None,
            touched_at: now,
        }
    }

    fn take(&mut self, typing: Typing, now: Duration) {
        self.touched_at = now;
        if self.typing != typing {
            self.typing = typing;
            self.changes += 1;
        }
    }

    fn is_unwritten(&self) -> bool {
        self.written < self.changes
    }
}

/// Forgets what is written down and was not touched for long; where that is not enough, the least lately touched.
fn make_room(forms: &mut HashMap<OpenForm, Entry>, now: Duration) {
    forms.retain(|_, entry| entry.is_unwritten() || entry.touched_at + REMEMBERED > now);
    while forms.len() >= MOST {
        let age = |entry: &Entry| (entry.is_unwritten(), entry.touched_at);
        let oldest = forms.iter().min_by_key(|(_, entry)| age(entry));
        let Some(oldest) = oldest.map(|(form, _)| form.clone()) else { return };
        forms.remove(&oldest);
    }
}

impl fmt::Debug for Drafts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Drafts({} forms)", self.forms().len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        draft::{Draft, Entry as Value},
        ids::CheckinId,
        text::UserText,
    };

    const SOON: Duration = Duration::from_millis(10);

    fn typing(words: &str) -> Typing {
        let text = UserText::unfinished(words, 100).map(Value::Text);
        Typing {
            user: "U1".into(),
            about: About::Reply(CheckinId(7)),
            draft: Draft::default().with("feedback", text),
        }
    }

    fn at(second: i64) -> Option<Timestamp> {
        Timestamp::from_second(second).ok()
    }

    fn form(view: &str) -> OpenForm {
        OpenForm::of(view, &typing(""))
    }

    fn newest(drafts: &Drafts, view: &str) -> Option<String> {
        let newest = drafts.newest(&form(view))?;
        newest.typing.draft.text("feedback").map(|text| text.expose().to_owned())
    }

    fn write_down(drafts: &Drafts, view: &str, now: Duration) {
        let newest = drafts.newest(&form(view)).unwrap();
        drafts.written(&form(view), &newest, now);
    }

    #[test]
    fn the_later_change_counts_whichever_comes_first() {
        let drafts = Drafts::default();
        drafts.typed("V1", typing("ab"), (at(2), SOON));
        drafts.typed("V1", typing("a"), (at(1), SOON));
        assert_eq!(newest(&drafts, "V1").as_deref(), Some("ab"));
        drafts.typed("V1", typing("abc"), (None, SOON));
        assert_eq!(newest(&drafts, "V1").as_deref(), Some("abc"), "without a time, as it comes");
    }

    #[test]
    fn a_view_is_due_at_once_and_then_once_a_second() {
        let drafts = Drafts::default();
        drafts.typed("V1", typing("a"), (at(1), SOON));
        assert_eq!(drafts.due(SOON), [form("V1")]);
        write_down(&drafts, "V1", SOON);
        assert!(drafts.due(SOON).is_empty(), "nothing has changed");
        drafts.typed("V1", typing("ab"), (at(1), SOON));
        assert!(drafts.due(SOON).is_empty(), "the second is not over");
        assert_eq!(drafts.unwritten_of(&"U1".into()), [form("V1")]);
        assert_eq!(drafts.due(SOON + PACE), [form("V1")]);
    }

    #[test]
    fn what_changes_while_it_is_written_down_is_written_down_next() {
        let drafts = Drafts::default();
        drafts.typed("V1", typing("a"), (at(1), SOON));
        let first = drafts.newest(&form("V1")).unwrap();
        drafts.typed("V1", typing("ab"), (at(2), SOON));
        drafts.written(&form("V1"), &first, SOON);
        assert_eq!(newest(&drafts, "V1").as_deref(), Some("ab"));
    }

    #[test]
    fn nothing_comes_back_after_it_was_sent() {
        let drafts = Drafts::default();
        drafts.typed("V1", typing("ab"), (at(2), SOON));
        drafts.sent("V1", typing(""), SOON);
        drafts.typed("V1", typing("abc"), (at(3), SOON));
        assert!(!drafts.closed("V1", typing("abc"), SOON));
        assert_eq!(newest(&drafts, "V1"), None);
    }

    #[test]
    fn a_form_that_is_opened_again_is_heard_again() {
        let drafts = Drafts::default();
        drafts.sent("V1", typing(""), SOON);
        drafts.opened_again("V1", &"U2".into());
        drafts.typed("V1", typing("theirs"), (at(3), SOON));
        assert_eq!(newest(&drafts, "V1"), None, "somebody else opened it");
        drafts.opened_again("V1", &"U1".into());
        drafts.typed("V1", typing("more"), (at(4), SOON));
        assert_eq!(newest(&drafts, "V1").as_deref(), Some("more"));
    }

    #[test]
    fn what_was_typed_before_it_was_discarded_stays_away() {
        let drafts = Drafts::default();
        drafts.typed("V1", typing("ab"), (at(2), SOON));
        let (user, about) = ("U1".into(), About::Reply(CheckinId(7)));
        drafts.discarded((&user, about), at(4));
        drafts.typed("V1", typing("abc"), (at(3), SOON));
        assert_eq!(newest(&drafts, "V1"), None);
        drafts.typed("V1", typing("new"), (at(5), SOON));
        assert_eq!(newest(&drafts, "V1").as_deref(), Some("new"));
    }

    #[test]
    fn a_close_with_values_is_the_last_word_and_one_without_is_none() {
        let drafts = Drafts::default();
        assert!(!drafts.closed("V0", typing(""), SOON), "nothing was ever typed");
        drafts.typed("V1", typing("ab"), (at(2), SOON));
        assert!(drafts.closed("V1", typing(""), SOON));
        drafts.typed("V1", typing("abc"), (at(3), SOON));
        assert_eq!(newest(&drafts, "V1").as_deref(), Some("abc"), "it was only late");
        assert!(drafts.closed("V1", typing("abcd"), SOON));
        drafts.typed("V1", typing("abc"), (at(4), SOON));
        assert_eq!(newest(&drafts, "V1").as_deref(), Some("abcd"));
    }

    #[test]
    fn nobody_types_over_somebody_elses_words() {
        let drafts = Drafts::default();
        drafts.typed("V1", typing("mine"), (at(1), SOON));
        let other = Typing { user: "U2".into(), ..typing("theirs") };
        drafts.typed("V1", other.clone(), (at(2), SOON));
        drafts.sent("V1", other, SOON);
        assert_eq!(newest(&drafts, "V1").as_deref(), Some("mine"));
    }

    #[test]
    fn there_is_room_for_so_many_and_what_is_not_written_goes_last() {
        let drafts = Drafts::default();
        drafts.typed("first", typing("a"), (None, SOON));
        for i in 0..MOST {
            let view = format!("V{i}");
            drafts.typed(&view, typing("b"), (None, SOON * 2));
            write_down(&drafts, &view, SOON * 2);
        }
        assert_eq!(drafts.forms().len(), MOST);
        assert!(drafts.newest(&form("first")).is_some());
        let later = SOON * 2 + REMEMBERED;
        drafts.typed("last", typing("c"), (None, later));
        assert_eq!(drafts.forms().len(), 2, "the others were not touched for long");
    }

    #[test]
    fn its_debug_shows_no_words() {
        let drafts = Drafts::default();
        drafts.typed("V1", typing("secret"), (None, SOON));
        let newest = drafts.newest(&form("V1"));
        assert!(!format!("{drafts:?}{newest:?}").contains("secret"));
    }
}
