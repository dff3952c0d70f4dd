"""A small, safe calculator for the formulas of workbooks."""
