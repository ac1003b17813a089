"""Every error that tawthiq raises on purpose, in one tree.

TawthiqError
├── InputError        a report, file or line that cannot be read; other reports go on
├── ResourceError     a lexicon, actor or gazetteer file breaks its own columns
├── UsageError        a command or call that contradicts itself
│   └── NotFoundError what it names is not there
├── ConflictError     somebody else changed it meanwhile; nothing was written
├── AccessError       a person who may not, or who is not who they say
├── ProjectError      a project folder or database that is missing, locked or of another version
└── IntegrityError    evidence that does not match its hash

A subclass stands for something that a caller does differently, not for where it was raised.
"""

from dataclasses import dataclass

__all__ = [
    "AccessError",
    "ConflictError",
    "InputError",
    "IntegrityError",
    "NotFoundError",
    "ProjectError",
    "ResourceError",
    "TawthiqError",
    "UsageError",
]


@dataclass(eq=False)
class TawthiqError(Exception):
    """The root: what went wrong, where, and what to do about it.

    Attributes:
        what: One sentence, with the value that was wrong.
        where: File and line, report id or field; empty where there is none.
        remedy: What the reader can do next; empty where nothing can be done.
    """

    what: str
    where: str = ""
    remedy: str = ""

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        advice = f" ({self.remedy})" if self.remedy else ""
        return f"{place}{self.what}{advice}"


class InputError(TawthiqError):
    """A report, file or line that cannot be read; the others are still coded."""


class ResourceError(TawthiqError):
    """A resource file that breaks the columns or values it defines."""


class UsageError(TawthiqError):
    """A command or call whose arguments contradict each other."""


class NotFoundError(UsageError):
    """What a call names, a record or a report, is not there."""


class ConflictError(TawthiqError):
    """Somebody else changed what a person decides of; nothing was written, both versions stand."""


class AccessError(TawthiqError):
    """A person who may not do what they ask for, or a name and password that do not belong together."""


class ProjectError(TawthiqError):
    """A project folder or database that is missing, locked or of another version."""


class IntegrityError(TawthiqError):
    """Evidence that is missing or does not match its hash."""
