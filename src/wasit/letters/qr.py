"""The QR code that leads from a paper copy to its check page."""

import io

import segno
from django.conf import settings


def public_address() -> str:
    """Return the address under which the public reaches this installation, without a slash at the end, or empty."""
    return str(getattr(settings, "PUBLIC_ADDRESS", "") or "").rstrip("/")


def check_address(code: str) -> str:
    """Return the full address of a copy's check page; empty where the installation has no public address."""
    return f"{public_address()}/periksa/{code}/" if public_address() else ""


def check_place() -> str:
    """Return what a reader types: the address of the form without its scheme, or only its path."""
    return f"{public_address().partition('://')[2] or public_address()}/periksa"


def as_svg(address: str) -> str:
    """Return the QR code of `address` as SVG without a margin."""
    target = io.BytesIO()
    segno.make(address, error="m", micro=False).save(target, kind="svg", border=0, xmldecl=False, svgns=True)
    return target.getvalue().decode()


def as_png(address: str) -> bytes:
    """Return the QR code of `address` as PNG without a margin."""
    target = io.BytesIO()
    segno.make(address, error="m", micro=False).save(target, kind="png", border=0, scale=8)
    return target.getvalue()
