"""Tables in SQLite's memory."""

from sqlalchemy import LargeBinary, create_engine, select, text
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column


class Base(DeclarativeBase):
    """The tables."""


class Item(Base):
    """A row with a name and bytes."""

    __tablename__ = "item"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    data: Mapped[bytes | None] = mapped_column(LargeBinary)


def _session() -> Session:
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    return Session(engine)


def names() -> list[str]:
    """The names of the rows, in their order."""
    with _session() as session:
        session.add_all([Item(name="ü"), Item(name="a")])
        session.commit()
        return list(session.scalars(select(Item.name).order_by(Item.name)))


def stored_bytes(data: bytes) -> bytes | None:
    """Bytes that were in a row meanwhile."""
    with _session() as session:
        session.add(Item(name="a", data=data))
        session.commit()
        return session.scalars(select(Item.data)).one()


def count_far() -> None:
    """Some seconds in SQLite, with Python's lock released."""
    counting = (
        "WITH RECURSIVE c(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM c WHERE i < 20000000) "
        "SELECT count(*) FROM c"
    )
    with _session() as session:
        session.execute(text(counting)).scalar()
