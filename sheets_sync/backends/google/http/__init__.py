"""The conversation with Google: tries, pauses, time-outs, and what every failure means."""
