//! Messages and views as plain text: what a person reads, a line per block. For the gallery and for stories.
//!
//! Buttons stand as `[label]`, inputs as `label: ____`, and what a person wrote between `«` and `»`. It is made to be
//! read in a snapshot, not to be parsed.

use super::{
    Block, Button, Kind, Message, View,
    chart::Chart,
    input::{Choice, Control, Input, Need, clock, held},
};

/// What a person reads in a message; the first line is its notification.
pub fn preview(message: &Message) -> String {
    let mut lines = vec![format!("(notification) {}", read(&message.text))];
    lines.extend(message.blocks.iter().map(line));
    lines.join("\n")
}

/// What a person reads in a modal or in App Home.
pub fn preview_view(view: &View) -> String {
    let mut lines = Vec::new();
    match view {
        View::Modal(modal) => lines.push(format!("== {} ==", modal.title)),
        View::Home(_) => lines.push("== Home ==".to_owned()),
    }
    lines.extend(view.blocks().iter().map(line));
    if let View::Modal(modal) = view {
        let labels = [&modal.close, &modal.submit].into_iter().flatten();
        let labels: Vec<String> = labels.map(|label| format!("[{label}]")).collect();
        if !labels.is_empty() {
            lines.push(labels.join(" "));
        }
    }
    lines.join("\n")
}

fn line(block: &Block) -> String {
    match &block.0 {
        Kind::Say(words) => read(words),
        Kind::Header(words) => format!("# {words}"),
        Kind::Small(words) => format!("({})", read(words)),
        Kind::Divider => "----".to_owned(),
        Kind::Facts(facts) => facts
            .iter()
            .map(|(label, value)| format!("{}: {}", read(label), read(value)))
            .collect::<Vec<_>>()
            .join(" | "),
        Kind::Quote { label, text } => format!("{label}: «{}»", text.expose()),
        Kind::Code { label, text } => format!("{label}: `«{}»`", text.expose()),
        Kind::Link { label, link } => format!("{label}: «{}»", link.as_str()),
        Kind::Buttons { buttons, .. } => buttons.iter().map(button).collect::<Vec<_>>().join(" "),
        Kind::Image { alt, .. } => format!("(picture: {alt})"),
        Kind::Chart(drawn) => chart(drawn),
        Kind::Input(input) => field(input),
    }
}

fn chart(chart: &Chart) -> String {
    let series = chart.series.iter().map(|series| {
        let bars = chart.groups.iter().zip(&series.values);
        let bars: Vec<String> = bars.map(|(group, value)| format!("{group} {value}")).collect();
        format!("{}: {}", series.name, bars.join(", "))
    });
    let series: Vec<String> = series.collect();
    format!("(chart: {}, in {}; {})", chart.title, chart.unit, series.join("; "))
}

fn button(button: &Button) -> String {
    match &button.confirm {
        None => format!("[{}]", button.label),
        Some(confirm) => format!(
            "[{} → {}: {} [{}] [{}]]",
            button.label, confirm.title, confirm.text, confirm.no, confirm.yes
        ),
    }
}

fn field(input: &Input) -> String {
    let mut label = input.label.clone();
    if input.need == Need::Optional {
        label.push_str(" (optional)");
    }
    let content = match &input.control {
        Control::Text { placeholder, initial, max, .. } => match (initial, placeholder) {
            (Some(text), _) => format!("«{}»", held(text, *max)),
            (None, Some(placeholder)) => format!("____ ({placeholder})"),
            (None, None) => "____".to_owned(),
        },
        Control::Select { options, initial, .. } => {
            mark(options, '•', |option| initial.as_ref() == Some(&option.value))
        }
        Control::Checkboxes { options, ticked } => {
            mark(options, 'x', |option| ticked.contains(&option.value))
        }
        Control::Moment { initial } => initial.map_or("____".to_owned(), |at| at.to_string()),
        Control::Date { initial } => initial.map_or("____".to_owned(), |date| date.to_string()),
        Control::Time { initial } => initial.map_or("____".to_owned(), clock),
        Control::Person { initial, .. } => {
            initial.as_ref().map_or("@____".to_owned(), |user| format!("@{user}"))
        }
        Control::People { initial, .. } => match initial.as_slice() {
            [] => "@____".to_owned(),
            some => some.iter().map(|user| format!("@{user}")).collect::<Vec<_>>().join(" "),
        },
        Control::Channel { initial } => {
            initial.as_ref().map_or("#____".to_owned(), |channel| format!("#{channel}"))
        }
    };
    match &input.hint {
        None => format!("{label}: {content}"),
        Some(hint) => format!("{label}: {content} ({hint})"),
    }
}

fn mark(options: &[Choice], sign: char, chosen: impl Fn(&Choice) -> bool) -> String {
    let options = options.iter().map(|option| {
        let sign = if chosen(option) { sign } else { ' ' };
        format!("({sign}) {}", option.label)
    });
    options.collect::<Vec<_>>().join(" ")
}

/// mrkdwn as it is read: dates by their fallback, mentions by id, entities as characters.
fn read(mrkdwn: &str) -> String {
    let mut shown = String::with_capacity(mrkdwn.len());
    let mut rest = mrkdwn;
    while let Some(open) = rest.find('<') {
        shown.push_str(&rest[..open]);
        let Some(length) = rest[open..].find('>') else { break };
        let token = &rest[open + 1..open + length];
        shown.push_str(token.rsplit_once('|').map_or(token, |(_, label)| label));
        rest = &rest[open + length + 1..];
    }
    shown.push_str(rest);
    shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}
