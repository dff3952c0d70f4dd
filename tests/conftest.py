"""What the tests of several rooms share."""

import gc
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from perftui.resources import sample_projects

# How fast a machine is decides nothing.
settings.register_profile("calm", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("calm")
# Collecting over all that tests import and make costs a sixth of their time.
gc.set_threshold(200_000, 20, 100)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Copy the sample forms; the path is relative, so that screens show the same everywhere."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(sample_projects(), "自评表")
    return Path("自评表")


@pytest.fixture(autouse=True)
def data_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep each test's library in a folder of its own, never in the user's."""
    kept = tmp_path_factory.mktemp("data")
    monkeypatch.setenv("PERFTUI_DATA", str(kept))
    return kept
