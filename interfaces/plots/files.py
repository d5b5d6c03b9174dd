"""Plots as files, made on this machine: nothing is fetched and no font is looked for elsewhere."""

from __future__ import annotations

from typing import Any

_SCALE = 2.0  # pixels of a PNG for one of the plot: sharp in a slide


def to_svg(chart: Any) -> bytes:
    """Return an Altair chart as SVG."""
    import vl_convert  # a browser's engine: loaded when a plot is downloaded

    return str(vl_convert.vegalite_to_svg(chart.to_json(), allowed_base_urls=[])).encode()


def to_png(chart: Any) -> bytes:
    """Return an Altair chart as PNG."""
    import vl_convert

    return bytes(vl_convert.vegalite_to_png(chart.to_json(), scale=_SCALE, allowed_base_urls=[]))
