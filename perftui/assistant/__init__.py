"""The dialogue: what to ask next, what an answer means, what to draft. It knows no screen."""
