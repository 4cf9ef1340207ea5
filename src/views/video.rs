//! A film in a sheet, with captions; nothing is loaded before the shopper presses play.
//! Never plays by itself.

use crate::element::{Element, element, part};
use crate::experience::Shared;

/// The film.
pub(crate) fn film(of: &Shared) -> Element {
    let played = of.clone();
    let (captions, language) = (of.request.text("captions"), of.request.text("captionsLang"));
    let track = (!captions.is_empty()).then(|| {
        element("track")
            .with("kind", "captions")
            .with("src", &captions)
            .with("srclang", &language)
            .with("label", &of.words.get("video.captions"))
            .with("default", "")
    });
    part("video", "video")
        .with("src", &of.request.text("video"))
        .with("poster", &of.address("image"))
        .with("aria-label", &of.text("title"))
        .with("controls", "")
        .with("playsinline", "")
        .with("preload", "none")
        .on("play", move |_| played.engage())
        .maybe(track)
}
