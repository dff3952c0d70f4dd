"""Many forms at a glance: a page, a workbook, lines and plain data of one `Overview`."""
