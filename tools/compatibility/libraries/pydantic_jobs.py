"""Models whose data are checked in Rust."""

from pydantic import BaseModel, TypeAdapter


class Item(BaseModel):
    """A thing with a name."""

    name: str
    tags: list[str] = []


def validated(text: str | bytes) -> dict[str, object]:
    """The fields of a JSON text."""
    return Item.model_validate_json(text).model_dump()


def validate_much() -> None:
    """Some seconds in Rust, with Python's lock held."""
    text = "[" + ",".join(f'{{"name": "{number}", "tags": ["a", "b"]}}' for number in range(300_000)) + "]"
    for _ in range(6):
        TypeAdapter(list[Item]).validate_json(text)
