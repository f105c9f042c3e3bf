//! The program: hands the command line and the environment to [`trellis::cli`] and turns what comes back into an exit
//! code. Nothing else happens here.

use std::{env, process::ExitCode};

use clap::Parser;
use trellis::cli::{self, Cli};

fn main() -> ExitCode {
    match cli::run(Cli::parse(), environment) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{}", failure.story());
            failure.code().into()
        }
    }
}

/// One variable. What is not Unicode is kept with its bad parts replaced, so that it is reported as wrong and not as
/// missing.
#[expect(
    clippy::disallowed_methods,
    reason = "the one place that reads the environment, for `config`"
)]
fn environment(name: &str) -> Option<String> {
    match env::var(name) {
        Ok(value) => Some(value),
        Err(env::VarError::NotPresent) => None,
        Err(env::VarError::NotUnicode(value)) => Some(value.to_string_lossy().into_owned()),
    }
}
