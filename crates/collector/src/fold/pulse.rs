//! What a pulse adds: each answer by itself, beside whether the shopper is connected.
//! Never two answers together, but those that make connection.

use super::{Cell, Names, cell, flag};
use motivo_core::record::Pulse;
use motivo_core::symbols::{Connected, Question};

pub(super) fn fold(
    of: &Pulse,
    names: &Names<'_>,
    cells: &mut Vec<Cell>,
) -> Result<(), &'static str> {
    let (motivator, holdout) = (names.bucket(of.motivator)?, flag(of.holdout));
    let said = if of.answers.iter().any(Option::is_some) { "answered" } else { "silent" };
    let mut keys = vec![("pulse", format!("pulse|{said}|{holdout}"))];
    for question in Question::ALL {
        let Some(answer) = of.answer(*question) else { continue };
        let answer = match question {
            Question::Mattered => names.place(answer).map_err(|_| question.id())?.to_owned(),
            _ => answer.to_string(),
        };
        keys.push(("pulse", format!("{}|{answer}|{holdout}", question.id())));
    }
    keys.push(("pulse_signs", format!("{}|{holdout}", of.signs)));
    let connected = of.connected();
    let mut known = Vec::new();
    if connected != Connected::Unasked {
        known.push("asked");
    }
    if connected == Connected::Yes {
        known.push("connected");
    }
    for (marginal, key) in keys {
        for measure in ["n"].iter().chain(&known) {
            cells.push(cell(marginal, &key, measure, 1.0));
        }
    }
    for measure in known {
        cells.push(cell("motivators", &format!("{motivator}|{holdout}"), measure, 1.0));
    }
    Ok(())
}
