"""The models of the home app, in one list, for Django."""

from home.media import OfficeDocument, OfficeImage, OfficeRendition
from home.office import ContentPage, HomePage, Unit, UnitIndex, UnitPerson, UnitTask
from home.snippets import ContactPoint, Person, Topic

__all__ = [
    "ContactPoint",
    "ContentPage",
    "HomePage",
    "OfficeDocument",
    "OfficeImage",
    "OfficeRendition",
    "Person",
    "Topic",
    "Unit",
    "UnitIndex",
    "UnitPerson",
    "UnitTask",
]
