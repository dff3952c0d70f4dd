"""Which form: a line read as one of a folder's forms, a new one, last year's, or a path. Pure."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz

from perftui.assistant.moves import Word
from perftui.assistant.reading.commands.control import control_word

MOST_SHOWN = 20
_NEAR, _LONGEST = 70, 300
_BEFORE = r"(?:请|麻烦|帮我|给我|我|想|要|来|先|就|吧|\s)*+"
_NUMBER = re.compile(
    _BEFORE + r"(?:选|选择|打开|开|填|填写|用)?\s*+(?:第\s*+)?(?:[#＃]\s*+)?"
    r"(\d{1,4})\s*+(?:份|个|号|项)?[。.、]?"
)
_NEW = re.compile(
    rf"[/／、]?{_BEFORE}(?:新建|新增|新开|建|new)\s*(?:一份|一个|自评表|表)*[\s:：]*(?P<what>.*)",
    re.IGNORECASE,
)
_LAST = r"(?:去年|上年|往年|上一年|前一年)(?:度)?"
_FORWARD = re.compile(
    rf"[/／、]?{_BEFORE}(?P<verb>沿用|结转|接着|照着?|按照?|拿|用|复制)?\s*"
    rf"(?P<last>{_LAST})?\s*的?\s*(?:那一?份|那张)?(?:自评表|表)?[\s:：]*(?P<what>.*)"
)
_ENOUGH = frozenset(("沿用", "结转"))
_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)\s*(?:年度?)?[\s\-_]*(?P<name>.*)")
_YEARS = re.compile(r"(?:19|20)\d\d")
_FILLERS = re.compile(
    r"我|想要?|要|请|帮我|打开|填写?|写|做|选择?|用|看|那一?份|这一?份|自评表|的|表|年度?|项目"
)
_ALL_AGAIN = frozenset(("全部", "列表", "再列一遍", "都列出来", "刷新", "有哪些", "有哪些表"))
_GREETINGS = frozenset(("你好", "您好", "hi", "hello", "在吗", "早", "早上好", "下午好", "开始"))


@dataclass(frozen=True)
class Listed:
    """A form of the folder as it is listed: its file, project, year, and how far it is."""

    path: Path
    name: str
    year: str
    state: str


@dataclass(frozen=True)
class Open:
    """This form of the list, by its place."""

    place: int


@dataclass(frozen=True)
class New:
    """A new form of a project."""

    name: str
    year: str = ""


@dataclass(frozen=True)
class Forward:
    """Last year's form, by its place, rolled forward."""

    place: int


@dataclass(frozen=True)
class Several:
    """Forms that may be meant, by their places; `forward` where one is to be rolled forward."""

    places: tuple[int, ...]
    forward: bool = False


@dataclass(frozen=True)
class Other:
    """A line that names no form of the list: perhaps a path, or a control word."""

    text: str
    word: Word | None = None
    wants_list: bool = False


Meant = Open | New | Forward | Several | Other


def chosen(line: str, forms: Sequence[Listed], asked: Several | None = None) -> Meant:
    """Read which form is meant; `asked` are the forms that were asked about last."""
    text = " ".join(line.split())[:_LONGEST]
    said = unicodedata.normalize("NFKC", text).strip(" 。")
    word = control_word(said)
    if asked and len(asked.places) == 1 and said in ("是", "是的", "对", "好", "嗯", "y", "yes"):
        return (Forward if asked.forward else Open)(asked.places[0])
    wants_list = said.lower() in _ALL_AGAIN | _GREETINGS
    if word is not None or wants_list:
        return Other(text, word, wants_list=wants_list)
    if _exactly(said, forms):
        return _meant(said, forms, text)
    if new := _NEW.fullmatch(said):
        return _new(new["what"])
    forward = _FORWARD.fullmatch(said)
    if forward and (forward["verb"] in _ENOUGH or forward["last"]):
        return _forward(
            _meant(forward["what"].strip("「」\"' "), forms, text), forms, forward["verb"]
        )
    return _meant(said, forms, text)


def _new(what: str) -> Meant:
    name = what.strip("「」“”\"' ")
    match = _YEAR.fullmatch(name)
    if match and match["name"]:
        return New(match["name"].strip("「」“”\"' "), match["year"])
    return New(name)


def _forward(meant: Meant, forms: Sequence[Listed], verb: str | None) -> Meant:
    """Return what is rolled forward; without a verb it is asked whether that is meant."""
    match meant:
        case Open(place):
            return Forward(place) if verb else Several((place,), forward=True)
        case Several(places):
            return Several(places, forward=True)
        case Other("") if len(forms) == 1:
            return _forward(Open(0), forms, verb)
        case Other("") if forms:
            return Several(tuple(range(min(len(forms), MOST_SHOWN))), forward=True)
    return meant


def _meant(said: str, forms: Sequence[Listed], text: str) -> Meant:
    """Return which forms of the list a number or a name stands for."""
    if not said:
        return Other("")
    number = _NUMBER.fullmatch(said)
    if number:
        place = int(number[1]) - 1
        return Open(place) if 0 <= place < len(forms) else Other(text)
    exact = _exactly(said, forms)
    found = exact or tuple(n for n, form in enumerate(forms) if _holds(form, said))
    if len(found) == 1:
        return Open(found[0])
    return Several(found) if found else _without_fillers(said, forms, text)


def _exactly(said: str, forms: Sequence[Listed]) -> tuple[int, ...]:
    plain = _plain(said)
    named = enumerate(forms)
    return tuple(
        n for n, f in named if plain in (_plain(f.name), _plain(f.year + f.name), _stem(f.path))
    )


def _holds(form: Listed, said: str) -> bool:
    """Whether all words of a line stand in a form's year and name."""
    words = [_plain(word) for word in re.split(r"[\s,，、]+", said)]
    whole = _plain(form.year + form.name)
    return all(len(word) > 1 and word in whole for word in words if word)


def _without_fillers(said: str, forms: Sequence[Listed], text: str) -> Meant:
    """Return which forms a whole sentence is about, by what of it may be a name.

    A form of a later year than there is one may be wanted: the latest is asked about.
    """
    core = _FILLERS.sub(" ", said)
    name = " ".join(_YEARS.sub(" ", core).split())
    if not name or "/" in said or "\\" in said:
        return Other(text)
    found = tuple(n for n, form in enumerate(forms) if _holds(form, " ".join(core.split())))
    if len(found) == 1 and core.split() != said.split():
        return Open(found[0])
    years = [int(year) for year in _YEARS.findall(core)]
    older = tuple(
        n
        for n, form in enumerate(forms)
        if _holds(form, name) and years and form.year.isdigit() and int(form.year) < years[0]
    )
    if older and not found:
        latest = max(forms[n].year for n in older)
        return Several(tuple(n for n in older if forms[n].year == latest), forward=True)
    return Several(found) if found else _near(name, forms, text)


def _near(said: str, forms: Sequence[Listed], text: str) -> Meant:
    plain = _plain(said)
    scores = [(fuzz.partial_ratio(plain, _plain(form.name)), n) for n, form in enumerate(forms)]
    best = sorted(((score, -n) for score, n in scores if score >= _NEAR), reverse=True)
    if not best or len(plain) < 3:
        return Other(text)
    return Several(tuple(-n for _, n in best[:5]))


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().replace("年度", "").split())


def _stem(path: Path) -> str:
    return _plain(path.name.partition(".perf.json")[0])
