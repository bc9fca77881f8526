"""Tensors on the processor."""

import numpy as np
import tensorflow as tf


def gradient() -> float:
    """The slope of x² at 3, through a compiled graph."""
    square = tf.function(lambda x: x * x)
    with tf.GradientTape() as tape:
        x = tf.Variable(3.0)
        y = square(x)
    return float(tape.gradient(y, x))


def doubled(values: object) -> object:
    """Arithmetic of tensorflow on what came from JavaScript."""
    return (tf.constant(np.asarray(values)) * 2).numpy()


def multiply() -> None:
    """Some seconds in C++, with Python's lock released."""
    factor = tf.random.uniform((2_500, 2_500))
    for _ in range(30):
        tf.linalg.matmul(factor, factor).numpy()
