"""What a request and a publication cost beside stock Wagtail's. ``python -m tests.bench``."""
