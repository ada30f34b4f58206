"""Every address of the admin and who may ask for it: one table.

Wagtail and wagtail-localize check page permissions; they know neither the language of a snippet nor
that a translator has no business in most of the admin. An address that stands in no row is refused
to everybody, administrators included: what a new version brings is looked at before it is opened.
Wagtail's own checks still follow.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

from django.db.models import Model

from locales.desk import objects


class Who(Enum):
    """Who may ask for an address at all, before anything is said about the object."""

    ANYBODY = auto()  # without logging in
    STAFF = auto()  # all who may use the admin
    EDITORS = auto()  # who works on the German originals
    CHIEFS = auto()  # who publishes
    NOBODY = auto()


Objects = Callable[[object, dict], Iterator[Model | None]]


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may ask, and which objects must be in a language of theirs."""

    who: Who
    objects: Objects | None = None
    while_locked: bool = True  # False: refused while the object is locked for this user


def _rows(rule: Rule, namespace: str, names: str) -> dict[str, Rule]:
    """The same rule for several addresses of a namespace; ``names`` are parted by blanks."""
    return {f"{namespace}:{name}" if namespace else name: rule for name in names.split()}


_ANYBODY, _STAFF, _EDITORS = Rule(Who.ANYBODY), Rule(Who.STAFF), Rule(Who.EDITORS)
_CHIEFS = Rule(Who.CHIEFS)
_OWN_PAGE, _GERMAN_PAGE = Rule(Who.STAFF, objects.page), Rule(Who.EDITORS, objects.page)
_OWN_SNIPPET, _GERMAN_SNIPPET = (
    Rule(Who.STAFF, objects.snippet),
    Rule(Who.EDITORS, objects.snippet),
)
_OWN_TEXT = Rule(Who.STAFF, objects.target)
_OWN_TEXT_UNLOCKED = Rule(Who.STAFF, objects.target, while_locked=False)

RULES: dict[str, Rule] = {
    # Logging in, and what every page of the admin loads.
    **_rows(_ANYBODY, "", """
        wagtailadmin_login wagtailadmin_javascript_catalog wagtailadmin_sprite
        wagtailadmin_password_reset wagtailadmin_password_reset_done
        wagtailadmin_password_reset_confirm wagtailadmin_password_reset_complete
    """),
    **_rows(_STAFF, "", """
        wagtailadmin_home wagtailadmin_account wagtailadmin_logout wagtailadmin_dismissibles
        wagtailadmin_explore_root wagtaildocs_serve wagtaildocs_authenticate_with_password
        private_file wagtail_localize:javascript_catalog home_date_in_words home_handbook
    """),
    # Its answer to every address below /admin/ that there is not.
    "wagtail.admin.views.home.default": _STAFF,
    **_rows(_STAFF, "wagtailadmin_pages", "search search_results"),
    "wagtailadmin_editing_sessions:ping": Rule(Who.STAFF, objects.named),
    "wagtailadmin_editing_sessions:release": _STAFF,
    # Desk and wagtail-localize.
    "desk:submit_page": _GERMAN_PAGE,
    "desk:submit_snippet": Rule(Who.EDITORS, objects.named),
    "desk:update_translations": Rule(Who.EDITORS, objects.source),
    "desk:download_po": _OWN_TEXT,
    "desk:upload_po": _OWN_TEXT_UNLOCKED,
    "wagtail_localize:submit_page_translation": _GERMAN_PAGE,
    "wagtail_localize:submit_snippet_translation": Rule(Who.EDITORS, objects.named),
    "wagtail_localize:update_translations": Rule(Who.EDITORS, objects.source),
    **_rows(_OWN_TEXT, "wagtail_localize", "download_pofile preview_translation"),
    **_rows(_OWN_TEXT_UNLOCKED, "wagtail_localize", """
        edit_string_translation edit_override upload_pofile machine_translate
    """),
    # These two put German back in the place of a translation, or lose what was typed by hand.
    **_rows(_CHIEFS, "wagtail_localize", "stop_translation convert_to_alias"),
    **_rows(_EDITORS, "wagtail_localize", """
        translations_report translations_report_results snippets_api_listing snippets_api_detail
    """),
    # A translator's pages: read, edit the translation, compare; never add, copy, move or take away.
    **_rows(_OWN_PAGE, "", "wagtailadmin_explore wagtailadmin_explore_results"),
    **_rows(_OWN_PAGE, "wagtailadmin_pages", """
        edit preview_on_edit view_draft usage history history_results revisions_index
        revisions_view revisions_compare workflow_history workflow_history_detail
        confirm_workflow_cancellation workflow_preview
    """),
    "wagtailadmin_pages:convert_alias": Rule(Who.CHIEFS, objects.page),
    **_rows(_GERMAN_PAGE, "wagtailadmin_pages", """
        add add_subpage preview_on_add copy move move_confirm set_page_position delete unpublish
        lock unlock set_privacy revisions_revert revisions_unschedule workflow_action
        collect_workflow_action_data choose_parent type_use type_use_results
    """),
    "home_withdraw": _GERMAN_PAGE,
    "wagtail_bulk_action": Rule(Who.EDITORS, objects.ticked),
    # The explorer in the menu reads these. Acting by this API is refused: it asks for fewer rights
    # than the screens do.
    **_rows(_EDITORS, "wagtailadmin_api:pages", "listing detail"),
    # Choosing.
    **_rows(_EDITORS, "", """
        wagtailadmin_choose_page wagtailadmin_choose_page_child wagtailadmin_choose_page_search
        wagtailadmin_choose_page_chosen_multiple wagtailadmin_choose_page_external_link
        wagtailadmin_choose_page_email_link wagtailadmin_choose_page_phone_link
        wagtailadmin_choose_page_anchor_link wagtailadmin_tag_autocomplete
        wagtailadmin_tag_model_autocomplete wagtailadmin_block_preview
    """),
    **_rows(_EDITORS, "wagtailembeds", "chooser chooser_upload"),
    **{
        f"{chooser}:{name}": _EDITORS
        for chooser in ("wagtailimages_chooser", "wagtaildocs_chooser")
        for name in ("choose", "choose_results", "chosen", "chosen_multiple", "create")
    },
    "wagtailimages_chooser:select_format": _EDITORS,
    # Files.
    **_rows(_EDITORS, "wagtailimages", """
        index index_results add edit delete preview image_usage add_multiple edit_multiple
        create_multiple_from_uploaded_image delete_multiple delete_upload_multiple
    """),
    **_rows(_EDITORS, "wagtaildocs", """
        index index_results add edit delete document_usage add_multiple edit_multiple
        create_multiple_from_uploaded_document delete_multiple delete_upload_multiple
    """),
    # Running the house; Wagtail asks for the right to each.
    **_rows(_EDITORS, "wagtailadmin_collections", "index add edit delete set_privacy"),
    **_rows(_EDITORS, "wagtailadmin_workflows", """
        index index_results add edit usage usage_results enable disable remove add_task
        select_task_type task_index task_index_results edit_task disable_task enable_task
        task_chooser task_chooser_results task_chooser_create task_chosen
    """),
    **_rows(_EDITORS, "wagtailadmin_reports", """
        locked_pages locked_pages_results workflow workflow_results workflow_tasks
        workflow_tasks_results site_history site_history_results aging_pages aging_pages_results
        page_types_usage page_types_usage_results
    """),
    **{
        f"{area}:{name}": _EDITORS
        for area in ("wagtailsites", "wagtailusers_users", "wagtailusers_groups")
        for name in (
            "index", "index_results", "add", "edit", "delete", "history", "history_results",
            "usage",
        )
    },
    # Languages are rows of a table in the code: here none is added, and none taken away.
    **_rows(_EDITORS, "wagtaillocales", """
        index index_results edit history history_results usage
    """),
    **_rows(_EDITORS, "", "wagtailsites:copy wagtailusers_users:copy invite_user"),
    "wagtailsnippets:index": _EDITORS,
}  # fmt: skip
SNIPPETS = ("home_contactpoint", "home_person", "home_topic")
for _name in SNIPPETS:
    RULES |= {
        **_rows(_EDITORS, f"wagtailsnippets_{_name}", "list list_results"),
        f"wagtailsnippets_{_name}:add": Rule(Who.EDITORS, objects.new_snippet),
        **_rows(_OWN_SNIPPET, f"wagtailsnippets_{_name}", """
            edit history history_results usage revisions_compare
        """),
        **_rows(_GERMAN_SNIPPET, f"wagtailsnippets_{_name}", """
            copy delete lock unlock revisions_revert revisions_unschedule workflow_action
            collect_workflow_action_data confirm_workflow_cancellation workflow_history
            workflow_history_detail
        """),
        # Editors publish contact points; what a text refers to is taken away by the chief editors.
        f"wagtailsnippets_{_name}:unpublish": Rule(Who.CHIEFS, objects.snippet),
        **_rows(_EDITORS, f"wagtailsnippetchoosers_{_name}", """
            choose choose_results chosen chosen_multiple
        """),
    }  # fmt: skip
REFUSED = Rule(Who.NOBODY)


def rule_for(view_name: str) -> Rule:
    """The row of exactly this address; what has none is refused."""
    return RULES.get(view_name, REFUSED)
