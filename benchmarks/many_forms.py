"""A workspace of a hundred forms made from the samples, and forms with a long narrative."""

from pathlib import Path

from perftui.evaluation.model import Evaluation
from perftui.evaluation.sentences import sentences
from perftui.resources import sample_projects
from perftui.storage.evaluation_file import SUFFIX, save
from perftui.storage.workspace import Workspace

FORMS = 100
NARRATIVE = 1000
YEAR = 2019


def samples() -> list[Evaluation]:
    forms = Workspace(sample_projects()).evaluations()
    return [form for form in forms if form.year == YEAR]


def make_workspace(folder: Path) -> None:
    """Write 100 forms, each with a number at the start of its name."""
    folder.mkdir()
    forms = samples()
    for number in range(FORMS):
        form = forms[number % len(forms)]
        year = YEAR - number // len(forms)
        name = f"{number:03}号{form.name}"
        changed = form.model_copy(update={"name": name, "year": year, "date": None})
        save(changed, folder / f"{year}-{name}{SUFFIX}")


def long_text(separator: str) -> str:
    """Return 1,000 characters of sentences from the samples, joined by a separator."""
    said = (s.text for form in samples() for s in sentences(form.achievements) if len(s.text) > 9)
    return separator.join(said)[:NARRATIVE]


def add_long_form(folder: Path, name: str, narrative: str) -> Path:
    """Write a form with a long narrative of its achievements into the workspace."""
    path = folder / f"{YEAR + 1}-{name}{SUFFIX}"
    form = samples()[0].model_copy(
        update={"name": name, "year": YEAR + 1, "date": None, "achievements": narrative}
    )
    save(form, path)
    return path
