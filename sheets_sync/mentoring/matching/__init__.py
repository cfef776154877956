"""Which mentor for which mentee: scores, the best set of pairs, why, and why not."""
