"""How well problems are foreseen: each real form is left out in turn, each signal switched off.

    python benchmarks/leave_one_out.py [FOLDER_OF_FORMS]

Without a folder the nine shipped forms of 2019 are used, with the topics that a reader found in
them; with one, the topics that the detector finds. Nine forms are an illustration, no proof.
"""

import csv
import sys
from collections.abc import Mapping
from pathlib import Path

from perftui.jobs.trial import Verdict, leave_one_out, verdict
from perftui.phrases.bank.shipped import shipped_bank
from perftui.phrases.context import WEIGHTS
from perftui.resources import sample_projects
from perftui.storage.workspace import Workspace

REPORTED = Path(__file__).parents[1] / "tests" / "data" / "topics" / "reported.tsv"
# What each signal is called in docs/matching.md; without doubt, triggers are taken at their word.
SIGNALS = {
    "the triggers of the bank": {"trigger": 0.0, "further_trigger": 0.0},
    "further triggers of a topic": {"further_trigger": 0.0},
    "what became of triggers in past forms": {"doubt": 1000.0},
    "how often past forms wrote of it": {"past": 0.0},
    "the same project in earlier years": {"project": 0.0},
    "other projects of the unit": {"unit": 0.0},
    "forms that lost points on the same row": {"lost": 0.0},
    "what the goal speaks of": {"goal": 0.0},
}
NOTHING = dict.fromkeys(WEIGHTS, 0.0) | {"doubt": WEIGHTS["doubt"]}


def labels() -> dict[str, frozenset[str]]:
    with REPORTED.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return {row["project"]: frozenset(row["topics"].split()) for row in rows}


def row(name: str, found: Verdict) -> str:
    cells = (f"{n} of {found.forms}" for n in (found.first, found.near))
    return f"| {name} | {' | '.join(cells)} | {found.recall:.2f} | {found.answered} |"


def main(folder: Path | None) -> None:
    bank = shipped_bank()
    forms = [e for e in Workspace(folder or sample_projects()).evaluations() if e.problems]
    reported = None if folder else labels()
    if reported:
        forms = [form for form in forms if form.year == 2019]

    def tried(weights: Mapping[str, float]) -> Verdict:
        return verdict(list(leave_one_out(bank, forms, reported, weights)))

    print("| signals | right first | right in five | recall at ten | answered |")
    print("|---|---|---|---|---|")
    print(row("all", tried(WEIGHTS)))
    for name, off in SIGNALS.items():
        print(row(f"without {name}", tried({**WEIGHTS, **off})))
    print(row("only the triggers", tried({**WEIGHTS, "past": 0, "lost": 0, "unit": 0, "goal": 0})))
    print(row("only how often past forms wrote of it", tried({**NOTHING, "past": 1.0})))
    for trial in leave_one_out(bank, forms, reported):
        marked = (f"**{t}**" if t in trial.reported else t for t in trial.suggested)
        print(f"- {trial.project}: {', '.join(marked)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
