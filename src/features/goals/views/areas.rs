//! The form of a programme's areas.

use crate::{
    domain::{
        goal::{Area, MAX_AREA, MOST_AREAS, lines::AreaProblem},
        ids::ProgrammeId,
        text::UserText,
    },
    slack::{
        action::Form,
        blocks::{View, input::TextInput, say, small, view::Modal},
    },
};

/// The field of the areas.
pub const AREAS: &str = "areas";

/// The form, with the areas there are.
pub fn form(programme: ProgrammeId, areas: &[Area]) -> View {
    let lines: Vec<&str> = areas.iter().map(Area::name).collect();
    let stands = UserText::from_stored(lines.join("\n"));
    Modal::new(Form::GoalAreas.id(), "Areas of goals")
        .submit("Save")
        .close("Not now")
        .metadata(programme.to_string())
        .block(say("The areas in which pairs set goals, so that not all of them are about code."))
        .block(
            TextInput::new(AREAS, "Areas")
                .multiline()
                .initial(Some(&stands))
                .hint("One to a line. The goal every pair begins with stands in the first."),
        )
        .block(small(
            "A goal keeps the area it was set in. Everybody in the programme reads these names.",
        ))
        .into()
}

/// They are saved.
pub fn saved() -> View {
    Modal::new(Form::Page.id(), "Areas of goals")
        .close("Close")
        .block(say("Saved. Whoever sets a goal from now on chooses among these."))
        .into()
}

/// Areas that are not taken.
pub fn problem(problem: AreaProblem) -> String {
    match problem {
        AreaProblem::None => "Give one area at least, such as Technical.".to_owned(),
        AreaProblem::TooMany(count) => {
            format!(
                "These are {count} areas, and {MOST_AREAS} fit. Fewer are easier to choose from."
            )
        }
        AreaProblem::TooLong { line, chars } => {
            format!(
                "Line {line} has {chars} characters, and {MAX_AREA} fit. A word or two are enough."
            )
        }
    }
}
