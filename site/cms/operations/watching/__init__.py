"""Seeing how the site is: request ids, counters, metrics, optional reports of faults."""
