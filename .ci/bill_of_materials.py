"""The bill of materials: what is installed with perftui, as CycloneDX 1.6 JSON on stdout.

It is read from what pip has noted of this environment, so that it can be made without a network,
and it is the same each time for the same environment. With `--wheels FOLDER` it has the hashes of
the files there that were installed from; no host is named.
"""

import argparse
import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from hashlib import sha256
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = Path(__file__).parents[1] / "pyproject.toml"
# What licences without an expression are called, where that leaves no doubt which one it is.
KNOWN = {
    "MIT": "MIT",
    "MIT License": "MIT",
    "BSD-2-Clause": "BSD-2-Clause",
    "BSD 2-Clause License": "BSD-2-Clause",
    "BSD-3-Clause": "BSD-3-Clause",
    "Apache-2.0": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "SIL Open Font License 1.1 (OFL-1.1)": "OFL-1.1",
}
IDENTIFIERS = {*KNOWN.values(), "0BSD", "ISC", "MPL-2.0", "PSF-2.0", "Unlicense", "Zlib"}


class Needed:
    """What requirements bring along: `packages` by name, `links` to those that each one needs."""

    def __init__(self, requirements: Iterable[str]) -> None:
        """Raises PackageNotFoundError for what is not installed."""
        self.packages: dict[str, Distribution] = {}
        self.links: dict[str, set[str]] = {}
        self._walked: set[tuple[str, str]] = set()
        self.direct = {self._follow(Requirement(one)) for one in requirements}

    def _follow(self, requirement: Requirement) -> str:
        name = canonicalize_name(requirement.name)
        package = self.packages.setdefault(name, distribution(name))
        links = self.links.setdefault(name, set())
        for extra in ("", *requirement.extras):
            if (name, extra) not in self._walked:
                self._walked.add((name, extra))
                links |= {self._follow(one) for one in _required(package, extra)}
        return name


def _required(package: Distribution, extra: str) -> Iterator[Requirement]:
    """Yield what a package needs here, with an extra of it if one is named."""
    for requirement in map(Requirement, package.requires or ()):
        if requirement.marker is None or requirement.marker.evaluate({"extra": extra}):
            yield requirement


def licence_of(package: Distribution) -> str:
    """Return the licence of a package as it says itself, by its SPDX name where that is known."""
    said = package.metadata
    if expression := said.get("License-Expression"):
        return str(expression)
    classified = [
        line.rpartition(" :: ")[2]
        for line in said.get_all("Classifier") or ()
        if line.startswith("License ::")
    ]
    named = (said.get("License") or "").strip().split("\n")[0]
    for name in (named, *classified):
        if name in KNOWN:
            return KNOWN[name]
    return ", ".join(classified) or named


def bill(project: dict[str, Any], needed: Needed, wheels: Path | None) -> dict[str, Any]:
    """Return the bill of a project with what it needs."""
    root = {
        "type": "application",
        "bom-ref": project["name"],
        "name": project["name"],
        "version": distribution(project["name"]).version,
        "licenses": _licences(project["license"]),
    }
    packages = sorted(needed.packages.items())
    references = {name: _reference(package) for name, package in packages}
    links = {project["name"]: needed.direct}
    links |= {references[name]: needed.links[name] for name, _ in packages}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": root},
        "components": [_component(package, wheels) for _, package in packages],
        "dependencies": [
            {"ref": reference, "dependsOn": sorted(references[name] for name in names)}
            for reference, names in links.items()
        ],
    }


def _component(package: Distribution, wheels: Path | None) -> dict[str, Any]:
    hashes = [{"alg": "SHA-256", "content": one} for one in _hashes(package, wheels)]
    return {
        "type": "library",
        "bom-ref": _reference(package),
        "name": package.metadata["Name"],
        "version": package.version,
        "scope": "required",
        "purl": _reference(package),
        "licenses": _licences(licence_of(package)),
        **({"hashes": hashes} if hashes else {}),
    }


def _hashes(package: Distribution, wheels: Path | None) -> Iterator[str]:
    start = canonicalize_name(package.metadata["Name"]), package.version
    for wheel in sorted(wheels.glob("*.whl")) if wheels else ():
        name, version, *_ = wheel.name.split("-")
        if (canonicalize_name(name), version) == start:
            yield sha256(wheel.read_bytes()).hexdigest()


def _licences(licence: str) -> list[dict[str, Any]]:
    if not licence:
        return []
    if re.search(r" (?:AND|OR|WITH) ", licence):
        return [{"expression": licence}]
    return [{"license": {"id" if licence in IDENTIFIERS else "name": licence}}]


def _reference(package: Distribution) -> str:
    return f"pkg:pypi/{canonicalize_name(package.metadata['Name'])}@{package.version}"


def main() -> None:
    """Print the bill; what is not installed ends it with a sentence."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--wheels", type=Path, metavar="FOLDER")
    wheels = parser.parse_args().wheels
    project = tomllib.loads(PROJECT.read_text("utf-8"))["project"]
    try:
        needed = Needed(project["dependencies"])
    except PackageNotFoundError as error:
        raise SystemExit(
            f"{error.name} is not installed: run make test or make demo first"
        ) from None
    print(json.dumps(bill(project, needed, wheels), ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main()
