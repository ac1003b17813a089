"""Shapes that every part of the API shares: texts that a database can keep, problems, people's names in two languages.

Answers are never wider than these models say; questions with a field that they do not define are refused.
"""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

__all__ = [
    "Answer",
    "Day",
    "Grade",
    "Harm",
    "Line",
    "Name",
    "Names",
    "Problem",
    "Question",
    "RangeAnswer",
    "Role",
    "Word",
    "Written",
]


def _storable(value: str) -> str:
    """PostgreSQL keeps no NUL, and no database keeps half of a surrogate pair."""
    if "\x00" in value or any("\ud800" <= sign <= "\udfff" for sign in value):
        raise ValueError("the text holds a sign that cannot be kept")
    return value


Word = Annotated[str, StringConstraints(max_length=100), AfterValidator(_storable)]
"""A key: of a type, an actor, a role."""
Name = Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(_storable)]
"""What something is called."""
Line = Annotated[str, StringConstraints(max_length=1000), AfterValidator(_storable)]
"""A search, an id, a note of a line."""
Written = Annotated[str, StringConstraints(max_length=10_000), AfterValidator(_storable)]
"""A longer note."""
Day = Annotated[str, StringConstraints(pattern=r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")]
"""An ISO day."""
Role = Literal["reader", "coder", "reviewer", "editor", "admin"]
Harm = Literal["killed", "injured", "detained"]
Grade = Literal["confirmed", "fair", "weak", "contested", "discounted"]


class Answer(BaseModel):
    """Base of what the API gives."""

    model_config = ConfigDict(from_attributes=True)


class Question(BaseModel):
    """Base of what the API takes."""

    model_config = ConfigDict(extra="forbid")


class Names(Answer):
    """A name in both languages; null where there is none."""

    ar: str | None = None
    en: str | None = None


class Problem(Answer):
    """What went wrong, where, and what to do about it."""

    what: str
    where: str = ""
    remedy: str = ""


class RangeAnswer(Answer):
    """A reconciled number; `best` and `high` are null where no source bounds them."""

    low: int
    best: int | None = None
    high: int | None = Field(default=None)
