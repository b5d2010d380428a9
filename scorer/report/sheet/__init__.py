"""The fill-in workbook (填报表) for colleagues: what stands in it as values, and its writing as .xlsx."""
