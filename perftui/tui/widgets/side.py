"""The fixed place beside the form: suggestions on one page, findings on the other."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import ContentSwitcher, Static

from perftui.phrases.suggestion import Suggestion
from perftui.rules.checking import Report, Suppressed
from perftui.rules.finding import Finding
from perftui.tui.widgets.findings_panel import FindingsPanel
from perftui.tui.widgets.suggestion_panel import SuggestionPanel

SUGGESTIONS, FINDINGS = "suggestions", "findings"


class SidePanel(Vertical):
    """Shows suggestions or findings under a title that names the keys which work there."""

    def __init__(self) -> None:
        super().__init__()
        self._about = ""
        self._keys = ""
        self._count = 0
        self._aside = 0

    def compose(self) -> ComposeResult:
        """Lay out the title above the two pages."""
        yield Static(markup=False, id="side-title")
        with ContentSwitcher(initial=FINDINGS, id="side-pages"):
            with Vertical(id=SUGGESTIONS):
                yield SuggestionPanel()
            with Vertical(id=FINDINGS):
                yield FindingsPanel()

    @property
    def page(self) -> str:
        """The page that shows."""
        return self.query_one(ContentSwitcher).current or FINDINGS

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
        self.query_one(ContentSwitcher).current = page
        self._show_title()

    def show_suggestions(
        self, suggestions: Sequence[Suggestion], field: str, about: str, keys: str
    ) -> None:
        """Show the suggestions for a field; the title says what they are about and the keys."""
        self.query_one(SuggestionPanel).show(suggestions, field)
        self._about, self._keys = about, keys
        self._show_title()

    def show_findings(self, report: Report) -> None:
        """Show what is wrong with the form now."""
        self._count = len(report.findings)
        self._aside = len(report.suppressed)
        self.query_one(FindingsPanel).show(report)
        self._show_title()

    def take(self, number: int) -> None:
        """Take a suggestion by its number, if suggestions show."""
        if self.page == SUGGESTIONS:
            self.query_one(SuggestionPanel).take(number)

    def enter(self, page: str) -> bool:
        """Turn to a page and focus it; False if it had the focus already."""
        panel = self.query_one(SuggestionPanel if page == SUGGESTIONS else FindingsPanel)
        if panel.has_focus:
            return False
        self.show_page(page)
        panel.focus()
        return True

    def _show_title(self) -> None:
        title = self._suggestions_title() if self.page == SUGGESTIONS else self._findings_title()
        self.query_one("#side-title", Static).update(Content(title))

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
        return f"检查：{self._count}条{aside}  F4 挑选，回车跳到该处，F7 修正，Ctrl+R 搁置"
