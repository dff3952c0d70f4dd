"""Names of textual that are nobody's promise but that widgets rest on: a test tells when they move.

What wraps Chinese and reads Alt and an arrow has tests of its own.
"""

import inspect
from importlib.metadata import version

import pytest
from textual.screen import Screen
from textual.widgets import DataTable, TextArea

PRIVATE = {
    DataTable._render_cell: "row_index column_index base_style width cursor hover",
    DataTable._render_line_in_row: "row_key line_no base_style cursor_location hover_location",
    DataTable._scroll_cursor_into_view: "animate",
    DataTable._get_cell_region: "coordinate",
    DataTable._get_fixed_offset: "",
    TextArea._render_line: "y",
    TextArea._replace_via_keyboard: "insert start end",
    TextArea._delete_via_keyboard: "start end",
}


@pytest.mark.parametrize("method", PRIVATE, ids=lambda method: method.__qualname__)
def test_a_private_method_takes_what_it_took(method) -> None:
    assert list(inspect.signature(method).parameters)[1:] == PRIVATE[method].split()


def test_what_is_read_of_widgets_is_there() -> None:
    area = TextArea()
    assert hasattr(area, "_theme")
    assert hasattr(area.wrapped_document, "_offset_to_line_info")
    assert isinstance(inspect.getattr_static(Screen, "_binding_chain"), property)
    assert hasattr(DataTable(), "_pseudo_class_state")


def test_textual_is_the_version_that_all_this_was_tried_with() -> None:
    assert version("textual") == "8.2.8"
