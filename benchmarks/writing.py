"""How fast forms are written and how large the documents are: `python -m benchmarks.writing`.

Times are milliseconds in one warm process, imports and fonts paid: the median of the sample forms
and the slowest of them, and their ratio to writing the evaluation file in the same run. Each round
writes other texts, since writers keep what they laid out before. With `--pages`, where LibreOffice
is installed, it also counts the pages on which it prints the docx and the xlsx of each form, beside
those of the pdf.
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

from perftui.evaluation.fields import NARRATIVES
from perftui.evaluation.model import Evaluation
from perftui.resources import sample_projects
from perftui.storage.evaluation_file import dumps, load
from perftui.writers.exporting import FORMATS, Ready, render, render_together

ROUNDS = 9
OFFICE_SECONDS = 300
TEXTS = ("name", "unit", "department", "goal", *NARRATIVES)


def main() -> None:
    forms = [load(path) for path in sorted(sample_projects().glob("*.perf.json"))]
    base = median(timed(dumps, form) for form in forms)
    print(f"{len(forms)} forms, warm; an evaluation file: {base:.2f} ms\n")
    print("| format | median ms | slowest ms | times a file | median KiB | largest KiB |")
    print("|-|-|-|-|-|-|")
    for name in FORMATS:
        tell(name, forms, base)
    print(f"\nall {len(forms)} in one document with a cover:")
    ready = [Ready(varied(form, ROUNDS + 1)) for form in forms]
    for name in FORMATS:
        begun = perf_counter()
        size = len(render_together(ready, name, "自评表汇编"))
        took = (perf_counter() - begun) * 1000
        print(f"  {name:5}{took:9.1f} ms{took / base:9.0f} times{size / 1024:9.1f} KiB")
    if "--pages" in sys.argv[1:]:
        tell_pages(forms)


def tell(name: str, forms: list[Evaluation], base: float) -> None:
    """Print what the documents of one format cost and weigh."""
    times = [timed(partial(render, format_name=name), form) for form in forms]
    sizes = [len(render(form, name)) / 1024 for form in forms]
    print(
        f"| {name} | {median(times):.1f} | {max(times):.1f} | {median(times) / base:.0f} "
        f"| {median(sizes):.1f} | {max(sizes):.1f} |"
    )


def timed(work: Callable[[Evaluation], object], form: Evaluation) -> float:
    """Return the median milliseconds of a piece of work on a form, each time with other texts."""
    took = []
    for number in range(ROUNDS + 1):
        other = varied(form, number)
        begun = perf_counter()
        work(other)
        took.append((perf_counter() - begun) * 1000)
    return median(took[1:])


def varied(form: Evaluation, number: int) -> Evaluation:
    """Return a form with a number behind each of its texts."""
    texts = {field: f"{getattr(form, field)}{number}" for field in TEXTS}
    rows = (
        row.model_copy(
            update={
                "name": f"{row.name}{number}",
                "explanation": f"{row.explanation}{number}",
                "remark": row.remark and f"{row.remark}{number}",
            }
        )
        for row in form.indicators
    )
    return form.model_copy(update={**texts, "indicators": tuple(rows)})


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
