"""The line that filters a list, which marks with the space bar."""

from perftui.tui.widgets.field_input import FieldInput


class FilterField(FieldInput):
    """An input that leaves the space bar to the list below it."""

    def __init__(self, hint: str) -> None:
        super().__init__("")
        self.placeholder = hint

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Leave the space bar to the list."""
        return key not in ("space", "ideographic_space") and super().check_consume_key(
            key, character
        )
