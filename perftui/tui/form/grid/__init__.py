"""The indicator table as a spreadsheet."""
