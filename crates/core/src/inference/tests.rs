use super::revenue_bucket;

#[test]
fn revenue_is_bucketed_by_the_owners_bounds() {
    let bounds = [25, 50, 100, 200];
    let buckets =
        [f64::NAN, -3.0, 0.0, 0.01, 25.0, 99.9, 100.0, 1e9].map(|v| revenue_bucket(v, bounds));
    assert_eq!(buckets, [0, 0, 0, 1, 2, 3, 4, 5]);
}
