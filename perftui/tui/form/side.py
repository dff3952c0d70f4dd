"""The fixed place beside the form: suggestions and findings."""

from collections.abc import Sequence

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import var
from textual.widget import Widget
from textual.widgets import Static

from perftui.evaluation.fields import NARRATIVES
from perftui.phrases.suggestion import Suggestion
from perftui.rules.checking import NOTHING_FOUND, Report, Suppressed
from perftui.rules.finding import Finding
from perftui.tui.bindings import key_of, keys_to_take
from perftui.tui.form.findings_panel import FindingsPanel
from perftui.tui.form.narrative.manner import Manner
from perftui.tui.form.suggestion_panel import SuggestionPanel

SUGGESTIONS, FINDINGS = "suggestions", "findings"
_LEAVE = "editor.leave"


class SidePanel(Vertical):
    """Shows suggestions or findings, each under a title that names the keys which work there.

    On a very wide screen both stand side by side; else the one in use shows. `report` is what the
    rules found last, `manner` how a wording is taken into a narrative.
    """

    report = var(NOTHING_FOUND)
    manner = var(Manner.COMPLETE)

    def __init__(self) -> None:
        super().__init__()
        self._about = ""
        self._keys: tuple[tuple[str, str], ...] = ()
        self.page = FINDINGS

    def compose(self) -> ComposeResult:
        """Lay out the two pages, each with its title."""
        with Vertical(id=SUGGESTIONS):
            yield Static(markup=False, classes="side-title")
            yield SuggestionPanel()
        with Vertical(id=FINDINGS):
            yield Static(markup=False, classes="side-title")
            yield FindingsPanel()

    def on_mount(self) -> None:
        """Start with the findings."""
        self.show_page(FINDINGS)

    @property
    def finding(self) -> Finding | None:
        """The finding under the cursor."""
        return self.query_one(FindingsPanel).current

    @property
    def suppressed(self) -> Suppressed | None:
        """The finding set aside that is under the cursor."""
        return self.query_one(FindingsPanel).suppressed

    @property
    def suggestion(self) -> Suggestion | None:
        """The suggestion under the cursor."""
        return self.query_one(SuggestionPanel).current

    def holds(self, widget: Widget | None) -> bool:
        """Whether a widget is part of this panel."""
        return widget is not None and self in widget.ancestors

    def show_page(self, page: str) -> None:
        """Turn to a page."""
        self.page = page
        for name in (SUGGESTIONS, FINDINGS):
            self.query_one(f"#{name}").set_class(name == page, "-shown")

    def show_suggestions(
        self,
        suggestions: Sequence[Suggestion],
        field: str,
        about: str,
        keys: Sequence[tuple[str, str]],
    ) -> None:
        """Show the suggestions for a field; the title says what they are about and the keys.

        `keys` are actions by their full ids, each with the word for it here.
        """
        self.query_one(SuggestionPanel).show(suggestions, field)
        self._about, self._keys = about, tuple(keys)
        self._entitle()

    def show_findings(self, report: Report) -> None:
        """Show what is wrong with the form now."""
        self.report = report
        self.query_one(FindingsPanel).show(report)
        self._entitle()

    def take(self, number: int) -> None:
        """Take a suggestion by its number, if suggestions show."""
        if self.query_one(f"#{SUGGESTIONS}").display:
            self.query_one(SuggestionPanel).take(number)

    def enter(self, page: str) -> bool:
        """Turn to a page and focus it; False if it had the focus already."""
        panel = self.query_one(SuggestionPanel if page == SUGGESTIONS else FindingsPanel)
        if panel.has_focus:
            return False
        self.show_page(page)
        panel.focus()
        return True

    def on_resize(self) -> None:
        """Break the titles for the new width."""
        self._entitle()

    def on_descendant_focus(self) -> None:
        """Name the keys that work in the list itself."""
        self._entitle()

    def on_descendant_blur(self) -> None:
        """Name the keys that work in the field again."""
        self._entitle()

    def watch_manner(self) -> None:
        """Say the manner in the title."""
        self._entitle()

    def _entitle(self) -> None:
        for page, parts in (
            (SUGGESTIONS, self._suggestions_title()),
            (FINDINGS, self._findings_title()),
        ):
            for title in self.query(f"#{page} .side-title").results(Static):
                text = _flowed(parts, title.container_size.width - 2)
                if str(title.content) != text:
                    title.update(Content(text))

    def _suggestions_title(self) -> list[str]:
        if not self._about:
            return ["推荐：写三段文字或扣分指标的备注时，这里推荐措辞"]
        panel = self.query_one(SuggestionPanel)
        if not panel.option_count:
            return [f"{self._about}：没有相近的措辞，接着写就是"]
        keys = [f"{key_of(self, action)} {name}" for action, name in self._keys]
        if panel.has_focus:
            leads_back = f"{key_of(self, 'editor.focus_suggestions')} 回原处"
            others = [(action, name) for action, name in self._keys[1:] if action != _LEAVE]
            keys = [leads_back, *(f"{key_of(self, action)} {name}" for action, name in others)]
        about = self._about
        if panel.field in NARRATIVES and about.startswith("推荐"):
            about += f"（{self.manner.value}，{key_of(self, 'editor.turn_manner')} 换）"
        return [about, self._taking(), *keys]

    def _taking(self) -> str:
        """Name the keys that take a suggestion."""
        if self.query_one(SuggestionPanel).has_focus:
            return "数字或回车采用"
        keys = keys_to_take(self)
        return f"{keys}采用" if keys.endswith("数字") else f"{keys} 采用第1条"

    def _findings_title(self) -> list[str]:
        aside = f"，搁置{len(self.report.suppressed)}条" if self.report.suppressed else ""
        if not self.report.findings:
            return [f"检查：没有问题{aside}"]
        pick, mend, away = (
            key_of(self, f"editor.{action}")
            for action in ("focus_findings", "apply_fix", "suppress")
        )
        found = f"检查：{len(self.report.findings)}条{aside}"
        return [found, f"{pick} 挑选，回车跳到该处", f"{mend} 修正", f"{away} 搁置"]


def _flowed(parts: Sequence[str], width: int) -> str:
    """Set parts side by side on lines of so many cells, none of them broken."""
    lines = [parts[0]]
    for part in parts[1:]:
        longer = f"{lines[-1]}  {part}"
        if cell_len(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(part)
    return "\n".join(lines)
