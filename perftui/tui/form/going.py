"""A screen that holds the sections of a form, shows one at a time and goes from field to field."""

from textual.widget import Widget
from textual.widgets import ContentSwitcher

from perftui.evaluation import fields
from perftui.storage.document import Document
from perftui.tui.desk import Desk
from perftui.tui.form.finish import CheckSection, FinishSection
from perftui.tui.form.making import make_section
from perftui.tui.form.narrative.section import NarrativeSection
from perftui.tui.form.order import neighbour, section_of
from perftui.tui.form.saving import SavingScreen
from perftui.tui.form.section import Section

_AT_HAND = "-at-hand"


class GoingScreen(SavingScreen):
    """Makes a section when it is first gone to. `last_field` is what was written in last."""

    def __init__(self, document: Document, desk: Desk) -> None:
        super().__init__(document, desk)
        self.last_field: Widget | None = None

    # What the screen has around the sections.

    @property
    def keeps_focus(self) -> bool:
        """Whether the form is only looked at, while something beside it is written in."""
        raise NotImplementedError

    def first_place(self, section: str) -> str:
        """Return the path to begin a section at."""
        raise NotImplementedError

    def show_steps(self) -> None:
        """Show how far the form is, and in which section the user is."""
        raise NotImplementedError

    # Where the user is.

    @property
    def here(self) -> str:
        """The path of the field at hand."""
        return self.section.here

    @property
    def section(self) -> Section:
        """The section at hand."""
        current = self.query_one("#pages", ContentSwitcher).current or ""
        return self.query_one(f"#{current}", Section)

    async def settle(self) -> bool:
        """Take what is being typed; what is refused stays, and is gone to."""
        if self.section.settle():
            return True
        await self.go_to(self.section.here)
        return False

    def take_typed(self) -> None:
        """Take what is being typed, where it is not refused."""
        for section in self.query(Section):
            section.settle()

    # Going.

    async def go_to(self, path: str) -> None:
        """Show the section of a path and go to its field."""
        name = section_of(fields.parse_path(path).field)
        if self.query(Section) and name != self.section.part and not self.section.settle():
            self._reach(self.section.here)  # what was refused stays in sight
            return
        pages = self.query_one("#pages", ContentSwitcher)
        if not self.query(f"#section-{name}"):
            await pages.mount(make_section(self.document, name))
        pages.current = f"section-{name}"
        self.set_class(isinstance(self.section, CheckSection | FinishSection), "-alone")
        self.set_class(isinstance(self.section, NarrativeSection), "-writing")
        self._reach(path)
        self.section.show_computed()
        self.show_steps()

    def _reach(self, path: str) -> None:
        """Focus a field of the section, or only bring it into sight and mark it."""
        field = self.section.reach(path)
        self.query(f".{_AT_HAND}").remove_class(_AT_HAND)
        if self.keeps_focus:
            self.last_field = field
            field.add_class(_AT_HAND)
            self.call_after_refresh(field.scroll_visible, animate=False)
        else:
            self.set_focus(field)

    async def enter_section(self, name: str) -> None:
        """Go to a section, at the field that was at hand there last."""
        for section in self.query(f"#section-{name}").results(Section):
            await self.go_to(section.here)
            return
        await self.go_to(self.first_place(name))

    def return_to_field(self) -> None:
        """Focus what was written in last."""
        self.query(f".{_AT_HAND}").remove_class(_AT_HAND)
        if self.last_field is not None and self.last_field.is_mounted:
            self.set_focus(self.last_field)

    # Actions, by the table.

    async def action_next_section(self) -> None:
        """Go to the next part of the form."""
        await self.enter_section(neighbour(self.section.part, 1))

    async def action_previous_section(self) -> None:
        """Go to the part before."""
        await self.enter_section(neighbour(self.section.part, -1))

    async def action_step_on(self) -> None:
        """Go to the next field; after the last one of a part, to the next part."""
        if self.keeps_focus:
            self.return_to_field()
        elif self.focused is not None and self.focused is self.section.fields()[-1]:
            await self.action_next_section()
        else:
            self.focus_next()

    async def action_step_back(self) -> None:
        """Go to the field before; from the first one of a part, to the part before."""
        if self.keeps_focus:
            self.return_to_field()
        elif self.focused is not None and self.focused is self.section.fields()[0]:
            await self.action_previous_section()
        else:
            self.focus_previous()
