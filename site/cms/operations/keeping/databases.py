"""The database into a file and out of it, by the database's own means; never by copying its files.

https://www.postgresql.org/docs/current/app-pgdump.html, https://www.sqlite.org/backup.html
"""

import os
import re
import shutil
import sqlite3
import subprocess
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import IO, cast

from django.db import connection, transaction
from django.db.backends.postgresql.client import DatabaseClient

from cms.operations.keeping.originals import names_query

FILES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
_SNAPSHOT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"
# It may take its time, also where an idle transaction is ended elsewhere.
_PATIENT = ("statement_timeout", "idle_in_transaction_session_timeout")
_VERSION = re.compile(r"\(PostgreSQL\) (\d+)")
# PostgreSQL 17 begins with it; an earlier server does not know it.
_OF_LATER_SERVERS = b"SET transaction_timeout = 0;\n"


class Impossible(Exception):
    """A program that is needed is missing or refused; the text says which, and why."""


def dump(folder: Path) -> set[str]:
    """Write ``FILES`` of this database; the names of the originals that stand in it."""
    file = folder / FILES[connection.vendor]
    file.unlink(missing_ok=True)
    return _dump_sqlite(file) if connection.vendor == "sqlite" else _dump_postgresql(file)


def is_empty() -> bool:
    return not connection.introspection.table_names()


def load(folder: Path, backed_up_at: str, restored_at: datetime) -> None:
    """Fill the empty database; it is marked as restored from the first moment on."""
    file = folder / FILES[connection.vendor]
    mark = (
        f"UPDATE operations_installation SET restored_at = '{restored_at.isoformat(' ')}', "
        f"backed_up_at = '{datetime.fromisoformat(backed_up_at).isoformat(' ')}';"
    )
    if connection.vendor == "sqlite":
        _load_sqlite(file, mark)
    else:
        _load_postgresql(file, mark)


# --- SQLite -------------------------------------------------------------------------------------
def _dump_sqlite(file: Path) -> set[str]:
    connection.ensure_connection()
    with closing(sqlite3.connect(file)) as copy:
        connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, nothing beside it
        return {name for (name,) in copy.execute(names_query())}


def _load_sqlite(file: Path, mark: str) -> None:
    connection.close()
    target = Path(connection.settings_dict["NAME"])
    part = target.with_name(f"{target.name}.part")
    shutil.copyfile(file, part)
    with closing(sqlite3.connect(part)) as copy:
        copy.executescript(mark)
        copy.execute("PRAGMA journal_mode=WAL")
    for beside in ("-wal", "-shm"):  # of the empty one
        target.with_name(target.name + beside).unlink(missing_ok=True)
    part.replace(target)


# --- PostgreSQL ---------------------------------------------------------------------------------
def _dump_postgresql(file: Path) -> set[str]:
    program = tool("pg_dump")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_SNAPSHOT)
        for name in _PATIENT:
            cursor.execute(f"SET LOCAL {name} = 0")
        cursor.execute(names_query())
        names = {name for (name,) in cursor.fetchall()}
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
        arguments = ["--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}"]
        done = _run(program, [*arguments, f"--file={file}"])
    if done.returncode:
        raise Impossible(f"pg_dump failed: {done.stderr.strip()}")
    return names


def _load_postgresql(file: Path, mark: str) -> None:
    """In one transaction: all of it, or nothing."""
    read, write = tool("pg_restore"), tool("psql")
    script = [read, "--no-owner", "--no-privileges", "--no-comments", "--file=-", str(file)]
    into = ["--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1"]
    command, environment = _command(write, [*into, "--output=/dev/null"])
    with subprocess.Popen(script, stdout=subprocess.PIPE) as source:  # noqa: S603 - no shell
        with subprocess.Popen(  # noqa: S603 - no shell
            command, stdin=subprocess.PIPE, env=environment
        ) as target:
            try:
                _pass_on(source, target, mark)
            except BrokenPipeError:
                target.kill()
        if target.returncode:
            raise Impossible("psql ended with an error, see above; nothing was kept.")


def _pass_on(source: subprocess.Popen, target: subprocess.Popen, mark: str) -> None:
    read, write = cast(IO[bytes], source.stdout), cast(IO[bytes], target.stdin)
    write.write(read.read(64 * 1024).replace(_OF_LATER_SERVERS, b"", 1))
    shutil.copyfileobj(read, write)
    if source.wait():
        target.kill()  # before the end of its input: nothing is kept
        raise Impossible("pg_restore ended with an error, see above; nothing was kept.")
    # The script ends without a search path.
    write.write(mark.replace("operations_", "public.operations_", 1).encode())
    write.close()


def tool(name: str) -> str:
    """Path of a program of PostgreSQL's, of the server's version if there is one, else a later one.

    Impossible where there is none, or only of a version that cannot read this server.
    """
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        server = int(cursor.fetchone()[0]) // 10_000
    found = {path: _major(path) for path in _candidates(name)}
    able = [path for path in found if found[path] >= server]
    if able:
        return min(able, key=lambda path: found[path])
    if found:
        told = ", ".join(f"{path} is version {major}" for path, major in found.items())
        raise Impossible(f"The server is PostgreSQL {server}, and {told}. {_advice(server)}")
    raise Impossible(f"{name} is missing. {_advice(server)}")


def _advice(server: int) -> str:
    return f"Install PostgreSQL's client programs (Debian: postgresql-client-{server})."


def _candidates(name: str) -> list[str]:
    folders: list[str | None] = [None]
    if config := shutil.which("pg_config"):
        done = subprocess.run(  # noqa: S603 - found on the operator's own path
            [config, "--bindir"], capture_output=True, text=True, check=False
        )
        folders.append(done.stdout.strip() or None)
    paths = [shutil.which(name, path=folder) for folder in folders]
    return [path for path in dict.fromkeys(paths) if path]


def _major(path: str) -> int:
    done = subprocess.run(  # noqa: S603 - as above
        [path, "--version"], capture_output=True, text=True, check=False
    )
    found = _VERSION.search(done.stdout)
    return int(found.group(1)) if found else 0


def _command(program: str, arguments: list[str]) -> tuple[list[str], dict[str, str]]:
    """With the connection of the settings; a password goes by the environment, not in the list."""
    given, secrets = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, arguments)
    return [program, *given[1:]], {**os.environ, **(secrets or {})}


def _run(program: str, arguments: list[str]) -> subprocess.CompletedProcess[str]:
    command, environment = _command(program, arguments)
    return subprocess.run(  # noqa: S603 - without a shell
        command, env=environment, capture_output=True, text=True, check=False
    )
