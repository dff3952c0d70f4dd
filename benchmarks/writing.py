"""How fast forms are written, how large the documents are: `python -m benchmarks.writing [--pages]`.

Times are milliseconds in one warm process, imports and fonts paid: the median of the sample forms
and the slowest of them, and their ratio to writing the evaluation file in the same run. With
`--pages`, where LibreOffice is installed, it also counts the pages on which it prints the docx and
the xlsx of each form, beside those of the pdf.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

import pypdfium2

from perftui.evaluation.model import Evaluation
from perftui.resources import sample_projects
from perftui.storage.evaluation_file import dumps, load
from perftui.writers.exporting import FORMATS, Ready, render, render_together

ROUNDS = 9
OFFICE_SECONDS = 300


def main() -> None:
    forms = [load(path) for path in sorted(sample_projects().glob("*.perf.json"))]
    base = median(timed(partial(dumps, form)) for form in forms)
    print(f"{len(forms)} forms, warm; an evaluation file: {base:.2f} ms\n")
    print("| format | median ms | slowest ms | times a file | median KiB | largest KiB |")
    print("|-|-|-|-|-|-|")
    for name in FORMATS:
        tell(name, forms, base)
    print(f"\nall {len(forms)} in one document with a cover:")
    ready = [Ready(form) for form in forms]
    for name in FORMATS:
        took = timed(partial(render_together, ready, name, "自评表汇编"), rounds=3)
        size = len(render_together(ready, name, "自评表汇编"))
        print(f"  {name:5}{took:9.1f} ms{took / base:9.0f} times{size / 1024:9.1f} KiB")
    if "--pages" in sys.argv[1:]:
        tell_pages(forms)


def tell(name: str, forms: list[Evaluation], base: float) -> None:
    """Print what the documents of one format cost and weigh."""
    times = [timed(partial(render, form, name)) for form in forms]
    sizes = [len(render(form, name)) / 1024 for form in forms]
    print(
        f"| {name} | {median(times):.1f} | {max(times):.1f} | {median(times) / base:.0f} "
        f"| {median(sizes):.1f} | {max(sizes):.1f} |"
    )


def timed(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Return the median milliseconds of a piece of work, once warm."""
    work()
    took = []
    for _ in range(rounds):
        begun = perf_counter()
        work()
        took.append((perf_counter() - begun) * 1000)
    return median(took)


def tell_pages(forms: list[Evaluation]) -> None:
    """Print on how many pages an office suite prints each form, beside the pdf's."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        raise SystemExit("LibreOffice is not installed, so pages cannot be counted")
    print("\n| form | pdf | docx | xlsx |\n|-|-|-|-|")
    with tempfile.TemporaryDirectory() as place:
        counts = [
            pages_of([render(form, "pdf") for form in forms]),
            *(printed(office, forms, name, Path(place)) for name in ("docx", "xlsx")),
        ]
    for form, pages in zip(forms, zip(*counts, strict=True), strict=True):
        print(f"| {form.name} | {' | '.join(map(str, pages))} |")


def printed(office: str, forms: list[Evaluation], name: str, place: Path) -> list[int]:
    """Return the pages of each form, written in a format and printed by the office suite."""
    folder = place / name
    folder.mkdir()
    sources = [folder / f"{number}.{name}" for number in range(len(forms))]
    for source, form in zip(sources, forms, strict=True):
        source.write_bytes(render(form, name))
    profile = f"-env:UserInstallation={(place / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run(
        [*command, *map(str, sources)],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=OFFICE_SECONDS,
    )
    return pages_of([source.with_suffix(".pdf").read_bytes() for source in sources])


def pages_of(documents: list[bytes]) -> list[int]:
    counts = []
    for data in documents:
        with closing(pypdfium2.PdfDocument(data)) as document:
            counts.append(len(document))
    return counts


if __name__ == "__main__":
    main()
