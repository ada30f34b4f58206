"""Keeping a city: backup, restore, what a restored copy waits for, and how long things are kept."""
