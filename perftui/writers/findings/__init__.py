"""What the rules found in many forms, as a web page and as a workbook."""
