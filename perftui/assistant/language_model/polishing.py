"""What the language model made of a text, as a proposal: compared, checked, on offer."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

from perftui.assistant import orders
from perftui.assistant.doing.polishing import KEEP
from perftui.assistant.grounding.checking import ungrounded
from perftui.assistant.grounding.facts import Fact, facts
from perftui.assistant.grounding.sources import bare, sources_of
from perftui.assistant.grounding.warning import quoted
from perftui.assistant.language_model.facts import facts_of
from perftui.assistant.language_model.faults import UNFINISHED, Fault
from perftui.assistant.language_model.helper import Helper, Proposal
from perftui.assistant.language_model.queries import LONGEST_TEXT, Query
from perftui.assistant.language_model.stopping import Stop
from perftui.assistant.language_model.switching import Off, only_ranks
from perftui.assistant.moves import AllowSending, Move, Polish, TakePolished, Tell
from perftui.assistant.parts import Choice, Echo, Explain, Fail, Part, Warn
from perftui.assistant.state import Scene, State, Waiting
from perftui.evaluation.comparing.words import Piece, word_differences
from perftui.evaluation.fields import name_of
from perftui.storage.own_settings import Level


@dataclass(frozen=True)
class Said:
    """The state after something was said, and what was said."""

    state: State
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Request:
    """What the language model is to be asked. `run` takes its time and touches nothing else.

    `place` is what the text that is to be reworded is called.
    """

    order: orders.Polish
    helper: Helper
    facts: dict[str, str]
    place: str

    @property
    def told(self) -> str:
        """The sentence that says that it is being asked."""
        return f"正在请语言模型润色{self.place}，写好了先给您看。"

    def run(
        self, on_text: Callable[[str], None] = lambda _: None, stop: Stop | None = None
    ) -> Proposal:
        """Ask, from whatever thread; `on_text` gets the text as it grows."""
        try:
            return self.helper.reword(self.order.words, self.facts, on_text, stop)
        except KeyboardInterrupt:  # before a word was heard, or after the last one
            return Proposal("", Fault.STOPPED)


def take_up(
    order: orders.Polish | orders.AllowSending, scene: Scene, model: Helper | Off
) -> Request | Said:
    """Return what is to be asked; or what is to be said because it cannot be, or not yet."""
    if isinstance(model, Off):
        return Said(scene.state, (Explain(model.sentence),))
    if isinstance(order, orders.AllowSending):
        return _allow(order, scene, model)
    if model.level is not Level.REWORD:
        return Said(scene.state, (Explain(only_ranks()),))
    if len(order.words) > LONGEST_TEXT:
        text = f"这段有{len(order.words)}字，一次最多润色{LONGEST_TEXT}字，请先分成几句。"
        return Said(scene.state, (Fail(text),))
    request = Request(order, model, *_about(order, scene))
    if model.needs_consent and order.is_agreed:
        model.agree()
    if model.needs_consent:
        agreed = Polish(order.path, order.number, is_agreed=True)
        query = model.query(order.words, request.facts)
        return Said(_asking_consent(query, agreed, scene, model), ())
    return request


def settle(request: Request, proposal: Proposal, scene: Scene) -> Said:
    """Put what came of a request on offer; what broke off is kept among the drafts."""
    old, new = request.order.words, proposal.text
    if not new:
        return Said(scene.state, (Fail(f"{proposal.fault}原句没有变。"),))
    if proposal.fault:
        return _unfinished(request, proposal, scene)
    if new == old:
        return Said(scene.state, (Explain("语言模型没有改动这一句。"),))
    doubts = tuple(_doubts(old, new, scene))
    parts: list[Part] = [
        Explain(f"原句：{old}\n改为：{new}\n改动：{'；'.join(changes(old, new))}。")
    ]
    lost = _lost(old, new, scene)
    if lost:
        parts.append(Warn(f"原句的{quoted(lost)}不见了，请核对。"))
    take = _take(request, new, doubts)
    text = "改后的这一句有要核对的，怎么办？" if doubts else "采用改后的这一句吗？"
    return Said(_waiting(scene.state, Waiting(text, (take, KEEP), new)), tuple(parts))


def changes(old: str, new: str) -> Iterator[str]:
    """Yield in words what a text has otherwise than another, from beginning to end."""
    stretches = zip_longest(*map(_between, word_differences(old, new)), fillvalue="")
    for gone, come in stretches:
        if gone and come:
            yield f"「{gone}」改为「{come}」"
        elif gone or come:
            yield f"删去「{gone}」" if gone else f"加上「{come}」"


def _between(pieces: tuple[Piece, ...]) -> list[str]:
    """Return what a text has before, between and behind the pieces both have."""
    found = [""]
    for piece in pieces:
        if piece.is_common:
            found.append("")
        else:
            found[-1] += piece.text
    return found


def _unfinished(request: Request, proposal: Proposal, scene: Scene) -> Said:
    kept = f"{UNFINISHED}{proposal.text}"
    drafts = scene.state.drafts
    state = replace(scene.state, drafts=drafts if kept in drafts else (*drafts, kept))
    doubts = ("这一句没有写完", *_doubts(request.order.words, proposal.text, scene))
    again = Choice("再润色一次", (Polish(request.order.path, request.order.number),))
    waiting = Waiting(
        "写到一半的已记在草稿里，怎么办？",
        (again, _take(request, proposal.text, doubts), KEEP),
    )
    told = Fail(f"{proposal.fault}原句没有变。")
    return Said(_waiting(state, waiting), (told, Explain(f"{UNFINISHED}{proposal.text}")))


def _take(request: Request, new: str, doubts: tuple[str, ...]) -> Choice:
    order = request.order
    move = TakePolished(order.path, order.number, order.words, new, doubts)
    if not doubts:
        return Choice("采用", (move,))
    return Choice("采用并核对", (move,), note="，".join(doubts))


def _doubts(old: str, new: str, scene: Scene) -> Iterator[str]:
    """Yield what must be looked at before new words are taken. The old ones are a source."""
    sources = sources_of(scene.having(said=(*scene.state.said, old)))
    found = [fact for fact in ungrounded(new, sources) if not (fact.quantity and fact.is_vague)]
    if found:
        yield f"{quoted(found)}在表里和您说的话里都没有"


def _lost(old: str, new: str, scene: Scene) -> list[Fact]:
    year = scene.form.known_year or 1
    said = bare(new)
    return [f for f in facts(old, year) if not f.is_vague and bare(f.text) not in said]


def _about(order: orders.Polish, scene: Scene) -> tuple[dict[str, str], str]:
    """Return the facts that are told with a text, and what the text is called."""
    name = name_of(scene.form, order.path, scene.profile)
    told = {**facts_of(scene.form, scene.profile), "栏目": name}
    return told, f"{name}第{order.number}句" if order.number else name


def _allow(order: orders.AllowSending, scene: Scene, model: Helper) -> Said:
    if not model.needs_consent:
        return Said(scene.state, (Explain(f"{model.status}，已经可以发送。"),))
    if order.is_agreed:
        model.agree()
        return Said(scene.state, (Echo(f"这次打开期间，可以发往{model.place}。"),))
    if model.withheld is None:
        return Said(scene.state, (Explain("还没有要发送的，到第一次发送时会先问。"),))
    return Said(_asking_consent(model.withheld, AllowSending(is_agreed=True), scene, model), ())


def _asking_consent(query: Query, agreed: Move, scene: Scene, model: Helper) -> State:
    text = (
        f"第一次发往{model.place}（非本机）：{len(query.body):,}字节，"
        f"有{'、'.join(query.fields)}。发送吗？"
    )
    choices = (Choice("发送", (agreed,)), Choice("不发送", (Tell("没有发送。"),)))
    return _waiting(scene.state, Waiting(text, choices))


def _waiting(state: State, waiting: Waiting) -> State:
    """Let something wait first, before what waits already."""
    others = (state.waiting,) if state.waiting else ()
    return replace(state, waiting=waiting, queue=(*others, *state.queue))
