"""Places and directions on a page, as the matrices of its drawing instructions give them."""

from __future__ import annotations

import math
from typing import Any

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def multiply(a: Matrix, b: Matrix) -> Matrix:
    """Return the matrix that does what ``a`` does, and then what ``b`` does."""
    return (
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    )


def read_matrix(operands: Any) -> Matrix:
    """Return the matrix of six operands; of fewer, the one that changes nothing."""
    values = tuple(float(value) for value in list(operands)[:6])
    return values if len(values) == 6 else IDENTITY


def find_direction(matrix: Matrix) -> tuple[int, float, float]:
    """Return the quarter turns of the writing, and how far it is stretched along and across."""
    turn = round(math.atan2(matrix[1], matrix[0]) / (math.pi / 2)) % 4
    return turn, math.hypot(matrix[0], matrix[1]), math.hypot(matrix[2], matrix[3])


def turn_point(x: float, y: float, turn: int) -> tuple[float, float]:
    """Return where a point lies when the page is turned so that writing of this direction is upright."""
    return ((x, y), (y, -x), (-x, -y), (-y, x))[turn]
