"""Year-end performance self-evaluation of budget projects (预算项目支出绩效自评)."""

__version__ = "0.1.0"
