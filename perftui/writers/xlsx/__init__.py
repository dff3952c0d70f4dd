"""Forms as Excel workbooks."""
