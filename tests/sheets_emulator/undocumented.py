"""What nobody outside Google knows: one switch for each question that neither words nor recordings answer."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Undocumented:
    """How the emulator decides; unless a word of Google's suggests otherwise, in the harder way."""

    copies_keep_tags: bool = True  # a duplicated tab has the developer metadata too, under new ids (facts §4)
    deleting_nothing_is_refused: bool = True  # deleteDeveloperMetadata whose filter selects nothing
    checkboxes_start_as_false: bool = True  # a BOOLEAN rule writes FALSE into blank cells, as by hand
    strict_rules_bind_programs: bool = False  # a strict validation rule refuses writes too (facts §3)
    open_ranges_end_at_the_grid: bool = False  # unprotectedRanges are cut to it (GridRange says: unbounded)


AS_DESCRIBED = Undocumented()
