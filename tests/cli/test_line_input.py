"""Lines of standard input in whatever bytes they come."""

from io import BytesIO

import pytest

from perftui.cli.line_input import InputLine, LineInput


def read(content: bytes, longest: int = 4000) -> list[InputLine]:
    source = LineInput(BytesIO(content), longest)
    return list(iter(source.next, None))


def texts(content: bytes) -> list[str]:
    return [line.text for line in read(content)]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", []),
        ("预算\n执行".encode(), ["预算", "执行"]),
        ("预算\r\n\r\n执行\r\n".encode(), ["预算", "", "执行"]),
        ("预算\r执行\r".encode(), ["预算", "执行"]),
        ("\ufeff预算\n".encode(), ["预算"]),
        ("预算执行".encode("gb18030"), ["预算执行"]),
        (
            "预算\n".encode() + "执行\n".encode("gb18030") + "总分\n".encode(),
            ["预算", "执行", "总分"],
        ),
        ("执\n".encode("gb18030"), ["执"]),
        ("3×5，±2°\n".encode(), ["3×5，±2°"]),
        ("预\x00算\n".encode(), ["预\x00算"]),
        ("预算100万\r\n总分\r\n".encode("utf-16"), ["预算100万", "总分"]),
        (b"\xfe\xff" + "预算\n总分".encode("utf-16-be"), ["预算", "总分"]),
    ],
)
def test_lines_are_read_in_the_encoding_they_have(content: bytes, expected: list[str]) -> None:
    assert texts(content) == expected


def test_bytes_that_are_no_text_are_told_with_the_number_of_their_line() -> None:
    good, bad, after = read("预算\n".encode() + b"\xff\xfe\xff\n" + "总分".encode())
    assert (good.note, good.garbled) == ("", False)
    assert bad.garbled
    assert "第2行" in bad.note
    assert "\ufffd" in bad.text
    assert (after.text, after.garbled) == ("总分", False)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("length", [4001, 65_536, 70_000, 1_000_000])
def test_of_a_very_long_line_the_beginning_is_read_and_that_is_told(
    length: int, encoding: str
) -> None:
    first, second = read(f"{'长' * length}\n总分".encode(encoding))
    assert first.text == "长" * 4000
    assert "第1行" in first.note
    assert "4,000" in first.note
    assert not first.garbled
    assert (second.number, second.text, second.note) == (2, "总分", "")


def test_a_line_as_long_as_may_be_is_read_whole() -> None:
    (line,) = read(("长" * 4000 + "\n").encode())
    assert (len(line.text), line.note) == (4000, "")


def test_without_a_stream_there_are_no_lines() -> None:
    assert LineInput(None, 4000).next() is None
