"""What a page of ours may load, for readers and for the admin. https://www.w3.org/TR/CSP3/"""

from urllib.parse import urlsplit

Policy = dict[str, list[str]]

READERS: Policy = {
    "default-src": ["'none'"],
    "img-src": ["'self'"],
    "media-src": ["'self'"],
    "style-src": ["'self'"],
    "script-src": ["'self'"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
}


def admin(endpoint: str) -> Policy:
    """Wagtail's choosers, editors and date fields begin with scripts and styles inside the page.

    Pictures also come from ``endpoint``, where the private bucket lends them, if there is one.
    """
    inline = ["'self'", "'unsafe-inline'"]
    return READERS | {
        "script-src": inline,
        "style-src": inline,
        "img-src": ["'self'", "data:", "blob:", *_origins(endpoint)],
        "media-src": ["'self'", *_origins(endpoint)],
        "frame-src": ["'self'"],
        "object-src": ["'none'"],
        "frame-ancestors": ["'self'"],
    }


def _origins(endpoint: str) -> list[str]:
    """The server's origin, and those of its buckets where they are named in the host."""
    if not endpoint:
        return []
    parts = urlsplit(endpoint)
    return [f"{parts.scheme}://{parts.netloc}", f"{parts.scheme}://*.{parts.netloc}"]
