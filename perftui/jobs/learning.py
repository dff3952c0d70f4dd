"""Past evaluations into the library: what each path taught, told as it is read."""

from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from perftui.evaluation.model import Evaluation
from perftui.jobs.library import remember, remembered
from perftui.jobs.opening import open_all
from perftui.phrases.bank import Bank
from perftui.phrases.harvest import digest_of, harvest
from perftui.phrases.library import Form, Learnt, Lesson
from perftui.phrases.library.sqlite import SqliteLibrary
from perftui.phrases.names import form_of


@dataclass(frozen=True)
class Taught:
    """What a path taught: its forms, the sentences that were new or known, or why none.

    `unchanged` counts further forms, that were learnt before and have not changed.
    """

    path: Path
    forms: tuple[Form, ...] = ()
    new: int = 0
    known: int = 0
    unchanged: int = 0
    error: str = ""


def learn_all(
    library: SqliteLibrary, bank: Bank, paths: Iterable[Path], folder: Path | None = None
) -> Generator[Taught, None, None]:
    """Learn files and folders of forms; `folder` is where their paths are remembered.

    What is left unread when the caller stops is not learnt; what was told is. Raises LibraryError.
    """
    known = set(remembered(folder)) if folder is not None else set()
    try:
        for opened in open_all(paths):
            if opened.error:
                yield Taught(opened.path, error=opened.error)
                continue
            unchanged = sum(_is_unchanged(library, evaluation) for evaluation in opened.evaluations)
            lessons = list(_new(library, bank, opened.evaluations))
            results = [library.learn(lesson) or Learnt() for lesson in lessons]
            if folder is not None and opened.file.resolve() not in known:
                remember(folder, opened.file)
                known.add(opened.file.resolve())
            yield Taught(
                opened.path,
                tuple(lesson.form for lesson in lessons),
                sum(result.new for result in results),
                sum(result.known for result in results),
                unchanged,
            )
    finally:
        library.settle()


def _new(library: SqliteLibrary, bank: Bank, evaluations: Iterable[Evaluation]) -> Iterator[Lesson]:
    """Yield what is not learnt yet; a form of which nothing was said teaches only if it did."""
    for evaluation in evaluations:
        form = form_of(evaluation)
        if (form.project or form.unit) and not _is_unchanged(library, evaluation):
            for lesson in harvest([evaluation], bank):
                if lesson.phrases or lesson.topics or library.digest_of(form):
                    yield lesson


def _is_unchanged(library: SqliteLibrary, evaluation: Evaluation) -> bool:
    return library.digest_of(form_of(evaluation)) == digest_of(evaluation)


def summary(told: Sequence[Taught]) -> str:
    """Say in one sentence what several paths taught."""
    forms = sum(len(taught.forms) for taught in told)
    unchanged = sum(taught.unchanged for taught in told)
    before = f"{unchanged}份表以前学过，没有变化" if unchanged else ""
    if not forms:
        return f"{before or '没有写过的话可学'}。"
    new, known = sum(taught.new for taught in told), sum(taught.known for taught in told)
    learnt = f"学了{forms}份表，新写法{new}句，已有的写法{known}句"
    return "，".join(filter(None, (learnt, before))) + "。"
