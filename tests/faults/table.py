"""The faults, those in what staff do are told beside: one small change of the source each, and the test that must turn red."""
# ruff: noqa: E501 - the source is quoted as it stands

from tests.faults.fault import Fault
from tests.faults.keeping import KEEPING_FAULTS
from tests.faults.staff import STAFF_FAULTS

_E = "site/cms/editions"
_NO_TIME = "%s <> '' AND %s <> ''"

FAULTS = (
    Fault(
        "search-trigger", "the search index is no longer told of new texts",
        f"{_E}/migrations/0002_search_index.py",
        "INSERT INTO editions_search(rowid, search_text) VALUES (new.id, new.search_text); END\"\"\",\n    \"\"\"CREATE TRIGGER editions_search_delete",
        "SELECT 1; END\"\"\",\n    \"\"\"CREATE TRIGGER editions_search_delete",
        "tests/test_found_by_faults.py::test_a_search_finds_an_embargoed_release_from_its_second_on",
        migrates=True,
    ),
    Fault(
        "draft-rendered", "the newest draft is rendered instead of the live row",
        f"{_E}/sources.py",
        "text = rows[tag]", "text = rows[tag].get_latest_revision_as_object()",
        "tests/test_time.py::test_a_scheduled_edit_shows_nothing_before_its_time",
    ),
    Fault(
        "signal-trusted", "the signal's instance is trusted instead of read anew",
        f"{_E}/sources.py",
        "Page.objects.filter(translation_key__in=keys, live=True, alias_of__isnull=True)",
        "Page.objects.filter(translation_key__in=keys, alias_of__isnull=True)",
        "tests/test_time.py::test_a_release_scheduled_for_later_is_not_public_before",
    ),
    Fault(
        "stale-times", "a translation keeps the embargo and expiry of the day it was made",
        "locales/translation.py",
        "        _clear_times(row)\n        return row, True", "        return row, True",
        "tests/test_neutral_values.py::test_an_expiry_taken_away_is_none_in_any_language",
    ),
    Fault(
        "picture-is-no-change", "an original with another picture leaves translations up to date",
        "locales/state.py",
        'record.neutral not in ("", neutral)', "False",
        "tests/test_neutral_values.py"
        "::test_a_picture_or_link_that_changed_makes_translations_outdated",
    ),
    Fault(
        "list-without-time", "the time condition is taken out of lists",
        f"{_E}/reading.py",
        "    conditions.add(_VISIBLE, at, at)", '    conditions.add("p.edition_id IS NOT NULL")',
        "tests/test_time.py::test_an_embargo_ends_on_the_second_in_every_language",
    ),
    Fault(
        "search-without-time", "the time condition is taken out of the search",
        "site/cms/api/operations.py",
        "conditions = of_locale(locale, types, asked.now)",
        "conditions = of_locale(locale, types, asked.now.replace(year=asked.now.year + 4))",
        "tests/test_found_by_faults.py::test_a_search_finds_an_embargoed_release_from_its_second_on",
    ),
    Fault(
        "detail-without-time", "the time condition is taken out of single objects",
        f"{_E}/reading.py",
        '"AND p.visible_from <= %s AND p.visible_until > %s"', f'"AND {_NO_TIME}"',
        "tests/test_hiding.py::test_what_never_was_public_is_answered_like_what_never_existed",
    ),
    Fault(
        "path-without-time", "the time condition is taken out of addresses",
        f"{_E}/reading.py",
        "p.locale = %s AND p.visible_from <= %s AND p.visible_until > %s\",\n        [path",
        f"p.locale = %s AND {_NO_TIME}\",\n        [path",
        "tests/test_found_by_faults.py::test_the_address_of_an_embargoed_release_leads_nowhere_before_its_time",
    ),
    Fault(
        "embargo-ignored", "the embargo is left out of the time an object is visible",
        f"{_E}/sources.py",
        "Window(max(shown.start, embargo), shown.end) if embargo else shown", "shown",
        "tests/test_time.py::test_a_release_is_dated_by_the_end_of_its_embargo",
    ),
    Fault(
        "translation-outlives-source", "a translation is shown longer than its source",
        f"{_E}/sources.py",
        "_window(text).clipped(window)", "_window(text)",
        "tests/test_found_by_faults.py::test_a_translation_ends_with_an_original_that_got_an_end_later",
    ),
    Fault(
        "etag-without-head", "the tag of an answer leaves out state and languages",
        f"{_E}/placing.py",
        "etag=digest(editions[served].etag, text)", "etag=digest(editions[served].etag)",
        "tests/test_found_by_faults.py::test_an_answer_that_says_outdated_is_another_answer_than_before",
    ),
    Fault(
        "bytes-stay", "hiding leaves the texts in the store",
        f"{_E}/hiding.py",
        "    Edition.objects.filter(key__in=keys).delete()\n    Dependency", "    Dependency",
        "tests/test_hiding.py::test_what_is_hidden_is_gone_in_every_language_before_any_worker_runs[de-unpublished]",
    ),
    Fault(
        "no-cascade", "hiding a page goes to each page below it one by one",
        f"{_E}/receivers.py",
        "_hide(_with_descendants(page), page)", "_hide({page.translation_key}, page)",
        "tests/test_hiding.py::test_hiding_many_is_one_update",
    ),
    Fault(
        "restriction-unheard", "nobody listens when a page is closed to the public",
        f"{_E}/receivers.py",
        "@receiver([post_save, post_delete], sender=PageViewRestriction)\n", "",
        "tests/test_hiding.py::test_what_is_hidden_is_gone_in_every_language_before_any_worker_runs[de-restricted]",
    ),
    Fault(
        "alias-rendered", "what was an alias is shown as a translation, since it is live",
        f"{_E}/sources.py",
        "(key, tag) not in found.records\n            or ", "",
        "tests/test_narrow_paths.py::test_an_alias_made_into_a_page_is_no_translation",
    ),
    Fault(
        "tombstone-for-secrets", "deleting what was never public says that it existed",
        f"{_E}/hiding.py",
        "    if not was_public(key, now):\n        return\n", "",
        "tests/test_hiding.py::test_what_never_was_public_is_answered_like_what_never_existed",
    ),
    Fault(
        "dependents-wait", "the title of a hidden page stands elsewhere until a worker comes",
        f"{_E}/publisher.py",
        "inline = sorted(affected) if everything else", "inline = [] if everything else",
        "tests/test_hiding.py::test_the_title_of_a_hidden_page_leaves_other_texts_at_once",
    ),
    Fault(
        "not-atomic", "what cannot be rendered is published all the same",
        "home/publishing.py",
        "            with one_transaction():\n                result = execute(", "            if True:\n                result = execute(",
        "tests/test_publishing.py::test_what_cannot_be_rendered_is_refused_with_the_block_named_and_nothing_changes",
    ),
    Fault(
        "incomplete-published", "a translation with gaps is published",
        "home/publishing.py",
        "        return problems_of(draft)\n", "        return []\n",
        "tests/test_translation.py::test_an_incomplete_translation_is_refused_and_the_missing_sentence_named",
    ),
    Fault(
        "stale-draft", "a draft older than its translation is published, with the German in it",
        "locales/translation.py",
        "    texts = texts_in(draft)\n", "    return []\n    texts = texts_in(draft)\n",
        "tests/test_translation.py::test_wagtails_own_publish_button_refuses_a_draft_that_contains_german",
    ),
    Fault(
        "german-copied", "a German sentence counts as a translation",
        "locales/language_of_text.py",
        "WORDS_THAT_TELL = 4", "WORDS_THAT_TELL = 400",
        "tests/test_translation.py::test_a_german_sentence_copied_into_the_translation_is_refused",
    ),
    Fault(
        "chain-without-order", "the fallback takes any language of the chain",
        f"{_E}/planning.py",
        "next((tag for tag in chain if tag in real), None)", "next((tag for tag in real if tag in chain), None)",
        "tests/test_translation.py::test_a_reader_of_dari_gets_persian_before_english_before_german",
    ),
    Fault(
        "minor-edit-lost", "a minor edit loses the translations of what it touched",
        "locales/state.py",
        "    if minor:\n        _carry_over(source, before, after)\n", "",
        "tests/test_translation.py::test_a_minor_edit_leaves_translations_current_and_their_text_in_place",
    ),
    Fault(
        "source-not-read", "publishing does not look at what changed in the original",
        "locales/state.py",
        "    bring_up_to_date(source)\n", "",
        "tests/test_translation.py::test_when_the_original_changes_the_old_translation_stays_and_says_so",
    ),
    Fault(
        "own-check", "who translated a text is told to have checked it",
        "locales/reviewed.py",
        "approvals = approvals.exclude(user=translator)", "approvals = approvals.all()",
        "tests/translators/test_checked.py::test_what_the_chief_editor_translated_herself_is_published_and_not_called_checked",
    ),
    Fault(
        "refused-language-served", "a language the reader refuses is served",
        "locales/negotiation.py",
        "if quality == 0:", "if quality < 0:",
        "tests/test_found_by_faults.py::test_a_reader_who_refuses_a_language_gets_german_rather_than_it",
    ),
    Fault(
        "planned-language-told", "a language that is only planned answers otherwise than an unknown one",
        "locales/negotiation.py",
        "for language in public_languages():", "for language in LANGUAGES.values():",
        "tests/api/test_hostile_input.py::test_a_planned_language_answers_like_an_unknown_one",
    ),
    Fault(
        "repeated-parameter", "a parameter given twice is accepted",
        "site/cms/api/parameters.py",
        "if len(values) != len(names):", "if False:",
        "tests/api/test_hostile_input.py::test_nothing_a_client_sends_breaks_the_api",
    ),
    Fault(
        "bare-numbers", "a telephone number in Arabic text is shown in the wrong order",
        "locales/direction.py",
        "_TOKENS.sub(_in_bdi, part)", "part",
        "tests/reader/test_pages.py::test_numbers_and_addresses_keep_their_order_in_right_to_left_pages",
    ),
    Fault(
        "hidden-link-shows", "a link to what is hidden leaves a space in the plain text",
        "home/bodies.py",
        '_ENDS_OF_BLOCKS.sub(" ", html)', 're.sub("<[^>]*>", " ", html)',
        "tests/test_narrow_paths.py::test_a_link_to_what_is_hidden_leaves_not_even_a_space_in_the_text",
    ),
    Fault(
        "description-lies", "the description of a page in another language does not say so",
        "site/cms/reader/templates/reader/press_release.html",
        '<meta name="description"{% own document %} content=', '<meta name="description" content=',
        "tests/reader/test_pages.py::test_the_description_of_a_fallback_says_which_language_it_is_in",
    ),
    Fault(
        "embed-without-time", "a frame shows what is under embargo",
        "site/cms/reader/embeds.py",
        "row = reading.read_one(sorted(BY_NAME), key, language.tag, now)",
        "row = reading.read_one(sorted(BY_NAME), key, language.tag, now.replace(year=2030))",
        "tests/test_time_everywhere.py::test_an_embargo_ends_on_the_second_everywhere",
    ),
    Fault(
        "sitemap-without-time", "the map for search engines lists what is under embargo",
        "site/cms/reader/sitemap.py",
        "Placement.objects.visible(timezone.now())", "Placement.objects.filter(edition__isnull=False)",
        "tests/test_time_everywhere.py::test_an_embargo_ends_on_the_second_everywhere",
    ),
    Fault(
        "topic-unasked", "a topic nobody has published is shown",
        f"{_E}/lookup.py",
        "translation_key__in=keys, live=True\n", "translation_key__in=keys\n",
        "tests/test_canary_crawl.py::test_no_canary_comes_back_from_anywhere",
    ),
    Fault(
        "refuge-found", "the address of a women's refuge is told",
        "directory/documents.py",
        "shown = place.visibility == AddressVisibility.PUBLIC", "shown = True",
        "tests/test_canary_crawl.py::test_no_canary_comes_back_from_anywhere",
    ),
    Fault(
        "journal-numbers", "the journal's counter is not kept",
        f"{_E}/journal.py",
        "    counter.save()\n", "",
        "tests/test_found_by_faults.py::test_the_journal_counts_on_from_one_day_to_the_next",
    ),
    Fault(
        "siblings-not-told", "a follower is told of its own language alone",
        f"{_E}/journal.py",
        "if last.answers != shown.answers:", 'if last.state != values["state"]:',
        "tests/test_journal.py::test_a_translation_that_comes_or_goes_is_told_of_its_siblings_too",
    ),
    Fault(
        "journal-repeats", "the journal tells what did not change",
        f"{_E}/journal.py",
        'return Change(op="state", **values)\n    return None', 'return Change(op="state", **values)\n    return Change(op="upsert", **values)',
        "tests/test_journal.py::test_each_kind_of_change_is_told_once",
    ),
    Fault(
        "guessable-media", "the public name of a picture can be computed from the picture",
        f"{_E}/media_names.py",
        "hmac.new(settings.MEDIA_NAME_SECRET.encode(), message, hashlib.sha256)", "hashlib.sha256(message)",
        "tests/test_private_files.py::test_public_copies_carry_no_camera_data_and_a_name_nobody_can_compute",
    ),
    Fault(
        "no-lease", "the sweep takes the pictures of a publication under way",
        f"{_E}/public_media.py",
        "    for key in keys:\n        lease(key, names)\n", "",
        "tests/test_private_files.py::test_a_publication_under_way_keeps_its_files_from_the_sweep",
    ),
    Fault(
        "media-without-time", "a public copy is served to whoever knows its name, at any time",
        "site/cms/reader/media.py",
        "if not is_shown(name, timezone.now()):", "if False:",
        "tests/test_private_files.py::test_the_picture_of_an_embargoed_release_is_served_from_its_second_on",
    ),
    Fault(
        "copies-outlive-text", "public copies stay when their text expires",
        f"{_E}/publisher.py",
        "None if found.windows[tag].end == FOREVER else found.windows[tag].end", "None",
        "tests/test_private_files.py::test_files_of_what_expired_are_gone_though_nobody_unpublished_it",
    ),
    Fault(
        "any-host", "production starts for every host name",
        "site/cms/settings/values.py",
        'if "*" in names:', 'if "never" in names:',
        "tests/test_storage.py::test_production_refuses_what_is_missing_or_weak_and_names_the_variable",
    ),
    Fault(
        "patient-storage", "a stalled file server holds a request for a minute",
        "site/cms/settings/files.py",
        "read_timeout=5,", "read_timeout=60,",
        "tests/test_storage.py::test_a_stalled_server_holds_a_call_for_less_than_fifteen_seconds",
    ),
    *STAFF_FAULTS,
    *KEEPING_FAULTS,
)  # fmt: skip
