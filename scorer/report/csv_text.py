"""Rows as the text of a CSV file."""

import csv
from collections.abc import Iterable
from io import StringIO


def csv_text(headings: Iterable[str], rows: Iterable[Iterable[str]], remarks: Iterable[str] = ()) -> str:
    """Lay out remarks as # lines, then the headings, then the rows; the caller has made formulas harmless.

    It is to be saved with a byte-order mark, its line ends as they are.
    """
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([f"# {remark}"] for remark in remarks)
    writer.writerow(headings)
    writer.writerows(rows)
    return text.getvalue()
