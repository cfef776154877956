"""From a change set to new bytes: only the touched cells of the touched parts."""
