"""The project: what it holds and what to do next; labels."""

from fastapi import APIRouter

from tawthiq.model.codebook import TYPES
from tawthiq.serve.access import DeskHere
from tawthiq.serve.overview import overview
from tawthiq.serve.wire.explore import LabelsAnswer
from tawthiq.serve.wire.people import ProjectAnswer

router = APIRouter(tags=["project"])


@router.get("/project")
def read_project(desk: DeskHere) -> ProjectAnswer:
    """Say what the project holds, and the first steps where it holds nothing."""
    return overview(desk)


@router.get("/labels")
def read_labels(desk: DeskHere) -> LabelsAnswer:
    """Give what the codebook's lists, grades, states and actors are called in both languages."""
    labels = desk.labels
    return LabelsAnswer(
        labels={name: dict(keys) for name, keys in labels.lists.items()},
        families={family: list(names) for family, names in TYPES.items()},
        actors=dict(labels.actors),
        keys=dict(desk.fields.keys),
    )
