//! When office hours come next, as App Home says it.

use crate::{
    domain::person::Person,
    features::schedule::office::Coming,
    slack::blocks::words::{channel_mention, minute, when},
};

/// A line of its own.
pub(super) fn line(person: &Person, Coming { span, channel }: &Coming) -> String {
    format!(
        "\nOffice hours: {} to {}, in {}",
        when(span.opens, &person.zone.weekday_time(span.opens)),
        minute(span.closes, &person.zone.time(span.closes)),
        channel_mention(channel)
    )
}
