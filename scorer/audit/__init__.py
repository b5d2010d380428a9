"""The checks (审核): what a reviewer would doubt of targets, actuals, scores and reasons. Pure, like the law."""
