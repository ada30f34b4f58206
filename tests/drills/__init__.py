"""Drills: many made-up cases of one kind through the real doors, counted in a table."""
