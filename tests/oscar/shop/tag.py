"""Puts the one script tag into every page: MOTIVO_SRC is its address, MOTIVO_DATA its data attributes as JSON.
Without MOTIVO_SRC there is no tag, and the shop is the shop alone."""

import json
import os

from django.utils.html import format_html, format_html_join


def tag(_request):
    """The tag as the base template's `motivo_tag`."""
    src = os.environ.get("MOTIVO_SRC")
    if not src:
        return {"motivo_tag": ""}
    data = json.loads(os.environ.get("MOTIVO_DATA", "{}"))
    attributes = format_html_join("", ' data-{}="{}"', data.items())
    return {"motivo_tag": format_html('<script async src="{}"{}></script>', src, attributes)}
