//! Forms as they are sent, with the kind of every field that the table names.

use serde_json::{Value, json};
use trellis::{sandbox::acting::Forged, slack::action::Form};

/// A form somebody sends, whether or not it was opened for them.
pub(super) fn submission(form: Form, carries: &str, values: &Value) -> Forged {
    let held = |(field, value): (&String, &Value)| {
        let held = match field.as_str() {
            "to" if value == "partner" => {
                json!({ "type": "static_select", "selected_option": { "value": value } })
            }
            "day" | "from" | "to" | "due_on" | "starts_on" => {
                json!({ "type": "datepicker", "selected_date": value })
            }
            "on" | "brought" => json!({ "type": "checkboxes", "selected_options": value }),
            "done" => {
                let ticked = value.as_array().unwrap().iter();
                let ticked: Vec<Value> = ticked.map(|it| json!({ "value": it })).collect();
                json!({ "type": "checkboxes", "selected_options": ticked })
            }
            "none" => json!({ "type": "checkboxes", "selected_options": [{ "value": "yes" }] }),
            "exact" => json!({ "type": "datetimepicker", "selected_date_time": value }),
            "suggested" => json!({ "type": "users_select", "selected_user": value }),
            "closest" | "weekly" | "because" | "time" | "day_of_week" | "purpose" | "minutes"
            | "rhythm" | "happened" | "area" | "reached" | "outcome_6" | "outcome_7"
            | "checkins" | "replies" | "questions" | "urgent_rule" | "between" => {
                json!({ "type": "static_select", "selected_option": { "value": value } })
            }
            chosen if chosen.starts_with("says_") => {
                json!({ "type": "static_select", "selected_option": { "value": value } })
            }
            _ => json!({ "type": "plain_text_input", "value": value }),
        };
        (field.clone(), json!({ "value": held }))
    };
    let values = values.as_object().unwrap().iter().map(held).collect();
    Forged::Submission { form: form.id().to_owned(), metadata: carries.to_owned(), values }
}
