"""The Nu HTML checker, which reads pages as the HTML standard does.

Looked for in this order: ``NU_JAR``; the pinned version below ``var/``; installed there with npm.
As root on Debian, Java and npm are installed from the system's packages. None of them is a
failure, never a skip.

    python -m tests.support.nu FILE…

checks files and prints what is wrong with them.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

VERSION = "26.9.27"
DIGEST = "22f15dd39a33bed929d2a5c0cddf5946849a647eca9272bf4d5d00bc7e7a4d47"  # SHA-256 of the jar
FOLDER = Path(__file__).resolve().parents[2] / "var" / "nu"
JAR = FOLDER / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
PACKAGES = {
    "java": "default-jre-headless",
    "npm": "npm",
    "node": "nodejs",
    "curl": "curl",
    "bash": "bash",
}


class NuError(RuntimeError):
    """There is no checker. The message says what to do."""


@dataclass(frozen=True)
class Complaint:
    """What the checker says of a place in a file."""

    path: Path
    line: int
    message: str
    extract: str

    def __str__(self) -> str:
        return f"{self.path.name}:{self.line}: {self.message} [{self.extract}]"


def program(name: str) -> str:
    """Where a program is; as root on Debian it is installed where it is missing."""
    if path := shutil.which(name):
        return path
    if os.getuid() == 0 and shutil.which("apt-get"):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (
            ["apt-get", "update", "-qq"],
            ["apt-get", "install", "-qq", "-y", "--no-install-recommends", PACKAGES[name]],
        ):
            print(" ".join(command), file=sys.stderr)
            subprocess.run(command, env=environment, stdout=subprocess.DEVNULL)
        if path := shutil.which(name):
            return path
    raise NuError(
        f"The tests need {name} and found none. "
        f"Install it (Debian: `apt-get install {PACKAGES[name]}`)."
    )


def _is_pinned(jar: Path) -> bool:
    return jar.is_file() and hashlib.sha256(jar.read_bytes()).hexdigest() == DIGEST


def find() -> Path:
    """The checker's jar."""
    if named := os.environ.get("NU_JAR"):
        if Path(named).is_file():
            return Path(named)
        raise NuError(f"NU_JAR={named} is not a file.")
    if not _is_pinned(JAR):
        FOLDER.mkdir(parents=True, exist_ok=True)
        quiet = ["--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]
        command = [program("npm"), "install", "--prefix", str(FOLDER), *quiet]
        done = subprocess.run([*command, f"vnu-jar@{VERSION}"], capture_output=True, text=True)
        if not _is_pinned(JAR):
            raise NuError(
                f"npm did not bring vnu-jar {VERSION} as it is known here. Set NU_JAR to the path "
                f"of a vnu.jar.\n{done.stdout}{done.stderr}"
            )
    return JAR


def check(files: Sequence[Path]) -> list[Complaint]:
    """The errors in these files, all looked at by one process."""
    # One compiler is enough for some seconds; what language a page is in, it says itself.
    java = [program("java"), "-Xss8m", "-XX:TieredStopAtLevel=1", "-jar", str(find())]
    options = ["--errors-only", "--exit-zero-always", "--no-langdetect", "--also-check-svg"]
    answer = subprocess.run(
        [*java, *options, "--format", "json", "--stdout", *map(str, files)],
        capture_output=True,
        text=True,
    )
    try:
        messages = json.loads(answer.stdout)["messages"]
    except (ValueError, KeyError) as error:
        raise NuError(f"The HTML checker failed:\n{answer.stdout}{answer.stderr}") from error
    return [
        Complaint(
            Path(message.get("url", "").removeprefix("file:")),
            message.get("lastLine", 0),
            message["message"],
            message.get("extract", "").strip(),
        )
        for message in messages
    ]


if __name__ == "__main__":
    try:
        found = check([Path(name) for name in sys.argv[1:]] or sys.exit(__doc__))
    except NuError as error:
        sys.exit(str(error))
    print(*found, sep="\n")
    sys.exit(1 if found else 0)
