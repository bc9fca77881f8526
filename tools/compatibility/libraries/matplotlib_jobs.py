"""Plots with Agg, which needs no screen."""

from io import BytesIO

import matplotlib as mpl

mpl.use("Agg")

import matplotlib.pyplot as plt
import numpy as np


def draws(values: object) -> bool:
    """Whether a line becomes a PNG."""
    figure, axes = plt.subplots()
    axes.plot(values)
    file = BytesIO()
    figure.savefig(file, format="png")
    plt.close(figure)
    return file.getvalue().startswith(b"\x89PNG")


def draw_much() -> None:
    """Some seconds in Agg."""
    points = np.random.default_rng(1).random((2, 400_000))
    for _ in range(6):
        figure, axes = plt.subplots()
        axes.scatter(*points, c=points[0], alpha=0.5)
        figure.savefig(BytesIO(), format="png", dpi=200)
        plt.close(figure)
