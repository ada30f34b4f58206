"""Small faults planted one at a time: does a named test notice? ``python -m tests.faults``."""
