//! A request's body that tells its place once all of it is here.
//! Never keeps or changes a byte.

use crate::connections::Place;
use axum::body::Bytes;
use hyper::body::{Body, Frame, Incoming, SizeHint};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

/// What was asked, as it comes.
pub(crate) struct Asked {
    body: Incoming,
    place: Arc<Place>,
}

impl Asked {
    pub(crate) fn new(body: Incoming, place: Arc<Place>) -> Self {
        let asked = Self { body, place };
        asked.tell();
        asked
    }

    fn tell(&self) {
        if self.body.is_end_stream() {
            self.place.complete();
        }
    }
}

impl Body for Asked {
    type Data = Bytes;
    type Error = hyper::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, hyper::Error>>> {
        let frame = Pin::new(&mut self.body).poll_frame(context);
        self.tell();
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
