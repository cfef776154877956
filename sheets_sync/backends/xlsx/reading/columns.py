"""The texts of many cells in one column, of one type and style, read at once."""

from collections.abc import Callable, Sequence

from sheets_sync.backends.xlsx.reading.formulas import formula_cell
from sheets_sync.backends.xlsx.reading.plain import resolved
from sheets_sync.backends.xlsx.reading.values import EXACT_DIGITS, Reader, Value, Values
from sheets_sync.spreadsheet.snapshot import Cell

Texts = Sequence[str | None]  # None where the row has no such cell
ColumnReader = Callable[[Texts], Sequence[Value]]


def column_reader(values: Values, kind: str, style: str) -> ColumnReader:
    """Return what reads a column of texts, the faster the more alike they are."""
    read = values.reader(kind, style)
    if kind == "s":
        return lambda texts: _shared(texts, values.strings)
    if kind == "inlineStr":
        return lambda texts: _inline(texts, read)
    if values.are_numbers(kind, style):
        return lambda texts: _numbers(texts, read)
    return lambda texts: _each(texts, read)


def formula_cells(formulas: Texts, values: Sequence[Value], kind: str) -> Sequence[Cell]:
    """Return a column of formulas with the values that were read of their texts."""
    return [
        None if formula is None else formula_cell("=" + resolved(formula), value, kind)
        for formula, value in zip(formulas, values, strict=True)
    ]


def _each(texts: Texts, read: Reader) -> Sequence[Value]:
    return [read(text) if text else None for text in texts]


def _shared(texts: Texts, strings: Sequence[str | None]) -> Sequence[Value]:
    if None in texts:
        return [strings[int(text)] if text else None for text in texts]
    return list(map(strings.__getitem__, map(int, texts)))  # type: ignore[arg-type]  # None is not among them


def _inline(texts: Texts, read: Reader) -> Sequence[Value]:
    joined = "".join(filter(None, texts))
    if "&" in joined:
        texts = [resolved(text) if text else None for text in texts]
    return _each(texts, read) if "_x" in joined or "" in texts else texts


def _numbers(texts: Texts, read: Reader) -> Sequence[Value]:
    if None in texts or "" in texts:
        return _each(texts, read)
    whole = "".join(texts).isdigit() and max(map(len, texts)) <= EXACT_DIGITS  # type: ignore[arg-type]
    return list(map(int if whole else read, texts))  # type: ignore[arg-type]
