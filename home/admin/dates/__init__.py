"""Days, times and moments as people type them: read on the server, never rewritten."""
