"""Algebra."""

import sympy


def integral(expression: str) -> str:
    """The integral over x, as text."""
    return str(sympy.integrate(sympy.sympify(expression), sympy.Symbol("x")))


def digits_of_pi() -> None:
    """Some seconds of products of large whole numbers, in CPython's C code."""
    sympy.pi.evalf(400_000)
