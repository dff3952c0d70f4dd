"""What perftui needs: pinned, named with its reason, permissively licensed; and the bill of it."""

import json
import re
import runpy
import subprocess
import sys
import tomllib
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / ".ci" / "bill_of_materials.py"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
NEEDED = [Requirement(one) for one in PROJECT["dependencies"]]
FOR_DEVELOPMENT = [Requirement(one) for one in PROJECT["optional-dependencies"]["dev"]]
LOCK = (ROOT / "requirements.lock").read_text("utf-8").splitlines()
PINNED = re.compile(r"([A-Za-z0-9._-]+)==([A-Za-z0-9.+!]+)")
PERMISSIVE = re.compile(r"(?:MIT|BSD|Apache|ISC|PSF|Zlib|0BSD|CC0|OFL|dependency licenses)\b")
COPYLEFT = re.compile(r"\b(?:[AL]?GPL|GNU (?:Affero|Lesser|Library|General))", re.IGNORECASE)


def locked() -> dict[str, str]:
    pins = [PINNED.fullmatch(line) for line in LOCK[1:]]
    assert all(pins), [line for line, pin in zip(LOCK[1:], pins, strict=True) if not pin]
    return {canonicalize_name(pin[1]): pin[2] for pin in pins if pin}


@pytest.fixture(scope="module")
def script() -> dict[str, Any]:
    """The names of the script that writes the bill."""
    return runpy.run_path(str(SCRIPT))


@pytest.fixture(scope="module")
def needed(script: dict[str, Any]) -> Any:
    return script["Needed"](PROJECT["dependencies"])


@pytest.fixture(scope="module")
def documented() -> set[str]:
    """What docs/dependencies.md names in the first column of a table."""
    text = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
    rows = re.findall(r"^\| ([^|]+) \|", text, re.MULTILINE)
    return {canonicalize_name(name.strip()) for row in rows for name in row.split(",")}


def test_the_lock_pins_and_says_nothing_else() -> None:
    assert LOCK[0].startswith("# ")
    names = [line.partition("==")[0].lower() for line in LOCK[1:]]
    assert len(set(names)) == len(names) == len(locked())


@pytest.mark.parametrize("one", [*NEEDED, *FOR_DEVELOPMENT], ids=str)
def test_what_is_asked_for_is_pinned_within_its_bounds(one: Requirement) -> None:
    assert one.specifier.contains(locked()[canonicalize_name(one.name)])
    assert one.url is None


@pytest.mark.parametrize("one", NEEDED, ids=str)
def test_what_is_needed_has_a_lower_and_an_upper_bound(one: Requirement) -> None:
    signs = {bound.operator for bound in one.specifier}
    assert signs in ({"=="}, {">=", "<"})


def test_what_that_brings_along_is_pinned_and_installed_as_pinned(needed: Any) -> None:
    installed = {name: package.version for name, package in needed.packages.items()}
    assert {canonicalize_name(one.name) for one in NEEDED} <= installed.keys()
    pins = locked()
    assert {name: pins.get(name) for name in installed} == installed


def test_each_has_its_reason_in_the_manual(needed: Any, documented: set[str]) -> None:
    assert not needed.packages.keys() - documented


def test_each_is_permissively_licensed(script: dict[str, Any], needed: Any) -> None:
    licences = {name: script["licence_of"](one) for name, one in needed.packages.items()}
    for name, licence in licences.items():
        parts = re.split(r", | AND | OR ", licence)
        assert all(map(PERMISSIVE.match, parts)), (name, licence)


def test_nothing_on_the_import_path_is_copyleft(script: dict[str, Any]) -> None:
    licences = {one.metadata["Name"]: script["licence_of"](one) for one in distributions()}
    assert not {name: said for name, said in licences.items() if COPYLEFT.search(said)}
    assert COPYLEFT.search("GNU General Public License v3 (GPLv3)")
    assert COPYLEFT.search("AGPL-3.0-only")


def test_the_bill_lists_all_of_it_and_no_host(needed: Any, tmp_path: Path) -> None:
    (tmp_path / f"rich-{locked()['rich']}-py3-none-any.whl").write_bytes(b"x")
    (tmp_path / "rich-0.1-py3-none-any.whl").write_bytes(b"y")
    command = [sys.executable, str(SCRIPT), "--wheels", str(tmp_path)]
    text = subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8")
    bill = json.loads(text)
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert bill["metadata"]["component"]["name"] == "perftui"
    assert {one["name"] for one in bill["components"]} == {
        one.metadata["Name"] for one in needed.packages.values()
    }
    assert all(one["licenses"] and one["version"] for one in bill["components"])
    assert "://" not in text
    assert str(ROOT) not in text
    hashed = {one["name"]: one["hashes"] for one in bill["components"] if "hashes" in one}
    digest = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"
    assert hashed == {"rich": [{"alg": "SHA-256", "content": digest}]}


def test_the_bill_says_who_needs_what(script: dict[str, Any], needed: Any) -> None:
    bill = script["bill"](PROJECT, needed, None)
    links = {one["ref"]: one["dependsOn"] for one in bill["dependencies"]}
    references = {one["bom-ref"] for one in bill["components"]}
    assert links.keys() == references | {"perftui"}
    assert {one for names in links.values() for one in names} == references
    assert len(links["perftui"]) == len(NEEDED)
