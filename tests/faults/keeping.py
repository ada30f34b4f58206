"""Mistakes in keeping and seeing."""

from tests.faults.fault import Fault

_O = "site/cms/operations"
_COPIES = "tests/keeping/test_backups.py"

KEEPING_FAULTS = (
    Fault(
        "copy-acts", "a copy beside its original sweeps the original's public files",
        f"{_O}/ticking.py",
        "if not _may_act():", "if False:",
        f"{_COPIES}::test_a_copy_beside_its_original_neither_sweeps_nor_publishes",
    ),
    Fault(
        "copy-shares", "a copy is confirmed with the buckets of its original",
        f"{_O}/keeping/installation.py",
        "now.buckets == original.buckets and now != original", "False",
        f"{_COPIES}::test_a_copy_is_not_confirmed_with_the_buckets_of_its_original",
    ),
    Fault(
        "file-missing", "a file removed during a backup is in its database all the same",
        f"{_O}/keeping/backing_up.py",
        "if missing == lost:", "if True:",
        f"{_COPIES}::test_a_file_removed_between_database_and_files_is_in_neither",
    ),
    Fault(
        "public-version-goes", "the version that readers see is removed when it is old",
        f"{_O}/keeping/retention.py",
        '~Exists(Page.objects.filter(live_revision=OuterRef("pk"))),', "",
        "tests/keeping/test_retention.py::test_the_public_version_stays_however_many_came_after",
    ),
    Fault(
        "log-quotes-rows", "the log says what stands in a row",
        f"{_O}/logs.py",
        "isinstance(error, _ABOUT_TEXTS) or _quotes_a_row(error)",
        "isinstance(error, _ABOUT_TEXTS)",
        "tests/watching/test_log_lines.py::test_of_an_error_about_rows_only_the_kind_is_told",
    ),
)  # fmt: skip
