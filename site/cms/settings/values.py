"""What may stand in a variable. Each function says what is wrong with a value, or nothing.

Host names are those of https://www.rfc-editor.org/rfc/rfc1123#section-2 or addresses.
"""

import os
import re
from collections.abc import Callable
from email.utils import parseaddr
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

Wrong = Callable[[str], str]

TRUE, FALSE = ("true", "yes", "on", "1"), ("false", "no", "off", "0")
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
_HOST = re.compile(r"(?!-)[A-Za-z0-9-]{1,63}(?<!-)(\.(?!-)[A-Za-z0-9-]{1,63}(?<!-))*")
_MAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@([^@]+)")
_CONTACT = re.compile(r"(mailto:)?[^\s:/@]+@[^\s:/@]+|https://[^\s/]\S*|tel:\+?[0-9-]+")
_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
_POSTGRESQL = ("postgres", "postgresql")


def any_text(value: str) -> str:
    return ""


def line(value: str) -> str:
    return "" if value.isprintable() and len(value) <= 200 else "must be one line of words."


def yes_or_no(value: str) -> str:
    return "" if value.lower() in (*TRUE, *FALSE) else "must be true or false."


def one_of(*choices: str) -> Wrong:
    return lambda value: "" if value in choices else f"must be one of {', '.join(choices)}."


def level(value: str) -> str:
    return "" if value.upper() in LEVELS else f"must be one of {', '.join(LEVELS)}."


def number(least: int, most: int) -> Wrong:
    def wrong(value: str) -> str:
        is_number = value.isascii() and value.isdecimal() and least <= int(value) <= most
        return "" if is_number else f"must be a whole number from {least} to {most}."

    return wrong


def seconds(value: str) -> str:
    is_number = re.fullmatch(r"[0-9]{1,4}(\.[0-9]{1,3})?", value, re.ASCII) and float(value) > 0
    return "" if is_number else "must be a number of seconds."


def listening_at(value: str) -> str:
    name, _, port = value.rpartition(":")
    is_address = name and _is_host(name) and not number(1, 65535)(port)
    return "" if is_address else "must be an address and a port of this machine."


def host(value: str) -> str:
    return "" if _is_host(value) else "must be a host name or address alone: no scheme, no port."


def _is_host(value: str) -> bool:
    try:
        ip_address(value.strip("[]"))
    except ValueError:
        labels = value.split(".")
        return bool(_HOST.fullmatch(value)) and not labels[-1].isdecimal()
    return True


def hosts(value: str) -> str:
    names = listed(value)
    if not names:
        return "must name the hosts."
    if "*" in names:
        return "must name the hosts; * is not possible."
    # A host name is what links in mails and redirects are built from.
    if wide := [name for name in names if name.startswith(".")]:
        return f"must name each host; {wide[0]} would be every host below it."
    if bad := [name for name in names if not _is_host(name)]:
        return f"must be host names with commas between; {bad[0]!r} is none."
    return ""


def listed(value: str) -> list[str]:
    return [part.strip() for part in value.split(",") if part.strip()]


def mail(value: str) -> str:
    """An address, alone or as ``Name <address>``."""
    address = parseaddr(value)[1]
    is_whole = address == value or value.endswith(f"<{address}>")
    found = _MAIL.fullmatch(address)
    return "" if is_whole and found and _is_host(found[1]) else "must be a mail address."


def mails(value: str) -> str:
    bad = [address for address in listed(value) if mail(address)]
    return f"must be mail addresses with commas between; {bad[0]!r} is none." if bad else ""


def phone(value: str) -> str:
    is_phone = re.fullmatch(r"\+?[0-9][0-9 ()/-]{1,30}", value)
    return "" if is_phone else "must be a phone number as it is to be printed."


def contact(value: str) -> str:
    told = "must be a mail address, or begin with mailto:, https:// or tel:."
    return "" if _CONTACT.fullmatch(value) else told


def bucket(value: str) -> str:
    told = "must be a bucket's name: 3 to 63 of a-z, 0-9, hyphen and dot."
    return "" if _BUCKET.fullmatch(value) else told


def base_url(value: str) -> str:
    """The site's own address: everything public lies directly below it."""
    if problem := server_url(value):
        return problem
    return "" if urlsplit(value).path in ("", "/") else "must end after the host: no path."


def server_url(value: str) -> str:
    parts = split(value)
    if parts is None or parts.scheme not in ("https", "http"):
        return "must begin with https:// and name a host."
    if not parts.hostname or not _is_host(parts.hostname):
        return f"names no host that can be asked: {parts.hostname or 'it is empty'}."
    if parts.username is not None or parts.query or parts.fragment:
        return "must be an address alone: no user, no ? and no #."
    return ""


def split(url: str) -> SplitResult | None:
    """None where it is no address, or its port no number."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    return parts


def database(value: str) -> str:
    if value.startswith("sqlite:"):
        return _sqlite(value)
    parts = split(value)
    if parts is None:
        return "cannot be read; write special characters of the password as %23 for # and so on."
    if parts.scheme not in _POSTGRESQL:
        return "must be PostgreSQL (or SQLite on one machine); nothing else is supported."
    if parts.fragment:
        return "contains #; write it as %23."
    if not parts.path.strip("/"):
        return "names no database."
    return "" if parts.hostname or "host=" in parts.query else "names no host."


def _sqlite(value: str) -> str:
    path = value.removeprefix("sqlite://")
    if path == ":memory:":
        return ""
    if not path.startswith("//"):
        return "must have an absolute path, with four strokes: sqlite:////var/lib/teilhabe/db."
    return folder(str(Path(path[1:]).parent))


def folder(value: str) -> str:
    """It must be there: one that is made by mistake is not looked for by anybody."""
    path = Path(value)
    if not path.is_absolute():
        return f"must be an absolute path, not {value}."
    if not path.is_dir():
        return f"is no folder that is there: {value}."
    writable = os.access(path, os.W_OK | os.X_OK)
    return "" if writable else f"is a folder that this user cannot write to: {value}."
