"""Who may ask for what: one row per address or family of addresses, for every address there is.

A row: pattern of the address's name, and what an editor, a chief editor, a translator of Arabic and
an administrator get for an object in German, Arabic and Ukrainian. Anonymous people are sent to log
in everywhere but in PUBLIC rows.

    ?  left to Wagtail
    +  may pass (whatever the view then says)        -  refused: 403, or sent away by Wagtail
    Three signs where the object has a language: German, Arabic, Ukrainian. One where it has none.
"""

PUBLIC = "public"

# editor, chief, translator of Arabic, admin
ALL = ("+", "+", "+", "+")
WRITERS = ("+", "+", "-", "+")
CHIEFS = ("-", "+", "-", "+")
ADMINS = ("-", "-", "-", "+")
OWN = ("+--", "+++", "-+-", "+++")  # each in their own languages
GERMAN = ("+--", "+++", "---", "+++")
CHIEF = ("---", "+++", "---", "+++")

TABLE = (
    # --- Outside ---------------------------------------------------------------------------------
    ("outside:*", PUBLIC),
    ("wagtailadmin_login", PUBLIC),
    ("wagtailadmin_password_reset*", PUBLIC),
    ("wagtailadmin_javascript_catalog", PUBLIC),
    ("wagtailadmin_sprite", PUBLIC),
    # --- Everybody who works here ----------------------------------------------------------------
    ("wagtailadmin_home", ALL),
    ("wagtailadmin_account", ALL),
    ("wagtailadmin_logout", ALL),
    ("wagtailadmin_dismissibles", ALL),
    ("wagtailadmin_explore_root", ALL),
    ("wagtailadmin_pages:search*", ALL),
    ("wagtailadmin_editing_sessions:release", ALL),
    ("wagtaildocs_serve", ALL),
    ("wagtaildocs_authenticate_with_password", ALL),
    ("wagtail_localize:javascript_catalog", ALL),
    # --- Translations ----------------------------------------------------------------------------
    ("desk:submit_page", GERMAN),
    ("desk:submit_snippet", GERMAN),
    ("desk:update_translations", ("+", "+", "-", "+")),
    ("desk:download_po", OWN),
    ("desk:upload_po", OWN),
    ("wagtail_localize:submit_*", GERMAN),
    ("wagtail_localize:update_translations", ("+", "+", "-", "+")),
    ("wagtail_localize:edit_*", OWN),
    ("wagtail_localize:*_pofile", OWN),
    ("wagtail_localize:machine_translate", OWN),
    ("wagtail_localize:preview_translation", OWN),
    ("wagtail_localize:stop_translation", CHIEF),
    ("wagtail_localize:convert_to_alias", CHIEF),
    ("wagtail_localize:translations_report*", WRITERS),
    ("wagtail_localize:snippets_api_*", WRITERS),
    # --- Pages -----------------------------------------------------------------------------------
    ("wagtailadmin_explore", OWN),
    ("wagtailadmin_explore_results", OWN),
    ("wagtailadmin_editing_sessions:ping", OWN),
    ("wagtailadmin_pages:edit", OWN),
    ("wagtailadmin_pages:preview_on_edit", OWN),
    ("wagtailadmin_pages:view_draft", OWN),
    ("wagtailadmin_pages:usage", OWN),
    ("wagtailadmin_pages:history*", OWN),
    ("wagtailadmin_pages:revisions_index", OWN),
    ("wagtailadmin_pages:revisions_view", OWN),
    ("wagtailadmin_pages:revisions_compare", OWN),
    ("wagtailadmin_pages:workflow_history*", OWN),
    ("wagtailadmin_pages:confirm_workflow_cancellation", OWN),
    ("wagtailadmin_pages:workflow_preview", ("?--", "???", "-?-", "???")),
    ("wagtailadmin_pages:revisions_revert", GERMAN),
    ("wagtailadmin_pages:copy", GERMAN),
    ("wagtailadmin_pages:convert_alias", CHIEF),
    ("wagtailadmin_pages:workflow_action", GERMAN),
    ("wagtailadmin_pages:collect_workflow_action_data", GERMAN),
    ("wagtailadmin_pages:delete", CHIEF),
    ("wagtailadmin_pages:unpublish", CHIEF),
    ("wagtailadmin_pages:move", CHIEF),
    ("wagtailadmin_pages:move_confirm", ("?--", "+++", "---", "+++")),
    ("wagtailadmin_pages:set_page_position", GERMAN),
    ("wagtailadmin_pages:set_privacy", CHIEF),
    ("wagtailadmin_pages:lock", CHIEF),
    ("wagtailadmin_pages:unlock", CHIEF),
    ("wagtailadmin_pages:revisions_unschedule", CHIEF),
    ("wagtailadmin_pages:add", GERMAN),
    ("wagtailadmin_pages:preview_on_add", GERMAN),
    ("wagtailadmin_pages:add_subpage", GERMAN),
    ("wagtailadmin_pages:choose_parent", WRITERS),
    ("wagtailadmin_pages:type_use*", WRITERS),
    ("wagtail_bulk_action", GERMAN),
    ("wagtailadmin_api:*", WRITERS),
    # --- Choosing --------------------------------------------------------------------------------
    ("wagtailadmin_choose_*", WRITERS),
    ("wagtailadmin_tag_*", WRITERS),
    ("wagtailadmin_block_preview", WRITERS),
    ("wagtailembeds:*", WRITERS),
    ("wagtailimages_chooser:*", WRITERS),
    ("wagtaildocs_chooser:*", WRITERS),
    ("wagtailsnippetchoosers_*", WRITERS),
    # --- Files -----------------------------------------------------------------------------------
    ("wagtaildocs:*", WRITERS),
    ("wagtailimages:*", WRITERS),
    # --- Snippets --------------------------------------------------------------------------------
    ("wagtailsnippets:index", WRITERS),
    ("wagtailsnippets_home_*:list*", WRITERS),
    ("wagtailsnippets_home_*:add", WRITERS),
    ("wagtailsnippets_home_topic:edit", OWN),
    ("wagtailsnippets_home_topic:history*", OWN),
    ("wagtailsnippets_home_topic:usage", OWN),
    ("wagtailsnippets_home_topic:revisions_compare", OWN),
    ("wagtailsnippets_home_topic:copy", GERMAN),
    ("wagtailsnippets_home_topic:revisions_revert", GERMAN),
    ("wagtailsnippets_home_topic:delete", CHIEF),
    ("wagtailsnippets_home_topic:unpublish", CHIEF),
    ("wagtailsnippets_home_topic:lock", CHIEF),
    ("wagtailsnippets_home_topic:unlock", CHIEF),
    ("wagtailsnippets_home_topic:revisions_unschedule", CHIEF),
    ("wagtailsnippets_home_topic:workflow_history*", GERMAN),
    ("wagtailsnippets_home_topic:workflow_action", GERMAN),
    ("wagtailsnippets_home_topic:collect_workflow_action_data", GERMAN),
    ("wagtailsnippets_home_topic:confirm_workflow_cancellation", GERMAN),
    *(
        (f"wagtailsnippets_home_{model}:{view}", cells)
        for model in ("contactpoint", "person")
        for view, cells in (
            ("edit", WRITERS),
            ("history*", WRITERS),
            ("usage", WRITERS),
            ("copy", WRITERS),
            ("revisions_*", ("?", "+", "-", "+")),
            ("delete", CHIEFS),
            ("unpublish", CHIEFS),
            ("lock", CHIEFS),
            ("unlock", CHIEFS),
            ("workflow_*", WRITERS),
            ("collect_workflow_action_data", WRITERS),
            ("confirm_workflow_cancellation", WRITERS),
        )
    ),
    # --- The editors' own ------------------------------------------------------------------------
    ("home_withdraw", ("---", "+??", "---", "+??")),
    ("private_file", ALL),
    # --- Running the house -----------------------------------------------------------------------
    ("wagtailadmin_collections:*", ADMINS),
    ("wagtailadmin_workflows:*", ("?", "?", "-", "+")),
    ("wagtailadmin_reports:*", ("?", "?", "-", "+")),
    ("wagtaillocales:add", ("-", "-", "-", "?")),  # all languages of the table are there
    ("wagtaillocales:[!a]*", ADMINS),
    ("wagtailsites:*", ADMINS),
    ("wagtailusers_*", ADMINS),
    # Wagtail's pages for trying out errors, and its answer to unknown addresses.
    ("admin:*", ("?", "?", "-", "?")),
)
