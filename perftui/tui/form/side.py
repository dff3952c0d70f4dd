"""The fixed place beside the form: suggestions and findings."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from perftui.phrases.suggestion import Suggestion
from perftui.rules.checking import Report, Suppressed
from perftui.rules.finding import Finding
from perftui.tui.bindings import key_of
from perftui.tui.form.findings_panel import FindingsPanel
from perftui.tui.form.suggestion_panel import SuggestionPanel

SUGGESTIONS, FINDINGS = "suggestions", "findings"


class SidePanel(Vertical):
    """Shows suggestions or findings, each under a title that names the keys which work there.

    On a very wide screen both stand side by side; else the one in use shows.
    """

    def __init__(self) -> None:
        super().__init__()
        self._about = ""
        self._keys = ""
        self._count = 0
        self._aside = 0
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
        self, suggestions: Sequence[Suggestion], field: str, about: str, keys: str
    ) -> None:
        """Show the suggestions for a field; the title says what they are about and the keys."""
        self.query_one(SuggestionPanel).show(suggestions, field)
        self._about, self._keys = about, keys
        self._title(SUGGESTIONS, self._suggestions_title())

    def show_findings(self, report: Report) -> None:
        """Show what is wrong with the form now."""
        self._count = len(report.findings)
        self._aside = len(report.suppressed)
        self.query_one(FindingsPanel).show(report)
        self._title(FINDINGS, self._findings_title())

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

    def _title(self, page: str, text: str) -> None:
        self.query_one(f"#{page} .side-title", Static).update(Content(text))

    def _suggestions_title(self) -> str:
        if not self._about:
            return "推荐：写三段文字或扣分指标的备注时，这里推荐措辞"
        if not self.query_one(SuggestionPanel).option_count:
            return f"{self._about}：没有相近的措辞"
        return f"{self._about}  {self._keys}"

    def _findings_title(self) -> str:
        aside = f"，搁置{self._aside}条" if self._aside else ""
        if not self._count:
            return f"检查：没有问题{aside}"
        pick, mend, away = (
            key_of(self, f"editor.{action}")
            for action in ("focus_findings", "apply_fix", "suppress")
        )
        return f"检查：{self._count}条{aside}  {pick} 挑选，回车跳到该处，{mend} 修正，{away} 搁置"
