"""Two versions of a form that come from the same one, put together field by field."""

from perftui.evaluation.merging.conflict import Conflict
from perftui.evaluation.merging.forms import Merged, merge

__all__ = ["Conflict", "Merged", "merge"]
