"""The two themes: quiet paper by day, quiet ink by night."""

from textual.theme import Theme

DAY = Theme(
    name="perftui-day",
    primary="#1f4e79",
    secondary="#4a6a8a",
    accent="#8c1c13",
    foreground="#1d2733",
    background="#f4f2ec",
    surface="#fbfaf6",
    panel="#e6e2d8",
    success="#2e6b3a",
    warning="#96600a",
    error="#a8201a",
    dark=False,
)
NIGHT = Theme(
    name="perftui-night",
    primary="#7aa7d6",
    secondary="#5d7fa3",
    accent="#d9a05b",
    foreground="#d7dbe0",
    background="#15191f",
    surface="#1b2028",
    panel="#272e38",
    success="#7fb88a",
    warning="#d9b25b",
    error="#e0766c",
    dark=True,
)
THEMES = (NIGHT, DAY)
