"""The emulator's README names tests that exist, and the kinds of request that are needed are there."""

import dataclasses
import re
from pathlib import Path

import pytest
from sheets_emulator import Undocumented
from sheets_emulator.batch import KINDS

HERE = Path(__file__).parent
README = (HERE / "README.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(test_\w+\.py)::(\w+)`", README)))
NEEDED = """
    addSheet updateSheetProperties deleteSheet duplicateSheet updateCells appendCells repeatCell
    appendDimension insertDimension deleteDimension moveDimension updateDimensionProperties
    setDataValidation addProtectedRange updateProtectedRange deleteProtectedRange
    addConditionalFormatRule updateConditionalFormatRule deleteConditionalFormatRule
    addFilterView updateFilterView deleteFilterView setBasicFilter clearBasicFilter sortRange
    createDeveloperMetadata updateDeveloperMetadata deleteDeveloperMetadata
    addBanding updateBanding deleteBanding addChart updateChartSpec deleteEmbeddedObject
    findReplace copyPaste cutPaste mergeCells unmergeCells addNamedRange updateNamedRange deleteNamedRange
    updateSpreadsheetProperties
"""


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_a_named_test_exists(file: str, name: str):
    text = (HERE / file).read_text(encoding="utf-8")
    assert re.search(rf"^(?:def {name}\(|{name} = )", text, re.MULTILINE)


def test_every_kind_that_is_needed_is_there():
    assert set(NEEDED.split()) <= set(KINDS)


def test_every_open_question_is_in_the_readme():
    assert all(f"`{field.name}`" in README for field in dataclasses.fields(Undocumented))
