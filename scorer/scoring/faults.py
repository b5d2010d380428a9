"""What is wrong with a project's points (分值), in words."""

from collections.abc import Iterable
from typing import assert_never

from scorer.model.project import Project
from scorer.scoring.figures import printed_points
from scorer.scoring.points import PointsFault, PointsFaultKind


def fault_text(project: Project, fault: PointsFault) -> str:
    """The fault with its sums or lines and the next step; no rating is given while it lasts."""
    of_lines, of_execution = printed_points(fault.of_lines), printed_points(fault.of_execution)
    lines = _numbers(project, fault.numbers)
    match fault.kind:
        case PointsFaultKind.NO_LINES:
            return "没有可评分的指标，只有预算执行率的分值。请核对目标表"
        case PointsFaultKind.SOME_ROWS_ONLY:
            return f"有的指标有分值，有的没有：{lines} 没有分值。请在目标表内补齐，或全部不写"
        case PointsFaultKind.NOT_A_HUNDRED:
            total = printed_points(fault.of_lines + fault.of_execution)
            sums = f"各指标分值合计{of_lines}，预算执行率{of_execution}，共{total}"
            return f"{sums}，应为100.00。请改正目标表内的分值"
        case PointsFaultKind.UNKNOWN_DIMENSION:
            return f"评分办法中没有 {lines} 的一级指标，表内也没有分值。请改正一级指标名称，或写明分值"
        case PointsFaultKind.SET_POINTS:
            total = printed_points(fault.of_lines + fault.of_execution)
            sums = f"各指标分值合计{of_lines}，预算执行率{of_execution}，共{total}，应为100.00"
            return f"人工设定的分值（{lines}）使其所在一级指标的分值分不完或不够分：{sums}。请重新设定"
        case _:
            assert_never(fault.kind)


def _numbers(project: Project, numbers: Iterable[int]) -> str:
    return "、".join(f"{project.number}.{number}" for number in numbers)
