//! Identifiers in plain English, figures as text.
//! Never hides what it does not know: an unknown identifier is shown as it is.

/// 12.3 for 0.123, as `12.3 %`.
pub(crate) fn percent(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}

/// 12.4 s for 12,400 ms.
pub(crate) fn seconds(ms: f64) -> String {
    format!("{:.1} s", ms / 1000.0)
}

/// `1 word`, `3 words`.
pub(crate) fn count(n: f64, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1.0 { one } else { many })
}

/// What Motivo is doing.
pub(crate) fn state(id: &str, minutes: f64) -> String {
    match id {
        "on" => "On".to_owned(),
        "paused" => format!("Paused for another {} min", minutes.ceil()),
        "asking" => "Waiting for consent".to_owned(),
        "off" => "Off: the shopper turned it off".to_owned(),
        "gpc" => "Off: the browser asks for privacy (GPC)".to_owned(),
        "" => "Starting".to_owned(),
        unknown => unknown.to_owned(),
    }
}

/// Why an experience is not eligible now.
pub(crate) fn refusal(id: &str) -> &str {
    match id {
        "" => "eligible now",
        "asking" => "waits for consent",
        "off" => "the shopper turned Motivo off",
        "gpc" => "the browser asks for privacy",
        "evidence" => "too little evidence yet",
        "phase" => "not for this phase",
        "agency" => "the shopper asked for less",
        "appeared" => "its kind appeared in this visit",
        "dismissed" => "sent away in the last 30 days",
        "not_here" => "this page has no place or products for it",
        "page_had_one" => "this page had its decision",
        "quiet" => "quiet moment: nobody is interrupted here",
        "cool_down" => "too soon after the last one",
        "paused" => "the shopper paused Motivo",
        "enough" => "three decisions were enough for this visit",
        unknown => unknown,
    }
}

/// Why nobody is interrupted on this page.
pub(crate) fn quiet(id: &str) -> &str {
    match id {
        "" => "no, experiences may appear",
        "path" => "yes: checkout, payment or login",
        "error" => "yes: an error page",
        "asking" => "yes: a dialog, a password or a consent banner is open",
        "typing" => "yes: someone is typing",
        unknown => unknown,
    }
}
