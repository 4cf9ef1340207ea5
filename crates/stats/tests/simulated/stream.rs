//! A fixed stream of random numbers (SplitMix64).

pub(crate) struct Stream(pub(crate) u64);

impl Stream {
    pub(crate) fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// 0..1.
    pub(crate) fn fraction(&mut self) -> f64 {
        (self.number() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Whether something of this chance happens.
    pub(crate) fn happens(&mut self, chance: f64) -> bool {
        self.fraction() < chance
    }

    /// 1 with this chance, else 0.
    pub(crate) fn hit(&mut self, chance: f64) -> f64 {
        f64::from(u8::from(self.happens(chance)))
    }
}
