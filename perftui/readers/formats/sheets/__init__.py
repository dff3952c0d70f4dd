"""What workbooks of every make share: typed cells, what they show, the rows they make."""
