"""Whether the history of a form is whole and leads to the form as it is, in words."""

from dataclasses import dataclass
from pathlib import Path

from perftui.evaluation.model import Evaluation
from perftui.storage.evaluation_file import digest_of
from perftui.storage.history import Audit, History


@dataclass(frozen=True)
class Chain:
    """What a look at a history came to.

    `leads_here` is whether it ends in the form as it is, None where it does not tell.
    """

    audit: Audit
    leads_here: bool | None

    @property
    def is_whole(self) -> bool:
        """Whether nothing speaks against it."""
        return not self.audit.broken and self.leads_here is not False

    @property
    def said(self) -> str:
        """What it came to, in a line."""
        if not self.audit.entries:
            return "这份表还没有改动记录。"
        told = [self._order] if self.audit.broken and self.leads_here else [self._order, self._end]
        return f"记录共{self.audit.entries}条，{'，'.join(told)}。{self._old}"

    @property
    def _order(self) -> str:
        broken = self.audit.broken
        if not broken:
            return "前后相接"
        more = f"（断开{len(broken)}处）" if len(broken) > 1 else ""
        return f"第{broken[0]}条起对不上{more}：记录被改动、删除或插入过"

    @property
    def _end(self) -> str:
        if self.leads_here is None:
            return "没有记下存盘时的内容，不能和表核对"
        return "和表一致" if self.leads_here else "和表不一致：表在别处改过，或末尾的记录被删了"

    @property
    def _old(self) -> str:
        count = self.audit.unchained
        return f"其中最早的{count}条是旧版本记的，没有前后校验。" if count else ""


def chain_of(path: Path, form: Evaluation) -> Chain:
    """Look at the history of a form; reads a file. Raises StorageError."""
    audit = History.of(path).audit()
    is_old = audit.unchained == audit.entries  # chained lines end in what was saved
    return Chain(audit, None if is_old and not audit.digest else audit.digest == digest_of(form))
