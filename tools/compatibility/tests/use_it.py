"""One use of each library, with an array in and something out; named as in libraries.mjs.

Each gets a memoryview of doubles, numpy's array over the same memory, and a JavaScript function that doubles.
"""

from __future__ import annotations

import asyncio
import io
import os
import socket
import sys
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

Array = Any
Function = Callable[[float], float]


def numpy(memory: memoryview, array: Array, double: Function) -> object:
    import numpy as np

    return np.linalg.norm(np.outer(memory, array)), np.asarray(memory)[::2], np.array(["a"]), array > 1


def pandas(memory: memoryview, array: Array, double: Function) -> object:
    import pandas as pd

    frame = pd.DataFrame({"x": array, "y": memory, "t": pd.to_datetime(["2026-01-02"] * len(array))})
    return frame.x.apply(double), frame.y, frame.t, frame.to_dict("records")


def pyarrow(memory: memoryview, array: Array, double: Function) -> object:
    import pyarrow as pa

    return pa.array(memory), pa.array(array), pa.array([1, None]), pa.scalar(1.5)


def polars(memory: memoryview, array: Array, double: Function) -> object:
    import polars as pl

    frame = pl.DataFrame({"x": pl.Series(memory), "y": array})
    return (
        frame["x"],
        frame["y"].map_elements(lambda x: float(double(x)), return_dtype=pl.Float64),
        frame.to_dicts(),
    )


def scikit_learn(memory: memoryview, array: Array, double: Function) -> object:
    from sklearn.datasets import make_classification
    from sklearn.ensemble import RandomForestClassifier
    from sklearn.model_selection import GridSearchCV

    features, labels = make_classification(60, random_state=1)
    forest = RandomForestClassifier(5, random_state=1)
    search = GridSearchCV(forest, {"max_depth": [1, 2]}, n_jobs=2, cv=2).fit(features, labels)
    return search.best_score_, search.predict(features[:3])


def torch(memory: memoryview, array: Array, double: Function) -> object:
    import torch as library

    shared = library.from_numpy(array)
    return library.tensor(memory), shared * 2, library.ones(1, requires_grad=True), shared.bfloat16()


def tensorflow(memory: memoryview, array: Array, double: Function) -> object:
    import tensorflow as tf

    return tf.constant(array) * 2, tf.reduce_sum(array)


def transformers(memory: memoryview, array: Array, double: Function) -> object:
    from transformers import BertConfig, BertModel

    config = BertConfig(
        vocab_size=20, hidden_size=8, num_hidden_layers=1, num_attention_heads=1, intermediate_size=8
    )
    import torch as library

    return BertModel(config).eval()(library.tensor([[1, 2, 3]])).last_hidden_state


def spacy(memory: memoryview, array: Array, double: Function) -> object:
    import spacy as library

    return [token.text for token in library.blank("en")("Nothing but a tokenizer.")]


def faiss(memory: memoryview, array: Array, double: Function) -> object:
    import faiss as library

    index = library.IndexFlatL2(len(array))
    rows = array.astype("float32").reshape(1, -1)
    index.add(rows)
    return index.search(rows, 1)


def duckdb(memory: memoryview, array: Array, double: Function) -> object:
    import duckdb as library

    return library.sql("select 1 as a, 'x' as b").fetchall(), library.sql("select 2 as c").fetchnumpy()


def opencv(memory: memoryview, array: Array, double: Function) -> object:
    import cv2

    image = cv2.GaussianBlur(array.reshape(1, -1), (3, 3), 0)
    return image, cv2.imencode(".png", (image * 10).astype("uint8"))[1]


def pillow(memory: memoryview, array: Array, double: Function) -> object:
    from PIL import Image

    target = io.BytesIO()
    Image.frombytes("L", (len(memory.cast("B")), 1), memory).save(target, "png")
    return target.getvalue()


def matplotlib(memory: memoryview, array: Array, double: Function) -> object:
    import matplotlib as library

    library.use("Agg")
    from matplotlib import pyplot

    target = io.BytesIO()
    pyplot.plot(array)
    pyplot.savefig(target)
    return len(target.getvalue()) > 100


def scipy(memory: memoryview, array: Array, double: Function) -> object:
    from scipy.optimize import minimize

    found = minimize(lambda x: (x[0] - 3) ** 2, [0.0], callback=double_of_array(double))
    return found.x, found.fun


def double_of_array(double: Function) -> Callable[..., None]:
    def callback(point: Array) -> None:
        double(float(point[0]))

    return callback


def numba(memory: memoryview, array: Array, double: Function) -> object:
    from numba import njit

    @njit
    def total(values: Array) -> float:
        result = 0.0
        for value in values:
            result += value
        return result

    return total(array)


def sympy(memory: memoryview, array: Array, double: Function) -> object:
    import sympy as library

    x = library.Symbol("x")
    return str(library.integrate(library.sin(x) * x, x)), float(library.pi)


def lxml(memory: memoryview, array: Array, double: Function) -> object:
    from lxml import etree

    return etree.tostring(etree.fromstring("<a><b>ü</b></a>"))


def pydantic(memory: memoryview, array: Array, double: Function) -> object:
    from pydantic import BaseModel

    class Model(BaseModel):
        data: bytes
        values: list[float]

    return Model(data=bytes(memory), values=list(memory)).model_dump()


class Echo(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        self.send_response(200)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments: object) -> None:
        pass


def serve() -> str:
    server = HTTPServer(("127.0.0.1", 0), Echo)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/"


async def httpx(memory: memoryview, array: Array, double: Function) -> object:
    import httpx as library

    async with library.AsyncClient() as client:
        return (await client.post(serve(), content=bytes(memory))).content


async def aiohttp(memory: memoryview, array: Array, double: Function) -> object:
    import aiohttp as library

    async with library.ClientSession() as session, session.post(serve(), data=bytes(memory)) as answer:
        return await answer.read()


def requests(memory: memoryview, array: Array, double: Function) -> object:
    import requests as library

    return library.post(serve(), data=bytes(memory), timeout=10).content


def sqlalchemy(memory: memoryview, array: Array, double: Function) -> object:
    from sqlalchemy import create_engine, text

    with create_engine("sqlite://").connect() as connection:
        return connection.execute(text("select 1 as a, 'x' as b")).all()


def uvloop(memory: memoryview, array: Array, double: Function) -> object:
    import uvloop as library

    async def work() -> int:
        await asyncio.sleep(0)
        return 7

    return library.run(work())


def h5py(memory: memoryview, array: Array, double: Function) -> object:
    import h5py as library

    with library.File(io.BytesIO(), "w") as file:
        file["x"] = array
        return file["x"][:]


def grpcio(memory: memoryview, array: Array, double: Function) -> object:
    import grpc

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
        try:
            grpc.channel_ready_future(channel).result(timeout=0.2)
        except grpc.FutureTimeoutError:
            return "nobody there"
    return "somebody there"


def joblib(memory: memoryview, array: Array, double: Function) -> object:
    from joblib import Parallel, delayed

    return Parallel(n_jobs=2)(delayed(abs)(-number) for number in range(4))


def in_children(method: str) -> object:
    import multiprocessing

    with multiprocessing.get_context(method).Pool(2) as pool:
        return pool.map(abs, [-1, -2, -3])


def multiprocessing_fork(memory: memoryview, array: Array, double: Function) -> object:
    return in_children("fork")


def multiprocessing_spawn(memory: memoryview, array: Array, double: Function) -> object:
    return in_children("spawn")


def multiprocessing_forkserver(memory: memoryview, array: Array, double: Function) -> object:
    return in_children("forkserver")


async def asyncio_subprocess(memory: memoryview, array: Array, double: Function) -> object:
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-c", "print(7)", stdout=asyncio.subprocess.PIPE
    )
    out, _ = await child.communicate()
    return out


def version_of(distribution: str | None) -> str:
    import importlib.metadata
    import platform

    return platform.python_version() if distribution is None else importlib.metadata.version(distribution)


def process_group() -> int:
    return os.getpgrp()
