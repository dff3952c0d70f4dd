"""The whole job without a screen: roll a form forward, check it, write its words, export it."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from perftui import disk
from perftui.evaluation import totals
from perftui.evaluation.drafting import roll_forward
from perftui.evaluation.fields import cell
from perftui.evaluation.model import Evaluation
from perftui.evaluation.narrative import append
from perftui.evaluation.values import print_number
from perftui.jobs.exporting import export_form
from perftui.jobs.suggesting import suggester
from perftui.phrases.bank.shipped import shipped_bank
from perftui.phrases.suggest import Suggester
from perftui.phrases.suggestion import Suggestion
from perftui.resources import sample_projects
from perftui.rules.checking import check
from perftui.rules.finding import counted
from perftui.storage.document import Document
from perftui.storage.evaluation_file import SUFFIX, load
from perftui.storage.form_data import forget
from perftui.storage.workspace import Workspace

FORMATS = ("docx", "xlsx", "html")
_PROJECT = "人才大厦管理维护专项"
_PROBLEMS = 3


def temporary_copy() -> Path:
    """Copy the sample projects to a throw-away folder and return it."""
    folder = Path(tempfile.mkdtemp(prefix="perftui-demo-"))
    for file in sample_projects().glob(f"*{SUFFIX}"):
        disk.write_new(folder / file.name, disk.read(file))
    return folder


def run_demo(folder: Path, target: Path) -> Iterator[str]:
    """Do the job on a copy of the samples; yields what was done, sentence by sentence.

    Raises StorageError, BankError or ExportError.
    """
    first, *_, last = sorted(folder.glob(f"*{_PROJECT}{SUFFIX}"))
    last_year, draft = load(first), load(last)
    disk.remove(last)
    path = Workspace(folder).add(roll_forward(last_year))
    document = Document.open(path)
    yield f"一、结转：{last_year.known_year}年「{_PROJECT}」结转为 {path.name}"
    _enter_figures(document, draft)
    yield f"二、填数：{_figures(document)}"
    yield f"三、检查：{counted(check(document.evaluation))}"
    yield "四、措辞："
    yield from _write_words(
        document, suggester(shipped_bank(), Workspace(folder).evaluations(path))
    )
    document.save()
    document.close()
    forget(path)
    yield f"五、复查：{counted(check(document.evaluation))}"
    written = export_form(document.evaluation, FORMATS, target)
    yield "六、导出："
    yield from (f"    {file}" for file in written)


def _enter_figures(document: Document, draft: Evaluation) -> None:
    """Type the figures of the sample draft; what it has not scored yet gets full marks."""
    for field in ("budget", "executed", "achievements"):
        document.put(field, getattr(draft, field))
    document.set("date", f"{(draft.known_year or 0) + 1}-04-16")
    for index, row in enumerate(draft.indicators):
        score = row.weight if row.score is None else row.score
        document.put(cell(index, "score"), score)
        document.set(cell(index, "remark"), row.remark)


def _write_words(document: Document, wording: Suggester) -> Iterator[str]:
    """Take the best problems that leave nothing open, and an answer to each."""
    for problem in _complete(wording.suggest(document.evaluation, "problems", limit=20))[
        :_PROBLEMS
    ]:
        answer = _complete(wording.answers(document.evaluation, problem.topic, limit=20))[0]
        for field, suggestion in (("problems", problem), ("measures", answer)):
            text = append(document.show(field), suggestion.text)
            document.set(field, text)
        yield f"    问题（{problem.topic_name}；{'，'.join(problem.reasons[:2])}）"
        yield f"      {problem.text}"
        yield f"    措施  {answer.text}"


def _complete(suggestions: tuple[Suggestion, ...]) -> list[Suggestion]:
    """Leave out wordings with open slots: a demo has nobody to ask."""
    return [suggestion for suggestion in suggestions if not suggestion.slots]


def _figures(document: Document) -> str:
    evaluation = document.evaluation
    rate = totals.execution_rate(evaluation)
    score = print_number(totals.total_score(evaluation))
    grade = totals.grade(evaluation, document.profile)
    return f"执行率 {rate:.2f}%，得分 {score}，{grade}" if rate is not None else f"得分 {score}"
