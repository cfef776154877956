"""Looks at everything a run needs, says how each thing is, and what to do next; it changes nothing."""
