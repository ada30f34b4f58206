"""The project: what faces outwards. ``__version__`` is the release that is running."""

__version__ = "1.0.0"
