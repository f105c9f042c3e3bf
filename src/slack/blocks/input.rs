//! The controls of our forms. Each stands in a block of its own, so a value is found by its `block_id` alone.
//!
//! An input keeps what was typed across an update of its view as long as its `block_id` stays. What is written into
//! a box beforehand is the person's own earlier text, and cannot become anything active there.

use jiff::{
    Timestamp,
    civil::{Date, Time},
};

use super::{Block, Kind, limits, words::fit};
use crate::domain::{
    ids::{SlackChannel, SlackUser},
    text::UserText,
};

/// What comes after it in a `block_id` says how often the same form was shown, and is no part of the field's name.
pub const AFRESH: char = '@';

/// The `action_id` of every control that does not ask for another one.
pub const ACTION_ID: &str = "value";

/// A labelled control, whichever it is.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Input {
    pub(super) block_id: String,
    pub(super) label: String,
    pub(super) hint: Option<String>,
    pub(super) need: Need,
    /// The `action_id` of the click that every change causes, if changes are to be told at once.
    pub(super) dispatch: Option<String>,
    pub(super) control: Control,
}

/// Whether a form can be sent without it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Need {
    Required,
    Optional,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Control {
    Text { lines: Lines, placeholder: Option<String>, initial: Option<UserText>, max: usize },
    Select { placeholder: Option<String>, options: Vec<Choice>, initial: Option<String> },
    Checkboxes { options: Vec<Choice>, ticked: Vec<String> },
    Date { initial: Option<Date> },
    Time { initial: Option<Time> },
    Moment { initial: Option<Timestamp> },
    Person { placeholder: Option<String>, initial: Option<SlackUser> },
    Channel { initial: Option<SlackChannel> },
    People { initial: Vec<SlackUser>, most: usize },
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Lines {
    One,
    Many,
}

/// As much of a text as a box of `max` characters can hold when it opens.
pub(super) fn held(text: &UserText, max: usize) -> String {
    text.expose().chars().take(max).collect()
}

/// A time of day as Slack writes it.
pub(super) fn clock(time: Time) -> String {
    time.strftime("%H:%M").to_string()
}

/// One thing that can be chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// What comes back.
    pub value: String,
    /// What is shown, in plain text.
    pub label: String,
}

impl Choice {
    /// A choice that shows `label` and sends `value`.
    pub fn new(value: impl Into<String>, label: impl AsRef<str>) -> Self {
        Self { value: value.into(), label: fit(label.as_ref(), limits::OPTION_LABEL) }
    }
}

fn input(block_id: &str, label: impl AsRef<str>, control: Control) -> Input {
    Input {
        block_id: block_id.to_owned(),
        label: fit(label.as_ref(), limits::INPUT_LABEL),
        hint: None,
        need: Need::Required,
        dispatch: None,
        control,
    }
}

/// What every control can say about itself, written once.
macro_rules! labelled {
    ($($name:ident),+) => {$(
        impl $name {
            /// The form may be sent without it; without this call it may not.
            pub fn optional(mut self) -> Self {
                self.0.need = Need::Optional;
                self
            }

            /// A line of help under the control, in plain text.
            pub fn hint(mut self, hint: impl AsRef<str>) -> Self {
                self.0.hint = Some(fit(hint.as_ref(), limits::INPUT_HINT));
                self
            }

            /// Every change arrives at once as a click with this `action_id`; of a text, every character.
            pub fn dispatch(mut self, action_id: &str) -> Self {
                self.0.dispatch = Some(action_id.to_owned());
                self
            }
        }

        impl From<$name> for Block {
            fn from(input: $name) -> Self {
                Block(Kind::Input(input.0))
            }
        }
    )+};
}

labelled!(
    TextInput,
    Select,
    Checkboxes,
    DatePicker,
    TimePicker,
    MomentPicker,
    UserPicker,
    ChannelPicker,
    PeoplePicker
);

/// A box to write in.
#[derive(Debug, Clone, PartialEq)]
pub struct TextInput(Input);

impl TextInput {
    /// A required box of one line.
    pub fn new(block_id: &str, label: impl AsRef<str>) -> Self {
        let control = Control::Text {
            lines: Lines::One,
            placeholder: None,
            initial: None,
            max: limits::INPUT_TEXT,
        };
        Self(input(block_id, label, control))
    }

    /// Room for several lines.
    pub fn multiline(self) -> Self {
        self.with(|lines, _, _, _| *lines = Lines::Many)
    }

    /// Grey text that stands in it while it is empty.
    pub fn placeholder(self, words: impl AsRef<str>) -> Self {
        self.with(|_, placeholder, _, _| {
            *placeholder = Some(fit(words.as_ref(), limits::PLACEHOLDER))
        })
    }

    /// What stands in it when it opens, as far as the box can hold. [`super::check`] finds a text that is longer: sent
    /// back, it would have lost its end.
    pub fn initial(self, text: Option<&UserText>) -> Self {
        self.with(|_, _, initial, _| *initial = text.cloned())
    }

    /// The most characters it takes; never more than Slack allows.
    pub fn max(self, chars: usize) -> Self {
        self.with(|_, _, _, max| *max = chars.clamp(1, limits::INPUT_TEXT))
    }

    fn with(
        mut self,
        change: impl FnOnce(&mut Lines, &mut Option<String>, &mut Option<UserText>, &mut usize),
    ) -> Self {
        if let Control::Text { lines, placeholder, initial, max } = &mut self.0.control {
            change(lines, placeholder, initial, max);
        }
        self
    }
}

/// A list to choose one thing from.
#[derive(Debug, Clone, PartialEq)]
pub struct Select(Input);

impl Select {
    /// A required choice; Slack takes 1 to 100 options.
    pub fn new(block_id: &str, label: impl AsRef<str>, options: impl Into<Vec<Choice>>) -> Self {
        let control = Control::Select { placeholder: None, options: options.into(), initial: None };
        Self(input(block_id, label, control))
    }

    /// Grey text that stands in it while nothing is chosen.
    pub fn placeholder(mut self, words: impl AsRef<str>) -> Self {
        if let Control::Select { placeholder, .. } = &mut self.0.control {
            *placeholder = Some(fit(words.as_ref(), limits::PLACEHOLDER));
        }
        self
    }

    /// The value chosen when it opens; a value that is no option of it chooses nothing.
    pub fn initial(mut self, value: impl Into<String>) -> Self {
        if let Control::Select { initial, .. } = &mut self.0.control {
            *initial = Some(value.into());
        }
        self
    }
}

/// Boxes to tick, one or several.
#[derive(Debug, Clone, PartialEq)]
pub struct Checkboxes(Input);

impl Checkboxes {
    /// Boxes of which none need be ticked; Slack takes 1 to 10.
    pub fn new(block_id: &str, label: impl AsRef<str>, options: impl Into<Vec<Choice>>) -> Self {
        let control = Control::Checkboxes { options: options.into(), ticked: Vec::new() };
        // A required group could never be left alone, which is what a box is for.
        Self(input(block_id, label, control)).optional()
    }

    /// The values ticked when it opens.
    pub fn ticked(mut self, values: impl IntoIterator<Item = impl Into<String>>) -> Self {
        if let Control::Checkboxes { ticked, .. } = &mut self.0.control {
            *ticked = values.into_iter().map(Into::into).collect();
        }
        self
    }

    /// At least one box must be ticked.
    pub fn required(mut self) -> Self {
        self.0.need = Need::Required;
        self
    }
}

/// A day to pick.
#[derive(Debug, Clone, PartialEq)]
pub struct DatePicker(Input);

impl DatePicker {
    /// A required day, with the one that stands there when it opens.
    pub fn new(block_id: &str, label: impl AsRef<str>, initial: Option<Date>) -> Self {
        Self(input(block_id, label, Control::Date { initial }))
    }
}

/// A time of day to pick, in whole minutes and in nobody's zone.
#[derive(Debug, Clone, PartialEq)]
pub struct TimePicker(Input);

impl TimePicker {
    /// A required time, with the one that stands there when it opens.
    pub fn new(block_id: &str, label: impl AsRef<str>, initial: Option<Time>) -> Self {
        Self(input(block_id, label, Control::Time { initial }))
    }
}

/// A day and a time of day to pick, on the clock of whoever picks it; the instant comes back, in seconds.
#[derive(Debug, Clone, PartialEq)]
pub struct MomentPicker(Input);

impl MomentPicker {
    /// A required moment, with the one that stands there when it opens.
    pub fn new(block_id: &str, label: impl AsRef<str>, initial: Option<Timestamp>) -> Self {
        Self(input(block_id, label, Control::Moment { initial }))
    }
}

/// A person of the workspace to pick.
#[derive(Debug, Clone, PartialEq)]
pub struct UserPicker(Input);

impl UserPicker {
    /// A required person.
    pub fn new(block_id: &str, label: impl AsRef<str>) -> Self {
        Self(input(block_id, label, Control::Person { placeholder: None, initial: None }))
    }

    /// Grey text that stands in it while nobody is chosen.
    pub fn placeholder(mut self, words: impl AsRef<str>) -> Self {
        if let Control::Person { placeholder, .. } = &mut self.0.control {
            *placeholder = Some(fit(words.as_ref(), limits::PLACEHOLDER));
        }
        self
    }

    /// The person chosen when it opens.
    pub fn initial(mut self, user: &SlackUser) -> Self {
        if let Control::Person { initial, .. } = &mut self.0.control {
            *initial = Some(user.clone());
        }
        self
    }
}

/// A public channel of this workspace to pick.
#[derive(Debug, Clone, PartialEq)]
pub struct ChannelPicker(Input);

impl ChannelPicker {
    /// A required channel.
    pub fn new(block_id: &str, label: impl AsRef<str>) -> Self {
        Self(input(block_id, label, Control::Channel { initial: None }))
    }

    /// The channel chosen when it opens.
    pub fn initial(mut self, channel: &SlackChannel) -> Self {
        if let Control::Channel { initial } = &mut self.0.control {
            *initial = Some(channel.clone());
        }
        self
    }
}

/// People of the workspace to pick.
#[derive(Debug, Clone, PartialEq)]
pub struct PeoplePicker(Input);

impl PeoplePicker {
    /// At least one person; without [`most`](Self::most) as many as one likes.
    pub fn new(block_id: &str, label: impl AsRef<str>) -> Self {
        Self(input(block_id, label, Control::People { initial: Vec::new(), most: usize::MAX }))
    }

    /// So many at most.
    pub fn most(mut self, people: usize) -> Self {
        if let Control::People { most, .. } = &mut self.0.control {
            *most = people;
        }
        self
    }

    /// Those chosen when it opens.
    pub fn initial(mut self, users: &[SlackUser]) -> Self {
        if let Control::People { initial, .. } = &mut self.0.control {
            *initial = users.to_vec();
        }
        self
    }
}
