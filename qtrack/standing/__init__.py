"""Where a plan stands: pure functions of the plan and a date.

The rules, once: shares are percentages rounded half up to one decimal before anything is compared,
so that every printed sum can be checked by hand; gaps are in percentage points; spans are in days,
and both the day of reporting and the day of the deadline count as gone.
"""
