"""`Reception`, which asks which form is to be filled in, and opens it."""

from collections.abc import Sequence
from pathlib import Path

from perftui.assistant.conversation.arriving import Arrival, arrive, begun_in, rolled
from perftui.assistant.conversation.choosing import (
    MOST_SHOWN,
    Forward,
    Listed,
    New,
    Open,
    Other,
    Several,
    chosen,
)
from perftui.assistant.conversation.conversation import Reply
from perftui.assistant.moves import Word
from perftui.assistant.parts import Ask, Choice, Echo, Explain, Fail, Offer, Part
from perftui.jobs.browsing import dropped_paths, is_folder, is_there
from perftui.storage.errors import StorageError, shown

_WAYS = (
    "填已有的表，写它的号或名称；新建写「新建 项目名称」；"
    "沿用去年的写「沿用去年」和号；读入以往的文档，写它的路径。"
)
_NOTHING = (
    "这个文件夹里还没有自评表。写「新建 项目名称」新建一份，或者写以往文档的路径，读进来接着填。"
)


class Reception:
    """Lists the forms of a folder and reads which is meant."""

    def __init__(self, forms: Sequence[Listed], folder: Path, profile: str = "") -> None:
        self._forms = tuple(forms)
        self._folder = folder
        self._profile = profile
        self._asked: Several | None = None
        self._misses = 0

    def begin(self) -> Reply:
        """List the forms, or say what to do where there are none."""
        if not self._forms:
            return Reply((Ask(_NOTHING, "新建 人才大厦管理维护专项"),))
        shown_ones = self._forms[:MOST_SHOWN]
        offer = Offer(tuple(Choice(_titled(form), note=form.state) for form in shown_ones))
        left = len(self._forms) - len(shown_ones)
        more = (Explain(f"还有{left}份没有列出，写名称里的几个字就能找到。"),) if left else ()
        return Reply((Ask("填哪一份自评表？", "1"), offer, *more, Explain(_WAYS)))

    def say(self, line: str) -> tuple[Reply, Arrival | None]:
        """Take a line; the form it leads to, once it is one."""
        choice = chosen(line, self._forms, self._asked)
        self._asked = choice if isinstance(choice, Several) else None
        try:
            found = self._followed(choice)
        except StorageError as error:
            return Reply((Fail(str(error)), Ask("填哪一份？")), is_understood=False), None
        return (found, None) if isinstance(found, Reply) else (Reply(), found)

    def _followed(self, choice: "Open | New | Forward | Several | Other") -> Reply | Arrival:
        """Go where a choice leads; raises StorageError."""
        match choice:
            case Open(place):
                return arrive(self._forms[place].path)
            case Forward(place):
                return rolled(self._forms[place].path, self._folder)
            case New(""):
                return Reply(
                    (Ask("新建哪个项目？请写「新建 项目名称」。", "新建 2020年 人才服务专项"),)
                )
            case New(name, year):
                return begun_in(self._folder, name, year, self._profile)
            case Several(places, forward):
                return self._asking_which(places, forward=forward)
            case Other(text, word, wants_list):
                return self.begin() if wants_list else self._other(text, word)

    def _asking_which(self, places: Sequence[int], *, forward: bool) -> Reply:
        lines = [f"{place + 1} {_titled(self._forms[place])}" for place in places[:MOST_SHOWN]]
        what = "沿用哪一份？请写「沿用去年」和号。" if forward else "是哪一份？请写它的号。"
        if len(places) == 1:
            which = "沿用这一份，结转到下一年度吗？" if forward else "是这一份吗？"
            what = f"{which}回答「是」，或者写别的。"
        return Reply((Explain("\n".join(lines)), Ask(what)), is_understood=False)

    def _other(self, text: str, word: Word | None) -> Reply | Arrival:
        """Take a control word or a path; anything else is told what would work."""
        if word is Word.QUIT:
            return Reply((Echo("没有选定自评表，什么也没有改。"),), is_over=True)
        if word in (Word.HELP, Word.REPEAT, Word.BACK, Word.FULL):
            return self.begin()
        paths = dropped_paths(text, Path.cwd()) if text else ()
        if paths and is_there(paths[0]):
            return self._entered(paths[0])
        self._misses += 1
        return self._not_found(text)

    def _entered(self, path: Path) -> Reply | Arrival:
        """Open a file that was named, or list the forms of a folder."""
        from perftui.assistant.conversation.arriving import listed
        from perftui.storage.workspace import Workspace

        if is_folder(path):
            self._folder, self._forms = path, listed(Workspace(path).files())
            return self.begin()
        arrival = arrive(path, self._profile, self._folder)
        if arrival.document is None:
            self._forms = listed(arrival.forms)
            parts: tuple[Part, ...] = (*arrival.parts, *self.begin().parts)
            return Reply(parts)
        return arrival

    def _not_found(self, text: str) -> Reply:
        if not text:
            return self.begin()
        what = f"没有叫「{shown(Path(text[:60]))}」的表或文件。"
        if not self._forms:
            return Reply((Explain(what), Ask(_NOTHING)), is_understood=False)
        if self._misses % 3 == 0:
            return Reply((Explain(what), *self.begin().parts), is_understood=False)
        ways = _WAYS if self._misses % 3 == 1 else "写号最简单，例如 1；说「退出」离开。"
        return Reply((Explain(what), Ask(ways)), is_understood=False)


def _titled(form: Listed) -> str:
    return f"{form.year}年度 {form.name}" if form.year else form.name
