"""perftui: fill in, check and export project performance self-evaluation forms."""

import os

# Input methods lose or garble committed Chinese text while the Kitty keyboard protocol is on.
# textual reads the variable once, at import, so it is set before anything can import textual.
os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")

__version__ = "0.1.0"
