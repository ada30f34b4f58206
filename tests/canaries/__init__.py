"""Words that must stand nowhere outside, the ways of hiding them, and a stranger who looks."""
