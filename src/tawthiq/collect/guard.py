"""Which addresses may be reached: public ones only, checked at the moment of connecting.

A name is looked up once, every address that it has is checked, and the connection goes to the very address that was
checked: a name that changes its address in between (DNS rebinding) gains nothing, and neither does a redirect, because
each of its hops connects through here again.
"""

import ipaddress
import socket
from collections.abc import Callable, Iterable
from typing import Any

import httpcore

from tawthiq.errors import InputError

__all__ = ["GuardedBackend", "is_public"]

Lookup = Callable[[str, int], list[str]]
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Tell whether an IP address belongs to the public net.

    Args:
        address: IPv4 or IPv6, without a zone.

    Returns:
        False for loopback, private, link-local, shared, multicast and reserved ranges, and for IPv6 addresses that
        carry such an IPv4 address inside.
    """
    try:
        parsed = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return False
    if isinstance(parsed, ipaddress.IPv6Address):
        inner = parsed.ipv4_mapped or parsed.sixtofour
        if parsed in _NAT64:
            inner = ipaddress.IPv4Address(int(parsed) & 0xFFFFFFFF)
        if parsed.teredo is not None or (inner is not None and not is_public(str(inner))):
            return False
        if parsed.ipv4_mapped is not None:
            return True
    return parsed.is_global and not parsed.is_multicast


def look_up(host: str, port: int) -> list[str]:
    """Ask the system's resolver for all addresses of a name."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class GuardedBackend(httpcore.NetworkBackend):
    """Connects for httpcore, to public addresses only unless private ones are allowed."""

    def __init__(self, *, allows_private: bool, lookup: Lookup = look_up) -> None:
        """Connect nowhere yet.

        Args:
            allows_private: Whether addresses of the own net may be reached too.
            lookup: The resolver.
        """
        self._allows_private = allows_private
        self._lookup = lookup
        self._inner = httpcore.SyncBackend()
        self.peers: dict[str, str] = {}

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Look a name up, check every address, connect to the first that answers.

        Raises:
            InputError: The name is unknown, or one of its addresses is not public.
            httpcore.ConnectError: None of them answers.
        """
        try:
            addresses = self._lookup(host, port)
        except OSError as err:
            raise InputError(f"the host {host} is unknown: {err}", remedy="check the address and the net") from err
        refused = [address for address in addresses if not self._allows_private and not is_public(address)]
        if refused or not addresses:
            raise InputError(
                f"{host} leads to {refused[0] if refused else 'no address'}, which is not public",
                remedy="use --allow-private if a server of your own net is meant",
            )
        for address in addresses[:-1]:
            try:
                return self._connect(host, address, port, timeout)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return self._connect(host, addresses[-1], port, timeout)

    def _connect(self, host: str, address: str, port: int, timeout: float | None) -> httpcore.NetworkStream:
        stream = self._inner.connect_tcp(address, port, timeout=timeout)
        self.peers[host] = address
        return stream

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        """Refuse: no address of ours names a socket file."""
        raise InputError(f"{path} is no address of the net")

    def sleep(self, seconds: float) -> None:
        """Wait, as httpcore asks for between attempts."""
        self._inner.sleep(seconds)
