"""The outside world: each backend reads a snapshot and applies a change set."""
