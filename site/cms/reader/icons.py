"""Line drawings on a grid of 24, in the colour of the text around them. All are decorative."""

from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.utils.safestring import SafeString, mark_safe

_DRAWINGS = {
    "advice": '<path d="M4 5h12v8H9l-4 4v-4H4z"/><path d="M19 9h1.5v8H19v3.5L15.5 17H11"/>',
    "report": '<path d="M4 10v4h3l8 4.5v-13L7 10z"/><path d="M7.5 14.5 9 20h2.5l-1.3-4"/>'
    '<path d="M18.5 9.5a4 4 0 0 1 0 5"/>',
    "people": '<circle cx="12" cy="7.5" r="3"/><path d="M6.5 20v-1.5a5.5 5.5 0 0 1 11 0V20"/>'
    '<circle cx="4.5" cy="10.5" r="1.8"/><circle cx="19.5" cy="10.5" r="1.8"/>'
    '<path d="M2 18.5c0-2 .8-3.5 2.5-3.5M22 18.5c0-2-.8-3.5-2.5-3.5"/>',
    "news": '<path d="M4 5h13v14H6a2 2 0 0 1-2-2z"/><path d="M17 9h3v8.5a1.5 1.5 0 0 1-3 0"/>'
    '<path d="M7 9h7M7 12.5h7M7 16h4"/>',
    "phone": '<path d="M7 3.5 4.5 5c-.6 8 6.5 15 14.5 14.5l1.5-2.5-4-3-2.2 1.7c-2.2-1-4-2.8-5-5'
    'L11 8.5z"/>',
    "mail": '<path d="M3.5 6h17v12.5h-17z"/><path d="m4 6.5 8 6.5 8-6.5"/>',
    "web": '<circle cx="12" cy="12" r="8.5"/><path d="M3.5 12h17"/>'
    '<path d="M12 3.5c-5 5-5 12 0 17M12 3.5c5 5 5 12 0 17"/>',
    "pin": '<path d="M12 21.5s-6.5-6-6.5-11.5a6.5 6.5 0 0 1 13 0c0 5.5-6.5 11.5-6.5 11.5z"/>'
    '<circle cx="12" cy="10" r="2.2"/>',
    "clock": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5l3.5 2"/>',
    "calendar": '<path d="M4 6h16v14H4zM4 10.5h16M8 3.5V7M16 3.5V7"/>',
    "speech": '<path d="M4 5h16v11h-8l-5 4v-4H4z"/><path d="M8 9h8M8 12.5h5"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6"/><path d="m15 15 5.5 5.5"/>',
    "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "arrow": '<path d="M5 12h14M13 6l6 6-6 6"/>',
    "wheelchair": '<circle cx="10" cy="4.5" r="1.5"/><path d="M10 8v6h5.5l2.5 5.5M10 10.5h4.5"/>'
    '<path d="M7.5 12a4.8 4.8 0 1 0 6.5 6"/>',
    "ear": '<path d="M7.5 9.5a4.5 4.5 0 0 1 9 0c0 4-3.5 4.5-3.5 7.5a3 3 0 0 1-5.2 2"/>'
    '<path d="M10 10a2 2 0 1 1 3.5 1.3"/>',
    "heart": '<path d="M12 20S4 15 4 9.5a4 4 0 0 1 8-1 4 4 0 0 1 8 1C20 15 12 20 12 20z"/>',
    "download": '<path d="M12 4v11m-4.5-4 4.5 4.5 4.5-4.5M5 20h14"/>',
    "info": '<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5.5M12 7.5v.6"/>',
}


def icon(name: str) -> SafeString:
    """Inline SVG; words beside it say the same, so that nobody has to guess."""
    return mark_safe(  # a constant of this module
        # With a size of its own: where the style sheet is missing it would fill the page.
        f'<svg class="icon icon-{name}" width="24" height="24" viewBox="0 0 24 24" '
        f'aria-hidden="true" focusable="false">{_DRAWINGS[name]}</svg>'
    )


@cache
def logo() -> SafeString:
    """The office's sign, inline: so it takes the colour of the text, in the dark too."""
    path = finders.find("home/logo.svg")
    drawing = Path(path).read_text(encoding="utf-8") if path else "<svg></svg>"
    inline = drawing[drawing.index("<svg") :].replace(
        "<svg", '<svg class="logo" aria-hidden="true" focusable="false"', 1
    )
    return mark_safe(inline)  # a file of this repository
