//! What leaves the page: one short line of enumerated symbols and small integers.
//! Never free text, an address, a product, a time or an identifier that outlives the record.
//!
//! `m1 <mode> <storefront> <id> <type> <fields…>`, single spaces, ASCII, at most 240 bytes:
//! ```text
//! m1 counts sample 00112233445566778899aabbccddeeff visit 0 no 5 2
//! m1 counts sample 0011… decision 0 5 request welcome_note/5 0 17 12
//! m1 counts sample 0011… outcome 0 5 request welcome_note/5 0 17 12 engaged 0 3
//! m1 counts sample 0011… conversion 0 no 5 2
//! m1 counts sample 0011… friction payment_error respond 14 seen 0
//! m1 counts sample 0011… control corrected
//! m1 counts sample 0011… touchpoints 0 2 5 9 11 13 14 19 request 0 3 0 0 3 unasked 35 1 2 13 unasked
//! m1 counts sample 0011… pulse 0 5 2 3 - 4 5 - - - -
//! m1 ldp sample 0011… private 0 welcome_note 2 22 7
//! ```

mod friction;
mod private;
mod pulse;
mod touchpoints;

pub use friction::FrictionOf;
pub use private::{Nats, Private};
pub use pulse::{ANSWERS, Pulse, SIGNS};
pub use touchpoints::{State, Touchpoints};

use crate::decode::{Fields, RecordError};
use crate::policy::{Arm, Decision, Tickets};
use crate::symbols::{Control, Mode, Outcome, Phase, Returning};
use alloc::string::String;

/// The longest record, in bytes.
pub const MAX_BYTES: usize = 240;

/// One record: where it belongs, its dedup id, what happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The privacy mode it was made under.
    pub mode: Mode,
    /// The storefront's key, `[a-z0-9][a-z0-9-]{0,31}`.
    pub storefront: String,
    /// Random, lives only so that a retry is counted once.
    pub id: u128,
    /// What happened.
    pub body: Body,
}

/// What a record tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Body {
    /// The visit reached its first decision moment.
    Visit(Visit),
    /// A decision was drawn.
    Decision(Decision),
    /// A decision had an outcome.
    Outcome(OutcomeOf),
    /// The visit ended in an order; at most one a visit.
    Conversion(Conversion),
    /// Something went wrong, or was answered, or put right.
    Friction(FrictionOf),
    /// The shopper asked something of Motivo itself.
    Control(Control),
    /// Which of eight touchpoints were met, and how the visit stands.
    Touchpoints(Touchpoints),
    /// What the pulse asked and was answered; at most one a visit.
    Pulse(Pulse),
    /// One symbol, told by chance; the only record of the mode `ldp`.
    Private(Private),
}

/// The denominator of everything: a visit at its first decision moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Visit {
    /// Drawn to be shown nothing.
    pub holdout: bool,
    /// Here within 30 days.
    pub returning: Returning,
    /// Likeliest motivator, `None` when the belief abstains.
    pub motivator: Option<u8>,
    /// A response-strength level drawn by its chance, 0..=3: the sum over visits is what is believed
    /// of them together, and no visit tells for certain what was believed of it.
    pub strength: u8,
}

/// An outcome, with the decision it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutcomeOf {
    /// The decision, repeated.
    pub decision: Decision,
    /// What became of it.
    pub outcome: Outcome,
    /// The visit's reward before, in twentieths, 0..=20.
    pub before: u8,
    /// The visit's reward after, in twentieths, 0..=20.
    pub after: u8,
}

/// An order in the visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conversion {
    /// As in the visit's record.
    pub holdout: bool,
    /// As in the visit's record.
    pub returning: Returning,
    /// As in the visit's record.
    pub motivator: Option<u8>,
    /// Revenue bucket, 0..=5: none, under each of the owner's four bounds, more.
    pub revenue: u8,
}

impl Record {
    /// The record as the line that is sent.
    #[must_use]
    pub fn encode(&self) -> String {
        let mut text = String::new();
        self.body.encode(self.mode, &self.storefront, self.id, &mut text);
        text
    }

    /// Reads a line, strictly.
    ///
    /// # Errors
    /// Names the first field that is not as [`Record`] says.
    pub fn decode(text: &str) -> Result<Self, RecordError> {
        let mut fields = Fields::new(text)?;
        let mode = fields.symbol("mode", Mode::from_id, Mode::IDS)?;
        let storefront = fields.storefront()?;
        let id = fields.id()?;
        let body = match fields.word("type")? {
            "visit" => Body::Visit(Visit {
                holdout: fields.flag("holdout")?,
                returning: fields.symbol("returning", Returning::from_id, Returning::IDS)?,
                motivator: fields.bucket()?,
                strength: fields.small("strength", 0, 3)?,
            }),
            "decision" => Body::Decision(decision(&mut fields)?),
            "outcome" => Body::Outcome(OutcomeOf {
                decision: decision(&mut fields)?,
                outcome: fields.symbol("outcome", Outcome::from_id, Outcome::IDS)?,
                before: fields.small("before", 0, 20)?,
                after: fields.small("after", 0, 20)?,
            }),
            "conversion" => Body::Conversion(Conversion {
                holdout: fields.flag("holdout")?,
                returning: fields.symbol("returning", Returning::from_id, Returning::IDS)?,
                motivator: fields.bucket()?,
                revenue: fields.small("revenue", 0, 5)?,
            }),
            "friction" => Body::Friction(FrictionOf::decode(&mut fields)?),
            "control" => Body::Control(friction::control(&mut fields)?),
            "touchpoints" => Body::Touchpoints(Touchpoints::decode(&mut fields)?),
            "pulse" => Body::Pulse(Pulse::decode(&mut fields)?),
            "private" => Body::Private(Private::decode(&mut fields)?),
            other => {
                return Err(RecordError::new(
                    "type",
                    other,
                    "visit, decision, outcome, conversion, friction, control, touchpoints, pulse or private",
                ));
            }
        };
        fields.end()?;
        Ok(Self { mode, storefront, id, body })
    }
}

impl Body {
    /// Appends the record of this body.
    pub fn encode(&self, mode: Mode, storefront: &str, id: u128, text: &mut String) {
        text.push_str("m1");
        let line = &mut Line(text);
        line.word(mode.id()).word(storefront).word("");
        push_hex(line.0, id);
        self.push(text);
    }

    /// Appends the fields that come after the id, each after a space.
    pub fn push(&self, text: &mut String) {
        let line = &mut Line(text);
        match self {
            Self::Visit(of) => {
                line.word("visit").visit(of.holdout, of.returning, of.motivator, of.strength);
            }
            Self::Decision(decision) => {
                line.word("decision").decision(decision);
            }
            Self::Outcome(of) => {
                line.word("outcome").decision(&of.decision).word(of.outcome.id());
                line.number(of.before.into()).number(of.after.into());
            }
            Self::Conversion(of) => {
                line.word("conversion").visit(of.holdout, of.returning, of.motivator, of.revenue);
            }
            Self::Friction(of) => of.push(line),
            Self::Touchpoints(of) => of.push(line),
            Self::Pulse(of) => of.push(line),
            Self::Private(of) => of.push(line),
            Self::Control(control) => {
                line.word("control").word(control.id());
            }
        }
    }
}

fn decision(fields: &mut Fields<'_>) -> Result<Decision, RecordError> {
    Ok(Decision {
        policy: fields.number("policy")?,
        motivator: fields.bucket()?,
        phase: fields.symbol("phase", Phase::from_id, Phase::IDS)?,
        arm: Arm::from_id(fields.word("arm")?).map_err(|found| {
            RecordError::new("arm", found, "nothing, or a kind and a variant: welcome_note/5")
        })?,
        holdout: fields.flag("holdout")?,
        kind: Tickets::new(fields.small("kind tickets", 1, 20)?),
        variant: Tickets::new(fields.small("variant tickets", 1, 20)?),
    })
}

/// A line of words under construction.
struct Line<'a>(&'a mut String);

impl Line<'_> {
    fn word(&mut self, word: &str) -> &mut Self {
        self.0.push(' ');
        self.0.push_str(word);
        self
    }

    fn flag(&mut self, flag: bool) -> &mut Self {
        self.word(if flag { "1" } else { "0" })
    }

    fn bucket(&mut self, motivator: Option<u8>) -> &mut Self {
        match motivator {
            Some(index) => self.number(index.into()),
            None => self.word("abstained"),
        }
    }

    fn number(&mut self, number: u32) -> &mut Self {
        self.0.push(' ');
        push_number(self.0, number);
        self
    }

    fn visit(&mut self, holdout: bool, returning: Returning, motivator: Option<u8>, number: u8) {
        self.flag(holdout).word(returning.id()).bucket(motivator).number(number.into());
    }

    fn decision(&mut self, decision: &Decision) -> &mut Self {
        self.number(decision.policy).bucket(decision.motivator).word(decision.phase.id());
        self.0.push(' ');
        decision.arm.push_id(self.0);
        self.flag(decision.holdout)
            .number(decision.kind.get().into())
            .number(decision.variant.get().into())
    }
}

/// Appends a number in decimal without the formatting machinery, which costs bytes in the page.
pub fn push_number(text: &mut String, number: u32) {
    if number >= 10 {
        push_number(text, number / 10);
    }
    text.push(char::from(b'0' + (number % 10) as u8));
}

/// The 32 lower-case hexadecimal digits of a dedup id.
#[must_use]
pub fn hex(id: u128) -> String {
    let mut text = String::new();
    push_hex(&mut text, id);
    text
}

fn push_hex(text: &mut String, id: u128) {
    for byte in id.to_be_bytes() {
        for digit in [byte >> 4, byte & 15] {
            text.push(char::from(b"0123456789abcdef"[usize::from(digit)]));
        }
    }
}
