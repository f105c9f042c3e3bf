//! The tables: what each block, element and composition object may hold, and within which limits.
//!
//! One row per member, in the words and numbers of Slack's Block Kit reference. Rules that concern two
//! members at once (a minimum above a maximum, a section with neither text nor fields) are in `inspect.rs`.

use super::Surface;

/// What a member's value must be.
#[derive(Debug, Clone, Copy)]
pub(super) enum Rule {
    /// A `plain_text` object of one to this many characters.
    Plain(usize),
    /// A `plain_text` or `mrkdwn` object of one to this many characters.
    Text(usize),
    /// A list of one to so many text objects of one to so many characters.
    Texts(usize, usize),
    /// A string of so many to so many characters.
    Words(usize, usize),
    /// One of these strings.
    OneOf(&'static [&'static str]),
    /// A boolean.
    Flag,
    /// A whole number between these.
    Whole(i64, i64),
    /// `2026-03-02`
    Date,
    /// `09:30`
    Time,
    /// A URL that begins with http and has at most so many characters.
    Url(usize),
    /// A list of one to so many options whose texts are plain (or, for the second kind, may be mrkdwn).
    Options(usize, Texts),
    /// A list of option groups.
    Groups,
    /// An option that stands among the element's own.
    Offered,
    /// A list of such options.
    OfferedList,
    /// A list of ids or other short words, at most so many.
    List(usize),
    /// A confirmation dialog.
    Confirm,
    /// When an input tells the app at once.
    Dispatch,
    /// One element that may stand in this kind of place.
    Element(Place),
    /// A list of so many elements that may stand in this kind of place.
    Elements(Place, usize),
    /// What a chart draws.
    Chart,
    /// The parts of a rich text block or value.
    Rich,
    /// Anything: Slack has rules, but the app does not use it.
    Object,
}

/// Whether options may use mrkdwn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Texts {
    Plain,
    Any,
}

/// Where an element can stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Section,
    Actions,
    Input,
    Context,
}

/// The members a thing must and may have, besides `type`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    pub(super) must: &'static [(&'static str, Rule)],
    pub(super) may: &'static [(&'static str, Rule)],
}

const ID: Rule = Rule::Words(1, 255);
const PLACEHOLDER: (&str, Rule) = ("placeholder", Rule::Plain(150));
const CONFIRM: (&str, Rule) = ("confirm", Rule::Confirm);
const FOCUS: (&str, Rule) = ("focus_on_load", Rule::Flag);
const ACTION: (&str, Rule) = ("action_id", ID);
const ANY: usize = 1000;

/// A block's shape, or `None` for a type Slack would not know here.
pub(super) fn block(kind: &str, surface: Surface) -> Option<Shape> {
    let message_only = surface == Surface::Message;
    Some(match kind {
        "section" => Shape {
            must: &[],
            may: &[
                ("text", Rule::Text(3000)),
                ("fields", Rule::Texts(10, 2000)),
                ("accessory", Rule::Element(Place::Section)),
                ("expand", Rule::Flag),
            ],
        },
        "header" => {
            Shape { must: &[("text", Rule::Plain(150))], may: &[("level", Rule::Whole(1, 6))] }
        }
        "divider" => Shape { must: &[], may: &[] },
        "context" => Shape { must: &[("elements", Rule::Elements(Place::Context, 10))], may: &[] },
        "actions" => Shape { must: &[("elements", Rule::Elements(Place::Actions, 25))], may: &[] },
        "image" => Shape {
            must: &[("alt_text", Rule::Words(1, 2000))],
            may: &[
                ("image_url", Rule::Url(3000)),
                ("slack_file", Rule::Object),
                ("title", Rule::Plain(2000)),
            ],
        },
        "input" => Shape {
            must: &[("label", Rule::Plain(2000)), ("element", Rule::Element(Place::Input))],
            may: &[
                ("hint", Rule::Plain(2000)),
                ("optional", Rule::Flag),
                ("dispatch_action", Rule::Flag),
            ],
        },
        "rich_text" => Shape { must: &[("elements", Rule::Rich)], may: &[] },
        "data_visualization" if message_only => {
            Shape { must: &[("title", Rule::Words(1, 50)), ("chart", Rule::Chart)], may: &[] }
        }
        "markdown" if message_only => Shape { must: &[("text", Rule::Words(1, 12_000))], may: &[] },
        _ => return None,
    })
}

/// Where an element may stand; `None` for an unknown type.
pub(super) fn places(kind: &str) -> Option<&'static [Place]> {
    use Place::{Actions, Context, Input, Section};
    Some(match kind {
        "button" | "overflow" => &[Section, Actions],
        "image" => &[Section, Context],
        "plain_text" | "mrkdwn" => &[Context],
        "static_select"
        | "external_select"
        | "users_select"
        | "conversations_select"
        | "channels_select"
        | "datepicker"
        | "timepicker"
        | "checkboxes"
        | "radio_buttons" => &[Section, Actions, Input],
        "multi_static_select"
        | "multi_external_select"
        | "multi_users_select"
        | "multi_conversations_select"
        | "multi_channels_select" => &[Section, Input],
        "datetimepicker" => &[Actions, Input],
        "plain_text_input" | "email_text_input" | "url_text_input" | "number_input"
        | "rich_text_input" | "file_input" => &[Input],
        _ => return None,
    })
}

/// An element's shape, or `None` for an unknown type.
pub(super) fn element(kind: &str) -> Option<Shape> {
    button_like(kind).or_else(|| menu(kind)).or_else(|| picker(kind)).or_else(|| typed(kind))
}

fn button_like(kind: &str) -> Option<Shape> {
    Some(match kind {
        "button" => Shape {
            must: &[("text", Rule::Plain(75))],
            may: &[
                ACTION,
                ("url", Rule::Url(3000)),
                ("value", Rule::Words(1, 2000)),
                ("style", Rule::OneOf(&["primary", "danger"])),
                CONFIRM,
                ("accessibility_label", Rule::Words(1, 75)),
            ],
        },
        "overflow" => {
            Shape { must: &[("options", Rule::Options(5, Texts::Plain))], may: &[ACTION, CONFIRM] }
        }
        "image" => Shape {
            must: &[("alt_text", Rule::Words(1, 2000))],
            may: &[("image_url", Rule::Url(3000)), ("slack_file", Rule::Object)],
        },
        "checkboxes" => Shape {
            must: &[("options", Rule::Options(10, Texts::Any))],
            may: &[ACTION, ("initial_options", Rule::OfferedList), CONFIRM, FOCUS],
        },
        "radio_buttons" => Shape {
            must: &[("options", Rule::Options(10, Texts::Any))],
            may: &[ACTION, ("initial_option", Rule::Offered), CONFIRM, FOCUS],
        },
        _ => return None,
    })
}

fn menu(kind: &str) -> Option<Shape> {
    let may: &'static [(&'static str, Rule)] = match kind {
        "static_select" => &[
            ("options", Rule::Options(100, Texts::Plain)),
            ("option_groups", Rule::Groups),
            ("initial_option", Rule::Offered),
            PLACEHOLDER,
            ACTION,
            CONFIRM,
            FOCUS,
        ],
        "multi_static_select" => &[
            ("options", Rule::Options(100, Texts::Plain)),
            ("option_groups", Rule::Groups),
            ("initial_options", Rule::OfferedList),
            ("max_selected_items", Rule::Whole(1, 1000)),
            PLACEHOLDER,
            ACTION,
            CONFIRM,
            FOCUS,
        ],
        "external_select" | "multi_external_select" => &[
            ("initial_option", Rule::Object),
            ("initial_options", Rule::Object),
            ("min_query_length", Rule::Whole(0, 1000)),
            ("max_selected_items", Rule::Whole(1, 1000)),
            PLACEHOLDER,
            ACTION,
            CONFIRM,
            FOCUS,
        ],
        "users_select" => &[("initial_user", ID), PLACEHOLDER, ACTION, CONFIRM, FOCUS],
        "channels_select" => &[
            ("initial_channel", ID),
            ("response_url_enabled", Rule::Flag),
            PLACEHOLDER,
            ACTION,
            CONFIRM,
            FOCUS,
        ],
        "conversations_select" => &[
            ("initial_conversation", ID),
            ("default_to_current_conversation", Rule::Flag),
            ("response_url_enabled", Rule::Flag),
            ("filter", Rule::Object),
            PLACEHOLDER,
            ACTION,
            CONFIRM,
            FOCUS,
        ],
        "multi_users_select" => &[
            ("initial_users", Rule::List(ANY)),
            ("max_selected_items", Rule::Whole(1, 1000)),
            PLACEHOLDER,
            ACTION,
            CONFIRM,
            FOCUS,
        ],
        "multi_channels_select" => &[
            ("initial_channels", Rule::List(ANY)),
            ("max_selected_items", Rule::Whole(1, 1000)),
            PLACEHOLDER,
            ACTION,
            CONFIRM,
            FOCUS,
        ],
        "multi_conversations_select" => &[
            ("initial_conversations", Rule::List(ANY)),
            ("default_to_current_conversation", Rule::Flag),
            ("max_selected_items", Rule::Whole(1, 1000)),
            ("filter", Rule::Object),
            PLACEHOLDER,
            ACTION,
            CONFIRM,
            FOCUS,
        ],
        _ => return None,
    };
    Some(Shape { must: &[], may })
}

fn picker(kind: &str) -> Option<Shape> {
    let may: &'static [(&'static str, Rule)] = match kind {
        "datepicker" => &[("initial_date", Rule::Date), PLACEHOLDER, ACTION, CONFIRM, FOCUS],
        "timepicker" => &[
            ("initial_time", Rule::Time),
            ("timezone", Rule::Words(1, 100)),
            PLACEHOLDER,
            ACTION,
            CONFIRM,
            FOCUS,
        ],
        // Slack wants ten digits: Unix seconds between 2001 and 2286.
        "datetimepicker" => &[
            ("initial_date_time", Rule::Whole(1_000_000_000, 9_999_999_999)),
            ACTION,
            CONFIRM,
            FOCUS,
        ],
        _ => return None,
    };
    Some(Shape { must: &[], may })
}

fn typed(kind: &str) -> Option<Shape> {
    Some(match kind {
        "plain_text_input" => Shape {
            must: &[],
            may: &[
                ACTION,
                ("initial_value", Rule::Words(0, 3000)),
                ("multiline", Rule::Flag),
                ("min_length", Rule::Whole(0, 3000)),
                ("max_length", Rule::Whole(1, 3000)),
                ("dispatch_action_config", Rule::Dispatch),
                FOCUS,
                PLACEHOLDER,
            ],
        },
        "email_text_input" | "url_text_input" => Shape {
            must: &[],
            may: &[
                ACTION,
                ("initial_value", Rule::Words(0, 3000)),
                ("dispatch_action_config", Rule::Dispatch),
                FOCUS,
                PLACEHOLDER,
            ],
        },
        "number_input" => Shape {
            must: &[("is_decimal_allowed", Rule::Flag)],
            may: &[
                ACTION,
                ("initial_value", Rule::Words(0, 255)),
                ("min_value", Rule::Words(1, 255)),
                ("max_value", Rule::Words(1, 255)),
                ("dispatch_action_config", Rule::Dispatch),
                FOCUS,
                PLACEHOLDER,
            ],
        },
        "rich_text_input" => Shape {
            must: &[ACTION],
            may: &[
                ("initial_value", Rule::Object),
                ("dispatch_action_config", Rule::Dispatch),
                FOCUS,
                PLACEHOLDER,
            ],
        },
        "file_input" => Shape {
            must: &[],
            may: &[ACTION, ("filetypes", Rule::List(100)), ("max_files", Rule::Whole(1, 10))],
        },
        _ => return None,
    })
}

/// What a view may hold besides `type` and `blocks`.
pub(super) fn view(surface: Surface) -> Shape {
    match surface {
        Surface::Home => Shape {
            must: &[],
            may: &[
                ("private_metadata", Rule::Words(0, 3000)),
                ("callback_id", Rule::Words(0, 255)),
                ("external_id", Rule::Words(0, 255)),
            ],
        },
        Surface::Modal | Surface::Message => Shape {
            must: &[("title", Rule::Plain(24))],
            may: &[
                ("submit", Rule::Plain(24)),
                ("close", Rule::Plain(24)),
                ("private_metadata", Rule::Words(0, 3000)),
                ("callback_id", Rule::Words(0, 255)),
                ("external_id", Rule::Words(0, 255)),
                ("clear_on_close", Rule::Flag),
                ("notify_on_close", Rule::Flag),
                ("submit_disabled", Rule::Flag),
            ],
        },
    }
}
