"""The database, and how long anybody waits for it.

https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS
"""

from typing import Any

from environs import Env

SQLITE_OPTIONS = {
    # A read that becomes a write beside another writer must wait, not fail: take the lock first.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-64000;",
}
# A peer that is gone is noticed within 15 to 20 seconds, on both sides.
_HERE = {
    "keepalives": 1,
    "keepalives_idle": 5,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
}
_THERE = {
    "tcp_keepalives_idle": 5,
    "tcp_keepalives_interval": 5,
    "tcp_keepalives_count": 3,
    "tcp_user_timeout": 15_000,
    "client_connection_check_interval": 1_000,  # a statement nobody waits for any more ends
}


def databases(env: Env) -> dict[str, dict[str, Any]]:
    """Django's DATABASES; what DATABASE_URL says of an option goes before what stands here."""
    default = env.dj_db_url("DATABASE_URL", conn_max_age=600, conn_health_checks=True)
    if default["ENGINE"].endswith("sqlite3"):
        default["OPTIONS"] = SQLITE_OPTIONS
    elif default["ENGINE"] == "django.db.backends.postgresql":
        default["ENGINE"] = "cms.operations.postgresql"
        there = " ".join(f"-c {name}={value}" for name, value in _THERE.items())
        given = default.get("OPTIONS", {})
        default["OPTIONS"] = {
            "connect_timeout": env.int("DATABASE_CONNECT_TIMEOUT_S", 3),
            **_HERE,
            **given,
            "options": f"{there} {given.get('options', '')}".strip(),
        }
    return {"default": default}
