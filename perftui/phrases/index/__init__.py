"""Finding phrases by the pairs of characters they share with what is typed, in numpy arrays.

`postings` holds which phrases contain which grams, `segment` a run of phrases that never changes,
with its file; `catalog` finds the phrases of one kind in all segments and ranks them.
"""
