"""What the tests of several rooms share."""

import shutil
from pathlib import Path

import pytest

from perftui.resources import sample_projects


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Copy the sample forms; the path is relative, so that screens show the same everywhere."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(sample_projects(), "自评表")
    return Path("自评表")
