"""Take the screenshots of README from the real program: `make screenshot`."""

import asyncio
import html
import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

from rich.cells import cell_len

from perftui.resources import sample_projects
from perftui.tui.app import PerftuiApp

IMAGES = Path(__file__).parent / "images"
SIZE = (120, 36)
CELL = 12.2
WIDE_SIZE = 22
FONTS = "Sarasa Mono SC, Noto Sans Mono CJK SC, WenQuanYi Zen Hei Mono, monospace"
FONT_FACE = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
WIDE = re.compile("[\u2e80-\u9fff\uff00-\uff60]+")
PLACED_TEXT = re.compile(r'(<text [^>]*?)x="([\d.]+)"([^>]*?) textLength="[\d.]+"([^>]*)>([^<]*)<')


def on_the_grid(svg: str) -> str:
    """Give every character its own place, two cells for a Han one; fetch no font from afar."""
    local = FONT_FACE.sub("", svg).replace("Fira Code, monospace", FONTS)
    return PLACED_TEXT.sub(_placed, local)


def _placed(match: re.Match[str]) -> str:
    places, x = [], float(match[2])
    for character in html.unescape(match[5]):
        places.append(f"{x:.1f}")
        x += cell_len(character) * CELL
    text = WIDE.sub(rf'<tspan font-size="{WIDE_SIZE}px">\g<0></tspan>', match[5])
    return f'{match[1]}x="{" ".join(places)}"{match[3]}{match[4]}>{text}<'


async def take(path: Path, keys: tuple[str, ...], size: tuple[int, int] = SIZE) -> str:
    """Run the program on a path, press keys, and return the screen as SVG."""
    app = PerftuiApp(path)
    async with app.run_test(size=size) as pilot:
        for key in ("", *keys):
            if key:
                await pilot.press(key)
            await app.workers.wait_for_complete()
            await pilot.pause(0.3)
        return on_the_grid(app.export_screenshot())


def main() -> None:
    """Write the pictures that README shows."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PERFTUI_DATA"] = str(Path(folder) / ".perftui")
        shutil.copytree(sample_projects(), folder, dirs_exist_ok=True)
        form = next(Path(folder).glob("2019-人才大厦*"))
        keys = ("f6", "f6", "f6", "f6")
        (IMAGES / "editor.svg").write_text(asyncio.run(take(form, keys)), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
