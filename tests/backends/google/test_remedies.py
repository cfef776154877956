"""Whatever makes a run with Google stop, its sentence ends in something to do."""

import pytest

from sheets_sync.backends.google.account import credentials
from sheets_sync.backends.google.http import accidents, answers, emulator_host
from sheets_sync.backends.google.http.failures import Passing, Protected, Unsettled
from sheets_sync.backends.google.http.pacing import Budget, Limits
from sheets_sync.backends.google.writing import sending
from sheets_sync.spreadsheet.refusals import Exit, Refusal

MODULES = (accidents, answers, credentials, emulator_host)
MAY_PASS = {
    f"{module.__name__}.{name}": failure
    for module in MODULES
    for name, failure in vars(module).items()
    if isinstance(failure, Passing)
}
WORDS = {
    f"{module.__name__}.{name}": words
    for module in MODULES
    for name, words in vars(module).items()
    if isinstance(words, str) and name.isupper() and words.endswith(".")
}


@pytest.mark.parametrize("name", MAY_PASS)
def test_what_may_pass_says_when_to_try_again(name: str):
    assert "later" in MAY_PASS[name].refusal().remedy or "minutes" in MAY_PASS[name].refusal().remedy


@pytest.mark.parametrize("name", WORDS)
def test_a_fixed_sentence_says_what_to_do(name: str):
    assert Refusal(Exit.FIX_NEEDED, WORDS[name]).remedy


@pytest.mark.parametrize(
    "refusal",
    [Protected(), Unsettled(answers.TROUBLE), sending.another_run()],
    ids=lambda one: type(one).__name__,
)
def test_a_write_that_was_not_made_says_what_to_do(refusal: Refusal):
    assert "run" in refusal.remedy or "sheets-sync doctor" in refusal.remedy


def test_a_run_that_spent_all_it_may_says_when_to_try_again():
    with pytest.raises(Refusal) as refused:
        Budget(limits=Limits(calls=0)).spend()
    assert refused.value.remedy == "try again later"


@pytest.mark.parametrize(
    ("sentence", "trouble", "remedy"),
    [
        ("The file is open: elsewhere; close it.", "The file is open: elsewhere", "close it"),
        ("Which sheet? Name it: here.", "Which sheet?", "name it: here"),
        ("It is a chart. Rename it, then go on.", "It is a chart", "rename it, then go on"),
        ("It is not shared: share it.", "It is not shared", "share it"),
    ],
)
def test_trouble_and_remedy_are_told_apart(sentence: str, trouble: str, remedy: str):
    refusal = Refusal(Exit.FIX_NEEDED, sentence)
    assert (refusal.trouble, refusal.remedy) == (trouble, remedy)
