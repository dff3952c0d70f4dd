"""How exactly and how fast perftui reads documents: `python -m benchmarks.reading [FOLDER]`.

Without a folder, the nine real forms and three national ones are set in every house style and
format. A folder holds documents whose names begin with the numbers of their forms, 06_A.docx or
03+05_B.pdf; a 06_gold.json beside them is their gold, else it is the form of that number. Each
document is read twice and the second reading is timed, so that imports do not count.
"""

import json
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from perftui.evaluation.model import Evaluation
from perftui.readers.reading import DocumentError, read_document
from tests.readers.houses.corpus import WRITERS, cases, gold_of
from tests.readers.houses.scoring import Score, judge_all, lost

STYLES = "ABCDEN"


class Reading(NamedTuple):
    """One document: what kind and style it is, how it was read, and in how many milliseconds."""

    name: str
    kind: str
    style: str
    score: Score
    milliseconds: float


def readings(folder: Path) -> Iterator[Reading]:
    """Read and judge every document of a folder whose gold is known."""
    for path in sorted(folder.iterdir()):
        gold = _gold(path)
        if gold:
            score = _score(path, gold)
            begun = time.perf_counter()
            _score(path, gold)
            spent = (time.perf_counter() - begun) * 1000
            style = path.stem.partition("_")[2].rstrip("+")
            yield Reading(path.name, path.suffix[1:], style, score, spent)


def _score(path: Path, gold: tuple[Evaluation, ...]) -> Score:
    try:
        return judge_all(read_document(path), gold)
    except DocumentError as error:
        return sum((lost(form, str(error)) for form in gold), Score(0))


def _gold(path: Path) -> tuple[Evaluation, ...]:
    if path.suffix == ".json" or path.name == "README.md":
        return ()
    beside = path.with_name(f"{path.stem.partition('_')[0]}_gold.json")
    return (_stored(beside),) if beside.exists() else gold_of(path)


def _stored(path: Path) -> Evaluation:
    """Read a gold file: the keys of an evaluation, the printed rate, grade and totals on top."""
    raw = json.loads(path.read_text("utf-8"))
    stated = {
        "execution_rate": raw.pop("execution_rate_text"),
        "grade": raw.pop("grade"),
        **{name: str(raw.pop(name)) for name in ("total_weight", "total_score")},
    }
    return Evaluation.model_validate(raw | {"stated": stated})


def table(made: Iterable[Reading]) -> str:
    """Tell the fields read exactly, the silent errors and the time, by format and style."""
    groups: dict[tuple[str, str], list[Reading]] = defaultdict(list)
    for reading in made:
        groups[reading.kind, reading.style].append(reading)
        groups[reading.kind, "all"].append(reading)
    lines = ["| format | style | files | fields | exact | silent | ms |", "|-|-|-|-|-|-|-|"]
    for (kind, style), group in sorted(groups.items()):
        score = sum((reading.score for reading in group), Score(0))
        exact = 100 * (1 - len(score.wrong) / score.fields)
        mean = sum(reading.milliseconds for reading in group) / len(group)
        lines.append(
            f"| {kind} | {style} | {len(group)} | {score.fields} | {exact:.2f} % "
            f"| {len(score.silent)} | {mean:.0f} |"
        )
    return "\n".join(lines)


def failures(made: Iterable[Reading]) -> Iterator[str]:
    """Tell every field that was read otherwise than it stands."""
    for reading in made:
        for wrong in reading.score.wrong[:20]:
            silent = " (silent)" if wrong.silent else ""
            yield f"{reading.name} {wrong.field}: {wrong.got!r} for {wrong.wanted!r}{silent}"


def main() -> None:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(made)
        if len(sys.argv) == 1:
            for case in cases(STYLES, tuple(WRITERS)):
                (folder / case.name).write_bytes(case.data)
        found = list(readings(folder))
    print(table(found))
    print("\n".join(failures(found)))


if __name__ == "__main__":
    main()
