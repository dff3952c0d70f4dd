"""The form being filled in: its sections on one side, suggestions and findings on the other."""

from functools import partial
from itertools import islice

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import ContentSwitcher, Footer, Tab, Tabs

from perftui.evaluation import fields, narrative
from perftui.evaluation.progress import next_step
from perftui.storage.document import Document
from perftui.storage.errors import StorageError
from perftui.tui.actions import bindings
from perftui.tui.checks import Checks
from perftui.tui.desk import Desk
from perftui.tui.pauses import Pauses
from perftui.tui.proposals import Proposals
from perftui.tui.sections import SECTIONS, neighbour, section_of
from perftui.tui.widgets.basics import BasicsSection
from perftui.tui.widgets.field_input import FieldInput
from perftui.tui.widgets.findings_panel import FindingsPanel
from perftui.tui.widgets.indicator_grid import IndicatorGrid
from perftui.tui.widgets.indicators import IndicatorsSection
from perftui.tui.widgets.narrative_area import NarrativeArea
from perftui.tui.widgets.side import FINDINGS, SUGGESTIONS, SidePanel
from perftui.tui.widgets.suggestion_panel import SuggestionPanel
from perftui.tui.widgets.summary_bar import SummaryBar

_SETTLED = 0.08
_SAVE_AFTER = 0.5


class EditorScreen(Screen[None]):
    """One form, open for editing. Every change goes through its `Document`."""

    CSS_PATH = "editor.tcss"
    BINDINGS = bindings("editor")
    PLACES = ("grid", "editor")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]
    AUTO_FOCUS = ""

    def __init__(self, document: Document, desk: Desk) -> None:
        super().__init__()
        self.document = document
        self.desk = desk
        self.pauses = Pauses(self)
        self.proposals = Proposals(document, desk, self)
        self.checks = Checks(document, desk, self)
        self._last_field: Widget | None = None
        self._save_error = ""

    def compose(self) -> ComposeResult:
        """Lay out the summary, the sections, the side panel and the footer."""
        yield SummaryBar()
        with Container(id="body"):
            with Vertical(id="form"):
                yield Tabs(*(Tab(Content(n), id=s) for s, n in SECTIONS.items()), id="sections")
                with ContentSwitcher(initial="section-basics", id="pages"):
                    yield BasicsSection(self.document, id="section-basics")
                    yield IndicatorsSection(self.document, id="section-indicators")
                    for name in fields.NARRATIVES:
                        with Vertical(id=f"section-{name}", classes="narrative"):
                            yield NarrativeArea(name, self.document.show(name))
            yield SidePanel()
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Check the form, fetch the wording, and start at the first field."""
        self.query_one("#sections").can_focus = False
        self._check()
        self.checks.load(then=self._check)
        self.proposals.load(then=self._suggest)
        self._go_to("name")

    # What the user types, all on one way into the document.

    @on(FieldInput.Changed)
    def _field_typed(self, event: FieldInput.Changed) -> None:
        if isinstance(event.input, FieldInput) and event.input.path:
            self._typed(event.input.path, event.value)

    @on(NarrativeArea.Changed)
    def _narrative_typed(self, event: NarrativeArea.Changed) -> None:
        if isinstance(event.text_area, NarrativeArea):
            self._typed(event.text_area.path, event.text_area.text)

    def _typed(self, path: str, text: str) -> None:
        if text != self.document.show(path):
            self.document.type(path, text)
            if fields.parse_path(path).is_row_field:
                self.query_one(IndicatorsSection).show()
            self.proposals.forget()
            self.checks.leave()
            self._edited()

    @on(IndicatorGrid.Edited)
    def _cell_edited(self) -> None:
        self._edited()

    def _edited(self) -> None:
        """Follow a change of the document: figures at once, the rest when typing pauses."""
        self.query_one(BasicsSection).show_computed()
        self._show_summary()
        self.pauses.later("check", _SETTLED, self._check)
        self.pauses.later("suggest", _SETTLED, self._suggest)
        self.pauses.later("save", _SAVE_AFTER, self._save)

    def _check(self) -> None:
        self.checks.run()
        self.query_one(SidePanel).show_findings(self.checks.report)
        self._show_summary()

    def _save(self) -> None:
        try:
            self.document.save()
            self._save_error = ""
        except StorageError as error:
            self._save_error = "没有存上！"
            self.notify(str(error), title="没有存上", severity="error", markup=False, timeout=10)
        self._show_summary()

    def _show_summary(self) -> None:
        saved = self._save_error or ("已保存" if self.document.is_saved else "正在保存")
        self.query_one(SummaryBar).show(self.document, self.checks.report.findings, saved)

    def _show_document(self, path: str | None = None) -> None:
        """Show the whole document anew, after undo or a fix."""
        self.query_one(BasicsSection).show()
        self.query_one(IndicatorGrid).show()
        for area in self.query("#pages NarrativeArea").results(NarrativeArea):
            area.show(self.document.show(area.path))
        if path is not None:
            self._go_to(path)
        self._edited()

    # Suggestions and findings.

    def on_descendant_focus(self) -> None:
        """Follow the focus with the suggestions."""
        focused = self.focused
        if focused is None or self.query_one(SidePanel).holds(focused):
            return
        if focused is not self._last_field:
            self.proposals.forget()
        self._last_field = focused
        self._suggest()

    @on(IndicatorGrid.CellHighlighted)
    def _cell_highlighted(self) -> None:
        self._suggest()

    def _suggest(self) -> None:
        """Show what is worth writing at the field at hand."""
        path, typed = self._at_hand()
        shown = self.proposals.at(path, typed, self.checks.codes)
        side = self.query_one(SidePanel)
        if shown is not None:
            side.show_suggestions(shown.suggestions, shown.field, shown.about, shown.keys)
            if not side.holds(self.focused):
                is_mending = self.checks.is_visited(getattr(self.focused, "path", ""))
                side.show_page(SUGGESTIONS if path and not is_mending else FINDINGS)

    def _at_hand(self) -> tuple[str, str]:
        """Return the path suggestions are for, and what is being written there."""
        field = self._last_field
        if isinstance(field, NarrativeArea) and field.path in fields.NARRATIVES:
            return field.path, field.fragment()[1]
        if isinstance(field, IndicatorGrid) and field.row is not None and field.row.lost:
            return field.path.rpartition(".")[0] + ".remark", ""
        if isinstance(field, FieldInput) and field.path.endswith(".remark"):
            return field.path, field.value
        return "", ""

    @on(SuggestionPanel.Taken)
    def _take_suggestion(self, event: SuggestionPanel.Taken) -> None:
        self._return_to_field()
        if event.field in fields.NARRATIVES:
            self._write_into_narrative(event.field, event.suggestion.text)
        else:
            self.document.set(event.field, event.suggestion.text)
            self.query_one(IndicatorsSection).show()
        self.proposals.took(event.suggestion, event.field)
        self._edited()

    def _write_into_narrative(self, field: str, wording: str) -> None:
        area = self._area(field)
        here = area is self._last_field
        text, start = area.with_wording(wording, instead_of_fragment=here)
        self.document.put(field, text)
        area.show(text)
        area.go_to(start + len(wording))
        if here:
            area.select_gap(start)
        else:
            label = fields.bare_label(self.document.profile, field)
            self.notify(f"已写入{label}", markup=False, timeout=2)

    @on(FindingsPanel.Chosen)
    def _visit_finding(self, event: FindingsPanel.Chosen) -> None:
        """Go to the field of a finding, and select the words it rests on."""
        finding = event.finding
        self.checks.visit(finding)
        self._go_to(finding.field)
        field = fields.parse_path(finding.field).field
        if field in fields.NARRATIVES:
            words = (one for one in finding.evidence if one.field == field and one.end is not None)
            for first in islice(words, 1):
                self._area(field).select_stretch(first.start, first.end or first.start)

    # Moving about.

    def _go_to(self, path: str) -> None:
        """Show the section of a path and focus its field."""
        step = fields.parse_path(path)
        section = section_of(step.field)
        self._open_section(section)
        if section == "indicators":
            self.query_one(IndicatorsSection).go_to(path)
        elif section == "basics":
            self.query_one(BasicsSection).go_to(step.field)
        else:
            area = self._area(section)
            area.focus()
            points = narrative.split(area.text)
            if step.index is not None and step.index < len(points):
                area.go_to(points[step.index].start)

    def _open_section(self, section: str) -> None:
        self.query_one("#pages", ContentSwitcher).current = f"section-{section}"
        tabs = self.query_one("#sections", Tabs)
        with self.prevent(Tabs.TabActivated):
            tabs.active = section

    @on(Tabs.TabActivated)
    def _section_chosen(self, event: Tabs.TabActivated) -> None:
        if event.tab.id and event.tab.id != self._section():
            self._enter_section(event.tab.id)

    def _enter_section(self, section: str) -> None:
        path = {"basics": "name", "indicators": self.query_one(IndicatorGrid).path}
        self._go_to(path.get(section, section))

    def _section(self) -> str:
        current = self.query_one("#pages", ContentSwitcher).current or ""
        return current.removeprefix("section-")

    def _area(self, field: str) -> NarrativeArea:
        return self.query_one(f"#section-{field} NarrativeArea", NarrativeArea)

    def _return_to_field(self) -> None:
        if self._last_field is not None and self._last_field.is_mounted:
            self._last_field.focus()

    # Actions, by the table.

    def action_next_section(self) -> None:
        """Go to the next part of the form."""
        self._enter_section(neighbour(self._section(), 1))

    def action_previous_section(self) -> None:
        """Go to the part before."""
        self._enter_section(neighbour(self._section(), -1))

    @on(FieldInput.Submitted)
    def action_step_on(self) -> None:
        """Go to the next field; after the last one of a part, to the next part."""
        if self.focused is not None and self.focused is self._fields_here()[-1]:
            self.action_next_section()
        else:
            self.focus_next()

    def action_step_back(self) -> None:
        """Go to the field before; from the first one of a part, to the part before."""
        if self.focused is not None and self.focused is self._fields_here()[0]:
            self.action_previous_section()
        else:
            self.focus_previous()

    def _fields_here(self) -> list[Widget]:
        page = self.query_one(f"#section-{self._section()}")
        return [widget for widget in self.focus_chain if page in widget.ancestors]

    def action_next_step(self) -> None:
        """Go to the first thing that is not filled in yet, then to the findings."""
        step = next_step(self.document.evaluation)
        if step is not None:
            self._go_to(step.path)
            self.notify(f"接下来填：{step.name}", markup=False)
        elif self.checks.report.findings:
            self.action_focus_findings()
        else:
            self.notify("都填好了，按 F9 导出。", markup=False)

    def action_next_gap(self) -> None:
        """Select the next open slot of the narrative; in the table, edit the cell."""
        here = self._last_field
        if isinstance(here, IndicatorGrid):
            here.action_edit_cell()
        elif not (isinstance(here, NarrativeArea) and here.next_gap()):
            self.notify("这里没有待填的空。", markup=False)

    def action_focus_suggestions(self) -> None:
        """Go to the suggestions, or back to the field."""
        if not self.query_one(SidePanel).enter(SUGGESTIONS):
            self._return_to_field()

    def action_other_wordings(self) -> None:
        """Show the other wordings of the suggestion under the cursor, or turn back."""
        self.proposals.vary(self.query_one(SidePanel).suggestion)
        self._suggest()

    def action_focus_findings(self) -> None:
        """Go to the findings, or back to the field."""
        if not self.query_one(SidePanel).enter(FINDINGS):
            self._return_to_field()

    def action_take(self, number: int) -> None:
        """Take a suggestion by its number."""
        self.query_one(SidePanel).take(number)

    def action_apply_fix(self) -> None:
        """Mend what the finding under the cursor is about, if that is certain."""
        self.pauses.settle()
        finding = self.query_one(SidePanel).finding
        if finding is None or finding.fix is None:
            self.notify("这一条不能自动修正，请按回车到该处修改。", markup=False)
            return
        self.document.set(finding.fix.field, finding.fix.value)
        self._show_document(finding.field)
        self.notify(finding.fix.label, title="已修正，可撤销", markup=False)

    def action_suppress(self) -> None:
        """Set the rule of the finding under the cursor aside with a reason, or take it back."""
        self.pauses.settle()
        panel = self.query_one(SidePanel)
        if panel.suppressed is not None:
            self._suppress(panel.suppressed.finding.code, "")
        elif panel.finding is None:
            self.notify("先按 F4 在检查栏中选一条。", markup=False)
        else:
            from perftui.tui.screens.reason import ReasonScreen

            then = partial(self._suppress, panel.finding.code)
            self.app.push_screen(ReasonScreen(panel.finding), then)

    def _suppress(self, code: str, reason: str | None) -> None:
        if reason is not None:
            self.notify(self.checks.suppress(code, reason), markup=False)
            self._edited()

    def action_undo(self) -> None:
        """Take the last step back and show where it was; a number being typed is given up first."""
        grid = self.query_one(IndicatorGrid)
        if grid.is_typing:
            grid.give_up()
        else:
            self._walked(self.document.undo(), "没有可撤销的了。")

    def action_redo(self) -> None:
        """Do again what was undone."""
        self._walked(self.document.redo(), "没有可重做的了。")

    def _walked(self, path: str | None, nothing: str) -> None:
        self.proposals.forget()
        if path is None:
            self.notify(nothing, markup=False)
        else:
            self._show_document(path)

    def action_export(self) -> None:
        """Export this form."""
        from perftui.tui.screens.export import ExportScreen  # brings the writers along

        if self.may_leave():
            self.app.push_screen(ExportScreen(self.document.evaluation, self.desk.folder))

    def action_leave(self) -> None:
        """Esc: from the side back to the field, from the field back home."""
        if self.query_one(SidePanel).holds(self.focused):
            self._return_to_field()
        elif self.proposals.has_turned:
            self.proposals.forget()
            self._suggest()
        elif not self.query_one(IndicatorsSection).close_cell() and self.may_leave():
            self.dismiss()

    def may_leave(self) -> bool:
        """Take and save what is not saved yet; False if that fails, which is said."""
        grid = self.query_one(IndicatorGrid)
        if not grid.commit():
            self._go_to(grid.path)
            return False
        self.pauses.settle()
        self._save()
        return not self._save_error
