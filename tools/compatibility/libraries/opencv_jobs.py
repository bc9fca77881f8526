"""Pictures as arrays."""

import cv2
import numpy as np


def edges_of_square() -> bool:
    """Whether a square has edges and its inside none, through PNG and back."""
    picture = np.zeros((64, 64), "uint8")
    picture[16:48, 16:48] = 255
    _, encoded = cv2.imencode(".png", picture)
    edges = cv2.Canny(cv2.imdecode(encoded, cv2.IMREAD_GRAYSCALE), 50, 150)
    return bool(edges.any() and not edges[24:40, 24:40].any())


def inverted(values: object) -> object:
    """The negative of a row of pixels."""
    return cv2.bitwise_not(np.asarray(values)).ravel()


def filter_much() -> None:
    """Some seconds in C++, with Python's lock released."""
    picture = np.random.default_rng(1).integers(0, 255, (1_500, 1_500), "uint8")
    cv2.fastNlMeansDenoising(picture, None, 10, 7, 25)
