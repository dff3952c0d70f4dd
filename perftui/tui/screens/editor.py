"""The form being filled in: its sections on one side, suggestions and findings on the other."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import islice

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widgets import ContentSwitcher, Static

from perftui.evaluation import fields
from perftui.evaluation.history.sources import FIXED, SUGGESTED
from perftui.evaluation.model import Evaluation
from perftui.evaluation.profile import Profile
from perftui.jobs.guidance import CHECK, FINISH, Thing, in_words, next_thing, steps, to_do
from perftui.rules.finding import Finding
from perftui.storage.document import Document
from perftui.tui.bindings import bindings, key_of
from perftui.tui.desk import Desk
from perftui.tui.form.checks import Checks
from perftui.tui.form.dialogue.talk import Talk
from perftui.tui.form.dialogue.talk_line import TalkLine
from perftui.tui.form.findings_panel import FindingsPanel
from perftui.tui.form.finish import CheckSection, FinishSection
from perftui.tui.form.going import GoingScreen
from perftui.tui.form.narrative.section import NarrativeSection
from perftui.tui.form.proposals import Proposals
from perftui.tui.form.reopening import ReopenedBar, reopen
from perftui.tui.form.section import NO_WISH, Section
from perftui.tui.form.side import FINDINGS, SUGGESTIONS, SidePanel
from perftui.tui.form.steps_bar import StepsBar
from perftui.tui.form.suggestion_panel import SuggestionPanel
from perftui.tui.widgets.key_bar import KeyBar
from perftui.tui.widgets.summary_bar import SummaryBar

_SETTLED = 0.25
_SAVE_AFTER = 0.5
_BESIDE = ("apply_fix", "suppress", "other_wordings", "turn_manner")


class EditorScreen(GoingScreen):
    """One form, open for editing. Every change goes through its `Document`."""

    CSS_PATH = [
        "editor.tcss",
        "../form/side.tcss",
        "../form/grid/grid.tcss",
        "../form/narrative/narrative.tcss",
        "../form/dialogue/dialogue.tcss",
    ]
    BINDINGS = bindings("editor")
    PLACES = ("grid", "funds", "narrative", "suggestions", "dialogue", "editor")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide"), (170, "-vast")]
    AUTO_FOCUS = ""

    def __init__(
        self, document: Document, desk: Desk, place: str = "name", *, talks: bool = False
    ) -> None:
        """`place` is the path of the field to start at; `talks` opens the conversation."""
        super().__init__(document, desk)
        self.proposals = Proposals(document, desk, self)
        self.checks = Checks(document, desk, self)
        self._place = place
        self._talks = talks
        self._things: Sequence[Thing] = ()
        self.talk = Talk(self)

    def compose(self) -> ComposeResult:
        """Lay out the summary, the sections, the side panel and the footer."""
        yield SummaryBar()
        yield StepsBar()
        yield ReopenedBar()
        with Container(id="body"):
            with Vertical(id="form"):
                yield ContentSwitcher(id="pages")
            yield SidePanel()
        yield Static(markup=False, id="guide")
        yield KeyBar()

    async def on_mount(self) -> None:
        """Check the form, fetch the wording, and start at the place wanted."""
        await self.go_to(self._place)
        await reopen(self, talks=self._talks)
        self._check()
        self.checks.load(then=self._check)
        self.proposals.load(then=self._suggest)
        if self._talks:
            await self.talk.open(leads=True)

    def on_unmount(self) -> None:
        """Keep what was to be said, and let go of the form."""
        self.talk.put_by()
        self.let_go()

    # What the user changes, all on one way.

    @on(Section.Edited)
    def _section_edited(self, event: Section.Edited) -> None:
        if event.is_typing:
            self.proposals.forget()
            self.checks.leave()
        self._edited()

    def _edited(self) -> None:
        """Follow a change of the document: figures at once, the rest when typing pauses."""
        self.section.show_computed()
        self._show_summary()
        self.pauses.later("check", _SETTLED, self._check)
        self.pauses.later("suggest", _SETTLED, self._suggest)
        self.pauses.later("save", _SAVE_AFTER, self.save_soon)

    def _check(self) -> None:
        self.checks.run()
        self.query_one(SidePanel).show_findings(self.checks.report)
        self.show_state()
        self.talk.go_on()

    def _show_summary(self) -> None:
        saved = self.save_error or ("已保存" if self.document.is_saved else "正在保存")
        self.query_one(SummaryBar).show(self.document, self.checks.report.findings, saved)

    def show_state(self) -> None:
        """Show whether all is saved, and how far the form is."""
        self._show_summary()
        self.show_steps()

    def show_steps(self) -> None:
        """Show how far the form is: the marks of the steps, and in words what is next."""
        exported = self.desk.session.is_exported(self.document.path, self.document.evaluation)
        shown = steps(*self._state, exported=exported)
        self.query_one(StepsBar).show(shown, self.section.part)
        for finish in self.query(FinishSection):
            finish.show_steps(shown)
        for page in self.query(CheckSection):
            page.show_report(self.checks.report)
        self._things = to_do(*self._state, exported=exported)
        self._show_guide()

    def _show_guide(self) -> None:
        """Say where the key that goes on would go from here."""
        key = f"{key_of(self, 'editor.next_step')} " if self._things else ""
        words = Content(f"{key}{in_words(self._things, self.here)}")
        self.query_one("#guide", Static).update(words, layout=False)

    @property
    def _state(self) -> tuple[Evaluation, Profile, Sequence[Finding]]:
        return self.document.evaluation, self.document.profile, self.checks.report.findings

    async def show_document(self, path: str | None = None) -> None:
        """Show the whole document anew, after undo or a fix."""
        for section in self.query(Section):
            section.show()
        if path is not None:
            await self.go_to(path)
        self._edited()

    # Suggestions and findings.

    def on_descendant_focus(self) -> None:
        """Follow the focus with the suggestions."""
        focused = self.focused
        if focused is None or self.keeps_focus or self.query_one(SidePanel).holds(focused):
            return
        if focused is not self.last_field:
            self.proposals.forget()
        self.last_field = focused
        self._moved()

    @on(Section.Moved)
    def _moved(self) -> None:
        """Follow the user to another field."""
        if self.query(Section):
            self._show_guide()
        self._suggest()

    def _suggest(self) -> None:
        """Show what is worth writing at the field at hand."""
        self.talk.go_on()
        if self.talk.is_open:
            return
        wish = self.section.wish if self.query(Section) else NO_WISH
        shown = self.proposals.at(wish.path, wish.typed, self.checks.codes)
        side = self.query_one(SidePanel)
        if shown is not None:
            side.show_suggestions(shown.suggestions, shown.field, shown.about, shown.keys)
            if self.query(Section):
                self.section.note_offer(bool(shown.suggestions))
            if not side.holds(self.focused):
                is_mending = self.checks.is_visited(wish.path)
                is_writing = isinstance(self.section, NarrativeSection) or shown.suggestions
                is_wanted = shown.field and is_writing and not is_mending
                side.show_page(SUGGESTIONS if is_wanted else FINDINGS)

    @on(SuggestionPanel.Taken)
    def _take_suggestion(self, event: SuggestionPanel.Taken) -> None:
        self.return_to_field()
        wording, field = event.suggestion.text, event.field
        with self.document.coming_from(SUGGESTED):
            if field == self.section.wish.path:
                self.section.take(wording)
            else:
                self.proposals.place(field, wording)
        self.proposals.took(event.suggestion, field)
        self._edited()

    @on(FindingsPanel.Chosen)
    async def _visit_finding(self, event: FindingsPanel.Chosen) -> None:
        """Go to the field of a finding, and select the words it rests on."""
        finding = event.finding
        self.checks.visit(finding)
        await self.go_to(finding.field)
        field = fields.parse_path(finding.field).field
        if isinstance(self.section, NarrativeSection):
            words = (one for one in finding.evidence if one.field == field and one.end is not None)
            for first in islice(words, 1):
                self.section.select(first.start, first.end or first.start)

    @on(StepsBar.Chosen)
    @on(FinishSection.Chosen)
    async def _step_chosen(self, event: StepsBar.Chosen | FinishSection.Chosen) -> None:
        if event.step == FINISH and isinstance(self.section, FinishSection):
            await self.action_export()
        else:
            await self.enter_section(event.step)

    @property
    def keeps_focus(self) -> bool:
        """Whether the form is only looked at, while the user talks."""
        return self.talk.holds(self.focused)

    def first_place(self, section: str) -> str:
        """Return the path to begin a section at."""
        return {step.id: step.path for step in steps(*self._state, exported=True)}[section]

    # The conversation.

    async def settle(self) -> bool:
        """Take what is being typed or told line by line; what is refused stays, and is gone to."""
        await self.talk.settle()
        return await super().settle()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:
        """Leave alone what is not in sight while the conversation stands in its place."""
        is_hidden = self.talk.is_open and not self.has_class("-alone")
        return not (is_hidden and action in _BESIDE)

    async def action_talk(self) -> None:
        """Talk about the form beside it; again, return to the form."""
        if self.keeps_focus:
            self.end_talk()
        elif await self.settle():
            await self.talk.open()

    def end_talk(self) -> None:
        """Return from the conversation to the form."""
        if self.talk.is_open:
            self.talk.close()
            self.return_to_field()
            self._suggest()

    @on(TalkLine.Said)
    def _said(self, event: TalkLine.Said) -> None:
        self.talk.say(event.lines)

    # Actions, by the table.

    async def action_next_step(self) -> None:
        """Go to the next thing to do: what is blank, what is wrong, the export."""
        self.pauses.settle()
        self.show_steps()
        thing = next_thing(self._things, self.here)
        if thing is None:
            self.notify("都填好了，也导出了。", markup=False)
        else:
            await self.go_to(thing.path)

    def action_next_gap(self) -> None:
        """Go to the next open slot of a narrative; in the table, edit the cell."""
        if not self.section.next_gap():
            self.notify("这里没有待填的空。", markup=False)

    def action_focus_suggestions(self) -> None:
        """Go to the suggestions, or back to the field."""
        self.end_talk()
        if self.has_class("-alone"):
            self.notify("写三段文字或扣分指标的备注时才有推荐。", markup=False)
        elif not self.query_one(SidePanel).enter(SUGGESTIONS):
            self.return_to_field()

    def action_other_wordings(self) -> None:
        """Show the other wordings of the suggestion under the cursor, or turn back."""
        self.proposals.vary(self.query_one(SidePanel).suggestion)
        self._suggest()

    async def action_focus_findings(self) -> None:
        """Go to the findings, or back to the field."""
        self.end_talk()
        if self.has_class("-alone"):
            await self.go_to(CHECK)
        elif not self.query_one(SidePanel).enter(FINDINGS):
            self.return_to_field()

    def action_take(self, number: int) -> None:
        """Take a suggestion by its number; while the user talks, a choice that is offered."""
        if self.talk.is_open:
            self.talk.take(number)
        else:
            self.query_one(SidePanel).take(number)

    async def action_apply_fix(self) -> None:
        """Mend what the finding under the cursor is about, if that is certain."""
        self.pauses.settle()
        finding = self._findings.current
        if finding is None or finding.fix is None:
            self.notify("这一条不能自动修正，请按回车到该处修改。", markup=False)
            return
        with self.document.coming_from(FIXED):
            self.document.set(finding.fix.field, finding.fix.value)
        await self.show_document(finding.field)
        self.notify(finding.fix.label, title="已修正，可撤销", markup=False)

    def action_turn_manner(self) -> None:
        """Change how a suggestion is taken into a narrative."""
        if not self.section.turn_manner():
            self.notify("写三段文字时才有几种采用法。", markup=False)
        self._suggest()

    def action_suppress(self) -> None:
        """Set the rule of the finding under the cursor aside with a reason, or take it back."""
        self.pauses.settle()
        panel = self._findings
        if panel.suppressed is not None:
            self._suppress(panel.suppressed.finding.code, "")
        elif panel.current is None:
            self.notify("检查栏中没有可以搁置的。", markup=False)
        else:
            from perftui.tui.screens.reason import ReasonScreen

            then = partial(self._suppress, panel.current.code)
            self.app.push_screen(ReasonScreen(panel.current), then)

    @property
    def _findings(self) -> FindingsPanel:
        """The list of findings in sight."""
        within = (
            self.section if isinstance(self.section, CheckSection) else self.query_one(SidePanel)
        )
        return within.query_one(FindingsPanel)

    def _suppress(self, code: str, reason: str | None) -> None:
        if reason is not None:
            self.notify(self.checks.suppress(code, reason), markup=False)
            self._edited()

    async def action_undo(self) -> None:
        """Take the last step back and show where it was; a number being typed is given up first."""
        if self.keeps_focus:
            self.talk.undo()
        elif self.section.is_unsettled:
            self.section.step_back_out()
        else:
            await self._walk(self.document.undo, "没有可撤销的了。")

    async def action_redo(self) -> None:
        """Do again what was undone."""
        if self.keeps_focus:
            self.talk.redo()
        else:
            await self._walk(self.document.redo, "没有可重做的了。")

    async def _walk(self, step: Callable[[], str | None], nothing: str) -> None:
        self.proposals.forget()
        path = step()
        if path is None:
            self.notify(nothing, markup=False)
        else:
            await self.show_document(path)

    async def action_leave(self) -> None:
        """Esc: from the side back to the field, from the field back home."""
        if self.talk.is_open:
            if not self.talk.stop():
                self.end_talk()
        elif self.query_one(SidePanel).holds(self.focused):
            self.return_to_field()
        elif self.proposals.has_turned:
            self.proposals.forget()
            self._suggest()
        elif not self.section.step_back_out():
            await self.leave_form()

    async def leave_form(self) -> None:
        """Go back home, if all is saved."""
        if await self.may_leave():
            self.dismiss()
