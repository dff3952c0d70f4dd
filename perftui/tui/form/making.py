"""Which widget each section of the editor is."""

from perftui.evaluation.fields import NARRATIVES
from perftui.jobs.guidance import CHECK, FINISH
from perftui.storage.document import Document
from perftui.tui.form.finish import CheckSection, FinishSection
from perftui.tui.form.grid.section import IndicatorsSection
from perftui.tui.form.header import basics_section
from perftui.tui.form.money import MoneySection
from perftui.tui.form.narrative.section import NarrativeSection
from perftui.tui.form.section import Section

_SECTIONS = {
    "basics": basics_section,
    "money": MoneySection,
    "indicators": IndicatorsSection,
    CHECK: CheckSection,
    FINISH: FinishSection,
}


def make_section(document: Document, name: str) -> Section:
    """Make the section of a name for a document."""
    if name in NARRATIVES:
        return NarrativeSection(document, name)
    return _SECTIONS[name](document)
