from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate, post_save


class HomeConfig(AppConfig):
    """Base page, home page, office, shared blocks and snippets, images and documents."""

    name = "home"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from home import approving, link_targets, publishing, stored_files, typed, visibility
        from home.admin import exports, names
        from home.admin.dates import installing
        from home.roles import ensure_roles, give_language_rights

        publishing.install()
        approving.install()
        link_targets.install()
        visibility.install()
        stored_files.install()
        typed.install()
        exports.install()
        names.install()
        installing.install()
        # The last one that is told of: by then the permissions of all apps are made.
        last = [app for app in apps.get_app_configs() if app.models_module][-1]
        post_migrate.connect(ensure_roles, sender=last)
        post_save.connect(give_language_rights, sender="home.HomePage")
