//! `motivo replay`: JSON Lines of visits in, JSON Lines of what was believed after each event out.
//! Never guesses at a line that is wrong: it names the line, the field and what to write.

use super::lines;
use crate::error::Error;
use motivo_core::belief::Belief;
use motivo_core::model::{BUILT_IN, Learned, Model, ModelFile};
use motivo_core::motivator::{DEFAULT, Motivators, MotivatorsError};
use motivo_core::symbols::Response;
use serde::{Serialize, Serializer};
use serde_json::{Map, Value};
use std::fs;
use std::path::PathBuf;

/// What to replay, and with which model.
#[derive(clap::Args)]
pub(super) struct Options {
    /// JSON Lines of `{"id", "motivators"?, "prior"?, "events": [{"tags", "response"}]}`; standard
    /// input if not given
    file: Option<PathBuf>,
    /// Carry what each visit says about the storefront's response strengths to the next
    #[arg(long)]
    learn: bool,
    /// Use this model; one that is damaged or newer is told, and the built-in one is used
    #[arg(long, value_name = "FILE")]
    model: Option<PathBuf>,
}

/// Replays each visit as it comes.
pub(super) fn replay(options: &Options) -> Result<(), Error> {
    let own = match &options.model {
        Some(file) => {
            let text = fs::read(file).map_err(Error::reading(file))?;
            ModelFile::read(&String::from_utf8_lossy(&text))
                .inspect_err(|why| {
                    eprintln!("motivo: {}: {why}; the built-in model is used", file.display());
                })
                .ok()
        }
        None => None,
    };
    let base = own.as_ref().map_or(BUILT_IN, ModelFile::model);
    let mut learned = Learned::new(&base);
    lines::each(options.file.as_deref(), |line| {
        let model = if options.learn { learned.model(&base) } else { base };
        answer(line, &model, &mut learned)
    })
}

/// What is answered to a line; `learned` sees the visit.
///
/// # Errors
/// Says which field is wrong and what to write.
pub fn answer(
    line: &str,
    model: &Model<'_>,
    learned: &mut Learned,
) -> Result<impl Serialize + use<>, String> {
    Ok(Visit::check(line)?.replay(model, learned))
}

/// A visit that was checked.
#[derive(Debug)]
struct Visit {
    id: Value,
    motivators: Vec<String>,
    prior: Option<Vec<f32>>,
    events: Vec<(Vec<(u8, f32)>, Response)>,
}

const EXAMPLE: &str =
    r#"write {"id":"v1","events":[{"tags":{"belonging":0.7},"response":"read"}]}"#;

impl Visit {
    /// Reads a line, or says which field is wrong and what to write. Other fields are the owner's.
    fn check(line: &str) -> Result<Self, String> {
        let mut fields: Map<String, Value> = serde_json::from_str(line)
            .map_err(|error| format!("this is no JSON object ({error}): {EXAMPLE}"))?;
        let id = match fields.remove("id") {
            Some(id @ (Value::String(_) | Value::Number(_))) => id,
            Some(other) => return Err(format!("\"id\" is {other}: write a text or a number")),
            None => return Err(format!("\"id\" is missing: {EXAMPLE}")),
        };
        let motivators = match fields.remove("motivators") {
            None | Some(Value::Null) => DEFAULT.map(str::to_owned).to_vec(),
            Some(list) => motivators(list)?,
        };
        let prior = match fields.remove("prior") {
            None | Some(Value::Null) => None,
            Some(prior) => Some(prior_of(&prior, &motivators)?),
        };
        let Some(Value::Array(listed)) = fields.remove("events") else {
            return Err(format!("\"events\" is no list: {EXAMPLE}"));
        };
        let read = |(at, listed): (usize, &Value)| event(listed, &motivators, at);
        let events = listed.iter().enumerate().map(read).collect::<Result<_, _>>()?;
        Ok(Self { id, motivators, prior, events })
    }

    fn replay(self, model: &Model<'_>, learned: &mut Learned) -> Answer {
        let prior = self.prior.as_deref().unwrap_or(model.prior);
        let model = Model { prior, ..*model };
        let mut belief = Belief::new(self.motivators.len(), &model);
        let mut beliefs = Vec::with_capacity(self.events.len());
        for (tags, response) in &self.events {
            belief.update(tags, *response);
            let names = self.motivators.iter().cloned();
            let motivators = Chances(names.zip(belief.motivators()).collect());
            beliefs.push(Believed { motivators, bot: rounded(belief.bot()) });
        }
        learned.see(&belief);
        Answer { id: self.id, beliefs }
    }
}

fn motivators(listed: Value) -> Result<Vec<String>, String> {
    let wanted = "write 2 to 12 different names such as \"belonging\"";
    let names: Vec<String> = serde_json::from_value(listed)
        .map_err(|_| format!("\"motivators\" is no list of texts: {wanted}"))?;
    Motivators::new(&names).map_err(|error| match error {
        MotivatorsError::Count(count) => format!("\"motivators\" are {count}: {wanted}"),
        MotivatorsError::Identifier(at) => {
            let name = &names[at];
            format!("\"motivators[{at}]\" is \"{name}\": write a-z, 0-9 and _, 2 to 24 of them")
        }
        MotivatorsError::Twice(at) => format!("\"motivators[{at}]\" was there before: {wanted}"),
    })?;
    Ok(names)
}

/// How common each motivator is; they are scaled to sum 1.
fn prior_of(prior: &Value, motivators: &[String]) -> Result<Vec<f32>, String> {
    let wanted = "write a positive number for each motivator";
    let Value::Object(given) = prior else {
        return Err(format!("\"prior\" is {prior}: {wanted}"));
    };
    if let Some(name) = given.keys().find(|name| !motivators.contains(name)) {
        return Err(format!("\"prior\" has \"{name}\", which is no motivator here: leave it out"));
    }
    let of = |name: &String| match given.get(name).and_then(Value::as_f64) {
        Some(common) if (1e-6..=1e6).contains(&common) => Ok(common),
        _ => Err(format!("\"prior\" of \"{name}\": {wanted}, from 0.000001 to 1000000")),
    };
    let common: Vec<f64> = motivators.iter().map(of).collect::<Result<_, _>>()?;
    let sum: f64 = common.iter().sum();
    Ok(common.iter().map(|common| (common / sum) as f32).collect())
}

fn event(
    event: &Value,
    motivators: &[String],
    at: usize,
) -> Result<(Vec<(u8, f32)>, Response), String> {
    let response = event.get("response").and_then(Value::as_str);
    let known = Response::ALL.iter().find(|known| Some(known.id()) == response);
    let Some(response) = known else {
        let ids: Vec<_> = Response::ALL.iter().map(|known| known.id()).collect();
        let ids = ids.join(", ");
        return Err(format!("\"events[{at}].response\" is none: write one of {ids}"));
    };
    let empty = Map::new();
    let given = match event.get("tags") {
        None | Some(Value::Null) => &empty,
        Some(Value::Object(given)) => given,
        Some(other) => {
            return Err(format!("\"events[{at}].tags\" is {other}: write {{\"belonging\":0.7}}"));
        }
    };
    let weigh = |(name, weight): (&String, &Value)| {
        let motivator = motivators.iter().position(|known| known == name);
        let Some(motivator) = motivator else {
            let known = motivators.join(", ");
            return Err(format!("\"events[{at}].tags\" has \"{name}\": use one of {known}"));
        };
        match weight.as_f64() {
            Some(weight) if (0.0..=1.0).contains(&weight) => Ok((motivator as u8, weight as f32)),
            _ => Err(format!("\"events[{at}].tags.{name}\" is {weight}: write 0 to 1")),
        }
    };
    Ok((given.iter().map(weigh).collect::<Result<_, _>>()?, *response))
}

/// What was believed of a visit.
#[derive(Serialize)]
struct Answer {
    id: Value,
    beliefs: Vec<Believed>,
}

/// What was believed after an event.
#[derive(Serialize)]
struct Believed {
    motivators: Chances,
    bot: f64,
}

/// Chances by motivator, to seven digits after the point.
struct Chances(Vec<(String, f32)>);

impl Serialize for Chances {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, chance)| (name, rounded(*chance))))
    }
}

fn rounded(chance: f32) -> f64 {
    (f64::from(chance) * 1e7).round() / 1e7
}
