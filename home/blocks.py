"""The building blocks of a text. Each is one idea; each has a JSON and an HTML form in documents.

Only text is translated, and where a link leads may be changed. A block class that holds names or
references gives no segments, so that a translation cannot change them. Top-level classes are
named: migrations stay short.
"""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail_localize.segments import OverridableSegmentValue

from home.typed import Typed, cleaned_stream
from home.web_addresses import tidy_web_address

DESCRIBE = _("Describe the picture, or mark it as decorative.")
INLINE = ["bold", "italic", "link"]


class NeutralCharBlock(blocks.CharBlock):
    """A name: the same in every language, never a segment."""

    def get_translatable_segments(self, value):
        return []

    def restore_translated_segments(self, value, segments):
        return value


class NeutralURLBlock(blocks.URLBlock):
    """The address of a website in a text: that of the original, unless its translator gives another
    (a site of somebody else has its Arabic pages elsewhere).
    """

    tidy = staticmethod(tidy_web_address)

    def __init__(self, required=True, help_text=None, **kwargs):
        super().__init__(required=required, help_text=help_text, **kwargs)
        self.field = Typed(
            required=required,
            help_text=help_text,
            tidy=tidy_web_address,
            widget=forms.TextInput(attrs={"dir": "ltr"}),
        )

    def get_translatable_segments(self, value):
        return [OverridableSegmentValue("", value)] if value else []

    def restore_translated_segments(self, value, segments):
        return segments[0].data


class NeutralImageBlock(ImageChooserBlock):
    """The picture itself; its words are translated beside it."""

    def get_translatable_segments(self, value):
        return []

    def restore_translated_segments(self, value, segments):
        return value


class NeutralDocumentBlock(DocumentChooserBlock):
    """The file itself; its label is translated beside it."""

    def get_translatable_segments(self, value):
        return []

    def restore_translated_segments(self, value, segments):
        return value


class NeutralPageBlock(blocks.PageChooserBlock):
    """A page of ours, held by key; readers get it in their language."""

    def get_translatable_segments(self, value):
        return []

    def restore_translated_segments(self, value, segments):
        return value


class QuoteBlock(blocks.StructBlock):
    """What somebody said, word for word, with the function held on that day."""

    text = blocks.TextBlock(label=_("quotation"))
    name = NeutralCharBlock(label=_("name"), max_length=120)
    function = blocks.CharBlock(label=_("function on that day"), max_length=160, required=False)
    approved = blocks.BooleanBlock(
        label=_("approved by the person quoted"), required=False, default=False
    )

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        help_text = _(
            "Published only once the person quoted has approved it; the draft can be saved before."
        )


class ImageBlock(blocks.StructBlock):
    """A picture: either described for people who do not see it, or marked as decorative."""

    image = NeutralImageBlock(label=_("image"))
    decorative = blocks.BooleanBlock(
        label=_("only decorative"),
        required=False,
        help_text=_("It adds nothing to the text: screen readers skip it."),
    )
    alt = blocks.CharBlock(
        label=_("description for people who do not see it"), max_length=250, required=False
    )
    caption = blocks.CharBlock(label=_("caption"), max_length=250, required=False)

    class Meta:
        icon = "image"
        label = _("Image")

    def clean(self, value):
        cleaned = super().clean(value)
        if not cleaned["decorative"] and not cleaned["alt"].strip():
            raise blocks.StructBlockValidationError(block_errors={"alt": ValidationError(DESCRIBE)})
        return cleaned


class VideoBlock(blocks.StructBlock):
    """A video elsewhere: shown as a link, since nothing is loaded from other hosts."""

    url = NeutralURLBlock(label=_("address"))
    title = blocks.CharBlock(label=_("title"), max_length=160)
    sign_language = blocks.BooleanBlock(label=_("in German Sign Language"), required=False)

    class Meta:
        icon = "media"
        label = _("Video")
        help_text = _("If it is in sign language, readers are told so beside its title.")


class LinkBlock(blocks.StructBlock):
    """A link that stands for itself, to a page of ours or elsewhere."""

    text = blocks.CharBlock(label=_("link text"), max_length=160)
    page = NeutralPageBlock(label=_("page of ours"), required=False)
    url = NeutralURLBlock(label=_("or an address elsewhere"), required=False)

    class Meta:
        icon = "link"
        label = _("Link")

    def clean(self, value):
        cleaned = super().clean(value)
        if bool(cleaned.get("page")) == bool(cleaned.get("url")):
            raise blocks.StructBlockValidationError(
                block_errors={
                    "url": ValidationError(_("Choose a page or give an address: one of the two."))
                }
            )
        return cleaned


class DownloadBlock(blocks.StructBlock):
    """A file to take away."""

    document = NeutralDocumentBlock(label=_("document"))
    title = blocks.CharBlock(label=_("title"), max_length=160)

    class Meta:
        icon = "download"
        label = _("Download")


class FactBlock(blocks.StructBlock):
    """One fact at a glance."""

    label = blocks.CharBlock(label=_("label"), max_length=80)
    value = blocks.CharBlock(label=_("value"), max_length=200)


class TextStreamBlock(blocks.StreamBlock):
    """Blocks whose texts are clean before they are counted and checked."""

    def clean(self, value):
        return super().clean(cleaned_stream(value))


class BodyBlock(TextStreamBlock):
    """The body of any text of the office."""

    paragraph = blocks.RichTextBlock(label=_("Paragraph"), features=INLINE, icon="pilcrow")
    heading = blocks.CharBlock(label=_("Heading"), max_length=120, icon="title")
    quote = QuoteBlock()
    list = blocks.ListBlock(
        blocks.CharBlock(label=_("item"), max_length=400), label=_("List"), icon="list-ul"
    )
    image = ImageBlock()
    video = VideoBlock()
    link = LinkBlock()
    download = DownloadBlock()
    facts = blocks.ListBlock(FactBlock(), label=_("Facts at a glance"), icon="form")
    notice = blocks.TextBlock(label=_("Notice"), icon="warning", max_length=600)
