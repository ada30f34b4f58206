"""The parts public documents are made of.

The sentence below a field is its description in the OpenAPI document. Text that comes from another
object carries its own ``locale`` and ``direction``.
"""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from home.media import License
from home.snippets import Appointment

Direction = Annotated[
    Literal["ltr", "rtl"], Field(description="Writing direction of the text beside it.")
]
WebAddress = Annotated[str, Field(json_schema_extra={"format": "uri"})]
LanguageTag = Annotated[str, Field(json_schema_extra={"examples": ["ar"]})]


class Part(BaseModel):
    """A piece of a document; unknown fields are an error."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
        use_attribute_docstrings=True,
        json_schema_serialization_defaults_required=True,
    )


class Reference(Part):
    """Another object of ours that is visible now."""

    id: UUID
    """Key of the object, the same in every language."""
    type: Annotated[str, Field(json_schema_extra={"x-enum": "types"})]
    """What it is; says in which collection `api_url` lies."""
    title: str
    """Its title in `locale`."""
    url: WebAddress
    """Its page for readers."""
    api_url: WebAddress
    """The object in this API."""
    locale: LanguageTag
    """Language of `title` and of the two addresses; a tag of `GET /api/v1/locales`."""
    direction: Direction


class Breadcrumb(Part):
    """A page above."""

    title: str
    """Title of that page in `locale`."""
    url: WebAddress
    """Its page for readers."""
    locale: LanguageTag
    """Language of `title`; a tag of `GET /api/v1/locales`."""
    direction: Direction


class TopicLabel(Part):
    """A topic as the reader calls it."""

    slug: str
    """Code of the topic, the same in every language, as the parameter `topic` takes it."""
    label: str
    """The topic's name in `locale`."""
    locale: LanguageTag
    """Language of `label`: the reader's if there is a translation, else one of her chain."""
    direction: Direction


class PictureSize(Part):
    """One file of a picture."""

    src: WebAddress
    """Address of the file. It may be shown from there; after a withdrawal it is 404 at once."""
    width: int
    """Width in pixels."""
    height: int
    """Height in pixels."""


class FocalPoint(Part):
    """The place in a picture that must stay visible when it is cropped."""

    x: float
    """From the left edge (0) to the right (1)."""
    y: float
    """From the upper edge (0) to the lower (1)."""


class Picture(Part):
    """A picture in several sizes; `src`, `width` and `height` are those of one of `srcset`."""

    src: WebAddress
    """A WebP file of middle size: at least 640 pixels wide if the original is."""
    srcset: list[PictureSize]
    """All WebP files, the narrowest first, at most 1,600 pixels wide."""
    jpeg: PictureSize
    """The picture as JPEG, for print and for programs without WebP; at most 2,400 pixels wide."""
    width: int
    """Width of `src` in pixels."""
    height: int
    """Height of `src` in pixels."""
    focal_point: FocalPoint | None
    """Where to crop around; null where nobody has said."""
    alt: str
    """What is to be seen, for people who do not see it; empty when it only decorates."""
    caption: str
    """Plain text below the picture; may be empty."""
    credit: str
    """Whom to name beside the picture."""
    license: License
    """Terms of this picture; they may differ from those of the text."""


class Download(Part):
    """A file to take away."""

    title: str
    """What the file is called for readers."""
    url: WebAddress
    """Address of the file; answers byte ranges."""
    filename: str
    """Name to store it under."""
    media_type: str
    """Media type of the file (IANA), such as `application/pdf`."""
    size_bytes: int
    """Size in bytes."""


class Contact(Part):
    """Where people turn to. Numbers and addresses are the same in every language."""

    id: UUID
    """Key of the contact point, the same in every language."""
    label: str
    """What it is called, in `locale`."""
    notes: str
    """What else to know, in `locale`; may be empty."""
    locale: LanguageTag
    """Language of `label` and `notes`; a tag of `GET /api/v1/locales`."""
    direction: Direction
    phone: str
    """Phone number as it is written in Germany; empty if there is none."""
    phone_e164: str
    """The same number to dial: E.164, such as `+496132120`; short numbers such as `115` as they
    are; empty if there is none."""
    email: str
    """E-mail address; empty if there is none."""
    street: str
    """Street and number; may be empty."""
    postal_code: str
    """Postal code; may be empty."""
    city: str
    """Name of the city; may be empty."""
    room: str
    """Room or floor; may be empty."""
    latitude: float | None
    """Degrees north (WGS 84); null if unknown."""
    longitude: float | None
    """Degrees east (WGS 84); null if unknown."""
    hours: str
    """Opening hours as OpenStreetMap writes them (`opening_hours`), in the city's time zone
    Europe/Berlin, such as `Mo-Th 09:00-12:00`; empty if unknown."""
    appointment: Appointment
    """Whether to make an appointment first."""
    languages: list[str]
    """Codes of the languages spoken there: the list `languages` of `GET /api/v1/codes`."""
    interpreter: bool
    """Whether an interpreter can be ordered."""
    step_free: bool | None
    """Whether there are no steps on the way in; null: nobody has told us."""
    hearing_loop: bool | None
    """Whether there is an induction loop; null: nobody has told us."""


class Correction(Part):
    """What was put right after publication."""

    kind: Literal["correction", "addendum", "recall"]
    """What was done."""
    note: str
    """What was wrong and what is right, in the language of the text; empty where it is not
    translated yet."""
    at: datetime
    """When it was put right (RFC 3339, UTC)."""


class PersonInUnit(Part):
    """Somebody of a unit who agreed to be named; phone and e-mail only if that was agreed too."""

    name: str
    """Full name."""
    function: str
    """What the person does there, in the language of the text; may be empty."""
    phone: str
    """Phone number as it is written in Germany; may be empty."""
    phone_e164: str
    """The same number to dial (E.164); may be empty."""
    email: str
    """E-mail address; may be empty."""


class ExternalIds(Part):
    """What others call the same unit; empty where it is not there."""

    xzufi: str
    """Identifier in XZuFi, the directory of public services."""
    oparl: str
    """Address of the organization in OParl."""
    wikidata: str
    """Item of Wikidata, such as `Q1234`."""


class Dateline(Part):
    """Place and day of a press release."""

    place: str
    """Where it was issued; may be empty."""
    date: date
    """Day of publication in the city's time zone, as `2026-05-01`."""
