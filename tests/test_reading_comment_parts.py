"""The parts of a Word package where comments come in: what is there stays, and what is new is named."""

import warnings
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from comment_examples import at, commented, hangs_on, parts, says, whole
from word_examples import relationships, row, table

TEXT = table(row("甲"))
RELATIONSHIPS = "word/_rels/document.xml.rels"
TYPES = "[Content_Types].xml"


def test_a_part_that_is_called_like_the_comments_but_is_not_related_stays() -> None:
    data = whole(TEXT, {"word/Comments.xml": "<other/>"})
    after = parts(commented(data, at(1, 1, 1)).data)
    assert after["word/Comments.xml"] == b"<other/>"
    assert b'Target="comments1.xml"' in after[RELATIONSHIPS]
    assert b'PartName="/word/comments1.xml"' in after[TYPES]
    assert says(commented(data, at(1, 1, 1)).data) == {0: "批注"}


def test_comments_that_are_named_but_missing_are_made_and_named_no_second_time() -> None:
    named = parts(commented(whole(TEXT), at(1, 1, 1)).data)
    data = whole(TEXT, {name: named[name] for name in (RELATIONSHIPS, TYPES)})
    after = parts(commented(data, at(1, 1, 1)).data)
    assert (after[RELATIONSHIPS], after[TYPES]) == (named[RELATIONSHIPS], named[TYPES])
    assert says(commented(data, at(1, 1, 1)).data) == {0: "批注"}


def test_a_relationship_gets_a_name_that_none_has() -> None:
    styles = relationships(styles="styles.xml").replace('Id="styles"', 'Id="rIdComments1"')
    after = parts(commented(whole(TEXT, {RELATIONSHIPS: styles}), at(1, 1, 1)).data)
    assert after[RELATIONSHIPS].count(b'Id="rIdComments1"') == 1
    assert b'Id="rIdComments2"' in after[RELATIONSHIPS]


def test_members_keep_their_order_times_and_packing_folders_too_and_of_two_of_one_name_the_last_stays() -> (
    None
):
    output = BytesIO(whole(TEXT))
    with ZipFile(output, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr(ZipInfo("word/media/", (2020, 1, 1, 0, 0, 0)), b"")
        for content in (b"one", b"two"):
            archive.writestr(ZipInfo("word/media/a.bin", (2021, 2, 3, 4, 5, 6)), content, ZIP_STORED)
        before = archive.infolist()
    made = commented(output.getvalue(), at(1, 1, 1)).data
    with ZipFile(BytesIO(made)) as archive:
        after = archive.infolist()
        assert archive.read("word/media/a.bin") == b"two"
    kept = [(each.filename, each.date_time, each.compress_type) for each in after]
    assert kept[: len(before) - 1] == [
        (each.filename, each.date_time, each.compress_type) for each in before[:-1]
    ]
    assert hangs_on(made) == {0: "甲"}
