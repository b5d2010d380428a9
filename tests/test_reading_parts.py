"""Rows with targets and no points under a row with points and no target: they are its parts (其中)."""

from filled_examples import only, table, written
from reading_text import BLOCK, HEADER, codes, read, targets_of, value

from scorer.model.fields import Field
from scorer.model.problem import Code

ROWS = (
    "产出指标,数量指标,★粮食种植面积,,,10,10,",
    ",,红薯种植面积,5.5亩,5亩,,,",
    ",,★果树种植面积,,,10,10,",
    ",,梨树种植面积,6亩,6亩,,,",
    ",,其中：桃树种植面积,1亩,1亩,,,",
    ",质量指标,成活率,≥90%,95%,10,10,",
)


def test_a_row_with_points_takes_the_targets_and_actuals_of_its_parts() -> None:
    lines = only(table(*ROWS)).lines
    said = [
        (line.key.name, written(line.entries, Field.TARGET), written(line.entries, Field.ACTUAL))
        for line in lines
    ]
    assert said == [
        ("★粮食种植面积", "5.5亩", "5亩"),
        ("其中：红薯种植面积", "5.5亩", "5亩"),
        ("★果树种植面积", "梨树种植面积6亩;其中:桃树种植面积1亩", "梨树种植面积6亩;其中:桃树种植面积1亩"),
        ("其中：梨树种植面积", "6亩", "6亩"),
        ("其中：桃树种植面积", "1亩", "1亩"),
        ("成活率", "≥90%", "95%"),
    ]
    assert [value(line.entries, Field.TABLE_POINTS) for line in lines] == [
        "10.00",
        None,
        "10.00",
        None,
        None,
        "10.00",
    ]


def test_a_target_table_with_points_says_so_too_and_tells_it() -> None:
    reading = read(f"{BLOCK}{HEADER}产出指标,数量指标,种植面积,,10\n,,红薯,5.5亩,\n,质量指标,成活率,≥90%,\n")
    assert targets_of(reading) == ["5.5亩", "5.5亩", "≥90%"]
    assert [line.key.name for line in reading.projects[0].lines] == ["种植面积", "其中：红薯", "成活率"]
    assert Code.TARGET_ASSUMED in codes(reading)


def test_a_row_with_its_target_in_its_name_or_points_of_its_own_has_no_parts() -> None:
    reading = read(
        f"{BLOCK}{HEADER}产出指标,数量指标,支付完成率100%,,10\n,,红薯,5.5亩,\n,,玉米,,10\n,,梨树,6亩,5\n"
    )
    assert [line.key.name for line in reading.projects[0].lines] == ["支付完成率100%", "红薯", "玉米", "梨树"]
