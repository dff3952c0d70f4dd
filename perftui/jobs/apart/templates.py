"""A unit's own templates at work apart: forms rendered with them, and what is wrong with them."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath

from perftui.evaluation.model import Evaluation
from perftui.evaluation.safe_text import safe_text
from perftui.jobs.apart.asking import DiedError, TooLongError, ask
from perftui.jobs.apart.child import DONE
from perftui.jobs.apart.messages import Message
from perftui.jobs.apart.packing import packed_evaluations, unpacked_evaluations
from perftui.writers import exporting
from perftui.writers.exporting import NO_TEMPLATES, ExportError, Ready

_SECONDS, _SECONDS_A_FORM = 5.0, 0.5
_SUFFIXES = {"docx": ".docx", **dict.fromkeys(("html", "md", "txt", "tsv"), ".j2")}
_WRITTEN, _REFUSED = b"written", b"refused"

_STUCK = "填了超过 {seconds:.0f} 秒还没填完，请检查里面的循环和过长的内容"
_LOST = "填不下去，程序中途停了，请检查里面有没有过大的数和过长的内容"


def render(
    evaluation: Evaluation,
    format_name: str,
    *,
    draft: bool = False,
    templates: Mapping[str, bytes] = NO_TEMPLATES,
) -> bytes:
    """Return the evaluation as a document; raises ExportError."""
    return render_together([Ready(evaluation, draft)], format_name, "", templates=templates)


def render_together(
    ready: Sequence[Ready],
    format_name: str,
    title: str,
    *,
    templates: Mapping[str, bytes] = NO_TEMPLATES,
) -> bytes:
    """Return evaluations as one document, with a cover where it has a title; raises ExportError.

    It is done apart where a template of the unit may have a part in it.
    """
    used = {name: content for name, content in templates.items() if _is_for(name, format_name)}
    if not used:
        return exporting.render_together(ready, format_name, title, templates=templates)
    seconds = _SECONDS + len(ready) * _SECONDS_A_FORM
    order = json.dumps([format_name, title, [one.draft for one in ready]]).encode("ascii")
    forms = packed_evaluations(one.evaluation for one in ready)
    fault = _LOST
    try:
        status, *answer = ask((b"render", order, forms, *_parts(used)), seconds)
        if status == DONE and answer[0] == _WRITTEN:
            return answer[1]
        if status == DONE and answer[0] == _REFUSED:
            raise ExportError(_line(answer[1]))
    except TooLongError:
        fault = _STUCK.format(seconds=seconds)
    except (DiedError, IndexError):
        pass
    raise ExportError(f"本单位的模板{fault}，没有导出 {format_name}。")


def check_template(name: str, templates: Mapping[str, bytes]) -> tuple[list[str], list[str]]:
    """Return what is wrong with one of some templates, a sentence each; hints if it works.

    A text template may include the others.
    """
    fault = _LOST
    order = json.dumps(name).encode("ascii")
    try:
        status, *answer = ask((b"examine", order, *_parts(templates)), _SECONDS)
        if status == DONE:
            faults, hints = (list(map(_line, json.loads(said))) for said in answer)
            return faults, hints
    except TooLongError:
        fault = _STUCK.format(seconds=_SECONDS)
    except (DiedError, ValueError, TypeError):
        pass
    return [f"模板「{_line(name)}」{fault}。"], []


def render_here(arguments: Sequence[bytes]) -> Sequence[bytes]:
    """Render in this process; returns what was written, or the sentence why nothing was."""
    order, forms, *parts = arguments
    format_name, title, drafts = json.loads(order)
    pairs = zip(unpacked_evaluations(forms), drafts, strict=True)
    ready = [Ready(evaluation, draft) for evaluation, draft in pairs]
    try:
        templates = _templates(parts)
        written = exporting.render_together(ready, format_name, title, templates=templates)
    except ExportError as error:
        return _REFUSED, str(error).encode("utf-8", "replace")
    return _WRITTEN, written


def examine_here(arguments: Sequence[bytes]) -> Sequence[bytes]:
    """Try a template in this process; returns faults and hints."""
    order, *parts = arguments
    found = _examined(json.loads(order), _templates(parts))
    return tuple(json.dumps(said).encode("ascii") for said in found)


def _examined(name: str, templates: Mapping[str, bytes]) -> tuple[list[str], list[str]]:
    content = templates[name]
    if _suffix(name) != _SUFFIXES["docx"]:
        from perftui.writers.texts.checking import check_template as check_text

        return check_text(name, content, templates), []
    from perftui.writers.docx.own.form import check_template as check_docx
    from perftui.writers.docx.own.form import hints_for_template

    faults = [f"模板「{_line(name)}」{fault}" for fault in check_docx(name, content)]
    return faults, [] if faults else hints_for_template(content)


def _is_for(name: str, format_name: str) -> bool:
    return _suffix(name) == _SUFFIXES.get(format_name)


def _suffix(name: str) -> str:
    return PurePath(name).suffix.lower()


def _parts(templates: Mapping[str, bytes]) -> Iterator[bytes]:
    """Yield templates as parts of a message: names and contents in turn."""
    for name, content in templates.items():
        yield name.encode("utf-8", "surrogateescape")
        yield content


def _templates(parts: Message | list[bytes]) -> dict[str, bytes]:
    names = (part.decode("utf-8", "surrogateescape") for part in parts[::2])
    return dict(zip(names, parts[1::2], strict=True))


def _line(said: str | bytes) -> str:
    """Return what a process said on one line, and nothing in it that a terminal obeys."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return " ".join(safe_text(text).split())
