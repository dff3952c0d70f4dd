"""The report as a web page: its text, its tables, its charts as SVG."""
