//! What the tagger promises for any text and any file; what it says of real texts is measured, not tested.
//! Never with the shipped weights: those are tested where they are embedded.

use super::*;
use alloc::vec;
use proptest::prelude::*;

/// Weights drawn from a small generator, so that every feature speaks.
fn noise() -> Vec<u8> {
    let mut state = 1_u32;
    let mut draw = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8 as i8
    };
    let weights: Vec<_> = (0..FEATURES).map(|_| core::array::from_fn(|_| draw())).collect();
    encode(-20.0, &[0.05; 10], &[-1.0; 10], &weights)
}

proptest! {
    #[test]
    fn any_text_gets_weights_from_zero_to_one_and_the_same_ones_again(text in any::<String>()) {
        let bytes = noise();
        let tagger = Tagger::new(&bytes).expect("what encode wrote");
        for language in [None, Some(Language::Pt)] {
            let tagged = tagger.tag(&text, language);
            prop_assert_eq!(tagged, tagger.tag(&text, language));
            if let Ok(tags) = tagged.tags {
                prop_assert!(tags.iter().all(|weight| (0.0..=1.0).contains(weight)));
            }
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in any::<Vec<u8>>(), at in 0..41_056_usize, bit in 0..8) {
        prop_assert!(Tagger::new(&bytes).is_err());
        let mut damaged = noise();
        damaged[at] ^= 1_u8 << bit;
        prop_assert!(Tagger::new(&damaged).is_err());
    }
}

#[test]
fn a_refused_file_says_why_and_what_to_do() {
    let good = noise();
    let refusal = |bytes: &[u8]| Tagger::new(bytes).expect_err("a bad file").to_string();
    assert_eq!(refusal(b""), "no weights of the text tagger: use a tagger.bin");
    assert_eq!(
        refusal(&good[..20_000]),
        "20000 bytes of weights instead of 41056: the file is cut off or mixed up, copy it again"
    );
    let mut newer = good.clone();
    newer[4] = 2;
    assert_eq!(
        refusal(&newer),
        "weights of version 2, and this motivo reads version 1: use the tagger.bin that came with it"
    );
    let mut damaged = good.clone();
    damaged[9_999] ^= 4;
    assert_eq!(
        refusal(&damaged),
        "weights that do not match their checksum: the file is damaged, copy it again"
    );
}

#[test]
fn a_number_that_is_none_is_refused() {
    let weights = vec![[1; 10]; FEATURES];
    for scale in [f32::NAN, f32::INFINITY] {
        let bytes = encode(0.1, &[scale; 10], &[0.0; 10], &weights);
        assert_eq!(Tagger::new(&bytes).map(|_| ()), Err(WeightsError::Damaged));
    }
}

#[test]
fn what_cannot_be_told_is_not_guessed() {
    let bytes = noise();
    let tagger = Tagger::new(&bytes).expect("what encode wrote");
    let told = |text: &str| tagger.tag(text, None).tags.err();
    assert_eq!(told(""), Some(Abstention::Short));
    assert_eq!(told("Adventure"), Some(Abstention::Short));
    assert_eq!(told("Прогулка по тихому лесу"), Some(Abstention::Short));
    assert_eq!(told("Not for crowds"), Some(Abstention::Negated));
    assert_eq!(told("Nichts für große Abenteurer"), Some(Abstention::Negated));
    assert_eq!(
        told("The best of the woods. Das Beste aus dem Wald und der Wiese"),
        Some(Abstention::Mixed)
    );
    let finnish = "Hiljainen kahvila keskellä kaupunkia tarjoaa lounasta jokaisena arkipäivänä";
    assert_eq!(told(finnish), None, "eight words may be a title in any language");
    let longer =
        "Hiljainen pieni kahvila keskellä kaupunkia tarjoaa lounasta jokaisena arkipäivänä";
    assert_eq!(told(longer), Some(Abstention::Language));
}
