use super::*;
use crate::model::BUILT_IN;
use proptest::prelude::*;

/// Sums of 1,800 f32 terms agree to about 1e-5.
const CLOSE: f32 = 2e-5;

const EQUAL: [f32; 10] = [0.1; 10];

/// Lives as long as the program, as models do.
fn model(model: Model<'static>) -> &'static Model<'static> {
    Box::leak(Box::new(model))
}

/// Nobody's motive changes.
fn still() -> &'static Model<'static> {
    model(Model { prior: &EQUAL, hazard: 0.0, ..BUILT_IN })
}

/// All motivators are equally common.
fn equal() -> &'static Model<'static> {
    model(Model { prior: &EQUAL, ..BUILT_IN })
}

fn events() -> impl Strategy<Value = Vec<(Vec<(u8, f32)>, Response)>> {
    let tags = proptest::collection::vec((0_u8..10, 0.1_f32..1.0), 1..4);
    let response = (0_usize..4).prop_map(|index| Response::ALL[index]);
    proptest::collection::vec((tags, response), 1..12)
}

fn after(events: &[(Vec<(u8, f32)>, Response)], model: &'static Model<'static>) -> Belief<'static> {
    let mut belief = Belief::new(10, model);
    events.iter().for_each(|(tags, response)| belief.update(tags, *response));
    belief
}

fn close(a: &[f32], b: &[f32]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| (a - b).abs() < CLOSE)
}

#[test]
fn the_chance_of_what_is_all_but_certain_is_one_at_most() {
    static PRIOR: [f32; 2] = [1.0 - 1e-7, 1e-7];
    for first in 1..100 {
        let mut belief = Belief::new(2, model(Model { prior: &PRIOR, ..BUILT_IN }));
        for event in 0..20 {
            belief.update(&[(0, 1.0)], Response::ALL[first * (event + 1) / 7 % 4]);
            assert!(belief.motivators()[0] <= 1.0, "{:?}", belief.motivators());
        }
    }
}

#[test]
fn strengths_are_drawn_by_their_chances() {
    let belief = after(&[(vec![(1, 1.0)], Response::Act)], equal());
    let (person, mut drawn) = (1.0 - belief.bot(), [0.0; 4]);
    for draw in 0..10_000 {
        drawn[usize::from(belief.strength((draw as f32 + 0.5) / 1e4))] += person / 1e4;
    }
    for (drawn, chance) in drawn.iter().zip(belief.strengths()) {
        assert!((drawn - chance).abs() < 1e-3, "{drawn} {chance}");
    }
    assert_eq!((belief.strength(0.0), belief.strength(1.0)), (0, 3));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn evidence_order_does_not_change_the_belief(mut events in events()) {
        let forward = after(&events, still()).motivators();
        events.reverse();
        prop_assert!(close(&forward, &after(&events, still()).motivators()));
    }

    #[test]
    fn strengths_that_a_storefront_expects_are_the_models(
        events in events(), shares in proptest::array::uniform4(0.01_f32..1.0), days in 0.0_f32..90.0,
    ) {
        let sum: f32 = shares.iter().sum();
        let shares = shares.map(|share| share / sum);
        let mut strengths = BUILT_IN.strengths;
        strengths.iter_mut().zip(shares).for_each(|(of, share)| of.1 = share);
        let mut learned = after(&events, model(Model { strengths, ..*equal() }));
        let mut expecting = Belief::expecting(shares, 10, equal());
        events.iter().for_each(|(tags, response)| expecting.update(tags, *response));
        learned.forget(days);
        expecting.forget(days);
        prop_assert_eq!(learned.motivators(), expecting.motivators());
        prop_assert_eq!(learned.strengths(), expecting.strengths());
    }

    #[test]
    fn beliefs_sum_to_one(events in events()) {
        let belief = after(&events, equal());
        prop_assert!((belief.motivators().iter().sum::<f32>() - 1.0).abs() < CLOSE);
        prop_assert!((0.0..=1.0).contains(&belief.bot()));
    }

    #[test]
    fn a_skip_never_raises_the_skipped_motivator(events in events(), skipped in 0_u8..10) {
        let mut belief = after(&events, still());
        let before = belief.motivators()[usize::from(skipped)];
        belief.update(&[(skipped, 1.0)], Response::Skip);
        prop_assert!(belief.motivators()[usize::from(skipped)] <= before + CLOSE);
    }

    #[test]
    fn permuting_motivators_permutes_beliefs(events in events()) {
        let turned: Vec<_> = events
            .iter()
            .map(|(tags, r)| (tags.iter().map(|(m, w)| ((m + 3) % 10, *w)).collect(), *r))
            .collect();
        let mut expected = after(&events, equal()).motivators();
        expected.rotate_right(3);
        prop_assert!(close(&expected, &after(&turned, equal()).motivators()));
    }

    #[test]
    fn a_stored_belief_comes_back_as_it_was(events in events()) {
        let belief = after(&events, equal());
        let back = decode(&encode(&belief)).expect("its own text");
        // Log weights are stored in steps of 1/128 nat: a relative error of .8 % at most.
        let (a, b) = (belief.motivators(), back.motivators());
        prop_assert!(a.iter().zip(b).all(|(a, b)| (a - b).abs() < 0.008));
    }
}

#[test]
fn who_reads_and_opens_belonging_and_skips_the_rest_is_believed_to_seek_belonging() {
    let mut belief = Belief::new(10, equal());
    assert_eq!(belief.top(), None);
    for round in 0..4_u8 {
        belief.update(&[(5, 1.0)], if round % 2 == 0 { Response::Act } else { Response::Read });
        belief.update(&[(round, 1.0)], Response::Skip);
        belief.update(&[(round + 6, 1.0)], Response::Skip);
    }
    assert_eq!(belief.top(), Some(5));
}

#[test]
fn strength_zero_leaves_the_prior() {
    let strengths = [(0.0, 1.0), (0.75, 0.0), (1.5, 0.0), (3.0, 0.0)];
    let mut belief = Belief::new(10, model(Model { strengths, ..*still() }));
    (0..50).for_each(|_| belief.update(&[(2, 1.0)], Response::Act));
    assert!(close(&belief.motivators(), &[0.1; 10]));
    assert_eq!((belief.strength(0.5), belief.top()), (0, None));
}

#[test]
fn content_without_usable_tags_says_nothing_about_motivators() {
    let mut belief = Belief::new(10, still());
    for tags in [&[][..], &[(11, 1.0)], &[(3, 0.0)], &[(3, -1.0)], &[(3, f32::NAN)]] {
        belief.update(tags, Response::Act);
    }
    assert!(close(&belief.motivators(), &[0.1; 10]));
}

#[test]
fn a_belief_survives_100_000_events() {
    let mut belief = Belief::new(12, &BUILT_IN);
    for event in 0..100_000_u32 {
        let response = Response::ALL[(event % 4) as usize];
        belief.update(&[((event % 12) as u8, 1.0)], response);
    }
    assert!((belief.motivators().iter().sum::<f32>() - 1.0).abs() < CLOSE);
    // Processors are slow with subnormal numbers: there are none.
    let [hypotheses @ .., _bot, _doubt] = &belief.weights[..] else { unreachable!() };
    assert!(hypotheses.iter().all(|weight| *weight == 0.0 || weight.is_normal()));
}

#[test]
fn between_visits_the_belief_returns_to_the_prior() {
    let mut belief = Belief::new(10, equal());
    (0..6).for_each(|_| belief.update(&[(5, 1.0)], Response::Act));
    let sure = belief.motivators()[5];
    belief.forget(30.0);
    let half = belief.motivators()[5];
    // Half of the weight is the prior's .1, and half of the doubt is back.
    assert!((0.2..(sure + 0.1) / 2.0).contains(&half), "{sure} {half}");
    belief.forget(100_000.0);
    assert!(close(&belief.motivators(), &[0.1; 10]));
}

#[test]
fn one_response_proves_little_however_clear_it_looks() {
    let mut belief = Belief::new(10, equal());
    belief.update(&[(5, 1.0)], Response::Act);
    assert!((0.1..0.25).contains(&belief.motivators()[5]), "{:?}", belief.motivators());
}

#[test]
fn where_responses_look_like_a_script_the_belief_stays_near_the_prior() {
    let mut belief = Belief::new(10, equal());
    let mut random = crate::random::SplitMix::new(8);
    for event in 0..200_u32 {
        let response = Response::ALL[crate::random::below(4, &mut || random.next()) as usize];
        belief.update(&[((event % 10) as u8, 1.0)], response);
    }
    assert!(belief.bot() > 0.9, "{}", belief.bot());
    assert!(belief.motivators().iter().all(|chance| (chance - 0.1).abs() < 0.1));
}

#[test]
fn the_prior_is_what_is_believed_before_any_evidence() {
    for (motivators, expected) in [(10, BUILT_IN.prior.to_vec()), (4, vec![0.25; 4])] {
        assert!(close(&Belief::new(motivators, &BUILT_IN).motivators(), &expected));
    }
}

#[test]
fn two_motivators_are_enough_for_a_belief() {
    let mut belief = Belief::new(2, &BUILT_IN);
    for _ in 0..8 {
        belief.update(&[(1, 1.0)], Response::Act);
        belief.update(&[(0, 1.0)], Response::Skip);
    }
    assert_eq!(belief.top(), Some(1));
}

#[test]
fn a_damaged_stored_belief_is_not_used() {
    let text = encode(&Belief::new(10, equal()));
    assert!(decode(&text[1..]).is_none());
    assert!(decode(&text.replacen('0', "!", 1)).is_none());
}

fn encode(belief: &Belief<'_>) -> String {
    let mut text = String::new();
    belief.encode(&mut text);
    text
}

fn decode(text: &str) -> Option<Belief<'static>> {
    let mut belief = Belief::new(10, equal());
    belief.decode(&mut Digits(text.as_bytes())).map(|()| belief)
}

#[test]
fn a_script_that_opens_everything_is_a_bot_but_a_keyboard_shopper_who_does_is_none() {
    let (mut script, mut keyboard) = (Belief::new(10, &BUILT_IN), Belief::new(10, &BUILT_IN));
    for event in 0..20 {
        let tags = [(event % 10, 1.0)];
        script.update(&tags, Response::Act);
        keyboard.act(&tags);
    }
    assert!(script.bot() > 0.9, "{}", script.bot());
    assert!(keyboard.bot() < 0.5, "{}", keyboard.bot());
    assert_eq!(script.top(), None);
}

#[test]
fn what_a_model_held_impossible_still_leaves_chances() {
    let habits = [(20.0, 0.2); 5];
    let mut belief = Belief::new(10, model(Model { habits, bot: 0.0, ..BUILT_IN }));
    belief.update(&[(1, 1.0)], Response::Skip);
    assert!((belief.motivators().iter().sum::<f32>() - 1.0).abs() < CLOSE);
}
