"""Where a request comes from, as far as it can be believed.

``X-Forwarded-For`` is a list to which each proxy appends the address that called it: only as many
entries as there are proxies of ours (PROXY_COUNT), counted from the end, are not the client's own
invention. https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/X-Forwarded-For
"""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

IPV4_PREFIX, IPV6_PREFIX = 24, 64  # what one household or office is usually given
UNKNOWN = IPv6Address("::")  # all whose address is not known share one limit


def prefix_of(request: HttpRequest) -> str:
    """First address of the network the client is in: ``203.0.113.0``, ``2001:db8:1:2::``."""
    address = _address_of(request)
    length = IPV4_PREFIX if address.version == 4 else IPV6_PREFIX
    return str(ip_network(f"{address}/{length}", strict=False).network_address)


def _address_of(request: HttpRequest) -> IPv4Address | IPv6Address:
    direct = _parsed(request.META.get("REMOTE_ADDR", ""))
    hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    count = settings.PROXY_COUNT
    if count and len(hops) >= count:
        return _parsed(hops[-count]) or direct or UNKNOWN
    return direct or UNKNOWN


def _parsed(text: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(text.strip().partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
