"""Numbers of press releases: counted within each year."""

from django.db import models


class ReleaseCounter(models.Model):
    """The last number given to a release in a year: none is given twice, whatever is deleted."""

    year = models.PositiveSmallIntegerField(unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"PM {self.last}/{self.year}"

    @classmethod
    def next_number(cls, year: int) -> str:
        """ "PM 17/2026". Taken under the row's lock, which the publishing transaction holds to its
        end: a publication that is undone gives the number back, so that there are no gaps.
        """
        counter = cls.objects.select_for_update().get_or_create(year=year)[0]
        counter.last += 1
        counter.save(update_fields=["last"])
        return str(counter)
