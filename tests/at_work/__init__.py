"""A program that people work in while the tool runs: what is theirs, what they do, what should come of it."""
