"""What a linguist or researcher edits, and the one module that loads it (`loader`)."""

from tawthiq.resources.loader import Resources, Row

__all__ = ["Resources", "Row"]
