//! Every limit of Block Kit the builders keep to, each with its own name, in characters or pieces.
//!
//! Slack does not say how it counts characters; we count Unicode scalar values. Nothing here is configurable.

/// Fallback text of a message. Slack cuts at 40,000, but splits a message well before that.
pub const MESSAGE_TEXT: usize = 3_900;
/// Blocks in one message.
pub const MESSAGE_BLOCKS: usize = 50;
/// Blocks we put into one message before the rest goes into its thread: room is left for a heading and a page number.
pub const PART_BLOCKS: usize = 45;
/// What people wrote, in one message, before the rest goes into its thread. Ours, well under what Slack takes.
pub const MESSAGE_USER_TEXT: usize = 10_000;
/// Blocks in a modal or in App Home.
pub const VIEW_BLOCKS: usize = 100;
/// Text of a section.
pub const SECTION: usize = 3_000;
/// Fields of a section.
pub const FIELDS: usize = 10;
/// Text of one field of a section.
pub const FIELD: usize = 2_000;
/// Text of a header.
pub const HEADER: usize = 150;
/// Text of a context line. Slack names no limit for it; a section's is safe.
pub const CONTEXT: usize = 3_000;
/// Elements in one block of buttons.
pub const BUTTONS: usize = 25;
/// What stands on a button.
pub const BUTTON_LABEL: usize = 75;
/// What a button carries.
pub const BUTTON_VALUE: usize = 2_000;
/// Options in a select.
pub const SELECT_OPTIONS: usize = 100;
/// Options in a group of checkboxes.
pub const CHECKBOX_OPTIONS: usize = 10;
/// Text of an option.
pub const OPTION_LABEL: usize = 75;
/// What an option carries.
pub const OPTION_VALUE: usize = 150;
/// Grey text in an empty input.
pub const PLACEHOLDER: usize = 150;
/// Label of an input.
pub const INPUT_LABEL: usize = 2_000;
/// Hint under an input.
pub const INPUT_HINT: usize = 2_000;
/// Text a plain text input takes.
pub const INPUT_TEXT: usize = 3_000;
/// Title of a confirmation.
pub const CONFIRM_TITLE: usize = 100;
/// Text of a confirmation.
pub const CONFIRM_TEXT: usize = 300;
/// Either button of a confirmation.
pub const CONFIRM_BUTTON: usize = 30;
/// `action_id`, `block_id` and `callback_id`.
pub const IDENTIFIER: usize = 255;
/// Title, submit and close of a modal.
pub const MODAL_LABEL: usize = 24;
/// What a view carries unseen.
pub const PRIVATE_METADATA: usize = 3_000;
/// Alternative text of an image.
pub const ALT_TEXT: usize = 2_000;
/// Charts in one message.
pub const CHARTS: usize = 2;
/// Title of a chart, and of its axes.
pub const CHART_TITLE: usize = 50;
/// What stands under a group of bars, and the name of a series.
pub const CHART_LABEL: usize = 20;
/// Series of a chart.
pub const CHART_SERIES: usize = 6;
/// Groups of bars in a chart.
pub const CHART_GROUPS: usize = 20;
/// Address of an image.
pub const IMAGE_URL: usize = 3_000;
