"""Work on what comes from elsewhere, done in a process of its own with limits.

Whatever a hostile document or template does to its reader, it does there: the process has no
terminal, little memory and time, writes no file, and answers with data that cannot run.
"""
