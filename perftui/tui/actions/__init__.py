"""The table of actions on screen: the palette and the help."""
