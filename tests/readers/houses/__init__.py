"""The nine real forms, and three national ones, set as the documents of many offices."""
