"""The report as a workbook: its lists, its charts, the figures these are drawn from."""
