//! The fixed vocabulary: every word that records, plans and policies are made of.
//! Never holds an owner's own words; those are motivators and touchpoints.

/// Defines an enum whose variants have one identifier each, the same in every codec.
macro_rules! symbols {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $id:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// All values, in the order that every codec counts them.
            pub const ALL: &[Self] = &[$(Self::$variant),+];
            /// The identifiers, for error texts.
            pub const IDS: &str = concat_ids!($($id),+);

            const WORDS: &[&str] = &[$($id),+];

            /// The identifier used in records, plans and policies.
            #[must_use]
            pub const fn id(self) -> &'static str {
                Self::WORDS[self as usize]
            }

            /// The value with this identifier.
            #[must_use]
            pub fn from_id(id: &str) -> Option<Self> {
                Self::ALL.get(position(Self::WORDS, id)).copied()
            }
        }
    };
}

/// Where a word is in a list, else past its end. Not generic, so that the page carries it once.
#[inline(never)]
fn position(words: &[&str], word: &str) -> usize {
    words.iter().position(|known| *known == word).unwrap_or(words.len())
}

macro_rules! concat_ids {
    ($first:literal $(, $rest:literal)*) => { concat!($first $(, ", ", $rest)*) };
}

symbols! {
    /// What an experience is for.
    Kind {
        /// A short note in the tone of the motivator.
        WelcomeNote = "welcome_note",
        /// Products re-ranked by belief.
        CuratedOffer = "curated_offer",
        /// The next useful step.
        CoachNudge = "coach_nudge",
        /// A fast lane for who knows what they want.
        DesireResponse = "desire_response",
        /// Done for the shopper, after opt-in, with undo.
        AutomaticExecution = "automatic_execution",
        /// What is new since the last visit.
        Arrival = "arrival",
        /// Something went wrong: put it right.
        Recovery = "recovery",
        /// One or two questions.
        Pulse = "pulse",
    }
}

symbols! {
    /// Where the shopper stands in the purchase.
    Phase {
        /// The need is still latent.
        Recognize = "recognize",
        /// Looking for the option.
        Request = "request",
        /// Buying, receiving, using, returning.
        Respond = "respond",
    }
}

symbols! {
    /// How a shopper met a piece of content, weakest first.
    Response {
        /// Visible for less than a second.
        Skip = "skip",
        /// Neither skipped, read nor acted on.
        Glance = "glance",
        /// Visible long enough to have been read.
        Read = "read",
        /// Clicked, opened, copied, put in the cart.
        Act = "act",
    }
}

symbols! {
    /// What became of a decision.
    Outcome {
        /// Rendered and visible for a second.
        Shown = "shown",
        /// The same moment for a holdout shopper.
        WouldShow = "would_show",
        /// Used what it offers.
        Engaged = "engaged",
        /// An order in the visit.
        Converted = "converted",
        /// Sent away by the shopper.
        Dismissed = "dismissed",
        /// What had failed then worked.
        Recovered = "recovered",
        /// Taken back by the shopper.
        Undone = "undone",
        /// Went away neither engaged nor dismissed.
        Ignored = "ignored",
        /// An order came after this decision too, which was not the visit's first.
        Followed = "followed",
    }
}

symbols! {
    /// What leaves the page for a storefront.
    Mode {
        /// Nothing is sent.
        Off = "off",
        /// Sums only, k-thresholded.
        Counts = "counts",
        /// Sums with noise on release.
        Dp = "dp",
        /// One randomised symbol, made in the browser.
        Ldp = "ldp",
    }
}

symbols! {
    /// Whether the shopper was here within 30 days.
    Returning {
        /// Seen within 30 days.
        Yes = "yes",
        /// Storage is allowed and holds nothing.
        No = "no",
        /// Storage is not allowed.
        Unknown = "unknown",
    }
}

symbols! {
    /// How much the shopper wants Motivo to do, least first.
    Agency {
        /// Answers when asked.
        Answer = "answer",
        /// Shows what fits.
        Show = "show",
        /// Also says what could be the next step.
        Coach = "coach",
        /// Also does things, with undo.
        Do = "do",
    }
}

symbols! {
    /// Why an experience does not appear at a moment; the rules are in [`crate::manners`].
    Refusal {
        /// The shopper asked for a pause.
        Paused = "paused",
        /// Nobody is interrupted here.
        Quiet = "quiet",
        /// A decision was drawn on this page.
        PageHadOne = "page_had_one",
        /// The visit raised all the cells it may.
        Enough = "enough",
        /// The page has no place or products for it.
        NotHere = "not_here",
        /// The shopper asked for less.
        Agency = "agency",
        /// Not for this phase.
        Phase = "phase",
        /// Too little evidence.
        Evidence = "evidence",
        /// Its kind appeared in this visit.
        Appeared = "appeared",
        /// Its kind was sent away in the last 30 days.
        Dismissed = "dismissed",
        /// Too soon after the last interruption.
        CoolDown = "cool_down",
    }
}

symbols! {
    /// What the shopper says about a motivator.
    Correction {
        /// Nothing.
        None = "",
        /// This matters to me.
        More = "more",
        /// This is not me.
        Less = "less",
    }
}

symbols! {
    /// What goes wrong for a shopper.
    Friction {
        /// Clicked again and again.
        Rage = "rage",
        /// A click that did nothing.
        Dead = "dead",
        /// A wait.
        Slow = "slow",
        /// The page said that something failed.
        Error = "error",
        /// A form refused what was entered.
        FormError = "form_error",
        /// A search found nothing.
        NoResults = "no_results",
        /// What was wanted is not there.
        OutOfStock = "out_of_stock",
        /// The cart did not do what was asked.
        CartError = "cart_error",
        /// A payment failed.
        PaymentError = "payment_error",
        /// An order is late.
        LateDelivery = "late_delivery",
    }
}

symbols! {
    /// What became of a friction.
    FrictionState {
        /// It was noticed.
        Seen = "seen",
        /// Help was there.
        Answered = "answered",
        /// What had failed then worked, or the shopper said solved.
        PutRight = "put_right",
    }
}

symbols! {
    /// Whether the shopper feels connected, as the pulse has it.
    Connected {
        /// Nobody asked, or nobody answered.
        Unasked = "unasked",
        /// Feels so, and understood.
        Yes = "yes",
        /// Does not.
        No = "no",
    }
}

symbols! {
    /// What the pulse may ask; the ranges of its answers are in [`Question::range`].
    Question {
        /// How it was: poor, fair, good, excellent, delighted.
        Delight = "delight",
        /// How likely it would be recommended, 0 to 10.
        Advocacy = "advocacy",
        /// Feels connected, 1 to 5.
        Feel = "feel",
        /// Feels understood, 1 to 5.
        Understands = "understands",
        /// Would choose it again, 1 to 5.
        Again = "again",
        /// Which touchpoint mattered, by its place in the storefront's list.
        Mattered = "mattered",
        /// Whether what had gone wrong is solved, no or yes.
        Solved = "solved",
        /// Whether it arrived as promised, no or yes.
        Arrived = "arrived",
    }
}

symbols! {
    /// A word of the shopper about Motivo itself; never which motivator it was about.
    Control {
        /// A guess was corrected.
        Corrected = "corrected",
        /// Answers when asked, from now on.
        AgencyAnswer = "agency_answer",
        /// Shows what fits, from now on.
        AgencyShow = "agency_show",
        /// Says what could be the next step, from now on.
        AgencyCoach = "agency_coach",
        /// Does things, from now on.
        AgencyDo = "agency_do",
        /// Nothing for a while.
        Paused = "paused",
        /// What was remembered is forgotten.
        Erased = "erased",
    }
}

symbols! {
    /// Where an experience appears.
    Place {
        /// A small card in a corner, in the top layer.
        Toast = "toast",
        /// A card near the thing it speaks of.
        Popover = "popover",
        /// A slot the page reserves.
        Inline = "inline",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_identifier_leads_back_to_its_value() {
        for kind in Kind::ALL {
            assert_eq!(Kind::from_id(kind.id()), Some(*kind));
        }
        assert_eq!(Response::IDS, "skip, glance, read, act");
        assert_eq!(Phase::from_id("shopping"), None);
    }
}
