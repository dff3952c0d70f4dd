"""How long the rules take: all over one form, each alone, and many files in one run.

`python -m benchmarks.rules [COPIES]`. Times are CPU milliseconds of this machine; memory is that of
this process, the others not counted, and is compared with a run of a tenth of the files.
"""

import shutil
import sys
import tempfile
import tracemalloc
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from perftui.evaluation.model import Evaluation
from perftui.evaluation.profile import load_profile
from perftui.jobs.checking import Order, check_paths
from perftui.jobs.exporting import export_form
from perftui.resources import sample_projects
from perftui.rules.checking import examine
from perftui.rules.form import Form
from perftui.rules.registry import all_rules
from perftui.rules.surroundings import surroundings_of
from perftui.storage.evaluation_file import load

ROUNDS = 30
SLOWEST = 12


def main() -> None:
    copies = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    forms = [load(path) for path in sorted(sample_projects().glob("*.perf.json"))]
    one_form(forms)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for kind in ("json", "docx"):
            fewer = many_files(forms, folder / f"{kind}-few", kind, copies // 10)
            more = many_files(forms, folder / f"{kind}-many", kind, copies)
            print(f"  peak memory against a tenth of the files: {more / fewer:.2f}")


def one_form(forms: list[Evaluation]) -> None:
    """Print what all rules cost over a form, and the slowest of them."""
    times = [timed(form, forms) for form in forms]
    print(f"all {len(all_rules())} rules over one form, alone and beside {len(forms) - 1} others:")
    for name, column in zip(("alone", "beside"), zip(*times, strict=True), strict=True):
        print(f"  {name:7} median {median(column):.2f} ms, slowest form {max(column):.2f} ms")
    costs = {rule.code: median(cost_of(rule.code, form) for form in forms) for rule in all_rules()}
    total = sum(costs.values())
    print("slowest rules, each on a form read anew:")
    for code in sorted(costs, key=costs.__getitem__, reverse=True)[:SLOWEST]:
        print(f"  {code} {costs[code]:.3f} ms {costs[code] / total:5.1%}")


def timed(form: Evaluation, forms: list[Evaluation]) -> tuple[float, float]:
    beside = surroundings_of(form, forms)
    examine(form, beside=beside)
    return best(lambda: examine(form)), best(lambda: examine(form, beside=beside))


def cost_of(code: str, evaluation: Evaluation) -> float:
    profile = load_profile(evaluation.profile)
    (rule,) = (rule for rule in all_rules() if rule.code == code)
    return best(lambda: list(rule.findings(Form(evaluation, profile))))


def best(work) -> float:
    """Return the best time of a work in milliseconds: what it needs, not what disturbed it."""
    times = []
    for _ in range(ROUNDS):
        start = process_time()
        work()
        times.append(process_time() - start)
    return min(times) * 1000


def many_files(forms: list[Evaluation], folder: Path, kind: str, copies: int) -> float:
    """Check copies of the forms in one run; prints the time, returns the peak memory."""
    folder.mkdir()
    originals = [original(form, folder, kind) for form in forms]
    for number in range(copies):
        source = originals[number % len(originals)]
        suffix = ".perf.json" if kind == "json" else source.suffix
        shutil.copy(source, folder / f"{number:05}{suffix}")
    for file in originals:
        file.unlink()
    tracemalloc.start()
    start = perf_counter()
    findings = sum(len(form.findings) for form in check_paths([folder], Order()))
    took = perf_counter() - start
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(
        f"{copies} {kind} files: {took:.1f} s, {took / copies * 1000:.1f} ms a file, "
        f"{findings} findings, peak {peak / 2**20:.0f} MiB"
    )
    return peak


def original(form: Evaluation, folder: Path, kind: str) -> Path:
    if kind == "docx":
        (path,) = export_form(form, ("docx",), folder, overwrite=True)
        return path
    from perftui.storage.workspace import Workspace

    return Workspace(folder).add(form)


if __name__ == "__main__":
    main()
