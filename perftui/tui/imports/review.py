"""What was read from documents, looked through form by form before it is saved."""

from functools import partial
from pathlib import Path

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import OptionList, Static

from perftui.jobs.pile import Pile
from perftui.jobs.reviewing import Kind, Review, can_edit, label_of
from perftui.rules.checking import check
from perftui.tui.bindings import bindings, key_of
from perftui.tui.imports.document_pane import DocumentPane
from perftui.tui.imports.doubts_pane import DoubtsPane
from perftui.tui.imports.edit_line import EditLine
from perftui.tui.imports.form_pane import FormPane
from perftui.tui.imports.keeper import Keeper
from perftui.tui.screens.choice import ChoiceScreen
from perftui.tui.widgets.field_input import FieldInput
from perftui.tui.widgets.key_bar import KeyBar
from perftui.tui.widgets.summary_bar import SummaryBar


class ReviewScreen(Screen[tuple[Path, ...]]):
    """Document, form and doubts side by side. The result are the files that were saved."""

    CSS_PATH = "review.tcss"
    PLACES = ("review",)
    BINDINGS = bindings("review")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]
    AUTO_FOCUS = "DoubtsPane"

    def __init__(self, pile: Pile) -> None:
        super().__init__()
        self._pile = pile
        self._keeper = Keeper(self, pile, self._go_on)
        self._edited_from: Widget | None = None

    def compose(self) -> ComposeResult:
        """Lay out the figures above document, form and doubts."""
        yield SummaryBar()
        with Container(id="review-body"):
            with Vertical(id="document-side"):
                yield Static(markup=False, id="document-title", classes="pane-title")
                yield DocumentPane()
            with Vertical(id="form-side"):
                yield Static(self._form_title, classes="pane-title")
                yield FormPane()
                yield EditLine()
                yield Static(markup=False, id="doubts-title", classes="pane-title")
                yield DoubtsPane()
        yield KeyBar()

    @property
    def _form_title(self) -> Content:
        go, edit = key_of(self, "review.next_pane"), key_of(self, "review.edit_field")
        how = f"  {go} 到这里，左右换格，{edit} 改"
        return Content.assemble(("读成的表", "bold"), (how, "dim"))

    def on_mount(self) -> None:
        """Show the first form."""
        self._show_form()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While a field is edited its keys are its own; while forms are saved, none work."""
        if action in ("edit_field", "leave"):
            return not self._keeper.is_busy
        if action in ("next_form", "previous_form", "take_sure") and len(self._pile.left) < 2:
            return False
        is_edited = self.is_mounted and self.query_one(EditLine).is_open
        return not (self._keeper.is_busy or is_edited)

    # Showing.

    @property
    def review(self) -> Review:
        """The form at hand."""
        return self._pile.review

    def _show_form(self) -> None:
        """Show the form at hand, the cursor on its first doubt."""
        self.refresh_bindings()
        imported = self.review.imported
        number = f"第 {self._pile.at + 1}/{self._pile.total} 份"
        title = Content.assemble(("原文", "bold"), f"  {number}  ", (imported.source, "dim"))
        self.query_one("#document-title", Static).update(title)
        self.query_one(DocumentPane).show(imported.document)
        self._show_review(self.review.next_open(-1))
        self.query_one(DoubtsPane).focus()

    def _show_review(self, at: int | None) -> None:
        """Show what is decided by now, the cursor on a doubt or, for None, on the last line."""
        self.query_one(FormPane).show(self.review)
        self.query_one(DoubtsPane).show(self.review, at, self._saves())
        self._show_titles()
        self._point(at)

    def _show_titles(self) -> None:
        review = self.review
        counts = " ".join(
            f"{kind.label}{count}"
            for kind in Kind
            if (count := sum(doubt.kind is kind for doubt in review.doubts))
        )
        seen = f"已看{len(review.doubts) - len(review.open)}/{len(review.doubts)}"
        doubts = f"{counts}  {seen}" if counts else "没有疑问"
        keys = "  回车认可  数字选答案" if any(doubt.choices for doubt in review.doubts) else ""
        title = Content.assemble(("核对", "bold"), f"  {doubts}", (keys, "dim"))
        self.query_one("#doubts-title", Static).update(title)
        findings = check(review.document.evaluation, review.document.profile)
        self.query_one(SummaryBar).show(review.document, findings, "未存")

    def _saves(self) -> str:
        left = len(self._pile.left) - 1
        then = f"看下一份（还有{left}份）" if left else "回到目录"
        twin = self._pile.twin(self._pile.at)
        there = "" if twin is None else f"；目录里已有同名同年的 {twin.name}"
        return f"存下这份表，{then}{there}"

    def _point(self, at: int | None) -> None:
        """Mark the place and the field of a doubt."""
        doubt = None if at is None else self.review.doubts[at]
        self.query_one(DocumentPane).point_at(doubt.spot if doubt else None)
        self.query_one(FormPane).point_at(doubt.field if doubt else "")

    @on(OptionList.OptionHighlighted, "DoubtsPane")
    @on(events.DescendantFocus, "DoubtsPane")
    def _doubt_at_hand(self) -> None:
        pane = self.query_one(DoubtsPane)
        if pane.has_focus:
            self._point(pane.at)

    @on(FormPane.Moved)
    def _field_at_hand(self, event: FormPane.Moved) -> None:
        self.query_one(DocumentPane).point_at(self.review.places.origin(event.path))

    @on(OptionList.OptionHighlighted, "DocumentPane")
    def _row_at_hand(self) -> None:
        pane = self.query_one(DocumentPane)
        if pane.has_focus:
            self.query_one(FormPane).point_at(self.review.places.field_at(pane.spot))

    # Deciding, by the table of actions.

    def action_accept(self) -> None:
        """Accept the doubt under the cursor, or save the form on the last line."""
        doubts = self.query_one(DoubtsPane)
        if self.focused is self.query_one(FormPane):
            self.action_edit_field()
        elif self.focused is not doubts:
            doubts.focus()
        elif doubts.at is None:
            self._keeper.keep(self._pile.at)
        else:
            self.review.accept(doubts.at)
            self._show_review(self.review.next_open(doubts.at))

    def action_choose(self, number: int) -> None:
        """Put one of the answers offered into the field of the doubt under the cursor."""
        at = self.query_one(DoubtsPane).at
        if at is not None and self.review.choose(at, number):
            self._show_review(self.review.next_open(at))

    def action_accept_rest(self) -> None:
        """Accept all other doubts of the form and save it."""
        self.review.accept(*self.review.open)
        self._show_review(None)
        self._keeper.keep(self._pile.at)

    def action_undo(self) -> None:
        """Take the last decision back and show what it was about."""
        at = self.review.undo()
        if at is None:
            self.notify("没有可撤销的了。", markup=False)
        else:
            self._show_review(at if at < len(self.review.doubts) else None)

    def action_edit_field(self) -> None:
        """Edit the field at hand; a second time, take what was typed."""
        line, path = self.query_one(EditLine), self.query_one(FormPane).path
        document = self.review.document
        if line.is_open:
            self._take_edit()
        elif can_edit(document.evaluation, path, document.profile):
            self._edited_from = self.focused
            line.open(path, label_of(path, document.profile), document.show(path))
            self.refresh_bindings()
        else:
            self.notify("这一处没有对应的栏目，请按 Tab 到表里选要改的栏目。", markup=False)

    @on(FieldInput.Submitted)
    def _take_edit(self) -> None:
        """Take what was typed; from a doubt go to the next one, in the form stay."""
        line, at = self.query_one(EditLine), self.query_one(DoubtsPane).at
        path = line.path
        self.review.edit(path, line.text)
        if at is not None and self.review.is_settled(at):
            at = self.review.next_open(at)
        self._show_review(at)
        if isinstance(self._edited_from, FormPane):
            self.query_one(FormPane).point_at(path)
        self._close_edit()

    def _close_edit(self) -> None:
        self.query_one(EditLine).close()
        (self._edited_from or self.query_one(DoubtsPane)).focus()
        self.refresh_bindings()

    # From form to form.

    def action_next_form(self) -> None:
        """Look at the next form first."""
        self._pile.step(1)
        self._show_form()

    def action_previous_form(self) -> None:
        """Look at the form before first."""
        self._pile.step(-1)
        self._show_form()

    def action_take_sure(self) -> None:
        """Save all forms in which nothing is asked, but those that are in the workspace."""
        self._keeper.keep_sure()

    def _go_on(self) -> None:
        """Show the next form, or leave after the last one."""
        if self._pile.left:
            self._show_form()
        else:
            self.dismiss(tuple(self._pile.saved))

    # Moving about and leaving.

    def action_next_pane(self) -> None:
        """Go to the next pane."""
        self._turn(1)

    def action_previous_pane(self) -> None:
        """Go to the pane before."""
        self._turn(-1)

    def _turn(self, step: int) -> None:
        panes: list[Widget] = [self.query_one(p) for p in (DoubtsPane, FormPane, DocumentPane)]
        here = panes.index(self.focused) if self.focused in panes else 0
        panes[(here + step) % len(panes)].focus()

    def action_leave(self) -> None:
        """Esc: from an edit or another pane back to the doubts; from there, ask and leave."""
        if self.query_one(EditLine).is_open:
            self._close_edit()
        elif self.focused is not self.query_one(DoubtsPane):
            self.query_one(DoubtsPane).focus()
        else:
            self._ask_to_leave()

    def may_leave(self) -> bool:
        """Ask before the program is left."""
        self._ask_to_leave()
        return False

    def _ask_to_leave(self) -> None:
        left, saved = len(self._pile.left), len(self._pile.saved)
        home = f"都不存了，回目录（存下的{saved}份留着）" if saved else "都不存了，回目录"
        answers = ("不存这份，看下一份", home) if left > 1 else ("不存这份，回目录",)
        name = self.review.document.evaluation.name or "（未命名）"
        ask = ChoiceScreen("离开这份表", f"「{name}」还没有存。", answers)
        self.app.push_screen(ask, partial(self._leave, left))

    def _leave(self, left: int, answer: int | None) -> None:
        if answer == 0 and left > 1:
            self._pile.decide(self._pile.at, None)
            self._go_on()
        elif answer is not None:
            self.dismiss(tuple(self._pile.saved))
