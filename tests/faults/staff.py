"""Faults in what people of the office do, and in what they are told."""
# ruff: noqa: E501 - the source is quoted as it stands

from tests.faults.fault import Fault

STAFF_FAULTS = (
    Fault(
        "approval-of-older-text", "an approval publishes what was handed in, not what the approver made of it",
        "home/approving.py",
        "                _take_in_changes(state)\n", "",
        "tests/admin/test_approving.py::test_one_more_press_contact_is_public_after_one_approval",
    ),
    Fault(
        "strangers-changes-approved", "what anybody changed while a text waited is approved with it",
        "home/approving.py",
        "if not all(author and may_approve(state, instance, author) for author in authors):", "if not authors:",
        "tests/admin/test_approving.py::test_what_somebody_else_changes_after_handing_in_is_not_approved_with_it",
    ),
    Fault(
        "embargo-takes-away", "an embargo on a public text is taken",
        "home/embargo.py",
        "if row is None or not is_public(row):", "if row is None or is_public(row):",
        "tests/admin/test_embargo.py::test_an_embargo_on_a_public_text_is_refused_in_the_editor_and_nothing_disappears",
    ),
    Fault(
        "date-guessed", "a day that no calendar has is taken for the first of the next month",
        "home/admin/dates/reading.py",
        "        read = date(year, month, day)\n", "        read = date(year, month, 1) + timedelta(days=day - 1)\n",
        "tests/admin/test_date_fields.py::test_what_does_not_exist_or_is_not_understood_is_refused_with_a_reason",
    ),
    Fault(
        "saved-over", "an older version is saved over a newer one without a question",
        "home/admin/newer.py",
        "or not self.is_out_of_date\n", "or self.is_out_of_date or True\n",
        "tests/admin/test_two_people.py::test_a_page_saved_by_another_person_meanwhile_is_not_saved_over",
    ),
    Fault(
        "publishes-without-right", "the right to publish is not asked where a text becomes visible",
        "home/publishing.py",
        "            _refuse_without_right(action.user, draft)\n", "",
        "tests/translators/test_right_to_publish.py::test_nobody_publishes_or_schedules_without_the_right",
    ),
    Fault(
        "unlisted-address-open", "an address of the admin that no row names is open to all staff",
        "locales/desk/rules.py",
        "REFUSED = Rule(Who.NOBODY)", "REFUSED = Rule(Who.STAFF)",
        "tests/translators/test_role_url_matrix.py::test_every_role_gets_what_the_table_says[translator]",
    ),
    Fault(
        "formula-in-table", "a title that is a formula calculates in the reader's spreadsheet",
        "home/admin/exports.py",
        "return inert(written) if", "return written if",
        "tests/admin/test_exports.py::test_a_title_that_looks_like_a_formula_stays_text_in_every_report",
    ),
    Fault(
        "file-of-any-collection", "whoever is logged in has the originals of a restricted collection",
        "site/cms/operations/file_rights.py",
        "if rule.restriction_type != rule.PASSWORD and", "if rule.restriction_type == rule.PASSWORD and",
        "tests/test_who_may_have_a_file.py::test_a_restricted_collection_is_closed_to_everybody_else",
    ),
    Fault(
        "link-lost", "a translation without its link is handed over",
        "locales/marks.py",
        "        or _other_marks(wanted, there)\n", "",
        "tests/translators/test_marks.py::test_a_wrong_sentence_is_kept_said_at_once_and_neither_handed_over_nor_published",
    ),
    Fault(
        "link-to-nowhere", "a link that a translator let lead nowhere is handed over",
        "locales/translation.py",
        "if (problem := given.get_error())", "if (problem := given.field_error) == '-'",
        "tests/translators/test_link_targets.py::test_what_is_no_address_is_said_at_once_and_not_handed_over",
    ),
    Fault(
        "review-stuck", "a review whose original changed stays closed to its translator",
        "locales/returning.py",
        "if _is_open(source, rows[review.object_id].locale):", "if not source:",
        "tests/translators/test_changed_in_review.py::test_the_review_goes_back_and_the_text_is_open_to_the_translator",
    ),
    Fault(
        "error-parks", "what failed once waits for an editor for ever",
        "site/cms/editions/waiting.py",
        "is_refused=isinstance(error, PublishRefused)", "is_refused=isinstance(error, Exception)",
        "tests/test_failing.py::test_a_database_that_failed_once_parks_no_object_for_ever",
    ),
    Fault(
        "list-means-all", "ticking all of a list deletes every row in every language",
        "home/admin/snippet_lists.py",
        "rows = listed(self.model, self.request)", "rows = self.model.objects.all()",
        "tests/admin/test_choosing.py::test_all_of_a_list_is_what_the_list_shows_and_no_more",
    ),
    Fault(
        "on-its-side", "a photograph from a phone lies on its side",
        "home/pictures.py",
        "return plain.transpose(turn) if turn is not None else plain", "return plain",
        "tests/test_pictures.py::test_what_is_accepted_is_published_upright_and_in_its_colours",
    ),
    Fault(
        "password-public", "a PDF that nobody can open is offered",
        "home/uploads.py",
        "                check_pages(file)\n", "                pass\n",
        "tests/admin/test_uploads.py::test_a_pdf_that_readers_cannot_open_is_refused_with_one_sentence",
    ),
    Fault(
        "invisible-title", "a title of invisible characters counts as one",
        "locales/cleaning.py",
        'return text if is_visible(text) else ""', "return text",
        "tests/test_clean_texts.py::test_texts_are_cleaned",
    ),
)  # fmt: skip
