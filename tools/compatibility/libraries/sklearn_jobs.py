"""Models that fit in this process and in two others."""

import numpy as np
from sklearn.cluster import KMeans
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.svm import SVC


def search_with_two_jobs() -> bool:
    """A grid search in two processes."""
    data, labels = load_iris(return_X_y=True)
    search = GridSearchCV(LogisticRegression(max_iter=500), {"C": [0.1, 1.0]}, n_jobs=2, cv=3)
    return bool(search.fit(data, labels).best_score_ > 0.9)


def clusters(values: object) -> object:
    """The cluster of each number, counted from the smallest."""
    column = np.asarray(values).reshape(-1, 1)
    model = KMeans(2, n_init=1, random_state=1).fit(column)
    order = np.argsort(model.cluster_centers_[:, 0])
    return np.argsort(order)[model.labels_].astype("int32")


def fit_vectors() -> None:
    """Some seconds in libsvm, with Python's lock released."""
    rng = np.random.default_rng(1)
    SVC(C=100).fit(rng.random((8_000, 20)), rng.integers(0, 2, 8_000))
