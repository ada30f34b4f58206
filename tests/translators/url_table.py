"""Who may ask for what: every address of the admin by its name, with GET and with POST.

A row: what an editor, a chief editor, a translator of Arabic and an administrator get, first for
GET, then for POST. Anonymous people are sent to log in everywhere but in PUBLIC rows.

    +  passes (whatever the form then says)      -  refused: 403, or sent away by Wagtail
    0  404: there is none, or not for them       /  no such method
    Three signs where the object has a language: German, Arabic, Ukrainian (a dot: there is no
    German translation). One where it makes no difference.
"""

PUBLIC = "public"

_ROWS = (
    (("+ + - +", "/ / - /"), """
        wagtail_localize:snippets_api_detail wagtail_localize:snippets_api_listing
        wagtail_localize:translations_report wagtail_localize:translations_report_results
        wagtailadmin_api:pages:listing wagtailadmin_choose_page wagtailadmin_choose_page_child
        wagtailadmin_choose_page_chosen_multiple wagtailadmin_choose_page_search
        wagtailadmin_pages:type_use wagtailadmin_pages:type_use_results
        wagtailadmin_reports:aging_pages wagtailadmin_reports:aging_pages_results
        wagtailadmin_reports:page_types_usage wagtailadmin_reports:page_types_usage_results
        wagtailadmin_reports:site_history wagtailadmin_reports:site_history_results
        wagtailadmin_reports:workflow wagtailadmin_reports:workflow_results
        wagtailadmin_reports:workflow_tasks wagtailadmin_reports:workflow_tasks_results
        wagtailadmin_workflows:task_chooser wagtailadmin_workflows:task_chooser_results
        wagtaildocs:document_usage wagtaildocs:index wagtaildocs:index_results
        wagtaildocs_chooser:choose wagtaildocs_chooser:choose_results wagtaildocs_chooser:chosen
        wagtaildocs_chooser:chosen_multiple wagtailimages:image_usage wagtailimages:index
        wagtailimages:index_results wagtailimages_chooser:choose
        wagtailimages_chooser:choose_results wagtailimages_chooser:chosen
        wagtailimages_chooser:chosen_multiple wagtailsnippetchoosers_home_contactpoint:choose
        wagtailsnippetchoosers_home_contactpoint:choose_results
        wagtailsnippetchoosers_home_contactpoint:chosen
        wagtailsnippetchoosers_home_contactpoint:chosen_multiple
        wagtailsnippetchoosers_home_person:choose
        wagtailsnippetchoosers_home_person:choose_results
        wagtailsnippetchoosers_home_person:chosen
        wagtailsnippetchoosers_home_person:chosen_multiple
        wagtailsnippetchoosers_home_topic:choose
        wagtailsnippetchoosers_home_topic:choose_results
        wagtailsnippetchoosers_home_topic:chosen
        wagtailsnippetchoosers_home_topic:chosen_multiple wagtailsnippets:index
        wagtailsnippets_home_contactpoint:history
        wagtailsnippets_home_contactpoint:history_results wagtailsnippets_home_contactpoint:list
        wagtailsnippets_home_contactpoint:list_results
        wagtailsnippets_home_contactpoint:revisions_compare
        wagtailsnippets_home_contactpoint:usage
        wagtailsnippets_home_contactpoint:workflow_history wagtailsnippets_home_person:history
        wagtailsnippets_home_person:history_results wagtailsnippets_home_person:list
        wagtailsnippets_home_person:list_results wagtailsnippets_home_person:usage
        wagtailsnippets_home_person:workflow_history wagtailsnippets_home_topic:list
        wagtailsnippets_home_topic:list_results
    """),
    (("+ + - +", "+ + - +"), """
        desk:update_translations wagtail_localize:update_translations
        wagtailadmin_choose_page_anchor_link wagtailadmin_choose_page_email_link
        wagtailadmin_choose_page_external_link wagtailadmin_choose_page_phone_link
        wagtailadmin_pages:choose_parent wagtailadmin_tag_autocomplete
        wagtailadmin_workflows:task_chooser_create wagtailadmin_workflows:task_chosen
        wagtaildocs:add wagtaildocs:add_multiple wagtaildocs:delete wagtaildocs:edit
        wagtaildocs_chooser:create wagtailembeds:chooser wagtailembeds:chooser_upload
        wagtailimages:add wagtailimages:add_multiple wagtailimages:delete wagtailimages:edit
        wagtailimages:preview wagtailimages_chooser:create wagtailimages_chooser:select_format
        wagtailsnippets_home_contactpoint:add
        wagtailsnippets_home_contactpoint:confirm_workflow_cancellation
        wagtailsnippets_home_contactpoint:copy wagtailsnippets_home_contactpoint:edit
        wagtailsnippets_home_contactpoint:revisions_revert
        wagtailsnippets_home_contactpoint:revisions_unschedule wagtailsnippets_home_person:add
        wagtailsnippets_home_person:confirm_workflow_cancellation
        wagtailsnippets_home_person:copy wagtailsnippets_home_person:edit
        wagtailsnippets_home_topic:add
    """),
    (("- - - +", "- - - /"), """
        wagtailadmin_collections:index wagtailadmin_workflows:index
        wagtailadmin_workflows:index_results wagtailadmin_workflows:task_index
        wagtailadmin_workflows:task_index_results wagtailadmin_workflows:usage
        wagtailadmin_workflows:usage_results wagtaillocales:history
        wagtaillocales:history_results wagtaillocales:index wagtaillocales:index_results
        wagtaillocales:usage wagtailsites:history wagtailsites:history_results
        wagtailsites:index wagtailsites:index_results wagtailsites:usage
        wagtailusers_groups:history wagtailusers_groups:history_results
        wagtailusers_groups:index wagtailusers_groups:index_results wagtailusers_groups:usage
        wagtailusers_users:history wagtailusers_users:history_results wagtailusers_users:index
        wagtailusers_users:index_results wagtailusers_users:usage
    """),
    (("- - - +", "- - - +"), """
        invite_user
        wagtailadmin_collections:add wagtailadmin_collections:edit
        wagtailadmin_collections:set_privacy wagtailadmin_workflows:add
        wagtailadmin_workflows:disable wagtailadmin_workflows:disable_task
        wagtailadmin_workflows:edit wagtailadmin_workflows:edit_task
        wagtailadmin_workflows:select_task_type wagtaillocales:edit
        wagtailsites:add wagtailsites:copy wagtailsites:delete wagtailsites:edit
        wagtailusers_groups:add wagtailusers_groups:delete wagtailusers_groups:edit
        wagtailusers_users:add wagtailusers_users:copy wagtailusers_users:delete
        wagtailusers_users:edit
    """),
    (("- - - -", "- - - -"), """
        admin:admin/failwhale/ admin:admin/test404/ wagtailadmin_api:documents:detail
        wagtailadmin_api:documents:find wagtailadmin_api:documents:listing
        wagtailadmin_api:images:detail wagtailadmin_api:images:find
        wagtailadmin_api:images:listing wagtailadmin_api:pages:action
        wagtailadmin_api:pages:find wagtailimages:url_generator
        wagtailimages:url_generator_output wagtaillocales:add wagtaillocales:delete
        wagtailsnippetchoosers_home_contactpoint:create
        wagtailsnippetchoosers_home_person:create wagtailsnippetchoosers_home_topic:create
    """),
    (("+-- + - +", "+-- + - +"), """
        desk:submit_page desk:submit_snippet wagtail_bulk_action
        wagtail_localize:submit_page_translation wagtail_localize:submit_snippet_translation
        wagtailadmin_pages:add wagtailadmin_pages:add_subpage wagtailadmin_pages:copy
        wagtailadmin_pages:preview_on_add wagtailadmin_pages:revisions_revert
        wagtailsnippets_home_topic:confirm_workflow_cancellation wagtailsnippets_home_topic:copy
        wagtailsnippets_home_topic:revisions_revert
    """),
    (("+-- + -+- +", "/-- / -/- /"), """
        wagtailadmin_explore wagtailadmin_explore_results wagtailadmin_pages:history
        wagtailadmin_pages:history_results wagtailadmin_pages:revisions_compare
        wagtailadmin_pages:revisions_view wagtailadmin_pages:usage
        wagtailadmin_pages:workflow_history wagtailsnippets_home_topic:history
        wagtailsnippets_home_topic:history_results wagtailsnippets_home_topic:revisions_compare
        wagtailsnippets_home_topic:usage
    """),
    (("- + - +", "- + - +"), """
        wagtailadmin_pages:delete wagtailadmin_pages:move
        wagtailadmin_pages:revisions_unschedule wagtailadmin_pages:set_privacy
        wagtailadmin_pages:unpublish wagtailsnippets_home_contactpoint:delete
        wagtailsnippets_home_contactpoint:unpublish wagtailsnippets_home_person:delete
        wagtailsnippets_home_person:unpublish wagtailsnippets_home_topic:delete
        wagtailsnippets_home_topic:revisions_unschedule wagtailsnippets_home_topic:unpublish
    """),
    (("- / - /", "- + - +"), """
        wagtail_localize:stop_translation wagtailsnippets_home_contactpoint:lock
        wagtailsnippets_home_contactpoint:unlock wagtailsnippets_home_person:lock
        wagtailsnippets_home_person:unlock wagtailsnippets_home_topic:lock
        wagtailsnippets_home_topic:unlock
    """),
    (("+ + + +", "/ / / /"), """
        home_date_in_words home_handbook wagtail_localize:javascript_catalog
        wagtailadmin_dismissibles wagtailadmin_explore_root wagtailadmin_home
        wagtailadmin_pages:search wagtailadmin_pages:search_results
    """),
    (("+-- + -+- +", "+-- + -+- +"), """
        wagtailadmin_pages:confirm_workflow_cancellation wagtailadmin_pages:edit
        wagtailadmin_pages:preview_on_edit wagtailadmin_pages:revisions_index
        wagtailadmin_pages:view_draft wagtailsnippets_home_topic:edit
    """),
    (("0 0 - 0", "0 0 - 0"), """
        wagtailadmin_tag_model_autocomplete wagtailadmin_workflows:add_task
        wagtailsnippets_home_contactpoint:collect_workflow_action_data
        wagtailsnippets_home_contactpoint:workflow_action
        wagtailsnippets_home_person:collect_workflow_action_data
        wagtailsnippets_home_person:workflow_action
    """),
    (("0 0 0 0", "0 0 0 0"), """
        admin:admin/.*/ wagtaildocs_authenticate_with_password wagtaildocs_serve
        wagtailsnippets_home_person:revisions_revert
        wagtailsnippets_home_person:revisions_unschedule
    """),
    (("- + .+- +", "- + .+- +"), """
        desk:download_po desk:upload_po wagtail_localize:download_pofile
        wagtail_localize:preview_translation wagtail_localize:upload_pofile
    """),
    (("0 0 - 0", "/ / - /"), """
        wagtailadmin_block_preview wagtailsnippets_home_contactpoint:workflow_history_detail
        wagtailsnippets_home_person:revisions_compare
        wagtailsnippets_home_person:workflow_history_detail
    """),
    (("0-- 0 - 0", "0-- 0 - 0"), """
        wagtailadmin_pages:collect_workflow_action_data wagtailadmin_pages:workflow_action
        wagtailsnippets_home_topic:collect_workflow_action_data
        wagtailsnippets_home_topic:workflow_action
    """),
    (("/ / - /", "- - - +"), """
        wagtailadmin_workflows:enable wagtailadmin_workflows:enable_task
        wagtailadmin_workflows:remove wagtailadmin_workflows:remove#2
    """),
    (("/ / - /", "0 0 - 0"), """
        wagtaildocs:create_multiple_from_uploaded_document wagtaildocs:delete_upload_multiple
        wagtailimages:create_multiple_from_uploaded_image wagtailimages:delete_upload_multiple
    """),
    (("/ / - /", "+ + - +"), """
        wagtaildocs:delete_multiple wagtaildocs:edit_multiple wagtailimages:delete_multiple
        wagtailimages:edit_multiple
    """),
    (("/-- / - /", "- + - +"), """
        wagtailadmin_pages:lock wagtailadmin_pages:set_page_position wagtailadmin_pages:unlock
    """),
    (("- / ./- /", "- / ./- /"), """
        wagtail_localize:edit_override wagtail_localize:edit_string_translation
    """),
    (("/ / / /", "+ + + +"), """
        wagtailadmin_editing_sessions:release wagtailadmin_logout
    """),
    (("- + - +", "- / - /"), """
        wagtailadmin_reports:locked_pages wagtailadmin_reports:locked_pages_results
    """),
    (("- +-- - +--", "- +-- - +--"), """
        home_withdraw
    """),
    (("+ + 0 +", "/ / / /"), """
        private_file
    """),
    (("- 0++ - 0++", "- 0++ - 0++"), """
        wagtail_localize:convert_to_alias
    """),
    (("- / ./- /", "- 0 .0- 0"), """
        wagtail_localize:machine_translate
    """),
    (("- 0 .0- 0", "- 0 .0- 0"), """
        wagtail_localize:preview_translation#2
    """),
    (("+ + + +", "+ + + +"), """
        wagtailadmin_account
    """),
    (("+00 + - +", "/ / - /"), """
        wagtailadmin_api:pages:detail
    """),
    (("0 0 - +", "0 0 - +"), """
        wagtailadmin_collections:delete
    """),
    (("/-- / -/- /", "+-- + -+- +"), """
        wagtailadmin_editing_sessions:ping
    """),
    (("- 0 - 0", "- 0 - 0"), """
        wagtailadmin_pages:convert_alias
    """),
    (("+-- + - +", "- + - +"), """
        wagtailadmin_pages:move_confirm
    """),
    (("0-- 0 -0- 0", "/-- / -/- /"), """
        wagtailadmin_pages:workflow_history_detail
    """),
    (("- - - -", "/-- / -/- /"), """
        wagtailadmin_pages:workflow_preview
    """),
    (("+-- + - +", "/-- / - /"), """
        wagtailsnippets_home_topic:workflow_history
    """),
    (("0-- 0 - 0", "/-- / - /"), """
        wagtailsnippets_home_topic:workflow_history_detail
    """),
    ((PUBLIC,), """
        wagtailadmin_javascript_catalog wagtailadmin_login wagtailadmin_password_reset
        wagtailadmin_password_reset_complete wagtailadmin_password_reset_confirm
        wagtailadmin_password_reset_done wagtailadmin_sprite
    """),
)  # fmt: skip
TABLE: dict[str, tuple[str, ...]] = {
    name: cells for cells, names in _ROWS for name in names.split()
}
