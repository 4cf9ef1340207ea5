//! How often one client may send: a bucket of tokens for each, in memory only.
//! Never keeps an address: buckets are found by a hash whose key is made anew each day.

use axum::http::HeaderMap;
use jiff::civil::Date;
use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// Requests at once: an office behind one address is many shoppers.
const BURST: f64 = 200.0;
/// Requests a second, after that.
const PER_SECOND: f64 = 20.0;
/// Clients that are told apart; beyond, those that have been quiet are forgotten, or all.
const CLIENTS: usize = 100_000;

/// Where a connection comes from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Peer(pub(crate) IpAddr);

/// The clients of a day.
pub(crate) struct Clients(Mutex<Day>);

struct Day {
    date: Date,
    key: RandomState,
    buckets: HashMap<u64, Bucket>,
}

#[derive(Clone, Copy)]
struct Bucket {
    tokens: f64,
    filled: Instant,
}

impl Bucket {
    fn tokens(&self, now: Instant) -> f64 {
        let gained = now.saturating_duration_since(self.filled).as_secs_f64() * PER_SECOND;
        (self.tokens + gained).min(BURST)
    }
}

impl Clients {
    pub(crate) fn new(today: Date) -> Self {
        Self(Mutex::new(Day { date: today, key: RandomState::new(), buckets: HashMap::new() }))
    }

    /// Whether this client may send now, and takes a token if so.
    pub(crate) fn may_send(&self, client: IpAddr, today: Date, now: Instant) -> bool {
        let mut day = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if day.date != today {
            *day = Day { date: today, key: RandomState::new(), buckets: HashMap::new() };
        }
        if day.buckets.len() >= CLIENTS {
            day.buckets.retain(|_, bucket| bucket.tokens(now) < BURST);
            // A flood of addresses is none that a bucket each could hold.
            if day.buckets.len() > CLIENTS / 2 {
                day.buckets.clear();
            }
        }
        let client = day.key.hash_one(client);
        let bucket = day.buckets.get(&client).copied();
        let tokens = bucket.map_or(BURST, |bucket| bucket.tokens(now));
        let may = tokens >= 1.0;
        let left = if may { tokens - 1.0 } else { tokens };
        day.buckets.insert(client, Bucket { tokens: left, filled: now });
        may
    }
}

/// Who sends. Behind a proxy on this machine or in its network, whom the proxy names last in
/// `X-Forwarded-For`; `None` where it names nobody, because then all would be one client. An IPv6
/// network of 64 bits is one client.
pub(crate) fn client(Peer(peer): Peer, headers: &HeaderMap) -> Option<IpAddr> {
    let client = if is_near(peer) {
        let forwarded = headers.get_all("x-forwarded-for").iter().next_back()?;
        forwarded.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()?
    } else {
        peer
    };
    Some(match client.to_canonical() {
        IpAddr::V6(address) => {
            let network = u128::from(address) >> 64 << 64;
            IpAddr::V6(Ipv6Addr::from(network))
        }
        v4 @ IpAddr::V4(_) => v4,
    })
}

fn is_near(peer: IpAddr) -> bool {
    match peer.to_canonical() {
        IpAddr::V4(address) => address.is_loopback() || address.is_private(),
        IpAddr::V6(address) => address.is_loopback() || address.is_unique_local(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use std::time::Duration;

    const ONE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(198, 51, 100, 7));
    const TODAY: Date = date(2026, 11, 22);

    fn sent(clients: &Clients, client: IpAddr, requests: u32, today: Date, now: Instant) -> u32 {
        (0..requests).map(|_| u32::from(clients.may_send(client, today, now))).sum()
    }

    #[test]
    fn a_client_may_send_a_burst_and_then_as_fast_as_its_bucket_fills() {
        let (clients, now) = (Clients::new(TODAY), Instant::now());
        assert_eq!(sent(&clients, ONE, 500, TODAY, now), 200);
        assert_eq!(sent(&clients, ONE, 500, TODAY, now + Duration::from_secs(3)), 60);
        assert_eq!(sent(&clients, ONE, 500, TODAY, now + Duration::from_secs(3_600)), 200);
        let other = "198.51.100.8".parse().expect("an address");
        assert_eq!(sent(&clients, other, 10, TODAY, now), 10, "another client is not held back");
    }

    #[test]
    fn a_new_day_knows_nobody() {
        let (clients, now) = (Clients::new(TODAY), Instant::now());
        sent(&clients, ONE, 500, TODAY, now);
        let before = clients.0.lock().expect("not poisoned").key.hash_one(ONE);
        assert_eq!(sent(&clients, ONE, 500, date(2026, 11, 23), now), 200);
        let day = clients.0.lock().expect("not poisoned");
        assert_ne!(day.key.hash_one(ONE), before, "the hash of an address lasts a day");
        assert_eq!(day.buckets.len(), 1);
    }

    #[test]
    fn quiet_clients_are_forgotten_before_they_are_too_many() {
        let (clients, now) = (Clients::new(TODAY), Instant::now());
        let later = now + Duration::from_secs(60);
        for number in 0..CLIENTS as u32 {
            clients.may_send(IpAddr::V4(number.into()), TODAY, now);
        }
        clients.may_send(ONE, TODAY, later);
        assert_eq!(clients.0.lock().expect("not poisoned").buckets.len(), 1);
    }

    #[test]
    fn a_flood_of_addresses_takes_no_more_room_than_that() {
        let (clients, now) = (Clients::new(TODAY), Instant::now());
        for number in 0..2 * CLIENTS as u32 + 10 {
            clients.may_send(IpAddr::V4(number.into()), TODAY, now);
            if number == CLIENTS as u32 {
                assert_eq!(clients.0.lock().expect("not poisoned").buckets.len(), 1);
            }
        }
        assert_eq!(clients.0.lock().expect("not poisoned").buckets.len(), 10);
    }

    #[test]
    fn behind_a_proxy_the_last_name_counts_and_a_network_is_one_client() {
        let of = |peer: &str, forwarded: &[&'static str]| {
            let mut headers = HeaderMap::new();
            for value in forwarded {
                headers.append("x-forwarded-for", value.parse().expect("a header"));
            }
            client(Peer(peer.parse().expect("an address")), &headers).map(|c| c.to_string())
        };
        assert_eq!(of("198.51.100.7", &["203.0.113.9"]).as_deref(), Some("198.51.100.7"));
        assert_eq!(of("127.0.0.1", &["10.0.0.1, 203.0.113.9"]).as_deref(), Some("203.0.113.9"));
        assert_eq!(of("10.0.0.2", &["1.2.3.4", "203.0.113.9"]).as_deref(), Some("203.0.113.9"));
        assert_eq!(of("::ffff:10.0.0.2", &[]), None);
        assert_eq!(of("127.0.0.1", &["unknown"]), None);
        assert_eq!(of("2001:db8:1:2:3:4:5:6", &[]).as_deref(), Some("2001:db8:1:2::"));
    }
}
