"""Forms as Excel workbooks, and the lists that reports write into theirs."""
