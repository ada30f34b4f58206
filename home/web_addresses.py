"""Addresses of websites, of social media and of mail: completed, or refused with what is wrong."""

import ipaddress
import re
from urllib.parse import quote, urlsplit, urlunsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator
from django.utils.translation import gettext_lazy as _

from home.phones import e164
from locales.cleaning import cleaned_line

# What stands before a colon and digits is a host with its port, "tel" excepted.
_SCHEME = re.compile(r"^(tel(?=:)|[a-z][a-z0-9+.-]*(?=:(?!\d))):", re.IGNORECASE)
_HOST_FIRST = re.compile(r"^[^\s/?#@:]+\.[^\s/?#@:]{2,}(?::\d+)?(?:[/?#]|$)")
_OF_NOBODY_ELSE = (
    "localhost", "local", "internal", "intranet", "lan", "home", "corp", "private", "localdomain",
    "home.arpa", "invalid", "onion",
)  # fmt: skip
_KEPT = "/:?#[]@!$&'()*+,;=~%-._"  # what has a meaning in an address, or was encoded before


NO_ADDRESS = _(
    "“%(value)s” is no web address. Enter the whole address, for example https://www.example.org/"
)


def public_address(path: str) -> str:
    """The whole address of one of our own public paths, as it is printed elsewhere.

    Made from ``PUBLIC_BASE_URL``, never from a request: nobody else decides where our links lead.
    """
    return f"{settings.PUBLIC_BASE_URL}{path}"


def tidy_web_address(text: str) -> str:
    """A whole address; ``https://`` is put before one that begins with its host. ValidationError
    says what is wrong.
    """
    line = cleaned_line(text)
    if line and not _SCHEME.match(line) and _HOST_FIRST.match(line):
        line = f"https://{line}"
    validate_web_address(line)
    return line


def validate_web_address(address: str) -> None:
    if not address:
        return
    scheme = _SCHEME.match(address)
    if scheme is None:
        raise ValidationError(_why_without_scheme(address), params={"value": address})
    if scheme[1].lower() not in ("http", "https"):
        raise ValidationError(
            _("“%(scheme)s:” is not for websites. Enter an address that begins with https://"),
            params={"scheme": scheme[1]},
        )
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError as error:  # brackets that do not fit
        raise ValidationError(NO_ADDRESS, params={"value": address}) from error
    if host and not is_public(host):
        raise ValidationError(
            _("Nobody outside can open “%(host)s”. Enter the address of a public website."),
            params={"host": host},
        )
    if "@" in parts.netloc:
        raise ValidationError(
            _("Leave out the name or password before “@”: everybody could read it.")
        )
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError as error:
        raise ValidationError(NO_ADDRESS, params={"value": address}) from error


def _why_without_scheme(address: str):
    if address.startswith("@"):
        return _(
            "“%(value)s” is a name within a network. Enter the whole address of the profile, for "
            "example https://www.instagram.com/example"
        )
    if "@" in address and " " not in address:
        return _("“%(value)s” is an e-mail address. Here the address of a website is asked for.")
    return NO_ADDRESS


def is_public(host: str) -> bool:
    """Whether a host can be one that everybody reaches."""
    name = host.rstrip(".").lower()
    try:
        return ipaddress.ip_address(name).is_global
    except ValueError:
        pass
    is_ours = any(name == suffix or name.endswith(f".{suffix}") for suffix in _OF_NOBODY_ELSE)
    return "." in name and not is_ours and not name.replace(".", "").isdigit()


def tidy_mail_address(text: str) -> str:
    """An e-mail address, its host in small letters."""
    line = cleaned_line(text).removeprefix("mailto:").strip()
    name, at, host = line.rpartition("@")
    return f"{name}{at}{host.lower()}"


def validate_mail_address(address: str) -> None:
    """ValidationError if mail from outside could not arrive there."""
    if not address:
        return
    sentence = _("“%(value)s” is no e-mail address. Enter it whole, for example info@example.org")
    try:
        EmailValidator(allowlist=[])(address)
    except ValidationError as error:
        raise ValidationError(sentence, params={"value": address}) from error
    host = address.rpartition("@")[2]
    if not is_public(host.strip("[]")):
        raise ValidationError(sentence, params={"value": address})


def href_of(address: str) -> str | None:
    """An address as it may leave the house in a link: encoded; None for what is no web, mail or
    phone address, nor one of our own site.
    """
    address = "".join(letter for letter in cleaned_line(address) if letter >= " ")
    scheme = _SCHEME.match(address)
    if scheme is None:
        return _without_scheme(address)
    kind, rest = scheme[1].lower(), address[scheme.end() :].strip()
    if kind == "tel":
        number = e164(rest)
        return f"tel:{number}" if number else None
    if kind == "mailto":
        mail, mark, query = rest.partition("?")
        mail = quote("".join(mail.split()), safe="@,%!#$&'*+/=^_`{|}~-.")
        return f"mailto:{mail}{mark}{quote(query, safe=_KEPT)}" if "@" in mail else None
    return web_href_of(address) if kind in ("http", "https") else None


def web_href_of(address: str) -> str | None:
    """The same for what can only be an address of the web."""
    try:
        parts = urlsplit("".join(letter for letter in address.strip() if letter >= " "))
        host = parts.netloc.encode("idna").decode() if not parts.netloc.isascii() else parts.netloc
    except (UnicodeError, ValueError):
        return None
    if parts.scheme not in ("http", "https") or not host or " " in host:
        return None
    encoded = (quote(part, safe=_KEPT) for part in (parts.path, parts.query, parts.fragment))
    return urlunsplit((parts.scheme, host, *encoded))


def _without_scheme(address: str) -> str | None:
    if address.startswith(("/", "#", "?")) and not address.startswith(("//", "/\\")):
        return quote(address, safe=_KEPT)
    return web_href_of(f"https://{address}") if _HOST_FIRST.match(address) else None
