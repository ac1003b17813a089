"""The records and the codebook's closed lists; imports nothing of ours but errors."""

from tawthiq.model.records import ActorName, Count, Event, Evidence, Place, Report, Thing

__all__ = ["ActorName", "Count", "Event", "Evidence", "Place", "Report", "Thing"]
